"""Curves: points on them, to many digits, and what is asked of the places where a claim is tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge import points, search
from nudge.press.checks.judge.meaning import SymPyMeaning
from nudge.press.checks.judge.moving import Condition
from nudge.press.checks.judge.wire import ClaimCheck, CurveCheck, Judgement, Solving
from nudge.press.checks.tex.tree import Unclear

_DIGITS = 80
"""With so many digits points are found: more than a first comparison asks for, which so takes them for exact."""

_MOST = 48
_TINY = mpmath.mpf(10) ** -60


def on(curve: Any, symbols: Sequence[Any]) -> Iterator[dict[Any, Fraction]]:
    """Points of a curve, the zeros of an expression: all letters but one are put somewhere, and the last is found."""
    yield from islice(_points(curve, symbols), _MOST)


def _points(curve: Any, symbols: Sequence[Any]) -> Iterator[dict[Any, Fraction]]:
    inside = [one for one in symbols if one in curve.free_symbols]
    straight = [one for one in inside if curve.is_polynomial(one)]
    for place in points.places(symbols):
        for one in straight or inside:
            rest = {name: value for name, value in place.items() if name != one}
            yield from ({**rest, one: root} for root in _roots(curve, rest, one))


def _roots(curve: Any, rest: Mapping[Any, Fraction], one: Any) -> Iterator[Fraction]:
    along = curve.subs({name: sp.Rational(value.numerator, value.denominator) for name, value in rest.items()})
    if along.is_polynomial(one) and along.free_symbols == {one}:
        for root in sp.Poly(along, one).sqf_part().nroots(n=_DIGITS, maxsteps=500):
            if abs(sp.im(root)) < _TINY:
                yield Fraction(str(sp.re(root)))
        return
    for near in search.zeros(along, {}, one, search.NEAR):
        root = exactly(along, one, near)
        if root is not None:
            yield root


def exactly(along: Any, one: Any, near: Fraction) -> Fraction | None:
    """A zero of an expression in one letter with many digits, from one with few."""

    def height(at: Any) -> Any:
        found = points.evaluate(along, {one: Fraction(mpmath.nstr(at, _DIGITS))}, _DIGITS)
        if found is None:
            raise ValueError(f"no real value at {at}")
        return found

    with mpmath.workdps(_DIGITS):
        try:
            start = mpmath.mpf(near.numerator) / near.denominator
            return Fraction(mpmath.nstr(mpmath.findroot(height, (start, start + mpmath.mpf(10) ** -9)), _DIGITS))
        except (ValueError, ZeroDivisionError):
            return None


def conditions_of(
    asked: ClaimCheck | Solving | CurveCheck, meaning: SymPyMeaning
) -> tuple[list[Condition], Any | None]:
    """What an author says has to hold: comparisons with zero, and what is zero on the curve where it has to, if any."""
    made: list[Condition] = []
    curve = None
    for one in asked.conditions:
        if one.relation == "≈":
            continue
        left, right = meaning.value(one.left), meaning.value(one.right)
        if one.relation == "=" and curve is None:
            curve = left - right
            continue
        if one.relation not in ("<", ">", "≤", "≥", "≠"):
            raise Unclear(f"“{one.shown()}” cannot be a condition here", one.left.start, one.right.end)
        low = right - left if one.relation in "<≤" else left - right
        made.append((low, {"≠": "≠ 0", "<": "> 0", ">": "> 0"}.get(one.relation, "≥ 0")))
    return made, curve


def curve_of(asked: ClaimCheck | Solving | CurveCheck) -> Any | None:
    """What is zero on the curve that is given for a condition, if any."""
    first = next((one for one in asked.conditions if one.relation == "="), None)
    if first is None:
        return None
    meaning = SymPyMeaning(list(asked.definitions), {})
    return meaning.value(first.left) - meaning.value(first.right)


def drawn(asked: CurveCheck) -> Judgement:
    """Whether an equation has points that are not alone. Never raises."""
    try:
        meaning = SymPyMeaning(list(asked.definitions), {})
        made = meaning.value(asked.claim.left) - meaning.value(asked.claim.right)
        symbols = sorted(made.free_symbols, key=str)
        inside, _ = conditions_of(asked, meaning)
        found = [at for at in on(made, symbols) if points.fits([*meaning.conditions, *inside], at)] if symbols else []
    except Unclear as problem:
        return Judgement("unclear", why=problem.message, hint=problem.hint)
    except Exception as problem:  # SymPy raises almost anything, and no text may end the process
        return Judgement("unclear", why=f"SymPy could not work with this ({type(problem).__name__})")
    if len(symbols) < 2:
        return Judgement("unclear", why="a curve has two letters at least", hint="an equation in one letter: solve: x")
    if len(found) < 2:
        return Judgement("unclear", why="no real points were found on this curve")
    return Judgement("curve", points=len(found))
