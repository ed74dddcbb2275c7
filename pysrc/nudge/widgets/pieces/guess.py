"""What is shown only after a guess, or a prediction elsewhere on the page; without scripts it is shown at once."""

from __future__ import annotations

from nudge.widgets.lines.hiding import Hidden
from nudge.widgets.markup import attributes


def guess(hide: Hidden, name: str, shown: str, part: str) -> str:
    """A number that waits, with a field for the guess if it waits for one. `part` is where its sentence belongs."""
    wrapped = attributes({"class": "waits", "data-until": hide.until, "data-waits": part})
    if hide.until != "guess":
        return f'<span{wrapped}>{shown}<span class="later">?</span></span>'
    field = {"type": "text", "inputmode": "decimal", "autocomplete": "off", "size": "6", "data-guess": ""}
    label = attributes({"aria-label": f"Your guess: {name}", "placeholder": "your guess"})
    return f'<span{wrapped}>{shown}<input{attributes(field)}{label}><span class="guessed"></span></span>'
