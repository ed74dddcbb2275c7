"""Numbers with more digits than the readouts have, and their formulas, folded until wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put


@dataclass(frozen=True, slots=True, eq=False)
class Digits(Piece):
    """A row for each number, by its name: the formula, as HTML, and the number."""

    rows: Mapping[str, tuple[Part, Part]]

    def parts(self) -> Mapping[str, Part]:
        numbers = {name: number for name, (_, number) in self.rows.items()}
        return numbers | {f"{name}-rate": formula for name, (formula, _) in self.rows.items()}

    def markup(self, put: Put) -> str:
        rows = "".join(
            f"<p>{put.part(f'{name}-rate', 'span', class_='scrolls')} {put.part(name, 'span')}</p>"
            for name in self.rows
        )
        return f'<details class="digits"><summary>More digits</summary>{rows}</details>'
