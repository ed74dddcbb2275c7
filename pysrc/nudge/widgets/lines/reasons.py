"""Why an expression has no value at a place, in words for a learner; and rates that no formula gives."""

from __future__ import annotations

from collections.abc import Mapping

from nudge.rates import Apply, Expr, derivative, rate, rate_report, second_rate, value
from nudge.rates.expr import postorder
from nudge.rates.primitives import PRIMITIVES
from nudge.widgets.lines.answers import decimal
from nudge.widgets.lines.scope import Rate, Scope

_SAID = {
    "div": "this divides by 0",
    "pow": "this power has no value",
    "sqrt": "there is no root of a negative number",
    "ln": "a logarithm needs a positive number",
    "log": "a logarithm needs a positive number",
}
_LARGE = "No value here: the numbers are too large to show."


def mended(scope: Scope, expr: Expr, env: Mapping[str, float]) -> float | None:
    """The value of a tree where a formula of a rate in it has none, but the rate has: x|x| at 0 has the rate 0."""
    replaced: dict[Expr, Expr] = {}
    for node in postorder(expr):
        if isinstance(node, Apply):
            args = tuple(replaced[arg] for arg in node.args)
            replaced[node] = node if args == node.args else Apply(node.op, args)
        else:
            replaced[node] = node
        one = scope.rates.get(node)
        if one is not None and value(replaced[node], _only(replaced[node], env)) is None:
            found = _rate(one, env)
            if found is None:
                return None
            replaced[node] = decimal(found)
    return value(replaced[expr], _only(replaced[expr], env))


def reason(scope: Scope, expr: Expr, env: Mapping[str, float]) -> str:
    """Why there is no value: what is said of the first rate, or the first operation, that has none."""
    for node in postorder(expr):
        if value(node, _only(node, env)) is not None:
            continue
        if one := _outermost_rate(scope, expr, node, env):
            return _why_no_rate(one, env)
        if not isinstance(node, Apply):
            continue
        return _said(node, env)
    return "No value here."


def _said(node: Apply, env: Mapping[str, float]) -> str:
    row = PRIMITIVES[node.op]
    args = [value(arg, _only(arg, env)) for arg in node.args]
    divided_by_zero = node.op == "div" and args[1] == 0
    if node.op in ("add", "sub", "mul", "exp", "sinh", "cosh") or (node.op == "div" and not divided_by_zero):
        return _LARGE
    if node.op == "pow" and (args[0] or 0) > 0:
        return _LARGE
    if node.op in _SAID:
        return f"No value here: {_SAID[node.op]}."
    name = row.names[0] if row.names else node.op
    return f"No value here: {name} needs {row.domain}." if row.domain else "No value here."


def _outermost_rate(scope: Scope, expr: Expr, node: Expr, env: Mapping[str, float]) -> Rate | None:
    """The rate whose formula a node without value belongs to, if the place of the rate has one."""
    for other in postorder(expr):
        one = scope.rates.get(other)
        if one is not None and node in postorder(other) and _place(one, env) is not None:
            return one
    return None


def _rate(one: Rate, env: Mapping[str, float]) -> float | None:
    at = _place(one, env)
    if at is None or one.order > 2:
        return None
    return (rate if one.order == 1 else second_rate)(one.expr, at, one.letter)


def _why_no_rate(one: Rate, env: Mapping[str, float]) -> str:
    at = _place(one, env)
    assert at is not None
    expr = one.expr
    for _ in range(one.order - 1):
        expr = derivative(expr, one.letter)
    found = rate_report(expr, at, one.letter)
    return found.message if found.kind != "ok" else "No value here."


def _place(one: Rate, env: Mapping[str, float]) -> dict[str, float] | None:
    """The letters of a rate's function where the rate is taken."""
    at = value(one.at, _only(one.at, env))
    if at is None:
        return None
    return {name: env[name] for name in one.expr.names if name != one.letter} | {one.letter: at}


def _only(expr: Expr, env: Mapping[str, float]) -> dict[str, float]:
    return {name: env[name] for name in expr.names}
