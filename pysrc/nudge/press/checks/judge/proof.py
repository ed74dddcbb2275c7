"""What SymPy can prove of a claim that held wherever it was tried."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge.meaning import Arbitrary
from nudge.press.checks.judge.moving import Condition
from nudge.press.checks.judge.polynomials import nonnegative

INFINITE = frozenset([sp.oo, -sp.oo, sp.zoo])


def _proved(left: Any, relation: str, right: Any, conditions: Sequence[Condition]) -> bool:
    signs = {"> 0": {"positive": True}, "≥ 0": {"nonnegative": True}, "≠ 0": {"real": True, "nonzero": True}}
    known = {one: signs[how] for one, how in sorted(conditions, key=lambda c: c[1] == "> 0") if one.is_Symbol}
    positive = {one: sp.Symbol(f"{one}_", **sign) for one, sign in known.items()}
    if left in INFINITE:
        return bool(left == right)
    difference = (left - right).doit()
    named = {one: sp.Dummy(f"F{i}", real=True) for i, one in enumerate(sorted(difference.atoms(Arbitrary), key=str))}
    difference = difference.xreplace(named).subs(positive)
    back = {known: one for one, known in positive.items()}
    if relation == "=":
        return any(step(difference) == 0 for step in _STEPS)
    if relation == "≠":
        return bool(sp.simplify(difference).is_nonzero)
    low = difference if relation in ">≥" else -difference
    if nonnegative(low.subs(back), relation in "<>", conditions):
        return True
    shapes = (low, sp.factor(low), sp.simplify(low))
    return any(one.is_positive if relation in "<>" else one.is_nonnegative for one in shapes)


def _follows(difference: Any, curve: Any) -> bool:
    """Whether something is zero on a curve, because it is a multiple of what is zero there."""
    top, below = (sp.together(one).as_numer_denom()[0] for one in (difference, curve))
    symbols = sorted(top.free_symbols | below.free_symbols, key=str)
    if not (top.is_polynomial(*symbols) and below.is_polynomial(*symbols)):
        return False
    return bool(sp.reduced(sp.expand(top), [sp.expand(below)], *symbols)[1] == 0)


def proves(left: Any, relation: str, right: Any, conditions: Sequence[Condition], curve: Any | None = None) -> bool:
    """Whether SymPy finds a proof, on a curve if one is given. What goes wrong inside of it is no proof."""
    try:
        if curve is not None and relation == "=" and _follows(left - right, curve):
            return True
        return _proved(left, relation, right, conditions)
    except Exception:  # SymPy raises almost anything
        return False


def _same(one: Any) -> Any:
    return one


_STEPS: tuple[Callable[[Any], Any], ...] = (
    _same,
    sp.expand,
    lambda one: sp.cancel(sp.together(one)),
    lambda one: sp.expand(sp.expand_log(one)),
    sp.simplify,
    lambda one: sp.simplify(sp.expand_trig(one)),
    lambda one: sp.simplify(one.rewrite(sp.exp)),
)
"""Ways to see that something is zero, the quick ones first."""
