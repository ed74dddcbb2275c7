"""A table: the same numbers in rows, as lines say them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from nudge.rates import Unreadable, parse
from nudge.rates.expr import rational
from nudge.widgets.base import Entry, Piece
from nudge.widgets.kit import HIDE, Composed, ordered, thinned, values
from nudge.widgets.lines.cut import split, words
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.endings import ended
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.hiding import hidden, known
from nudge.widgets.lines.names import NAME, checked
from nudge.widgets.lines.numbers import slug
from nudge.widgets.pieces.cells import Cells, Column, Row

_DECIMALS = 4  # of a cell that does not say how many it may have
_MOST_ROWS = 60
_LISTED = re.compile(rf"\s*(?P<letter>{NAME})\s*=(?!=)\s*(?P<items>.*\S)\s*$", re.DOTALL)
_COUNTED = re.compile(rf"\s*(?P<letter>{NAME})\s+from\s")
_HINT = "write it like: h = 1, 0.1, 0.01, or: k from 0 to n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Composed):
    """Rows for the numbers of a letter, and columns worked out from it."""

    kind: ClassVar[str] = "table"
    KEYS: ClassVar[tuple[Entry, ...]] = (
        Entry("rows", "A row for each number of a letter: `h = 1, 0.1, 0.01`, or `k from 0 to n`.", None, str),
        Entry("column", "A column, worked out in each row: `average = (s(1 + h) - s(1))/h in m/s`.", None, str, True),
        HIDE,
    )

    @classmethod
    def compose(cls, made: Description) -> tuple[Piece, ...]:
        found: list[Cells] = []
        for line in made.rest:
            if line.key == "rows" and not found:
                made.attempt(line, lambda line=line: found.append(_rows(made, line)))  # type: ignore[misc]
        if not found:
            return ()
        cells = found[0]
        columns: dict[str, Column] = {}
        for line in made.rest:
            if line.key == "column":
                made.attempt(line, lambda line=line: _column(made, line, cells.letter, columns))  # type: ignore[misc]
        hides = hidden(made)
        known(made, hides, tuple(columns), tuple(row.text for row in cells.rows))
        return (Cells("cells", cells.letter, cells.rows, tuple(columns.values()), cells.first, cells.last, hides),)


def _rows(made: Description, line: Line) -> Cells:
    listed, counted = _LISTED.match(line.text), _COUNTED.match(line.text)
    if counted:
        letter = checked(counted["letter"], counted.start("letter"))
        to = words(line.text[counted.end() :], "to")
        if not to:
            raise Unreadable("These rows have no end", 0, len(line.text), _HINT)
        stop, go = (counted.end() + at for at in to[-1])
        first = made.expression(line.text[counted.end() : stop], counted.end())
        last = made.expression(line.text[go:], go)
        low, high = _bounds(made, first, True), _bounds(made, last, False)
        if low is None or high is None or not low <= high:
            raise Unreadable("These rows have no end", 0, len(line.text), _HINT)
        if high - low >= _MOST_ROWS:
            raise Unreadable(f"These are more than {_MOST_ROWS} rows", 0, len(line.text), "take fewer")
        rows = tuple(Row(str(k), rational(k)) for k in range(low, high + 1))
        return Cells("cells", letter, rows, (), first, last)
    if not listed:
        raise Unreadable("These are no rows", 0, len(line.text), _HINT)
    letter = checked(listed["letter"], listed.start("letter"))
    found: dict[str, Row] = {}
    for text, at in split(listed["items"], ",", listed.start("items")):
        made.expression(text, at)
        try:
            found[text] = Row(text, parse(text, ()))
        except Unreadable as error:
            raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
    if len(found) > _MOST_ROWS:
        raise Unreadable(f"These are more than {_MOST_ROWS} rows", 0, len(line.text), "take fewer")
    return Cells("cells", letter, tuple(found.values()), ())


def _bounds(made: Description, end: Expression, least: bool) -> int | None:
    """The least or the greatest that an end is in any state."""
    controls = ordered(made)
    states = [values(controls, {})]
    for one in controls:
        states += [values(controls, {one.name: text}) for text in thinned(one.states(), 2)]
    found = [number for at in states if (number := end.number(at)) is not None]
    return None if not found else int((min if least else max)(found))


def _column(made: Description, line: Line, letter: str, columns: dict[str, Column]) -> None:
    name, equals, text = line.text.partition("=")
    if not equals or not slug(name):
        raise Unreadable("This column has no name", 0, len(line.text), "write it like: average = s(1 + h)/h")
    if slug(name) in columns:
        message = f"There is a column “{columns[slug(name)].name}” already"
        raise Unreadable(message, 0, len(name.rstrip()), "call it otherwise")
    end = ended(f"{' ' * len(name)}={text}", decimals=True, unit=True, colour=True)
    start = len(name) + 1
    expression = made.expression(end.text[start:], start, turns=(letter,))
    decimals = _DECIMALS if end.decimals is None else end.decimals
    columns[slug(name)] = Column(name.strip(), slug(name), expression, decimals, end.unit, end.colour)
