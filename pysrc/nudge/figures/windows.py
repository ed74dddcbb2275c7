"""Windows: the part of the plane that is shown, and where its places lie in the picture.

A window may be empty, as when its bounds come from sliders that have crossed. It then says why, and nothing is drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from nudge.rates.numbers import short, significant

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """[left, right] × [bottom, top], drawn `width` × `height` viewBox units. A logarithmic axis shows powers evenly.

    `x_scale` and `y_scale` are viewBox units per unit of x and of y, on a logarithmic axis per factor of ten; both are
    positive (viewBox y grows downwards), and 0 in an empty window.
    """

    left: float
    right: float
    bottom: float
    top: float
    width: float
    height: float
    log_x: bool = False
    log_y: bool = False
    x_scale: float = field(init=False, compare=False, repr=False)
    y_scale: float = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "x_scale", _scale(self.left, self.right, self.width, self.log_x))
        object.__setattr__(self, "y_scale", _scale(self.bottom, self.top, self.height, self.log_y))

    @property
    def empty(self) -> bool:
        """Whether nothing can be shown; `flaw` says why."""
        return not (self.x_scale and self.y_scale)

    def flaw(self, x_name: str = "x", y_name: str = "y") -> str:
        """Why the window is empty, as a sentence; "" when it is not."""
        if not self.x_scale:
            return _flaw(x_name, self.left, self.right, self.log_x)
        return "" if self.y_scale else _flaw(y_name, self.bottom, self.top, self.log_y)

    def place(self, x: float, y: float) -> Place:
        """Mathematical coordinates to viewBox units. The window is not empty, and what lies on a log axis positive."""
        if self.log_x or self.log_y:
            across, up = self.on_axes(x, y)
            left, top = self.on_axes(self.left, self.top)
            return (across - left) * self.x_scale, (top - up) * self.y_scale
        return (x - self.left) * self.x_scale, (self.top - y) * self.y_scale

    def seen(self, at: Place | None) -> Place | None:
        """Mathematical coordinates to viewBox units, or None where there is no such place in this window."""
        if at is None or self.empty or not (math.isfinite(at[0]) and math.isfinite(at[1])):
            return None
        if (self.log_x and at[0] <= 0) or (self.log_y and at[1] <= 0):
            return None
        return self.place(*at)

    def on_axes(self, x: float, y: float) -> Place:
        """The place as lengths along the axes: powers of ten on a logarithmic one."""
        return math.log10(x) if self.log_x else x, math.log10(y) if self.log_y else y

    def off_axes(self, across: float, up: float) -> Place:
        """The place at these lengths along the axes: the inverse of `on_axes`."""
        return _power(across) if self.log_x else across, _power(up) if self.log_y else up

    def x_at(self, px: float) -> float:
        """The x under a horizontal place in viewBox units."""
        return self.off_axes(self.on_axes(self.left, self.top)[0] + px / self.x_scale, 0.0)[0]

    def y_at(self, py: float) -> float:
        """The y at an upright place in viewBox units."""
        return self.off_axes(0.0, self.on_axes(self.left, self.top)[1] - py / self.y_scale)[1]

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside the window."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def straight(self) -> Window:
        """The window of the same picture whose coordinates are lengths along the axes. The window is not empty."""
        if not (self.log_x or self.log_y):
            return self
        (left, bottom), (right, top) = self.on_axes(self.left, self.bottom), self.on_axes(self.right, self.top)
        return Window(left, right, bottom, top, self.width, self.height)

    def equal(self) -> Window:
        """The window with equal scales on both axes, as large as before: one range grows on both sides of its middle.

        An empty window and one with logarithmic axes stay as they are.
        """
        if self.empty or self.log_x or self.log_y:
            return self
        scale = min(self.x_scale, self.y_scale)
        across, up = self.width / scale / 2, self.height / scale / 2
        x, y = (self.left + self.right) / 2, (self.bottom + self.top) / 2
        if self.x_scale > self.y_scale:
            return replace(self, left=x - across, right=x + across)
        return replace(self, bottom=y - up, top=y + up)


def _scale(low: float, high: float, length: float, log: bool) -> float:
    """ViewBox units per unit of an axis; 0 where the range is empty, or too narrow for floats to tell places apart."""
    if not (math.isfinite(low) and math.isfinite(high)) or not low < high or (log and low <= 0):
        return 0.0
    if log:
        low, high = math.log10(low), math.log10(high)
    # Fewer than a thousand floats between the ends would be seen as steps.
    if not math.isfinite(high - low) or high - low < 1000 * math.ulp(max(abs(low), abs(high))):
        return 0.0
    return length / (high - low)


def _flaw(name: str, low: float, high: float, log: bool) -> str:
    if not (math.isfinite(low) and math.isfinite(high)):
        return f"One end of {name} has no value here."
    ends = f"{name} runs from {_written(low)} to {_written(high)}"
    if log and low <= 0:
        return f"{ends}, but a logarithmic axis begins above 0."
    return f"{ends}: nothing lies between." if not low < high else f"{ends}: that is too little to be shown."


def _written(end: float) -> str:
    return short(end) if 1e-3 <= abs(end) < 1e6 else significant(end, 3)


def _power(exponent: float) -> float:
    """Ten to a power, kept within what floats hold."""
    return float(10.0 ** min(max(exponent, -300.0), 300.0))
