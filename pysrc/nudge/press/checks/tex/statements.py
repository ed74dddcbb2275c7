"""Displays to what they say: definitions, conditions, and claims. Knows how lines and chains go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nudge.press.checks.tex import grammar
from nudge.press.checks.tex.heads import called, everywhere, head
from nudge.press.checks.tex.letters import is_domain, matrices, numbers_in, refuse_vectors, refuse_words
from nudge.press.checks.tex.lexer import TexToken, spelled, tokens
from nudge.press.checks.tex.names import WORDS
from nudge.press.checks.tex.rows import CONDITIONAL, in_parentheses, relations, rows, segments
from nudge.press.checks.tex.scope import Claim, Definition, LessonScope, Said
from nudge.press.checks.tex.tree import TexNode, Unclear, show


def read(tex: str, scope: LessonScope, line: int = 0, renew: bool = False) -> Said:
    """What a display says. Raises `Unclear`. With `renew`, what looks like a definition is one, of a known name too."""
    found = tokens(tex)
    refuse_words(found)
    reading = DisplayReading(scope, line, renew, numbers_in(found, scope.seen()))
    last: list[TexToken] = []
    lines = [segments(row) for row in rows(found)]
    early = [reading.early(*one) for line in lines for one in line]
    for row in lines:
        for i, (words, segment) in enumerate(row):
            if not early.pop(0):
                last = reading.segment(words, segment, last, i == 0)
    reading.finish(last)
    return reading.said()


def expression(text: str, scope: LessonScope) -> TexNode:
    """A single expression, in TeX or typed: f'(g(1)), \\frac{2}{3}, sqrt(2). Raises `Unclear`."""
    words = WORDS | {name for name in scope.functions if len(name) > 1}
    found = spelled(tokens(text), words)
    if not found:
        raise Unclear("there is nothing to compute", 0, 1, "write what the number is, such as f(2)")
    signs = relations(found)
    if signs:
        one = found[signs[0]]
        raise Unclear(f"“{one.text}” does not belong into a number", one.start, one.end, "write one side only")
    return grammar.expression(found, scope.names(numbers_in(found, scope.seen())))


