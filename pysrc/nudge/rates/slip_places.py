"""The places of an expression where a differentiation rule can be applied wrongly: a chain, and a pair of factors."""

from __future__ import annotations

from dataclasses import dataclass

from nudge.rates.calculus import chain_rule, times
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, substitute


@dataclass(frozen=True, slots=True)
class Chain:
    """A composition: `outer`, an expression in the variable `u`, after `inner`, an expression in `wrt`."""

    outer: Expr
    u: str
    inner: Expr
    wrt: str

    @property
    def whole(self) -> Expr:
        """The composition itself, f(g(x))."""
        return self.outer_at(self.inner)

    @property
    def inner_rate(self) -> Expr:
        """g′(x)."""
        return chain_rule(self.inner, self.wrt)

    @property
    def outer_rate(self) -> Expr:
        """f′(g(x)), the outer rate where it belongs."""
        return self.rate_at(self.inner)

    @property
    def exponent(self) -> Expr | None:
        """n, if the outer function is uⁿ with a number n."""
        outer = self.outer
        power = isinstance(outer, Apply) and outer.op == "pow" and outer.args[0] == Variable(self.u)
        return outer.args[1] if power and isinstance(outer, Apply) and exact(outer.args[1]) is not None else None

    @property
    def exponential(self) -> bool:
        """Whether the outer function is eᵘ or aᵘ."""
        outer = self.outer
        return isinstance(outer, Apply) and (
            outer.op == "exp" or (outer.op == "pow" and outer.args[1] == Variable(self.u))
        )

    def outer_at(self, place: Expr) -> Expr:
        """f at any place."""
        return substitute(self.outer, {self.u: place})

    def rate_at(self, place: Expr) -> Expr:
        """f′ at any place."""
        return substitute(chain_rule(self.outer, self.u), {self.u: place})


@dataclass(frozen=True, slots=True)
class FactorPair:
    """Two factors, or what is above and below a line, with their rates."""

    u: Expr
    v: Expr
    du: Expr
    dv: Expr

    @property
    def left(self) -> Expr:
        """u′v."""
        return times(self.du, self.v)

    @property
    def right(self) -> Expr:
        """uv′."""
        return times(self.u, self.dv)
