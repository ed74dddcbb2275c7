"""Elementary functions of decimals, to the precision of the current decimal context plus a few guard digits.

The standard library gives exp, ln and sqrt of a Decimal; the rest is here, from textbook series after textbook
reductions of the argument. Errors are below 10 units in the last digit of the context.
"""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal, getcontext, localcontext
from functools import lru_cache

_GUARD = 10
_LARGEST_ANGLE = 400  # digits before the point of an angle that is still worth reducing
ONE, TWO = Decimal(1), Decimal(2)


class Beyond(ValueError):
    """The number is too large, or too near to zero, to be computed at all."""


def pi() -> Decimal:
    """π to the precision of the context."""
    return +_pi(getcontext().prec + _GUARD)


@lru_cache(maxsize=32)
def _pi(digits: int) -> Decimal:
    """π by the arithmetic-geometric mean (Gauss, Legendre; Brent 1976), which doubles the digits with each turn."""
    with localcontext(Context(prec=digits + _GUARD)):
        a, b, t, p = ONE, ONE / TWO.sqrt(), ONE / 4, ONE
        while abs(a - b) > Decimal(10) ** -digits:
            middle = (a + b) / 2
            b = (a * b).sqrt()
            t -= p * (a - middle) ** 2
            a, p = middle, p * 2
        return (a + b) ** 2 / (4 * t)


def sin(x: Decimal) -> Decimal:
    """The sine of an angle in radians. Raises Beyond for an angle of more than 400 digits."""
    return _sin_cos(x, 0)


def cos(x: Decimal) -> Decimal:
    """The cosine of an angle in radians. Raises Beyond for an angle of more than 400 digits."""
    return _sin_cos(x, 1)


def _sin_cos(x: Decimal, quarter: int) -> Decimal:
    """sin(x + quarter·π/2): the angle brought to within π/4 of a quarter turn, then the Taylor series."""
    size = max(0, x.adjusted())
    if size > _LARGEST_ANGLE:
        raise Beyond("an angle too large to know")
    with localcontext() as context:
        context.prec += _GUARD + size
        turns, rest = _quarters(x)
        more = 0
        while turns and (not rest or -rest.adjusted() > more):  # close to a multiple of a quarter turn, few digits stay
            further = context.prec if not rest else -rest.adjusted()
            context.prec += further
            more += further
            turns, rest = _quarters(x)
        context.prec -= more
        which = (int(turns % 4) + quarter) % 4
        context.prec -= size
        odd = which % 2 == 0
        total = _alternating(rest if odd else ONE, rest * rest, 2 if odd else 1)
        total = -total if which >= 2 else total
    return +total


def _quarters(x: Decimal) -> tuple[Decimal, Decimal]:
    """How many quarter turns are nearest to an angle, and what is left of it."""
    right = pi() / 2
    turns = (x / right).to_integral_value(ROUND_HALF_EVEN)
    return turns, x - turns * right


def _alternating(term: Decimal, square: Decimal, n: int) -> Decimal:
    """term·(1 - square/(n(n+1)) + …): the tail of a Taylor series of sine or cosine."""
    total = term
    while True:
        term = -term * square / (n * (n + 1))
        if total + term == total:
            return total
        total += term
        n += 2


def atan(x: Decimal) -> Decimal:
    """The inverse tangent: the argument made small by tan(θ/2) = tan θ/(1 + sec θ), then the Taylor series."""
    with localcontext() as context:
        context.prec += _GUARD
        if abs(x) > 1:
            result = (pi() / 2).copy_sign(x) - atan(ONE / x)
        else:
            small = x
            for _ in range(4):
                small = small / (1 + (1 + small * small).sqrt())
            square, power, n, total = small * small, small, 1, small
            while True:
                power, n = -power * square, n + 2
                term = power / n
                if total + term == total:
                    break
                total += term
            result = 16 * total
    return +result


def erf(x: Decimal) -> Decimal:
    """The error function, 2/√π·e^(-x²)·Σ 2ⁿx²ⁿ⁺¹/(1·3·5···(2n+1)): all terms of one sign (DLMF 7.6.2)."""
    with localcontext() as context:
        context.prec += _GUARD
        if x * x > Decimal("2.31") * context.prec:
            return ONE.copy_sign(x)
        term, n, total = x, 0, x
        while term:
            n += 1
            term = term * 2 * x * x / (2 * n + 1)
            if total + term == total:
                break
            total += term
        result = 2 / pi().sqrt() * (-x * x).exp() * total
    return +result


def floor(x: Decimal) -> Decimal:
    """The largest whole number not above x."""
    return x.to_integral_value(ROUND_FLOOR)
