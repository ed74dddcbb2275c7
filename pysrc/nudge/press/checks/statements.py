"""Displays to what they say: definitions, conditions, and claims. Knows how lines and chains go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nudge.press.checks import grammar
from nudge.press.checks.letters import name_at, numbers_in, refuse_vectors, refuse_words
from nudge.press.checks.lexer import Token, spelled, tokens
from nudge.press.checks.names import CALLS, WORDS, Names
from nudge.press.checks.rows import CONDITIONAL, in_parentheses, relations, rows, segments
from nudge.press.checks.tree import Node, Unclear, show

_FIXED = frozenset(["e", "π", "d", *CALLS])
"""What has a meaning everywhere: sin(x) = x is a claim, and a false one."""

_USUAL = frozenset("xyzuvwst")
"""The parameters of a function that is the same everywhere: f(x) = 5."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides and the relation that is said to hold between them."""

    left: Node
    relation: str
    right: Node

    def shown(self) -> str:
        """The claim as it was read."""
        return f"{show(self.left)} {self.relation} {show(self.right)}"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a name stands for. Without `params` it is a variable. `free` if it is an arbitrary function."""

    name: str
    params: tuple[str, ...]
    body: Node
    line: int = 0
    free: bool = False

    def shown(self) -> str:
        """The definition as it was read."""
        head = f"{self.name}({', '.join(self.params)})" if self.params else self.name
        return f"{head} = {show(self.body)}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known at some place of a lesson: functions and variables, which are different things, and letters of
    which nothing is known but that they are `numbers`.
    """

    functions: Mapping[str, Definition] = field(default_factory=dict)
    variables: Mapping[str, Definition] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()

    def names(self, shown: frozenset[str] = frozenset()) -> Names:
        """What the reader has to know, with the letters that a display shows to be numbers."""
        functions = {name: one.params for name, one in self.functions.items()}
        return Names(functions, frozenset(self.variables), self.numbers | shown)

    def with_(self, one: Definition) -> Scope:
        """The same with one more definition; it takes the place of an earlier one."""
        if one.params:
            variables = {k: v for k, v in self.variables.items() if k != one.name}
            return replace(self, functions={**self.functions, one.name: one}, variables=variables)
        functions = {k: v for k, v in self.functions.items() if k != one.name}
        return replace(self, functions=functions, variables={**self.variables, one.name: one})

    def with_all(self, some: Sequence[Definition]) -> Scope:
        """The same with these, one after the other."""
        scope = self
        for one in some:
            scope = scope.with_(one)
        return scope

    def reached(self, nodes: Sequence[Node]) -> list[Definition]:
        """The definitions that these expressions depend on."""
        wanted, found = set().union(*(node.names() for node in nodes)), dict[str, Definition]()
        while wanted:
            name = wanted.pop()
            for one in (self.functions.get(name), self.variables.get(name)):
                if one and one not in found.values():
                    found[f"{name}{bool(one.params)}"] = one
                    wanted |= one.body.names() - set(one.params)
        return [found[key] for key in sorted(found)]


@dataclass(frozen=True, slots=True)
class Said:
    """All that a display says, in its order. `scope` is what is defined at its end.

    Of the definitions those that are `passing` say where the display is looked at: at u = 3x.
    """

    claims: tuple[Claim, ...]
    conditions: tuple[Claim, ...]
    definitions: tuple[Definition, ...]
    passing: tuple[Definition, ...]
    scope: Scope

    def lasting(self) -> list[Definition]:
        """What goes on to count behind the display. That x is 2 counts within it alone."""
        kept = [one for one in self.definitions if one not in self.passing]
        return [one for one in kept if one.params or any(n.kind in ("symbol", "apply") for n in one.body.walk())]


def read(tex: str, scope: Scope, line: int = 0, renew: bool = False) -> Said:
    """What a display says. Raises `Unclear`. With `renew`, what looks like a definition is one, of a known name too."""
    found = tokens(tex)
    refuse_words(found)
    reading = _Reading(scope, line, renew, numbers_in(found))
    last: list[Token] = []
    lines = [segments(row) for row in rows(found)]
    early = [reading.early(*one) for line in lines for one in line]
    for row in lines:
        for i, (words, segment) in enumerate(row):
            if not early.pop(0):
                last = reading.segment(words, segment, last, i == 0)
    reading.finish(last)
    return reading.said()


def expression(text: str, scope: Scope) -> Node:
    """A single expression, in TeX or typed: f'(g(1)), \\frac{2}{3}, sqrt(2). Raises `Unclear`."""
    words = WORDS | {name for name in scope.functions if len(name) > 1}
    found = spelled(tokens(text), words)
    if not found:
        raise Unclear("there is nothing to compute", 0, 1, "write what the number is, such as f(2)")
    signs = relations(found)
    if signs:
        one = found[signs[0]]
        raise Unclear(f"“{one.text}” does not belong into a number", one.start, one.end, "write one side only")
    return grammar.expression(found, scope.names(numbers_in(found)))


