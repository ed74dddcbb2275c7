"""Displays to what they say: definitions, conditions, and claims. Knows how lines and chains go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nudge.press.checks.tex import grammar
from nudge.press.checks.tex.constants import modulo_constants
from nudge.press.checks.tex.following import StatedStep, both, concluded
from nudge.press.checks.tex.heads import called, everywhere, head
from nudge.press.checks.tex.letters import is_domain, matrices, numbers_in, refuse_vectors, refuse_words
from nudge.press.checks.tex.lexer import spelled, tokens
from nudge.press.checks.tex.names import WORDS
from nudge.press.checks.tex.rows import in_parentheses, relations, rows, segments
from nudge.press.checks.tex.scope import Claim, Definition, LessonScope, Said
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode, Unclear, show
from nudge.press.checks.tex.units import bare, measured
from nudge.press.checks.tex.words import ARROWS, CONDITIONAL, NOTE


def read(tex: str, scope: LessonScope, line: int = 0, renew: bool = False) -> Said:
    """What a display says. Raises `Unclear`. With `renew`, what looks like a definition is one, of a known name too."""
    found = tokens(tex)
    refuse_words(found)
    reading = DisplayReading(scope, line, renew, numbers_in(found, scope.seen()), kept=scope.kept)
    last: list[TexToken] = []
    lines = [segments(row) for row in rows(found)]
    if len(lines) == 1 and len(lines[0]) == 1 and not relations(lines[0][0][1]) and not lines[0][0][0]:
        reading.kept = reading.side(lines[0][0][1])
        return reading.said()
    reading.arrows = any(words in ARROWS for line in lines for words, _ in line)
    reading.integrates = any(one.kind == "command" and one.text == "int" for one in found)
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
    arrows: bool = False
    integrates: bool = False
    sign: str = ""
    steps: list[StatedStep] = field(default_factory=list)
    letter: TexNode | None = None

    def said(self) -> Said:
        """All of it."""
        known, passing = tuple(self.definitions), tuple(self.passing)
        claims, follows = concluded(self.steps) if self.arrows else ([], [])
        scope = replace(self.scope, kept=self.kept)
        return Said((*self.claims, *claims), tuple(self.conditions), known, passing, scope, tuple(follows))

    def early(self, words: str, segment: Sequence[TexToken]) -> bool:
        """Define a function that is explained behind its use: (f ∘ g)(x) = 9x^2 where f(u) = u^2."""
        signs = relations(segment)
        if words.split()[:1] not in (["where"], ["with"], ["for"]) or len(signs) != 1 or not signs[0]:
            return False
        found = head(segment[: signs[0]])
        if found is None or found[0] in {*self.scope.functions, *self.scope.variables}:
            return False
        if not found[1] and (
            not self.integrates
            or words.split()[0] == "for"
            or not any(one.kind == "letter" for one in segment[signs[0] :])
        ):
            return False
        try:
            return self.define([list(segment[: signs[0]]), list(segment[signs[0] + 1 :])], [segment[signs[0]].text])
        except Unclear:
            return False

    def segment(self, words: str, segment: list[TexToken], last: list[TexToken], first: bool) -> list[TexToken]:
        """Take up a segment, the `first` of its line or not; returned is what may still go on in the next line."""
        if words == "or" and not self.arrows:
            hint = "solutions of an equation are checked with solve, or behind \\iff"
            raise Unclear("of what one or the other holds is not clear", segment[0].start, segment[-1].end, hint)
        if words in ARROWS or words == "or":
            self.finish(last)
            if not self.steps and not self.definitions and self.kept is None:
                raise Unclear("there is nothing from which this follows", segment[0].start, segment[-1].end)
            self.sign = words
            return segment
        if words == NOTE and not relations(segment):
            self.finish(last)
            return []
        if words == NOTE and relations(segment)[0] == 0:
            raise Unclear("what these words say of this is not clear", segment[0].start, segment[0].end)
        if words.split()[:1] and words.split()[0] in CONDITIONAL:
            self.finish(last)
            self.condition(segment, words.split()[0] not in ("where", "with"), words)
            return []
        if in_parentheses(segment):
            self.finish(last)
            self.condition(segment[1:-1], True, "")
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
        if self.arrows and any(one.text in ("pm", "±") for one in segment):
            self.either(sides, between)
            return
        defined = self.define(sides, between) if sides[0] and self.may_define(sides) else False
        made = [self.side(one) if one else None for one in sides[defined:]]
        if defined and len(sides) == 2:
            self.kept = self.definitions[-1].body
            self.sign = ""
            return
        if made[0] is None:
            made[0] = self.kept
        if any(one is None for one in made):
            raise Unclear("a side is missing here", segment[0].start, segment[-1].end)
        whole = [one for one in made if one]
        named = [sign.replace(":=", "=") for sign in between[defined:]]
        said = [_without_units(Claim(*one)) for one in zip(whole, named, whole[1:], strict=False)]
        said = modulo_constants(said, self.scope)
        if self.arrows:
            self.step(said)
            self.kept = whole[-1]
            return
        if set(named) <= set("<>≤≥≠") and is_domain(whole, self.scope.variables):
            self.conditions += said
            return
        self.refuse_matrices(whole)
        self.claims += said
        self.kept = whole[-1]

    def may_define(self, sides: Sequence[list[TexToken]]) -> bool:
        """Whether a side may be defined here. Where things follow from each other, a number or what follows is not."""
        if not self.arrows:
            return True
        found = head(sides[0])
        named = found is not None and (found[1] or any(one.kind == "letter" for one in sides[1]))
        return bool(named) and not (self.sign and found and not found[1])

    def step(self, said: list[Claim]) -> None:
        """Take up a statement that follows from the one before, or from which the next one follows."""
        if self.sign == "or" and self.steps:
            self.steps[-1].either.append(said)
        else:
            self.steps.append(StatedStep(self.sign, [said]))
        self.sign = ""

    def either(self, sides: Sequence[list[TexToken]], between: Sequence[str]) -> None:
        """Take up a statement with ±: once with + and once with −."""
        for i, sign in enumerate("+-"):
            each = [self.side(both(one)[i] if len(both(one)) > 1 else one) for one in sides]
            self.sign = "or" if sign == "-" else self.sign
            self.step([Claim(*one) for one in zip(each, between, each[1:], strict=False)])

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
        member = self.scope.names().index(*name.partition("_")[::2])
        if not params and (member or name in self.scope.numbers):
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

    def near(self, segment: Sequence[TexToken], words: str) -> bool:
        """Whether this says near which place something is: near x = 0, for x near 0, for small x. Then it is noted."""
        signs = relations(segment)
        if "small" in words.split() and not signs:
            self.conditions.append(Claim(self.side(segment), "≈", TexNode("number", "0")))
            return True
        if words.split()[-1:] not in (["near"], ["to"]):
            self.letter = self.side(segment) if len(segment) == 1 else None
            return False
        if not signs and self.letter is not None:
            self.conditions.append(Claim(self.letter, "≈", self.side(segment)))
            return True
        if len(signs) == 1 and segment[signs[0]].text == "=":
            sides = segment[: signs[0]], segment[signs[0] + 1 :]
            self.conditions.append(Claim(self.side(sides[0]), "≈", self.side(sides[1])))
            return True
        raise Unclear("near which place is not clear", segment[0].start, segment[-1].end, "write \\text{near } x = 0")

    def condition(self, segment: list[TexToken], passing: bool, words: str) -> None:
        """`at u = 3x`, `for x > 0`: what has to hold for the claims, or what stands for what."""
        signs = relations(segment)
        if self.near(segment, words) or not signs:
            return
        arrows, self.arrows = self.arrows, False
        before, self.claims, self.kept, count = self.claims, [], None, len(self.definitions)
        renew, self.renew = self.renew, True
        self.finish(segment)
        self.renew, self.arrows = renew, arrows
        self.passing += [one for one in self.definitions[count:] if passing and not one.params]
        self.conditions += self.claims
        self.claims = before


def _without_units(claim: Claim) -> Claim:
    """A claim whose one side is a number with its unit, and whose other has none, as one about the numbers."""
    left, right = measured(claim.left), measured(claim.right)
    if left == right:
        return claim
    made = bare(claim.right if right else claim.left)
    if made is None:
        side = claim.right if right else claim.left
        raise Unclear("the other side has no unit", side.start, side.end, "write units on both sides")
    return replace(claim, right=made) if right else replace(claim, left=made)
