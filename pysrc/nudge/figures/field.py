"""Contour fields: the level curves of a function of two places, by marching squares.

Every level is one closed path: it goes around all that lies above the level, and along the border just outside the
picture, where it is not seen. So the same path is a line, as its stroke, and a tint, as its fill; tints of higher
levels lie over those of lower ones.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from nudge.figures.svg import pair, tag
from nudge.figures.windows import Place, Window

Surface = Callable[[float, float], float | None]
Contour = tuple[float, tuple[tuple[Place, ...], ...]]
"""A level, and its closed polylines in mathematical coordinates."""

_CELL = 5.0  # viewBox units: a contour is then within half a unit of where it should be, if it bends gently
_LEVELS = 9  # levels that are aimed at
_SKEW = 0.12  # of the range, under which the middle value lies where even levels would leave most of a field empty
_OUTSIDE = 4.0  # viewBox units that a path goes around outside
_HALVINGS = 6  # of a cell's side, on which the border of the domain lies: to a tenth of a unit
_SPARE = 0.15  # viewBox units that a point may lie off the line without it, to be left out


@dataclass(frozen=True, slots=True)
class ContourField:
    """The contours of a function, as `contours` finds them: one path for each level, lowest first."""

    tag: ClassVar[str] = "g"
    word: ClassVar[str] = "field"
    moves: ClassVar[tuple[str, ...]] = ("content",)
    levels: tuple[Contour, ...] = ()
    role: str = ""

    def stable(self) -> Mapping[str, str]:
        return {}

    def inside(self) -> str:
        return ""

    def geometry(self, window: Window) -> Mapping[str, str]:
        if window.empty:
            return {"content": ""}
        loops = (tuple(_path(loop, window) for loop in found) for _, found in self.levels)
        return {"content": "".join(tag("path", {"d": "".join(paths)}) for paths in loops if paths)}


def _path(loop: Sequence[Place], window: Window) -> str:
    return "M" + "L".join(pair(window.place(*place)) for place in loop) + "Z"


def contours(f: Surface, window: Window, levels: Sequence[float] | None = None) -> tuple[Contour, ...]:
    """The level curves of `f` over a window, at the levels given or at well-chosen ones. None in an empty window.

    Where `f` is not defined it counts as lower than every level.
    """
    if window.empty:
        return ()
    columns, rows = max(2, math.ceil(window.width / _CELL)), max(2, math.ceil(window.height / _CELL))
    across = [window.width * i / columns for i in range(columns + 1)]
    down = [window.height * j / rows for j in range(rows + 1)]
    xs, ys = [window.x_at(px) for px in across], [window.y_at(py) for py in down]
    grid = [[f(x, y) for x in xs] for y in ys]
    known = sorted(v for row in grid for v in row if v is not None)
    chosen = sorted(choose(known) if levels is None else levels)
    if not known or not chosen:
        return ()
    lowest = min(known[0], chosen[0])
    below = lowest - max(1.0, abs(lowest), known[-1] - lowest)
    filled = [[below if v is None else v for v in row] for row in grid]
    crossing = _Crossing(
        _framed(filled, below), _edged(across), _edged(down), lambda px, py: f(window.x_at(px), window.y_at(py)), below
    )
    loops = _march(crossing, chosen)
    return tuple(
        (level, tuple(tuple((window.x_at(px), window.y_at(py)) for px, py in _thinned(loop)) for loop in found))
        for level, found in zip(chosen, loops, strict=True)
    )


def choose(ordered: Sequence[float]) -> tuple[float, ...]:
    """Levels for values in their order: even steps of a round size, so that close lines mean a steep place.

    Where nearly all values are near the least or the greatest, even steps would leave most of the field empty; the
    steps then grow from that end as 1, 2, 5, 10, …
    """
    if not ordered or ordered[-1] - ordered[0] <= 1e-12 * max(abs(ordered[0]), abs(ordered[-1])):
        return ()
    low, high, middle = ordered[0], ordered[-1], ordered[len(ordered) // 2]
    size = high - low
    if middle - low < _SKEW * size:
        base = 0.0 if 0 <= low <= middle - low else low  # round levels, if 0 is about as low as the lowest value
        return tuple(base + rise for rise in _growing(high - base, middle - base) if base + rise > low)
    if high - middle < _SKEW * size:
        return tuple(high - fall for fall in reversed(_growing(size, high - middle)))
    power = 10.0 ** math.floor(math.log10(size / _LEVELS))
    step = min((m * power for m in (1, 2, 5, 10)), key=lambda s: abs(math.log(s * _LEVELS / size)))
    return tuple(k * step for k in range(math.floor(low / step) + 1, math.ceil(high / step)))


def _growing(size: float, near: float) -> list[float]:
    """Distances 1, 2, 5, 10, … times a power of ten, from a fifth of `near` up to `size`."""
    power = math.floor(math.log10(max(near / 5, size * 1e-6)))
    steps = (m * 10.0**p for p in range(power, power + 8) for m in (1, 2, 5))
    return [s for s in steps if max(near / 5, size * 1e-6) <= s < size]


def _framed(grid: list[list[float]], below: float) -> list[list[float]]:
    """The grid with a frame of low values around it, so that every level curve is closed."""
    wide = len(grid[0]) + 2
    return [[below] * wide, *([below, *row, below] for row in grid), [below] * wide]


def _edged(places: list[float]) -> list[float]:
    """The places of the grid's lines, with those of the frame."""
    return [-_OUTSIDE, *places, places[-1] + _OUTSIDE]


