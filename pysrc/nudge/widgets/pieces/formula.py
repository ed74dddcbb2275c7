"""A formula by itself, such as the title of a widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put, math
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class FormulaLine(Piece):
    """A line with a formula, `tex` as a function of what the controls say."""

    tex: Part

    def parts(self) -> Mapping[str, Part]:
        return {"": self._typeset}

    def markup(self, put: Put) -> str:
        return put.part("", "p", class_="formula scrolls")

    def _typeset(self, at: Values) -> str:
        return math(self.tex(at))
