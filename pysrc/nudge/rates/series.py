"""Series in a small distance h > 0 and its logarithm: how a function begins on one side of a place.

A series is Σ cₖ·h^pₖ·ℓ^-qₖ, where ℓ = ln(1/h), with rational pₖ and qₖ and balls for coefficients, the largest term
first, up to an unknown rest of order h^`order`. Without logarithms it is a Puiseux series. Near a place every function
made of arithmetic, powers, roots and analytic functions is one, except where an exponential grows or vanishes beyond
all powers. All its differential behaviour can be read off the first terms.

Power series of functions by their recurrences: Knuth, The Art of Computer Programming, vol. 2, 4.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from nudge.rates import balls
from nudge.rates.balls import ONE, ZERO, Ball, Unsure
from nudge.rates.decimals import Beyond

Rational = int | Fraction
Exponent = tuple[Rational, Rational]
"""(p, q) for h^p·ℓ^-q; the smaller one belongs to the larger term. Whole numbers are ints, which are much faster."""
Term = tuple[Exponent, Ball]
STILL: Exponent = (0, 0)


class Outside(ValueError):
    """The function is not defined on this side."""


class Unknown(ValueError):
    """The terms there are do not tell; more of them might."""


@dataclass(frozen=True, slots=True)
class Series:
    """Terms by rising exponents, and the order of the rest; None where there is no rest."""

    terms: tuple[Term, ...] = ()
    order: Rational | None = None

    @property
    def begins(self) -> Rational | None:
        """The exponent of h from which on there may be something; None for the exact 0."""
        return self.terms[0][0][0] if self.terms else self.order

    def at(self, exponent: Exponent) -> Ball:
        """The coefficient of one term. Raises Unknown where the series does not reach it."""
        if self.order is not None and self.order <= exponent[0]:
            raise Unknown
        return next((c for e, c in self.terms if e == exponent), Ball(ZERO))


@dataclass(frozen=True, slots=True)
class Algebra:
    """Arithmetic on series that keeps at most `keep` terms.

    `last` says that no more digits can be had: what they do not tell from 0 is then 0. Whatever makes a function begin
    otherwise on the other side is noted in `forks`; where it stays empty, the same series with -h for h holds there.
    """

    keep: int
    last: bool
    forks: list[str] = field(default_factory=list)

    def made(self, terms: Iterable[Term], order: Rational | None) -> Series:
        """A series of terms in any order; like ones are added."""
        found: dict[Exponent, Ball] = {}
        for e, c in terms:
            if order is None or e[0] < order:
                found[e] = balls.add(found[e], c) if e in found else c
        kept = sorted(((e, c) for e, c in found.items() if not self._nothing(c)), key=lambda term: term[0])
        if len(kept) > self.keep:
            order = kept[self.keep][0][0]
            kept = [term for term in kept[: self.keep] if term[0][0] < order]
        return Series(tuple(kept), order)

    def _nothing(self, c: Ball) -> bool:
        if self.last and c.vague:
            raise Beyond("too large for the digits there are")
        return c.zero and (self.last or not c.radius)

    def lead(self, a: Series) -> Term | None:
        """The first term; None for the exact 0. Raises Unknown or Unsure where it cannot be told."""
        if not a.terms:
            if a.order is not None:
                raise Unknown
            return None
        if a.terms[0][1].zero:
            raise Unsure
        return a.terms[0]

    def add(self, a: Series, b: Series) -> Series:
        """a + b."""
        return self.made((*a.terms, *b.terms), _least(a.order, b.order))

    def sub(self, a: Series, b: Series) -> Series:
        """a - b."""
        return self.add(a, negative(b))

    def mul(self, a: Series, b: Series) -> Series:
        """a·b."""
        if a.begins is None or b.begins is None:
            return Series()
        order = _least(None if b.order is None else a.begins + b.order, None if a.order is None else b.begins + a.order)
        products = (
            (_plus(e, f), balls.mul(c, d))
            for e, c in a.terms
            for f, d in b.terms
            if order is None or e[0] + f[0] < order
        )
        return self.made(products, order)

    def div(self, a: Series, b: Series) -> Series:
        """a/b."""
        return self.mul(a, self.power(b, -1))

    def power(self, a: Series, exponent: Rational) -> Series:
        """a^r: t^r·(1 + w)^r, where t is the first term."""
        if exponent in (0, 1):
            return a if exponent else constant(Ball(ONE))
        if not a.terms and a.order is not None and exponent > 0 and exponent.denominator % 2:
            return Series((), whole(a.order * exponent))
        first = self.lead(a)
        if first is None:
            if exponent < 0:
                raise Outside
            return Series()
        (p, q), c = first
        if first[0] != STILL and exponent.denominator != 1:
            self.forks.append("power")
        if c.middle < 0 and exponent.denominator % 2 == 0:
            raise Outside
        front = Series((((whole(p * exponent), whole(q * exponent)), balls.power(c, exponent)),))
        if len(a.terms) == 1 and a.order is None:
            return front
        binomial = [Ball(ONE)]
        for k in range(1, self.keep):
            binomial.append(balls.mul(binomial[-1], balls.rational(Fraction(exponent - k + 1, k))))
        return self.mul(front, self.taylor(binomial, self.rest(a, first)))

    def rest(self, a: Series, first: Term) -> Series:
        """w, where a is t·(1 + w) and t is its first term."""
        (p, q), c = first
        terms = (((e[0] - p, e[1] - q), balls.div(d, c)) for e, d in a.terms[1:])
        return self.made(terms, None if a.order is None else a.order - p)

    def taylor(self, coefficients: Sequence[Ball], step: Series) -> Series:
        """Σ cₖ·stepᵏ for a step that vanishes like a power of h, by Horner's rule, up to the next power of the step."""
        if step.begins is None:
            return constant(coefficients[0])
        if step.begins <= 0:
            raise Unknown
        total = Series(((STILL, coefficients[-1]),), step.begins)
        for c in reversed(coefficients[:-1]):
            total = self.add(self.mul(total, step), constant(c))
        return total

    def split(self, a: Series) -> tuple[Ball, Series]:
        """What a tends to, and a less that. Raises Unknown where it grows without bound."""
        if a.terms and a.terms[0][0] < STILL:
            self.lead(a)
            raise Unknown
        return a.at(STILL), Series(tuple(term for term in a.terms if term[0] != STILL), a.order)


def constant(value: Ball) -> Series:
    """A series without h."""
    return Series(((STILL, value),)) if value.middle or value.radius else Series()


def negative(a: Series) -> Series:
    """-a."""
    return Series(tuple((e, balls.neg(c)) for e, c in a.terms), a.order)


def _plus(e: Exponent, f: Exponent) -> Exponent:
    return whole(e[0] + f[0]), e[1] + f[1]


def whole(number: Rational) -> Rational:
    """The same number, as an int if it is one."""
    return int(number) if number.denominator == 1 else number


def _least(a: Rational | None, b: Rational | None) -> Rational | None:
    return b if a is None else a if b is None else min(a, b)
