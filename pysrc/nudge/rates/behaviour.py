"""What a function does at a place where plain arithmetic gives no rate: kinks, poles, vertical tangents, ends, jumps.

The function is computed a little to either side, at distances down to 10^-24, with enough digits that the differences
are exact for every purpose. Whether a value or a slope settles, and on what, is read from how it changes from one
distance to the next.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from nudge.rates.expr import Expr
from nudge.rates.precise import context, precise

_DISTANCES = tuple(Decimal(10) ** -k for k in (12, 16, 20, 24))
_DIGITS = 50
_SAME = Decimal("1e-9")  # two one-sided slopes that differ by less, relatively, are one slope
_NOTHING = Decimal("1e-40")
_UNBOUNDED = Decimal(math.inf)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a place: whether the function is defined there, its limit and the limit of its slope.

    A limit is a number, ±infinity where it grows without bound, or None where it does not settle or is not asked.
    """

    defined: bool
    limit: Decimal | None = None
    slope: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The value at a place, if there is one, and both sides."""

    value: Decimal | None
    left: Side
    right: Side

    @property
    def kind(self) -> str:
        """One word for what the function does here; see `RateReport`."""
        limits = [side.limit for side in (self.left, self.right) if side.defined]
        if not limits:
            return "point" if self.value is not None else "undefined"
        if any(limit is not None and limit.is_infinite() for limit in limits):
            return "pole"
        if None in limits:
            return "undefined" if self.value is None else "discontinuous"
        both = len(limits) == 2
        if both and not _same(limits[0], limits[1]):
            return "jump"
        if self.value is None:
            return "removable" if both else "undefined"
        if not _same(self.value, limits[0]):
            return "discontinuous"
        return self._slopes() if both else "endpoint"

    @property
    def limit(self) -> Decimal | None:
        """The limit from both sides, if it is one."""
        return self.right.limit if _same(self.left.limit, self.right.limit) else None

    def _slopes(self) -> str:
        left, right = self.left.slope, self.right.slope
        if left is None or right is None:
            return "rough"
        if left.is_infinite() and right.is_infinite():
            return "vertical" if left == right else "cusp"
        return "ok" if _same(left, right) else "kink"


def behaviour(expr: Expr, env: Mapping[str, float], wrt: str) -> Behaviour:
    """Look at a function around a place. A float stands for the shortest decimal that names it."""
    place = {name: Decimal(repr(float(x))) for name, x in env.items()}
    with localcontext(context(2 * _DIGITS)):
        value = _value(expr, place)
        return Behaviour(value, _side(expr, place, wrt, -1, value), _side(expr, place, wrt, 1, value))


def _value(expr: Expr, place: Mapping[str, Decimal]) -> Decimal | None:
    try:
        return precise(expr, place, _DIGITS).number
    except ValueError:
        return None


def _side(expr: Expr, place: Mapping[str, Decimal], wrt: str, side: int, value: Decimal | None) -> Side:
    found: list[Decimal] = []
    for distance in _DISTANCES:
        near = _value(expr, {**place, wrt: place[wrt] + side * distance * max(Decimal(1), abs(place[wrt]))})
        if near is None:
            return Side(False)
        found.append(near)
    limit = _settled(found)
    start = value if value is not None else limit
    if start is None or start.is_infinite():
        return Side(True, limit)
    scale = side * max(Decimal(1), abs(place[wrt]))
    return Side(True, limit, _settled([(y - start) / (scale * h) for y, h in zip(found, _DISTANCES, strict=True)]))


def _settled(values: list[Decimal]) -> Decimal | None:
    """What a sequence tends to: a number by Aitken's rule, ±infinity, or None where neither can be told."""
    changes = [b - a for a, b in pairwise(values)]
    last, before = changes[-1], changes[-2]
    size = max(map(abs, values))
    if size < _NOTHING:
        return Decimal(0)
    if abs(last) <= size.scaleb(-30):
        return values[-1]
    if before == 0 or changes[0] == 0:
        return None
    ratio, earlier = last / before, before / changes[0]
    if 0 < ratio < Decimal("0.75") and 0 < earlier < Decimal("0.75"):
        limit = values[-1] + last * ratio / (1 - ratio)
        return limit if abs(limit) > abs(values[-1]).scaleb(-6) else Decimal(0)
    growing = abs(values[-1]) > abs(values[0]) and ratio > 0 and earlier > 0
    return _UNBOUNDED.copy_sign(values[-1]) if growing and ratio > Decimal("0.98") else None


def _same(a: Decimal | None, b: Decimal | None) -> bool:
    if a is None or b is None:
        return False
    if a.is_infinite() or b.is_infinite():
        return a == b
    return abs(a - b) <= _SAME * max(abs(a), abs(b), Decimal("1e-6"))
