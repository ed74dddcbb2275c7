"""Displays to what they say: definitions, conditions, and claims. Knows how lines and chains go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nudge.press.checks.lexer import Token, spelled, tokens
from nudge.press.checks.reader import WORDS, Names, Reader
from nudge.press.checks.tree import Node, Unclear, show

RELATIONS = ("=", ":=", "≤", "≥", "<", ">", "≠", "≈")
CONDITIONAL = frozenset(["at", "for", "where", "when", "if", "with", "whenever", "provided"])
_JOINING = frozenset(["and", "so", "hence", "thus", "therefore", "then", "also", "but", "that is", "i.e."])
_ROWS = frozenset(["aligned", "align", "align*", "gathered", "gather", "gather*", "split", "equation", "equation*"])
_FIXED = ("e", "π", "d")


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
    """What is defined at some place of a lesson: functions and variables, which are different things."""

    functions: Mapping[str, Definition] = field(default_factory=dict)
    variables: Mapping[str, Definition] = field(default_factory=dict)

    def names(self) -> Names:
        """What the reader has to know."""
        return Names(frozenset(self.functions), frozenset(self.variables))

    def with_(self, one: Definition) -> Scope:
        """The same with one more definition; it takes the place of an earlier one."""
        if one.params:
            variables = {k: v for k, v in self.variables.items() if k != one.name}
            return Scope({**self.functions, one.name: one}, variables)
        functions = {k: v for k, v in self.functions.items() if k != one.name}
        return Scope(functions, {**self.variables, one.name: one})

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
    """All that a display says, in its order. `scope` is what is defined behind it."""

    claims: tuple[Claim, ...]
    conditions: tuple[Claim, ...]
    definitions: tuple[Definition, ...]
    scope: Scope


def read(tex: str, scope: Scope, line: int = 0, renew: bool = False) -> Said:
    """What a display says. Raises `Unclear`. With `renew`, what looks like a definition is one, of a known name too."""
    reading = _Reading(scope, line, renew)
    last: list[Token] = []
    for row in _rows(tokens(tex)):
        for i, (words, segment) in enumerate(_segments(row)):
            last = reading.segment(words, segment, last, i == 0)
    reading.finish(last)
    return Said(tuple(reading.claims), tuple(reading.conditions), tuple(reading.definitions), reading.scope)


def expression(text: str, scope: Scope) -> Node:
    """A single expression, in TeX or typed: f'(g(1)), \\frac{2}{3}, sqrt(2). Raises `Unclear`."""
    words = WORDS | {name for name in scope.functions if len(name) > 1}
    found = spelled(tokens(text), words)
    if not found:
        raise Unclear("there is nothing to compute", 0, 1, "write what the number is, such as f(2)")
    signs = _relations(found)
    if signs:
        one = found[signs[0]]
        raise Unclear(f"“{one.text}” does not belong into a number", one.start, one.end, "write one side only")
    return Reader(found, scope.names()).all()


@dataclass(slots=True)
class _Reading:
    """What one display said so far. `kept` is its last expression, for a line that goes on with a relation."""

    scope: Scope
    line: int
    renew: bool
    claims: list[Claim] = field(default_factory=list)
    conditions: list[Claim] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    kept: Node | None = None

    def segment(self, words: str, segment: list[Token], last: list[Token], first: bool) -> list[Token]:
        """Take up a segment, the `first` of its line or not; returned is what may still go on in the next line."""
        if words.split()[:1] and words.split()[0] in CONDITIONAL:
            self.finish(last)
            self.condition(segment)
            return []
        if _in_parentheses(segment):
            self.finish(last)
            self.condition(segment[1:-1])
            return []
        if last and first and segment[0].text in ("+", "-", "*", "/") and not _relations(segment):
            return [*last, *segment]
        self.finish(last)
        return segment

    def finish(self, segment: list[Token]) -> None:
        """Read a whole chain."""
        if not segment:
            return
        signs = _relations(segment)
        if not signs:
            raise Unclear("there is nothing to compare", segment[0].start, segment[-1].end, "a check needs a relation")
        if signs[0] == 0 and self.kept is None:
            raise Unclear("there is nothing on the left", segment[0].start, segment[0].end)
        ends = [*signs, len(segment)]
        sides = [segment[a + 1 : b] for a, b in zip([-1, *signs], ends, strict=True)]
        relations = [segment[i].text for i in signs]
        defined = self.define(sides, relations) if sides[0] else False
        made = [self.side(one, segment) if one else None for one in sides[defined:]]
        if defined and len(sides) == 2:
            self.kept = self.definitions[-1].body
            return
        if made[0] is None:
            made[0] = self.kept
        for left, relation, right in zip(made, relations[defined:], made[1:], strict=False):
            if left is None or right is None:
                raise Unclear("a side is missing here", segment[signs[0]].start, segment[signs[0]].end)
            self.claims.append(Claim(left, relation.replace(":=", "="), right))
        self.kept = made[-1]

    def side(self, side: Sequence[Token], segment: Sequence[Token]) -> Node:
        """One side of a relation."""
        made = Reader(side, self.scope.names()).all()
        return replace(made, start=side[0].start, end=side[-1].end)

    def define(self, sides: Sequence[list[Token]], relations: Sequence[str]) -> bool:
        """Whether the first link of a chain is a definition; if so it is noted."""
        if relations[0] not in ("=", ":=") or not sides[1]:
            return False
        head = _head(sides[0])
        if head is None:
            return False
        name, params = head
        known = name in (self.scope.functions if params else self.scope.variables)
        if (known and not (self.renew or relations[0] == ":=")) or (not params and name in self.scope.functions):
            return False
        body = self.side(sides[1], sides[1])
        one = Definition(name, params, body, self.line)
        behind = {own for each in self.scope.reached([body]) for own in each.body.names()}
        if name in behind or (not params and name in body.names()):
            return False
        self.scope = self.scope.with_(one)
        self.definitions.append(one)
        return True

    def condition(self, segment: list[Token]) -> None:
        """`at u = 3x`, `for x > 0`: what has to hold for the claims, or what stands for what."""
        signs = _relations(segment)
        if not signs:
            return
        before, self.claims, self.kept = self.claims, [], None
        renew, self.renew = self.renew, True
        self.finish(segment)
        self.renew = renew
        self.conditions += self.claims
        self.claims = before


