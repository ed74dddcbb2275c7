"""Marking an answer: accepted, rejected with what seems to have gone wrong, or not an answer at all.

An answer that cannot be read or compared is an error, not a wrong attempt.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import lru_cache

from nudge.rates.compare import Comparison, compare, near
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, bracketed, postorder, substitute, variables
from nudge.rates.faint import apart
from nudge.rates.forms import shortfall
from nudge.rates.lexer import Spelling
from nudge.rates.parse import Reading, parse, read
from nudge.rates.places import SamplePoint
from nudge.rates.precise import MOST, context, precise
from nudge.rates.question import ParsedQuestion, Question
from nudge.rates.simplify import simplify
from nudge.rates.slips import MESSAGES, Slip, far, slips
from nudge.rates.tex import tex
from nudge.rates.unreadable import Unreadable

_MOST_FORKS = 6  # where an answer is read in the other way, one at a time
_MOST_NODES = 1_200  # of all the readings that are tried
_LONG = 60  # characters of a reading that is spelt out in a sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a check.

    `outcome` is "accepted", "rejected" or "error"; `message` says why, in words for the learner. `slip` is the id of
    what went wrong, if exactly one thing is likely. `slips` has all that lead to this answer, the likelier ones first;
    at a place they may lead to the right number too, and then they stand here beside "accepted". `reading` is the
    answer as it was understood, in TeX, and `notes` say where it could have been understood in another way. `reason` is
    why an answer was rejected: "different" from what was expected, equal but not in the "form" asked for, or not
    defined on the same "domain". `given` is the answer as an expression, None if it cannot be read.
    """

    outcome: str
    message: str
    slip: str | None = None
    reading: str = ""
    slips: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reason: str = ""
    given: Expr | None = None


def check(expected: str, answer: str, question: Question | None = None) -> Verdict:
    """Mark a learner's answer against the expected one.

    Raises `Unreadable` only if the expected answer, or a text in the question, cannot be read: that is the author's.
    """
    asked = (question or Question()).parsed()
    wanted = parse(expected, asked.variables, spelling=Spelling(log=asked.spelling.log))
    try:
        return mark(wanted, answer, asked)
    except Unreadable as error:
        return Verdict("error", _sentence(error))


def mark(wanted: Expr, answer: str, asked: ParsedQuestion) -> Verdict:
    """As `check`, where all but the learner's text was read before. Raises `Unreadable` where that cannot be read."""
    reading = read(answer, asked.variables, spelling=asked.spelling)
    verdict = replace(
        _verdict(wanted, reading.expr, asked),
        given=reading.expr,
        reading=tex(reading.expr),
        notes=tuple(note.message for note in reading.notes),
    )
    if verdict.outcome != "accepted" and reading.forks:
        meant = _meant(wanted, answer, reading, asked)
        if meant is not None:
            words = _two_ways(reading.expr, meant)
            return replace(verdict, outcome="error", message=words, slip=None, slips=(), reason="ambiguous")
    return verdict


def _verdict(wanted: Expr, given: Expr, asked: ParsedQuestion) -> Verdict:
    """The verdict on one reading of an answer, which is not named in it."""
    if not variables(given) and _value(given) is None:
        return Verdict("error", "This has no value among the real numbers, or one too large.")
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
    only = names[0] if len(names) == 1 or names[:1] == ("sign",) else None  # a sign stands first if nothing is likelier
    return Verdict("rejected", _diagnosis(names), only, slips=names, reason="different")


def _meant(wanted: Expr, answer: str, reading: Reading, asked: ParsedQuestion) -> Expr | None:
    """A reading in which the answer is right, if custom allows one: other ways at one fork, or at all of them."""
    forks = reading.forks[: min(_MOST_FORKS, _MOST_NODES // len(postorder(reading.expr)))]
    for others in dict.fromkeys((*(frozenset((fork,)) for fork in forks), frozenset(forks))):
        try:
            meant = read(answer, asked.variables, spelling=asked.spelling, otherwise=others).expr
        except Unreadable:
            continue
        if meant != reading.expr and _verdict(wanted, meant, replace(asked, of=None)).outcome == "accepted":
            return meant
    return None


def _two_ways(read_as: Expr, meant: Expr) -> str:
    one, other = bracketed(read_as), bracketed(meant)
    if max(len(one), len(other)) > _LONG:
        return "This can be read in two ways. Write it with brackets and signs, so that only one is left."
    return f"This can be read in two ways. It was read as {one}; if you mean {other}, write it so."


def _sentence(error: Unreadable) -> str:
    return f"{error.message}: {error.hint}." if error.hint else f"{error.message}."


def _value(expr: Expr) -> Decimal | None:
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
    target = _value(wanted)
    if target is None:
        return Comparison("nowhere", 0)
    difference = Apply("sub", (wanted, given))
    off = _value(difference)
    if off is None:  # too large a number for its digits; what the rules of arithmetic make of it may be smaller
        off = _value(simplify(difference))
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
    return tuple((name, substitute(wrong, place)) for name, wrong in made if name in asked.slips)


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
            off = _value(Apply("sub", (candidate, given)))
            same = off is not None and (not off or near(off, off, (asked.absolute, Decimal(0))))
        if same:
            names.append(name)
    # a sign and an integral explain too much: they are named where nothing else does; and a sine is sooner given a
    # wrong sign than integrated
    certain = [name for name in names if name not in ("sign", "integrated")]
    return tuple(certain or sorted(names, reverse=True))


def _diagnosis(names: tuple[str, ...]) -> str:
    if not names:
        return "This is not the answer."
    first = MESSAGES[names[0]]
    if len(names) == 1:
        return f"Not quite: {first}."
    others = "; or ".join(MESSAGES[name] for name in names[1:])
    return f"More than one slip leads here. Either {first}; or {others}. Which was it?"
