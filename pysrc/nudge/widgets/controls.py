"""Controls: the named pieces of a widget's state. A control computes nothing and writes no HTML.

State is text. A slider's grid is written with as many decimals as its step has, which is also how the page writes a
range's value, so that both name a state by the same text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from nudge.rates import Spelling, Unreadable, parse, value
from nudge.rates.lexer import LOGS
from nudge.rates.numbers import fixed


@dataclass(frozen=True, slots=True)
class Control:
    """One piece of state: its name, its label in words, and the text it starts with."""

    name: str
    label: str
    start: str

    def read(self, text: str) -> Any:
        """What a text says. Raises `Unreadable`."""
        return text

    def states(self) -> tuple[str, ...]:
        """Every state that is drawn ahead, in their order; where there are too many to list, the start alone."""
        return (self.start,)

    def kept(self) -> tuple[str, ...]:
        """The states worth drawing together with every state of the others: the start, and the jump points."""
        return (self.start,)


@dataclass(frozen=True, slots=True)
class Text(Control):
    """A line of text; `reader` makes of it what it says, such as an `Expr`, or raises `Unreadable`."""

    reader: Callable[[str], Any] = str

    def read(self, text: str) -> Any:
        return self.reader(text)


@dataclass(frozen=True, slots=True)
class Choice(Control):
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, text: str) -> str:
        if text not in self.options:
            raise Unreadable(f"There is no such {self.label}", 0, 0)
        return text

    def states(self) -> tuple[str, ...]:
        return self.options


@dataclass(frozen=True, slots=True)
class Slider(Control):
    """A number in [low, high] on a grid of `step`, or exactly one of `points` ("pi/2"), which may lie off the grid."""

    low: Decimal
    high: Decimal
    step: Decimal
    points: tuple[str, ...] = ()

    @property
    def decimals(self) -> int:
        """How many decimals the grid is written with."""
        return max(0, -int(self.step.normalize().as_tuple().exponent))

    def states(self) -> tuple[str, ...]:
        grid = [self._written(self.low + k * self.step) for k in range(int((self.high - self.low) / self.step) + 1)]
        exact = [text for text in dict.fromkeys(self.kept()) if text not in grid]
        return tuple(sorted(grid + exact, key=number)) if exact else tuple(grid)

    def kept(self) -> tuple[str, ...]:
        return self.start, *self.points

    def on_grid(self, x: float) -> str:
        """The text of the grid's place nearest to `x`."""
        steps = round((Decimal(repr(x)) - self.low) / self.step)
        most = int((self.high - self.low) / self.step)
        return self._written(self.low + max(0, min(most, steps)) * self.step)

    def read(self, text: str) -> float:
        """The number a text stands for. Raises `Unreadable`, also when it lies outside the slider."""
        x = number(text)
        bounds = [float(self.low), float(self.high), *(number(p) for p in self.points)]
        if not min(bounds) <= x <= max(bounds):
            raise Unreadable(f"{self.label} goes from {self.low} to {self.high} here", 0, len(text))
        return x

    def shown(self, text: str) -> str:
        """How a state is shown to a reader: an exact point as such, any other number with the grid's decimals."""
        return pretty(text) if text in self.points else fixed(number(text), self.decimals)

    def _written(self, x: Decimal) -> str:
        return f"{x + 0:.{self.decimals}f}"


@dataclass(frozen=True, slots=True)
class Count(Slider):
    """A whole number from 0 to `high`; nothing between two of them is read."""

    @classmethod
    def to(cls, most: int, name: str, label: str) -> Count:
        """Counting from 0 to `most`, starting at 0."""
        return cls(name, label, "0", Decimal(0), Decimal(most), Decimal(1))

    def read(self, text: str) -> float:
        if text not in self.states():
            raise Unreadable(f"There is no such {self.label}", 0, 0)
        return float(text)


@lru_cache(maxsize=4096)  # the texts of a slider are read over and over, and are short
def number(text: str) -> float:
    """The number a text such as "1.00" or "pi/2" stands for. Raises `Unreadable`, also where a logarithm has no base.

    A state is the same in every course, and what `log` is without a base is not.
    """
    expr = parse(text, variables=())
    if any(parse(text, variables=(), spelling=Spelling(log=log)) is not expr for log in LOGS):
        raise Unreadable("The base of this logarithm is not said", 0, len(text), "write it like ln(2) or log_10(2)")
    x = value(expr, {})
    if x is None:
        raise Unreadable("This has no value", 0, len(text))
    return x


def pretty(text: str) -> str:
    """How an exact number is shown on a button or in a field: π as a letter."""
    return text.replace("pi", "π")
