"""Turning a function into polylines that are true to it, with gaps where it has gaps.

An even grid finds the rough shape; each interval is then halved until its middle lies on its chord to within a fraction
of a viewBox unit. Where a difference in height does not shrink however short the interval, the function jumps there
(or has a pole) and the line is broken; where a value exists on one side only, the end of the domain is found by
bisection, so that the curve reaches it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from nudge.figures.scene import Place, Window

Function = Callable[[float], float | None]
Polyline = tuple[Place, ...]

_GRID = 2.0  # viewBox units between the points of the first grid
_FLAT = 0.2  # viewBox units that a middle may lie off its chord
_JUMP = 1.0  # viewBox units of height that mark a break when the interval can shrink no more
_DEEPEST = 44  # halvings: an interval of two units becomes 1e-13 units, near the resolution of a float


def sample(f: Function, window: Window) -> tuple[Polyline, ...]:
    """The graph of `f` over the window, one polyline for each unbroken piece, in mathematical coordinates.

    Heights are kept within one window's height above and below what is shown.
    """
    count = max(2, round(window.width / _GRID))
    step = (window.right - window.left) / count
    xs = [window.left + i * step for i in range(count)] + [window.right]
    ends = [(x, f(x)) for x in xs]
    pieces: list[list[Place]] = []
    piece: list[Place] = []
    for a, b in pairwise(ends):
        for point in _interval(f, window, a, b):
            if point is None:
                pieces.append(piece)
                piece = []
            elif not piece or piece[-1] != point:
                piece.append(point)
    pieces.append(piece)
    return tuple(tuple(clipped) for piece in pieces for clipped in _visible(piece, window) if len(clipped) > 1)


_End = tuple[float, float | None]


def _interval(f: Function, window: Window, a: _End, b: _End) -> Iterator[Place | None]:
    """The points of one interval of the grid, both ends included; None stands for a break."""
    todo = [(a, b, 0)]
    while todo:
        (xa, ya), (xb, yb), depth = todo.pop()
        if ya is None and yb is None:
            yield None
            continue
        middle = (xa + xb) / 2
        exhausted = depth >= _DEEPEST or middle in (xa, xb)
        if ya is None or yb is None:
            if exhausted:
                if ya is not None:
                    yield xa, ya
                yield None
                if yb is not None:
                    yield xb, yb
                continue
            ym = f(middle)
            todo += [((middle, ym), (xb, yb), depth + 1), ((xa, ya), (middle, ym), depth + 1)]
            continue
        rise = abs(_shown(ya, window) - _shown(yb, window)) * window.y_scale
        if exhausted:
            yield xa, ya
            if rise > _JUMP:
                yield None
            yield xb, yb
            continue
        ym = f(middle)
        if ym is not None and _flat(ya, ym, yb, window) and (rise < 40 or depth > 2):
            yield xa, ya
            yield middle, ym
            yield xb, yb
            continue
        todo += [((middle, ym), (xb, yb), depth + 1), ((xa, ya), (middle, ym), depth + 1)]


def _shown(y: float, window: Window) -> float:
    reach = window.top - window.bottom
    return min(max(y, window.bottom - reach), window.top + reach)


def _flat(ya: float, ym: float, yb: float, window: Window) -> bool:
    a, m, b = _shown(ya, window), _shown(ym, window), _shown(yb, window)
    return abs((a + b) / 2 - m) * window.y_scale <= _FLAT


def _visible(piece: list[Place], window: Window) -> Iterator[list[Place]]:
    """Cut away the runs that lie wholly above or below what is shown, keeping one point beyond each edge."""
    run: list[Place] = []
    for i, (x, y) in enumerate(piece):
        near = piece[max(0, i - 1) : i + 2]
        if any(window.bottom <= py <= window.top for _, py in near) or _crosses(near, window):
            run.append((x, _shown(y, window)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _crosses(near: list[Place], window: Window) -> bool:
    low, high = min(y for _, y in near), max(y for _, y in near)
    return low < window.bottom and high > window.top
