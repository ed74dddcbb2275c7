"""A scene: immutable marks in mathematical coordinates, seen through a window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the plane that is shown: [left, right] × [bottom, top], drawn `width` × `height` viewBox units."""

    left: float
    right: float
    bottom: float
    top: float
    width: float
    height: float

    @property
    def x_scale(self) -> float:
        """ViewBox units per unit of x."""
        return self.width / (self.right - self.left)

    @property
    def y_scale(self) -> float:
        """ViewBox units per unit of y (positive; viewBox y grows downwards)."""
        return self.height / (self.top - self.bottom)

    def place(self, x: float, y: float) -> Place:
        """Mathematical coordinates to viewBox units."""
        return (x - self.left) * self.x_scale, (self.top - y) * self.y_scale

    def x_at(self, px: float) -> float:
        """The x under a horizontal place in viewBox units."""
        return self.left + px / self.x_scale

    def holds(self, x: float, y: float) -> bool:
        """Whether the point is inside the window."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top


@dataclass(frozen=True, slots=True)
class Curve:
    """Polylines, one for each unbroken piece."""

    lines: tuple[tuple[Place, ...], ...]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight line between two points."""

    start: Place
    end: Place
    role: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point that is shown."""

    at: Place
    role: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A short text at a point. `anchor` is SVG's text-anchor; `shift` moves it, in viewBox units."""

    at: Place
    text: str
    role: str = ""
    anchor: str = "middle"
    shift: Place = (0.0, 0.0)


Mark = Curve | Segment | Dot | Label


@dataclass(frozen=True, slots=True)
class Scene:
    """Marks in the order they are painted, and the window they are seen through."""

    window: Window
    marks: tuple[Mark, ...]


def fit(values: Iterable[float | None], pad: float = 0.125) -> tuple[float, float]:
    """A range (low, high) in which the values of a function are well seen.

    Extreme values (a pole's) are left out when they would flatten all the rest. `pad` widens the range on both sides,
    as a fraction of it. Undefined values (None) are ignored; without any value the range is (−1, 1).
    """
    known = sorted(v for v in values if v is not None)
    if not known:
        return -1.0, 1.0
    low, high = known[0], known[-1]
    near, far = _quantile(known, 0.1), _quantile(known, 0.9)
    if high - low > 6 * (far - near) and far > near:
        low, high = max(low, near - (far - near)), min(high, far + (far - near))
    if high - low < 1e-9 * max(1.0, abs(high), abs(low)):
        reach = max(1.0, abs(low)) / 2
        low, high = low - reach, high + reach
    margin = pad * (high - low)
    return low - margin, high + margin


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[round(share * (len(ordered) - 1))]
