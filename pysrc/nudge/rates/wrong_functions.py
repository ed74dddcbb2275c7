"""What is written by those who take one function for another, or lose a link of a chain.

The names are those of the slips, which `rarer_slips.py` has the table of.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nudge.rates.calculus import ONE, ZERO, chain_rule, times
from nudge.rates.expr import Apply, Expr, Variable, substitute, variables
from nudge.rates.parse import parse
from nudge.rates.primitives import PRIMITIVES
from nudge.rates.slip_places import Chain

_RELATIVES = {
    "sin": ("1/sqrt(1-u^2)", "cosh(u)"),
    "cos": ("-1/sqrt(1-u^2)", "-sinh(u)"),
    "tan": ("1/(1+u^2)", "sec(u)*tan(u)", "cot(u)", "sec(u)", "-csc(u)^2", "tan(u)^2", "sech(u)^2"),
    "sec": ("sec(u)^2", "tan(u)^2", "-csc(u)*cot(u)", "tan(u)", "1/(u*sqrt(u^2-1))", "-1/sin(u)"),
    "csc": ("sec(u)*tan(u)", "-cot(u)^2", "-csc(u)^2", "-cot(u)", "1/cos(u)"),
    "cot": ("sec(u)^2", "-csc(u)*cot(u)", "-1/(1+u^2)", "tan(u)", "-csc(u)"),
    "asin": ("cos(u)", "1/(1+u^2)", "1/sqrt(1+u^2)", "-cos(u)/sin(u)^2", "acos(u)", "1/(1-u^2)", "1/cos(u)"),
    "acos": ("-sin(u)", "sin(u)/cos(u)^2", "-1/(1+u^2)", "-asin(u)", "asin(u)", "-1/sqrt(1+u^2)"),
    "atan": ("sec(u)^2", "1/sqrt(1-u^2)", "-csc(u)^2", "1/(1-u^2)", "1/sqrt(1+u^2)", "1/(1+u)", "cos(u)^2"),
    "acot": ("-csc(u)^2", "sec(u)^2", "-1/sqrt(1-u^2)"),
    "asec": ("sec(u)*tan(u)", "1/sqrt(1-u^2)", "-sin(u)", "1/(u*sqrt(1-u^2))"),
    "acsc": ("-csc(u)*cot(u)", "cos(u)"),
    "ln": ("exp(u)", "1/(u*ln(10))", "1/exp(u)"),
    "log": ("exp(u)",),
    "exp": ("1/u", "ln(u)"),
    "sinh": ("cos(u)", "1/sqrt(1+u^2)", "-cosh(u)"),
    "cosh": ("-sin(u)", "sin(u)"),
    "tanh": ("sec(u)^2", "1/(1-u^2)", "sech(u)*tanh(u)", "-sech(u)^2", "1/(1+u^2)"),
    "asinh": ("cosh(u)", "1/sqrt(1-u^2)", "1/sqrt(u^2-1)"),
    "acosh": ("sinh(u)", "1/sqrt(1-u^2)", "1/sqrt(u^2+1)"),
    "atanh": ("sech(u)^2", "1/(1+u^2)"),
    "sigmoid": ("1-sigmoid(u)^2",),
}
"""The rates of the inverse, of the reciprocal and of near relatives that are written for a function's own."""


@lru_cache(maxsize=64)
def _relatives(op: str) -> tuple[Expr, ...]:
    return tuple(parse(text, ("u",)) for text in _RELATIVES.get(op, ()))


def confused(c: Chain) -> Iterator[Expr]:
    """The rate of a relative of the outer function, at u, times u′ or not"""
    if not isinstance(c.outer, Apply):
        return
    for rate in _relatives(c.outer.op):
        there = substitute(rate, {"u": c.inner})
        yield times(there, c.inner_rate)
        if c.inner_rate != ONE:
            yield there


def taken_for_inverse(node: Apply, wrt: str) -> Iterator[Expr]:
    """The rate of tan⁻¹ u for 1/tan u"""
    if node.op != "div" or node.args[0] != ONE or not isinstance(node.args[1], Apply):
        return
    below = node.args[1]
    inverse = PRIMITIVES[below.op].inverse
    if inverse and wrt in variables(below):
        yield chain_rule(Apply(inverse, below.args), wrt)


def lost_bars(whole: Expr, wrt: str) -> Iterator[Expr]:
    """The rate of the expression without its bars, and itself without them"""
    plain = _without_bars(whole)
    if plain != whole:
        yield chain_rule(plain, wrt)
        yield plain


def _without_bars(expr: Expr) -> Expr:
    if not isinstance(expr, Apply):
        return expr
    args = tuple(map(_without_bars, expr.args))
    return args[0] if expr.op == "abs" else Apply(expr.op, args)


def middle_link_lost(c: Chain) -> Iterator[Expr]:
    """f′(g(h(x)))·h′(x)"""
    if isinstance(c.inner, Apply):
        for arg in c.inner.args:
            rate = chain_rule(arg, c.wrt)
            if rate not in (ZERO, ONE) and c.inner.op not in ("add", "sub", "mul", "div", "neg"):
                yield times(c.outer_rate, rate)


def moved_power(c: Chain) -> Iterator[Expr]:
    """The rate of f(xⁿ) for f(x)ⁿ, and that of f(x)ⁿ for f(xⁿ)"""
    inner = c.inner
    if not isinstance(inner, Apply) or not isinstance(c.outer, Apply):
        return
    if c.exponent is not None and len(inner.args) == 1 and inner.op not in ("neg", "abs"):
        yield chain_rule(Apply(inner.op, (Apply("pow", (inner.args[0], c.exponent)),)), c.wrt)
    if len(c.outer.args) == 1 and inner.op == "pow" and c.wrt not in variables(inner.args[1]):
        yield chain_rule(Apply("pow", (c.outer_at(inner.args[0]), inner.args[1])), c.wrt)


def landing_value(c: Chain) -> Iterator[Expr]:
    """g(x)"""
    yield c.inner


def inner_rate_alone(c: Chain) -> Iterator[Expr]:
    """g′(x)"""
    yield c.inner_rate


def inner_value_as_rate(c: Chain) -> Iterator[Expr]:
    """f′(g(x))·g(x)"""
    yield times(c.outer_rate, c.inner)


def outer_rate_alone_at_x(c: Chain) -> Iterator[Expr]:
    """f′(x)"""
    yield c.rate_at(Variable(c.wrt))


def twice(whole: Expr, wrt: str) -> Iterator[Expr]:
    """The second rate"""
    yield chain_rule(chain_rule(whole, wrt), wrt)
