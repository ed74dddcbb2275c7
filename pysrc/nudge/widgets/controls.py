"""Controls: the named pieces of a widget's state, and the native inputs that show them.

A control computes nothing. Its state is text; a slider's grid is written with as many decimals as its step has, which
is also how the page writes a range's value, so that both name a state by the same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape

from nudge.rates import Unreadable, parse, value
from nudge.rates.numbers import fixed
from nudge.widgets.markup import HasParts, attributes, bound


@dataclass(frozen=True, slots=True)
class Control:
    """One piece of state: its name, its label in words, and the text it starts with."""

    name: str
    label: str
    start: str

    def states(self) -> tuple[str, ...]:
        """Every state of the control, where there are finitely many; they are drawn ahead as frames."""
        return ()


@dataclass(frozen=True, slots=True)
class Text(Control):
    """A line of text that is read as mathematics, such as a function."""

    def line(self) -> str:
        """The input. Nothing in it is corrected or remembered by the browser."""
        fixed = {"type": "text", "name": self.name, "data-control": self.name, "value": self.start}
        plain = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "maxlength": "2000"}
        return f"<input{attributes(fixed | plain)}>"


@dataclass(frozen=True, slots=True)
class Choice(Control):
    """One of a few words."""

    options: tuple[str, ...]

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
        count = int((self.high - self.low) / self.step)
        grid = [self._written(self.low + k * self.step) for k in range(count + 1)]
        exact = [point for point in self.points if point not in grid]
        return tuple(sorted(grid + exact, key=number))

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

    def _written(self, x: Decimal) -> str:
        return f"{x + 0:.{self.decimals}f}"

    def range(self, **more: str) -> str:
        """The slider itself."""
        fixed = {"type": "range", "name": self.name, "data-control": self.name, "min": str(self.low)}
        reach = {"max": str(self.high), "step": str(self.step), "autocomplete": "off"}
        return f"<input{attributes(fixed | reach | more)}>"

    def shown(self, text: str) -> str:
        """How a state is shown to a reader: an exact point as such, any other number with the grid's decimals."""
        return pretty(text) if text in self.points else fixed(number(text), self.decimals)

    def moving(self, text: str) -> dict[str, str]:
        """The parts that `row` needs, in the state `text`: where the slider stands, and what is spoken of it."""
        spoken = f"{self.label} = {self.shown(text)}"
        return {f"{self.name}-at": self.on_grid(number(text)), f"{self.name}-spoken": spoken}

    def row(self, view: HasParts, after: str = "") -> str:
        """The slider behind its name, filled by the parts of `moving`; `after` stands at its end."""
        bindings = bound(view, {"value": f"{self.name}-at", "aria-valuetext": f"{self.name}-spoken"})
        name = f'<span class="name" aria-hidden="true"><i>{escape(self.label)}</i></span>'
        return f'<div class="sliding">{name}{self.range(**bindings, **{"aria-label": self.label})}{after}</div>'

    def field(self, **more: str) -> str:
        """The same state as a number to type."""
        fixed = {"type": "text", "data-control": self.name, "aria-label": f"{self.label}, typed"}
        ease = {"inputmode": "text", "autocomplete": "off", "spellcheck": "false", "size": "6"}
        return f"<input{attributes(fixed | ease | more)}>"

    def buttons(self) -> str:
        """One button for each exact point."""
        return "".join(
            f'<button type="button"{attributes({"data-control": self.name, "value": p})}>{pretty(p)}</button>'
            for p in self.points
        )


def number(text: str) -> float:
    """The number a text such as "1.00" or "pi/2" stands for. Raises `Unreadable`."""
    x = value(parse(text, variables=()), {})
    if x is None:
        raise Unreadable("This has no value", 0, len(text))
    return x


def pretty(text: str) -> str:
    """How an exact number is shown on a button or in a field: π as a letter."""
    return text.replace("pi", "π")