@dataclass(slots=True)
class _Reading:
    """What one display said so far. `kept` is its last expression, for a line that goes on with a relation."""

    scope: Scope
    line: int
    renew: bool
    numbers: frozenset[str]
    claims: list[Claim] = field(default_factory=list)
    conditions: list[Claim] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    passing: list[Definition] = field(default_factory=list)
    kept: Node | None = None

    def said(self) -> Said:
        """All of it."""
        known, passing = tuple(self.definitions), tuple(self.passing)
        return Said(tuple(self.claims), tuple(self.conditions), known, passing, self.scope)

    def early(self, words: str, segment: Sequence[Token]) -> bool:
        """Define a function that is explained behind its use: (f ∘ g)(x) = 9x^2 where f(u) = u^2."""
        signs = relations(segment)
        if words.split()[:1] not in (["where"], ["with"], ["for"]) or len(signs) != 1 or not signs[0]:
            return False
        head = _head(segment[: signs[0]])
        if head is None or not head[1] or head[0] in self.scope.functions:
            return False
        try:
            return self.define([list(segment[: signs[0]]), list(segment[signs[0] + 1 :])], [segment[signs[0]].text])
        except Unclear:
            return False

    def segment(self, words: str, segment: list[Token], last: list[Token], first: bool) -> list[Token]:
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

    def finish(self, segment: list[Token]) -> None:
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
        made = [self.side(one, segment) if one else None for one in sides[defined:]]
        if defined and len(sides) == 2:
            self.kept = self.definitions[-1].body
            return
        if made[0] is None:
            made[0] = self.kept
        for left, relation, right in zip(made, between[defined:], made[1:], strict=False):
            if left is None or right is None:
                raise Unclear("a side is missing here", segment[signs[0]].start, segment[signs[0]].end)
            self.claims.append(Claim(left, relation.replace(":=", "="), right))
        self.kept = made[-1]

    def side(self, side: Sequence[Token], segment: Sequence[Token]) -> Node:
        """One side of a relation."""
        made = grammar.expression(side, self.scope.names(self.numbers))
        refuse_vectors(made, self.scope.variables.keys() | self.scope.numbers)
        return replace(made, start=side[0].start, end=side[-1].end)

    def define(self, sides: Sequence[list[Token]], between: Sequence[str]) -> bool:
        """Whether the first link of a chain is a definition; if so it is noted."""
        if between[0] not in ("=", ":=") or not sides[1]:
            return False
        head = _head(sides[0])
        if head is None:
            return False
        name, params = head
        self.refuse_partial(name, sides[0])
        known = name in (self.scope.functions if params else self.scope.variables)
        if (known and not (self.renew or between[0] == ":=")) or (not params and name in self.scope.functions):
            return False
        own = _called(name, sides[1]) if params else None
        if own:
            raise Unclear(f"{name} is used here before it is defined", own.start, own.end)
        body = self.side(sides[1], sides[1])
        if params and between[0] != ":=" and not _everywhere(params, body):
            return False
        one = Definition(name, params, body, self.line)
        behind = {own for each in self.scope.reached([body]) for own in each.body.names()}
        if name in behind or (not params and name in body.names()):
            return False
        self.scope = self.scope.with_(one)
        self.definitions.append(one)
        return True

    def refuse_partial(self, name: str, side: Sequence[Token]) -> None:
        """f_x is a name of its own, unless f takes an x: then it looks like a derivative, and is neither."""
        base, _, below = name.partition("_")
        one = self.scope.functions.get(base)
        if one and below in one.params:
            hint = rf"write \frac{{\partial {base}}}{{\partial {below}}}"
            raise Unclear(f"{name} can be read in two ways", side[0].start, side[2].end, hint)

    def condition(self, segment: list[Token], passing: bool) -> None:
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


def _called(name: str, side: Sequence[Token]) -> Token | None:
    """Where a function's name stands before a bracket."""
    for i, one in enumerate(side):
        own, after = name_at(side, i) if one.kind in ("letter", "command") else ("", i)
        if own == name and [each.text for each in side[after : after + 1]] == ["("]:
            return one
    return None


def _everywhere(params: Sequence[str], body: Node) -> bool:
    """Whether f(x) = … says what f is at every place. P(A) = 0.3, f(a) = b and f(x) = 0 are about some places."""
    if any(one[0].isupper() for one in params):
        return False
    constant = not set(params) & body.names()
    return not constant or (set(params) <= _USUAL and not (body.kind == "number" and not body.text.strip("0.")))


def _head(side: Sequence[Token]) -> tuple[str, tuple[str, ...]] | None:
    """The name and parameters of a side such as g, x_0, f(x) or \\operatorname{cost}(x, y), if it is one."""
    head = [one.text for one in side]
    if head[0] == "Δ" and side[1:] and side[1].kind == "letter":
        inner = _head(side[1:])
        return (f"Δ{inner[0]}", ()) if inner and not inner[1] else None
    name, rest = (f"{head[0]}_{head[2]}", head[3:]) if head[1:2] == ["_"] and len(head) > 2 else (head[0], head[1:])
    if name in _FIXED or side[0].kind not in ("letter", "command") or (side[0].kind == "command" and not rest):
        return None
    params = side[len(head) - len(rest) + 1 : -1 : 2]
    called = rest[:1] == ["("] and rest[-1] == ")" and len(rest) % 2 and all(one.kind == "letter" for one in params)
    if rest and not (called and set(rest[2:-1:2]) <= {","}):
        return None
    return name, tuple(one.text for one in params)
