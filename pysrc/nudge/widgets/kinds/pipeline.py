"""The pipeline: functions as boxes in a row, what comes out of one going into the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import ClassVar

from nudge.rates import Expr, Spelling, Unreadable, parse, tex, value
from nudge.rates.equations import EQUAL, NEARLY, exact
from nudge.rates.numbers import short
from nudge.widgets.base import Part, Piece, Widget, entry
from nudge.widgets.controls import Control
from nudge.widgets.fields import Span, span
from nudge.widgets.markup import Put, math
from nudge.widgets.pieces.slider import SliderRow
from nudge.widgets.spelling import Spelled, plainly
from nudge.widgets.values import Values

_VARIABLES = ("x", "u", "v", "w")


def _chain(text: str, spelling: Spelling) -> tuple[str, ...]:
    """Read functions separated by semicolons, the first in x, the next in u, then v and w."""
    pieces = text.split(";")
    if len(pieces) > len(_VARIABLES):
        raise Unreadable("This is a long row of boxes", 0, len(text), f"{len(_VARIABLES)} at most fit on a page")
    at, found = 0, []
    for piece, variable in zip(pieces, _VARIABLES, strict=False):
        try:
            found.append(plainly(piece, variable, spelling).strip())
        except Unreadable as error:
            raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
        at += len(piece) + 1
    return tuple(found)


chain = Spelled(_chain)
"""Reads the boxes of a pipeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline(Widget):
    """A row of boxes, one function in each; a slider sends a number through."""

    kind: ClassVar[str] = "pipeline"

    functions: tuple[str, ...] = entry(chain, "The boxes, in order: `sin(x); u^2`. The first is in x, the next in u.")
    x: Span = entry(span, "The number that goes in.", "1 in [-3, 3] step 0.1")

    def controls(self) -> tuple[Control, ...]:
        return (self.x.slider("x", "x"),)

    def pieces(self) -> tuple[Piece, ...]:
        slider = self.x.slider("x", "x")
        return (Boxes("value", self.functions, slider.start), SliderRow.of(slider))


@dataclass(frozen=True, slots=True, eq=False)
class Boxes(Piece):
    """The boxes, and what stands on the wires between them. It is done when x has left its `start`."""

    functions: tuple[str, ...]
    start: str

    def parts(self) -> Mapping[str, Part]:
        count = range(len(self.functions) + 1)
        values: dict[str, Part] = {str(i): partial(self._value, i) for i in count}
        values |= {f"equals-{i}": partial(self._equals, i) for i in count}
        return values | {"said": self._said, "done": self._moved}

    def markup(self, put: Put) -> str:
        names = [*_VARIABLES[: len(self.functions)], "y"]
        row = [_wire(put, 0, "x")]
        for i, (text, variable) in enumerate(zip(self.functions, _VARIABLES, strict=False)):
            job = math(_job(_read(text, variable), variable))
            row.append(f'<span class="box {_colour(i, len(self.functions))}">{job}</span>')
            row.append(_wire(put, i + 1, names[i + 1]))
        return f'<div class="row">{"".join(row)}</div>'

    def _numbers(self, at: Values) -> tuple[float | None, ...]:
        """What goes in, and what comes out of each box."""
        numbers: list[float | None] = [at.number("x")]
        for text, variable in zip(self.functions, _VARIABLES, strict=False):
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
