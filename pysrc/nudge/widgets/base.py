"""The seam between a lesson and everything that draws it.

A `Widget` is a frozen description: its controls, and the pieces it is made of. Each piece has parts, which are
functions of what the controls say. The build calls them to put the first picture into the page and to fill the frames,
the worker calls the same ones to answer live. Because all three come from one function, they agree to the byte.

Purity boundary: this package imports the standard library, `nudge.figures` and `nudge.rates`, and nothing else. It
touches no file, no clock and no DOM, which is why it runs unchanged in CPython at build time and in the browser.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, final

from nudge.rates import Spelling, Unreadable
from nudge.rates.lexer import PLAIN
from nudge.widgets.controls import Control
from nudge.widgets.entries import Entry as Entry
from nudge.widgets.entries import FieldProblem as FieldProblem
from nudge.widgets.entries import Fields as Fields
from nudge.widgets.entries import described
from nudge.widgets.entries import entry as entry
from nudge.widgets.entries import unknown as unknown
from nudge.widgets.fields import explained
from nudge.widgets.markup import Put, full
from nudge.widgets.spelling import Spelled, spelt
from nudge.widgets.values import Values

State = Mapping[str, str]
"""Control name -> exact text, as typed or chosen: "1.00", "pi/2", "sin x"."""


@dataclass(frozen=True, slots=True)
class View:
    """What a widget shows in one state, or why it cannot be shown.

    `parts` maps the full names of parts to HTML, SVG, text or the value of one attribute; `problems` maps a control's
    name to why its text cannot be read. Where there are problems there are no parts.
    """

    parts: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def caption(self) -> str:
        """The sentences of all pieces."""
        return " ".join(text for name, text in self.parts.items() if own(name) == "said" and text)

    @property
    def done(self) -> bool:
        """Whether the reader has done what the widget asks: all that can be done."""
        asked = [text for name, text in self.parts.items() if own(name) == "done"]
        return bool(asked) and all(asked)


Part = Callable[[Values], str]
"""One text, as a function of what the controls say: the content of a stable element, or one of its attributes."""


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A named thing inside a widget: a plot, a slider's row, readouts. It holds no state.

    On the page its parts are called "<name>-<part>". Two parts are shown nowhere and may be left out: "said", the
    sentence about this piece that a screen reader hears when it has changed, and "done", which is "1" when the reader
    has done what this piece asks, else "".
    """

    name: str

    def parts(self) -> Mapping[str, Part]:
        """Functions and not texts, so that each part has its own reads; the same ones for every state."""
        return {}

    def markup(self, put: Put) -> str:
        """The stable elements, with each part in its place once."""
        return ""

    def moves(self) -> tuple[tuple[str, ...], ...]:
        """The controls that one handle moves together, for each handle that moves more than one."""
        return ()


