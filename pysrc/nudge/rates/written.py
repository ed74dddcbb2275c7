"""Trees from products and sums, in the customary order: `3x^2`, `2x cos(x^2)`, `x/(2 sqrt(x))`."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm

from nudge.rates.book import Book, Powers, Product, Sum, is_op, is_sum, key, odd
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, rational, terminates
from nudge.rates.primitives import PRIMITIVES
from nudge.rates.surds import is_surd

ZERO, ONE, E = rational(0), rational(1), Constant("e")
_HALF = Fraction(1, 2)
_ROOT_OF = {_HALF: "sqrt", Fraction(1, 3): "cbrt"}
_ROWS = {op: i for i, op in enumerate(PRIMITIVES)}


def write_sum(terms: Sum, book: Book) -> Expr:
    """A sum in the customary order: falling powers, otherwise as the terms came, with a positive one first."""
    name = frozenset((powers, c) for powers, (c, _) in terms.items())
    if name not in book.written:
        tree = book.written[name] = _sum(terms, book)
        if is_sum(tree):
            book.sums.setdefault(tree, terms)
    return book.written[name]


def _sum(terms: Sum, book: Book) -> Expr:
    items = list(terms.values())
    degrees = [degree(powers) for _, powers in items]
    if None not in degrees:
        items = [items[i] for i in sorted(range(len(items)), key=lambda i: -(degrees[i] or 0))]
    positive = next((i for i, (c, _) in enumerate(items) if c > 0), 0)
    if positive and (len(items) == 2 or None in degrees):
        items.insert(0, items.pop(positive))
    total: Expr | None = None
    for c, powers in items:
        if total is None:
            total = write_product((c, powers), book)
        else:
            total = Apply("add" if c > 0 else "sub", (total, write_product((abs(c), powers), book)))
    return total or ZERO


def degree(powers: Powers) -> Fraction | None:
    """The degree of a power product of variables and constants, None for anything else."""
    if any(isinstance(base, Apply) for base in powers):
        return None
    return sum((e for base, e in powers.items() if isinstance(base, Variable)), Fraction(0))


def write_product(product: Product, book: Book) -> Expr:
    """A coefficient times powers, as one fraction, factors in the customary order."""
    c, powers = product
    name = (c, key(powers))
    if name not in book.written:
        tree = book.written[name] = _product(c, powers, book)
        if is_op(tree, "mul", "div", "neg"):
            book.products.setdefault(tree, product)
    return book.written[name]


def _product(c: Fraction, powers: Powers, book: Book) -> Expr:
    if c == 0:
        return ZERO
    if len(powers) == 1 and c in (1, -1):
        ((base, e),) = powers.items()
        if e == 1 and is_sum(base):
            return base if c == 1 else negated(base, book)
    if c < 0:
        c, powers = _sign_inside(c, powers, book)
    c, powers = _surds(c, _bars_together(powers, book), book)
    size = abs(c)
    bases = sorted(powers, key=_rank)
    above = [_raised(base, powers[base], book) for base in bases if powers[base] > 0]
    below = [_raised(base, -powers[base], book) for base in bases if powers[base] < 0]
    if book.decimals and size.denominator != 1 and terminates(size):
        above.insert(0, Number(size))
    else:
        if size.numerator != 1 or not above:
            above.insert(0, rational(size.numerator))
        if size.denominator != 1:
            below.insert(0, rational(size.denominator))
    written = _chain(above)
    if below:
        written = Apply("div", (written, _chain(below)))
    return Apply("neg", (written,)) if c < 0 else written


def negated(base: Expr, book: Book) -> Expr:
    """A sum with the opposite signs."""
    return write_sum({name: (-c, powers) for name, (c, powers) in book.sums[base].items()}, book)


def scaled(factor: Fraction, base: Expr, book: Book) -> Expr:
    """A multiple of a base, as it is written under a root: multiplied out if it is a sum."""
    if is_sum(base):
        return write_sum({name: (factor * c, powers) for name, (c, powers) in book.sums[base].items()}, book)
    c, powers = book.products.get(base) or (Fraction(1), {base: Fraction(1)})
    return write_product((factor * c, powers), book)


def starts_negative(base: Expr) -> bool:
    """Whether a sum is written with a minus before its first term."""
    while is_sum(base) and isinstance(base, Apply):
        base = base.args[0]
    return is_op(base, "neg")


def _sign_inside(c: Fraction, powers: Powers, book: Book) -> tuple[Fraction, Powers]:
    """The minus of a product put into a difference, where that has a positive term to start with."""
    for base, e in powers.items():
        if is_sum(base) and odd(e):
            other = negated(base, book)
            if not starts_negative(other):
                return -c, {other if one is base else one: e for one, e in powers.items()}
    return c, powers


def _bars_together(powers: Powers, book: Book) -> Powers:
    """|x||y| as |xy|."""
    inside: dict[Fraction, dict[Expr, Fraction]] = {}
    for base, e in powers.items():
        if is_op(base, "abs") and isinstance(base, Apply):
            inside.setdefault(e, {})[base.args[0]] = Fraction(1)
    if all(len(bases) < 2 for bases in inside.values()):
        return powers
    shown = {base: e for base, e in powers.items() if not is_op(base, "abs")}
    return shown | {Apply("abs", (write_product((Fraction(1), bases), book),)): e for e, bases in inside.items()}


def _surds(c: Fraction, powers: Powers, book: Book) -> tuple[Fraction, Powers]:
    """Roots of numbers gathered under one root each, and that under the same root of something else, if there is one.

    A square root is taken out of a denominator, any other root is left where the number is smaller.
    """
    found = {base: e for base, e in powers.items() if is_surd(base) and 0 < e < 1}
    if not found:
        return c, powers
    shown = {base: e for base, e in powers.items() if base not in found}
    groups: dict[Fraction, int] = {}
    for base, e in found.items():
        prime = _whole(base)
        below = e - 1 in shown.values() and e not in shown.values()
        if e.denominator > 2 and (below or c.denominator % prime == 0):
            c, e = c * prime, e - 1
        alike = next((one for one, n in shown.items() if n == e and abs(n.numerator) > 1), None)
        if alike is not None:
            shown[scaled(Fraction(prime), alike, book)] = shown.pop(alike)
            continue
        root, inside = (e / abs(e.numerator), prime ** abs(e.numerator)) if e.denominator <= 3 else (e, prime)
        groups[root] = groups.get(root, 1) * inside
    for root, inside in groups.items():
        hosts = [base for base, e in shown.items() if e == root and abs(e.numerator) == 1]
        guests = [base for base, e in shown.items() if e == -root == -_HALF]
        if hosts and root == _HALF and abs(c) == Fraction(1, inside):
            c, factor, host = c * inside, Fraction(1, inside), hosts[0]
        elif hosts or not guests:
            factor, host = Fraction(inside), hosts[0] if hosts else ONE
        else:
            c, factor, host, root = c * inside, Fraction(inside), guests[0], -root
        shown.pop(host, None)
        tree = scaled(factor, host, book) if host is not ONE else rational(factor)
        shown[tree] = root
    return c, shown


def _whole(base: Expr) -> int:
    assert isinstance(base, Number)
    return base.value.numerator


def _chain(factors: list[Expr]) -> Expr:
    product = factors[0]
    for factor in factors[1:]:
        product = Apply("mul", (product, factor))
    return product


def _raised(base: Expr, exponent: Fraction, book: Book) -> Expr:
    if exponent == 1:
        return base
    if exponent in _ROOT_OF:
        return Apply(_ROOT_OF[exponent], (base,))
    if book.decimals and terminates(exponent):
        return Apply("pow", (base, Number(exponent)))
    return Apply("pow", (base, rational(exponent)))


def _rank(base: Expr) -> tuple[int, int | str]:
    """Where a factor stands: constants, variables, brackets, exponentials, functions; a logarithm of a number last."""
    if isinstance(base, Number | Constant):
        return isinstance(base, Constant), 0
    if not isinstance(base, Apply):
        return 2, "".join(base.names)
    if not base.names:
        return 6, _ROWS[base.op]
    if base.op in ("add", "sub"):
        return 3, 0
    return 4 if base.op in ("exp", "pow") else 5, _ROWS[base.op]


def content(terms: Sum, book: Book) -> Fraction:
    """The number that can be taken out of a sum: positive, and 1 where decimals would come of it."""
    sizes = [c for c, _ in terms.values()]
    if book.decimals and any(c.denominator != 1 for c in sizes):
        return Fraction(1)
    return Fraction(gcd(*(c.numerator for c in sizes)), lcm(*(c.denominator for c in sizes)))
