"""What is written by those who go wrong at a power, at a constant or at a sum.

The names are those of the slips, which `rarer_slips.py` has the table of.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from nudge.rates.calculus import ONE, ZERO, applied_rate, chain_rule, power_rate, times
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, rational, variables
from nudge.rates.slip_places import Chain, FactorPair

_HALF, _TWO, _THREE = rational(Fraction(1, 2)), rational(2), rational(3)
_ROOTS = {"sqrt": Fraction(1, 2), "cbrt": Fraction(1, 3)}


def lost_factor(node: Apply, wrt: str) -> Iterator[Expr]:
    """For cu, u/c and u·c: the rate of u alone, or 1 for x; and c with u for a line."""
    rates = tuple(chain_rule(arg, wrt) for arg in node.args)
    if node.op not in ("mul", "div"):
        return
    for i, arg in enumerate(node.args):
        if rates[i] == ZERO and rates[1 - i] != ZERO:
            other = node.args[1 - i]
            if node.op == "mul" or i == 1:
                yield rates[1 - i]
                if isinstance(other, Variable):
                    yield other
            elif arg != ONE:
                yield applied_rate(Apply("div", (ONE, other)), (ZERO, rates[1]))


def lost_leading_factor(whole: Expr, wrt: str) -> Iterator[Expr]:
    """The rate without the number that the expression begins with: that of x² sin x for 3x² sin x; u′/c for cu"""
    first = whole
    while isinstance(first, Apply) and first.op in ("mul", "div") and wrt in variables(first.args[0]):
        first = first.args[0]
    if first != whole and isinstance(first, Apply) and first.op == "mul" and exact(first.args[0]) is not None:
        yield Apply("div", (chain_rule(whole, wrt), first.args[0]))
    if isinstance(whole, Apply) and whole.op == "mul" and exact(whole.args[0]) is not None:
        yield Apply("div", (chain_rule(whole.args[1], wrt), whole.args[0]))


def lost_own_factor(c: Chain) -> Iterator[Expr]:
    """uⁿ⁻¹·u′ without the n; u′/√u without the 2; the rate of aᵘ or of log u without ln a, or with a in its place"""
    power = _power(c)
    if power is not None:
        lower = _raised(c.inner, power - 1)
        yield times(lower, c.inner_rate)
        yield lower
    outer = c.outer
    op, args = (outer.op, outer.args) if isinstance(outer, Apply) else ("", ())
    if op == "pow" and c.exponential:
        yield times(c.whole, c.inner_rate)
    if op == "log":
        whole = Apply("div", (c.inner_rate, c.inner))
        yield whole
        yield Apply("div", (whole, args[0]))
        yield times(Apply("ln", (args[0],)), whole)


def added_to_factor(node: Apply, wrt: str) -> Iterator[Expr]:
    """(c + n)·xⁿ⁻¹ for c·xⁿ"""
    if node.op == "mul" and exact(node.args[0]) is not None and isinstance(node.args[1], Apply):
        power = node.args[1]
        if power.op == "pow" and exact(power.args[1]) is not None and wrt in variables(power.args[0]):
            lower = Apply("pow", (power.args[0], Apply("sub", (power.args[1], ONE))))
            yield times(times(Apply("add", (node.args[0], power.args[1])), lower), chain_rule(power.args[0], wrt))


def raised_exponent(c: Chain) -> Iterator[Expr]:
    """n·uⁿ⁺¹·u′ for a negative n: one was taken off its size"""
    power = _power(c)
    if power is not None and power < 0:
        yield times(times(rational(power), _raised(c.inner, power + 1)), c.inner_rate)


def raised_below(node: Apply, wrt: str) -> Iterator[Expr]:
    """−nc/uⁿ⁻¹ for c/uⁿ"""
    if node.op != "div" or wrt in variables(node.args[0]) or wrt not in variables(node.args[1]):
        return
    below = node.args[1]
    power = exact(below.args[1]) if isinstance(below, Apply) and below.op == "pow" else None
    base = below.args[0] if isinstance(below, Apply) and power is not None else below
    power = power or Fraction(1)
    lower = times(times(rational(-power), node.args[0]), chain_rule(base, wrt))
    yield Apply("div", (lower, _raised(base, power - 1)))


def wrong_fraction(c: Chain) -> Iterator[Expr]:
    """n·uᵐ·u′ for a fraction n, where m is n less its own unit (2/3 to 1/3), n − 2, 1 − n, n + 1"""
    power = _power(c)
    if power is not None and power.denominator > 1:
        unit = Fraction(1, power.denominator)
        for other in dict.fromkeys((power - unit, power - 2, 1 - power, power + 1)):
            if other in (power, power - 1):
                continue
            yield times(times(rational(power), _raised(c.inner, other)), c.inner_rate)


def swapped_exponent(c: Chain) -> Iterator[Expr]:
    """(n − 1)·uⁿ, (n − 1)·uⁿ⁻¹, uⁿ⁻¹/n, each times u′"""
    power = _power(c)
    if power is not None and power not in (1, Fraction(1, 2)):
        less = rational(power - 1)
        yield times(times(less, _raised(c.inner, power)), c.inner_rate)
        yield times(times(less, _raised(c.inner, power - 1)), c.inner_rate)
        yield times(Apply("div", (_raised(c.inner, power - 1), rational(power))), c.inner_rate)


def root_not_lowered(c: Chain) -> Iterator[Expr]:
    """√u/2, times u′ or not: the root was kept and its exponent taken as a factor"""
    power = _ROOTS.get(c.outer.op) if isinstance(c.outer, Apply) else None
    if power is not None:
        kept = times(rational(power), c.whole)
        yield times(kept, c.inner_rate)
        yield kept


def upside_down(c: Chain) -> Iterator[Expr]:
    """One over the outer rate, times u′: 2√x for 1/(2√x)"""
    if isinstance(c.outer, Apply) and c.outer.op in ("sqrt", "cbrt", "ln", "log"):
        yield times(Apply("div", (ONE, c.outer_rate)), c.inner_rate)


def power_of_inner_rate(c: Chain) -> Iterator[Expr]:
    """(u′)ⁿ and √u′"""
    if c.inner_rate != ONE and _power(c) is not None:
        yield c.outer_at(c.inner_rate)


def exponential_of_power(c: Chain) -> Iterator[Expr]:
    """uⁿ·ln u, with u′ or not; aᵘ·ln u"""
    grown = times(c.whole, Apply("ln", (c.inner,)))
    if _power(c) is not None or (c.exponential and isinstance(c.outer, Apply) and c.outer.op == "pow"):
        yield grown
        yield times(grown, c.inner_rate)


def power_rule_on_both(node: Apply, wrt: str) -> Iterator[Expr]:
    """v·uᵛ⁻¹, with u′ or not, for uᵛ where both move"""
    if node.op == "pow" and all(wrt in variables(arg) for arg in node.args):
        u, v = node.args
        lower = times(v, Apply("pow", (u, Apply("sub", (v, ONE)))))
        yield lower
        yield times(lower, chain_rule(u, wrt))


def exponential_rule_on_both(node: Apply, wrt: str) -> Iterator[Expr]:
    """uᵛ·ln u, with v′ or not, for uᵛ where both move"""
    if node.op == "pow" and all(wrt in variables(arg) for arg in node.args):
        grown = times(node, Apply("ln", (node.args[0],)))
        yield grown
        yield times(grown, chain_rule(node.args[1], wrt))


def number_first(whole: Expr, wrt: str) -> Iterator[Expr]:
    """0, the rate of a number"""
    yield ZERO


def kept_constant(node: Apply, wrt: str) -> Iterator[Expr]:
    """u′ + c and u′ − c"""
    for moving, kept in _with_constant(node, wrt):
        yield Apply(node.op, (moving, kept) if node.args[1] == kept else (kept, moving))


def constant_to_one(node: Apply, wrt: str) -> Iterator[Expr]:
    """u′ + 1 and u′ − 1"""
    for moving, kept in _with_constant(node, wrt):
        yield Apply(node.op, (moving, ONE) if node.args[1] == kept else (ONE, moving))


def moving_constant(node: Apply, wrt: str) -> Iterator[Expr]:
    """u′ + nkⁿ⁻¹ where u + kⁿ was to be differentiated; the same of eⁿ, and 1/k of ln k"""
    for moving, kept in _with_constant(node, wrt):
        if not isinstance(kept, Apply):
            continue
        base = Constant("e") if kept.op == "exp" else kept.args[0]
        exponent = kept.args[-1]
        if kept.op in ("pow", "exp") and exact(exponent) is not None:
            wrong = power_rate(base, exponent)
        elif kept.op == "ln" and isinstance(base, Number | Constant):
            wrong = Apply("div", (ONE, base))
        else:
            continue
        yield Apply(node.op, (moving, wrong) if node.args[1] == kept else (wrong, moving))


def kept_term(node: Apply, wrt: str) -> Iterator[Expr]:
    """u′ + v and u + v′"""
    for u, v, du, dv in _both(node, wrt):
        yield Apply(node.op, (du, v))
        yield Apply(node.op, (u, dv))


def lost_term(node: Apply, wrt: str) -> Iterator[Expr]:
    """u′ alone, and v′ alone"""
    for _, _, du, dv in _both(node, wrt):
        yield du
        yield dv if node.op == "add" else Apply("neg", (dv,))


def part_of_inside(c: Chain) -> Iterator[Expr]:
    """The rate of aⁿ + bⁿ, or of aⁿ + b, for (a + b)ⁿ, and so for roots and logarithms; that of c·xⁿ for (cx)ⁿ"""
    outer, inner = c.outer, c.inner
    if not isinstance(outer, Apply) or not isinstance(inner, Apply):
        return
    if outer.op == "sqrt" and inner.op in ("add", "sub"):
        yield from _roots_of_squares(inner, c.wrt)
    if (_power(c) is not None or outer.op in ("ln", "log")) and inner.op in ("add", "sub"):
        yield chain_rule(Apply(inner.op, tuple(c.outer_at(arg) for arg in inner.args)), c.wrt)
        for i, arg in enumerate(inner.args):
            if c.wrt in variables(arg):
                yield chain_rule(c.outer_at(arg), c.wrt)
                yield from (chain_rule(one, c.wrt) for one in _base_alone(c, arg))
            elif i == 1 and outer.op not in ("ln", "log"):
                yield chain_rule(Apply(inner.op, (c.outer_at(inner.args[0]), arg)), c.wrt)
    yield from (chain_rule(one, c.wrt) for one in _base_alone(c, inner))
    if inner.op == "mul" and exact(inner.args[0]) is not None:
        yield times(_partly(chain_rule(outer, c.u), c.u, inner), c.inner_rate)


def _roots_of_squares(inner: Apply, wrt: str) -> Iterator[Expr]:
    """1 for √(1 + x²), as the rate of 1 + x"""
    squares = (arg for arg in inner.args if isinstance(arg, Apply) and arg.op == "pow" and exact(arg.args[1]) == 2)
    yield from (chain_rule(square.args[0], wrt) for square in squares if wrt in variables(square))


def _base_alone(c: Chain, inner: Expr) -> Iterator[Expr]:
    """c·xⁿ for (cx)ⁿ"""
    if _power(c) is not None and isinstance(inner, Apply) and inner.op == "mul" and exact(inner.args[0]) is not None:
        yield times(inner.args[0], c.outer_at(inner.args[1]))


def _partly(expr: Expr, u: str, inner: Apply) -> Expr:
    """An expression with c·a put in for u, where of u² only a is squared."""
    if expr == Variable(u):
        return inner
    if not isinstance(expr, Apply):
        return expr
    if expr.op == "pow" and expr.args[0] == Variable(u):
        return Apply("mul", (inner.args[0], Apply("pow", (inner.args[1], expr.args[1]))))
    return Apply(expr.op, tuple(_partly(arg, u, inner) for arg in expr.args))


def factor_rates_added(p: FactorPair) -> Iterator[Expr]:
    """u′ + v′"""
    yield Apply("add", (p.du, p.dv))


def rate_below(p: FactorPair) -> Iterator[Expr]:
    """c/v′ for c/v"""
    if p.du == ZERO:
        yield Apply("div", (p.u, p.dv))
        yield Apply("div", (ONE, p.dv))


def denominator_lost(p: FactorPair) -> Iterator[Expr]:
    """u′v − uv′"""
    yield Apply("sub", (p.left, p.right))


def half_quotient(p: FactorPair) -> Iterator[Expr]:
    """u′/v"""
    if p.du != ZERO:
        yield Apply("div", (p.du, p.v))


def _power(c: Chain) -> Fraction | None:
    """n, if the outer function is uⁿ or a root."""
    if c.exponent is not None:
        return exact(c.exponent)
    return _ROOTS.get(c.outer.op) if isinstance(c.outer, Apply) and c.outer.args[0] == Variable(c.u) else None


def _raised(base: Expr, power: Fraction) -> Expr:
    return ONE if power == 0 else base if power == 1 else Apply("pow", (base, rational(power)))


def _with_constant(node: Apply, wrt: str) -> Iterator[tuple[Expr, Expr]]:
    """The rate of the term that moves, and the term that does not."""
    if node.op in ("add", "sub"):
        for moving, kept in (node.args, node.args[::-1]):
            if wrt in variables(moving) and wrt not in variables(kept):
                yield chain_rule(moving, wrt), kept


def _both(node: Apply, wrt: str) -> Iterator[tuple[Expr, Expr, Expr, Expr]]:
    if node.op in ("add", "sub") and all(wrt in variables(arg) for arg in node.args):
        u, v = node.args
        yield u, v, chain_rule(u, wrt), chain_rule(v, wrt)
