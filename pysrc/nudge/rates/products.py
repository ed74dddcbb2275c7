"""Trees taken apart: a product into a coefficient and powers, a sum into coefficients of products.

What is taken apart has the same value wherever the tree has one. The cases that this hangs on:

- (a^m)^n is a^(mn) only if no sign is lost: an even power under an even root is a power of |a|;
- an even root of a product is split only where every factor must be positive, or is a square: sqrt(xy) is not
  sqrt(x) sqrt(y), which has no value where both are negative;
- a^b a^c is a^(b+c) for e and positive numbers a; for others only with whole numbers beside the exponents b and c.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from nudge.rates.book import PRODUCTS, SUMS, Book, Key, Powers, Product, Sum, even, is_op, is_sum, key, odd
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, rational
from nudge.rates.gathering import Gathered
from nudge.rates.identities import together
from nudge.rates.settling import settle
from nudge.rates.surds import number_power
from nudge.rates.written import E, content, negated, starts_negative, write_product, write_sum

_ROOTS = {"sqrt": Fraction(1, 2), "cbrt": Fraction(1, 3)}
_WHOLE = Fraction(1)
_POSITIVE = ("exp", "cosh", "sech", "sigmoid", "softplus")


def product_of(expr: Expr, book: Book) -> Product:
    """The coefficient of an expression, and the powers whose product it multiplies."""
    if expr not in book.products:
        gathering = Gathering(book)
        gathering.add(expr, _WHOLE)
        settle(gathering, book)
        book.products[expr] = gathering.product
    return book.products[expr]


def sum_of(expr: Expr, book: Book) -> Sum:
    """The products that a sum consists of, by their powers; none has the coefficient 0."""
    if expr not in book.sums:
        parts = list(_parts(expr, book))
        terms = _added(parts, book, outright=False)
        if any(_multiple(*part) for part in parts):
            opened = _added(parts, book, outright=True)
            if book.length(write_sum(opened, book)) < book.length(write_sum(terms, book)):
                terms = opened
        book.sums[expr] = terms
    return book.sums[expr]


def _parts(expr: Expr, book: Book) -> Iterator[Product]:
    todo: list[tuple[Expr, Fraction]] = [(expr, _WHOLE)]
    while todo:
        node, c = todo.pop()
        if isinstance(node, Apply) and node.op in SUMS:
            todo.append((node.args[1], c if node.op == "add" else -c))
            todo.append((node.args[0], c))
        elif isinstance(node, Apply) and node.op == "neg":
            todo.append((node.args[0], -c))
        else:
            size, powers = product_of(node, book)
            yield size * c, powers


def _multiple(c: Fraction, powers: Powers) -> Expr | None:
    """The sum of which this is a multiple."""
    if len(powers) != 1:
        return None
    ((base, e),) = powers.items()
    return base if e == 1 and is_sum(base) else None


def _added(parts: list[Product], book: Book, outright: bool) -> Sum:
    """Like put together with like. Multiples of sums are opened if they are the sum or its negative, or all of them."""
    terms: dict[Key, Product] = {}
    for c, powers in parts:
        inner = _multiple(c, powers)
        opened = sum_of(inner, book).values() if inner and (outright or abs(c) == 1) else None
        for size, factors in [(c * size, factors) for size, factors in opened] if opened else [(c, powers)]:
            name = key(factors)
            terms[name] = terms.get(name, (Fraction(0), {}))[0] + size, factors
    return together({name: part for name, part in terms.items() if part[0]})


def part_of(expr: Expr, book: Book) -> tuple[Fraction, Expr]:
    """A factor and the sum that it multiplies: of all multiples of a sum, the first one seen stands for all."""
    if expr not in book.multiples:
        book.multiples[expr] = _part_of(expr, book)
    return book.multiples[expr]


def _part_of(expr: Expr, book: Book) -> tuple[Fraction, Expr]:
    terms = sum_of(expr, book)
    if len(terms) < 2:
        return _WHOLE, write_sum(terms, book)
    size = content(terms, book)
    name = frozenset((powers, c / size) for powers, (c, _) in terms.items())
    if name not in book.parts:
        base = write_sum({powers: (c / size, factors) for powers, (c, factors) in terms.items()}, book)
        sign = -1 if starts_negative(base) else 1
        base = negated(base, book) if sign < 0 else base
        opposite = frozenset((powers, -c) for powers, c in name)
        book.parts[name], book.parts[opposite] = (sign, base), (-sign, base)
    sign, base = book.parts[name]
    return sign * size, base


def positive(base: Expr) -> bool:
    """Whether a base is positive wherever it has a value."""
    if isinstance(base, Apply):
        known = base.op == "pow" and exact(base.args[1]) is None and positive(base.args[0])
        return known or base.op in _POSITIVE
    return (isinstance(base, Number) and base.value > 0) or isinstance(base, Constant)


def nested(base: Expr, m: Fraction, n: Fraction) -> tuple[Expr, Fraction]:
    """(base^m)^n as one power, of the absolute value if a sign would be lost."""
    if even(m) and not even(m * n) and not is_op(base, "abs"):
        return Apply("abs", (base,)), m * n
    return base, m * n


class Gathering(Gathered):
    """A product while its factors are being gathered."""

    def add(self, expr: Expr, exponent: Fraction) -> None:
        """Multiply by expr^exponent."""
        todo: list[tuple[Expr, Fraction]] = [(expr, exponent)]
        while todo:
            node, n = todo.pop()
            number = exact(node)
            if n == 0:
                continue
            if n == 1 and node in self.book.products and is_op(node, *PRODUCTS):
                self._absorb(self.book.products[node])
            elif number is not None:
                self.coefficient *= number_power(number, n, self.powers)
            elif isinstance(node, Apply) and node.op in PRODUCTS:
                todo.extend(self._factors(node, n) if n.denominator % 2 else self._rooted(node, n))
            elif isinstance(node, Apply) and node.op in SUMS:
                todo.extend(self._sum(node, n))
            elif isinstance(node, Apply) and node.op == "abs":
                todo.extend(self._bars(node.args[0], n))
            elif isinstance(node, Apply) and node.op in (*_ROOTS, "pow", "exp"):
                todo.extend(self._power(node, n))
            elif node is E:
                self.raise_by(E, {key({}): (n, {})})
            else:
                self.bump(node, n)

    def terms(self, expr: Expr) -> Sum:
        return sum_of(expr, self.book)

    def apart(self, expr: Expr) -> Product:
        return product_of(expr, self.book)

    def part(self, expr: Expr) -> tuple[Fraction, Expr]:
        return part_of(expr, self.book)

    def _absorb(self, product: Product) -> None:
        """Multiply by what has been taken apart before."""
        self.coefficient *= product[0]
        for base, e in product[1].items():
            if isinstance(base, Number | Constant) or is_op(base, "exp", "pow"):
                self.add(base, e)
            else:
                self.bump(base, e)

    def _factors(self, node: Apply, n: Fraction) -> Iterator[tuple[Expr, Fraction]]:
        if node.op == "neg":
            self.coefficient *= -1 if odd(n) else 1
        else:
            yield node.args[1], n if node.op == "mul" else -n
        yield node.args[0], n

    def _power(self, node: Apply, n: Fraction) -> Iterator[tuple[Expr, Fraction]]:
        base, exponent = node.args[0], node.args[-1]
        m = _ROOTS.get(node.op) or (exact(exponent) if node.op == "pow" else None)
        if m is not None:
            yield nested(base, m, n)
        elif node.op == "exp" or positive(base) or n.denominator == 1:
            by = self.terms(exponent)
            self.raise_by(E if node.op == "exp" else base, {name: (c * n, p) for name, (c, p) in by.items()})
        else:
            self.bump(node, n)

    def _rooted(self, node: Apply, n: Fraction) -> Iterator[tuple[Expr, Fraction]]:
        """An even root of a product: what must be positive is taken out, and squares where nothing else is left."""
        c, powers = product_of(node, self.book)
        rest = {base: e for base, e in powers.items() if not positive(base)}
        for base, e in powers.items():
            if positive(base):
                yield nested(base, e, n)
        yield rational(abs(c)), n
        if c > 0 and (len(rest) == 1 or all(even(e) for e in rest.values())):
            for base, e in rest.items():
                yield nested(base, e, n)
        elif c < 0:
            self.bump(write_product((Fraction(-1), rest), self.book), n)
        elif c:
            self.bump(write_product((_WHOLE, rest), self.book), n)

    def _bars(self, inside: Expr, n: Fraction) -> Iterator[tuple[Expr, Fraction]]:
        """|a|^n, factor by factor."""
        if even(n):
            yield inside, n
            return
        c, powers = product_of(inside, self.book)
        yield rational(abs(c)), n
        for base, e in powers.items():
            if positive(base) or is_op(base, "abs", "relu") or even(e) or e.denominator % 2 == 0:
                yield nested(base, e, n)
            elif even(e * n):
                yield base, e * n
            else:
                self.bump(Apply("abs", (base,)), e * n)

    def _sum(self, node: Apply, n: Fraction) -> Iterator[tuple[Expr, Fraction]]:
        factor, base = self.part(node)
        if not is_sum(base):
            yield base, n
            return
        if n.denominator % 2 == 0 and factor < 0:
            factor, base = -factor, negated(base, self.book)
        self.coefficient *= number_power(factor, n, self.powers)
        self.bump(base, n)
