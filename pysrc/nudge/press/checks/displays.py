"""A display that is checked: what it asks to be judged, and what it defines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nudge.press.checks.judge.wire import ClaimCheck, CurveCheck, Following, Judgement, Solving
from nudge.press.checks.options import given, options, scope_with, unknown
from nudge.press.checks.tex import equations, statements, supposing
from nudge.press.checks.tex.scope import Claim, Definition, LessonScope
from nudge.press.checks.tex.tree import TexNode, Unclear

STATUSES = ("false", "unclear", "open", "held", "proved")
"""From the worst to the best: a display is as good as its weakest claim."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim, what it depends on, and its verdict."""

    question: ClaimCheck | Solving | Following | CurveCheck
    verdict: Judgement


@dataclass(frozen=True, slots=True)
class Display:
    """What is known of a display. `status` is that of its weakest claim, or defined, unchecked or unmarked."""

    line: int
    status: str
    judged: tuple[Judged, ...] = ()
    definitions: tuple[Definition, ...] = ()
    reason: str = ""
    free: tuple[str, ...] = ()

    def with_verdicts(self, judged: tuple[Judged, ...]) -> Display:
        """The same, judged. A condition is neither true nor false, and nothing of it was checked."""
        worst = next((status for status in STATUSES if any(one.verdict.status == status for one in judged)), "")
        if worst == "open":
            first = next(one.verdict for one in judged if one.verdict.status == "open")
            return replace(self, status="unchecked", judged=judged, reason=first.why)
        return replace(self, status=worst or self.status, judged=judged)


@dataclass(frozen=True, slots=True)
class DisplayQuestion:
    """A display before the verdicts, and what is known behind it."""

    display: Display
    questions: tuple[ClaimCheck | Solving | Following | CurveCheck, ...] = ()
    scope: LessonScope = field(default_factory=LessonScope)


def ask(tex: str, comment: str, scope: LessonScope, line: int = 0) -> DisplayQuestion:
    """What a display asks, with the options of its comment. Raises `Unclear` and `BadOption`."""
    chosen = options(comment)
    here, free = scope_with(scope, chosen)
    before = here
    here, conditions = given(here, chosen, line)
    if chosen.solve:
        return _solving(tex, here, unknown(chosen), conditions, Display(line, "defined", free=free), scope)
    if chosen.curve is not None:
        return _curve(tex, here, chosen.curve, conditions, Display(line, "defined", free=free), scope)
    here, turned = supposing.turned(tex, here, before)
    conditions = (*conditions, *turned)
    tied = [side.names() for one in conditions if one.relation == "=" for side in (one.left, one.right)]
    here = replace(here, numbers=here.numbers.union(*tied))
    said, supposed = supposing.read(tex, here, line, frozenset().union(*tied))
    free = free or supposed
    conditions = (*conditions, *said.conditions)
    display = Display(line, "defined", definitions=said.definitions, free=free)
    lasting = replace(scope.with_all(said.lasting()), kept=said.scope.kept)
    if not (said.claims or said.follows or said.definitions or said.conditions):
        return DisplayQuestion(
            replace(display, status="unchecked", reason="an expression, of which nothing is said"), (), lasting
        )
    if not (said.claims or said.follows or said.definitions) and said.conditions:
        reason = f"a condition, {', '.join(one.shown() for one in said.conditions)}"
        return DisplayQuestion(replace(display, status="unchecked", reason=reason), (), lasting)
    strict = any(one.relation == "=" for one in conditions)
    known = said.scope
    questions: list[ClaimCheck | Following] = [
        ClaimCheck(one, _behind(known, (one,), conditions), conditions, strict, " ".join(supposed))
        for one in said.claims
    ]
    questions += [Following(one, _behind(known, one.claims(), conditions), conditions) for one in said.follows]
    return DisplayQuestion(display, tuple(questions), lasting)


def _solving(
    tex: str, here: LessonScope, letter: str, conditions: tuple[Claim, ...], display: Display, scope: LessonScope
) -> DisplayQuestion:
    said = equations.read(tex, here, letter, display.line)
    conditions = (*conditions, *said.conditions)
    sides = [side for one in said.equations for side in (one.left, one.right)]
    behind = tuple(said.scope.reached([*sides, *said.solutions, *_asides(conditions)]))
    behind = tuple(one for one in behind if one.name != letter)
    rules = tuple(ClaimCheck(one, behind, conditions, strict=True) for one in said.rules)
    solving = Solving(said.equations, letter, said.solutions, behind, conditions)
    return DisplayQuestion(display, (*rules, solving), scope)


def _curve(
    tex: str, here: LessonScope, name: str, conditions: tuple[Claim, ...], display: Display, scope: LessonScope
) -> DisplayQuestion:
    """An equation that is a curve. Its letters are those of places, even where y was x² before."""
    numbers = {known: one for known, one in here.variables.items() if not one.body.names() - {"e", "π"}}
    said = statements.read(tex, replace(here, variables=numbers), display.line)
    claims = [*said.claims, *(Claim(TexNode("symbol", one.name), "=", one.body) for one in said.definitions)]
    if len(claims) != 1 or claims[0].relation != "=" or any(one.params for one in said.definitions):
        raise Unclear("a curve is one equation between letters", 0, len(tex))
    (claim,) = claims
    conditions = (*conditions, *said.conditions)
    known = replace(here, variables=numbers)
    kept = replace(scope, curves={**scope.curves, name: claim}) if name else scope
    return DisplayQuestion(display, (CurveCheck(claim, _behind(known, (claim,), conditions), conditions),), kept)


def _behind(scope: LessonScope, claims: Sequence[Claim], conditions: tuple[Claim, ...]) -> tuple[Definition, ...]:
    return tuple(scope.reached([*_asides(claims), *_asides(conditions)]))


def _asides(conditions: Sequence[Claim]) -> list[TexNode]:
    return [side for one in conditions for side in (one.left, one.right)]
