"""Functions in pieces: which way round the condition is written, and what goes into the pieces."""

from __future__ import annotations

from fractions import Fraction

from nudge.rates.book import Book, Key, Product, Sum, is_sum
from nudge.rates.cancelling import polynomial_terms
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, rational
from nudge.rates.products import positive, product_of, sum_of
from nudge.rates.written import ZERO, degree, negated, write_product, write_sum

_WHOLE = Fraction(1)


def pieces(node: Apply, book: Book) -> Expr:
    """Pieces of simple parts: equal ones are one, and the condition is x < 1 rather than -2x > -2."""
    switch, below, above = node.args
    number = exact(switch)
    if below is above:
        return below
    if number is not None:
        return node if number == 0 else below if number < 0 else above
    c, powers = product_of(switch, book)
    rest = {base: e for base, e in powers.items() if not positive(base)}
    base = _monic(write_product((_WHOLE, rest), book), book)
    if is_sum(base) and _falls(base, book):
        c, base = -c, negated(base, book)
    return Apply("pieces", (base, below, above) if c > 0 else (base, above, below))


def _monic(base: Expr, book: Book) -> Expr:
    """A straight line as x + b, so that the condition says what x is compared with; all else as it is."""
    if len(base.names) != 1:
        return base
    (name,) = base.names
    line = book.polynomial(base, name)
    if line is None or len(line) != 2 or line[1] < 0:
        return base
    return write_sum(polynomial_terms(tuple(c / line[1] for c in line), name), book)


def _falls(base: Expr, book: Book) -> bool:
    """Whether the highest power in a polynomial has a minus."""
    terms = list(sum_of(base, book).values())
    degrees = [degree(powers) for _, powers in terms]
    return None not in degrees and terms[degrees.index(max(d for d in degrees if d is not None))][0] < 0


def spread(product: Product, book: Book) -> Expr | None:
    """A product with pieces in it as pieces, where that is no longer: where a piece is 0, or all else is a number."""
    c, powers = product
    for node, e in powers.items():
        if not isinstance(node, Apply) or node.op != "pieces" or e.denominator != 1 or e < 1:
            continue
        rest = {base: n for base, n in powers.items() if base is not node}
        if c == 1 and e == 1 and not rest:
            return None
        if ZERO in node.args[1:] or not any(base.names for base in rest):
            made = [_piece((c, rest), node, i, e, book) for i in (1, 2)]
            return pieces(Apply("pieces", (node.args[0], *made)), book)
    return None


def _piece(rest: Product, node: Apply, i: int, e: Fraction, book: Book) -> Expr:
    """One piece of `node`, raised and multiplied; other pieces with the same condition are the same one of theirs."""
    c, powers = rest
    inside = {base: n for base, n in powers.items() if not _alike(base, n, node)}
    total: Expr = Apply("mul", (write_product((c, inside), book), write_product((_WHOLE, {node.args[i]: e}), book)))
    for base, n in powers.items():
        if isinstance(base, Apply) and _alike(base, n, node):
            total = Apply("mul", (total, write_product((_WHOLE, {base.args[i]: n}), book)))
    return write_product(product_of(total, book), book)


def _alike(base: Expr, n: Fraction, node: Apply) -> bool:
    """Whether a factor is pieces with the same condition, and has a value wherever both of its pieces have one."""
    same = isinstance(base, Apply) and base.op == "pieces" and base.args[0] is node.args[0]
    return same and n > 0 and n.denominator == 1


def joined(terms: Sum, book: Book) -> Sum:
    """A sum in which pieces with the same condition are added up piece by piece, all else with them if it is short."""
    found: dict[Expr, list[tuple[Key, Fraction, Apply]]] = {}
    for name, (c, powers) in terms.items():
        ((node, e),) = powers.items() if len(powers) == 1 else ((ZERO, _WHOLE),)
        if isinstance(node, Apply) and node.op == "pieces" and e == 1:
            found.setdefault(node.args[0], []).append((name, c, node))
    left = dict(terms)
    for switch, group in found.items():
        if len(group) < 2 and group[0][1] == 1:
            continue
        whole = _weighed(switch, group, {}, book)
        for name, _, _ in group:
            del left[name]
        for name, (c, powers) in sum_of(whole, book).items():
            left[name] = left.get(name, (Fraction(0), {}))[0] + c, powers
    left = {name: part for name, part in left.items() if part[0]}
    if len(found) != 1 or len(left) < 2:
        return left
    ((switch, group),) = found.items()
    beside = {name: part for name, part in terms.items() if name not in {own for own, _, _ in group}}
    whole = _weighed(switch, group, beside, book)
    return sum_of(whole, book) if book.length(whole) <= book.length(write_sum(left, book)) else left


def _weighed(switch: Expr, group: list[tuple[Key, Fraction, Apply]], beside: Sum, book: Book) -> Expr:
    """Multiples of pieces with the same condition, and other terms, as one."""
    made = []
    for i in (1, 2):
        total = write_sum(beside, book)
        for _, c, node in group:
            total = Apply("add", (total, Apply("mul", (rational(c), node.args[i]))))
        made.append(write_sum(sum_of(total, book), book))
    return pieces(Apply("pieces", (switch, *made)), book)
