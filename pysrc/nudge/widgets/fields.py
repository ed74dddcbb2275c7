"""How the text of an author's fields is read. Each reader raises `Unreadable` with the place of the trouble."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache, partial

from nudge.rates import Expr, Spelling, Unreadable, parse
from nudge.rates.lexer import PLAIN
from nudge.widgets.controls import Slider, number, pretty

_SPAN = re.compile(
    r"\s*(?P<start>\S+)\s+in\s+\[\s*(?P<low>[^,\]]+?)\s*,\s*(?P<high>[^,\]]+?)\s*\]\s+step\s+(?P<step>\S+)\s*$"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A slider's numbers, as an author writes them: `1 in [-3.14, 3.14] step 0.01`."""

    start: str
    low: Decimal
    high: Decimal
    step: Decimal

    def slider(self, name: str, label: str, points: tuple[str, ...] = ()) -> Slider:
        """The control these numbers describe. A start on the grid is written as the grid is."""
        slider = Slider(name, label, self.start, self.low, self.high, self.step)
        near = slider.on_grid(number(self.start))
        start = near if number(near) == number(self.start) else self.start
        return Slider(name, label, start, self.low, self.high, self.step, points)


def function(variable: str) -> Callable[[str], str]:
    """A reader for a function of one variable; what it returns is the author's own text."""

    def read(text: str) -> str:
        expression(variable)(text)
        return text.strip()

    return read


@cache
def expression(variable: str, spelling: Spelling = PLAIN) -> Callable[[str], Expr]:
    """A reader for a function of one variable, as a reader of the page types it."""
    return lru_cache(maxsize=16)(partial(parse, variables=(variable,), spelling=spelling))


def span(text: str) -> Span:
    """Read `start in [low, high] step size`."""
    found = _SPAN.match(text)
    if not found:
        raise Unreadable("This is not a range", 0, len(text), "write it like: 1 in [-3.14, 3.14] step 0.01")
    low, high, step = (_decimal(text, found, name) for name in ("low", "high", "step"))
    if step <= 0 or low + step > high:
        at = found.start("step")
        raise Unreadable("No step fits between the ends", at, len(found["step"]), "low < high and 0 < step")
    if (high - low) / step > 2000:
        at = found.start("step")
        raise Unreadable("This makes more than 2,000 places", at, len(found["step"]), "take a longer step")
    _exact(text, found.start("start"), found["start"])
    return Span(found["start"], low, high, step)


def points(text: str) -> tuple[str, ...]:
    """Read numbers separated by commas: `0, pi/4, pi/2`. They stay exact, as text."""
    found, at = [], 0
    for piece in text.split(","):
        lead = len(piece) - len(piece.lstrip())
        found.append(_exact(text, at + lead, piece.strip()))
        at += len(piece) + 1
    return tuple(found)


def explained(error: Unreadable) -> str:
    """What is wrong with a reader's text, where, and what would help, as one or two sentences."""
    place = f" (at character {error.offset + 1})" if error.length else ""
    hint = f" {error.hint[0].upper()}{error.hint[1:]}" if error.hint else ""
    return f"{error.message}{place}.{hint}" + ("" if not hint or hint.endswith(("?", ".", "!")) else ".")


def _exact(text: str, at: int, piece: str) -> str:
    try:
        number(piece)
    except Unreadable as error:
        raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
    return piece


def _decimal(text: str, found: re.Match[str], name: str) -> Decimal:
    if not re.fullmatch(r"-?\d+(\.\d+)?", found[name]):
        message = f"{pretty(found[name])} is not a decimal"
        raise Unreadable(message, found.start(name), len(found[name]), "such as -3.14")
    return Decimal(found[name])
