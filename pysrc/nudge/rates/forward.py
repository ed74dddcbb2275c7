"""Forward mode: a value, its rate and its second rate carried together from the leaves to the root.

At a place where a primitive has a corner, both sides are followed; the rate exists where they agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from nudge.rates.calculus import derivative as symbolic
from nudge.rates.calculus import power_rate, rate_forms
from nudge.rates.evaluate import UNDEFINED, constant, raw, value
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, postorder, rational
from nudge.rates.parse import parse
from nudge.rates.primitives import PRIMITIVES

_ARGUMENTS = ("a", "b")


@dataclass(frozen=True, slots=True)
class Jet:
    """A value with its first and second rate in one direction."""

    value: float
    rate: float = 0.0
    second: float = 0.0

    @property
    def finite(self) -> bool:
        """Whether all three are numbers."""
        return math.isfinite(self.value) and math.isfinite(self.rate) and math.isfinite(self.second)


@dataclass(frozen=True, slots=True)
class Local:
    """A primitive as forward mode needs it: its value, first and second local rates as fast functions of arguments."""

    value: Callable[..., float]
    rates: tuple[Callable[..., float], ...]
    seconds: tuple[tuple[Callable[..., float], ...], ...]

    def __call__(self, args: tuple[Jet, ...], order: int) -> Jet:
        """The chain rule, to second order if `order` is 2. Factors that are zero never meet an infinite rate."""
        at = tuple(arg.value for arg in args)
        first = second = 0.0
        for i, arg in enumerate(args):
            if arg.rate or arg.second:
                local = self.rates[i](*at)
                first += local * arg.rate if arg.rate else 0.0
                second += local * arg.second if arg.second else 0.0
            if order == 2 and arg.rate:
                for j, other in enumerate(args):
                    if other.rate:
                        second += self.seconds[i][j](*at) * arg.rate * other.rate
        return Jet(self.value(*at), first, second)


def rate(expr: Expr, env: Mapping[str, float], wrt: str = "x") -> float | None:
    """The rate with respect to `wrt` at a point; None where the expression or its rate is undefined, as at a kink."""
    jets = _agreeing(expr, env, wrt, 1)
    return jets.rate if jets else None


def second_rate(expr: Expr, env: Mapping[str, float], wrt: str = "x") -> float | None:
    """The rate of the rate with respect to `wrt` at a point; None where it is undefined."""
    jets = _agreeing(expr, env, wrt, 2)
    return jets.second if jets else None


def _agreeing(expr: Expr, env: Mapping[str, float], wrt: str, order: int) -> Jet | None:
    here = value(expr, env)
    right = one_sided(expr, env, wrt, 1, order)
    if here is None or right is None or right.value != here:
        return None
    if not any(isinstance(node, Apply) and PRIMITIVES[node.op].branches for node in postorder(expr)):
        return right
    left = one_sided(expr, env, wrt, -1, order)
    return right if left == right else None


def one_sided(expr: Expr, env: Mapping[str, float], wrt: str, side: int, order: int = 1) -> Jet | None:
    """The jet as the variable comes from the right (`side` = 1) or from the left (-1); None if it is undefined."""
    jets: dict[Expr, Jet] = {}
    try:
        for node in postorder(expr):
            if isinstance(node, Apply):
                args = tuple(jets[arg] for arg in node.args)
                jets[node] = _local_at(node, args, side)(args, order)
            elif isinstance(node, Variable):
                jets[node] = Jet(env[node.name], 1.0 if node.name == wrt else 0.0)
            else:
                jets[node] = Jet(constant(node))
    except UNDEFINED:
        return None
    return jets[expr] if jets[expr].finite else None


def _local_at(node: Apply, args: tuple[Jet, ...], side: int) -> Local:
    branches = PRIMITIVES[node.op].branches
    if not branches:
        return local(node.op, exact(node.args[1]) if node.op == "pow" else None)
    switch = _form(branches.switch)(args, 2)
    direction = switch.value or side * switch.rate or switch.second
    return _form(branches.above if direction >= 0 else branches.below)


@lru_cache(maxsize=512)
def local(op: str, exponent: Fraction | None = None) -> Local:
    """A smooth primitive in forward mode. A power with an exact exponent is a function of its base alone."""
    names = _ARGUMENTS[: PRIMITIVES[op].arity]
    if exponent is None:
        return _local(PRIMITIVES[op].value, rate_forms(op), names)
    power = Apply("pow", (Variable("a"), rational(exponent)))
    return _local(raw(power, names), (power_rate(Variable("a"), rational(exponent)), rational(0)), names)


@lru_cache(maxsize=64)
def _form(text: str) -> Local:
    """A branch, or a switch between branches, as a function of the arguments."""
    form = parse(text, _ARGUMENTS)
    run = raw(form, _ARGUMENTS)
    rates = tuple(symbolic(form, name) for name in _ARGUMENTS)
    made = _local(run, rates, _ARGUMENTS)

    def spread(function: Callable[..., float]) -> Callable[..., float]:
        return lambda a, b=0.0: function(a, b)

    return Local(
        spread(made.value),
        tuple(map(spread, made.rates)),
        tuple(tuple(map(spread, row)) for row in made.seconds),
    )


def _local(run: Callable[..., float], rates: tuple[Expr, ...], names: tuple[str, ...]) -> Local:
    seconds = tuple(tuple(raw(symbolic(form, name), names) for name in names) for form in rates)
    return Local(run, tuple(raw(form, names) for form in rates), seconds)
