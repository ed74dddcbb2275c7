"""Places that are looked for: where an inequality may fail, and on all sides of where expressions have corners."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import sympy as sp  # type: ignore[import-untyped]
from sympy.core.relational import Relational  # type: ignore[import-untyped]

from nudge.press.checks.judge.points import evaluate, places

_SIGNS = (1, -1)
NEAR = tuple(Fraction(i, 20) for i in range(-240, 241))
_TINY = tuple(sign * Fraction(1, 10**power) for power in range(2, 10) for sign in _SIGNS)
_FAR = tuple(sorted(sign * Fraction(round(1200 * 1.35**i), 100) for i in range(85) for sign in _SIGNS))
GRID = tuple(sorted({*NEAR, *_TINY, *_FAR}))
_STEPS = tuple(sign * Fraction(1, 10**power) for power in (2, 3, 4, 6, 8) for sign in _SIGNS)
_COARSE = _FAR[::8] + NEAR[::12]


def lowest(made: Any, symbols: Sequence[Any]) -> Iterator[dict[Any, Fraction]]:
    """Places where an expression is least among its neighbours, or far out: where an inequality may fail.

    Along one variable the grid reaches to 10^12. With several, one after the other is led down from a few places.
    """
    if len(symbols) == 1:
        yield from ({symbols[0]: one} for one in sorted(_valleys(made, {}, symbols[0], GRID), key=abs))
        return
    for start in list(places(symbols))[:6] if symbols else ():
        at = dict(start)
        for one in [*symbols, *symbols, *symbols]:
            rest = {name: value for name, value in at.items() if name != one}
            grid = sorted({*_COARSE, at[one]})
            tried = ((evaluate(made, {**rest, one: place}, 25), place) for place in _valleys(made, rest, one, grid))
            at[one] = min((one for one in tried if one[0] is not None), default=(0, at[one]))[1]
            yield dict(at)


def _valleys(made: Any, rest: Mapping[Any, Fraction], by: Any, grid: Sequence[Fraction]) -> Iterator[Fraction]:
    """Where an expression is least between neighbours of a sorted grid, and the grid's two ends."""
    heights = [evaluate(made, {**rest, by: at}, 30) for at in grid]
    yield from (grid[0], grid[-1])
    for i in range(1, len(grid) - 1):
        left, here, right = heights[i - 1 : i + 2]
        if here is None or (left is not None and left < here) or (right is not None and right < here):
            continue
        low, high = grid[i - 1], grid[i + 1]
        for _ in range(45):
            a, b = low + (high - low) * 2 / 5, low + (high - low) * 3 / 5
            first, second = evaluate(made, {**rest, by: a}, 25), evaluate(made, {**rest, by: b}, 25)
            low, high = (low, b) if second is None or (first is not None and first < second) else (a, high)
        yield ((low + high) / 2).limit_denominator(10**3)
        yield ((low + high) / 2).limit_denominator(10**8)


def corners(made: Any) -> Iterator[Any]:
    """What is zero where an expression has a corner or a jump."""
    for one in sp.preorder_traversal(made):
        if isinstance(one, sp.Abs | sp.sign):
            yield one.args[0]
        elif isinstance(one, sp.floor | sp.ceiling):
            yield sp.sin(sp.pi * one.args[0])
        elif isinstance(one, sp.Min | sp.Max):
            yield from (a - b for a, b in combinations(one.args, 2))
        elif isinstance(one, sp.Piecewise):
            yield from (when.lhs - when.rhs for when in one.atoms(Relational))


def sides(turns: Iterable[Any], symbols: Sequence[Any]) -> Iterator[dict[Any, Fraction]]:
    """Places between the zeros of these, and beyond them, along each variable: one at least in every piece."""
    every = list(dict.fromkeys(turns))
    for start in list(places(symbols))[:4] if every else ():
        for one in symbols:
            rest = {name: value for name, value in start.items() if name != one}
            turning = sorted({zero for turn in every if one in turn.free_symbols for zero in zeros(turn, rest, one)})
            if turning:
                ends = turning[0] - abs(turning[0]) - 1, turning[-1] + abs(turning[-1]) + 1
                yield from ({**rest, one: (a + b) / 2} for a, b in pairwise([ends[0], *turning, ends[1]]))
                yield from ({**rest, one: end} for end in ends)
                scaled = ((zero, max(Fraction(1), abs(zero))) for zero in turning)
                yield from ({**rest, one: zero + step * scale} for zero, scale in scaled for step in _STEPS)


def zeros(made: Any, rest: Mapping[Any, Fraction], by: Any, grid: Sequence[Fraction] = GRID) -> Iterator[Fraction]:
    """Where an expression is zero along one variable, nearly; all such places if it is a polynomial."""
    along = made.subs({name: sp.Rational(value.numerator, value.denominator) for name, value in rest.items()})
    if along.is_polynomial(by) and along.free_symbols == {by}:
        found = (
            sp.re(zero) for zero in sp.Poly(along, by).sqf_part().nroots(n=20, maxsteps=200) if abs(sp.im(zero)) < 1e-12
        )
        yield from (Fraction(str(zero)).limit_denominator(10**9) for zero in found)
        return
    tried = ((at, evaluate(along, {by: at}, 15)) for at in grid)
    for (low, left), (high, right) in pairwise((at, height) for at, height in tried if height is not None):
        if (left > 0) == (right > 0):
            continue
        for _ in range(50):
            middle = (low + high) / 2
            height = evaluate(along, {by: middle}, 15)
            low, high = (middle, high) if height is not None and (height > 0) == (left > 0) else (low, middle)
        yield low.limit_denominator(10**9)