def _head(side: Sequence[Token]) -> tuple[str, tuple[str, ...]] | None:
    """The name and parameters of a side such as g, x_0, f(x) or \\operatorname{cost}(x, y), if it is one."""
    head = [one.text for one in side]
    name, rest = (f"{head[0]}_{head[2]}", head[3:]) if head[1:2] == ["_"] and len(head) > 2 else (head[0], head[1:])
    if name in _FIXED or side[0].kind not in ("letter", "command") or (side[0].kind == "command" and not rest):
        return None
    params = side[len(head) - len(rest) + 1 : -1 : 2]
    called = rest[:1] == ["("] and rest[-1] == ")" and len(rest) % 2 and all(one.kind == "letter" for one in params)
    if rest and not (called and set(rest[2:-1:2]) <= {","}):
        return None
    return name, tuple(one.text for one in params)


def _rows(found: Sequence[Token]) -> list[list[Token]]:
    """The lines of a display. Every second & of a line parts what stands side by side."""
    rows: list[list[Token]] = [[]]
    ands = 0
    for token in found:
        if token.kind == "environment":
            if token.text not in _ROWS:
                raise Unclear(f"“{token.text}” is not understood", token.start, token.end)
        elif token.kind == "break":
            rows.append([])
            ands = 0
        elif token.text == "&":
            ands += 1
            if ands % 2 == 0:
                rows[-1].append(replace(token, kind="sign", text="quad"))
        else:
            rows[-1].append(token)
    return rows


def _segments(row: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """The statements of a line, and the words before each."""
    found: list[tuple[str, list[Token]]] = [("", [])]
    depth = 0
    for i, token in enumerate(row):
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if token.kind == "words" and depth == 0:
            first = token.text.lower().strip(",.;: ")
            if first.split()[:1] and first.split()[0] not in CONDITIONAL and first not in _JOINING:
                raise Unclear(f"the words “{token.text}” are not understood", token.start, token.end)
            found.append((first, []))
        elif token.kind == "sign" and token.text in (",", ";", "quad") and depth == 0:
            joined = found[-1][0] if not found[-1][1] or _listed(found[-1], row[i + 1 :]) else ""
            found.append((joined, []))
        elif not (token.text == "." and token.kind == "sign" and depth == 0 and _ends(row[i + 1 :])):
            found[-1][1].append(token)
    return [one for one in found if one[1]]


def _listed(last: tuple[str, list[Token]], rest: Sequence[Token]) -> bool:
    """Whether a comma goes on listing conditions: where u = 3x, y = u^2."""
    return last[0].split()[:1] == ["where"]


def _ends(rest: Sequence[Token]) -> bool:
    return all(one.kind == "words" or one.text in ("quad", ".", ",") for one in rest[:1])


def _relations(segment: Sequence[Token]) -> list[int]:
    """Where the relations of a chain are."""
    found, depth = [], 0
    for i, token in enumerate(segment):
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth == 0 and token.kind == "sign" and token.text in RELATIONS:
            found.append(i)
    return found


def _in_parentheses(segment: Sequence[Token]) -> bool:
    return (
        len(segment) > 4
        and segment[0].text == "("
        and segment[-1].text == ")"
        and not _relations(segment)
        and bool(_relations(segment[1:-1]))
    )
