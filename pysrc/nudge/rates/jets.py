"""Forward mode: a value, its rate and its second rate carried together from the leaves to the root.

At a corner or jump of a primitive, and where a local rate does not exist, as that of a root at 0, the walk raises: what
happens there is for `behaviour.py` to find out.
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
_SMALLEST = 1e-300  # below, floats lose their last digits, and then vanish
_WHOLE = 2.0**53  # below, floats hold every whole number
_VANISHING = ("mul", "div", "pow", "exp", "sech", "csch", "sigmoid", "softplus")
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

    def shaken(self, by: float, exact: bool) -> Jet:
        """All three moved by a few units in the last place, each its own way; an exact value stays."""
        here = self.value if exact else self.value * (1 + by)
        return Jet(here, self.rate * (1 - by), self.second * (1 + by / 2), self.moves)


@dataclass(frozen=True, slots=True)
class LocalRates:
    """A primitive as the walk needs it: its value, and its first and second local rates, as functions of arguments."""

    value: _Function
    rates: tuple[_Function, ...]
    seconds: tuple[tuple[_Function, ...], ...]

    def __call__(self, args: tuple[Jet, ...], order: int) -> Jet:
        """The chain rule, to second order if `order` is 2. Local rates are asked only of arguments that move."""
        at = tuple(arg.value for arg in args)
        moving = [i for i, arg in enumerate(args) if arg.moves] if order else []
        first = second = 0.0
        for i in moving:
            local = self.rates[i](*at)
            first += local * args[i].rate
            if order == 2:
                second += local * args[i].second
                for j in moving:
                    second += self.seconds[i][j](*at) * args[i].rate * args[j].rate
        return Jet(self.value(*at), first, second, bool(moving))


def jet(
    expr: Expr,
    env: Mapping[str, float],
    wrt: str,
    order: int,
    shake: float = 0.0,
    turns: list[float] | None = None,
) -> Jet:
    """The value and rates at a place.

    With `shake`, every result on the way is moved by about that much, relatively: what then moves far more in the end
    was lost to rounding. In `turns` is noted which way was taken at every corner and jump: where two walks that were
    shaken in opposite directions took different ways, floats do not tell which one is right.

    Raises ValueError, ZeroDivisionError or OverflowError where no value or local rate is, at a corner or jump of what
    moves, and, when shaken, where a result is too small for all the digits of a float.
    """
    jets: dict[Expr, Jet] = {}
    for node in postorder(expr):
        by = shake * _SHAKES[len(jets) % len(_SHAKES)]
        if isinstance(node, Apply):
            args = tuple(jets[arg] for arg in node.args)
            made = _local_at(node, args, order, turns)(args, order)
            if shake:
                if abs(made.value) < _SMALLEST and _vanished(node.op, made.value, args):
                    raise OverflowError("too small for a float")
                made = made.shaken(by, _is_exact(node.op, made.value, args))
            if math.isinf(made.value):
                raise OverflowError("too large for a float")
            jets[node] = made
        elif isinstance(node, Variable):
            jets[node] = Jet(env[node.name], 1.0 if node.name == wrt else 0.0, 0.0, node.name == wrt)
        else:
            jets[node] = Jet(constant(node) * (1 + by if shake and _rounded(node) else 1))
    return jets[expr]


def _vanished(op: str, value: float, args: tuple[Jet, ...]) -> bool:
    """Whether a result next to 0 has lost digits because it is too small for them."""
    return value != 0 or (op in _VANISHING and all(arg.value for arg in args))


def _is_exact(op: str, value: float, args: tuple[Jet, ...]) -> bool:
    """Whether a float operation does not round at all."""
    if PRIMITIVES[op].branches or op == "neg":
        return True
    return op in ("add", "sub", "mul") and abs(value) < _WHOLE and not any(arg.value % 1 for arg in args)


def _rounded(node: Expr) -> bool:
    """Whether a number or constant is not exactly a float."""
    return not isinstance(node, Number) or constant(node) != node.value


def _local_at(node: Apply, args: tuple[Jet, ...], order: int, turns: list[float] | None) -> LocalRates:
    row = PRIMITIVES[node.op]
    branches = row.branches
    if not branches:
        return local(node.op, exact(node.args[1]) if node.op == "pow" else None)
    still = not order or not any(arg.moves for arg in args)
    switch = _form(branches.switch).value(*(arg.value for arg in args))
    if turns is not None:
        turns.append(math.copysign(1.0, switch) if switch else 0.0)
        if node.op in ("floor", "ceil"):
            turns.append(row.value(args[0].value))
    if still:
        return LocalRates(row.value, (), ())
    if not switch:
        raise ValueError("at a corner or a jump")
    return _form(branches.above if switch > 0 else branches.below)


def branch_at(op: str, at: tuple[float, ...]) -> LocalRates | None:
    """The smooth piece of a primitive that holds at these arguments; None at a corner, or if it has no pieces."""
    branches = PRIMITIVES[op].branches
    switch = _form(branches.switch).value(*at) if branches else 0.0
    return _form(branches.above if switch > 0 else branches.below) if branches and switch else None


@lru_cache(maxsize=512)
def local(op: str, exponent: Fraction | None = None) -> LocalRates:
    """A smooth primitive. A power with an exact exponent is a function of its base alone."""
    names = ARGUMENTS[: PRIMITIVES[op].arity]
    if op != "pow":
        return _local(PRIMITIVES[op].value, rate_forms(op), names)
    if exponent is None:
        made = _local(PRIMITIVES[op].value, rate_forms(op), names)
        return LocalRates(made.value, tuple(map(_inside, made.rates)), made.seconds)
    power = Apply("pow", (Variable("a"), rational(exponent)))
    made = _local(raw(power, names), (power_rate(Variable("a"), rational(exponent)), rational(0)), names)
    return made if exponent.denominator % 2 else LocalRates(made.value, tuple(map(_inside, made.rates)), made.seconds)


def _inside(function: _Function) -> _Function:
    """The rate of a power whose domain ends at the base 0: there it has a rate from one side at most."""

    def guarded(base: float, exponent: float) -> float:
        if base == 0:
            raise ValueError("the end of the domain")
        return function(base, exponent)

    return guarded


@lru_cache(maxsize=64)
def _form(text: str) -> LocalRates:
    """A branch, or a switch between branches, as a function of up to three arguments."""
    form = parse(text, ARGUMENTS)
    made = _local(raw(form, ARGUMENTS), tuple(derivative(form, name) for name in ARGUMENTS), ARGUMENTS)

    def spread(function: _Function) -> _Function:
        return lambda a, b=0.0, c=0.0: function(a, b, c)

    return LocalRates(
        spread(made.value),
        tuple(map(spread, made.rates)),
        tuple(tuple(map(spread, row)) for row in made.seconds),
    )


def _local(run: _Function, rates: tuple[Expr, ...], names: tuple[str, ...]) -> LocalRates:
    seconds = tuple(tuple(raw(derivative(form, name), names) for name in names) for form in rates)
    return LocalRates(run, tuple(raw(form, names) for form in rates), seconds)
