"""Kinds of widgets made of lines: what they share besides the language.

A kind says which further keys it has and what pieces their lines make. Sliders, choices, places to jump to, functions
to type, readouts, a way back to the start, the numbers as a table, and a goal are the same in all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from nudge.rates import Unreadable, tex
from nudge.rates.lexer import PLAIN
from nudge.widgets.base import Entry, FieldProblem, Fields, Made, Piece, Widget, read_state, unknown
from nudge.widgets.controls import Choice, Control, Slider, Text
from nudge.widgets.lines.answers import VARIANT
from nudge.widgets.lines.description import Description, Line, Trouble
from nudge.widgets.lines.hiding import Hidden, hidden, known
from nudge.widgets.lines.names import shown
from nudge.widgets.lines.numbers import NamedNumber, readouts
from nudge.widgets.lines.shared import describe
from nudge.widgets.markup import attributes
from nudge.widgets.pieces.editor import Editor
from nudge.widgets.pieces.number import NumberReadout, NumbersTable, Reasons
from nudge.widgets.pieces.options import OptionButtons
from nudge.widgets.pieces.player import Player
from nudge.widgets.pieces.slider import Jumps, SliderRow
from nudge.widgets.spelling import spelt
from nudge.widgets.values import Values

ALT = Entry("alt", "What the picture shows, for readers who cannot see it.", None, str)
SPELLING = Entry("spelling", "The base of a logarithm without one.", "10", spelt)
ASKED = Entry("asked", "Formulas of the text with numbers to fill in.", "", str)
INTERNAL = SPELLING, ASKED
"""The keys that the build writes."""

SHARED = (
    Entry("let", "Numbers and functions: `f(x) = x^2; c = 2`; with a goal also `c in {2, 5}`.", "", str, True),
    Entry("data", "Pairs under a name: `cloud = (1, 2), (3, 1)`.", "", str, True),
    Entry("slider", "A number to move: `h = 1 in [-1, 1] step 0.05`.", "", str, True),
    Entry("choose", "One of a few numbers or functions: `b in {2, e, 3}`, `f(x) in {x^2, sin x}`.", "", str, True),
    Entry("jump", "Buttons for places of a slider: `h = 1, 0.1, 0`.", "", str, True),
    Entry("drag", "What can be pulled: `(x, f(x)) moves x`, `P = (2, 1) in [-3, 3] step 0.25`.", "", str, True),
    Entry("steps", "A sequence: `w = a then w - f(w)/f'(w), n times`.", "", str, True),
    Entry("edit", "Functions of `let` that a reader may type anew: `f, g`.", "", str, True),
    Entry("number", "A readout: `average speed = (s(1 + h) - s(1))/h to 3 decimals in m/s`.", "", str, True),
    Entry("goal", "A number and what it is to be, which makes an exercise of the widget: `rate = 0`.", "", str),
    Entry("slip", "Another number, and behind a bar what is said where it is met: `height = 2`.", "", str, True),
    Entry("hint", "A hint of the exercise.", "", str, True),
    Entry("right", "What is said to a reader who reached the goal.", "", str),
    Entry("solution", "The way to the goal; a place that reaches it is added.", "", str),
)
"""The keys that all kinds of lines have."""

HIDE = Entry("hide", "A number shown later: `average speed until guess`, or `until #id-of-a-predict`.", "", str, True)

_ROWS = 7  # rows of a table of numbers for each slider
_WHOLE, _FASTEST, _SLOWEST = (
    12_000,
    80,
    500,
)  # milliseconds: to play a slider to its end, and between two places


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed(Widget):
    """A widget made of lines. Subclass it in a file of `kinds/`, with `KEYS` and `compose`."""

    KEYS: ClassVar[tuple[Entry, ...]] = ()
    HIDES_NUMBERS: ClassVar[bool] = False

    fields: Fields
    made: Description
    body: tuple[Piece, ...] = ()
    numbers: tuple[NamedNumber, ...] = ()
    hides: tuple[Hidden, ...] = ()

    @classmethod
    def entries(cls, internal: bool = False) -> tuple[Entry, ...]:
        return (ALT, *cls.KEYS, *SHARED, *(INTERNAL if internal else ()))

    @classmethod
    def of(cls, fields: Fields, internal: bool) -> Made:
        keys = {entry.key: entry for entry in cls.entries(internal)}
        problems = [unknown(key, tuple(keys), i) for i, (key, _) in enumerate(fields) if key not in keys]
        once = [key for key, _ in fields if key in keys and not keys[key].repeats]
        problems += [_twice(key, fields) for key in dict.fromkeys(once) if once.count(key) > 1]
        for entry in keys.values():
            if entry.default is None and entry.key not in dict(fields):
                problems.append(FieldProblem("missing-key", entry.key, f"“{entry.key}” is missing", entry.doc))
        lines = [
            Line(key, text, i)
            for i, (key, text) in enumerate(fields)
            if key in keys and key not in ("alt", *(entry.key for entry in INTERNAL))
        ]
        spelling = spelt(dict(fields).get("spelling", PLAIN.log))
        made = describe(lines, spelling)
        _vary(made, "goal" in dict(fields))
        body: tuple[Piece, ...] = ()
        numbers: tuple[NamedNumber, ...] = ()
        hides: tuple[Hidden, ...] = ()
        if not made.troubles:  # else much of what follows would be wrong because of them
            body, numbers = cls.compose(made), readouts(made)
            hides = hidden(made) if cls.HIDES_NUMBERS else ()
            known(made, hides, tuple(one.slug for one in numbers))
        problems += [
            FieldProblem(
                one.code,
                one.line.key,
                one.error.message,
                one.error.hint,
                one.error.offset,
                one.error.length,
                one.line.index,
            )
            for one in made.troubles
        ]
        if problems:
            return None, tuple(sorted(problems, key=lambda one: len(fields) if one.index is None else one.index))
        widget = cls(
            alt=dict(fields)["alt"],
            spelling=spelling,
            fields=fields,
            made=made,
            body=body,
            numbers=numbers,
            hides=hides,
        )
        if "goal" not in dict(fields):
            return widget, ()
        from nudge.widgets.exercises.reach import exercise  # a page without exercises does without their modules

        return exercise(widget, made, numbers, fields)

    @classmethod
    def compose(cls, made: Description) -> tuple[Piece, ...]:
        """The pieces that the lines of this kind make. What is wrong with them is noted in `made`."""
        raise NotImplementedError

    def flaws(self) -> tuple[FieldProblem, ...]:
        found = []
        for name in self.made.idle():
            line = self.made.owners[name]
            message, hint = f"Nothing here depends on {name}", "use it in a mark or a number, or leave it out"
            found.append(FieldProblem("idle-control", line.key, message, hint, 0, len(line.text), line.index))
        return tuple(found)

    def controls(self) -> tuple[Control, ...]:
        return ordered(self.made)

    def pieces(self) -> tuple[Piece, ...]:
        controls = self.controls()
        sliders = [one for one in controls if isinstance(one, Slider)]
        typed = tuple((one, f"{one.label} =") for one in controls if isinstance(one, Text))
        hides = {one.name: one for one in self.hides}
        open_ = tuple(one for one in self.numbers if one.slug not in hides)
        return (
            *(OptionButtons(one.name, one, self._set(one)) for one in _chosen(controls)),
            *((Editor("functions", typed, "Back to the first", apart=True),) if typed else ()),
            *self.body,
            *(self._row(one) for one in sliders),
            *(Jumps(f"{one.name}-jumps", one) for one in sliders if one.points),
            *(NumberReadout.of(one, hides.get(one.slug)) for one in self.numbers),
            *((Reasons("why", self.numbers),) if self.numbers else ()),
            NumbersTable(
                "table", open_, tuple(self._places()), partial(values, controls), bool(self.made.scope.varied)
            ),
        )

    def layout(self, drawn: Mapping[str, str]) -> str:
        names = {name for one in self.body for name in [one.name]}
        controls = self.controls()
        head = "".join(drawn[one.name] for one in _chosen(controls))
        head += Editor("functions", ()).opener() if "functions" in drawn else ""
        moved = [one.name for one in controls if one.name != VARIANT]
        back = attributes({"type": "button", "data-reset": " ".join(moved), "class": "back"})
        rows = (drawn[one.name] + drawn.get(f"{one.name}-jumps", "") for one in controls if isinstance(one, Slider))
        ways = (f"<button{back}>Back to the start</button>" if moved else "") + drawn["table"]
        shown = "".join(drawn[name] for name in drawn if name.startswith("number-"))
        return (
            (f'<div class="widget-head">{head}</div>' if head else "")
            + drawn.get("functions", "")
            + f'<div class="panes">{"".join(drawn[name] for name in drawn if name in names)}</div>'
            + f'<div class="sliders">{"".join(rows)}</div>'
            + (f'<div class="numbers">{shown}</div>' if shown else "")
            + drawn.get("why", "")
            + (f'<div class="ways">{ways}</div>' if ways else "")
        )

    def _row(self, slider: Slider) -> Piece:
        counts = [one for one in self.made.sequences.values() if one.times.text.strip() == slider.name]
        if not counts:
            return SliderRow.of(slider, typed=True)
        places = max(len(slider.states()) - 1, 1)
        pace = min(max(_WHOLE // places, _FASTEST), _SLOWEST)
        return Player(slider.name, slider, lambda n: f"{slider.label} = {n}", pace)

    def _set(self, one: Choice) -> tuple[str, tuple[str, ...]]:
        """A choice's name and its options as TeX."""
        letter = self.made.scope.choices.get(one.name)
        read = self.made.scope.options[one.name]
        names = {name: _tex_name(name) for expr in read.values() for name in expr.names}
        options = tuple(tex(read[text], names=names) for text in one.options)
        return f"{_tex_name(one.name)}({_tex_name(letter)})" if letter else _tex_name(one.name), options

    def _places(self) -> Iterator[tuple[str, tuple[tuple[str, Mapping[str, str]], ...]]]:
        for one in self.controls():
            if isinstance(one, Slider):
                kept = list(dict.fromkeys((*one.kept(), *thinned(one.states(), _ROWS))))[:_ROWS]
                places = sorted(kept, key=one.read)
                yield one.label, tuple((one.shown(text), {one.name: text}) for text in places)


