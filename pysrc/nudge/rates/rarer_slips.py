"""The table of the rarer slips, beside `slip_rules.py`. They are named, but an exercise need not tell them from its
answer by the choice of its numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nudge.rates import wrong_functions as function
from nudge.rates import wrong_powers as power
from nudge.rates.expr import Expr
from nudge.rates.integrals import integrated_factors
from nudge.rates.slip_places import Chain, FactorPair
from nudge.rates.slip_rule import SlipRule, WrongAtNode, WrongWhole

_Chained = Callable[[Chain], Iterator[Expr]]


def _rule(
    name: str,
    did: str,
    message: str,
    numbers: str = "",
    *,
    nested: _Chained | None = None,
    outer: _Chained | None = None,
    product: Callable[[FactorPair], Iterator[Expr]] | None = None,
    quotient: Callable[[FactorPair], Iterator[Expr]] | None = None,
    node: WrongAtNode | None = None,
    whole: WrongWhole | None = None,
    rank: int = 2,
) -> SlipRule:
    return SlipRule(name, did, message, numbers, nested, outer, product, quotient, node, whole, rank, apart=False)


RARER = (
    _rule(
        "landing-value",
        "I gave the inner function's value",
        "this is what the inner function hands over, and not yet a rate",
        "$<answer>$ is where the inner function lands, $\\inner{<g>(<at>) = <landed>}$: the outer rate is needed "
        "there, times the inner rate",
        nested=function.landing_value,
        rank=1,
    ),
    _rule(
        "inner-rate-alone",
        "I left out the outer rate",
        "this is the rate of the inner function alone: multiply by the rate of the outer one",
        "$<answer>$ is the inner rate $\\inner{<g>'(<at>)}$ alone, but $<f>$ passes a nudge on at a rate of its own, "
        "$\\outer{<f>'(<landed>)}$",
        nested=function.inner_rate_alone,
    ),
    _rule(
        "power-of-inner-rate",
        "I put the inner rate into the power",
        "the inner rate was put into the outer function itself: the outer function is differentiated first, and its "
        "rate taken where the inner one landed",
        "$<answer>$ is $\\outer{<f>}$ itself of the inner rate $\\inner{<inner>}$: it is the rate $\\outer{<f>'}$ that "
        "is needed, at $\\inner{<landed>}$",
        nested=power.power_of_inner_rate,
    ),
    _rule(
        "inner-value-as-rate",
        "I multiplied by the inner value",
        "this multiplies by the inner function itself: multiply by its rate",
        "$<answer>$ is $\\outer{<f>'(<landed>)}$ times $\\inner{<landed>}$, the value of $<g>$: multiply by its rate, "
        "$\\inner{<inner>}$",
        nested=function.inner_value_as_rate,
        rank=1,
    ),
    _rule(
        "outer-rate-alone-at-x",
        "I took the outer rate alone, at x",
        "this is the outer rate alone, and taken at x: take it at the inner function's value, and multiply by the "
        "inner rate",
        "$<answer>$ is $\\outer{<f>'(<at>)}$: $<f>$ receives $\\inner{<g>(<at>) = <landed>}$ and not $<at>$, and the "
        "inner rate is a factor",
        nested=function.outer_rate_alone_at_x,
    ),
    _rule(
        "middle-link-lost",
        "I left out the middle function",
        "a function in the middle was passed over: in a chain every function's rate is a factor",
        nested=function.middle_link_lost,
        rank=1,
    ),
    _rule(
        "part-of-inside",
        "I took a bracket apart",
        "a power, root or logarithm was taken of the parts of a bracket one by one: it acts on the bracket as a whole",
        outer=power.part_of_inside,
    ),
    _rule(
        "power-moved",
        "I moved the power",
        "the power was taken on the other side of the function: (f(x))² and f(x²) are two functions",
        outer=function.moved_power,
    ),
    _rule(
        "lost-factor",
        "I lost a constant factor",
        "a constant factor was lost: it stays, and so does the one that the rule brings",
        outer=power.lost_own_factor,
        node=power.lost_factor,
        whole=power.lost_leading_factor,
    ),
    _rule(
        "factor-rates-added",
        "I added the rates of the factors",
        "the rates of the two factors were added: a product needs the product rule, u′v + uv′",
        product=power.factor_rates_added,
    ),
    _rule(
        "integrated-factors",
        "I integrated a factor",
        "a factor was integrated: the rate was asked, which is u′v + uv′",
        whole=integrated_factors,
    ),
    _rule(
        "half-quotient",
        "I differentiated only what is above the line",
        "only what is above the line was differentiated: what is below it moves too, so the quotient rule is needed",
        quotient=power.half_quotient,
    ),
    _rule(
        "rate-below",
        "I put the rate below the line",
        "the rate of what is below the line was left below it: the rate of 1/v is −v′/v²",
        quotient=power.rate_below,
    ),
    _rule(
        "denominator-lost",
        "I left out the denominator",
        "what belongs below the line is missing: it is u′v − uv′ over v²",
        quotient=power.denominator_lost,
        rank=1,
    ),
    _rule(
        "number-first",
        "I put in the number first",
        "the number was put in first, and a number has the rate 0: take the rate first",
        whole=power.number_first,
    ),
    _rule(
        "constant-kept",
        "I kept a constant",
        "a constant was kept: it does not move, so its rate is 0",
        node=power.kept_constant,
    ),
    _rule(
        "constant-to-one",
        "I took 1 for the rate of a constant",
        "the rate of a constant was taken to be 1: a constant does not move, so its rate is 0",
        node=power.constant_to_one,
    ),
    _rule(
        "number-as-variable",
        "I differentiated a number as if it moved",
        "a number was differentiated as if it moved: the rate of a constant such as π² or e³ is 0",
        node=power.moving_constant,
    ),
    _rule(
        "value-kept",
        "I left a term as it was",
        "one term was left as it was: each term gives its own rate",
        node=power.kept_term,
    ),
    _rule(
        "term-lost",
        "I lost a term",
        "the rate of a term is missing: each term gives its own rate",
        node=power.lost_term,
    ),
    _rule(
        "exponent-raised",
        "I lowered a negative exponent the wrong way",
        "the exponent was lowered the wrong way: one less than −2 is −3, and not −1",
        outer=power.raised_exponent,
        node=power.raised_below,
    ),
    _rule(
        "exponent-fraction",
        "I took something else than 1 off the fraction",
        "from a fraction as exponent 1 is taken off too: of ½ that leaves −½, of ⅔ it leaves −⅓",
        outer=power.wrong_fraction,
    ),
    _rule(
        "root-not-lowered",
        "I kept the root",
        "the root was kept, with its ½ as a factor: as a power its exponent is lowered by 1, so that it comes below "
        "the line",
        outer=power.root_not_lowered,
    ),
    _rule(
        "exponent-swapped",
        "I mixed up exponent and factor",
        "exponent and factor were mixed up: the old exponent is the factor, and the new exponent is one lower",
        outer=power.swapped_exponent,
    ),
    _rule(
        "factor-added",
        "I added the exponent to the factor",
        "the exponent was added to the factor: it multiplies it",
        node=power.added_to_factor,
    ),
    _rule(
        "exponential-of-power",
        "I differentiated a power as an exponential",
        "a logarithm of the base comes in where an exponential is differentiated: which of base and exponent moves?",
        outer=power.exponential_of_power,
        node=power.exponential_rule_on_both,
    ),
    _rule(
        "confused-function",
        "I took the rate of another function",
        "this has the rate of another function, a relative or the inverse: f⁻¹ is the inverse and 1/f another thing",
        outer=function.confused,
        node=function.taken_for_inverse,
    ),
    _rule(
        "bars-lost",
        "I left out the bars",
        "this is the rate without the bars: left of where the inside is 0 its sign is turned",
        whole=function.lost_bars,
    ),
    _rule(
        "upside-down",
        "I turned the rate upside down",
        "the rate is upside down: what stands above the line here belongs below it",
        outer=power.upside_down,
    ),
    _rule(
        "twice",
        "I differentiated twice",
        "this was differentiated twice: the rate is asked, and not the rate of the rate",
        whole=function.twice,
    ),
)
"""The rarer slips, the more telling ones first."""
