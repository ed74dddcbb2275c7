"""Whether the answers to a question can be told apart: the right one, and those that slips lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from nudge.rates.check import Question, wrong_answers
from nudge.rates.expr import Apply, Expr, Variable, rational, substitute
from nudge.rates.parse import parse
from nudge.rates.slips import Slip, alike

RIGHT = ""
"""The name of the right answer among the slips."""

Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Collision:
    """Two answers that coincide, and their value. `first` is `RIGHT` or a slip's id, `second` another slip's."""

    first: str
    second: str
    value: Expr


def collisions(right: Expr, asked: Question, more: Sequence[Slip] = ()) -> tuple[Collision, ...]:
    """Every two answers to a question that coincide though other numbers would tell them apart, each pair once.

    `more` are wrong answers beside those that the rules lead to.

    Numbers coincide within the tolerance of the question, functions where they have the same values. What has no value
    cannot be answered, and coincides with nothing.
    """
    wrong = (*more, *(wrong_answers(asked) if asked.of else ()))
    found = _meetings(right, wrong, float(asked.absolute), float(asked.relative))
    inherent = one_mistake(asked) if found and asked.of else frozenset()
    return tuple(one for names, one in found.items() if names not in inherent)


@lru_cache(maxsize=64)
def one_mistake(asked: Question) -> frozenset[Names]:
    """The pairs of slips that are one mistake by two names: they give the same function whatever the numbers are.

    Who leaves e^(3x) as it is has kept the value, and has forgotten the inner rate. That is tried with numbers without
    any pattern: the function stretched and moved, and with it the inner one.
    """
    names = (asked.wrt,)
    stretched = _affine(Variable(asked.wrt), Fraction(137, 100), Fraction(11, 100))
    of, nested = substitute(parse(asked.of, names), {asked.wrt: stretched}), asked.nested
    if nested:
        outer, by, inner = nested
        moved = _affine(substitute(parse(inner, names), {asked.wrt: stretched}), Fraction(119, 100), Fraction(23, 100))
        of, nested = substitute(parse(outer, (by,)), {by: moved}), (outer, by, str(moved))
    elsewhere = replace(asked, of=str(of), nested=nested, at="", variables=names)
    return frozenset(_meetings(None, wrong_answers(elsewhere)))


def _affine(expr: Expr, times: Fraction, plus: Fraction) -> Expr:
    return Apply("add", (Apply("mul", (rational(times), expr)), rational(plus)))


def _meetings(
    right: Expr | None, wrong: Sequence[Slip], absolute: float = 0.0, relative: float = 0.0
) -> dict[Names, Collision]:
    """Every two names with answers that coincide."""
    answers: Iterator[Slip] | Sequence[Slip] = wrong if right is None else ((RIGHT, right), *wrong)
    found: dict[Names, Collision] = {}
    for (first, a), (second, b) in combinations(answers, 2):
        names = (first, second) if first < second else (second, first)
        if first != second and names not in found and alike(a, b, absolute, relative):
            found[names] = Collision(first, second, a)
    return found
