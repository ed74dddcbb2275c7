"""A lesson's displays: what each of them claims, under which definitions, and what came of checking it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from nudge.press.cache import Cache
from nudge.press.checks import numbers, problems
from nudge.press.checks.displays import Display, Judged, ask
from nudge.press.checks.judge.wire import Amount, ClaimCheck, CurveCheck, Following, Solving
from nudge.press.checks.judge.workers import ENDED, LATE, Workers
from nudge.press.checks.numbers import TextNumber
from nudge.press.checks.options import BadOption
from nudge.press.checks.tex import statements
from nudge.press.checks.tex.macros import written_out
from nudge.press.checks.tex.scope import LessonScope
from nudge.press.checks.tex.tree import Unclear
from nudge.press.diagnostics import Diagnostic
from nudge.press.read.course import Course
from nudge.press.read.lesson import Lesson, tokens_of
from nudge.press.read.locate import Spot
from nudge.press.read.tokens import Computed, DisplayComment, Formula, meaning


@dataclass(frozen=True, slots=True)
class _Asked:
    """A display before the verdicts. `written` is its formula without macros."""

    formula: Formula
    display: Display
    questions: tuple[ClaimCheck | Solving | Following | CurveCheck, ...] = ()
    written: Formula | None = None


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
    numbers: Mapping[Computed, TextNumber] = field(default_factory=dict)

    def in_order(self) -> list[Display | TextNumber]:
        """Both, as they follow each other in the file."""
        return sorted([*self.displays.values(), *self.numbers.values()], key=lambda one: one.line)

    def passing(self) -> bool:
        """Whether something in it may be otherwise another time, because a check took too long here."""
        verdicts = [judged.verdict for one in self.displays.values() for judged in one.judged]
        return any(one.text() in (LATE, ENDED) for one in (*verdicts, *(n.verdict for n in self.numbers.values())))


def check(
    lessons: Sequence[Lesson], course: Course, workers: Workers, cache: Cache
) -> list[tuple[Checked, list[Diagnostic]]]:
    """The displays and numbers of each lesson, and what is wrong with them."""
    read = [_read(lesson, course) for lesson in lessons]
    questions = [question for asked, _ in read for one in asked for question in one.questions]
    verdicts = iter(workers.verdicts(questions, cache))
    checked: list[tuple[Checked, list[Diagnostic]]] = []
    for lesson, (asked, troubles) in zip(lessons, read, strict=True):
        found = list(troubles)
        displays: dict[Formula, Display] = {}
        known: dict[Computed, TextNumber] = {}
        for one in asked:
            if isinstance(one, _Wanted):
                number = TextNumber(one.computed.spot.places[0][0], one.amount, next(verdicts))
                known[one.computed] = number
                if number.status == "unclear":
                    found.append(numbers.unclear(numbers.trouble(number), one.computed, lesson.source))
                continue
            judged = tuple(Judged(question, next(verdicts)) for question in one.questions)
            found += [
                problem
                for each in judged
                for problem in problems.wrong(each, one.written or one.formula, lesson.source)
            ]
            displays[one.formula] = one.display.with_verdicts(judged)
        checked.append((Checked(displays, known), found))
    return checked


def _read(lesson: Lesson, course: Course) -> tuple[list[_Asked | _Wanted], list[Diagnostic]]:
    scope = outer = LessonScope(log=course.log)
    inside = ""
    exercises = _exercises(lesson)
    asked: list[_Asked | _Wanted] = []
    found: list[Diagnostic] = []
    tokens = list(lesson.tokens())
    last = max((i for i, token in enumerate(tokens) if _asks(token, course)), default=-1)
    for i, token in enumerate(tokens):
        exercise = exercises.get(id(token), "")
        if exercise != inside:
            scope = outer if inside else scope
            outer, inside = scope, exercise
        known = meaning(token)
        if computed := known.computed:
            if computed.quoted:
                continue
            try:
                asked.append(_Wanted(computed, numbers.amount(computed, scope)))
            except Unclear as problem:
                found.append(numbers.unclear(problem, computed, lesson.source))
            continue
        formula = known.formula
        if formula is None:
            continue
        equation = known.equation or DisplayComment()
        line = formula.spot.places[0][0]
        if not _asks(token, course):
            # behind the last that is checked nobody needs what is defined
            scope = _learnt(scope, formula, course, line) if i < last else scope
            if formula.display:
                status = "unmarked" if equation.unchecked is None else "unchecked"
                asked.append(_Asked(formula, Display(line, status, reason=equation.unchecked or "")))
            continue
        written = formula
        try:
            written = _plain(formula, course)
            one = ask(written.tex, equation.check or "", scope, line)
            scope = one.scope
            asked.append(_Asked(formula, one.display, one.questions, written))
        except Unclear as problem:
            asked.append(_Asked(formula, Display(line, "unclear", reason=problem.message)))
            found.append(problems.unclear(problem, written, lesson.source))
            scope = replace(scope, kept=None)
        except BadOption as problem:
            found.append(problems.bad_option(str(problem), formula, lesson.source))
    return asked, found


def _asks(token: Token, course: Course) -> bool:
    """Whether a token is a number to compute or a display to check."""
    known = meaning(token)
    equation = known.equation or DisplayComment()
    wanted = equation.unchecked is None and (course.check or equation.check is not None)
    return known.computed is not None or (known.formula is not None and known.formula.display and wanted)


def _exercises(lesson: Lesson) -> dict[int, str]:
    """The exercise that a token is in, by its identity. What an exercise defines counts within it alone."""
    blocks = [block for block in lesson.widgets() if block.is_exercise]
    return {id(token): block.id for block in blocks for token in tokens_of((block,))}


def _plain(formula: Formula, course: Course) -> Formula:
    """A formula with the macros of the course written out; what is said of it points to where they were written."""
    if not any(name in formula.tex for name in course.macros):
        return formula
    made = written_out(formula.tex, course.macros)
    return replace(formula, spot=Expanded(made.text, formula.spot.places, made.origin, formula.spot))


@dataclass(frozen=True, slots=True)
class Expanded(Spot):
    """A text with macros written out, whose signs stand where those did that they came from."""

    origin: tuple[int, ...] = ()
    given: Spot | None = None

    def place(self, offset: int) -> tuple[int, int]:
        """The line and column of what a sign came from."""
        assert self.given
        return self.given.place(self.origin[min(offset, len(self.origin) - 1)])


def _learnt(scope: LessonScope, formula: Formula, course: Course, line: int) -> LessonScope:
    """What is defined behind a formula that is not checked. In text only functions are: “at x = 2” defines nothing."""
    try:
        said = statements.read(_plain(formula, course).tex, scope, line, renew=True)
    except Unclear:
        return replace(scope, kept=None) if formula.display else scope
    lasting = said.lasting()
    if not formula.display:
        return scope.with_all([one for one in lasting if one.params and not said.claims])
    return replace(scope.with_all(lasting), kept=said.scope.kept)
