"""The widget above a question: its pieces, shown as the question's variant says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from nudge.widgets.base import Part, Piece, Widget
from nudge.widgets.markup import Put, full
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Stage(Piece):
    """A widget inside of another one. `staged` makes the values that it is shown, out of those of the whole.

    A control that reader and question share has one name in both. Its parts are called "<name>-<piece>-<part>".
    """

    widget: Widget
    staged: Callable[[Values], Values]

    def parts(self) -> Mapping[str, Part]:
        return {name: partial(self._part, part) for name, part in self.widget.assembly().parts.items()}

    def markup(self, put: Put) -> str:
        pieces = self.widget.assembly().pieces.values()
        drawn = {one.name: one.markup(Put(put.parts, full(self.name, one.name), put.id)) for one in pieces}
        return f'<div class="stage">{self.widget.stage(drawn)}</div>'

    def moves(self) -> tuple[tuple[str, ...], ...]:
        return tuple(move for piece in self.widget.assembly().pieces.values() for move in piece.moves())

    def _part(self, part: Part, at: Values) -> str:
        return part(at.once(self.staged))
