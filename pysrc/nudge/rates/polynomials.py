"""Polynomials in one variable with rational coefficients: enough to say whether one is factored as far as it goes."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import gcd, lcm

from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable

Polynomial = tuple[Fraction, ...]  # from the constant upwards, without zeros at the end

_MOST_DIVISORS = 64
_OPERATIONS = ("add", "sub", "neg", "mul", "div", "pow")


def polynomial(
    expr: Expr, name: str, highest: int = 40, known: dict[Expr, Polynomial | None] | None = None
) -> Polynomial | None:
    """The expression as a polynomial in `name`; None if it is not one, or of a degree above `highest`.

    `known` has what was found before with the same name and degree, and gets what is found now.
    """
    done = {} if known is None else known
    todo = [(expr, False)]
    while todo:
        node, ready = todo.pop()
        if node not in done:
            number = exact(node)
            if number is not None:
                done[node] = (number,) if number else ()
            elif not isinstance(node, Apply) or node.op not in _OPERATIONS:
                done[node] = (Fraction(0), Fraction(1)) if node is Variable(name) else None
            elif ready:
                done[node] = _applied(node, done, highest)
            else:
                todo.append((node, True))
                todo.extend((arg, False) for arg in node.args)
                continue
        if done[node] is None:
            done[expr] = None
            break
    return done[expr]


def _applied(node: Apply, done: dict[Expr, Polynomial | None], highest: int) -> Polynomial | None:
    args = [done[arg] for arg in node.args]
    a, b = args[0], args[-1]
    if a is None or b is None:
        return None
    if node.op == "neg":
        return tuple(-c for c in a)
    if node.op in ("add", "sub"):
        size = max(len(a), len(b))
        sign = 1 if node.op == "add" else -1
        return _trimmed([_at(a, i) + sign * _at(b, i) for i in range(size)])
    if node.op == "mul":
        return times(a, b) if len(a) + len(b) <= highest + 2 else None
    if node.op == "div" and len(b) == 1:
        return tuple(c / b[0] for c in a)
    if node.op == "pow" and len(b) <= 1:
        n = b[0] if b else Fraction(0)
        if n.denominator != 1 or not 0 <= n * max(1, len(a) - 1) <= highest:
            return None
        result: Polynomial = (Fraction(1),)
        for _ in range(int(n)):
            result = times(result, a)
        return result
    return None


def times(a: Polynomial, b: Polynomial) -> Polynomial:
    """The product of two polynomials."""
    result = [Fraction(0)] * max(0, len(a) + len(b) - 1)
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            result[i + j] += x * y
    return _trimmed(result)


def _at(p: Polynomial, i: int) -> Fraction:
    return p[i] if i < len(p) else Fraction(0)


def _trimmed(coefficients: list[Fraction]) -> Polynomial:
    while coefficients and not coefficients[-1]:
        coefficients.pop()
    return tuple(coefficients)


def divided(p: Polynomial, divisor: Polynomial) -> tuple[Polynomial, Polynomial]:
    """The quotient and the rest of a division by a polynomial that is not zero."""
    rest, above = list(p), [Fraction(0)] * max(0, len(p) - len(divisor) + 1)
    for shift in range(len(p) - len(divisor), -1, -1):
        factor = above[shift] = rest[shift + len(divisor) - 1] / divisor[-1]
        for i, c in enumerate(divisor):
            rest[shift + i] -= factor * c
    return _trimmed(above), _trimmed(rest[: len(divisor) - 1] if len(p) >= len(divisor) else rest)


def common_divisor(p: Polynomial, q: Polynomial) -> Polynomial:
    """The polynomial of highest degree that divides both, with coprime whole coefficients (Euclid's algorithm)."""
    while q:
        p, q = q, divided(p, q)[1]
    return tuple(c / (content(p) if p[-1] > 0 else -content(p)) for c in p)


def content(p: Polynomial) -> Fraction:
    """The positive rational that can be taken out of every coefficient, leaving coprime whole numbers."""
    above = gcd(*(c.numerator for c in p))
    below = lcm(*(c.denominator for c in p))
    return Fraction(above, below)


def irreducible(p: Polynomial) -> bool:
    """Whether a polynomial of degree 1 or more is no product of two such, over the rationals (Kronecker's method)."""
    degree = len(p) - 1
    if degree <= 1:
        return True
    whole = [int(c / content(p)) for c in p]
    return not any(_has_divisor(whole, size) for size in range(1, degree // 2 + 1))


def _has_divisor(p: list[int], degree: int) -> bool:
    """Whether some polynomial of exactly this degree divides p: its values at whole numbers divide those of p."""
    xs = [0, 1, -1, 2, -2][: degree + 1]
    if len(xs) <= degree:
        return False
    values = [sum(c * x**i for i, c in enumerate(p)) for x in xs]
    if 0 in values:
        return True
    choices = [_divisors(value) for value in values]
    choices[0] = [d for d in choices[0] if d > 0]
    for chosen in product(*choices):
        candidate = _through(xs, chosen)
        if len(candidate) == degree + 1 and _divides(candidate, p):
            return True
    return False


def _divisors(value: int) -> list[int]:
    positive = [d for d in range(1, min(abs(value), 10_000) + 1) if value % d == 0][:_MOST_DIVISORS]
    return positive + [-d for d in positive]


def _through(xs: list[int], ys: tuple[int, ...]) -> Polynomial:
    """The polynomial of least degree through points (Lagrange)."""
    total: Polynomial = ()
    for i, x in enumerate(xs):
        term: Polynomial = (Fraction(ys[i]),)
        for j, other in enumerate(xs):
            if j != i:
                term = times(term, (Fraction(-other, x - other), Fraction(1, x - other)))
        total = _trimmed([_at(total, k) + _at(term, k) for k in range(max(len(total), len(term)))])
    return total


def _divides(divisor: Polynomial, p: list[int]) -> bool:
    return not divided(tuple(map(Fraction, p)), divisor)[1]