@dataclass(slots=True)
class DisplayReading:
    """What one display said so far. `kept` is its last expression, for a line that goes on with a relation."""

    scope: LessonScope
    line: int
    renew: bool
    numbers: frozenset[str]
    claims: list[Claim] = field(default_factory=list)
    conditions: list[Claim] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    passing: list[Definition] = field(default_factory=list)
    kept: TexNode | None = None

    def said(self) -> Said:
        """All of it."""
        known, passing = tuple(self.definitions), tuple(self.passing)
        return Said(tuple(self.claims), tuple(self.conditions), known, passing, self.scope)

    def early(self, words: str, segment: Sequence[TexToken]) -> bool:
        """Define a function that is explained behind its use: (f ∘ g)(x) = 9x^2 where f(u) = u^2."""
        signs = relations(segment)
        if words.split()[:1] not in (["where"], ["with"], ["for"]) or len(signs) != 1 or not signs[0]:
            return False
        found = head(segment[: signs[0]])
        if found is None or not found[1] or found[0] in self.scope.functions:
            return False
        try:
            return self.define([list(segment[: signs[0]]), list(segment[signs[0] + 1 :])], [segment[signs[0]].text])
        except Unclear:
            return False

    def segment(self, words: str, segment: list[TexToken], last: list[TexToken], first: bool) -> list[TexToken]:
        """Take up a segment, the `first` of its line or not; returned is what may still go on in the next line."""
        if words.split()[:1] and words.split()[0] in CONDITIONAL:
            self.finish(last)
            self.condition(segment, words.split()[0] not in ("where", "with"))
            return []
        if in_parentheses(segment):
            self.finish(last)
            self.condition(segment[1:-1], True)
            return []
        if last and first and segment[0].text in ("+", "-", "*", "/") and not relations(segment):
            return [*last, *segment]
        if last and first and relations(segment)[:1] == [0] and not relations(last):
            return [*last, *segment]
        self.finish(last)
        return segment

    def finish(self, segment: list[TexToken]) -> None:
        """Read a whole chain."""
        if not segment:
            return
        signs = relations(segment)
        if not signs:
            raise Unclear("there is nothing to compare", segment[0].start, segment[-1].end, "a check needs a relation")
        if signs[0] == 0 and self.kept is None:
            raise Unclear("there is nothing on the left", segment[0].start, segment[0].end)
        ends = [*signs, len(segment)]
        sides = [segment[a + 1 : b] for a, b in zip([-1, *signs], ends, strict=True)]
        between = [segment[i].text for i in signs]
        defined = self.define(sides, between) if sides[0] else False
        made = [self.side(one) if one else None for one in sides[defined:]]
        if defined and len(sides) == 2:
            self.kept = self.definitions[-1].body
            return
        if made[0] is None:
            made[0] = self.kept
        if any(one is None for one in made):
            raise Unclear("a side is missing here", segment[0].start, segment[-1].end)
        whole = [one for one in made if one]
        named = [sign.replace(":=", "=") for sign in between[defined:]]
        said = [Claim(*one) for one in zip(whole, named, whole[1:], strict=False)]
        if set(named) <= set("<>≤≥≠") and is_domain(whole, self.scope.variables):
            self.conditions += said
            return
        self.refuse_matrices(whole)
        self.claims += said
        self.kept = whole[-1]

    def refuse_matrices(self, sides: Sequence[TexNode]) -> None:
        """AB = BA is true of numbers and false of matrices."""
        known = self.scope.variables.keys() | self.scope.numbers
        names = [] if set().union(*(one.names() for one in sides)) & known else matrices(sides, known)
        if names:
            said, hint = " and ".join(names), f"if they are numbers, say numbers: {' '.join(names)}"
            raise Unclear(f"{said} may be matrices, for which the order counts", sides[0].start, sides[-1].end, hint)

    def side(self, side: Sequence[TexToken]) -> TexNode:
        """One side of a relation."""
        made = grammar.expression(side, self.scope.names(self.numbers))
        refuse_vectors(made, self.scope.variables.keys() | self.scope.numbers)
        return replace(made, start=side[0].start, end=side[-1].end)

    def define(self, sides: Sequence[list[TexToken]], between: Sequence[str]) -> bool:
        """Whether the first link of a chain is a definition; if so it is noted."""
        if between[0] not in ("=", ":=") or not sides[1]:
            return False
        found = head(sides[0])
        if found is None:
            return False
        name, params = found
        self.refuse_partial(name, sides[0])
        known = name in (self.scope.functions if params else self.scope.variables)
        if known and not params and between[0] == "=":
            self.refuse_second(name, sides)
        if not params and name in self.scope.numbers:
            return False
        if (known and not (self.renew or between[0] == ":=")) or (not params and name in self.scope.functions):
            return False
        own = called(name, sides[1]) if params else None
        if own:
            raise Unclear(f"{name} is used here before it is defined", own.start, own.end)
        body = self.side(sides[1])
        if params and between[0] != ":=" and not everywhere(name, params, body):
            return False
        one = Definition(name, params, body, self.line)
        behind = {own for each in self.scope.reached([body]) for own in each.body.names()}
        if name in behind or (not params and name in body.names()):
            return False
        self.scope = self.scope.with_(one)
        self.definitions.append(one)
        return True

    def refuse_second(self, name: str, sides: Sequence[list[TexToken]]) -> None:
        """x = 3, x = −3: one display gives a letter two numbers. They are solutions of something."""
        first = next((one for one in self.definitions if one.name == name and not one.params), None)
        if first is None or first in self.passing or first.body.names() - {"e", "π"}:
            return
        if show(first.body) != show(self.side(sides[1])):
            hint = f"solutions of an equation are checked with solve: {name}"
            raise Unclear(f"{name} is {show(first.body)} here already", sides[0][0].start, sides[1][-1].end, hint)

    def refuse_partial(self, name: str, side: Sequence[TexToken]) -> None:
        """f_x is a name of its own, unless f takes an x: then it looks like a derivative, and is neither."""
        base, _, below = name.partition("_")
        one = self.scope.functions.get(base)
        if one and below in one.params:
            hint = rf"write \frac{{\partial {base}}}{{\partial {below}}}"
            raise Unclear(f"{name} can be read in two ways", side[0].start, side[2].end, hint)

    def condition(self, segment: list[TexToken], passing: bool) -> None:
        """`at u = 3x`, `for x > 0`: what has to hold for the claims, or what stands for what."""
        signs = relations(segment)
        if not signs:
            return
        before, self.claims, self.kept, count = self.claims, [], None, len(self.definitions)
        renew, self.renew = self.renew, True
        self.finish(segment)
        self.renew = renew
        self.passing += [one for one in self.definitions[count:] if passing and not one.params]
        self.conditions += self.claims
        self.claims = before
