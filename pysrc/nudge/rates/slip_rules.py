"""The table of slips: each is a wrong way to differentiate, with the words for it. A new slip is a function in
`wrong_rates.py`, `wrong_powers.py` or `wrong_functions.py`, which says what is written by those who make it, and a row.

A rule of the table says what somebody writes who goes wrong at one place: at a chain (`nested` where the inner function
has a rate to forget, `outer` at any function of one argument), at a product, at a quotient, at any `node`, or with the
expression as a whole. `slips.py` carries each to every place of an expression where it can happen.
"""

from __future__ import annotations

from nudge.rates import wrong_rates as wrong
from nudge.rates.integrals import integrated_whole
from nudge.rates.rarer_slips import RARER
from nudge.rates.slip_rule import SlipRule
from nudge.rates.wrong_powers import power_rule_on_both

RULES = (
    SlipRule(
        "forgot-inner-rate",
        "I left out the inner rate",
        "this is the rate of the outer function alone: multiply by the rate of the inner one",
        "$<answer>$ is the outer rate $\\outer{<f>'(<landed>)}$ alone, but a nudge comes to $<f>$ through "
        "$<g>$, which has a rate too",
        nested=wrong.forgot_inner_rate,
    ),
    SlipRule(
        "outer-rate-at-x",
        "I took the outer rate at x",
        "the outer rate was taken at x: take it at the inner function's value",
        "$\\outer{<f>'}$ was taken at $<at>$, but $<f>$ receives what $<g>$ hands over: its rate is needed "
        "at $\\inner{<g>(<at>) = <landed>}$",
        nested=wrong.outer_rate_at_x,
    ),
    SlipRule(
        "outer-of-inner-rate",
        "I took the outer rate at the inner rate",
        "the outer rate was taken at the inner rate: take it at the inner function's value",
        "the rate $\\inner{<g>'(<at>) = <inner>}$ was put into $\\outer{<f>'}$, but the outer rate is needed "
        "where $<g>$ landed, at $\\inner{<landed>}$",
        nested=wrong.outer_of_inner_rate,
        rank=2,
    ),
    SlipRule(
        "added-rates",
        "I added the two rates",
        "the two rates were added: when functions nest, their rates multiply",
        "$<answer> = <sum>\\outer{<outer>} + \\inner{<inner>}$, the two rates added, but when functions nest "
        "their rates multiply",
        nested=wrong.added_rates,
    ),
    SlipRule(
        "dropped-power",
        "I lost the exponent",
        "the exponent was lost: a power keeps its base, with an exponent one lower",
        outer=wrong.dropped_power,
    ),
    SlipRule(
        "power-not-lowered",
        "I did not lower the exponent",
        "the exponent was not lowered: the power rule takes one off it",
        outer=wrong.power_not_lowered,
    ),
    SlipRule(
        "power-rule-on-exponential",
        "I used the power rule on an exponential",
        "the power rule was used where the variable is in the exponent: an exponential keeps its exponent",
        outer=wrong.power_on_exponential,
        node=power_rule_on_both,
    ),
    SlipRule(
        "half-product-rule",
        "I left out a term of the product rule",
        "only one of the two terms of the product rule is here: the rate of uv is u′v + uv′",
        product=wrong.half_product,
    ),
    SlipRule(
        "product-of-rates",
        "I multiplied the rates of the factors",
        "the rates of the two factors were multiplied: a product needs the product rule",
        product=wrong.product_of_rates,
    ),
    SlipRule(
        "quotient-of-rates",
        "I divided one rate by the other",
        "one rate was divided by the other: a quotient needs the quotient rule",
        quotient=wrong.quotient_of_rates,
    ),
    SlipRule(
        "quotient-swapped",
        "I swapped the terms above the line",
        "the two terms above the line are the wrong way round: it is u′v − uv′",
        quotient=wrong.quotient_swapped,
    ),
    SlipRule(
        "quotient-plus",
        "I wrote a plus above the line",
        "above the line there is a plus where the quotient rule has a minus",
        quotient=wrong.quotient_plus,
    ),
    SlipRule(
        "denominator-not-squared",
        "I did not square the denominator",
        "the denominator was not squared: below the line there is v²",
        quotient=wrong.denominator_not_squared,
    ),
    SlipRule(
        "integrated",
        "I integrated",
        "this was integrated: the rate was asked",
        outer=wrong.integrated,
        whole=integrated_whole,
        rank=3,
    ),
    SlipRule(
        "value-not-rate",
        "I kept the function itself",
        "this keeps the function itself where its rate belongs",
        "$<answer>$ is the value $<f>(<g>(<at>))$: it says where the machine is, and the question is how fast it moves",
        nested=wrong.kept_outer,
        whole=wrong.value,
    ),
    SlipRule(
        "sign",
        "I have a sign wrong",
        "a sign is wrong: go through every minus, and through those that a rate brings with it",
        "$<answer>$ has the right size and the wrong sign",
        outer=wrong.sign_of_chain,
        product=wrong.sign_in_product,
        whole=wrong.sign_of_whole,
        rank=3,
    ),
    *RARER,
)
"""All slips there are, the most telling ones first."""
