"""Ends of curves: where a point is missing, where one stands alone, and to which side of a jump a point belongs.

A hollow dot is a place that the curve comes to and that does not belong to it; a filled one belongs to it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from nudge.figures.sampling import Function
from nudge.figures.special import special_places
from nudge.figures.windows import Place, Window
from nudge.rates import Expr, compiled

_NEAR = 4e-6, 2e-6, 1e-6  # of the window's width: distances at which a curve is followed to a place
_STILL = 0.25  # viewBox units that it may still move between two of these, if it comes to a place
_SAME = 0.5  # viewBox units between heights that are one


@dataclass(frozen=True, slots=True)
class Ends:
    """Places of a curve that a line cannot show: `hollow` ones are left out, `filled` ones belong to it."""

    hollow: tuple[Place, ...] = ()
    filled: tuple[Place, ...] = ()


def ends(expr: Expr, variable: str, window: Window, given: Mapping[str, float] | None = None) -> Ends:
    """The dots of a curve: at removable holes, jumps, points that stand alone, and open ends of a domain.

    `given` are numbers for all other names in `expr`. Ends that belong to the curve, as that of √x, get no dot.
    """
    if window.empty:
        return Ends()
    others = dict(given or {})
    run, values = compiled(expr, (variable, *others)), tuple(others.values())

    def f(x: float) -> float | None:
        return run(x, *values)

    hollow: list[Place] = []
    filled: list[Place] = []
    for special in special_places(expr, variable, others, window.left, window.right, window.width):
        sides = [_side(f, special.x, turn, window) for turn in (-1, 1)]
        comes = [y for y in sides if y is not None and not math.isinf(y)]
        value = special.value
        open_ends = [y for y in comes if value is None or not _same(y, value, special.x, window)]
        hollow += [(special.x, y) for y in open_ends]
        if value is not None and (open_ends or sides == [None, None]):
            filled.append((special.x, value))
    return Ends(_distinct(hollow, window), _distinct(filled, window))


def _side(f: Function, x: float, turn: int, window: Window) -> float | None:
    """The height to which a curve comes from one side; None where it is not defined there, infinite where it does not.

    At the edge of the window it is not looked at what lies outside.
    """
    px = window.place(x, window.top)[0]
    if not 0 < px + turn * 1e-3 < window.width:
        return math.inf
    seen: list[float] = []
    for distance in _NEAR:
        at = window.x_at(px + turn * distance * window.width)
        if (at - x) * turn <= 0:  # floats are not that close here
            at = x + turn * 4 * math.ulp(x)
        y = f(at)
        if y is None:
            return None
        seen.append(_height(y, x, window))
        last = y
    still = all(abs(a - b) <= _STILL for a, b in pairwise(seen))
    return last if still else math.inf


def _height(y: float, x: float, window: Window) -> float:
    place = window.seen((x, y))
    return math.inf if place is None else place[1]


def _same(a: float, b: float, x: float, window: Window) -> bool:
    return abs(_height(a, x, window) - _height(b, x, window)) <= _SAME


def _distinct(places: list[Place], window: Window) -> tuple[Place, ...]:
    """The places that are seen, each once."""
    kept: list[tuple[Place, Place]] = []
    for place in places:
        at = window.seen(place)
        if at and 0 <= at[1] <= window.height and all(math.dist(at, other) > _SAME for _, other in kept):
            kept.append((place, at))
    return tuple(place for place, _ in kept)
