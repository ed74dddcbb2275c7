"""The verdict on an answer that was read: accepted, or rejected with what seems to have gone wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import lru_cache

from nudge.rates.calculus import chain_rule
from nudge.rates.compare import Comparison, compare, near
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, substitute, variables
from nudge.rates.faint import apart
from nudge.rates.forms import shortfall
from nudge.rates.places import SamplePoint
from nudge.rates.precise import MOST, context, precise
from nudge.rates.question import ParsedQuestion
from nudge.rates.simplify import simplify
from nudge.rates.slips import MESSAGES, RANKS, Slip, far, slips

_MOST_FORKS = 6  # where an answer is read in the other way, one at a time
_MOST_NODES = 1_200  # of all the readings that are tried
_LONG = 60  # characters of a reading that is spelt out in a sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check.

    `outcome` is "accepted", "rejected", "error", or "unfinished" where something right is still to be worked out;
    `message` says why, in words for the learner. `slip` is the id of what went wrong, if exactly one thing is
    likely. `slips` has all that lead to this answer, the likelier ones first; at a place they may lead to the
    right number too, and then they stand here beside "accepted". `reading` is the answer as it was understood, in
    TeX, and `notes` say where it could have been understood in another way. `reason` is why an answer was
    rejected: "different" from what was expected, equal but not in the "form" asked for, not defined on the same
    "domain", of another "kind", or wrong by an "arithmetic" mistake that `message` tells. `given` is the answer
    as an expression, None if it cannot be read.
    """

    outcome: str
    message: str
    slip: str | None = None
    reading: str = ""
    slips: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    given: Expr | None = None


def judged(wanted: Expr, given: Expr, asked: ParsedQuestion) -> Verdict:
    """The verdict on one reading of an answer, which is not named in it."""
    if not variables(given) and valued(given) is None:
        return Verdict("error", "This has no value among the real numbers, or one too large.")
    if asked.of is not None and asked.at is not None and not variables(wanted) and asked.wrt in variables(given):
        return _everywhere(given, asked, chain_rule(asked.of, asked.wrt))
    found = _compared(wanted, given, asked)
    if found.result == "same":
        lacking = shortfall(given, asked.form) if asked.form else None
        if lacking:
            return Verdict("rejected", lacking, reason="form")
        return Verdict("accepted", "Right.", slips=_slips(given, asked) if asked.at is not None else ())
    if found.result == "nowhere":
        return Verdict("error", "There is no place where this and the answer can be compared.")
    if found.result == "domain":
        agrees = "agrees with the answer where both are defined, but it " if found.points else ""
        return Verdict("rejected", f"This {agrees}is not defined at the same places as the answer.", reason="domain")
    names = _slips(given, asked)
    if not names and variables(wanted) and not variables(given):
        letters = ", ".join(sorted(variables(wanted)))
        return Verdict("rejected", f"A function of {letters} is asked, and this is a number.", reason="kind")
    only = names[0] if len(names) == 1 or names[:1] == ("sign",) else None  # a sign stands first if nothing is likelier
    return Verdict("rejected", _diagnosis(names), only, slips=names, reason="different")


def _everywhere(given: Expr, asked: ParsedQuestion, right: Expr) -> Verdict:
    """The verdict on a function where a number is asked: it may be the rate at every place."""
    at = f"{asked.wrt} = {asked.at}"
    if _compared(right, given, replace(asked, at=None)).result == "same":
        return Verdict("unfinished", f"This is right at every {asked.wrt}; now put {at}.", reason="unfinished")
    names = _slips(given, replace(asked, at=None))
    if names:
        return Verdict("rejected", _diagnosis(names), names[0], slips=names, reason="different")
    return Verdict("rejected", f"A number is asked, the rate at {at}, and this is no rate of it.", reason="kind")


def valued(expr: Expr) -> Decimal | None:
    """The value of a number; None if it has none, or one too large."""
    number = exact(expr)
    try:
        if number is None:
            return precise(expr, {}).number
        with localcontext(context(MOST)):
            return Decimal(number.numerator) / Decimal(number.denominator)
    except ValueError:
        return None


def _compared(wanted: Expr, given: Expr, asked: ParsedQuestion) -> Comparison:
    free = variables(wanted) | variables(given)
    if free:
        names = sorted(free | asked.where.names)
        return compare(wanted, given, names, asked.where, (asked.absolute, asked.relative))
    target = valued(wanted)
    if target is None:
        return Comparison("nowhere", 0)
    difference = Apply("sub", (wanted, given))
    off = valued(difference)
    if off is None:  # too large a number for its digits; what the rules of arithmetic make of it may be smaller
        off = valued(simplify(difference))
    if off is None:
        return Comparison("nowhere", 0)
    within = (asked.absolute, asked.relative)
    same = not apart(wanted, given, SamplePoint({})) or any(within) if not off else near(off, target, within)
    return Comparison("same" if same else "different", 1)


@lru_cache(maxsize=64)
def wrong_answers(asked: ParsedQuestion) -> tuple[Slip, ...]:
    """What each slip that can be made leads to, at the place that was asked; an id stands there once for each way."""
    if asked.of is None:
        return ()
    place = {} if asked.at is None else {asked.wrt: asked.at}
    made = slips(asked.of, asked.wrt, asked.chain)
    possible = asked.slips if place else asked.slips - {"number-first"}
    return tuple((name, substitute(wrong, place)) for name, wrong in made if name in possible)


def _slips(given: Expr, asked: ParsedQuestion) -> tuple[str, ...]:
    """The ids of the slips that lead to this answer, the likelier ones first."""
    names: list[str] = []
    for name, candidate in wrong_answers(asked):
        if name in names or (variables(candidate) and far(candidate, given)):
            continue
        free = sorted(variables(candidate) | variables(given))
        if free:
            same = compare(candidate, given, free, enough=6, thorough=False).result in ("same", "domain")
        else:
            off = valued(Apply("sub", (candidate, given)))
            same = off is not None and (not off or near(off, off, (asked.absolute, Decimal(0))))
        if same:
            names.append(name)
    if not variables(given) and exact(given) == 0:  # by luck it comes of many: of ln 1, of 2 − 2
        names = [name for name in names if name == "number-first" or RANKS[name] < RANKS["number-first"]]
    best = min((RANKS[name] for name in names), default=0)
    return tuple(sorted((name for name in names if RANKS[name] == best), key=lambda name: _turned(name, asked)))


def _turned(name: str, asked: ParsedQuestion) -> int:
    """The order of an integral and a sign, where both lead to an answer: a single function is sooner given a wrong sign
    than integrated, and a product sooner integrated by parts.
    """
    product = isinstance(asked.of, Apply) and asked.of.op == "mul"
    return 0 if name not in ("sign", "integrated") else 1 + ((name == "integrated") != product)


def _diagnosis(names: tuple[str, ...]) -> str:
    if not names:
        return "This is not the answer."
    first = MESSAGES[names[0]]
    if len(names) == 1:
        return f"Not quite: {first}."
    others = "; or ".join(MESSAGES[name] for name in names[1:])
    return f"More than one slip leads here. Either {first}; or {others}. Which was it?"
