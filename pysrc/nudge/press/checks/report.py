"""What came of the checks: every display with its status and how each equation in it was read, and every number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from nudge.press.checks.displays import Display, Judged
from nudge.press.checks.judge.wire import Following, Solving
from nudge.press.checks.lessons import Checked
from nudge.press.checks.numbers import TextNumber
from nudge.press.checks.tex.scope import Definition

STATUSES = ("proved", "held", "defined", "unchecked", "unmarked", "unclear", "false")

MARKED = ("proved", "held", "unchecked")
"""The displays that carry a mark on the page; the others claim nothing, or stop the build."""


def text(lessons: Mapping[str, Checked]) -> str:
    """The report on lessons, by the names of their files."""
    lines = [line for file, checked in lessons.items() for line in lines_of(file, checked)]
    return "\n".join([*lines, summary(lessons.values())])


def lines_of(file: str, checked: Checked) -> list[str]:
    """The displays and numbers of a lesson, in their order."""
    lines: list[str] = []
    for one in checked.in_order():
        lines += _number(file, one) if isinstance(one, TextNumber) else _display(file, one)
    return lines


def summary(lessons: Iterable[Checked]) -> str:
    """How many displays there are of each status, and how many numbers."""
    every = tuple(lessons)
    count = Counter(one.status for checked in every for one in checked.displays.values())
    numbers = sum(len(checked.numbers) for checked in every)
    total = ", ".join(f"{count[status]} {status}" for status in STATUSES if count[status])
    displays = f"{count.total()} displays: {total}" if count else "no displays"
    return f"{displays}; {numbers} number{'s' * (numbers != 1)} in the text" if numbers else displays


def _number(file: str, one: TextNumber) -> list[str]:
    return [f"{file}:{one.line}: {one.status}", f"    {one.reading()}", *_with(one.amount.definitions), ""]


def _with(definitions: Iterable[Definition]) -> list[str]:
    return [f"        with {each.shown()}, line {each.line}" for each in definitions if each.line]


def _display(file: str, one: Display) -> list[str]:
    about = f": {one.reason}" if one.reason else f", for arbitrary {' '.join(one.free)}" if one.free else ""
    lines = [f"{file}:{one.line}: {one.status}{about}"]
    lines += [f"    defines {definition.shown()}" for definition in one.definitions]
    for judged in one.judged:
        lines.append(f"    {shown(judged)}  [{said(judged)}]")
        lines += _with(judged.question.definitions)
    return [*lines, ""]


def shown(one: Judged) -> str:
    """What was judged, as it was read."""
    question = one.question
    if isinstance(question, Following):
        return question.follow.shown()
    claims = question.claims if isinstance(question, Solving) else (question.claim,)
    return "; ".join(claim.shown() for claim in claims)


def said(one: Judged) -> str:
    """A verdict in words."""
    verdict = one.verdict
    where = f", where {' and '.join(verdict.where)}" if verdict.where else ""
    asked = "".join(f", for {each.shown()}" for each in one.question.conditions)
    if isinstance(one.question, Solving) and verdict.left and verdict.status in ("held", "proved"):
        doubt = "" if verdict.status == "proved" else ", as far as was looked"
        return f"solved by {verdict.left}{doubt}{asked}"
    if verdict.status == "curve":
        return f"a curve, with real points{asked}"
    if verdict.status == "open":
        return verdict.why
    if verdict.status == "held":
        return f"held at {verdict.points} point{'s' * (verdict.points != 1)}{where}{asked}"
    if verdict.status == "proved":
        return f"proved{where}{asked}"
    return f"{verdict.status}: {verdict.why or f'{verdict.left} and {verdict.right}'}"


def lines(one: Display) -> list[tuple[str, str]]:
    """What the mark on a page opens to: each reading and what is known of it."""
    return [(shown(judged), said(judged)) for judged in one.judged]
