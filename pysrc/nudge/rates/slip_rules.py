"""The table of slips: each is a wrong way to differentiate, with the words for it. A new slip is a function and a row.

A rule of the table says what somebody writes who goes wrong at one place: at a chain (`nested` where the inner function
has a rate to forget, `outer` at any function of one argument), at a product, at a quotient, or with the expression as a
whole. `slips.py` carries each to every place of an expression where it can happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from nudge.rates.calculus import ONE, chain_rule, times
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, rational
from nudge.rates.slip_places import Chain, Pair


@dataclass(frozen=True, slots=True)
class Rule:
    """A slip. `message` is a clause about any expression; `numbers` one about f(g(x)) at a number, if there is one.

    In `numbers`, <f> and <g> are the names of the functions, <answer> is what was answered, <at> the number, <landed>
    g(x), <inner> g′(x) and <outer> f′(g(x)); formulas stand between dollar signs. It is said where the answer is what
    the rule makes of f(g(x)) as a whole.
    """

    id: str
    message: str
    numbers: str = ""
    nested: Callable[[Chain], Iterator[Expr]] | None = None
    outer: Callable[[Chain], Iterator[Expr]] | None = None
    product: Callable[[Pair], Iterator[Expr]] | None = None
    quotient: Callable[[Pair], Iterator[Expr]] | None = None
    whole: Callable[[Expr, str], Iterator[Expr]] | None = None

    def of_composition(self, chain: Chain) -> tuple[Expr, ...]:
        """What the rule makes of f(g(x)) as a whole, which is what `numbers` speaks of."""
        if self.whole:
            return tuple(self.whole(chain.whole, chain.wrt))
        return tuple(self.nested(chain)) if self.nested else ()


def forgot_inner_rate(c: Chain) -> Iterator[Expr]:
    """f′(g(x))"""
    yield c.outer_rate


def outer_rate_at_x(c: Chain) -> Iterator[Expr]:
    """f′(x)·g′(x)"""
    yield times(c.rate_at(Variable(c.wrt)), c.inner_rate)


def outer_of_inner_rate(c: Chain) -> Iterator[Expr]:
    """f′(g′(x)), and the same times g′(x)"""
    yield c.rate_at(c.inner_rate)
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
    """n·u·u′, with or without u′; and the power put on the inner rate, (u′)ⁿ"""
    n = c.exponent
    if n is not None and exact(n) != 2:
        yield times(times(n, c.inner), c.inner_rate)
        yield times(n, c.inner)
    if n is not None and c.inner_rate != ONE:
        yield Apply("pow", (c.inner_rate, n))


def power_on_exponential(c: Chain) -> Iterator[Expr]:
    """u·aᵘ⁻¹, with or without u′"""
    if c.exponential:
        lower = times(c.inner, c.outer_at(Apply("sub", (c.inner, ONE))))
        yield lower
        yield times(lower, c.inner_rate)


def half_product(p: Pair) -> Iterator[Expr]:
    """u′v, or uv′"""
    yield p.left
    yield p.right


def product_of_rates(p: Pair) -> Iterator[Expr]:
    """u′v′"""
    yield times(p.du, p.dv)


def quotient_of_rates(p: Pair) -> Iterator[Expr]:
    """u′/v′"""
    yield Apply("div", (p.du, p.dv))


def quotient_swapped(p: Pair) -> Iterator[Expr]:
    """(uv′ − u′v)/v²"""
    yield _over_square(Apply("sub", (p.right, p.left)), p)


def quotient_plus(p: Pair) -> Iterator[Expr]:
    """(u′v + uv′)/v²"""
    yield _over_square(Apply("add", (p.left, p.right)), p)


def denominator_not_squared(p: Pair) -> Iterator[Expr]:
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


def sign_in_product(p: Pair) -> Iterator[Expr]:
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
    if power == -1:
        return Apply("ln", (Apply("abs", (u,)),))
    if power is not None:
        return Apply("div", (Apply("pow", (u, rational(power + 1))), rational(power + 1)))
    if op in _INTEGRALS:
        sign, integral = _INTEGRALS[op]
        return Apply(sign, (Apply(integral, (u,)),)) if sign else Apply(integral, (u,))
    return None


def _over_square(above: Expr, p: Pair) -> Expr:
    return Apply("div", (above, Apply("pow", (p.v, rational(2)))))


RULES = (
    Rule(
        "forgot-inner-rate",
        "this is the rate of the outer function alone: multiply by the rate of the inner one",
        "$<answer>$ is the outer rate $\\outer{<f>'(<landed>)}$ alone, but a nudge comes to $<f>$ through "
        "$<g>$, which has a rate too",
        nested=forgot_inner_rate,
    ),
    Rule(
        "outer-rate-at-x",
        "the outer rate was taken at x: take it at the inner function's value",
        "$\\outer{<f>'}$ was taken at $<at>$, but $<f>$ receives what $<g>$ hands over: its rate is needed "
        "at $\\inner{<g>(<at>) = <landed>}$",
        nested=outer_rate_at_x,
    ),
    Rule(
        "outer-of-inner-rate",
        "the outer rate was taken at the inner rate: take it at the inner function's value",
        "the rate $\\inner{<g>'(<at>) = <inner>}$ was put into $\\outer{<f>'}$, but the outer rate is needed "
        "where $<g>$ landed, at $\\inner{<landed>}$",
        nested=outer_of_inner_rate,
    ),
    Rule(
        "added-rates",
        "the two rates were added: when functions nest, their rates multiply",
        "$<answer>$ is $\\outer{<outer>} + \\inner{<inner>}$, the two rates added, but when functions nest "
        "their rates multiply",
        nested=added_rates,
    ),
    Rule(
        "dropped-power",
        "the exponent was lost: a power keeps its base, with an exponent one lower",
        outer=dropped_power,
    ),
    Rule("power-not-lowered", "the exponent was not lowered: the power rule takes one off it", outer=power_not_lowered),
    Rule(
        "power-rule-on-exponential",
        "the power rule was used where the variable is in the exponent",
        outer=power_on_exponential,
    ),
    Rule("half-product-rule", "only one of the two terms of the product rule is here", product=half_product),
    Rule(
        "product-of-rates",
        "the rates of the two factors were multiplied: a product needs the product rule",
        product=product_of_rates,
    ),
    Rule(
        "quotient-of-rates",
        "one rate was divided by the other: a quotient needs the quotient rule",
        quotient=quotient_of_rates,
    ),
    Rule("quotient-swapped", "the two terms above the line are the wrong way round", quotient=quotient_swapped),
    Rule("quotient-plus", "above the line there is a plus where the quotient rule has a minus", quotient=quotient_plus),
    Rule("denominator-not-squared", "the denominator was not squared", quotient=denominator_not_squared),
    Rule("integrated", "this was integrated: the rate was asked", outer=integrated),
    Rule(
        "value-not-rate",
        "this keeps the function itself where its rate belongs",
        "$<answer>$ is the value $<f>(<g>(<at>))$: it says where the machine is, and the question is how fast it moves",
        nested=kept_outer,
        whole=value,
    ),
    Rule(
        "sign",
        "a sign is wrong",
        "$<answer>$ has the right size and the wrong sign",
        outer=sign_of_chain,
        product=sign_in_product,
        whole=sign_of_whole,
    ),
)
"""All slips there are, the most telling ones first."""
