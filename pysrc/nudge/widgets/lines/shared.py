"""The lines that all kinds share: definitions, data, sequences, and what is moved (`moving.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from nudge.rates import Spelling, Unreadable
from nudge.rates.lexer import PLAIN
from nudge.rates.unreadable import MAX_CHARACTERS
from nudge.widgets.lines import moving
from nudge.widgets.lines.cut import split
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.names import NAME
from nudge.widgets.lines.places import is_pair
from nudge.widgets.lines.reading import read
from nudge.widgets.lines.scope import Scope
from nudge.widgets.lines.sequences import Recurrence

KEYS = ("let", "data", "slider", "choose", "jump", "drag", "steps", "edit")
"""The keys that `describe` reads. All of them repeat."""

_AXIS = re.compile(rf"\s*(?P<letter>{NAME})\s*(?:in\b|;|$)")


def describe(lines: Sequence[Line], spelling: Spelling = PLAIN) -> Description:
    """Read what all kinds share. What is wrong stands in `troubles`; the lines of other keys are in `rest`."""
    made = Description(Scope(read, spelling))
    shared = []
    for line in lines:
        if len(line.text) > MAX_CHARACTERS:
            made.attempt(line, lambda line=line: _too_long(line))  # type: ignore[misc]
        elif line.key in KEYS:
            shared.append(line)
        else:
            made.rest.append(line)
    axes = (_AXIS.match(line.text) for line in made.rest if line.key == "pane")
    made.scope.axes = frozenset(found["letter"] for found in axes if found)

    def readers(table: _Readers) -> None:
        for line in shared:
            if line.key in table:
                made.attempt(line, lambda line=line: table[line.key](made, line))  # type: ignore[misc]

    readers(_NAMING)
    readers({"edit": moving.edit})
    readers(_STARTING)
    by_index = {line.index: line for line in lines}
    for index, error in made.scope.settle(made.start):
        made.attempt(by_index[index], lambda error=error: _raised(error))  # type: ignore[misc]
    readers(_USING)
    return made


def _too_long(line: Line) -> None:
    message = f"This is longer than {MAX_CHARACTERS} characters"
    raise Unreadable(message, 0, len(line.text), "write something shorter")


def _raised(error: Unreadable) -> None:
    raise error


def _let(made: Description, line: Line) -> None:
    for text, at in split(line.text, ";"):
        if found := moving.VARIED.match(text):
            moving.vary(made, line, found, at)
        elif text:
            made.scope.define(text, at, line.index)


def _name(made: Description, line: Line, example: str, what: str) -> tuple[str, str, int]:
    """The name that a line begins with, the text behind its `=`, and where that begins. Raises `Unreadable`."""
    found = moving.NAMED.match(line.text)
    if not found:
        raise Unreadable(what, 0, len(line.text), f"write it like: {example}")
    return found["name"], found["text"], found.start("text")


def _data(made: Description, line: Line) -> None:
    name, _, _ = _name(made, line, "cloud = (1, 2), (3, 1)", "This names no pairs")
    made.scope.claim(name, line.text.index(name), line.index)
    made.data[name] = ()


def _pairs(made: Description, line: Line) -> None:
    name, text, at = _name(made, line, "cloud = (1, 2), (3, 1)", "This names no pairs")
    if name not in made.data:
        return
    pieces = list(split(text, ",", at))
    for piece, where in pieces:
        if not is_pair(piece):
            raise Unreadable("This is no pair of numbers", where, len(piece), "write them like: (1, 2), (3, 1)")
    made.data[name] = tuple(made.place(piece, where) for piece, where in pieces)


_THEN = re.compile(r"\sthen\s")
_TIMES = re.compile(r"\s+times\s*$")


def _parts(line: Line) -> list[tuple[str, int]]:
    """The start, the step and the count of a sequence, each with its place. Raises `Unreadable`."""
    named, then, times = moving.NAMED.match(line.text), _THEN.search(line.text), _TIMES.search(line.text)
    comma = list(split(line.text[: times.start()], ","))[-1][1] if times else -1
    comma = line.text.rfind(",", 0, comma)
    if not named or not then or not times or not named.start("text") <= then.start() < then.end() <= comma:
        hint = "write it like: w = a then w - f(w)/f'(w), n times"
        raise Unreadable("These are not steps", 0, len(line.text), hint)
    ends = ((named.start("text"), then.start()), (then.end(), comma), (comma + 1, times.start()))
    return [(line.text[start:end], start) for start, end in ends]


def _steps(made: Description, line: Line) -> None:
    start, _, _ = _parts(line)
    name, _, _ = _name(made, line, "", "")
    made.scope.claim(name, line.text.index(name), line.index)
    made.scope.sequences[name] = None  # until `_sequence`, when all names are taken
    if is_pair(start[0]):
        made.scope.pairs.add(name)


def _sequence(made: Description, line: Line) -> None:
    name = next((one for one, index in made.scope.lines.items() if index == line.index), "")
    if name not in made.scope.sequences:
        return  # what is wrong with the line was said
    (start, start_at), (step, step_at), (count, count_at) = _parts(line)
    number = made.expression
    sides: list[tuple[Expression, ...]]
    if name in made.scope.pairs:
        letters = (name, f"{name}.x", f"{name}.y")
        first = made.place(start, start_at, shown=False)
        then = made.place(step, step_at, letters, shown=False)
        sides = [(first.x, first.y), (then.x, then.y)]
    else:
        sides = [(number(start, start_at, shown=False),), (number(step, step_at, (name,), shown=False),)]
    one = Recurrence(name, sides[0], sides[1], number(count, count_at, shown=False))
    made.sequences[name] = made.scope.sequences[name] = one
    if name in made.circles():
        message, hint = f"{name} needs itself", f"in a step, {name} is the member before; no other is known there"
        raise Unreadable(message, step_at, len(step), hint)


_Readers = Mapping[str, Callable[[Description, Line], None]]
_NAMING: _Readers = {
    "slider": moving.slider,
    "choose": moving.choose,
    "drag": moving.point,
    "data": _data,
    "steps": _steps,
    "let": _let,
}
_STARTING: _Readers = {"choose": moving.options, "edit": moving.typed}
_USING: _Readers = {"jump": moving.jump, "data": _pairs, "steps": _sequence, "drag": moving.pull}
