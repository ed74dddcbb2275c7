"""Common factors of a sum and of what it is divided by, and fractions within fractions."""

from __future__ import annotations

from fractions import Fraction

from nudge.rates.book import Book, Product, Sum, is_op, is_sum, key
from nudge.rates.expr import Apply, Expr, Variable
from nudge.rates.gathering import Gathered
from nudge.rates.polynomials import Polynomial, common_divisor, divided
from nudge.rates.surds import is_surd
from nudge.rates.written import ZERO, write_product, write_sum

_Taken = tuple[Expr, Fraction, Sum]  # a base, its exponent, and the terms that are left


def cancelled(product: Gathered, book: Book) -> None:
    """Take out of the sums in a product what they are divided by, what divides their terms, and powers of e."""
    divided_by = any(e < 0 or is_op(base, "exp") for base, e in product.powers.items())
    for base, e in list(product.powers.items()):
        if is_sum(base) and e.denominator == 1 and product.powers.get(base) == e:
            if e > 0 and divided_by:
                _from_sum(product, base, e, book)
            if product.powers.get(base) == e and (e != 1 or len(product.powers) > 1):
                _from_terms(product, base, e, book)


def _from_sum(product: Gathered, base: Expr, e: Fraction, book: Book) -> None:
    terms = book.sums[base]
    for other, below in list(product.powers.items()):
        if is_op(other, "exp") and all(any(is_op(one, "exp") for one in powers) for _, powers in terms.values()):
            taken: _Taken | None = _exponential(terms, product, book)
        elif below >= 0 or is_surd(other):
            continue
        elif is_sum(other) and below.denominator == 1:
            if _polynomials(product, base, e, other, below):
                return
            taken = _common(terms, other, product, book)
        else:
            taken = _factor(terms, other)
        if taken:
            _divide(product, base, e, taken, book)
            return


def _from_terms(product: Gathered, base: Expr, e: Fraction, book: Book) -> None:
    """Take out what divides some terms of a sum: (a + b/c)/d is (ac + b)/(cd)."""
    terms = book.sums[base]
    for _, powers in terms.values():
        for other, n in powers.items():
            if n < 0 and not is_op(other, "abs") and not is_surd(other):
                least = min(factors.get(other, Fraction(0)) for _, factors in terms.values())
                _divide(product, base, e, (other, least, _without(terms, other, least)), book)
                return


def _divide(product: Gathered, base: Expr, e: Fraction, taken: _Taken, book: Book) -> None:
    """Put a power and what it leaves of a sum in the place of the sum."""
    factor, m, left = taken
    total: Expr = ZERO
    for part in left.values():
        total = Apply("add", (total, write_product(part, book)))
    del product.powers[base]
    product.add(factor, m * e)
    product.add(write_sum(product.terms(total), book), e)


def _factor(terms: Sum, base: Expr) -> _Taken | None:
    """The power of a base that all terms have, and what they are without it."""
    least = min(powers.get(base, Fraction(0)) for _, powers in terms.values())
    if least <= 0:
        return None
    return base, least, _without(terms, base, least)


def _common(terms: Sum, other: Expr, product: Gathered, book: Book) -> _Taken | None:
    """A factor that all terms have, if what they are without it is a multiple of the sum `other`."""
    (_, first), *_ = terms.values()
    for base in first:
        taken = _factor(terms, base)
        if taken and product.part(write_sum(taken[2], book))[1] is product.part(other)[1]:
            return taken
    return None


def _without(terms: Sum, base: Expr, e: Fraction) -> Sum:
    """The terms divided by base^e."""
    left = [(c, dict(powers) | {base: powers.get(base, Fraction(0)) - e}) for c, powers in terms.values()]
    settled = [(c, {one: n for one, n in powers.items() if n}) for c, powers in left]
    return {key(powers): (c, powers) for c, powers in settled}


def _exponential(terms: Sum, product: Gathered, book: Book) -> _Taken:
    """The shortest power of e in the terms, and what they are without it."""
    nodes = [next(one for one in powers if is_op(one, "exp")) for _, powers in terms.values()]
    shortest = min(nodes, key=book.length)
    assert isinstance(shortest, Apply)
    less = shortest.args[0]
    left = {}
    for node, (c, powers) in zip(nodes, terms.values(), strict=True):
        assert isinstance(node, Apply)
        exponent = write_sum(product.terms(Apply("sub", (node.args[0], less))), book)
        rest = {one: n for one, n in powers.items() if one is not node}
        c, powers = product.apart(Apply("mul", (write_product((c, rest), book), Apply("exp", (exponent,)))))
        left[key(powers)] = c, powers
    return shortest, Fraction(1), left


def _polynomials(product: Gathered, above: Expr, e: Fraction, below: Expr, n: Fraction) -> bool:
    """Whether two polynomials in one variable had a common divisor, and have been divided by it."""
    if above.names != below.names or len(above.names) != 1:
        return False
    (name,) = above.names
    p, q = (product.book.polynomial(one, name) for one in (above, below))
    if p is None or q is None:
        return False
    divisor = common_divisor(p, q)
    if len(divisor) < 2:
        return False
    del product.powers[above], product.powers[below]
    for part, times in ((divided(p, divisor)[0], e), (divided(q, divisor)[0], n), (divisor, e + n)):
        product.add(write_sum(polynomial_terms(part, name), product.book), times)
    return True


def polynomial_terms(p: Polynomial, name: str) -> Sum:
    """A polynomial as a sum."""
    parts: list[Product] = [(c, {Variable(name): Fraction(n)} if n else {}) for n, c in enumerate(p) if c]
    return {key(powers): (c, powers) for c, powers in parts}
