"""The derivative as an expression: the chain rule, walked over the table of primitives."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from nudge.rates.book import Book
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Number, Variable, postorder, rational, substitute
from nudge.rates.parse import parse
from nudge.rates.primitives import ARGUMENTS, PRIMITIVES, RATES
from nudge.rates.simplify import LONG, simplify

ZERO, ONE = rational(0), rational(1)


@lru_cache(maxsize=512)
def derivative(expr: Expr, wrt: str = "x") -> Expr:
    """The derivative with respect to `wrt`, simplified as a textbook writes it.

    It agrees with `rate` wherever both have a value; between jumps the derivative of sign, floor and ceil is 0.
    """
    found, book = simplify(chain_rule(expr, wrt)), Book()
    if book.length(expr) > LONG or simplify(expr) is expr:
        return found
    other = simplify(chain_rule(simplify(expr), wrt))
    return other if book.length(other) < book.length(found) else found


def chain_rule(expr: Expr, wrt: str) -> Expr:
    """The derivative as the rules give it, before anything is simplified beyond factors 0 and 1."""
    rates: dict[Expr, Expr] = {}
    for node in postorder(expr):
        if isinstance(node, Apply):
            rates[node] = applied_rate(node, tuple(rates[arg] for arg in node.args))
        else:
            rates[node] = ONE if node == Variable(wrt) else ZERO
    return rates[expr]


def applied_rate(node: Apply, inner: tuple[Expr, ...]) -> Expr:
    """The rate of an applied primitive, given the rates of its arguments: the chain rule for one node."""
    moving = [i for i, rate in enumerate(inner) if rate != ZERO]
    rule = PRIMITIVES[node.op].rule
    if rule and len(moving) == len(node.args):
        return ruled(rule, node.args, inner)
    total = ZERO
    for i in moving:
        term = times(local_rate(node, i), inner[i])
        total = term if total == ZERO else Apply("add", (total, term))
    return total


def ruled(rule: str, args: tuple[Expr, ...], inner: tuple[Expr, ...]) -> Expr:
    """A rule of the table, filled with arguments and their rates."""
    places = zip((*ARGUMENTS[: len(args)], *RATES[: len(args)]), (*args, *inner), strict=True)
    return substitute(_rule_form(rule), dict(places))


def local_rate(node: Apply, i: int) -> Expr:
    """The rate of a primitive with respect to its argument i, at its arguments."""
    if node.op == "pow" and i == 0 and exact(node.args[1]) is not None:
        return power_rate(node.args[0], node.args[1])
    return substitute(rate_forms(node.op)[i], dict(zip(ARGUMENTS, node.args, strict=False)))


def power_rate(base: Expr, exponent: Expr) -> Expr:
    """n·base^(n-1), with the constant exponents 0, 1 and 2 written as they are."""
    n = exact(exponent) or Fraction(0)
    if n in (0, 1):
        return rational(n)
    if n == 2:
        return times(rational(2), base)
    lower = n - 1
    written = Number(lower) if isinstance(exponent, Number) and lower >= 0 else rational(lower)
    return times(exponent, Apply("pow", (base, written)))


@lru_cache(maxsize=256)
def rate_forms(op: str) -> tuple[Expr, ...]:
    """The local rates of a primitive, as its row states them, in the variables a, b and c."""
    return tuple(parse(text, ARGUMENTS) for text in PRIMITIVES[op].rates)


@lru_cache(maxsize=16)
def _rule_form(rule: str) -> Expr:
    """A rule of the table as an expression in the arguments and their rates."""
    return parse(rule, (*ARGUMENTS, *RATES))


def times(a: Expr, b: Expr) -> Expr:
    """A product, without factors of 1 and without what 0 makes vanish."""
    if ZERO in (a, b):
        return ZERO
    return b if a == ONE else a if b == ONE else Apply("mul", (a, b))
