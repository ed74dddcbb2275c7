"""Integrals, as far as somebody takes them who was asked for a rate: by terms, by parts, and backwards along a line."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from nudge.rates.calculus import ONE, ZERO, chain_rule, times
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, rational, variables
from nudge.rates.simplify import simplify

_KNOWN = {
    "sin": ("neg", "cos"),
    "cos": ("", "sin"),
    "exp": ("", "exp"),
    "sinh": ("", "cosh"),
    "cosh": ("", "sinh"),
}
_MOST = 6  # times that a power of x is differentiated away
_DEEPEST = 3  # products within products that are taken apart; nobody goes farther, and by parts may have no end


def integral(expr: Expr, wrt: str, deepest: int = _DEEPEST) -> Expr | None:
    """An integral of an expression; None where these few ways lead to none."""
    if wrt not in variables(expr):
        return times(expr, Variable(wrt))
    if expr == Variable(wrt):
        return _power(expr, Fraction(1))
    if not isinstance(expr, Apply):
        return None
    if expr.op in ("add", "sub", "neg"):
        parts = [integral(arg, wrt, deepest) for arg in expr.args]
        found = tuple(part for part in parts if part is not None)
        return Apply(expr.op, found) if len(found) == len(parts) else None
    if expr.op in ("mul", "div"):
        return _product(expr, wrt, deepest - 1) if deepest else None
    return _along_a_line(expr, wrt)


def integrated_whole(whole: Expr, wrt: str) -> Iterator[Expr]:
    """The integral of the expression"""
    found = integral(whole, wrt)
    if found is not None:
        yield found


def integrated_factors(whole: Expr, wrt: str) -> Iterator[Expr]:
    """∫u·v, u·∫v and ∫u·∫v for a product uv"""
    if isinstance(whole, Apply) and whole.op == "mul" and all(wrt in variables(arg) for arg in whole.args):
        u, v = whole.args
        above, below = integral(u, wrt), integral(v, wrt)
        if above is not None:
            yield times(above, v)
        if below is not None:
            yield times(u, below)
        if above is not None and below is not None:
            yield times(above, below)


def _product(expr: Apply, wrt: str, deepest: int) -> Expr | None:
    u, v = expr.args
    if wrt not in variables(v) or (expr.op == "mul" and wrt not in variables(u)):
        moving, fixed = (u, v) if wrt not in variables(v) else (v, u)
        inside = integral(moving, wrt, deepest)
        return None if inside is None else Apply(expr.op, (inside, fixed))
    if expr.op == "div":
        return _logarithm(u, v, wrt)
    for one, other in ((u, v), (v, u)):
        found = _by_parts(one, other, wrt, deepest)
        if found is not None:
            return found
    return None


def _by_parts(u: Expr, v: Expr, wrt: str, deepest: int) -> Expr | None:
    """∫uv where u is differentiated away, or where v is ln x and u a power of x."""
    total, sign = None, "add"
    if v == Apply("ln", (Variable(wrt),)):
        whole = integral(u, wrt, deepest)
        rest = None if whole is None else integral(simplify(Apply("div", (whole, Variable(wrt)))), wrt, deepest)
        return None if whole is None or rest is None else Apply("sub", (times(whole, v), rest))
    for _ in range(_MOST):
        found = None if v == Variable(wrt) else integral(v, wrt, deepest)
        if found is None:
            return None
        term = times(u, found)
        total = term if total is None else Apply(sign, (total, term))
        u, v, sign = simplify(chain_rule(u, wrt)), found, "sub" if sign == "add" else "add"
        if u == ZERO:
            return total
    return None


def _logarithm(above: Expr, below: Expr, wrt: str) -> Expr | None:
    """c·ln|v| for cv′/v; the inverse tangent for c/(1 + x²)."""
    rate = simplify(chain_rule(below, wrt))
    ratio = exact(simplify(Apply("div", (above, rate)))) if rate != ZERO else None
    if ratio is not None:
        return times(rational(ratio), Apply("ln", (Apply("abs", (below,)),)))
    square = Apply("add", (Apply("pow", (Variable(wrt), rational(2))), ONE))
    if wrt not in variables(above) and exact(simplify(Apply("sub", (below, square)))) == 0:
        return times(above, Apply("atan", (Variable(wrt),)))
    if wrt not in variables(above) and isinstance(below, Apply) and below.op == "pow":
        inside = _along_a_line(Apply("pow", (below.args[0], simplify(Apply("neg", (below.args[1],))))), wrt)
        return None if inside is None else times(above, inside)
    return None


def _along_a_line(expr: Apply, wrt: str) -> Expr | None:
    """F(ax + b)/a, where the integral F of a function is known."""
    moving = [arg for arg in expr.args if wrt in variables(arg)]
    if len(moving) != 1:
        return None
    rate = simplify(chain_rule(moving[0], wrt))
    if expr.op == "neg":
        inside = _along_a_line(moving[0], wrt) if isinstance(moving[0], Apply) else None
        return None if inside is None else Apply("neg", (inside,))
    if wrt in variables(rate):
        return None
    found = _outer(expr, moving[0])
    return None if found is None else found if rate == ONE else Apply("div", (found, rate))


def _outer(expr: Apply, u: Expr) -> Expr | None:
    if expr.op in _KNOWN:
        sign, name = _KNOWN[expr.op]
        found: Expr = Apply(name, (u,))
        return Apply(sign, (found,)) if sign else found
    if expr.op == "ln":
        return Apply("sub", (times(u, expr), u))
    if expr.op == "tan":
        return Apply("neg", (Apply("ln", (Apply("abs", (Apply("cos", (u,)),)),)),))
    if expr.op == "sqrt":
        return _power(u, Fraction(1, 2))
    if expr.op == "pow" and u == expr.args[0]:
        power = exact(expr.args[1])
        return None if power is None else _power(u, power)
    if expr.op == "pow":
        return Apply("div", (expr, Apply("ln", (expr.args[0],))))
    return None


def _power(u: Expr, power: Fraction) -> Expr:
    if power == -1:
        return Apply("ln", (Apply("abs", (u,)),))
    return Apply("div", (Apply("pow", (u, rational(power + 1))), rational(power + 1)))
