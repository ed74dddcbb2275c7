"""What is wrong with displays, as diagnostics that say where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nudge.press.checks.displays import Judged
from nudge.press.checks.options import USAGE
from nudge.press.checks.tex.tree import Unclear
from nudge.press.diagnostics import Diagnostic
from nudge.press.read.source import Source
from nudge.press.read.tokens import Formula

_WAY_OUT = "say why it is not checked: <!-- unchecked: reason -->"


def bad_option(message: str, formula: Formula, source: Source) -> Diagnostic:
    """The diagnostic for a comment that cannot be used."""
    first = formula.spot.places[0][0]
    line = next(n for n in range(first, len(source.lines) + 1) if "<!--" in source.lines[n - 1])
    return source.whole_line("bad-option", message, line, USAGE)


def unclear(problem: Unclear, formula: Formula, source: Source) -> Diagnostic:
    """The diagnostic for what is not understood."""
    hint = f"{problem.hint}, or {_WAY_OUT}" if problem.hint else _WAY_OUT
    return _at(source, "unclear-equation", problem.message, formula, (problem.start, problem.end), hint)


def wrong(one: Judged, formula: Formula, source: Source) -> Sequence[Diagnostic]:
    """The diagnostics of a claim."""
    claim, verdict = one.question.claim, one.verdict
    whole = (min(claim.left.start, claim.right.start), claim.right.end)
    if verdict.status == "unclear":
        return [unclear(Unclear(verdict.why, *whole, verdict.hint), formula, source)]
    if verdict.status == "open":
        found = _at(source, "not-an-identity", verdict.why, formula, whole, f"{verdict.hint}, or {_WAY_OUT}")
        return [replace(found, severity="warning")]
    if verdict.status != "false":
        return []
    lead = f"at {verdict.at} the" if verdict.at else "the"
    message = verdict.why or f"{lead} left side is {verdict.left}, the right side {verdict.right}"
    message = f"this is false: {message}"
    hint = "; ".join(filter(None, [verdict.hint, f"it was read as {claim.shown()}"]))
    return [_at(source, "false-equation", message, formula, (claim.right.start, claim.right.end), hint)]


def _at(source: Source, code: str, message: str, formula: Formula, span: tuple[int, int], hint: str) -> Diagnostic:
    line, col = formula.spot.place(span[0])
    last, end = formula.spot.place(max(span[0] + 1, span[1]))
    return source.problem(code, message, line, col, end - col if last == line else len(source.lines[line - 1]), hint)
