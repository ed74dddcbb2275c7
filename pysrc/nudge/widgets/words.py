"""What an exercise says about a slip, with the reader's own numbers in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nudge.rates import Expr, rate, value
from nudge.rates.numbers import short


@dataclass(frozen=True, slots=True)
class Chain:
    """A composition f(g(x)) at a number x, with the numbers that the chain rule needs."""

    x: float
    landed: float
    inner: float
    outer: float

    @classmethod
    def at(cls, inner: tuple[str, Expr], outer: tuple[str, Expr], x: float) -> Chain | None:
        """The numbers of outer(inner(x)), or None where one of them does not exist."""
        landed = value(inner[1], {inner[0]: x})
        first = rate(inner[1], {inner[0]: x}, wrt=inner[0])
        second = None if landed is None else rate(outer[1], {outer[0]: landed}, wrt=outer[0])
        return None if landed is None or first is None or second is None else cls(x, landed, first, second)


AT_A_NUMBER: Mapping[str, str] = {
    "forgot-inner-rate": (
        "{answer} is the outer rate f′({landed}) alone, but a nudge of x reaches f through g, and g has a rate too"
    ),
    "outer-rate-at-x": (
        "f′ was taken at {x}, but f receives what g hands over, so the outer rate is needed at g({x}) = {landed}"
    ),
    "outer-of-inner-rate": (
        "the rate g′({x}) = {inner} was put into f′, but the outer rate is needed where the inner landed, at {landed}"
    ),
    "added-rates": "{answer} is {outer} + {inner}, the two rates added, but when functions nest their rates multiply",
    "value-not-rate": (
        "{answer} is the value f(g({x})): it says where the machine is, and the question is how fast it moves"
    ),
    "sign": "{answer} has the right size and the wrong sign",
}
"""The slips of a composition at a number, in clauses that stand alone as well as between "either" and "or"."""


def slip_words(slip: str, answer: str, chain: Chain | None, otherwise: str) -> str:
    """What to say about a slip. `otherwise` are the engine's own words, for where no numbers are at hand."""
    if chain is None or slip not in AT_A_NUMBER:
        return otherwise
    numbers = {name: short(getattr(chain, name), 4) for name in ("x", "landed", "inner", "outer")}
    return AT_A_NUMBER[slip].format(answer=answer, **numbers)
