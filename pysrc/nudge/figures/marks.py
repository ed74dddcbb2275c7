"""Marks: what a scene holds. Places are mathematical coordinates; sizes of heads and dots are viewBox units."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import ClassVar, Literal

from nudge.figures import clip
from nudge.figures.svg import pair, polyline
from nudge.figures.windows import Place, Window
from nudge.rates.numbers import coordinate

_DOT, _HALO, _REACH, _PULLED = 4.0, 11.0, 14.0, 4.5  # radii
_HEAD, _SPREAD = 8.0, 0.42  # an arrow's head: its length (that of a dash), and the angle between a side and the shaft
_LONG_HEAD = 0.45  # of a short arrow that its head may take
_LINE_PLACES = 48  # places on a straight line that a logarithmic axis bends


class OnePath:
    """What all marks of one path have in common: `d` alone moves."""

    __slots__ = ()
    tag: ClassVar[str] = "path"
    moves: ClassVar[tuple[str, ...]] = ("d",)

    def stable(self) -> Mapping[str, str]:
        return {}

    def inside(self) -> str:
        return ""

    def geometry(self, window: Window) -> Mapping[str, str]:
        return {"d": "" if window.empty else self.drawn(window)}

    def drawn(self, window: Window) -> str:
        """The `d` in a window that is not empty."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Curve(OnePath):
    """Polylines, one for each unbroken piece, as `sample` finds them."""

    word: ClassVar[str] = "curve"
    lines: tuple[tuple[Place, ...], ...] = ()
    role: str = ""

    def drawn(self, window: Window) -> str:
        seen = window.seen
        return "".join(polyline([p for place in line if (p := seen(place))]) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Path(OnePath):
    """Straight lines from place to place, as of a descent. It ends before the first place that is None."""

    word: ClassVar[str] = "path"
    places: tuple[Place | None, ...] = ()
    role: str = ""

    def drawn(self, window: Window) -> str:
        seen = [window.seen(place) for place in self.places]
        known = seen[: seen.index(None)] if None in seen else seen
        runs = clip.polyline((p for p in known if p), clip.box(window.width, window.height))
        return "".join(polyline(run) for run in runs)


@dataclass(frozen=True, slots=True)
class Dots(OnePath):
    """Any number of small dots in one element: filled, or hollow where `role` says "hollow". None is no dot."""

    word: ClassVar[str] = "dots"
    places: tuple[Place | None, ...] = ()
    role: str = ""
    radius: float = _DOT

    def drawn(self, window: Window) -> str:
        r, room = coordinate(self.radius), 2 * self.radius
        found = (window.seen(place) for place in self.places)
        near = (
            p for p in found if p and -room <= p[0] <= window.width + room and -room <= p[1] <= window.height + room
        )
        arcs = f"a{r} {r} 0 1 0 {coordinate(2 * self.radius)} 0a{r} {r} 0 1 0 {coordinate(-2 * self.radius)} 0Z"
        return "".join(f"M{pair((px - self.radius, py))}{arcs}" for px, py in near)


@dataclass(frozen=True, slots=True)
class Segment(OnePath):
    """A straight line between two points, straight on the picture too where an axis is logarithmic."""

    word: ClassVar[str] = "segment"
    start: Place | None = None
    end: Place | None = None
    role: str = ""

    def drawn(self, window: Window) -> str:
        ends = _shaft(self.start, self.end, window)
        return polyline(ends) if ends else ""


@dataclass(frozen=True, slots=True)
class Arrow(OnePath):
    """A segment with a head at its end. A short one has a smaller head; one without length is not seen.

    Each side of the head begins at the tip, so that dashes leave it whole.
    """

    word: ClassVar[str] = "arrow"
    start: Place | None = None
    end: Place | None = None
    role: str = ""

    def drawn(self, window: Window) -> str:
        ends = _shaft(self.start, self.end, window)
        if ends is None or ends[0] == ends[1]:
            return ""
        tip = window.seen(self.end)
        if tip != ends[1]:
            return polyline(ends)
        (ax, ay), (bx, by) = ends
        size = min(_HEAD, _LONG_HEAD * math.hypot(bx - ax, by - ay))
        back = math.atan2(ay - by, ax - bx)
        sides = [(bx + size * math.cos(back + turn), by + size * math.sin(back + turn)) for turn in (-_SPREAD, _SPREAD)]
        return "".join(polyline(run) for run in (ends, *(((bx, by), side) for side in sides)))


@dataclass(frozen=True, slots=True)
class StraightLine(OnePath):
    """A straight line through a point, across the window or `reach` viewBox units to each side of the point.

    A slope of infinity is upright. Where an axis is logarithmic the line is drawn bent, as it is seen there.
    """

    word: ClassVar[str] = "line"
    at: Place | None = None
    slope: float | None = None
    role: str = ""
    reach: float | None = None

    @classmethod
    def through(cls, a: Place | None, b: Place | None, role: str = "") -> StraightLine:
        """The line through two points; nothing is seen where they are one, or one of them is missing."""
        if a is None or b is None or a == b:
            return cls(role=role)
        if a[0] == b[0]:
            return cls(a, math.inf, role)
        try:
            return cls(a, (b[1] - a[1]) / (b[0] - a[0]), role)
        except OverflowError:
            return cls(a, math.inf, role)

    def drawn(self, window: Window) -> str:
        at = window.seen(self.at)
        if at is None or self.at is None or self.slope is None or math.isnan(self.slope):
            return ""
        if (window.log_x or window.log_y) and math.isfinite(self.slope):
            return self._bent(window, self.at)
        angle = math.atan(-self.slope * window.y_scale / window.x_scale)  # an angle, since the quotient may be infinite
        outside = clip.box(window.width, window.height)
        reach = self.reach
        if reach is None:  # beyond the box on both sides, wherever in it the point lies
            reach = math.dist(at, (window.width / 2, window.height / 2)) + 3 * math.hypot(window.width, window.height)
        dx, dy = reach * math.cos(angle), reach * math.sin(angle)
        ends = clip.segment((at[0] - dx, at[1] - dy), (at[0] + dx, at[1] + dy), outside)
        return polyline(ends) if ends else ""

    def _bent(self, window: Window, at: Place) -> str:
        """The line as a polyline on logarithmic axes."""
        middle = window.place(*at)[0]
        start, end = 0.0, window.width
        if self.reach is not None:
            start, end = max(start, middle - self.reach), min(end, middle + self.reach)
        xs = (window.x_at(start + (end - start) * k / _LINE_PLACES) for k in range(_LINE_PLACES + 1))
        assert self.slope is not None
        seen = (window.seen((x, at[1] + self.slope * (x - at[0]))) for x in xs)
        runs = clip.polyline((p for p in seen if p), clip.box(window.width, window.height))
        return "".join(polyline(run) for run in runs)


@dataclass(frozen=True, slots=True)
class Rectangle(OnePath):
    """A rectangle with its sides along the axes, between two opposite corners in any order."""

    word: ClassVar[str] = "rectangle"
    corner: Place | None = None
    opposite: Place | None = None
    role: str = ""

    def drawn(self, window: Window) -> str:
        a, b = window.seen(self.corner), window.seen(self.opposite)
        if a is None or b is None:
            return ""
        left, top, right, bottom = clip.box(window.width, window.height)
        x1, x2 = (coordinate(min(max(x, left), right)) for x in sorted((a[0], b[0])))
        y1, y2 = (coordinate(min(max(y, top), bottom)) for y in sorted((a[1], b[1])))
        return f"M{x1} {y1}H{x2}V{y2}H{x1}Z"


@dataclass(frozen=True, slots=True)
class Point:
    """A point: filled, hollow (a place that is left out), or pulled (a handle with a halo, larger than it looks)."""

    tag: ClassVar[str] = "g"
    word: ClassVar[str] = "point"
    moves: ClassVar[tuple[str, ...]] = ("translate",)
    at: Place | None = None
    role: str = ""
    look: Literal["filled", "hollow", "pulled"] = "filled"

    def stable(self) -> Mapping[str, str]:
        return {}

    def inside(self) -> str:
        if self.look == "pulled":
            rings = (("reach", _REACH), ("halo", _HALO), ("dot", _PULLED))
            return "".join(f'<circle class="{name}" r="{coordinate(r)}"/>' for name, r in rings)
        return f'<circle class="{"dot" if self.look == "filled" else "hole"}" r="{coordinate(_DOT)}"/>'

    def geometry(self, window: Window) -> Mapping[str, str]:
        return {"translate": translate(self.at, window)}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A small shape, drawn around the origin by the path `outline` in viewBox units, that is moved to a place."""

    tag: ClassVar[str] = "path"
    word: ClassVar[str] = "glyph"
    moves: ClassVar[tuple[str, ...]] = ("translate",)
    outline: str
    at: Place | None = None
    role: str = ""

    def stable(self) -> Mapping[str, str]:
        return {"d": self.outline}

    def inside(self) -> str:
        return ""

    def geometry(self, window: Window) -> Mapping[str, str]:
        return {"translate": translate(self.at, window)}


@dataclass(frozen=True, slots=True)
class Label:
    """A short text at a point. `anchor` is SVG's text-anchor; `shift` moves it, in viewBox units."""

    tag: ClassVar[str] = "text"
    word: ClassVar[str] = "label"
    moves: ClassVar[tuple[str, ...]] = ("translate", "content")
    at: Place | None = None
    text: str = ""
    role: str = ""
    anchor: Literal["start", "middle", "end"] = "middle"
    shift: Place = (0.0, 0.0)

    def stable(self) -> Mapping[str, str]:
        shift = {k: coordinate(v) for k, v in zip(("x", "y"), self.shift, strict=True) if v}
        return {**shift, "text-anchor": self.anchor}

    def inside(self) -> str:
        return escape(self.text)

    def geometry(self, window: Window) -> Mapping[str, str]:
        return {"translate": translate(self.at, window), "content": escape(self.text)}


def translate(at: Place | None, window: Window) -> str:
    """The text "px py" that moves a mark drawn around the origin to `at`; empty when there is no such place."""
    seen = window.seen(at)
    if seen is None:
        return ""
    # Within a few sizes of the picture: the mark is out of sight there, and no coordinate is astronomically long.
    px = min(max(seen[0], -3 * window.width), 4 * window.width)
    return pair((px, min(max(seen[1], -3 * window.height), 4 * window.height)))


def tangent(at: Place | None, slope: float | None, window: Window, reach: float = 44.0) -> str:
    """The `d` of the tangent at a point, `reach` viewBox units to each side; empty where there is none."""
    return StraightLine(at, slope, reach=reach).geometry(window)["d"]


def _shaft(start: Place | None, end: Place | None, window: Window) -> tuple[Place, Place] | None:
    """The part of a segment that is near enough to the picture to be drawn, in viewBox units."""
    a, b = window.seen(start), window.seen(end)
    return clip.segment(a, b, clip.box(window.width, window.height)) if a and b else None
