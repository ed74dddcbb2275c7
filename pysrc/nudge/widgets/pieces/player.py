"""A player: a slider whose places are walked through one after the other, by buttons or by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nudge.widgets.base import Part, Piece
from nudge.widgets.controls import Slider
from nudge.widgets.markup import Put, attributes
from nudge.widgets.pieces.slider import ranged
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Player(Piece):
    """A slider over whole numbers with Back and Next. `pace` adds Play: so many milliseconds are between two places.

    `counted` says in words where it stands. Playing stops at the end, and when something else moves the control; where
    the reader wants no motion, a press on Play is one step.
    """

    control: Slider
    counted: Callable[[int], str]
    pace: int = 0

    def parts(self) -> Mapping[str, Part]:
        return {"at": self._at, "spoken": self._counted, "count": self._counted}

    def markup(self, put: Put) -> str:
        name = self.control.name
        play = ""
        if self.pace:
            button = {"type": "button", "data-play": f"{name} {self.pace}", "aria-pressed": "false"}
            play = f"<button{attributes(button)}>Play</button>"
        return (
            f'<div class="stepping"><button type="button" data-turn="{name} -1">Back</button>{play}'
            f'<button type="button" class="strong" data-turn="{name} 1">Next</button>'
            f"{ranged(self.control, put)}{put.part('count', 'span', class_='count')}</div>"
        )

    def _at(self, at: Values) -> str:
        return at.text(self.name)

    def _counted(self, at: Values) -> str:
        return self.counted(int(at.number(self.name)))
