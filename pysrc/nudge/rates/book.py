"""What one simplification has worked out so far, and the shapes in which it keeps it.

A product is an exact coefficient and the powers of bases that it multiplies; a sum is a coefficient for each different
product of powers. Two products or sums with the same parts are the same, in whatever order they were written: the first
one seen stands for all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, postorder, rational
from nudge.rates.polynomials import Polynomial, polynomial

Powers = Mapping[Expr, Fraction]
Product = tuple[Fraction, Powers]
Key = frozenset[tuple[Expr, Fraction]]
Sum = Mapping[Key, Product]  # by the powers of a term

_HIGHEST = 8  # the degree up to which multiplying out and dividing are worth a thought

SUMS = ("add", "sub")
PRODUCTS = ("mul", "div", "neg")


@dataclass(slots=True)
class Book:
    """Work done within one simplification; `decimals` asks for decimals instead of fractions where they end."""

    decimals: bool = False
    products: dict[Expr, Product] = field(default_factory=dict)
    sums: dict[Expr, Sum] = field(default_factory=dict)
    written: dict[object, Expr] = field(default_factory=dict)
    parts: dict[frozenset[tuple[Key, Fraction]], tuple[int, Expr]] = field(default_factory=dict)
    multiples: dict[Expr, tuple[Fraction, Expr]] = field(default_factory=dict)
    polynomials: dict[str, dict[Expr, Polynomial | None]] = field(default_factory=dict)
    lengths: dict[Expr, int] = field(default_factory=dict)

    def polynomial(self, expr: Expr, name: str) -> Polynomial | None:
        """The expression as a polynomial in `name`, if it is one, and multiplying out is worth a thought."""
        return polynomial(expr, name, _HIGHEST, self.polynomials.setdefault(name, {}))

    def length(self, expr: Expr) -> int:
        """How many numbers and letters are written; a number in an exponent is one, and a 1 above a line is none."""
        if expr not in self.lengths:
            for node in postorder(expr, stop=self.lengths.__contains__):
                if node not in self.lengths:
                    self.lengths[node] = self._counted(node)
        return self.lengths[expr]

    def _counted(self, node: Expr) -> int:
        if not isinstance(node, Apply):
            return 1
        if node.op == "pow" and exact(node.args[1]) is not None:
            return self.lengths[node.args[0]] + 1
        above = node.args[1:] if node.op == "div" and node.args[0] is rational(1) else node.args
        return sum(self.lengths[arg] for arg in above)


def key(powers: Powers) -> Key:
    """What two products of the same powers have in common."""
    return frozenset(powers.items())


def odd(exponent: Fraction) -> bool:
    """Whether a power with this exponent is defined for negative numbers, and negative there."""
    return exponent.denominator % 2 == 1 and exponent.numerator % 2 == 1


def even(exponent: Fraction) -> bool:
    """Whether a power with this exponent is defined for negative numbers, and the same as without their sign."""
    return exponent.denominator % 2 == 1 and exponent.numerator % 2 == 0


def is_op(expr: Expr, *ops: str) -> bool:
    """Whether an expression is one of these primitives applied."""
    return isinstance(expr, Apply) and expr.op in ops


def is_sum(expr: Expr) -> bool:
    """Whether an expression is a sum or a difference."""
    return isinstance(expr, Apply) and expr.op in SUMS
