"""Numbers that the text asks for, as `{=} f'(2)`: read with what is defined at their place, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass

from nudge.press.checks.judge.wire import Amount, Judgement
from nudge.press.checks.tex import statements
from nudge.press.checks.tex.scope import LessonScope
from nudge.press.checks.tex.tree import TexNode, Unclear, show
from nudge.press.diagnostics import Diagnostic
from nudge.press.read.source import Source
from nudge.press.read.tokens import Computed

_SHOWN = "such as `{=} f'(2)`, or `{=4} f'(2)` for four decimals"


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A number of the text: what was asked, and how it is shown, as TeX."""

    line: int
    amount: Amount
    verdict: Judgement

    @property
    def shown(self) -> str:
        """The number with its decimals, "" where there is none."""
        return self.verdict.left

    @property
    def status(self) -> str:
        """Whether it was computed, or is unclear."""
        return self.verdict.status

    def reading(self) -> str:
        """How it was read, and what it is."""
        return f"{show(self.amount.node)} = {self.shown.replace('-', '−') or '?'}"


def amount(one: Computed, scope: LessonScope) -> Amount:
    """What is to be computed. Raises `Unclear`."""
    node = statements.expression(one.spot.text, scope)
    return Amount(node, one.decimals, tuple(scope.reached([node])))


def unclear(problem: Unclear, one: Computed, source: Source) -> Diagnostic:
    """The diagnostic for a text that cannot be read, or has no value."""
    line, col = one.spot.place(problem.start)
    last, end = one.spot.place(max(problem.start + 1, problem.end))
    length = end - col if last == line else len(source.lines[line - 1])
    return source.problem("unclear-number", problem.message, line, col, length, problem.hint or _SHOWN)


def trouble(one: TextNumber) -> Unclear:
    """Why there is no number, at the name that is to blame, else at the whole."""
    node, verdict = one.amount.node, one.verdict
    named = (part for part in node.walk() if verdict.at and part.text.rstrip("'") == verdict.at)
    where: TexNode = next(named, node)
    return Unclear(verdict.why, where.start, where.end, verdict.hint)
