"""The pipeline: functions as boxes in a row, what comes out of one going into the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nudge.rates import Spelling, Unreadable
from nudge.widgets.base import Piece, Widget, entry
from nudge.widgets.controls import Control
from nudge.widgets.fields import Span, span
from nudge.widgets.pieces.boxes import VARIABLES, Boxes
from nudge.widgets.pieces.slider import SliderRow
from nudge.widgets.spelling import Spelled, plainly


def _chain(text: str, spelling: Spelling) -> tuple[str, ...]:
    """Read functions separated by semicolons, the first in x, the next in u, then v and w."""
    pieces = text.split(";")
    if len(pieces) > len(VARIABLES):
        raise Unreadable("This is a long row of boxes", 0, len(text), f"{len(VARIABLES)} at most fit on a page")
    at, found = 0, []
    for piece, variable in zip(pieces, VARIABLES, strict=False):
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
