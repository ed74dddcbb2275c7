"""The seam between a lesson and everything that draws it.

A `Widget` is a frozen description with one pure method, `view(state) -> View`. The build calls it to put the first
picture into the page and to fill the frame table; the worker calls the same method to answer live. Because all three
come from one function, they agree to the byte.

Purity boundary: this package imports the standard library, `nudge.figures` and `nudge.rates`, and nothing else. It
touches no file, no clock and no DOM, which is why it runs unchanged in CPython at build time and in the browser.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from nudge.rates import Unreadable
from nudge.widgets.controls import Control
from nudge.widgets.markup import Put
from nudge.widgets.values import Values

State = Mapping[str, str]
"""Control name -> exact text, as typed or chosen: "1.00", "pi/2", "sin x"."""


@dataclass(frozen=True, slots=True)
class View:
    """What a widget shows in one state.

    `parts` maps the named places of the widget to HTML, SVG, text or the value of one attribute; `caption` is the
    sentence a screen reader hears after a change; `done` says that the reader has done what the widget asks;
    `problems` maps a control's name to why its text cannot be read.
    """

    parts: Mapping[str, str]
    caption: str
    done: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Widget:
    """One thing in a lesson that answers the reader. Subclass it, add fields with `entry`, list it in `REGISTRY`.

    `kind` is the word after ```` ```widget ```` in the markdown.
    """

    kind: ClassVar[str]
    alt: str = field(metadata={"doc": "What the picture shows, for readers who cannot see it.", "read": str})

    def controls(self) -> tuple[Control, ...]:
        """The widget's state, one control per name."""
        raise NotImplementedError

    def view(self, state: State) -> View:
        """What the widget shows in `state`. Pure; never raises for any text in `state`."""
        raise NotImplementedError

    def markup(self, view: View, name: str) -> str:
        """The widget's HTML with every part of `view` in its place, exactly once. `name` is its id on the page."""
        raise NotImplementedError

    def flaws(self) -> tuple[FieldProblem, ...]:
        """What is wrong with the fields taken together, when each can be read by itself."""
        return ()

    def drag(self, handle: str, at: tuple[float, float], state: State) -> State:
        """The state nearest to the pointer at `at` (viewBox units) when `handle` moves a control non-linearly."""
        return state


def start(widget: Widget) -> dict[str, str]:
    """The state in which a widget is first shown."""
    return {control.name: control.start for control in widget.controls()}


def entry(
    read: Callable[[str], Any], doc: str, default: str | None = None, *, internal: bool = False, repeats: bool = False
) -> Any:
    """A field of a widget: how its text is read, what it means, and the text used when the author leaves it out.

    An internal one is written by the build and not by authors. One that repeats may be given several times, and its
    text then has a line for each.
    """
    metadata = {"read": read, "doc": doc, "default": default, "internal": internal, "repeats": repeats}
    if default is None:
        return field(metadata=metadata)
    return field(default_factory=lambda: read(default), metadata=metadata)


@dataclass(frozen=True, slots=True)
class Entry:
    """A field as an author meets it: `key: text`. `default` is None when the key is required.

    `repeats` says that it may be given more than once.
    """

    key: str
    doc: str
    default: str | None
    read: Callable[[str], Any]
    repeats: bool = False


def entries(kind: type[Widget], internal: bool = False) -> tuple[Entry, ...]:
    """The fields an author may write in a widget of this class, the required ones first; also the build's, if asked."""
    found = [
        _described(f.name, f.metadata)
        for f in dataclasses.fields(kind)
        if "read" in f.metadata and (internal or not f.metadata.get("internal"))
    ]
    return tuple(sorted(found, key=lambda e: e.default is not None))


def _described(name: str, metadata: Mapping[str, Any]) -> Entry:
    default, repeats = metadata.get("default"), metadata.get("repeats", False)
    return Entry(name.replace("_", "-"), metadata["doc"], default, metadata["read"], repeats)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a field cannot be used. `offset` and `length` locate the trouble in the text of the field, in characters.

    `code` is one of "unknown-key", "missing-key", "unreadable-field", "colliding-slips", "answer-in-hint".
    """

    code: str
    key: str
    message: str
    hint: str = ""
    offset: int = 0
    length: int = 0


def make(
    kind: type[Widget], texts: Mapping[str, str], written: Mapping[str, str] | None = None
) -> tuple[Widget | None, tuple[FieldProblem, ...]]:
    """A widget from the author's `key: text` fields, or every reason why not. `written` are fields of the build's."""
    widget, problems = read(kind, texts, internal=False)
    if widget and written:
        widget, problems = read(kind, {**texts, **written})
    flaws = widget.flaws() if widget else ()
    return (None, flaws) if flaws else (widget, problems)


def read(
    kind: type[Widget], texts: Mapping[str, str], internal: bool = True
) -> tuple[Widget | None, tuple[FieldProblem, ...]]:
    """As `make`, from texts of the build: it has asked already what is wrong with the fields taken together."""
    known = {e.key: e for e in entries(kind, internal)}
    problems = [_unknown(key, tuple(known)) for key in texts if key not in known]
    values: dict[str, Any] = {}
    for e in known.values():
        if e.key not in texts:
            if e.default is None:
                problems.append(FieldProblem("missing-key", e.key, f"“{e.key}” is missing", e.doc))
            continue
        try:
            values[e.key.replace("-", "_")] = e.read(texts[e.key])
        except Unreadable as error:
            problems.append(
                FieldProblem("unreadable-field", e.key, error.message, error.hint, error.offset, error.length)
            )
    if problems:
        return None, tuple(problems)
    return kind(**values), ()


def _unknown(key: str, known: tuple[str, ...]) -> FieldProblem:
    from difflib import get_close_matches  # only ever needed at build time; slow to import in the browser

    close = get_close_matches(key, known, 1)
    hint = f"did you mean “{close[0]}”?" if close else "known keys: " + ", ".join(known)
    return FieldProblem("unknown-key", key, f"“{key}” is not a field of this widget", hint, 0, len(key))
