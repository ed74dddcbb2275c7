"""Simplifying, as a textbook would write the result.

A product is taken apart into an exact coefficient and powers of bases, a sum into coefficients of products; like is put
together with like, and the result is written in the customary order: `3x^2`, `2x cos(x^2)`, `x/(2 sqrt(x))`.

The result has the same value wherever the original has one. It may have a value at more places: x/x becomes 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from math import isqrt

from nudge.rates.exact import bits, exact, power
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, leaves, postorder, rational, terminates, variables
from nudge.rates.polynomials import polynomial
from nudge.rates.primitives import PRIMITIVES

ZERO, ONE, E = rational(0), rational(1), Constant("e")
_HALF = Fraction(1, 2)
_HIGHEST = 8  # the degree up to which multiplying out is worth a thought
_ROOTS = {"sqrt": _HALF, "cbrt": Fraction(1, 3)}
_ROOT_OF = {exponent: op for op, exponent in _ROOTS.items()}

Product = tuple[Fraction, Mapping[Expr, Fraction]]
Sum = dict[Expr, Fraction]


@lru_cache(maxsize=1024)
def simplify(expr: Expr) -> Expr:
    """An expression of the same value, in the form a textbook would give it."""
    order = postorder(expr)
    decimals = any(isinstance(node, Number) and node.value.denominator != 1 for node in order)
    done: dict[Expr, Expr] = {}
    for node in order:
        if isinstance(node, Apply):
            done[node] = _applied(node.op, tuple(done[arg] for arg in node.args), decimals)
        else:
            done[node] = node
    return done[expr]


def _applied(op: str, args: tuple[Expr, ...], decimals: bool) -> Expr:
    """A primitive applied to arguments that are simple already."""
    node = Apply(op, args)
    if op in ("add", "sub"):
        return _shorter(write_sum(sum_of(node), decimals), decimals)
    if op in ("mul", "div", "neg", "pow", "exp", *_ROOTS):
        if op == "div" and args[1] == ZERO:
            return node
        return write_product(product_of(node), decimals)
    return _known(node)


def _shorter(expr: Expr, decimals: bool) -> Expr:
    """A polynomial in one variable multiplied out, if that has fewer numbers and letters."""
    names = variables(expr)
    if len(names) != 1:
        return expr
    (name,) = names
    p = polynomial(expr, name, _HIGHEST)
    if p is None or 2 * sum(map(bool, p)) >= leaves(expr):
        return expr
    terms = {_raised(Variable(name), Fraction(n)) if n else ONE: c for n, c in enumerate(p) if c}
    multiplied = write_sum(terms, decimals)
    return multiplied if leaves(multiplied) < leaves(expr) else expr


def _known(node: Apply) -> Expr:
    """Values that a function has at 0, 1 and e, and what undoes what."""
    arg = node.args[-1]
    if node.op == "ln" and isinstance(arg, Apply) and arg.op == "exp":
        return arg.args[0]
    if (node.op == "ln" and arg == E) or (node.op == "log" and node.args[0] == arg):
        return ONE
    number = exact(arg)
    if number in (0, 1) and len(node.args) == 1:
        try:
            result = PRIMITIVES[node.op].value(float(number))
        except (ValueError, ZeroDivisionError):
            return node
        if result in (-1.0, 0.0, 0.5, 1.0):
            return rational(Fraction(result))
    if node.op == "abs" and number is not None:
        return rational(abs(number))
    return node


@lru_cache(maxsize=4096)
def product_of(expr: Expr) -> Product:
    """A coefficient, and the powers whose product it multiplies. Powers of e are gathered into one."""
    powers: dict[Expr, Fraction] = {}
    raised: Sum = {}
    coefficient = _gather(expr, Fraction(1), powers, raised)
    if raised:
        exponent = write_sum({k: c for k, c in raised.items() if c}, False)
        if exponent != ZERO:
            powers[Apply("exp", (exponent,)) if exponent != ONE else E] = Fraction(1)
    return coefficient, {base: e for base, e in powers.items() if e}


def _gather(expr: Expr, exponent: Fraction, powers: dict[Expr, Fraction], raised: Sum) -> Fraction:
    """Add expr^exponent to `powers` and `raised`; what is returned is its numeric factor."""
    coefficient = Fraction(1)
    todo: list[tuple[Expr, Fraction]] = [(expr, exponent)]
    while todo:
        node, n = todo.pop()
        whole = n.denominator == 1
        number = exact(node)
        if number is not None:
            coefficient *= _number_power(number, n, powers)
        elif isinstance(node, Apply) and node.op == "neg" and whole:
            coefficient *= -1 if n % 2 else 1
            todo.append((node.args[0], n))
        elif isinstance(node, Apply) and node.op in ("mul", "div") and whole:
            todo.append((node.args[1], n if node.op == "mul" else -n))
            todo.append((node.args[0], n))
        elif isinstance(node, Apply) and node.op == "exp":
            for term, c in sum_of(node.args[0]).items():
                raised[term] = raised.get(term, Fraction(0)) + c * n
        elif node == E:
            raised[ONE] = raised.get(ONE, Fraction(0)) + n
        elif isinstance(node, Apply) and node.op in _ROOTS and (whole or n.denominator % 2):
            todo.append(_unrooted(node.args[0], _ROOTS[node.op] * n))
        elif isinstance(node, Apply) and node.op == "pow" and (m := exact(node.args[1])) is not None and whole:
            todo.append(_unrooted(node.args[0], m * n))
        elif isinstance(node, Apply) and node.op == "abs" and whole and n % 2 == 0:
            todo.append((node.args[0], n))
        else:
            powers[node] = powers.get(node, Fraction(0)) + n
    return coefficient


def _unrooted(base: Expr, exponent: Fraction) -> tuple[Expr, Fraction]:
    """base^exponent; an even power under an even root is a power of the absolute value."""
    if isinstance(base, Apply) and base.op == "pow" and exponent.denominator % 2 == 0:
        inner = exact(base.args[1])
        if inner is not None and inner.denominator == 1 and inner % 2 == 0:
            return Apply("abs", (base.args[0],)), exponent * inner
    return base, exponent


def _number_power(number: Fraction, exponent: Fraction, powers: dict[Expr, Fraction]) -> Fraction:
    """The rational part of number^exponent; what is left under a root goes to `powers`."""
    plain = power(number, exponent)
    if plain is not None:
        return plain
    if exponent.denominator == 2 and number > 0 and bits(number) < 64:
        whole = power(number, exponent - _HALF)
        inside, outside = _surd(number.numerator * number.denominator)
        if whole is not None:
            if inside != 1:
                root = rational(inside)
                powers[root] = powers.get(root, Fraction(0)) + _HALF
            return whole * Fraction(outside, number.denominator)
    base = rational(number)
    powers[base] = powers.get(base, Fraction(0)) + exponent
    return Fraction(1)


def _surd(number: int) -> tuple[int, int]:
    """(inside, outside) with sqrt(number) = outside·sqrt(inside) and no small square left inside."""
    outside = 1
    if isqrt(number) ** 2 == number:
        return 1, isqrt(number)
    for k in range(2, 200):
        while number % (k * k) == 0:
            number, outside = number // (k * k), outside * k
    return number, outside


def sum_of(expr: Expr) -> Sum:
    """The products a sum consists of, with their coefficients; a constant is a multiple of 1."""
    terms: Sum = {}
    todo: list[tuple[Expr, Fraction]] = [(expr, Fraction(1))]
    while todo:
        node, c = todo.pop()
        if isinstance(node, Apply) and node.op in ("add", "sub"):
            todo.append((node.args[1], c if node.op == "add" else -c))
            todo.append((node.args[0], c))
            continue
        coefficient, powers = product_of(node)
        term = write_product((Fraction(1), powers), False)
        if coefficient * c in (1, -1) and isinstance(term, Apply) and term.op in ("add", "sub"):
            todo.append((term, coefficient * c))
        else:
            terms[term] = terms.get(term, Fraction(0)) + coefficient * c
    return {term: c for term, c in terms.items() if c}


def write_sum(terms: Sum, decimals: bool) -> Expr:
    """A sum in the customary order: falling powers, otherwise as the terms came, with a positive one first."""
    items = list(terms.items())
    degrees = [_degree(term) for term, _ in items]
    if all(d is not None for d in degrees):
        ranked = sorted(zip(degrees, range(len(items)), strict=True), key=lambda pair: (-(pair[0] or 0), pair[1]))
        items = [items[i] for _, i in ranked]
    positive = next((i for i, (_, c) in enumerate(items) if c > 0), 0)
    if positive and (len(items) == 2 or None in degrees):
        items.insert(0, items.pop(positive))
    total: Expr | None = None
    for term, c in items:
        piece = write_product((abs(c), product_of(term)[1]), decimals)
        if total is None:
            total = piece if c > 0 else Apply("neg", (piece,))
        else:
            total = Apply("add" if c > 0 else "sub", (total, piece))
    return total or ZERO


def _degree(term: Expr) -> Fraction | None:
    """The degree of a power product of variables, None for anything else."""
    powers = product_of(term)[1]
    return sum(powers.values(), Fraction(0)) if all(isinstance(base, Variable) for base in powers) else None


def write_product(product: Product, decimals: bool) -> Expr:
    """A coefficient times powers, as one fraction, factors in the customary order."""
    coefficient, powers = product
    if coefficient == 0:
        return ZERO
    size = abs(coefficient)
    bases = sorted(powers, key=_rank)
    above = [_raised(base, powers[base]) for base in bases if powers[base] > 0]
    below = [_raised(base, -powers[base]) for base in bases if powers[base] < 0]
    if decimals and size.denominator != 1 and terminates(size):
        above.insert(0, Number(size))
    else:
        if size.numerator != 1 or not above:
            above.insert(0, rational(size.numerator))
        if size.denominator != 1:
            below.insert(0, rational(size.denominator))
    written = _chain(above)
    if below:
        written = Apply("div", (written, _chain(below)))
    return Apply("neg", (written,)) if coefficient < 0 else written


def _chain(factors: list[Expr]) -> Expr:
    product = factors[0]
    for factor in factors[1:]:
        product = Apply("mul", (product, factor))
    return product


def _raised(base: Expr, exponent: Fraction) -> Expr:
    if exponent == 1:
        return base
    if exponent in _ROOT_OF:
        return Apply(_ROOT_OF[exponent], (base,))
    if isinstance(base, Apply) and base.op == "exp":
        return Apply("exp", (write_product(product_of(Apply("mul", (rational(exponent), base.args[0]))), False),))
    return Apply("pow", (base, rational(exponent)))


def _rank(base: Expr) -> int:
    """Where a factor stands: constants, variables, brackets, exponentials, functions; a logarithm of a number last."""
    if not isinstance(base, Apply):
        return 0 if isinstance(base, Number) else 1 if isinstance(base, Constant) else 2
    if not base.names:
        return 6
    if base.op in ("add", "sub"):
        return 3
    return 4 if base.op in ("exp", "pow") else 5
