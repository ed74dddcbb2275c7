"""≈ between functions near a place: both agree there, and so do as many of their rates as the simpler side shows."""

from __future__ import annotations

from typing import Any

import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge import points
from nudge.press.checks.judge.compare import number
from nudge.press.checks.judge.meaning import SymPyMeaning
from nudge.press.checks.judge.wire import ClaimCheck, Judgement
from nudge.press.checks.tex.scope import Claim
from nudge.press.checks.tex.tree import TexNode, Unclear

_HIGHEST = 8
"""Polynomials of higher degrees are not compared: their rates grow long."""


def place_of(question: ClaimCheck) -> Claim | None:
    """Near which place a claim is made, if that is said; Δx is small to everybody."""
    said = next((one for one in question.conditions if one.relation == "≈"), None)
    if said:
        return said
    sides = (question.claim.left, question.claim.right)
    small = sorted({one.text for side in sides for one in side.walk() if one.kind == "symbol" and one.text[0] == "Δ"})
    known = {one.name for one in question.definitions}
    small = [one for one in small if one not in known]
    return Claim(TexNode("symbol", small[0]), "≈", TexNode("number", "0")) if len(small) == 1 else None


def near(question: ClaimCheck, place: Claim) -> Judgement:
    """Whether the difference of the sides vanishes faster than what the right side shows."""
    meaning = SymPyMeaning(list(question.definitions), {})
    by, at = meaning.value(place.left), meaning.value(place.right)
    left, right = meaning.value(question.claim.left), meaning.value(question.claim.right)
    if not by.is_Symbol or at.has(by) or not (left.has(by) or right.has(by)):
        raise Unclear("which letter is near a place is not clear", place.left.start, place.right.end)
    degree = sp.degree(sp.expand(right), by) if right.is_polynomial(by) else 1
    if degree > _HIGHEST:
        raise Unclear(
            "this polynomial is too long to be compared", question.claim.right.start, question.claim.right.end
        )
    made = left - right
    for order in range(int(max(0, degree)) + 1):
        found = _at(made, by, at)
        if found is None:
            raise Unclear("what the sides are at this place was not found", place.left.start, place.right.end)
        if sp.simplify(found) != 0:
            return _false(question, left, right, by, at, found, order)
        made = sp.diff(made, by)
    return Judgement("proved", 1)


def _at(made: Any, by: Any, at: Any) -> Any | None:
    value = made.subs(by, at)
    if not value.has(sp.nan, sp.zoo, sp.oo):
        return value
    found = sp.limit(made, by, at)
    return None if found.has(sp.Limit) or found.is_infinite else found


def _false(question: ClaimCheck, left: Any, right: Any, by: Any, at: Any, found: Any, order: int) -> Judgement:
    what = ("value", "rate")[order] if order < 2 else f"rate of order {order}"
    sides = [_at(sp.diff(one, by, order), by, at) for one in (left, right)]
    if found.free_symbols or found.atoms(sp.Function):
        tried = [points.evaluate(found, place) for place in points.places(sorted(found.free_symbols, key=str))]
        if not any(one is not None and abs(one) > 1e-9 for one in tried) and not found.free_symbols == set():
            raise Unclear(
                f"whether both sides have the same {what} there was not found",
                question.claim.left.start,
                question.claim.right.end,
            )
        return Judgement("false", why=f"the sides have not the same {what} there")
    shown = [number(points.evaluate(one, {}), 6) if one is not None else "?" for one in sides]
    return Judgement("false", why=f"there the left side has the {what} {shown[0]}, the right side {shown[1]}")
