"""Pythagoras: sin² + cos² is 1 and 1 - sin² is cos², and so for other pairs, with the same factor before all parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from nudge.rates.book import Key, Powers, Product, Sum, key
from nudge.rates.expr import Apply, Expr

# a function f, its partner g, and p and q of the identity p f² + q g² = 1
_PAIRS = {
    "sin": ("cos", 1, 1),
    "cos": ("sin", 1, 1),
    "cosh": ("sinh", 1, -1),
    "sinh": ("cosh", -1, 1),
    "sec": ("tan", 1, -1),
    "tan": ("sec", -1, 1),
    "csc": ("cot", 1, -1),
    "cot": ("csc", -1, 1),
    "tanh": ("sech", 1, 1),
    "sech": ("tanh", 1, 1),
}


def together(terms: Sum) -> Sum:
    """A sum in which squares that make 1, or another square, are put together."""
    if not any(_is_square(base, e) for _, powers in terms.values() for base, e in powers.items()):
        return terms
    left: dict[Key, Product] = dict(terms)
    for name, (_, powers) in terms.items():
        for square, rest in _squares(powers):
            if name not in left:
                break
            c = left[name][0]
            partner, p, q = _PAIRS[square.op]
            other = Apply(partner, square.args)
            mate_powers = rest | {other: rest.get(other, Fraction(0)) + 2}
            mate, alone = key(mate_powers), key(rest)
            if mate in left and left[mate][0] * p == c * q:
                del left[name], left[mate]
                left[alone] = left.get(alone, (Fraction(0), {}))[0] + c * p, rest
            elif alone in left and left[alone][0] == -c * p:
                del left[name], left[alone]
                left[mate] = left.get(mate, (Fraction(0), {}))[0] - c * p * q, mate_powers
    left = {name: part for name, part in left.items() if part[0]}
    return left if len(left) == len(terms) else together(left)


def _squares(powers: Powers) -> Iterator[tuple[Apply, dict[Expr, Fraction]]]:
    """The functions whose squares are in a product, with what it is without the square."""
    for base, e in powers.items():
        if isinstance(base, Apply) and _is_square(base, e):
            yield base, {one: n for one, n in powers.items() if one is not base} | ({base: e - 2} if e > 2 else {})


def _is_square(base: Expr, e: Fraction) -> bool:
    return isinstance(base, Apply) and base.op in _PAIRS and e >= 2 and e.denominator == 1
