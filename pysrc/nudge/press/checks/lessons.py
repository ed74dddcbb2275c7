"""A lesson's displays: what each of them claims, under which definitions, and what came of checking it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nudge.press.cache import Cache
from nudge.press.checks import numbers, statements
from nudge.press.checks.numbers import Number
from nudge.press.checks.scope import Definition, Scope
from nudge.press.checks.tree import Node, Unclear
from nudge.press.checks.wire import Amount, Question, Verdict
from nudge.press.checks.workers import Workers
from nudge.press.diagnostics import Diagnostic
from nudge.press.read.course import Course
from nudge.press.read.lesson import Computed, Equation, Formula, Lesson, tokens_of
from nudge.press.read.source import Source

_FREE = re.compile(r"\\?([A-Za-z]+)(?:\(\\?([A-Za-z]+)\))?")
_WAY_OUT = "say why it is not checked: <!-- unchecked: reason -->"
_WORST = ("false", "unclear", "held", "proved")


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, what it depends on, and its verdict."""

    question: Question
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Display:
    """What is known of a display. `status` is that of its weakest claim, or defined, unchecked or unmarked."""

    line: int
    status: str
    judged: tuple[Judged, ...] = ()
    definitions: tuple[Definition, ...] = ()
    reason: str = ""
    free: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A display before the verdicts."""

    formula: Formula
    display: Display
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A number before it is computed."""

    computed: Computed
    amount: Amount

    @property
    def questions(self) -> tuple[Amount, ...]:
        """All that is to be asked about it."""
        return (self.amount,)


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of the displays of a lesson and of the numbers in its text, in their order."""

    displays: Mapping[Formula, Display] = field(default_factory=dict)
    numbers: Mapping[Computed, Number] = field(default_factory=dict)

    def in_order(self) -> list[Display | Number]:
        """Both, as they follow each other in the file."""
        return sorted([*self.displays.values(), *self.numbers.values()], key=lambda one: one.line)


def check(
    lessons: Sequence[Lesson], course: Course, workers: Workers, cache: Cache
) -> tuple[list[Checked], list[Diagnostic]]:
    """The displays and numbers of each lesson of a course, and what is wrong with them."""
    read = [_read(lesson, course) for lesson in lessons]
    questions = [question for asked, _ in read for one in asked for question in one.questions]
    verdicts = iter(workers.verdicts(questions, cache))
    checked: list[Checked] = []
    found = [problem for _, problems in read for problem in problems]
    for lesson, (asked, _) in zip(lessons, read, strict=True):
        displays: dict[Formula, Display] = {}
        known: dict[Computed, Number] = {}
        for one in asked:
            if isinstance(one, _Wanted):
                number = Number(one.computed.spot.places[0][0], one.amount, next(verdicts))
                known[one.computed] = number
                if number.status == "unclear":
                    found.append(numbers.unclear(numbers.trouble(number), one.computed, lesson.source))
                continue
            judged = tuple(Judged(question, next(verdicts)) for question in one.questions)
            found += [problem for each in judged for problem in _wrong(each, one.formula, lesson.source)]
            worst = next((status for status in _WORST if any(each.verdict.status == status for each in judged)), "")
            displays[one.formula] = replace(one.display, status=worst or one.display.status, judged=judged)
        checked.append(Checked(displays, known))
    return checked, found


def _read(lesson: Lesson, course: Course) -> tuple[list[_Asked | _Wanted], list[Diagnostic]]:
    scope = outer = Scope()
    inside = ""
    exercises = _exercises(lesson)
    asked: list[_Asked | _Wanted] = []
    found: list[Diagnostic] = []
    for token in lesson.tokens():
        exercise = exercises.get(id(token), "")
        if exercise != inside:
            scope = outer if inside else scope
            outer, inside = scope, exercise
        if computed := token.meta.get("computed"):
            try:
                asked.append(_Wanted(computed, numbers.amount(computed, scope)))
            except Unclear as problem:
                found.append(numbers.unclear(problem, computed, lesson.source))
            continue
        formula: Formula | None = token.meta.get("formula")
        if formula is None:
            continue
        equation: Equation = token.meta.get("equation", Equation())
        line = formula.spot.places[0][0]
        checked = formula.display and equation.unchecked is None and (course.check or equation.check is not None)
        if not checked:
            scope = _learnt(scope, formula, line)
            if formula.display:
                status = "unmarked" if equation.unchecked is None else "unchecked"
                asked.append(_Asked(formula, Display(line, status, reason=equation.unchecked or "")))
            continue
        try:
            _plain(formula, course)
            one, scope = _one(formula, equation, scope, line)
            asked.append(one)
        except Unclear as problem:
            asked.append(_Asked(formula, Display(line, "unclear", reason=problem.message)))
            found.append(_unclear(problem, formula, lesson.source))
        except _BadOption as problem:
            found.append(_bad_option(str(problem), formula, lesson.source))
    return asked, found


def _exercises(lesson: Lesson) -> dict[int, str]:
    """The exercise that a token is in, by its identity. What an exercise defines counts within it alone."""
    blocks = [block for block in lesson.widgets() if block.is_exercise]
    return {id(token): block.id for block in blocks for token in tokens_of((block,))}


def _plain(formula: Formula, course: Course) -> None:
    """Refuse macros of the course: what they stand for is seen on the page, but not by who reads TeX."""
    for name in course.macros:
        found = re.search(re.escape(name) + r"(?![A-Za-z])", formula.tex)
        if found:
            raise Unclear(f"“{name}” is a macro of the course, and not understood", *found.span())


def _learnt(scope: Scope, formula: Formula, line: int) -> Scope:
    """What is defined behind a formula that is not checked. In text only functions are: “at x = 2” defines nothing."""
    try:
        said = statements.read(formula.tex, scope, line, renew=True)
    except Unclear:
        return scope
    lasting = said.lasting()
    if not formula.display:
        lasting = [one for one in lasting if one.params and not said.claims]
    return scope.with_all(lasting)


def _one(formula: Formula, equation: Equation, scope: Scope, line: int) -> tuple[_Asked, Scope]:
    """A display that is to be checked."""
    options = _options(equation.check or "")
    here, names = _with_free(scope, options.get("free", ""))
    if "where" in options:
        try:
            given = statements.read(options["where"], here, line, renew=True)
        except Unclear as problem:
            raise _BadOption(f"“{options['where']}” is not understood: {problem.message}") from problem
        here, conditions = given.scope, given.claims + given.conditions
    else:
        conditions = ()
    said = statements.read(formula.tex, here, line)
    conditions = (*conditions, *said.conditions)
    asides = [side for one in conditions for side in (one.left, one.right)]
    questions = tuple(
        Question(claim, tuple(said.scope.reached([claim.left, claim.right, *asides])), conditions)
        for claim in said.claims
    )
    display = Display(line, "defined", definitions=said.definitions, free=names)
    return _Asked(formula, display, questions), scope.with_all(said.lasting())


class _BadOption(Exception):
    """An option of a check comment that cannot be used."""


def _options(text: str) -> dict[str, str]:
    """`free: f g; where: x > 0`"""
    found = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        word, colon, value = part.partition(":")
        if word.strip() not in ("free", "where") or not colon or not value.strip():
            raise _BadOption(f"“{part}” is not an option of “check”")
        if word.strip() in found:
            raise _BadOption(f"“{word.strip()}” is given twice")
        found[word.strip()] = value.strip()
    return found


def _with_free(scope: Scope, text: str) -> tuple[Scope, tuple[str, ...]]:
    """The scope with arbitrary functions: `f`, or `y(u)` for a quantity that depends on another."""
    names = text.replace(",", " ").split()
    for name in names:
        match = _FREE.fullmatch(name)
        if not match:
            raise _BadOption(f"“{name}” is not a function that can be free")
        if match[2]:
            hidden = f"{match[1]}°"
            scope = scope.with_(Definition(hidden, ("t",), Node("symbol", "t"), free=True))
            scope = scope.with_(Definition(match[1], (), Node("apply", hidden, (Node("symbol", match[2]),))))
        else:
            scope = scope.with_(Definition(match[1], ("t",), Node("symbol", "t"), free=True))
    return scope, tuple(names)


def _bad_option(message: str, formula: Formula, source: Source) -> Diagnostic:
    first = formula.spot.places[0][0]
    line = next(n for n in range(first, len(source.lines) + 1) if "<!--" in source.lines[n - 1])
    return source.whole_line("bad-option", message, line, "<!-- check free: f g; where: x > 0 -->, both optional")


def _unclear(problem: Unclear, formula: Formula, source: Source) -> Diagnostic:
    hint = f"{problem.hint}, or {_WAY_OUT}" if problem.hint else _WAY_OUT
    return _at(source, "unclear-equation", problem.message, formula, (problem.start, problem.end), hint)


def _wrong(one: Judged, formula: Formula, source: Source) -> Sequence[Diagnostic]:
    """The diagnostics of a claim."""
    claim, verdict = one.question.claim, one.verdict
    if verdict.status == "unclear":
        span = (min(claim.left.start, claim.right.start), claim.right.end)
        return [_unclear(Unclear(verdict.why, *span, verdict.hint), formula, source)]
    if verdict.status != "false":
        return []
    lead = f"at {verdict.at} the" if verdict.at else "the"
    message = f"this is false: {lead} left side is {verdict.left}, the right side {verdict.right}"
    hint = "; ".join(filter(None, [verdict.hint, f"it was read as {claim.shown()}"]))
    return [_at(source, "false-equation", message, formula, (claim.right.start, claim.right.end), hint)]


def _at(source: Source, code: str, message: str, formula: Formula, span: tuple[int, int], hint: str) -> Diagnostic:
    line, col = formula.spot.place(span[0])
    last, end = formula.spot.place(max(span[0] + 1, span[1]))
    return source.problem(code, message, line, col, end - col if last == line else len(source.lines[line - 1]), hint)
