"""Zeros to two hundred digits: of polynomials up to degree two, and of whatever an interval is known to hold one of."""

from __future__ import annotations

import math
from decimal import Decimal, localcontext
from fractions import Fraction

from nudge.rates.calculus import chain_rule
from nudge.rates.evaluate import compiled
from nudge.rates.expr import Expr
from nudge.rates.polynomials import Polynomial
from nudge.rates.precise import context, precise

DIGITS = 200
"""To how many digits a zero is known; `WITHIN` of them tell a place from it."""
WITHIN = 120

_GUARD = 60
_STEPS = 14  # of the secant rule, which multiplies the digits by 1.6 with each; 16 digits are there to begin with
_HALVINGS = 80


def quadratic(p: Polynomial) -> tuple[Fraction, ...]:
    """The real zeros of a polynomial of degree one or two, rising; a double one once."""
    if len(p) < 2:
        return ()
    if len(p) == 2:
        return (-p[0] / p[1],)
    c, b, a = p
    inside = b * b - 4 * a * c
    if inside < 0:
        return ()
    if not inside:
        return (-b / (2 * a),)
    with localcontext(context(2 * DIGITS)):
        root = Fraction((Decimal(inside.numerator) * Decimal(inside.denominator)).sqrt()) / inside.denominator
    return tuple(sorted(((-b - root) / (2 * a), (-b + root) / (2 * a))))


def refined(expr: Expr, name: str, low: float, high: float) -> list[Fraction]:
    """The zeros in an interval, if there is one where the sign changes or the slope does; else where to look."""
    at = _crossed(expr, name, low, high)
    if at is not None:
        return [_polished(expr, name, *at)]
    found = [Fraction(x) for x in dict.fromkeys((low, high))]
    top = turning(expr, name, low, high)
    if top is None:
        return found
    parts = [_crossed(expr, name, *part) for part in ((low, float(top)), (float(top), high))]
    return [top, *(_polished(expr, name, *part) for part in parts if part is not None), *found]


def turning(expr: Expr, name: str, low: float, high: float) -> Fraction | None:
    """Where an expression turns from rising to falling, or back, between two places."""
    slope = chain_rule(expr, name)
    at = _crossed(slope, name, low, high)
    return None if at is None else _polished(slope, name, *at)


def _crossed(expr: Expr, name: str, low: float, high: float) -> tuple[float, float] | None:
    """Two neighbouring floats between which the sign changes; None if the ends have the same one, or one has none."""
    f = compiled(expr, (name,))
    below, above = f(low), f(high)
    if below is None or above is None or low >= high or (below > 0) == (above > 0) or not (below and above):
        return (low, low) if below == 0 else (high, high) if above == 0 else None
    for _ in range(_HALVINGS):
        middle = low + (high - low) / 2
        if middle in (low, high):
            break
        y = f(middle)
        if y is None:
            return None
        if (y > 0) == (below > 0) and y:
            low = middle
        else:
            high = middle
    return low, high


def _polished(expr: Expr, name: str, low: float, high: float) -> Fraction:
    """A zero to many digits by the secant rule; the float itself where the rule leads away from it."""
    start = Fraction(low)
    with localcontext(context(DIGITS + _GUARD)):
        size = max(abs(Decimal(low)), Decimal(2) ** -40)
        one, two = Decimal(low), Decimal(high) if high > low else Decimal(low) + size.scaleb(-15)
        try:
            before, here = (precise(expr, {name: x}, 15).number for x in (one, two))
            for _ in range(_STEPS):
                if not here or here == before:
                    break
                one, two = two, two - here * (two - one) / (here - before)
                before, here = here, precise(expr, {name: two}, 15).number
                if abs(two - one) <= size.scaleb(-DIGITS):
                    break
        except ValueError:
            return start
        near = abs(two - Decimal(low)) <= size.scaleb(-10) and math.isfinite(low)
        return Fraction(two) if near else start
