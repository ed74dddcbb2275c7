"""The wrong derivatives that learners really write, each by the slip that leads to it.

A slip is a differentiation rule applied wrongly at one place; everywhere else the rules are applied rightly. So the
slips of an expression are those at its outermost primitive, and the right rule around each slip of an argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from nudge.rates.calculus import ONE, ZERO, applied_rate, chain_rule, local_rate, times
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, rational, variables

MESSAGES: Mapping[str, str] = {
    "forgot-inner-rate": "this is the rate of the outer function alone: multiply by the rate of the inner one",
    "outer-rate-at-x": "the outer rate was taken at x: take it at the inner function's value",
    "outer-of-inner-rate": "the outer rate was taken at the inner rate: take it at the inner function's value",
    "added-rates": "the two rates were added: when functions nest, their rates multiply",
    "dropped-power": "the exponent was lost: a power keeps its base, with an exponent one lower",
    "power-not-lowered": "the exponent was not lowered: the power rule takes one off it",
    "power-rule-on-exponential": "the power rule was used where the variable is in the exponent",
    "half-product-rule": "only one of the two terms of the product rule is here",
    "product-of-rates": "the rates of the two factors were multiplied: a product needs the product rule",
    "quotient-of-rates": "one rate was divided by the other: a quotient needs the quotient rule",
    "quotient-swapped": "the two terms above the line are the wrong way round",
    "quotient-plus": "above the line there is a plus where the quotient rule has a minus",
    "denominator-not-squared": "the denominator was not squared",
    "integrated": "this was integrated: the rate was asked",
    "value-not-rate": "this keeps the function itself where its rate belongs",
    "sign": "a sign is wrong",
}

Slip = tuple[str, Expr]

_INTEGRALS = {"sin": ("neg", "cos"), "cos": ("", "sin"), "exp": ("", "exp"), "sinh": ("", "cosh"), "cosh": ("", "sinh")}


def slips(expr: Expr, wrt: str) -> Iterator[Slip]:
    """Wrong derivatives of an expression, each with the id of its slip; the most telling ones first."""
    found = sorted(_at(expr, wrt), key=lambda slip: _ORDER[slip[0]])
    yield from found
    yield "value-not-rate", expr
    yield "sign", Apply("neg", (chain_rule(expr, wrt),))


_ORDER = {name: i for i, name in enumerate(MESSAGES)}


def _at(expr: Expr, wrt: str) -> Iterator[Slip]:
    if not isinstance(expr, Apply) or wrt not in variables(expr):
        return
    inner = tuple(chain_rule(arg, wrt) for arg in expr.args)
    moving = [i for i, rate in enumerate(inner) if rate != ZERO]
    linear = expr.op in ("add", "sub", "neg") or (expr.op in ("mul", "div") and len(moving) == 1)
    for i, arg in enumerate(expr.args):
        for name, wrong in _at(arg, wrt):
            if name != "integrated" or linear:
                yield name, applied_rate(expr, (*inner[:i], wrong, *inner[i + 1 :]))
    if len(moving) == 2 and expr.op == "mul":
        yield from _product(*expr.args, *inner)
    elif expr.op == "div" and 1 in moving:
        yield from _quotient(*expr.args, *inner)
    elif len(moving) == 1 and expr.op not in ("add", "sub", "mul", "div", "neg"):
        yield from _chain(expr, moving[0], inner[moving[0]], wrt)


def _product(u: Expr, v: Expr, du: Expr, dv: Expr) -> Iterator[Slip]:
    left, right = times(du, v), times(u, dv)
    yield "half-product-rule", left
    yield "half-product-rule", right
    yield "product-of-rates", times(du, dv)
    yield "sign", Apply("sub", (left, right))
    yield "sign", Apply("sub", (right, left))


def _quotient(u: Expr, v: Expr, du: Expr, dv: Expr) -> Iterator[Slip]:
    left, right, square = times(du, v), times(u, dv), Apply("pow", (v, rational(2)))
    yield "quotient-of-rates", Apply("div", (du, dv))
    yield "quotient-swapped", Apply("div", (Apply("sub", (right, left)), square))
    yield "quotient-plus", Apply("div", (Apply("add", (left, right)), square))
    yield "denominator-not-squared", Apply("div", (Apply("sub", (left, right)), v))


def _chain(node: Apply, i: int, du: Expr, wrt: str) -> Iterator[Slip]:
    """Slips at an outer function with one argument that moves."""
    u, rate = node.args[i], local_rate(node, i)

    def outer_at(arg: Expr) -> Expr:
        return local_rate(Apply(node.op, (*node.args[:i], arg, *node.args[i + 1 :])), i)

    if du != ONE:
        yield "forgot-inner-rate", rate
        yield "outer-rate-at-x", times(outer_at(Variable(wrt)), du)
        yield "outer-of-inner-rate", outer_at(du)
        yield "outer-of-inner-rate", times(outer_at(du), du)
        yield "added-rates", Apply("add", (rate, du))
        yield "value-not-rate", times(node, du)
    yield "sign", Apply("neg", (times(rate, du),))
    if node.op == "pow" and i == 0:
        n = node.args[1]
        yield "power-not-lowered", times(times(n, node), du)
        yield "power-not-lowered", times(n, node)
        if exact(n) != 2:
            yield "dropped-power", times(times(n, u), du)
            yield "dropped-power", times(n, u)
        if du != ONE:
            yield "dropped-power", Apply("pow", (du, n))
    if node.op == "exp" or (node.op == "pow" and i == 1):
        lower = Apply("sub", (u, ONE))
        power = Apply("exp", (lower,)) if node.op == "exp" else Apply("pow", (node.args[0], lower))
        yield "power-rule-on-exponential", times(u, power)
        yield "power-rule-on-exponential", times(times(u, power), du)
        yield "sign", times(outer_at(Apply("neg", (u,))), du)
    yield from _integrated(node, i, u, du)


def _integrated(node: Apply, i: int, u: Expr, du: Expr) -> Iterator[Slip]:
    n = exact(node.args[1]) if node.op == "pow" and i == 0 else Fraction(1, 2) if node.op == "sqrt" else None
    if n is not None and n != -1:
        whole: Expr = Apply("div", (Apply("pow", (u, rational(n + 1))), rational(n + 1)))
    elif node.op in _INTEGRALS:
        sign, op = _INTEGRALS[node.op]
        whole = Apply(op, (u,))
        whole = Apply("neg", (whole,)) if sign else whole
    elif n == -1:
        whole = Apply("ln", (Apply("abs", (u,)),))
    else:
        return
    yield "integrated", whole
    if du != ONE:
        yield "integrated", Apply("div", (whole, du))
