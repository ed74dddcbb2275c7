"""Functions to type: a line for each, which opens on a button, with a way back."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from nudge.widgets.base import Piece
from nudge.widgets.controls import Text
from nudge.widgets.markup import Put, attributes


@dataclass(frozen=True, slots=True, eq=False)
class Editor(Piece):
    """Lines to type functions in, each a control with what stands before it; the control's name is also its colour.

    The button that opens them stands above them, or `apart`, where the layout of the widget puts it.
    """

    lines: tuple[tuple[Text, str], ...]
    back: str = "Back to the first functions"
    apart: bool = False

    def opener(self) -> str:
        """The button that opens the lines."""
        return f'<button type="button" data-opens="{self.name}" aria-expanded="false">Edit functions</button>'

    def markup(self, put: Put) -> str:
        names = " ".join(control.name for control, _ in self.lines)
        return (
            ("" if self.apart else self.opener())
            + f'<div class="editor" data-region="{self.name}" hidden>'
            + "".join(_line(control, label) for control, label in self.lines)
            + '<p class="aside">Write functions as you would on paper: <kbd>sin x</kbd>, <kbd>x^2 + 1</kbd>, '
            "<kbd>e^(-u)</kbd>. "
            '<button type="button" data-undo hidden>Undo</button> '
            f'<button type="button" data-reset="{names}">{self.back}</button></p></div>'
        )


def _line(control: Text, label: str) -> str:
    """A function's line. Nothing in it is corrected or remembered by the browser."""
    fixed = {"type": "text", "name": control.name, "data-control": control.name, "value": control.start}
    plain = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "maxlength": "2000"}
    return (
        f'<label class="{control.name}"><span>{escape(label)}</span><input{attributes(fixed | plain)}></label>'
        f'<p class="problem" role="alert" data-problem="{control.name}"></p>'
    )
