"""Random trees, from a seed: what may stand beside what, above or below what, in every order."""

from __future__ import annotations

import random
from fractions import Fraction

from nudge.rates import Apply, Constant, Expr, Number, Variable, rational
from nudge.rates.primitives import PRIMITIVES

NAMES = ("x", "y", "t", "g", "d", "f", "h", "N", "w1", "x_1", "a_max", "theta", "phi_2", "loss", "w1_0")
_ARITHMETIC = ("add", "sub", "mul", "mul", "mul", "div", "pow", "neg")
_OTHERS = (
    *(op for op, row in PRIMITIVES.items() if row.names and row.arity == 1),
    *("neg", "sqrt", "sin", "exp", "exp", *("abs",) * 6),  # these more often
)
_NUMBERS = ("2", "3", "10", "12", "0.5", "1.25", "7", "0.001")


def formula(seed: int, leaves: int = 7, names: tuple[str, ...] = NAMES) -> Expr:
    """The tree of a seed, with at most so many numbers and letters."""
    chosen = random.Random(seed)
    return _tree(chosen, chosen.randint(1, leaves), chosen.sample(names, min(3, len(names))))


def _tree(chosen: random.Random, leaves: int, names: list[str]) -> Expr:
    if leaves == 1:
        return _leaf(chosen, names) if chosen.random() < 0.6 else _around(chosen, _leaf(chosen, names), names)
    if chosen.random() < 0.3:
        inner = _tree(chosen, leaves, names) if chosen.random() < 0.3 else _pair(chosen, leaves, names)
        return _around(chosen, inner, names)
    return _pair(chosen, leaves, names)


def _pair(chosen: random.Random, leaves: int, names: list[str]) -> Expr:
    left = chosen.randint(1, leaves - 1) if leaves > 1 else 1
    op = chosen.choice((*_ARITHMETIC, *_ARITHMETIC, "min", "max", "log", "pieces"))
    first = _tree(chosen, left, names)
    if op == "pow" and first is Constant("e"):
        return Apply("exp", (_tree(chosen, max(1, leaves - left), names),))  # as it is read
    if op == "neg":
        return Apply("neg", (first,))
    if op == "pow" and chosen.random() < 0.5:
        return Apply("pow", (first, rational(chosen.choice((2, 3, -1, -2, Fraction(1, 2), Fraction(-2, 3), 12)))))
    second = _tree(chosen, max(1, leaves - left), names)
    if op == "pieces":
        return Apply("pieces", (_tree(chosen, 2, names), first, second))
    return Apply(op, (first, second))


def _around(chosen: random.Random, inner: Expr, names: list[str]) -> Expr:
    op = chosen.choice(_OTHERS)
    if op == "exp" and chosen.random() < 0.5:
        inner = Apply("div", (inner, _leaf(chosen, names)))
    return Apply(op, (inner,))


def _leaf(chosen: random.Random, names: list[str]) -> Expr:
    kind = chosen.random()
    if kind < 0.4:
        return Number(Fraction(chosen.choice(_NUMBERS)))
    if kind < 0.5:
        return Constant(chosen.choice(("pi", "e")))
    return Variable(chosen.choice(names))
