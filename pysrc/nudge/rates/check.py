"""Marking an answer: accepted, rejected with what seems to have gone wrong, unfinished, or not an answer at all.

An answer that cannot be read or compared is an error, and not a wrong attempt; nor is one that is not finished.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from nudge.rates.expr import Expr, bracketed, postorder, substitute, variables
from nudge.rates.framing import Framed, framed
from nudge.rates.lexer import Spelling
from nudge.rates.numbers import short
from nudge.rates.parse import Reading, parse, read
from nudge.rates.question import ParsedQuestion, Question
from nudge.rates.slips import alike
from nudge.rates.tex import tex
from nudge.rates.unfinished import wider
from nudge.rates.unreadable import Unreadable
from nudge.rates.verdicts import Verdict, judged, valued

_MOST_FORKS = 6  # where an answer is read in the other way, one at a time
_MOST_NODES = 1_200  # of all the readings that are tried
_LONG = 60  # characters of a reading that is spelt out in a sentence


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
    number = not variables(wanted)
    frame = framed(answer, asked.variables, number, asked.spelling)
    try:
        verdict = _marked(wanted, frame.answer, asked)
    except Unreadable as error:
        unfinished = _unfinished(wanted, frame, asked)
        if unfinished is None:
            raise error from None
        verdict = unfinished
    verdict = replace(verdict, notes=(*frame.notes, *verdict.notes))
    mistake = _mistake(frame.links, asked) if len(frame.links) > 1 else ""
    if mistake and verdict.outcome == "rejected":
        return replace(verdict, message=f"{mistake}.", slip=None, slips=(), reason="arithmetic")
    return replace(verdict, notes=(*verdict.notes, mistake)) if mistake else verdict


def _marked(wanted: Expr, answer: str, asked: ParsedQuestion) -> Verdict:
    """The verdict on a text without its frame."""
    reading = read(answer, asked.variables, spelling=asked.spelling)
    verdict = replace(
        judged(wanted, reading.expr, asked),
        given=reading.expr,
        reading=tex(reading.expr),
        notes=tuple(note.message for note in reading.notes),
    )
    if verdict.outcome not in ("accepted", "unfinished") and reading.forks:
        meant = _meant(wanted, answer, reading, asked)
        if meant is not None:
            words = _two_ways(reading.expr, meant)
            return replace(verdict, outcome="error", message=words, slip=None, slips=(), reason="ambiguous")
    return verdict


def _unfinished(wanted: Expr, frame: Framed, asked: ParsedQuestion) -> Verdict | None:
    """The verdict on a text that can be read only with more names than an answer may have; None if none is near."""
    first = None
    for one in wider(frame.answer, asked):
        verdict = replace(judged(wanted, one.expr, asked), given=one.expr)  # its reading would tell the answer
        if verdict.outcome in ("accepted", "unfinished"):
            return replace(verdict, outcome="unfinished", message=_sentence_of(one.todo), slips=(), reason="unfinished")
        if verdict.slips and first is None:
            first = verdict
    return first


def _sentence_of(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _mistake(links: tuple[str, ...], asked: ParsedQuestion) -> str:
    """The first two neighbours in a chain of equations that are not equal, as a clause; "" if there are none."""
    worth = [next(_worths(link, asked), None) for link in links]
    for (left, a), (right, b) in pairwise(zip(links, worth, strict=True)):
        if a is not None and b is not None and not alike(a, b):
            number = None if variables(a) else valued(a)
            known = f"is {short(float(number), 6)}, not" if number is not None else "is not"
            return f"{left.strip()} {known} {right.strip()}".replace("*", "·")
    return ""


def _worths(link: str, asked: ParsedQuestion) -> Iterator[Expr]:
    """What a link of a chain comes to, at the place that was asked."""
    place = {} if asked.at is None else {asked.wrt: asked.at}
    try:
        yield substitute(read(link, (*asked.variables, asked.wrt), spelling=asked.spelling).expr, place)
    except Unreadable:
        yield from (substitute(one.expr, place) for one in wider(link, asked))


def _meant(wanted: Expr, answer: str, reading: Reading, asked: ParsedQuestion) -> Expr | None:
    """A reading in which the answer is right, if custom allows one: other ways at one fork, or at all of them."""
    forks = reading.forks[: min(_MOST_FORKS, _MOST_NODES // len(postorder(reading.expr)))]
    for others in dict.fromkeys((*(frozenset((fork,)) for fork in forks), frozenset(forks))):
        try:
            meant = read(answer, asked.variables, spelling=asked.spelling, otherwise=others).expr
        except Unreadable:
            continue
        if meant != reading.expr and judged(wanted, meant, replace(asked, of=None)).outcome == "accepted":
            return meant
    return None


def _two_ways(read_as: Expr, meant: Expr) -> str:
    one, other = bracketed(read_as), bracketed(meant)
    if max(len(one), len(other)) > _LONG:
        return "This can be read in two ways. Write it with brackets and signs, so that only one is left."
    return f"This can be read in two ways. It was read as {one}; if you mean {other}, write it so."


def _sentence(error: Unreadable) -> str:
    return f"{error.message}: {error.hint}." if error.hint else f"{error.message}."
