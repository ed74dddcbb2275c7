"""Pythagoras: sin² + cos² and cosh² - sinh², with the same factor before both, are that factor."""

from __future__ import annotations

from fractions import Fraction

from nudge.rates.book import Key, Product, Sum, key
from nudge.rates.expr import Apply, Expr

# a function, the one whose square goes with its own, and the sign between the squares
_PAIRS = {"sin": ("cos", 1), "cosh": ("sinh", -1)}


def together(terms: Sum) -> Sum:
    """A sum in which squares that make 1 are put together."""
    if not any(_square(base, e) for _, powers in terms.values() for base, e in powers.items()):
        return terms
    left: dict[Key, Product] = dict(terms)
    for name, (c, powers) in terms.items():
        for base, e in powers.items():
            if name not in left or not _square(base, e):
                continue
            assert isinstance(base, Apply)
            partner, sign = _PAIRS[base.op]
            rest = {one: n for one, n in powers.items() if one is not base} | ({base: e - 2} if e > 2 else {})
            other = Apply(partner, base.args)
            mate = key(rest | {other: rest.get(other, Fraction(0)) + 2})
            if mate in left and left[mate][0] == sign * c:
                del left[name], left[mate]
                left[key(rest)] = left.get(key(rest), (Fraction(0), {}))[0] + c, rest
    left = {name: part for name, part in left.items() if part[0]}
    return left if len(left) == len(terms) else together(left)


def _square(base: Expr, e: Fraction) -> bool:
    return isinstance(base, Apply) and base.op in _PAIRS and e >= 2 and e.denominator == 1
