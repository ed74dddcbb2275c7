"""Values: a tree made into a flat list of instructions that run on floats, without recursion and without `eval`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, partial

from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, postorder
from nudge.rates.functions import power
from nudge.rates.primitives import CONSTANTS, PRIMITIVES, Value

UNDEFINED = (ValueError, ZeroDivisionError, OverflowError)

Instruction = tuple[Value, int, int, int]  # up to three registers; -1 for none


@lru_cache(maxsize=512)
def compiled(expr: Expr, names: tuple[str, ...]) -> Callable[..., float | None]:
    """A fast function of the named variables, in order: a finite float, or None where `expr` is undefined.

    Raises KeyError if `expr` has a variable that is not named.
    """
    run = raw(expr, names)

    def evaluate(*args: float) -> float | None:
        try:
            result = run(*args)
        except UNDEFINED:
            return None
        return result if math.isfinite(result) else None

    return evaluate


def settled(expr: Expr, names: tuple[str, ...], given: Mapping[str, float]) -> Callable[..., float | None]:
    """As `compiled`, with numbers for all other names: what depends on those alone is worked out once.

    It is worth its making for many values, as along a curve.
    """
    others = tuple(given)
    settling, moving, result = _plan(expr, names, others)
    registers = [0.0] * len(names) + [given[name] for name in others]
    try:
        known = settling(registers)
    except UNDEFINED:
        known = None
    start = None if known is None else known[len(names) :]

    def evaluate(*args: float) -> float | None:
        if start is None:
            return None
        try:
            found = _run(moving, [*args, *start])[result]
        except UNDEFINED:
            return None
        return found if math.isfinite(found) else None

    return evaluate


@lru_cache(maxsize=512)
def _plan(
    expr: Expr, names: tuple[str, ...], others: tuple[str, ...]
) -> tuple[Callable[[list[float]], list[float]], tuple[Instruction, ...], int]:
    """What can be worked out before the values of `names` are known, what is left, and where the result is."""
    nodes = postorder(expr)
    leaves = [node for node in nodes if not isinstance(node, Apply | Variable)]
    applied = [node for node in nodes if isinstance(node, Apply)]
    still = [node for node in applied if node.names.isdisjoint(names)]
    moving = [node for node in applied if not node.names.isdisjoint(names)]
    order = (*map(Variable, (*names, *others)), *leaves, *still, *moving)
    places: dict[Expr, int] = {node: i for i, node in enumerate(order)}
    constants = [constant(node) for node in leaves]
    first = tuple(_instruction(node, places) for node in still)

    def settling(registers: list[float]) -> list[float]:
        return _run(first, [*registers, *constants])

    return settling, tuple(_instruction(node, places) for node in moving), places[expr]


def _run(code: tuple[Instruction, ...], registers: list[float]) -> list[float]:
    """Run instructions, each of which adds its result to the registers."""
    keep = registers.append
    for function, i, j, k in code:
        if j < 0:
            keep(function(registers[i]))
        elif k < 0:
            keep(function(registers[i], registers[j]))
        else:
            keep(function(registers[i], registers[j], registers[k]))
    return registers


def raw(expr: Expr, names: tuple[str, ...]) -> Callable[..., float]:
    """As `compiled`, but undefined is an exception, and what is too large for a float is infinite."""
    places: dict[Expr, int] = {Variable(name): i for i, name in enumerate(names)}
    constants: list[float] = []
    applied: list[Apply] = []
    for node in postorder(expr):
        if isinstance(node, Apply):
            applied.append(node)
        elif isinstance(node, Variable):
            if node not in places:
                raise KeyError(node.name)
        else:
            places[node] = len(names) + len(constants)
            constants.append(constant(node))
    for node in applied:
        places[node] = len(places)
    code = tuple(_instruction(node, places) for node in applied)
    result = places[expr]

    def run(*args: float) -> float:
        return _run(code, [*args, *constants])[result]

    return run


def constant(node: Expr) -> float:
    """The float nearest to a number or a constant; infinite where it is too large."""
    if isinstance(node, Number):
        return nearest(node.value)
    assert isinstance(node, Constant)
    return CONSTANTS[node.name]


def nearest(value: Fraction) -> float:
    """The float nearest to a rational; infinite where it is too large."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def _instruction(node: Apply, places: Mapping[Expr, int]) -> Instruction:
    function = PRIMITIVES[node.op].value
    i, j, k = (*(places[arg] for arg in node.args), -1, -1)[:3]
    if node.op == "pow":
        exponent = exact(node.args[1])
        if exponent is not None:
            return rational_power(exponent), i, -1, -1
    return function, i, j, k


@lru_cache(maxsize=256)
def rational_power(exponent: Fraction) -> Value:
    """The power with an exact exponent: with an odd denominator it is defined for negative bases too.

    x^0 is 1 everywhere, as it is in a polynomial.
    """
    return partial(_raised, exponent=nearest(exponent), odd=exponent.numerator % 2, root=exponent.denominator % 2)


def _raised(base: float, exponent: float, odd: int, root: int) -> float:
    if exponent == 0:
        return 1.0
    if base < 0 and root:
        size = power(-base, exponent)
        return -size if odd else size
    return power(base, exponent)