@dataclass(frozen=True, slots=True)
class Assembly:
    """A widget's controls and pieces by their names, and all parts of all pieces by their full names; made once."""

    controls: Mapping[str, Control]
    pieces: Mapping[str, Piece]
    parts: Mapping[str, Part]

    @classmethod
    def of(cls, widget: Widget) -> Assembly:
        """Ask a widget for what it is made of. Raises ValueError where two pieces or two parts have one name."""
        pieces = widget.pieces()
        parts = [(full(piece.name, name), part) for piece in pieces for name, part in piece.parts().items()]
        made = cls(
            {control.name: control for control in widget.controls()},
            {piece.name: piece for piece in pieces},
            dict(parts),
        )
        if len(made.pieces) < len(pieces) or len(made.parts) < len(parts):
            raise ValueError(f"{type(widget).__name__} has two pieces or two parts of one name")
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One thing in a lesson that answers the reader. Subclass it in a file of `kinds/`, add fields with `entry`.

    `kind` is the word after ```` ```widget ```` in the markdown, and the name of the file. `wide` says that on a large
    screen it takes more room than the text.
    """

    kind: ClassVar[str]
    wide: ClassVar[bool] = False
    alt: str = field(metadata={"doc": "What the picture shows, for readers who cannot see it.", "read": str})
    spelling: Spelling = field(
        default=PLAIN,
        metadata={"doc": "The base of a logarithm without one.", "read": spelt, "default": "10", "internal": True},
    )
    _assembly: list[Assembly] = field(init=False, repr=False, compare=False, default_factory=list)

    @classmethod
    def of(cls, fields: Fields, internal: bool) -> Made:
        """A widget from its fields, or every reason why not; with `internal`, the build's may be among them."""
        return _filled(cls, fields, internal)

    @classmethod
    def entries(cls, internal: bool = False) -> tuple[Entry, ...]:
        """The fields an author may write, the required ones first; also the build's, if asked."""
        declared = [f for f in dataclasses.fields(cls) if "read" in f.metadata]
        found = [described(f.name, f.metadata) for f in declared if internal or not f.metadata.get("internal")]
        return tuple(sorted(found, key=lambda e: e.default is not None))

    def controls(self) -> tuple[Control, ...]:
        """The widget's state, one control per name."""
        raise NotImplementedError

    def pieces(self) -> tuple[Piece, ...]:
        """What the widget is made of; asked for once, so the same pieces show every state."""
        raise NotImplementedError

    def layout(self, drawn: Mapping[str, str]) -> str:
        """The widget's HTML, given that of its pieces by name: one after the other, unless a kind knows better."""
        return "".join(drawn.values())

    def stage(self, drawn: Mapping[str, str]) -> str:
        """The same inside of an exercise, where what would change the question is left out."""
        return self.layout(drawn)

    def looks(self) -> tuple[str, ...]:
        """The kinds whose style sheets the widget needs, where they have one."""
        return (self.kind,)

    def flaws(self) -> tuple[FieldProblem, ...]:
        """What is wrong with the fields taken together, when each can be read by itself."""
        return ()

    @final
    def assembly(self) -> Assembly:
        """What the widget is made of."""
        if not self._assembly:
            self._assembly.append(Assembly.of(self))
        return self._assembly[0]

    @final
    def view(self, state: State, wanted: Container[str] | None = None) -> View:
        """What the widget shows in `state`, or only the parts that are `wanted`. Never raises for any text."""
        made = self.assembly()
        values, problems = read_state(made.controls, state)
        if problems:
            return View({}, problems)
        return View({name: part(values) for name, part in made.parts.items() if wanted is None or name in wanted})

    @final
    def markup(self, view: View, name: str) -> str:
        """The widget's HTML with every part of `view` in its place, exactly once. `name` is its id on the page."""
        pieces = self.assembly().pieces.values()
        return self.layout({piece.name: piece.markup(Put(view.parts, piece.name, name)) for piece in pieces})


RESERVED = ("said", "done")
"""The parts of a piece that are shown nowhere."""


def own(name: str) -> str:
    """The last word of a part's full name: "said" of "strip-said"."""
    return name.rpartition("-")[2]


def read_state(controls: Mapping[str, Control], state: State) -> tuple[Values, dict[str, str]]:
    """The values that a state holds, each text read once, and why texts cannot be read, by their controls.

    A control that the state does not name stands at its start.
    """
    texts = {name: state.get(name, control.start) for name, control in controls.items()}
    readings: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, control in controls.items():
        try:
            readings[name] = control.read(texts[name])
        except Unreadable as error:
            problems[name] = explained(error)
    return Values(texts, readings), problems


def start(widget: Widget) -> dict[str, str]:
    """The state in which a widget is first shown."""
    return {control.name: control.start for control in widget.controls()}


def entries(kind: type[Widget], internal: bool = False) -> tuple[Entry, ...]:
    """The fields an author may write in a widget of this class, the required ones first; also the build's, if asked."""
    return kind.entries(internal)


Made = tuple["Widget | None", tuple[FieldProblem, ...]]
"""A widget, or every reason why there is none."""


def make(
    kind: type[Widget], fields: Fields | Mapping[str, str], written: Fields | Mapping[str, str] | None = None
) -> Made:
    """A widget from the author's fields, or every reason why not. `written` are fields of the build's."""
    given = pairs(fields)
    widget, problems = kind.of(given, False)
    if widget and written:
        widget, problems = kind.of((*given, *pairs(written)), True)
    flaws = widget.flaws() if widget else ()
    return (None, flaws) if flaws else (widget, problems)


def read(kind: type[Widget], fields: Fields | Mapping[str, str]) -> Made:
    """As `make`, from fields of the build: it has asked already what is wrong with the fields taken together."""
    return kind.of(pairs(fields), True)


def pairs(fields: Fields | Mapping[str, str]) -> Fields:
    """Fields in their order; those of a mapping have each key once."""
    return tuple(fields.items()) if isinstance(fields, Mapping) else fields


def _filled(kind: type[Widget], fields: Fields, internal: bool) -> Made:
    """A widget whose fields are declared with `entry`: each key's texts, put together, a line each."""
    texts: dict[str, str] = {}
    for key, text in fields:
        texts[key] = f"{texts[key]}\n{text}" if key in texts else text
    known = {e.key: e for e in entries(kind, internal)}
    problems = [unknown(key, tuple(known)) for key in texts if key not in known]
    values: dict[str, Any] = {}
    spelling = spelt(texts.get("spelling", PLAIN.log))
    for e in known.values():
        if e.key not in texts:
            if e.default is None:
                problems.append(FieldProblem("missing-key", e.key, f"“{e.key}” is missing", e.doc))
            continue
        try:
            text, spelled = texts[e.key], isinstance(e.read, Spelled)
            values[e.key.replace("-", "_")] = e.read(text, spelling) if spelled else e.read(text)
        except Unreadable as error:
            problems.append(
                FieldProblem("unreadable-field", e.key, error.message, error.hint, error.offset, error.length)
            )
    if problems:
        return None, tuple(problems)
    return kind(**values), ()
