"""A choice between a few numbers or functions, as a row of buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from nudge.widgets.base import Part, Piece
from nudge.widgets.controls import Choice, pretty
from nudge.widgets.markup import Put, attributes, math
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class OptionButtons(Piece):
    """Buttons for a choice; `tex` has its name, and each of its options, as they are set."""

    control: Choice
    tex: tuple[str, tuple[str, ...]]

    def parts(self) -> Mapping[str, Part]:
        return {f"pressed-{i}": partial(self._pressed, one) for i, one in enumerate(self.control.options)}

    def markup(self, put: Put) -> str:
        name, options = self.tex
        buttons = "".join(self._button(put, *one) for one in enumerate(options))
        group = attributes({"class": "options", "role": "group", "aria-label": self.control.label})
        return f"<div{group}>{math(f'{name} =')} {buttons}</div>"

    def _button(self, put: Put, i: int, shown: str) -> str:
        value, name = self.control.options[i], self.control.name
        bound = put.bound({"aria-pressed": f"pressed-{i}"}, type="button", data_control=name, value=value)
        spoken = f'<span class="visually-hidden">{escape(pretty(value))}</span>'  # a formula is no name of a button
        return f'<button{bound}>{spoken}<span aria-hidden="true">{math(shown)}</span></button>'

    def _pressed(self, option: str, at: Values) -> str:
        return str(at.word(self.control.name) == option).lower()
