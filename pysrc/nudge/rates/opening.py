"""A sum above a line multiplied out, where much of it then falls away: the numerator of a quotient's derivative."""

from __future__ import annotations

from nudge.rates.book import Book, Product, is_sum
from nudge.rates.expr import Apply, Expr
from nudge.rates.products import product_of, sum_of
from nudge.rates.written import ZERO, write_product, write_sum

_LONGEST = 60  # numbers and letters of a numerator: that of a quotient of usual functions has less
_MOST = 24  # terms while it is multiplied out; what has more does not become short
_HIGHEST = 3  # the highest power of a sum that is multiplied out


def opened(product: Product, book: Book) -> Product:
    """The product with the sum above its line multiplied out, if it is shorter so."""
    c, powers = product
    if not any(e < 0 and is_sum(base) for base, e in powers.items()):
        return product
    for base, e in powers.items():
        if e == 1 and is_sum(base) and book.length(base) <= _LONGEST:
            above = _multiplied_out(base, book)
            if above is None:
                continue
            rest = {one: n for one, n in powers.items() if one is not base}
            made = product_of(Apply("mul", (above, write_product((c, rest), book))), book)
            if book.length(write_product(made, book)) < book.length(write_product(product, book)):
                return made
    return product


def _multiplied_out(expr: Expr, book: Book) -> Expr | None:
    """A sum whose terms have no sums as factors any more. None if there were none, or it would be long."""
    changed = False
    while True:
        terms = list(sum_of(expr, book).values())
        if len(terms) > _MOST:
            return None
        total: Expr = ZERO
        found = False
        for c, powers in terms:
            inner = next((base for base, e in powers.items() if is_sum(base) and e in range(1, _HIGHEST + 1)), None)
            if inner is None:
                total = Apply("add", (total, write_product((c, powers), book)))
                continue
            found = True
            rest = {base: e - (base is inner) for base, e in powers.items()}
            left = write_product((c, {base: e for base, e in rest.items() if e}), book)
            for part in sum_of(inner, book).values():
                one = product_of(Apply("mul", (left, write_product(part, book))), book)
                total = Apply("add", (total, write_product(one, book)))
        if not found:
            return expr if changed else None
        changed, expr = True, write_sum(sum_of(total, book), book)
