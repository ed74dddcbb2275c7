"""Forward mode: a value, its rate and its second rate carried together from the leaves to the root.

Where a primitive has a corner, the walk follows the side it is told to. Where a local rate does not exist, as that of a
root at 0, the walk raises: what happens there is for `behaviour.py` to find out.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from nudge.rates.calculus import derivative, power_rate, rate_forms
from nudge.rates.evaluate import constant, raw
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Number, Variable, postorder, rational
from nudge.rates.parse import parse
from nudge.rates.primitives import ARGUMENTS, PRIMITIVES

_SHAKES = (1.0, -0.62, 0.83, -1.31, 0.74, 1.19, -0.91)  # so uneven that neighbours do not cancel
_Function = Callable[..., float]


@dataclass(frozen=True, slots=True)
class Jet:
    """A value with its first and second rate in one direction; `moves` is False for what does not depend on it."""

    value: float
    rate: float = 0.0
    second: float = 0.0
    moves: bool = False

    @property
    def finite(self) -> bool:
        """Whether all three are numbers."""
        return math.isfinite(self.value) and math.isfinite(self.rate) and math.isfinite(self.second)

    def shaken(self, by: float) -> Jet:
        """All three moved by a few units in the last place, each its own way."""
        return Jet(self.value * (1 + by), self.rate * (1 - by), self.second * (1 + by / 2), self.moves)


@dataclass(frozen=True, slots=True)
class Local:
    """A primitive as the walk needs it: its value, and its first and second local rates, as functions of arguments."""

    value: _Function
    rates: tuple[_Function, ...]
    seconds: tuple[tuple[_Function, ...], ...]

    def __call__(self, args: tuple[Jet, ...], order: int) -> Jet:
        """The chain rule, to second order if `order` is 2. Local rates are asked only of arguments that move."""
        at = tuple(arg.value for arg in args)
        moving = [i for i, arg in enumerate(args) if arg.moves]
        first = second = 0.0
        for i in moving:
            local = self.rates[i](*at)
            first += local * args[i].rate
            if order == 2:
                second += local * args[i].second
                for j in moving:
                    second += self.seconds[i][j](*at) * args[i].rate * args[j].rate
        return Jet(self.value(*at), first, second, bool(moving))


def jet(expr: Expr, env: Mapping[str, float], wrt: str, order: int, side: int = 1, shake: float = 0.0) -> Jet:
    """The value and rates as the variable comes from the right (`side` = 1) or from the left (-1).

    With `shake`, every result on the way is moved by about that much, relatively: what then moves far more in the end
    was lost to rounding. Raises ValueError, ZeroDivisionError or OverflowError where no value or local rate is.
    """
    jets: dict[Expr, Jet] = {}
    for node in postorder(expr):
        by = shake * _SHAKES[len(jets) % len(_SHAKES)]
        if isinstance(node, Apply):
            args = tuple(jets[arg] for arg in node.args)
            made = _local_at(node, args, side)(args, order)
            if shake:
                made = made.shaken(by)
            if math.isinf(made.value):
                raise OverflowError("too large for a float")
            jets[node] = made
        elif isinstance(node, Variable):
            jets[node] = Jet(env[node.name], 1.0 if node.name == wrt else 0.0, 0.0, node.name == wrt)
        else:
            jets[node] = Jet(constant(node) * (1 + by if shake and _rounded(node) else 1))
    return jets[expr]


def _rounded(node: Expr) -> bool:
    """Whether a number or constant is not exactly a float."""
    return not isinstance(node, Number) or constant(node) != node.value


def _local_at(node: Apply, args: tuple[Jet, ...], side: int) -> Local:
    branches = PRIMITIVES[node.op].branches
    if not branches:
        return local(node.op, exact(node.args[1]) if node.op == "pow" else None)
    switch = _form(branches.switch)(args, 2)
    direction = switch.value or side * switch.rate or switch.second
    return _form(branches.above if direction >= 0 else branches.below)


def branch_at(op: str, at: tuple[float, ...]) -> Local | None:
    """The smooth piece of a primitive that holds at these arguments; None at a corner, or if it has no pieces."""
    branches = PRIMITIVES[op].branches
    switch = _form(branches.switch).value(*at) if branches else 0.0
    return _form(branches.above if switch > 0 else branches.below) if branches and switch else None


@lru_cache(maxsize=512)
def local(op: str, exponent: Fraction | None = None) -> Local:
    """A smooth primitive. A power with an exact exponent is a function of its base alone."""
    names = ARGUMENTS[: PRIMITIVES[op].arity]
    if op != "pow":
        return _local(PRIMITIVES[op].value, rate_forms(op), names)
    if exponent is None:
        made = _local(PRIMITIVES[op].value, rate_forms(op), names)
        return Local(made.value, tuple(map(_inside, made.rates)), made.seconds)
    power = Apply("pow", (Variable("a"), rational(exponent)))
    made = _local(raw(power, names), (power_rate(Variable("a"), rational(exponent)), rational(0)), names)
    return made if exponent.denominator % 2 else Local(made.value, tuple(map(_inside, made.rates)), made.seconds)


def _inside(function: _Function) -> _Function:
    """The rate of a power whose domain ends at the base 0: there it has a rate from one side at most."""

    def guarded(base: float, exponent: float) -> float:
        if base == 0:
            raise ValueError("the end of the domain")
        return function(base, exponent)

    return guarded


@lru_cache(maxsize=64)
def _form(text: str) -> Local:
    """A branch, or a switch between branches, as a function of up to three arguments."""
    form = parse(text, ARGUMENTS)
    made = _local(raw(form, ARGUMENTS), tuple(derivative(form, name) for name in ARGUMENTS), ARGUMENTS)

    def spread(function: _Function) -> _Function:
        return lambda a, b=0.0, c=0.0: function(a, b, c)

    return Local(
        spread(made.value),
        tuple(map(spread, made.rates)),
        tuple(tuple(map(spread, row)) for row in made.seconds),
    )


def _local(run: _Function, rates: tuple[Expr, ...], names: tuple[str, ...]) -> Local:
    seconds = tuple(tuple(raw(derivative(form, name), names) for name in names) for form in rates)
    return Local(run, tuple(raw(form, names) for form in rates), seconds)
