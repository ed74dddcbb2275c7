"""What a slip is: a rule of differentiation that is applied wrongly, with the words for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nudge.rates.expr import Apply, Expr
from nudge.rates.slip_places import Chain, FactorPair

WrongAtNode = Callable[[Apply, str], Iterator[Expr]]
WrongWhole = Callable[[Expr, str], Iterator[Expr]]


@dataclass(frozen=True, slots=True)
class SlipRule:
    """A slip. `did` is what somebody says who made it; `message` is a clause about any expression; `numbers` one about
    f(g(x)) at a number, if there is one.

    In `numbers`, <f> and <g> are the names of the functions, <answer> is what was answered, <at> the number, <landed>
    g(x), <inner> g′(x) and <outer> f′(g(x)); <sum> is nothing, and stands before the two rates added. Formulas stand
    between dollar signs; where what stands right of an = is rounded, ≈ is said. It is said where the answer is what the
    rule makes of f(g(x)) as a whole.
    """

    id: str
    did: str
    message: str
    numbers: str = ""
    nested: Callable[[Chain], Iterator[Expr]] | None = None
    outer: Callable[[Chain], Iterator[Expr]] | None = None
    product: Callable[[FactorPair], Iterator[Expr]] | None = None
    quotient: Callable[[FactorPair], Iterator[Expr]] | None = None
    node: WrongAtNode | None = None
    whole: WrongWhole | None = None
    rank: int = 1
    apart: bool = True

    def of_composition(self, chain: Chain) -> tuple[Expr, ...]:
        """What the rule makes of f(g(x)) as a whole, which is what `numbers` speaks of."""
        if self.whole:
            return tuple(self.whole(chain.whole, chain.wrt))
        return tuple(self.nested(chain)) if self.nested else ()
