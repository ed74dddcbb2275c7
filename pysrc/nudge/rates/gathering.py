"""A product while its factors are being gathered."""

from __future__ import annotations

from fractions import Fraction

from nudge.rates.book import Book, Key, Product, Sum
from nudge.rates.expr import Expr


class Gathered:
    """A coefficient, powers, and bases raised to exponents that are no numbers."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.coefficient = Fraction(1)
        self.powers: dict[Expr, Fraction] = {}
        self.raised: dict[Expr, dict[Key, Product]] = {}

    @property
    def product(self) -> Product:
        """What was gathered."""
        if self.coefficient == 0:
            return self.coefficient, {}
        return self.coefficient, {base: e for base, e in self.powers.items() if e}

    def add(self, expr: Expr, exponent: Fraction) -> None:
        """Multiply by expr^exponent."""
        raise NotImplementedError

    def terms(self, expr: Expr) -> Sum:
        """An expression as a sum."""
        raise NotImplementedError

    def apart(self, expr: Expr) -> Product:
        """An expression as a product."""
        raise NotImplementedError

    def part(self, expr: Expr) -> tuple[Fraction, Expr]:
        """A sum as a multiple of what stands for it."""
        raise NotImplementedError

    def bump(self, base: Expr, exponent: Fraction) -> None:
        """Multiply by a power of what cannot be taken apart."""
        self.powers[base] = self.powers.get(base, Fraction(0)) + exponent

    def raise_by(self, base: Expr, terms: Sum) -> None:
        """Multiply by a power of `base` whose exponent is a sum."""
        by = self.raised.setdefault(base, {})
        for name, (c, powers) in terms.items():
            by[name] = by.get(name, (Fraction(0), powers))[0] + c, powers
