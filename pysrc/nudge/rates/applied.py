"""What a function is at numbers, what undoes what, and where a minus goes."""

from __future__ import annotations

import math
from fractions import Fraction

from nudge.rates.book import Book, is_op, is_sum
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, rational
from nudge.rates.primitives import PRIMITIVES
from nudge.rates.products import part_of, product_of
from nudge.rates.written import ONE, E, write_product

_PI = Constant("pi")
_EVEN = frozenset(("cos", "sec", "cosh", "sech"))
_ODD = frozenset(("sin", "tan", "csc", "cot", "asin", "atan", "acsc", "sinh", "tanh", "csch", "coth", "asinh", "atanh",
                  "acsch", "acoth", "erf", "sign"))  # fmt: skip
# the sine of these multiples of π, as (coefficient, number under the root)
_SINES = {
    Fraction(0): (0, 1),
    Fraction(1, 6): (1, 1),
    Fraction(1, 4): (1, 2),
    Fraction(1, 3): (1, 3),
    Fraction(1, 2): (2, 1),
}


def known(node: Apply, book: Book) -> Expr:
    """A function applied to simple arguments, simplified."""
    arg = node.args[-1]
    if node.op == "ln" and isinstance(arg, Apply) and arg.op == "exp":
        return arg.args[0]
    if (node.op == "ln" and arg is E) or (node.op == "log" and node.args[0] is arg):
        return ONE
    if node.op in ("min", "max"):
        if node.args[0] is arg:
            return arg
        seen = book.written.setdefault((node.op, frozenset(node.args)), node)
        node = seen if isinstance(seen, Apply) else node
    numbers = [exact(one) for one in node.args]
    found = None if None in numbers else _at(node.op, [one for one in numbers if one is not None])
    if found is not None:
        return rational(found)
    if node.op in ("sin", "cos"):
        turned = _at_angle(node.op, arg, book)
        if turned is not None:
            return turned
    return _without_sign(node, arg, book)


def _at(op: str, numbers: list[Fraction]) -> Fraction | None:
    """The value at rational numbers, if it is rational and known to be."""
    first, last = numbers[0], numbers[-1]
    if op in ("floor", "ceil"):
        return Fraction(math.floor(first) if op == "floor" else math.ceil(first))
    if op in ("sign", "relu"):
        return Fraction((first > 0) - (first < 0)) if op == "sign" else max(first, Fraction(0))
    if op in ("min", "max"):
        return min(numbers) if op == "min" else max(numbers)
    if op == "log":
        return _logarithm(first, last)
    if len(numbers) == 1 and first in (0, 1):
        try:
            result = PRIMITIVES[op].value(float(first))
        except (ValueError, ZeroDivisionError):
            return None
        if result in (-1.0, 0.0, 0.5, 1.0):
            return Fraction(result)
    return None


def _logarithm(base: Fraction, number: Fraction) -> Fraction | None:
    """The whole n with base^n = number, if there is one."""
    if base <= 0 or base == 1 or number <= 0:
        return None
    n = round(_size(number) / _size(base))
    return Fraction(n) if abs(n) < 1000 and base**n == number else None


def _size(number: Fraction) -> float:
    return math.log(number.numerator) - math.log(number.denominator)


def _at_angle(op: str, arg: Expr, book: Book) -> Expr | None:
    """The sine or cosine of a multiple of π by sixths or quarters."""
    c, powers = product_of(arg, book)
    if dict(powers) != {_PI: 1}:
        return None
    turn = (c + Fraction(1, 2) if op == "cos" else c) % 2
    sign, half = (-1 if turn > 1 else 1), turn % 1
    found = _SINES.get(min(half, 1 - half))
    if found is None:
        return None
    twice, root = found
    powers = {rational(root): Fraction(1, 2)} if root > 1 else {}
    return write_product((Fraction(sign * twice, 2), powers), book)


def _without_sign(node: Apply, arg: Expr, book: Book) -> Expr:
    """An even function of -a or |a| is that of a; an odd one of -a is the negative of that of a."""
    if node.op in _EVEN and isinstance(arg, Apply) and arg.op == "abs":
        return Apply(node.op, arg.args)
    if node.op not in _EVEN | _ODD:
        return node
    other = _opposite(arg, book)
    if other is None:
        return node
    bare = Apply(node.op, (other,))
    return bare if node.op in _EVEN else write_product((Fraction(-1), {bare: Fraction(1)}), book)


def _opposite(arg: Expr, book: Book) -> Expr | None:
    """-arg, if it is the simpler of the two."""
    if is_sum(arg):
        factor, base = part_of(arg, book)
        return write_product((-factor, {base: Fraction(1)}), book) if factor < 0 and factor == -1 else None
    if is_op(arg, "neg") and isinstance(arg, Apply):
        return arg.args[0]
    c, powers = product_of(arg, book)
    return write_product((-c, powers), book) if c < 0 and not any(map(is_sum, powers)) else None
