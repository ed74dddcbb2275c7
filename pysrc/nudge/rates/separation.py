"""Whether the answers to a question can be told apart: the right one, and those that slips lead to.

A slip that comes to the answer is told to be right; that is `lucky`. Two slips that come to the same wrong answer are
both named to the reader, who knows which it was; `collisions` has these too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import combinations

from nudge.rates.calculus import ZERO, chain_rule
from nudge.rates.expr import Apply, Expr, Variable, rational, substitute
from nudge.rates.question import ParsedQuestion
from nudge.rates.slips import APART, Slip, alike
from nudge.rates.verdicts import wrong_answers

RIGHT = ""
"""The name of the right answer among the slips."""

SlipPair = tuple[str, str]

_NEARBY = tuple(Fraction(k, 10_000) for k in (-131, -47, 53, 127))  # no pattern, and near enough to hold on one piece


@dataclass(frozen=True, slots=True)
class Collision:
    """Two answers that coincide, and their value. `first` is `RIGHT` or a slip's id, `second` another slip's."""

    first: str
    second: str
    value: Expr


def collisions(right: Expr, asked: ParsedQuestion, more: Sequence[Slip] = ()) -> tuple[Collision, ...]:
    """Every two answers to a question that coincide though other numbers would tell them apart, each pair once.

    `more` are wrong answers beside those that the rules lead to. Those that meet the right answer come first.

    Numbers coincide within the tolerance of the question, functions where they have the same values. What has no value
    cannot be answered, and coincides with nothing.
    """
    wrong = (*more, *_told_apart(asked))
    found = _meetings(wrong, asked)
    inherent = one_mistake(asked) if found else frozenset()
    return (*lucky(right, asked, more), *(one for names, one in found.items() if names not in inherent))


def lucky(right: Expr, asked: ParsedQuestion, more: Sequence[Slip] = ()) -> tuple[Collision, ...]:
    """The slips that come to the right answer, each once: who makes them is right by luck.

    Not those with which nothing went wrong: at -1 the value of relu is its rate, there and all around; and 0 has no
    sign to get wrong.
    """
    made, anywhere = _told_apart(asked), _anywhere(asked)
    met = [name for name, wrong in more if _meets(right, wrong, asked)]
    for (name, wrong), (_, rate) in zip(made, anywhere, strict=True):
        if _meets(right, wrong, asked) and not (asked.at is not None and _right_nearby(rate, asked)):
            met.append(name)
    if set(met) == {"sign"} and alike(right, ZERO):
        return ()
    return tuple(Collision(RIGHT, name, right) for name in dict.fromkeys(met))


def _told_apart(asked: ParsedQuestion) -> tuple[Slip, ...]:
    """What those slips lead to that the numbers of an exercise have to tell from its answer."""
    return wrong_answers(replace(asked, slips=asked.slips & APART))


def _anywhere(asked: ParsedQuestion) -> tuple[Slip, ...]:
    """What slips lead to as functions, whatever the place that was asked."""
    return _told_apart(replace(asked, at=None))


def _right_nearby(wrong: Expr, asked: ParsedQuestion) -> bool:
    """Whether a wrong rate is the right one all around the place that was asked, as far as can be tried."""
    if asked.of is None or asked.at is None:
        return False
    right = chain_rule(asked.of, asked.wrt)
    places = ({asked.wrt: Apply("add", (asked.at, rational(step)))} for step in _NEARBY)
    return all(alike(substitute(wrong, place), substitute(right, place)) for place in places)


def _meets(a: Expr, b: Expr, asked: ParsedQuestion) -> bool:
    """Whether two answers coincide within the tolerance of a question."""
    return alike(a, b, float(asked.absolute), float(asked.relative))


@lru_cache(maxsize=64)
def one_mistake(asked: ParsedQuestion) -> frozenset[SlipPair]:
    """The pairs of slips that are one mistake by two names: they give the same function whatever the numbers are.

    Who leaves e^(3x) as it is has kept the value, and has forgotten the inner rate. That is tried with numbers without
    any pattern: the function stretched and moved, and with it the inner one.
    """
    if asked.of is None:
        return frozenset()
    stretched = {asked.wrt: _affine(Variable(asked.wrt), Fraction(137, 100), Fraction(11, 100))}
    of, chain = substitute(asked.of, stretched), asked.chain
    if chain:
        moved = _affine(substitute(chain.inner, stretched), Fraction(119, 100), Fraction(23, 100))
        of, chain = chain.outer_at(moved), replace(chain, inner=moved)
    elsewhere = replace(
        asked, of=of, chain=chain, at=None, variables=(asked.wrt,), absolute=Decimal(0), relative=Decimal(0)
    )
    return frozenset(_meetings(_told_apart(elsewhere), elsewhere))


def _affine(expr: Expr, times: Fraction, plus: Fraction) -> Expr:
    return Apply("add", (Apply("mul", (rational(times), expr)), rational(plus)))


def _meetings(wrong: Sequence[Slip], asked: ParsedQuestion) -> dict[SlipPair, Collision]:
    """Every two slips with answers that coincide."""
    found: dict[SlipPair, Collision] = {}
    for (first, a), (second, b) in combinations(wrong, 2):
        names = (first, second) if first < second else (second, first)
        if first != second and names not in found and _meets(a, b, asked):
            found[names] = Collision(first, second, a)
    return found
