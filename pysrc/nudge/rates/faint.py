"""Differences too faint for digits: x and x + e^(-1000), which agree to more than four hundred decimals.

What the rules of arithmetic leave of a difference may be computed by itself, and then every digit of it is seen.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from nudge.rates.enclosure import enclosure
from nudge.rates.evaluate import UNDEFINED, raw
from nudge.rates.expr import Apply, Expr, leaves, substitute
from nudge.rates.intervals import Interval, Nowhere
from nudge.rates.places import SamplePoint, number
from nudge.rates.precise import precise
from nudge.rates.simplify import simplify
from nudge.rates.written import ZERO

_FAINT = 40  # digits below the value; what is larger, sixty digits would have seen: the rules are not to be trusted
_SMALLEST = 1e-280  # bounds take what is too small for a float for the least float, and that times x for more
_LARGE = 400  # numbers and letters; of larger expressions the rules are not asked


def apart(a: Expr, b: Expr, place: SamplePoint, value: Decimal = Decimal(1)) -> bool:
    """Whether two expressions that seem equal at a place, where they are about `value`, differ there all the same."""
    left = _simplified(a, b)
    if left is None or place.exact or left == ZERO:
        return False
    try:
        ball = precise(left, place.env, 5)
        if not ball.zero:
            return ball.middle.adjusted() < max(value.adjusted(), 0) - _FAINT
    except ValueError:
        pass
    return _certain(left, place)


def far_apart(a: Expr, b: Expr, place: SamplePoint) -> bool:
    """The same at a place where the two cannot be computed, such as e^x at 10^12: only equal terms are taken away."""
    if place.exact or not (_exists(a, place) and _exists(b, place)):
        return False
    left = cancelled(a, b)
    try:
        if left is not None and not precise(left, place.env, 5).zero:
            return True
    except ValueError:
        pass
    low, high = _bounds(Apply("sub", (a, b)), place)
    return low > _SMALLEST or high < -_SMALLEST


@lru_cache(maxsize=128)
def _simplified(a: Expr, b: Expr) -> Expr | None:
    """What is left of a difference after simplifying, if anything was taken away."""
    if leaves(a) + leaves(b) > _LARGE:
        return None
    left = simplify(Apply("sub", (a, b)))
    return left if leaves(left) < leaves(a) + leaves(b) else None


@lru_cache(maxsize=128)
def cancelled(a: Expr, b: Expr) -> Expr | None:
    """What is left of a difference without the terms that both have, if they have some in common."""
    terms, others = _terms(a), _terms(b)
    if not terms.keys() & others.keys():
        return None
    kept = {term: terms.get(term, 0) - others.get(term, 0) for term in (*terms, *others)}
    total: Expr = ZERO
    for term, times in kept.items():
        for _ in range(abs(times)):
            total = Apply("add" if times > 0 else "sub", (total, term))
    return total


def _terms(expr: Expr) -> dict[Expr, int]:
    """The terms of a sum as it is written, and how often each is added."""
    found: dict[Expr, int] = {}
    todo = [(expr, 1)]
    while todo:
        node, times = todo.pop()
        op = node.op if isinstance(node, Apply) else ""
        if isinstance(node, Apply) and op in ("add", "sub", "neg"):
            todo.append((node.args[-1], times if op == "add" else -times))
            todo += [(node.args[0], times)] if op != "neg" else []
        else:
            found[node] = found.get(node, 0) + times
    return found


def _exists(expr: Expr, place: SamplePoint) -> bool:
    """Whether an expression has a value at a place, be it one too large for a float."""
    names = tuple(place.env)
    try:
        value = raw(expr, names)(*(float(x) for x in place.env.values()))
        return not math.isnan(value)
    except UNDEFINED:
        return False


def _certain(left: Expr, place: SamplePoint) -> bool:
    """Whether interval arithmetic shows that a number is not zero, be it too small for any digits."""
    low, high = _bounds(left, place)
    return (low > 0 or high < 0) and max(abs(low), abs(high)) < 10.0**-_FAINT


def _bounds(expr: Expr, place: SamplePoint) -> Interval:
    """Bounds for the value of an expression at a place; bounds about zero where it has none."""
    fixed = substitute(expr, {name: number(Fraction(x)) for name, x in place.env.items()})
    try:
        return enclosure(fixed, "")(0.0, 0.0)
    except Nowhere:
        return -1.0, 1.0
