"""What is written by those who differentiate wrongly at one place: at a chain, at a pair of factors, or the whole.

The names are those of the slips, which `slip_rules.py` has the table of.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from nudge.rates.calculus import ONE, ZERO, chain_rule, local_rate, times
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, rational
from nudge.rates.slip_places import Chain, FactorPair


def forgot_inner_rate(c: Chain) -> Iterator[Expr]:
    """f′(g(x))"""
    yield c.outer_rate


def outer_rate_at_x(c: Chain) -> Iterator[Expr]:
    """f′(x)·g′(x)"""
    yield times(c.rate_at(Variable(c.wrt)), c.inner_rate)


def outer_of_inner_rate(c: Chain) -> Iterator[Expr]:
    """f′(g′(x)), the same times g′(x), and f′(h′(k(x))) where g is h after k"""
    yield c.rate_at(c.inner_rate)
    if isinstance(c.inner, Apply) and len(c.inner.args) == 1:
        yield c.rate_at(local_rate(c.inner, 0))
    yield times(c.rate_at(c.inner_rate), c.inner_rate)


def added_rates(c: Chain) -> Iterator[Expr]:
    """f′(g(x)) + g′(x)"""
    yield Apply("add", (c.outer_rate, c.inner_rate))


def kept_outer(c: Chain) -> Iterator[Expr]:
    """f(g(x))·g′(x)"""
    yield times(c.whole, c.inner_rate)


def value(whole: Expr, wrt: str) -> Iterator[Expr]:
    """The expression itself."""
    yield whole


def power_not_lowered(c: Chain) -> Iterator[Expr]:
    """n·uⁿ·u′, with or without u′"""
    if c.exponent is not None:
        kept = times(c.exponent, c.whole)
        yield times(kept, c.inner_rate)
        yield kept


def dropped_power(c: Chain) -> Iterator[Expr]:
    """n·u·u′, with or without u′"""
    n = c.exponent
    if n is not None and exact(n) != 2:
        yield times(times(n, c.inner), c.inner_rate)
        yield times(n, c.inner)


def power_on_exponential(c: Chain) -> Iterator[Expr]:
    """u·aᵘ⁻¹, with or without u′"""
    if c.exponential:
        lower = times(c.inner, c.outer_at(Apply("sub", (c.inner, ONE))))
        yield lower
        yield times(lower, c.inner_rate)


def half_product(p: FactorPair) -> Iterator[Expr]:
    """u′v, or uv′"""
    yield p.left
    yield p.right


def product_of_rates(p: FactorPair) -> Iterator[Expr]:
    """u′v′"""
    yield times(p.du, p.dv)


def quotient_of_rates(p: FactorPair) -> Iterator[Expr]:
    """u′/v′"""
    yield Apply("div", (p.du, p.dv))


def quotient_swapped(p: FactorPair) -> Iterator[Expr]:
    """(uv′ − u′v)/v²; for c/v that is only a sign"""
    if p.du != ZERO:
        yield _over_square(Apply("sub", (p.right, p.left)), p)


def quotient_plus(p: FactorPair) -> Iterator[Expr]:
    """(u′v + uv′)/v²; for c/v that is only a sign"""
    if p.du != ZERO:
        yield _over_square(Apply("add", (p.left, p.right)), p)


def denominator_not_squared(p: FactorPair) -> Iterator[Expr]:
    """(u′v − uv′)/v"""
    yield Apply("div", (Apply("sub", (p.left, p.right)), p.v))


def integrated(c: Chain) -> Iterator[Expr]:
    """F(u), and F(u)/u′, for the functions that have an integral of their own"""
    whole = _integral(c)
    if whole is not None:
        yield whole
        if c.inner_rate != ONE:
            yield Apply("div", (whole, c.inner_rate))


def sign_of_chain(c: Chain) -> Iterator[Expr]:
    """−f′(g(x))·g′(x); and for an exponential a minus that the exponent lost"""
    yield Apply("neg", (times(c.outer_rate, c.inner_rate),))
    if c.exponential:
        yield times(c.rate_at(Apply("neg", (c.inner,))), c.inner_rate)


def sign_in_product(p: FactorPair) -> Iterator[Expr]:
    """u′v − uv′, or uv′ − u′v"""
    yield Apply("sub", (p.left, p.right))
    yield Apply("sub", (p.right, p.left))


def sign_of_whole(whole: Expr, wrt: str) -> Iterator[Expr]:
    """The right rate with the other sign."""
    yield Apply("neg", (chain_rule(whole, wrt),))


_INTEGRALS = {"sin": ("neg", "cos"), "cos": ("", "sin"), "exp": ("", "exp"), "sinh": ("", "cosh"), "cosh": ("", "sinh")}


def _integral(c: Chain) -> Expr | None:
    outer, u, n = c.outer, c.inner, c.exponent
    op = outer.op if isinstance(outer, Apply) else ""
    power = exact(n) if n is not None else Fraction(1, 2) if op == "sqrt" else None
    if power == -1 or (op == "div" and outer == Apply("div", (ONE, Variable(c.u)))):
        return Apply("ln", (Apply("abs", (u,)),))
    if power is not None:
        return Apply("div", (Apply("pow", (u, rational(power + 1))), rational(power + 1)))
    if op in _INTEGRALS:
        sign, integral = _INTEGRALS[op]
        return Apply(sign, (Apply(integral, (u,)),)) if sign else Apply(integral, (u,))
    return None


def _over_square(above: Expr, p: FactorPair) -> Expr:
    return Apply("div", (above, Apply("pow", (p.v, rational(2)))))
