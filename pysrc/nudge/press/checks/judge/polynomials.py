"""Polynomials that are nowhere negative: decided in one letter, between bounds; in more by completing squares."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge.moving import Condition


def nonnegative(low: Any, strict: bool, conditions: Sequence[Condition]) -> bool:
    """Whether an expression is ≥ 0, or > 0, wherever the conditions hold. False: that was not found."""
    top, below = sp.fraction(sp.together(low))
    symbols = sorted(top.free_symbols | below.free_symbols, key=str)
    if not symbols or not all(one.is_polynomial(*symbols) for one in (top, below)):
        return False
    # the sign of a quotient is that of the product, and that it is not 0 below is a condition of its own
    made = sp.expand(top * below) if below.free_symbols else sp.expand(top / below)
    if below.free_symbols and strict and not nonnegative(below**2, True, conditions):
        return False
    if len(symbols) == 1:
        return _along(made, symbols[0], strict, conditions)
    return _squares(made, symbols, strict, depth=0)


def _along(made: Any, by: Any, strict: bool, conditions: Sequence[Condition]) -> bool:
    """By its signs between its zeros, which are all known."""
    inside = _bounds(by, conditions)
    if inside is None:
        return False
    roots = [] if made.is_number else sp.real_roots(sp.Poly(made, by), multiple=False)
    zeros = sorted({root for root, _ in roots}, key=sp.N) if not made.is_number else []
    low, low_in, high, high_in = inside
    within = [one for one in zeros if _ordered(low, one) and _ordered(one, high)]
    places = [low, *within, high]
    for a, b in pairwise(places):
        if a != b and made.subs(by, _between(a, b)) < 0:
            return False
    if not strict:
        return True
    ends = {low: low_in, high: high_in}
    return not any(ends.get(one, True) for one in within)


def _ordered(a: Any, b: Any) -> bool:
    return bool(a == -sp.oo or b == sp.oo or (a not in (sp.oo,) and b not in (-sp.oo,) and sp.N(a - b, 40) <= 0))


def _between(a: Any, b: Any) -> Any:
    """A rational place between two others."""
    if a == -sp.oo and b == sp.oo:
        return sp.Integer(0)
    if a == -sp.oo:
        return sp.floor(b) - 1
    if b == sp.oo:
        return sp.ceiling(a) + 1
    return sp.Rational(str(sp.N((a + b) / 2, 30)))


def _bounds(by: Any, conditions: Sequence[Condition]) -> tuple[Any, bool, Any, bool] | None:
    """From where to where conditions in this letter hold, and whether the ends count."""
    low, low_in, high, high_in = -sp.oo, False, sp.oo, False
    for one, how in conditions:
        if how == "≠ 0" or one.free_symbols != {by}:
            continue
        if not one.is_polynomial(by) or sp.degree(one, by) != 1:
            continue
        slope = sp.Poly(one, by).coeff_monomial(by)
        end, closed = sp.solve(one, by)[0], how == "≥ 0"
        if slope > 0 and not _ordered(end, low):
            low, low_in = end, closed
        elif slope < 0 and not _ordered(high, end):
            high, high_in = end, closed
    return (low, low_in, high, high_in) if _ordered(low, high) else None


def _squares(made: Any, symbols: Sequence[Any], strict: bool, depth: int) -> bool:
    """a x² + b x + c with a > 0 is c − b²/4a at least: so one letter after the other goes."""
    rest = [one for one in symbols if made.has(one)]
    if not rest:
        return bool(made > 0 if strict else made >= 0)
    if depth > 6:
        return False
    if len(rest) == 1:
        return _along(made, rest[0], strict, ())
    for one in rest:
        shape = sp.Poly(made, one)
        if shape.degree() != 2:
            continue
        a, b, c = (shape.coeff_monomial(one**power) for power in (2, 1, 0))
        if a.free_symbols or not a > 0:
            continue
        return _squares(sp.expand(c - b**2 / (4 * a)), rest, strict, depth + 1)
    return False
