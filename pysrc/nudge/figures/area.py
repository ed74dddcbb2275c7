"""Areas: what lies between a curve and the axis, or between two curves, over an interval, with its sign."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from nudge.figures.marks import OnePath
from nudge.figures.sampling import Polyline
from nudge.figures.svg import polyline
from nudge.figures.windows import Place, Window

_Strip = list[tuple[float, float, float]]
"""Places from left to right: x, the height of the first border, the height of the second; viewBox units."""


@dataclass(frozen=True, slots=True)
class Area(OnePath):
    """The part of an area that counts with one sign; the other part is a mark of its own.

    `over` and `under` are the borders, as `sample(…, whole=True)` finds them, or a height (0 is the axis). The area
    goes from `start` to `end`. With `sign` 1 it is the part that counts as more than 0: where `over` is above `under`
    if the interval is walked to the right, where it is below if it is walked to the left. With -1 it is the other.
    Where a border is broken, or is not defined, the area has a gap.
    """

    word: ClassVar[str] = "filled"
    over: tuple[Polyline, ...] = ()
    under: tuple[Polyline, ...] | float = 0.0
    start: float | None = None
    end: float | None = None
    role: str = ""
    sign: int = 1

    def drawn(self, window: Window) -> str:
        ends = [window.seen((x, window.top)) if x is not None else None for x in (self.start, self.end)]
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            return ""
        (left, _), (right, _) = sorted((ends[0], ends[1]))
        above = (self.sign > 0) == (ends[0] < ends[1])
        first = [_seen(line, window) for line in self.over]
        if isinstance(self.under, float | int):
            floor = window.seen((window.right, float(self.under)))
            level = window.height if floor is None else floor[1]  # 0 is below all that a logarithmic axis shows
            second = [[(0.0, level), (window.width, level)]]
        else:
            second = [_seen(line, window) for line in self.under]
        left, right = max(left, 0.0), min(right, window.width)
        found = (
            _outline(strip) for a in first for b in second for strip in _signed(_between(a, b, left, right), above)
        )
        return "".join(found)


def _seen(line: Polyline, window: Window) -> list[Place]:
    return [p for place in line if (p := window.seen(place))]


def _between(a: Sequence[Place], b: Sequence[Place], left: float, right: float) -> _Strip:
    """Two borders side by side, wherever both are within [left, right]."""
    if len(a) < 2 or len(b) < 2:
        return []
    left, right = max(left, a[0][0], b[0][0]), min(right, a[-1][0], b[-1][0])
    if left >= right:
        return []
    inner = {x for line in (a, b) for x, _ in line if left < x < right}
    return [(x, _height(a, x), _height(b, x)) for x in sorted({left, right} | inner)]


def _height(line: Sequence[Place], x: float) -> float:
    """How high a polyline is at x, between its ends."""
    i = min(max(bisect_right(line, x, key=_across), 1), len(line) - 1)
    (x0, y0), (x1, y1) = line[i - 1], line[i]
    return y0 if x1 == x0 else y0 + (y1 - y0) * (x - x0) / (x1 - x0)


def _across(place: Place) -> float:
    return place[0]


def _signed(strip: _Strip, above: bool) -> Iterator[_Strip]:
    """The parts in which the first border is above the second, or below. (ViewBox heights grow downwards.)"""
    part: _Strip = []
    turn = 1.0 if above else -1.0
    for here, there in pairwise(strip):
        d0, d1 = turn * (here[2] - here[1]), turn * (there[2] - there[1])
        if d0 > 0 or (d0 == 0 and d1 > 0):
            part = part or [here]
        if d0 * d1 < 0:
            share = d0 / (d0 - d1)
            cross = here[0] + share * (there[0] - here[0]), *[here[1] + share * (there[1] - here[1])] * 2
            part.append((cross[0], cross[1], cross[2]))
        if d1 > 0:
            part.append(there)
        elif part:
            if d1 == 0:
                part.append(there)
            yield part
            part = []
    if part:
        yield part


def _outline(strip: _Strip) -> str:
    there = [(x, y) for x, y, _ in strip]
    back = [(x, y) for x, _, y in reversed(strip)]
    straight = [back[0], back[-1]] if len({y for _, y in back}) == 1 else back
    return polyline(there + straight) + "Z"
