"""A table: a row for each number of a letter, and columns that are worked out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from nudge.rates import Expr
from nudge.rates.numbers import short
from nudge.widgets.base import Part, Piece
from nudge.widgets.controls import pretty
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.hiding import Hidden
from nudge.widgets.lines.names import shown
from nudge.widgets.markup import Put, attributes, full
from nudge.widgets.pieces.guess import guess
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column: its name in words, its slug, what is worked out in each row, and how that is shown."""

    name: str
    slug: str
    expression: Expression
    decimals: int
    unit: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A row: the text of its number as the page names it, and the number exactly."""

    text: str
    number: Expr


@dataclass(frozen=True, slots=True, eq=False)
class Cells(Piece):
    """The table. Rows beyond `last`, where that is given, are empty in a state that has fewer."""

    letter: str
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    first: Expression | None = None
    last: Expression | None = None
    hides: tuple[Hidden, ...] = ()

    def parts(self) -> Mapping[str, Part]:
        found: dict[str, Part] = {"said": self._said}
        for i, row in enumerate(self.rows):
            if self.last is not None:
                found[f"{i}"] = partial(self._head, row)
            found |= {f"{i}-{j}": partial(self._cell, row, one) for j, one in enumerate(self.columns)}
        return found

    def markup(self, put: Put) -> str:
        names = "".join(self._name(one) for one in self.columns)
        head = f'<tr><th scope="col"><i>{escape(shown(self.letter))}</i></th>{names}</tr>'
        rows = "".join(self._row(put, i, row) for i, row in enumerate(self.rows))
        scrolls = f'<table class="cells"><thead>{head}</thead><tbody>{rows}</tbody></table>'
        return f'<div class="scrolls">{scrolls}</div>'

    def _name(self, one: Column) -> str:
        unit = f' <span class="unit">{escape(one.unit)}</span>' if one.unit else ""
        return f'<th scope="col"{attributes({"class": one.colour} if one.colour else {})}>{escape(one.name)}{unit}</th>'

    def _row(self, put: Put, i: int, row: Row) -> str:
        if self.last is None:
            name = f'<th scope="row">{escape(pretty(row.text).replace("-", "−"))}</th>'
        else:
            name = put.part(f"{i}", "th", scope="row")
        cells = "".join(self._td(put, i, j, row) for j in range(len(self.columns)))
        return f"<tr{attributes({'data-row': row.text})}>{name}{cells}</tr>"

    def _td(self, put: Put, i: int, j: int, row: Row) -> str:
        one = self.columns[j]
        more = {"data_column": one.slug} | ({"class": one.colour} if one.colour else {})
        found = [hide for hide in self.hides if hide.name == one.slug and hide.row in ("", row.text)]
        if not found:
            return put.part(f"{i}-{j}", "td", **more)
        name = f"{one.name} at {self.letter} = {row.text}"
        whole = full(self.name, f"{i}-{j}")
        cell = attributes({"data-column": one.slug} | ({"class": one.colour} if one.colour else {}))
        return f"<td{cell}>{guess(found[0], name, put.part(f'{i}-{j}', 'span'), whole)}</td>"

    def _is_there(self, row: Row, at: Values) -> bool:
        return row in at.once(self._there)

    def _there(self, at: Values) -> tuple[Row, ...]:
        """The rows of a state."""
        if self.last is None or self.first is None:
            return self.rows
        low, high = self.first.number(at), self.last.number(at)
        if low is None or high is None:
            return ()
        return tuple(row for row in self.rows if low - 1e-9 <= float(row.text) <= high + 1e-9)

    def _head(self, row: Row, at: Values) -> str:
        return row.text.replace("-", "−") if self._is_there(row, at) else ""

    def _cell(self, row: Row, one: Column, at: Values) -> str:
        if not self._is_there(row, at):
            return ""
        found = at.once(one.expression.said, _Local(self.letter, row.number))
        return "—" if isinstance(found, str) else short(found, one.decimals)

    def _said(self, at: Values) -> str:
        """The last row that is there."""
        there = at.once(self._there)
        if not there:
            return ""
        row = there[-1]
        seen = [one for one in self.columns if not self._hides(one, row)]
        numbers = ", ".join(f"{one.name} {self._cell(row, one, at)}" for one in seen)
        return f"{self.letter} = {row.text}: {numbers}." if seen else ""

    def _hides(self, one: Column, row: Row) -> bool:
        return any(hide.name == one.slug and hide.row in ("", row.text) for hide in self.hides)


class _Local(dict[str, Expr]):
    """A letter and its number, as something that a state can be asked with."""

    def __init__(self, letter: str, number: Expr) -> None:
        super().__init__({letter: number})
        self.key = letter, number

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(self.key)
