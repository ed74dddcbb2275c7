"""Displays that solve an equation: the equation, the lines that lead to its solutions, and the solutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nudge.press.checks.tex import statements
from nudge.press.checks.tex.following import both
from nudge.press.checks.tex.letters import numbers_in, refuse_words
from nudge.press.checks.tex.lexer import tokens
from nudge.press.checks.tex.rows import relations, rows, segments
from nudge.press.checks.tex.scope import Claim, LessonScope
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode, Unclear
from nudge.press.checks.tex.words import ARROWS, JOINING


@dataclass(frozen=True, slots=True)
class Solved:
    """What a display says: equations with the same solutions, the solutions, rules on the way, and where all is so."""

    equations: tuple[Claim, ...]
    solutions: tuple[TexNode, ...]
    rules: tuple[Claim, ...]
    conditions: tuple[Claim, ...]
    scope: LessonScope


def read(tex: str, scope: LessonScope, unknown: str, line: int = 0) -> Solved:
    """A display whose equations are solved for a letter. Raises `Unclear`.

    Of a chain the last link is the equation: x² − 5x + 6 = (x − 2)(x − 3) = 0.
    """
    found = tokens(tex)
    refuse_words(found)
    hidden = {name: one for name, one in scope.variables.items() if name != unknown}
    reading = statements.DisplayReading(replace(scope, variables=hidden), line, False, numbers_in(found, scope.seen()))
    equations, rules = list[Claim](), list[Claim]()
    solutions = list[TexNode]()
    for row in rows(found):
        for words, segment in segments(row, JOINING | {"or"}):
            words = "" if words in ARROWS else words
            if not words.startswith(("for", "where", "with", "if")) and _gives(segment, unknown):
                first, *later = _chain(segment[2:])
                made = [reading.side(one) for one in both(first)]
                solutions += made
                for side in later:
                    rules += [Claim(a, "=", b) for a, b in zip(made, map(reading.side, both(side)), strict=False)]
                continue
            reading.finish(reading.segment(words, segment, [], True))
            rules += reading.claims[:-1]
            equations += reading.claims[-1:]
            reading.claims = []
    said = reading.said()
    if not equations:
        raise Unclear("there is no equation to solve here", found[0].start, found[-1].end)
    if said.definitions:
        hint = "define it in a display before this one"
        raise Unclear("this is a definition, and no equation", found[0].start, found[-1].end, hint)
    wrong = next((one for one in equations if one.relation != "="), None)
    if wrong:
        raise Unclear("only equations are solved", wrong.left.start, wrong.right.end)
    other = next((one for one in equations if unknown not in one.left.names() | one.right.names()), None)
    if other:
        raise Unclear(f"{unknown} is not in this equation", other.left.start, other.right.end)
    return Solved(tuple(equations), tuple(solutions), tuple(rules), said.conditions, said.scope)


def _gives(segment: Sequence[TexToken], unknown: str) -> bool:
    """Whether a segment is x = …, without an x on the right."""
    behind = [one.text for one in segment[2:]]
    signs = {segment[2:][i].text for i in relations(segment[2:])}
    return [one.text for one in segment[:2]] == [unknown, "="] and unknown not in behind and signs <= {"="}


def _chain(segment: Sequence[TexToken]) -> list[Sequence[TexToken]]:
    """The sides of a chain."""
    ends = [-1, *relations(segment), len(segment)]
    return [segment[a + 1 : b] for a, b in pairwise(ends)]
