"""Rates at a point, and why there is none.

Forward mode on floats answers nearly always. It is trusted where a second walk, with every result shaken in its last
digits, comes out the same. Otherwise the question is put to `precise.py`, which has as many digits as it takes, and
where the function is not smooth, to `behaviour.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nudge.rates.behaviour import Behaviour, behaviour
from nudge.rates.calculus import chain_rule, derivative
from nudge.rates.evaluate import UNDEFINED, compiled
from nudge.rates.expr import Apply, Expr, postorder
from nudge.rates.jets import Jet, jet
from nudge.rates.numbers import short
from nudge.rates.precise import precise, to_float
from nudge.rates.primitives import PRIMITIVES

_SHAKE = 2.0**-44  # far more than rounding, so that chance cannot hide it
_TRUSTED = 2.0**-35  # what may come of it: rounding, then, is made at most 512 times as large
_NEAR = Decimal("1e-24")


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
    if plain is not None:
        try:
            shaken = jet(expr, env, "", 0, shake=_SHAKE).value
            if abs(plain - shaken) <= _TRUSTED * abs(plain):
                return plain + 0.0
        except UNDEFINED:
            pass
    try:
        found = to_float(precise(expr, _place(env)))
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
    if rate(expr, env, wrt) is None:
        return None
    # where f' exists and f'' has a limit, that limit is f'': by the mean value theorem
    return _number(behaviour(derivative(derivative(expr, wrt), wrt), env, wrt).limit)


def rate_report(expr: Expr, env: Mapping[str, float], wrt: str = "x") -> RateReport:
    """The value and the rate at a point; where there is none, the one-sided rates and why."""
    quick = _quick(expr, env, wrt, 1)
    if quick is not None:
        here, slope = _finite(quick.value), _finite(quick.rate)
        kind = "ok" if here is not None and slope is not None else "large"
        return RateReport(here, slope, slope, slope, kind, _MESSAGES[kind])
    found = behaviour(expr, env, wrt)
    left, right = _number(found.left.slope), _number(found.right.slope)
    slope = right if found.kind == "ok" else None
    here = None if found.value is None else to_float(found.value)
    return RateReport(here, slope, left, right, found.kind, _message(found, left, right))


def _quick(expr: Expr, env: Mapping[str, float], wrt: str, order: int) -> Jet | None:
    """The jet by floats, or by many digits where rounding would show; None where the function is not smooth."""
    try:
        right = jet(expr, env, wrt, order)
        corners = any(isinstance(node, Apply) and PRIMITIVES[node.op].branches for node in postorder(expr))
        if corners and (not _close(right, jet(expr, env, wrt, order, side=-1)) or right.value != value(expr, env)):
            return None
        if right.finite and _close(right, jet(expr, env, wrt, order, shake=_SHAKE)):
            return right
    except OverflowError:
        pass
    except UNDEFINED:
        return None
    return _exactly(expr, env, wrt, order)


def _close(a: Jet, b: Jet) -> bool:
    pairs = ((a.value, b.value), (a.rate, b.rate), (a.second, b.second))
    return all(abs(x - y) <= _TRUSTED * abs(x) for x, y in pairs)


def _exactly(expr: Expr, env: Mapping[str, float], wrt: str, order: int) -> Jet | None:
    """The jet with as many digits as it takes, from the symbolic derivative; None if the domain ends here."""
    place = _place(env)
    forms = [expr]
    while len(forms) <= order:
        forms.append(chain_rule(forms[-1], wrt))
    try:
        for side in (-_NEAR, _NEAR):
            precise(expr, {**place, wrt: place[wrt] * (1 + side) + side})
        value, first, *more = (to_float(precise(form, place)) for form in forms)
        return Jet(value, first, more[0] if more else 0.0)
    except ValueError:
        return None


def _place(env: Mapping[str, float]) -> dict[str, Decimal]:
    return {name: Decimal(repr(float(x))) for name, x in env.items()}


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


def _message(found: Behaviour, left: float | None, right: float | None) -> str:
    if found.kind == "kink" and left is not None and right is not None:
        return f"No rate here: from the left it is {short(left)}, from the right {short(right)}."
    if found.kind == "endpoint":
        side, slope = ("right", right) if found.right.defined else ("left", left)
        rate = "grows without bound" if slope is None else f"is {short(slope)}"
        return f"No rate here: the domain ends, and from the {side} the rate {rate}."
    if found.kind == "jump":
        return f"No rate here: the function jumps from {_shown(found.left.limit)} to {_shown(found.right.limit)}."
    if found.kind == "removable":
        return f"No value here, but nearby values tend to {_shown(found.right.limit)}: a single point is missing."
    return _MESSAGES[found.kind]


def _shown(limit: Decimal | None) -> str:
    return "—" if limit is None else short(float(limit))
