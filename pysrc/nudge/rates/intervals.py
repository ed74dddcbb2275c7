"""Interval arithmetic on floats: for each primitive, where its values lie while its arguments run over intervals.

Every operation widens its result by what rounding may have lost, so the values lie within the bounds for certain
(Moore, 1966). Bounds may be wide, but they close in on the values as the interval of the variable shrinks. Where part
of an interval is outside of a function's domain, the rest is meant; `Nowhere` says that no part is inside.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial

from nudge.rates import functions as on

Interval = tuple[float, float]
IntervalRule = Callable[..., Interval]

INF = math.inf
ALL = (-INF, INF)
_LEAST = 5e-324
_SUBNORMAL = 1e-300
_EPSILON = 4e-16  # two units in the last place, relatively: what functions of the standard library may be off by
_LARGE_ANGLE = 1e12  # above, a float's last digit is worth more than what is left of an angle
_TURN = 2 * math.pi


class Nowhere(ArithmeticError):
    """The expression is defined nowhere in an interval."""


def _wider(low: float, high: float) -> Interval:
    """Bounds after one rounding each. A sum that comes out as zero is zero exactly."""
    low = -INF if low != low else math.nextafter(low, -INF) if low else low
    high = INF if high != high else math.nextafter(high, INF) if high else high
    return low, high


def _add(a: Interval, b: Interval) -> Interval:
    return _wider(a[0] + b[0], a[1] + b[1])


def _sub(a: Interval, b: Interval) -> Interval:
    return _wider(a[0] - b[1], a[1] - b[0])


def _neg(a: Interval) -> Interval:
    return -a[1], -a[0]


def _mul(a: Interval, b: Interval) -> Interval:
    if a == (0.0, 0.0) or b == (0.0, 0.0):
        return 0.0, 0.0
    found = [x * y if x and y else 0.0 for x in a for y in b]
    low, high = _wider(min(found), max(found))
    if not low and a[0] and b[0] and a[1] and b[1]:  # too small for a float, on either side of zero
        low = 0.0 if (a[0] > 0) == (b[0] > 0) and (a[1] > 0) == (b[1] > 0) else -_LEAST
    if not high and a[0] and b[0] and a[1] and b[1]:
        high = _LEAST
    return low, high


def _inverse(b: Interval) -> Interval:
    low, high = b
    if low == high == 0:
        raise Nowhere
    if low < 0 < high:
        return ALL
    return _wider(1 / high if high else -INF, 1 / low if low else INF)


def _div(a: Interval, b: Interval) -> Interval:
    return _mul(a, _inverse(b))


def _abs(a: Interval) -> Interval:
    low, high = a
    return (low, high) if low >= 0 else (-high, -low) if high <= 0 else (0.0, max(-low, high))


def raised_to(exponent: Fraction) -> IntervalRule:
    """The power with an exact exponent; an odd denominator allows a negative base."""
    if exponent == 0:
        return lambda a: (1.0, 1.0)
    return partial(_raised, exponent=exponent)


def _raised(a: Interval, exponent: Fraction) -> Interval:
    n = float(exponent) if abs(exponent) < 10**6 else (1e6 if exponent > 0 else -1e6)
    if exponent.denominator % 2 == 0:
        if a[1] < 0:
            raise Nowhere
        a = max(a[0], 0.0), a[1]
    size = _abs(a)
    if exponent < 0:
        size = _inverse(size)
    if abs(n) == 1e6:
        return ALL if exponent.numerator % 2 and a[0] < 0 else (0.0, INF)
    low, high = _apart(on.power(size[0], abs(n)), on.power(size[1], abs(n)) or (_LEAST if size[1] else 0.0))
    low = max(low, 0.0)
    if exponent.numerator % 2 == 0 or a[0] >= 0:
        return low, high
    if a[1] <= 0:
        return -high, -low
    ends = [math.copysign(on.power(abs(x), abs(n)), x) for x in a]
    return ALL if exponent < 0 else _apart(*ends)


def _pow(a: Interval, b: Interval) -> Interval:
    """A power with an exponent that moves; a negative base has values at single places only."""
    if a[1] < 0 or (a[1] == 0 and b[1] <= 0):
        raise Nowhere
    return _monotone((_mul(b, _logarithm((max(a[0], 0.0), a[1])))), on.exp, _LEAST)


def _logarithm(a: Interval) -> Interval:
    return _monotone(a, math.log, -INF, 0.0, INF, -INF, INF)


def _apart(low: float, high: float) -> Interval:
    """Bounds with what a function of the standard library may be off by."""
    if math.isfinite(low):
        low -= abs(low) * _EPSILON + (_LEAST if 0 < abs(low) < _SUBNORMAL else 0.0)
    if math.isfinite(high):
        high += abs(high) * _EPSILON + (_LEAST if 0 < abs(high) < _SUBNORMAL else 0.0)
    return low, high


def _monotone(
    a: Interval,
    function: Callable[[float], float],
    least: float = -INF,
    start: float = -INF,
    end: float = INF,
    at_start: float | None = None,
    at_end: float | None = None,
) -> Interval:
    """A function that never falls, from `start` to `end`; a limit may stand for a value there."""
    outside = (a[1] <= start if at_start == -INF else a[1] < start) or (a[0] >= end if at_end == INF else a[0] > end)
    if outside and (a[1] < INF or end < INF):
        raise Nowhere
    low, high = max(a[0], start), min(a[1], end)
    below = at_start if low == start and at_start is not None else function(low)
    above = at_end if high == end and at_end is not None else function(high)
    below, above = _apart(below, above)
    return max(below, least), max(above, least)


def _exactly(function: Callable[[float], float]) -> IntervalRule:
    """A function that never falls, and that floats know exactly."""
    return lambda a: (function(a[0]), function(a[1]))


def _whole(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda x: function(x) if math.isfinite(x) else x


def _sine(a: Interval, quarter: float = 0.0) -> Interval:
    """The sine of an angle; the cosine with a quarter of a turn."""
    low, high = a
    if not high - low < _TURN or max(abs(low), abs(high)) > _LARGE_ANGLE:
        return -1.0, 1.0
    slack = 1e-15 * max(1.0, abs(low), abs(high))
    start, end = low + quarter - slack, high + quarter + slack
    values = sorted((math.cos(low), math.cos(high)) if quarter else (math.sin(low), math.sin(high)))
    top = math.floor((end - math.pi / 2) / _TURN) * _TURN + math.pi / 2 >= start
    bottom = math.floor((end + math.pi / 2) / _TURN) * _TURN - math.pi / 2 >= start
    return (
        -1.0 if bottom else max(-1.0, values[0] - 1e-15),
        1.0 if top else min(1.0, values[1] + 1e-15),
    )


def _arccosine(a: Interval) -> Interval:
    low, high = _monotone(_neg(a), math.asin, -INF, -1.0, 1.0)
    return _add((math.pi / 2, math.nextafter(math.pi / 2, INF)), (low, high))


def _cosh(a: Interval) -> Interval:
    low, high = _abs(a)
    return _monotone((low, high), on.cosh, 1.0)


def _smaller(a: Interval, b: Interval) -> Interval:
    return min(a[0], b[0]), min(a[1], b[1])


def _larger(a: Interval, b: Interval) -> Interval:
    return max(a[0], b[0]), max(a[1], b[1])


def _pieces(a: Interval, below: Interval, above: Interval) -> Interval:
    """The one piece or the other; both where the switch changes its sign."""
    if a == (0.0, 0.0):
        raise Nowhere
    if a[0] >= 0 or a[1] <= 0:
        return above if a[0] >= 0 else below
    return min(below[0], above[0]), max(below[1], above[1])


def _rising(function: Callable[[float], float], *ends: float | None) -> IntervalRule:
    return lambda a: _monotone(a, function, *ends)  # type: ignore[arg-type]


RULES: Mapping[str, IntervalRule] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "neg": _neg,
    "pow": _pow,
    "abs": _abs,
    "min": _smaller,
    "max": _larger,
    "pieces": _pieces,
    "relu": _exactly(on.relu),
    "sign": _exactly(on.sign),
    "floor": _exactly(_whole(on.floor)),
    "ceil": _exactly(_whole(on.ceil)),
    "sin": _sine,
    "cos": partial(_sine, quarter=math.pi / 2),
    "acos": _arccosine,
    "cosh": _cosh,
    "sqrt": _rising(math.sqrt, 0.0, 0.0),
    "cbrt": _rising(math.cbrt),
    "exp": _rising(on.exp, _LEAST),
    "ln": _logarithm,
    "asin": _rising(math.asin, -INF, -1.0, 1.0),
    "atan": _rising(math.atan),
    "sinh": _rising(on.sinh),
    "tanh": _rising(math.tanh, -1.0),
    "asinh": _rising(math.asinh),
    "acosh": _rising(math.acosh, 0.0, 1.0),
    "atanh": _rising(math.atanh, -INF, -1.0, 1.0, -INF, INF),
    "sigmoid": _rising(on.sigmoid, _LEAST),
    "softplus": _rising(on.softplus, _LEAST),
    "erf": _rising(math.erf, -1.0),
}