def ordered(made: Description) -> tuple[Control, ...]:
    """The controls in the order of their lines."""
    return tuple(sorted(made.controls.values(), key=lambda one: made.owners[one.name].index))


def values(controls: Sequence[Control], state: Mapping[str, str]) -> Values:
    """What controls say in a state that is known to be readable; those that it does not name stand at their start."""
    return read_state({one.name: one for one in controls}, state)[0]


def thinned(states: Sequence[str], count: int) -> list[str]:
    """So many of the states, evenly, the first and the last among them."""
    if len(states) <= count:
        return list(states)
    return [states[round(i * (len(states) - 1) / (count - 1))] for i in range(count)]


def _tex_name(name: str) -> str:
    return shown(name) if len(shown(name)) == 1 or name[1:].isdecimal() else rf"\mathit{{{name}}}"


def _chosen(controls: Sequence[Control]) -> Iterator[Choice]:
    """The choices that are rows of buttons; that of a variant belongs to its exercise."""
    return (one for one in controls if isinstance(one, Choice) and one.name != VARIANT)


def _vary(made: Description, has_goal: bool) -> None:
    """Make the control that says the variant, where numbers vary. What is wrong is noted in the description."""
    varied = made.scope.varied
    if not varied:
        return
    line = made.owners[next(iter(varied))]
    if not has_goal:
        hint = "give the widget a goal, or let the reader choose: choose: c in {2, 5}"
        made.troubles.append(Trouble(line, Unreadable("Numbers vary in an exercise only", 0, len(line.text), hint)))
    from nudge.widgets.exercises.given import MOST, Given  # as for `exercise`

    count = math.prod(map(len, varied.values()))
    if count > MOST:
        error = Unreadable(f"This makes {count} variants", 0, len(line.text), f"at most {MOST} are worked out")
        made.troubles.append(Trouble(line, error))
        return
    made.scope.variants.update({one.key: one.chosen for one in Given({}, varied).variants()})
    keys = tuple(made.scope.variants)
    made.controls[VARIANT], made.owners[VARIANT] = Choice(VARIANT, VARIANT, keys[0], keys), line


def _twice(key: str, fields: Fields) -> FieldProblem:
    first, second = [i for i, (one, _) in enumerate(fields) if one == key][:2]
    return FieldProblem(
        "duplicate-key", key, f"“{key}” is given twice", f"first in line {first + 1}", 0, len(key), second
    )
