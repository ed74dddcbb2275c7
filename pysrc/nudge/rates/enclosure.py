"""Bounds for the values of an expression while its variable runs over an interval."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from nudge.rates.evaluate import constant
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Number, Variable, postorder, substitute
from nudge.rates.intervals import ALL, INF, RULES, Interval, IntervalRule, raised_to
from nudge.rates.parse import parse
from nudge.rates.primitives import ARGUMENTS, PRIMITIVES


def enclosure(expr: Expr, name: str) -> Callable[[float, float], Interval]:
    """Bounds for the values of an expression in one variable, as a function of that variable's own bounds.

    What is returned raises `Nowhere`. An interval of one point is allowed.
    """
    order = postorder(_prepared(expr))
    places: dict[Expr, int] = {}
    start: list[Interval] = []
    code: list[tuple[IntervalRule, tuple[int, ...]]] = []
    for node in sorted(order, key=lambda one: isinstance(one, Apply)):  # leaves first; else the order is kept
        places[node] = len(places)
        if isinstance(node, Apply):
            at = tuple(places[arg] for arg in node.args)
            power = exact(node.args[1]) if node.op == "pow" else None
            code.append((RULES[node.op], at) if power is None else (raised_to(power), at[:1]))
        else:
            start.append(ALL if isinstance(node, Variable) else _constant(node))
    moving = places.get(Variable(name))
    result = places[order[-1]]

    def bounds(low: float, high: float) -> Interval:
        registers = list(start)
        if moving is not None:
            registers[moving] = (low, high)
        keep = registers.append
        for rule, at in code:
            keep(rule(registers[at[0]]) if len(at) == 1 else rule(*(registers[i] for i in at)))
        return registers[result]

    return bounds


@lru_cache(maxsize=256)
def _prepared(expr: Expr) -> Expr:
    """The expression with the functions that have no rule here written by their definitions."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        done[node] = node
        if isinstance(node, Apply):
            args = tuple(done[arg] for arg in node.args)
            form = None if node.op in RULES else _definition(node.op)
            done[node] = (
                Apply(node.op, args) if form is None else substitute(form, dict(zip(ARGUMENTS, args, strict=False)))
            )
    return done[expr]


@lru_cache(maxsize=64)
def _definition(op: str) -> Expr:
    return _prepared(parse(PRIMITIVES[op].definition, ARGUMENTS))


def _constant(node: Expr) -> Interval:
    value = constant(node)
    if isinstance(node, Number) and math.isfinite(value) and Fraction(value) == node.value:
        return value, value
    return math.nextafter(value, -INF), math.nextafter(value, INF)
