"""Whether the rates that an answer takes exist where they are taken.

A rate is taken as a formula, which may have a value where there is no rate: the derivative of arcsin(x) ln(x) has the
term ln(x)/√(1 − x²), of which nothing is left at 1, where the domain ends; that of floor is 0, also at a jump.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from nudge.rates import Apply, Expr, Variable, rate_report, simplify, substitute
from nudge.rates.exact import exact
from nudge.rates.expr import variables
from nudge.widgets.exercises.formulas import Template
from nudge.widgets.exercises.given import Variant

_UNTOLD = ("ok", "large", "rough")
"""What the report calls a rate, and what it cannot tell: then the formula has the word."""

_FAR = 10**15  # beyond, not every whole number is a float

TakenRate = tuple[Expr, str, Expr]
"""A function, its variable, and the place where its rate is taken."""


def missing_rate(formula: Template, known: Variant) -> str:
    """Why a rate does not exist that a formula takes at a number; "" where all do."""
    return next(filter(None, (_missing(*one, known.numbers) for one in _taken(formula, known))), "")


def _taken(formula: Template, known: Variant) -> Iterator[TakenRate]:
    for k, call in enumerate(formula.calls):
        inner = Template(call.args[0], formula.calls[:k]).worked(known)
        if call.name == "diff":
            (by,) = (one.name for one in call.args[1:] if isinstance(one, Variable))
            yield inner, by, Variable(by)
            continue
        name = call.name.rstrip("'")
        by, _ = known.functions[name]
        for primes in range(call.name.count("'")):
            yield known.applied(name + "'" * primes, Variable(by)), by, inner


def _missing(of: Expr, by: str, at: Expr, numbers: Mapping[str, Expr]) -> str:
    """Why there is no rate of a function at a place; "" where there is one, or where that is no number."""
    at = simplify(substitute(at, numbers))
    of = substitute(of, {name: number for name, number in numbers.items() if name != by})
    if variables(at) or variables(of) - {by}:
        return ""
    number = exact(at)
    place = float(number) if number is not None and abs(number) < _FAR else 0.0
    if number != Fraction(repr(place)):  # a float would only be near it: it is moved to 0
        of, place = substitute(of, {by: Apply("add", (at, Variable(by)))}), 0.0
    report = rate_report(of, {by: place}, by)
    return "" if report.kind in _UNTOLD else report.message.rstrip(".")
