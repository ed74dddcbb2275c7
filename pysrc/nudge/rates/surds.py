"""Rational powers of rational numbers: what is rational in them, and what stays under a root.

A number under a root is kept as powers of its prime factors with exponents from 0 to 1, so that equal surds are equal
however they were written: sqrt(8) and 2 sqrt(2), 1/sqrt(2) and sqrt(2)/2, cbrt(4) and 2^(2/3).
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from nudge.rates.exact import bits, power
from nudge.rates.expr import Expr, Number, rational

ONE = Fraction(1)
_LARGEST_FACTOR = 1000  # factors beyond are not looked for: what is left over counts as one
_MOST_BITS = 256  # longer numbers are left under their root as they are


def number_power(number: Fraction, exponent: Fraction, powers: MutableMapping[Expr, Fraction]) -> Fraction:
    """The rational part of number^exponent; what is left under a root, or has no value, goes to `powers`."""
    if number == 1 or exponent == 0:
        return ONE
    if exponent.denominator == 1:
        plain = power(number, exponent)
        if plain is not None:
            return plain
    elif number == 0 and exponent > 0:
        return Fraction(0)
    elif number < 0 and exponent.denominator % 2:
        return number_power(-number, exponent, powers) * (-1 if exponent.numerator % 2 else 1)
    elif number > 0 and bits(number) <= _MOST_BITS and abs(exponent) <= _MOST_BITS:
        rest = ONE
        for prime, count in _factors(number):
            base = rational(prime)
            rest *= settled(prime, powers.get(base, Fraction(0)) + count * exponent, powers)
        return rest
    base = rational(number)
    powers[base] = powers.get(base, Fraction(0)) + exponent
    return ONE


def settled(prime: int, exponent: Fraction, powers: MutableMapping[Expr, Fraction]) -> Fraction:
    """Set the exponent of a prime, from 0 to 1; the whole power that this leaves over is returned."""
    whole = exponent.numerator // exponent.denominator
    if abs(whole) * prime.bit_length() > _MOST_BITS * 16:
        whole = 0
    powers[rational(prime)] = exponent - whole
    return Fraction(prime) ** whole


@lru_cache(maxsize=1024)
def _factors(number: Fraction) -> tuple[tuple[int, int], ...]:
    above = [(prime, count) for prime, count in _prime_powers(number.numerator)]
    return (*above, *((prime, -count) for prime, count in _prime_powers(number.denominator)))


def _prime_powers(number: int) -> Iterator[tuple[int, int]]:
    factor = 2
    while factor <= _LARGEST_FACTOR and factor * factor <= number:
        count = 0
        while number % factor == 0:
            number, count = number // factor, count + 1
        if count:
            yield factor, count
        factor += 1
    root = isqrt(number)
    if number > 1:
        yield (root, 2) if root * root == number else (number, 1)


def is_surd(base: Expr) -> bool:
    """Whether a factor is a whole number, of which only a root can be meant."""
    return isinstance(base, Number) and base.value.denominator == 1 and base.value > 1
