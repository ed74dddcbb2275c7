"""Boxes in a row, one function in each, with wires between them on which the numbers stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from nudge.rates import Expr, parse, tex, value
from nudge.rates.equations import EQUAL, NEARLY, exact
from nudge.rates.numbers import short
from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put, math
from nudge.widgets.values import Values

VARIABLES = ("x", "u", "v", "w")
"""What goes into each box, in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class Boxes(Piece):
    """A row of functions of the control "x". It is done when x has left its `start`."""

    functions: tuple[str, ...]
    start: str

    def parts(self) -> Mapping[str, Part]:
        count = range(len(self.functions) + 1)
        values: dict[str, Part] = {str(i): partial(self._value, i) for i in count}
        values |= {f"equals-{i}": partial(self._equals, i) for i in count}
        return values | {"said": self._said, "done": self._moved}

    def markup(self, put: Put) -> str:
        names = [*VARIABLES[: len(self.functions)], "y"]
        row = [_wire(put, 0, "x")]
        for i, (text, variable) in enumerate(zip(self.functions, VARIABLES, strict=False)):
            job = math(_job(_read(text, variable), variable))
            row.append(f'<span class="box {_colour(i, len(self.functions))}">{job}</span>')
            row.append(_wire(put, i + 1, names[i + 1]))
        return f'<div class="row">{"".join(row)}</div>'

    def _numbers(self, at: Values) -> tuple[float | None, ...]:
        """What goes in, and what comes out of each box."""
        numbers: list[float | None] = [at.number("x")]
        for text, variable in zip(self.functions, VARIABLES, strict=False):
            before = numbers[-1]
            numbers.append(None if before is None else value(_read(text, variable), {variable: before}))
        return tuple(numbers)

    def _value(self, i: int, at: Values) -> str:
        number = at.once(self._numbers)[i]
        return "—" if number is None else short(number, 3)

    def _equals(self, i: int, at: Values) -> str:
        number = at.once(self._numbers)[i]
        return EQUAL if number is None or exact(number, self._value(i, at)) else NEARLY

    def _said(self, at: Values) -> str:
        return " → ".join(self._value(i, at) for i in range(len(self.functions) + 1))

    def _moved(self, at: Values) -> str:
        return "1" if at.text("x") != self.start else ""


def _read(text: str, variable: str) -> Expr:
    return parse(text, variables=(variable,))


def _job(expr: Expr, variable: str) -> str:
    """The function with a dot where its input goes: what the box does, whatever comes in."""
    return tex(expr, names={variable: r"(\cdot)"})


def _colour(i: int, count: int) -> str:
    return "inner" if i == 0 and count > 1 else "outer" if i == count - 1 else ""


def _wire(put: Put, i: int, name: str) -> str:
    number = put.part(str(i), "output", name=f"value-{i}", aria_live="off")
    return f'<span class="wire"><i>{escape(name)}</i> {put.part(f"equals-{i}", "span")} {number}</span>'
