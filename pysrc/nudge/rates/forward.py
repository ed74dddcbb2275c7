"""Rates at a point, and why there is none.

Forward mode on floats answers nearly always. It is trusted where other walks, with every result shaken in its last
digits, come out the same, and pass every corner and jump on the same side. Otherwise the question is put to
`behaviour.py`, which has as many digits as it takes and knows what is not smooth.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nudge.rates.behaviour import Behaviour, Side, behaviour
from nudge.rates.calculus import derivative
from nudge.rates.evaluate import UNDEFINED, compiled
from nudge.rates.expr import Apply, Expr, postorder
from nudge.rates.jets import Jet, jet
from nudge.rates.numbers import short, significant
from nudge.rates.precise import place, precise, to_float
from nudge.rates.primitives import PRIMITIVES

_SHAKE = 2.0**-44  # far more than rounding, so that chance cannot hide it
_TRUSTED = 2.0**-35  # what may come of it: rounding, then, is made at most 512 times as large


@dataclass(frozen=True, slots=True)
class RateReport:
    """A value and a rate, or why there is none.

    `kind` is one of
    - "ok": there is a rate;
    - "kink": the one-sided rates `left` and `right` differ; "cusp": they are infinite with opposite signs;
    - "vertical": the tangent is vertical;
    - "endpoint": the domain ends here, and the rate exists from one side at most;
    - "jump": the limits from the two sides differ; "discontinuous": the value is not the limit;
    - "pole": the values grow without bound; "removable": there is a limit but no value;
    - "undefined": the place is outside the domain; "point": only this single place is in it;
    - "large": the value or the rate is too large for a float;
    - "rough": the function is continuous but its slope does not settle.
    """

    value: float | None
    rate: float | None
    left: float | None
    right: float | None
    kind: str
    message: str


def value(expr: Expr, env: Mapping[str, float]) -> float | None:
    """The value where the variables have the given values; None where it is undefined or too large for a float.

    Unlike `compiled`, it notices when rounding has eaten digits and then computes with more of them. Raises KeyError if
    a variable is missing from `env`.
    """
    names = tuple(sorted(env))
    plain = compiled(expr, names)(*(env[name] for name in names))
    if plain is not None and _steady(expr, env, "", 0, Jet(plain)):
        return plain + 0.0
    try:
        found = to_float(precise(expr, place(env)))
    except ValueError:
        return None
    return _finite(found)


def rate(expr: Expr, env: Mapping[str, float], wrt: str = "x") -> float | None:
    """The rate with respect to `wrt` at a point; None where the expression or its rate is undefined, as at a kink.

    Raises KeyError if a variable is missing from `env`.
    """
    quick = _quick(expr, env, wrt, 1)
    if quick is not None:
        return _finite(quick.rate)
    found = behaviour(expr, env, wrt)
    return _number(found.right.slope) if found.kind == "ok" else None


def second_rate(expr: Expr, env: Mapping[str, float], wrt: str = "x") -> float | None:
    """The rate of the rate with respect to `wrt` at a point; None where it is undefined.

    Raises KeyError if a variable is missing from `env`.
    """
    quick = _quick(expr, env, wrt, 2)
    if quick is not None:
        return _finite(quick.second)
    found = behaviour(expr, env, wrt)
    if found.series or found.kind != "ok":
        return _number(found.second)
    # where f' exists and f'' has a limit, that limit is f'': by the mean value theorem
    return _number(behaviour(derivative(derivative(expr, wrt), wrt), env, wrt).limit)


def rate_report(expr: Expr, env: Mapping[str, float], wrt: str = "x") -> RateReport:
    """The value and the rate at a point; where there is none, the one-sided rates and why."""
    quick = _quick(expr, env, wrt, 1)
    if quick is not None:
        return RateReport(quick.value + 0.0, quick.rate, quick.rate, quick.rate, "ok", _MESSAGES["ok"])
    found = behaviour(expr, env, wrt)
    here, left, right = _number(found.value), _number(found.left.slope), _number(found.right.slope)
    kind = "large" if found.kind == "ok" and (here is None or right is None) else found.kind
    return RateReport(here, right if kind == "ok" else None, left, right, kind, _message(found, kind, left, right))


def _quick(expr: Expr, env: Mapping[str, float], wrt: str, order: int) -> Jet | None:
    """The jet by floats; None where rounding would show, or where the function is not smooth."""
    try:
        found = jet(expr, env, wrt, order)
    except UNDEFINED:
        return None
    return found if found.finite and _steady(expr, env, wrt, order, found) else None


def _steady(expr: Expr, env: Mapping[str, float], wrt: str, order: int, found: Jet) -> bool:
    """Whether what floats have found stays when every step is shaken, and every corner and jump is passed on one side.

    A second walk, shaken the other way, is needed only for the sides.
    """
    ways: list[list[float]] = []
    try:
        for shake in (_SHAKE, -_SHAKE) if _turns(expr) else (_SHAKE,):
            ways.append([])
            if not _close(found, jet(expr, env, wrt, order, shake=shake, turns=ways[-1])):
                return False
    except UNDEFINED:
        return False
    return ways[0] == ways[-1]


@lru_cache(maxsize=512)
def _turns(expr: Expr) -> bool:
    """Whether there are functions with corners or jumps in it."""
    return any(isinstance(node, Apply) and PRIMITIVES[node.op].branches for node in postorder(expr))


def _close(a: Jet, b: Jet) -> bool:
    pairs = ((a.value, b.value), (a.rate, b.rate), (a.second, b.second))
    return all(abs(x - y) <= _TRUSTED * abs(x) for x, y in pairs)


def _finite(number: float) -> float | None:
    return number + 0.0 if math.isfinite(number) else None


def _number(limit: Decimal | None) -> float | None:
    return None if limit is None else _finite(float(limit))


_MESSAGES = {
    "ok": "There is a rate here.",
    "large": "The numbers here are too large to show.",
    "cusp": "No rate here: the graph has a cusp, vertical from both sides.",
    "vertical": "No rate here: the tangent is vertical.",
    "discontinuous": "No rate here: the value is not the one that the values nearby tend to.",
    "pole": "No value here: nearby values grow without bound.",
    "undefined": "No value here: this is outside the domain.",
    "point": "No rate here: the function is defined at this single place only.",
    "rough": "No rate here: the slope does not settle.",
}


def _message(found: Behaviour, kind: str, left: float | None, right: float | None) -> str:
    if kind == "kink":
        it = "" if left is not None and right is not None else "it is "
        before, after = _slope(found.left, left, "it is "), _slope(found.right, right, it)
        return f"No rate here: from the left {before}, from the right {after}."
    if kind == "endpoint":
        side, slope = ("right", right) if found.right.defined else ("left", left)
        rate = "grows without bound" if slope is None else f"is {_written(slope)}"
        return f"No rate here: the domain ends, and from the {side} the rate {rate}."
    if kind == "jump":
        return f"No rate here: the function jumps from {_shown(found.left.limit)} to {_shown(found.right.limit)}."
    if kind == "removable":
        return f"No value here, but nearby values tend to {_shown(found.right.limit)}: a single point is missing."
    return _MESSAGES[kind]


def _slope(side: Side, slope: float | None, it: str) -> str:
    if slope is not None:
        return f"{it}{_written(slope)}"
    return "it grows without bound" if side.slope and side.slope.is_infinite() else "it is too large to show"


def _shown(limit: Decimal | None) -> str:
    number = _number(limit)
    return "a number too large to show" if number is None else _written(number)


def _written(number: float) -> str:
    """A few decimals where they show the number, otherwise a few digits."""
    return short(number) if number == 0 or 0.01 <= abs(number) < 1e9 else significant(number, 4)
