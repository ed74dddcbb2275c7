"""What a function does at a place where plain arithmetic gives no rate: kinks, poles, vertical tangents, ends, jumps.

Nearly always the series with which the function begins on each side tells, see `germs.py`. Where there is none, as with
x ln x at 0, the function is computed a little to either side, at distances down to 10^-24, with enough digits that the
differences are exact for every purpose. Whether a value or a slope settles, and on what, is then read from how it
changes from one distance to the next.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from nudge.rates.balls import Ball, Unsure, context
from nudge.rates.decimals import Beyond
from nudge.rates.expr import Expr
from nudge.rates.germs import germ
from nudge.rates.precise import place as place_of
from nudge.rates.precise import precise
from nudge.rates.series import STILL, Outside, Series, Unknown

_DISTANCES = tuple(Decimal(10) ** -k for k in (12, 16, 20, 24))
_DIGITS = 50
_CERTAIN = 26  # digits of a coefficient
_SAME = Decimal("1e-25")  # two numbers that differ by less, relatively, are one
_NEARLY = Decimal("1e-9")  # the same for what was found from distances
_NOTHING = Decimal("1e-40")
_UNBOUNDED = Decimal(math.inf)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a place: whether the function is defined there, its limit, the limit of its slope and of that's rate.

    A limit is a number, ±infinity where it grows without bound, or None where it does not settle or is not asked.
    `series` says that it was read from a series.
    """

    defined: bool
    limit: Decimal | None = None
    slope: Decimal | None = None
    second: Decimal | None = None
    series: bool = True


@dataclass(frozen=True, slots=True)
class Behaviour:
    """The value at a place, if there is one, and both sides; `beyond` where no digits are enough for them."""

    value: Decimal | None
    left: Side
    right: Side
    beyond: bool = False

    @property
    def kind(self) -> str:
        """One word for what the function does here; see `RateReport`."""
        if self.beyond:
            return "large"
        limits = [side.limit for side in (self.left, self.right) if side.defined]
        if not limits:
            return "point" if self.value is not None else "undefined"
        if any(limit is not None and limit.is_infinite() for limit in limits):
            return "pole"
        if None in limits:
            return "undefined" if self.value is None else "discontinuous"
        both = len(limits) == 2
        if both and not self._same(limits[0], limits[1]):
            return "jump"
        if self.value is None:
            return "removable" if both else "undefined"
        if not self._same(self.value, limits[0]):
            return "discontinuous"
        return self._slopes() if both else "endpoint"

    @property
    def limit(self) -> Decimal | None:
        """The limit from both sides, if it is one."""
        return self.right.limit if self._same(self.left.limit, self.right.limit) else None

    @property
    def second(self) -> Decimal | None:
        """The rate of the rate, where the series on both sides have one."""
        same = self.kind == "ok" and self._same(self.left.second, self.right.second)
        return self.right.second if same else None

    @property
    def series(self) -> bool:
        """Whether both sides were read from series."""
        return self.left.series and self.right.series

    def _slopes(self) -> str:
        left, right = self.left.slope, self.right.slope
        if left is None or right is None:
            return "rough"
        if left.is_infinite() and right.is_infinite():
            return "vertical" if left == right else "cusp"
        return "ok" if self._same(left, right) else "kink"

    def _same(self, a: Decimal | None, b: Decimal | None) -> bool:
        return _same(a, b, self.series)


def behaviour(expr: Expr, env: Mapping[str, float], wrt: str) -> Behaviour:
    """Look at a function around a place. A float stands for the shortest decimal that names it."""
    place = place_of(env)
    with localcontext(context(2 * _DIGITS)):
        value: Decimal | None = None
        try:
            value = precise(expr, place, _DIGITS).number
        except Beyond:
            return Behaviour(None, Side(False), Side(False), beyond=True)
        except ValueError:
            pass
        try:
            right, smooth = _begins(expr, place, wrt, 1, value)
            left = right if smooth else _begins(expr, place, wrt, -1, value)[0]
            return Behaviour(value, left, right)
        except Beyond:
            return Behaviour(value, Side(False), Side(False), beyond=True)
        except Unknown:
            return Behaviour(value, _near(expr, place, wrt, -1, value), _near(expr, place, wrt, 1, value))


def _begins(expr: Expr, place: Mapping[str, Decimal], wrt: str, side: int, value: Decimal | None) -> tuple[Side, bool]:
    """One side as the series of the function tells it, and whether the other side is the same.

    Raises Unknown where there is none.
    """
    try:
        found, smooth = germ(expr, place, wrt, side, lambda series, last: _read(series, last, side, value))
    except Outside:
        return Side(False), False
    return found, smooth and found.limit is not None and found.limit.is_finite()


def _read(series: Series, last: bool, side: int, value: Decimal | None) -> Side:
    terms = [(e, _certain(c, last)) for e, c in series.terms if e[0] <= 2]
    if terms and terms[0][0] < STILL:
        return Side(True, _UNBOUNDED.copy_sign(terms[0][1]))
    limit = _certain(series.at(STILL), last)
    if value is not None and not _same(value, limit, True):
        return Side(True, limit)
    first, second = (1, 0), (2, 0)
    steep = next((c for e, c in terms if STILL < e < first and c), None)
    if steep:
        return Side(True, limit, _UNBOUNDED.copy_sign(side * steep))
    slope = side * _certain(series.at(first), last)
    if value is None or any(first < e < second and c for e, c in terms):
        return Side(True, limit, slope)
    return Side(True, limit, slope, 2 * _certain(series.at(second), last))


def _certain(c: Ball, last: bool) -> Decimal:
    """A coefficient as a number. Raises Unsure where more digits are needed."""
    if c.radius <= c.middle.copy_abs().scaleb(-_CERTAIN):
        return c.middle
    if not last:
        raise Unsure
    return c.number


def _value(expr: Expr, place: Mapping[str, Decimal]) -> Decimal | None:
    try:
        return precise(expr, place, _DIGITS).number
    except ValueError:
        return None


def _near(expr: Expr, place: Mapping[str, Decimal], wrt: str, side: int, value: Decimal | None) -> Side:
    """One side as values at small distances tell it."""
    found: list[Decimal] = []
    scale = side * max(Decimal(1), abs(place[wrt]))
    for distance in _DISTANCES:
        near = _value(expr, {**place, wrt: place[wrt] + scale * distance})
        if near is None:
            return Side(False, series=False)
        found.append(near)
    limit = _settled(found)
    start = value if value is not None else limit
    if start is None or start.is_infinite():
        return Side(True, limit, series=False)
    slopes = [(y - start) / (scale * h) for y, h in zip(found, _DISTANCES, strict=True)]
    return Side(True, limit, _settled(slopes), series=False)


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


def _same(a: Decimal | None, b: Decimal | None, series: bool) -> bool:
    if a is None or b is None:
        return False
    if a.is_infinite() or b.is_infinite():
        return a == b
    with localcontext(context(2 * _DIGITS)):
        size = max(abs(a), abs(b))
        return abs(a - b) <= (_SAME * size if series else _NEARLY * max(size, Decimal("1e-6")))
