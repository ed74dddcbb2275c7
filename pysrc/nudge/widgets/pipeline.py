"""The pipeline: functions as boxes in a row, what comes out of one going into the next."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import ClassVar

from nudge.rates import Expr, Unreadable, parse, tex, value
from nudge.rates.equations import EQUAL, NEARLY, exact
from nudge.rates.numbers import short
from nudge.widgets.base import State, View, Widget, entry
from nudge.widgets.controls import Control
from nudge.widgets.fields import Span, explained, span
from nudge.widgets.markup import math, part

_VARIABLES = ("x", "u", "v", "w")


def chain(text: str) -> tuple[str, ...]:
    """Read functions separated by semicolons, the first in x, the next in u, then v and w."""
    pieces = text.split(";")
    if len(pieces) > len(_VARIABLES):
        raise Unreadable("This is a long row of boxes", 0, len(text), f"{len(_VARIABLES)} at most fit on a page")
    at = 0
    for piece, variable in zip(pieces, _VARIABLES, strict=False):
        try:
            parse(piece, variables=(variable,))
        except Unreadable as error:
            raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
        at += len(piece) + 1
    return tuple(piece.strip() for piece in pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline(Widget):
    """A row of boxes, one function in each; a slider sends a number through."""

    kind: ClassVar[str] = "pipeline"

    functions: tuple[str, ...] = entry(chain, "The boxes, in order: `sin(x); u^2`. The first is in x, the next in u.")
    x: Span = entry(span, "The number that goes in.", "1 in [-3, 3] step 0.1")

    def controls(self) -> tuple[Control, ...]:
        return (self.x.slider("x", "x"),)

    def view(self, state: State) -> View:
        slider = self.x.slider("x", "x")
        try:
            x = slider.read(state["x"])
        except Unreadable as error:
            return View({}, explained(error), problems={"x": explained(error)})
        numbers: list[float | None] = [x]
        for text, variable in zip(self.functions, _VARIABLES, strict=False):
            before = numbers[-1]
            numbers.append(None if before is None else value(_read(text, variable), {variable: before}))
        written = ["—" if n is None else short(n, 3) for n in numbers]
        parts = {f"value-{i}": text for i, text in enumerate(written)}
        parts |= {f"equals-{i}": EQUAL if n is None or exact(n, written[i]) else NEARLY for i, n in enumerate(numbers)}
        return View(parts | slider.moving(state["x"]), " → ".join(written), done=state["x"] != slider.start)

    def markup(self, view: View, name: str) -> str:
        names = [*_VARIABLES[: len(self.functions)], "y"]
        row = [_wire(view, 0, "x")]
        for i, (text, variable) in enumerate(zip(self.functions, _VARIABLES, strict=False)):
            job = math(_job(_read(text, variable), variable))
            row.append(f'<span class="box {_colour(i, len(self.functions))}">{job}</span>')
            row.append(_wire(view, i + 1, names[i + 1]))
        return f'<div class="row">{"".join(row)}</div>{self.x.slider("x", "x").row(view)}'


def _read(text: str, variable: str) -> Expr:
    return parse(text, variables=(variable,))


def _job(expr: Expr, variable: str) -> str:
    """The function with a dot where its input goes: what the box does, whatever comes in."""
    return tex(expr, names={variable: r"(\cdot)"})


def _colour(i: int, count: int) -> str:
    return "inner" if i == 0 and count > 1 else "outer" if i == count - 1 else ""


def _wire(view: View, i: int, name: str) -> str:
    number = part(view, f"value-{i}", "output", name=f"value-{i}", aria_live="off")
    equals = part(view, f"equals-{i}", "span")
    return f'<span class="wire"><i>{escape(name)}</i> {equals} {number}</span>'
