"""A slider behind its name, with a field to type in if wanted, and buttons for the places worth a jump."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from nudge.widgets.base import Part, Piece
from nudge.widgets.controls import Slider, number, pretty
from nudge.widgets.markup import Put, attributes
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class SliderRow(Piece):
    """A slider in a row of its own. `typed` puts a field at its end, in which its number can be typed.

    The piece is called as its control. It has no sentence: the range speaks its own place.
    """

    control: Slider
    typed: bool = False

    @classmethod
    def of(cls, control: Slider, typed: bool = False) -> SliderRow:
        """The row of a slider."""
        return cls(control.name, control, typed)

    def parts(self) -> Mapping[str, Part]:
        return {"at": self._at, "spoken": self._spoken} | ({"typed": self._typed} if self.typed else {})

    def markup(self, put: Put) -> str:
        label = self.control.label
        name = f'<span class="name" aria-hidden="true"><i>{escape(label)}</i></span>'
        return f'<div class="sliding">{name}{ranged(self.control, put)}{self._field(put)}</div>' + self._problem()

    def _field(self, put: Put) -> str:
        if not self.typed:
            return ""
        ease = {"inputmode": "text", "autocomplete": "off", "spellcheck": "false", "size": "6"}
        field = {"type": "text", "data-control": self.name, "aria-label": f"{self.control.label}, typed"}
        return f"<input{attributes(field | ease)}{put.bound({'value': 'typed'})}>"

    def _problem(self) -> str:
        return f'<p class="problem" role="alert" data-problem="{escape(self.name)}"></p>' if self.typed else ""

    def _at(self, at: Values) -> str:
        return self.control.on_grid(number(at.text(self.name)))

    def _shown(self, at: Values) -> str:
        return self.control.shown(at.text(self.name))

    def _spoken(self, at: Values) -> str:
        return f"{self.control.label} = {self._shown(at)}"

    def _typed(self, at: Values) -> str:
        return self._shown(at).replace("−", "-")


def ranged(control: Slider, put: Put) -> str:
    """The range of a slider, in a piece with the parts "at", where it stands, and "spoken", what is said of it."""
    fixed = {"type": "range", "name": control.name, "data-control": control.name, "min": str(control.low)}
    reach = {"max": str(control.high), "step": str(control.step), "autocomplete": "off", "aria-label": control.label}
    return f"<input{attributes(fixed | reach)}{put.bound({'value': 'at', 'aria-valuetext': 'spoken'})}>"


def _face(text: str) -> str:
    """A place as its button shows it: without the zeros of the grid, π as a letter, a true minus."""
    cut = text.rstrip("0").rstrip(".") if "." in text else text
    return pretty(cut).replace("-", "−")


@dataclass(frozen=True, slots=True, eq=False)
class Jumps(Piece):
    """A button for each place of a slider that is worth a jump."""

    control: Slider

    def markup(self, put: Put) -> str:
        buttons = "".join(
            f'<button type="button"{attributes({"data-control": self.control.name, "value": text})}>'
            f"{escape(_face(text))}</button>"
            for text in self.control.points
        )
        label = attributes({"aria-label": f"Jump to {self.control.label}"})
        return f'<span class="jumps" role="group"{label}>{buttons}</span>'
