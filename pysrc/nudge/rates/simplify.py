"""Simplifying, as a textbook would write the result.

A product is taken apart into an exact coefficient and powers of bases, a sum into coefficients of products; like is put
together with like, and the result is written in the customary order: `3x^2`, `2x cos(x^2)`, `x/(2 sqrt(x))`.

The result has the same value wherever the original has one. It may have a value at more places: x/x becomes 1.
"""

from __future__ import annotations

from functools import lru_cache

from nudge.rates import products
from nudge.rates.applied import known
from nudge.rates.book import PRODUCTS, SUMS, Book, Product, Sum, is_op
from nudge.rates.cancelling import polynomial_terms
from nudge.rates.expr import Apply, Expr, Number, postorder
from nudge.rates.opening import opened
from nudge.rates.pieces import joined, pieces, spread
from nudge.rates.written import ZERO, write_product, write_sum

LONG = 400  # numbers and letters; nobody reads what is longer, so it is not looked at twice
_ENDLESS = 8000  # numbers and letters; a derivative of a long product has so many, and compares its factors with all
_FEW = 40  # different factors; among so few, however often they stand there, comparing takes no time
_ROUNDS = 4  # what was simplified once is nearly always as simple as it gets
_FACTORS = (*PRODUCTS, "pow", "sqrt", "cbrt", "exp", "abs")


@lru_cache(maxsize=1024)
def simplify(expr: Expr) -> Expr:
    """An expression of the same value, in the form a textbook would give it. What is simple stays as it is.

    So does what has more than 8,000 numbers and letters, unless few of them differ.
    """
    if Book().length(expr) > _ENDLESS and _different(expr) > _FEW:
        return expr
    for _ in range(_ROUNDS):
        before, expr = expr, _once(expr)
        if expr is before or Book().length(expr) > LONG:
            break
    return expr


def _different(expr: Expr) -> int:
    """How many different things sums and products in a tree are made of."""
    arithmetic = ("add", "sub", "mul", "div", "neg")
    return sum(not (isinstance(node, Apply) and node.op in arithmetic) for node in postorder(expr))


def product_of(expr: Expr) -> Product:
    """The coefficient of an expression, and the powers whose product it multiplies."""
    return products.product_of(expr, Book())


def sum_of(expr: Expr) -> Sum:
    """The products that a sum consists of, by their powers."""
    return products.sum_of(expr, Book())


def _once(expr: Expr) -> Expr:
    book = Book(any(isinstance(node, Number) and node.value.denominator != 1 for node in postorder(expr)))
    done: dict[Expr, Expr] = {}
    for node, chain in _tasks(expr):
        if not isinstance(node, Apply):
            done[node] = node
            continue
        rebuilt: dict[Expr, Expr] = {}
        for part in chain:
            assert isinstance(part, Apply)
            args = tuple(rebuilt[arg] if arg in rebuilt else done[arg] for arg in part.args)
            rebuilt[part] = Apply(part.op, args)
        whole = rebuilt[node]
        simple = _simple(whole, book) if isinstance(whole, Apply) else whole
        longer = whole.names and book.length(simple) > book.length(whole)
        done[node] = whole if longer else simple
    return done[expr]


def _tasks(expr: Expr) -> list[tuple[Expr, list[Expr]]]:
    """What has to be simplified, arguments first: sums and products as wholes, with the nodes that they are made of.

    A part of a sum that is also used elsewhere is a whole of its own, and so is simplified only once.
    """
    order = postorder(expr)
    wholes, seen = {expr}, set[Expr]()
    for node in order:
        if isinstance(node, Apply):
            wholes.update(arg for arg in node.args if arg in seen or not _joined(node, arg))
            seen.update(node.args)
    tasks: list[tuple[Expr, list[Expr]]] = []
    for node in order:
        if node in wholes:
            inner = postorder(node, stop=lambda part, top=node: part is not top and part in wholes)  # type: ignore[misc]
            tasks.append((node, [part for part in inner if part is node or part not in wholes]))
    return tasks


def _joined(node: Apply, arg: Expr) -> bool:
    """Whether an argument is part of the same sum or the same product."""
    return any(is_op(node, *ops) and is_op(arg, *ops) for ops in (SUMS, PRODUCTS))


def _simple(node: Apply, book: Book) -> Expr:
    """A primitive applied to arguments that are simple already."""
    if node.op in SUMS:
        return _shorter(write_sum(joined(products.sum_of(node, book), book), book), book)
    if node.op in _FACTORS:
        if node.op == "div" and node.args[1] is ZERO:
            return node
        product = opened(products.product_of(node, book), book)
        return spread(product, book) or write_product(product, book)
    return pieces(node, book) if node.op == "pieces" else known(node, book)


def _shorter(expr: Expr, book: Book) -> Expr:
    """A polynomial in one variable multiplied out, if that has fewer numbers and letters."""
    if len(expr.names) != 1:
        return expr
    (name,) = expr.names
    p = book.polynomial(expr, name)
    if p is None or 2 * sum(map(bool, p)) >= book.length(expr):
        return expr
    multiplied = write_sum(polynomial_terms(p, name), book)
    return multiplied if book.length(multiplied) < book.length(expr) else expr
