"""Exact values: what a tree without variables is, as a rational number, where it is one."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from nudge.rates.expr import Apply, Expr, Number, postorder

_MOST_BITS = 4096


@lru_cache(maxsize=1024)
def exact(expr: Expr) -> Fraction | None:
    """The rational number that arithmetic on whole numbers and decimals makes of a tree, or None.

    None also for what is undefined, for roots and functions, and for numbers of more than a thousand digits.
    """
    if expr.names:
        return None
    done: dict[Expr, Fraction | None] = {}
    for node in postorder(expr):
        if isinstance(node, Number):
            done[node] = node.value
        elif isinstance(node, Apply):
            args = [done[arg] for arg in node.args]
            known = [arg for arg in args if arg is not None]
            done[node] = _applied(node.op, known) if len(known) == len(args) else None
        else:
            done[node] = None
    return done[expr]


def _applied(op: str, args: list[Fraction]) -> Fraction | None:
    if op == "neg":
        return -args[0]
    if len(args) != 2:
        return None
    a, b = args
    if op == "pow":
        return power(a, b)
    if op == "div":
        return a / b if b else None
    if max(bits(a), bits(b)) > _MOST_BITS:
        return None
    return a + b if op == "add" else a - b if op == "sub" else a * b if op == "mul" else None


def power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """base^exponent for a whole exponent, if it exists and is not too long."""
    n = exponent.numerator
    if exponent.denominator != 1 or (base == 0 and n <= 0):
        return None
    return base**n if bits(base) * abs(n) <= _MOST_BITS else None


def bits(value: Fraction) -> int:
    """How long a rational is, in bits."""
    return value.numerator.bit_length() + value.denominator.bit_length()