_Edge = tuple[int, int, int]
"""A side of a cell: the row and column of its upper or left end; 0 for a level side, 1 for an upright one."""


def _march(crossing: _Crossing, levels: Sequence[float]) -> list[list[list[Place]]]:
    """The closed level curves on a framed grid, for each level, in viewBox units.

    Marching squares (Lorensen and Cline 1987 in three dimensions). A cell whose corners alternate is decided by the
    mean of the corners. Every piece has the higher ground on its left, so that pieces join end to start.
    """
    after: list[dict[_Edge, list[_Edge]]] = [defaultdict(list) for _ in levels]
    grid, across = crossing.grid, crossing.across
    for j in range(len(crossing.down) - 1):
        upper, lower = grid[j], grid[j + 1]
        for i in range(len(across) - 1):
            corners = upper[i], upper[i + 1], lower[i + 1], lower[i]
            edges: tuple[_Edge, ...] = ((j, i, 0), (j, i + 1, 1), (j + 1, i, 0), (j, i, 1))
            first, last = bisect_right(levels, min(corners)), bisect_right(levels, max(corners))
            for k in range(first, last):
                for start, end in crossed(corners, levels[k]):
                    after[k][edges[start]].append(edges[end])
    return [_joined(nexts, crossing, level) for nexts, level in zip(after, levels, strict=True)]


_CASES: Mapping[int, tuple[tuple[int, int], ...]] = {
    1: ((3, 0),),
    2: ((0, 1),),
    3: ((3, 1),),
    4: ((1, 2),),
    6: ((0, 2),),
    7: ((3, 2),),
    8: ((2, 3),),
    9: ((2, 0),),
    11: ((2, 1),),
    12: ((1, 3),),
    13: ((1, 0),),
    14: ((0, 3),),
}
"""Which sides of a cell a level curve goes between, by the corners that are above it (1, 2, 4, 8, clockwise from the
upper left). Sides: 0 upper, 1 right, 2 lower, 3 left."""


def crossed(corners: Sequence[float], level: float) -> tuple[tuple[int, int], ...]:
    """The sides of a cell between which a level curve passes, from where to where, by the heights of its corners."""
    case = sum(1 << n for n, v in enumerate(corners) if v >= level)
    high = sum(corners) / 4 >= level
    if case == 5:
        return ((3, 2), (1, 0)) if high else ((3, 0), (1, 2))
    if case == 10:
        return ((0, 3), (2, 1)) if high else ((0, 1), (2, 3))
    return _CASES.get(case, ())


@dataclass(frozen=True, slots=True)
class _Crossing:
    """Where a level curve crosses a side of a cell, in viewBox units."""

    grid: list[list[float]]
    across: list[float]
    down: list[float]
    surface: Surface
    below: float

    def at(self, edge: _Edge, level: float) -> Place:
        """By linear interpolation; on the frame outside, and beside what is not defined where that begins."""
        j, i, upright = edge
        k, m = j + upright, i + 1 - upright
        a, b = self.grid[j][i], self.grid[k][m]
        start, end = (self.across[i], self.down[j]), (self.across[m], self.down[k])
        if a == self.below:
            return start if self._framed(j, i) else self._border(end, start, level)
        if b == self.below:
            return end if self._framed(k, m) else self._border(start, end, level)
        return _along(start, end, (level - a) / (b - a))

    def _framed(self, j: int, i: int) -> bool:
        return j in (0, len(self.down) - 1) or i in (0, len(self.across) - 1)

    def _border(self, high: Place, missing: Place, level: float) -> Place:
        """The last place on the way to one that is not defined at which the surface is above a level, by halving."""
        near, far = 0.0, 1.0
        for _ in range(_HALVINGS):
            middle = (near + far) / 2
            value = self.surface(*_along(high, missing, middle))
            near, far = (near, middle) if value is None or value < level else (middle, far)
        return _along(high, missing, near)


def _along(start: Place, end: Place, share: float) -> Place:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _joined(after: dict[_Edge, list[_Edge]], crossing: _Crossing, level: float) -> list[list[Place]]:
    """The closed curves of one level, from pieces that begin where others end."""
    loops = []
    while after:
        start = edge = next(iter(after))
        loop: list[Place] = []
        while True:
            loop.append(crossing.at(edge, level))
            nexts = after[edge]
            following = nexts.pop()
            if not nexts:
                del after[edge]
            edge = following
            if edge == start:
                break
        loops.append(loop)
    return loops


def _thinned(loop: list[Place]) -> list[Place]:
    """The points of a loop that are needed: the others lie on the lines between these (Douglas and Peucker 1973)."""
    kept, todo = {0, len(loop) // 2, len(loop) - 1}, [(0, len(loop) // 2), (len(loop) // 2, len(loop) - 1)]
    while todo:
        a, b = todo.pop()
        if b - a < 2:
            continue
        (ax, ay), (bx, by) = loop[a], loop[b]
        dx, dy = bx - ax, by - ay
        norm = math.hypot(dx, dy)
        worst, at = -1.0, a
        for k in range(a + 1, b):
            px, py = loop[k][0] - ax, loop[k][1] - ay
            off = abs(px * dy - py * dx) / norm if norm else math.hypot(px, py)
            if off > worst:
                worst, at = off, k
        if worst > _SPARE:
            kept.add(at)
            todo += [(a, at), (at, b)]
    return [loop[k] for k in sorted(kept)]
