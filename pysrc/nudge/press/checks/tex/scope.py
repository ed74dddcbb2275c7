"""What is said, and what is known at a place of a lesson: claims, definitions, and the scope that holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nudge.press.checks.tex.names import Names
from nudge.press.checks.tex.tree import TexNode, show
from nudge.rates.lexer import PLAIN


@dataclass(frozen=True, slots=True)
class Claim:
    """Two sides and the relation that is said to hold between them."""

    left: TexNode
    relation: str
    right: TexNode

    def shown(self) -> str:
        """The claim as it was read."""
        return f"{show(self.left)} {self.relation} {show(self.right)}"


@dataclass(frozen=True, slots=True)
class Follow:
    """What is said to follow: of `given` one chain holds, so one of `then` does; with `both` the other way as well."""

    given: tuple[tuple[Claim, ...], ...]
    then: tuple[tuple[Claim, ...], ...]
    both: bool = False

    def claims(self) -> list[Claim]:
        """All that is said in it."""
        return [claim for each in (*self.given, *self.then) for claim in each]

    def shown(self) -> str:
        """The statement as it was read."""
        sides = [
            " or ".join(", ".join(one.shown() for one in each) for each in side) for side in (self.given, self.then)
        ]
        return f" {'⇔' if self.both else '⇒'} ".join(sides)


@dataclass(frozen=True, slots=True)
class Definition:
    """What a name stands for. Without `params` it is a variable. `free` if it is an arbitrary function."""

    name: str
    params: tuple[str, ...]
    body: TexNode
    line: int = 0
    free: bool = False

    def shown(self) -> str:
        """The definition as it was read."""
        head = f"{self.name}({', '.join(self.params)})" if self.params else self.name
        return f"{head} = {show(self.body)}"


@dataclass(frozen=True, slots=True)
class LessonScope:
    """What is known at some place of a lesson: functions and variables, which are different things, and letters of
    which nothing is known but that they are `numbers`; `curves` are equations by the names that authors gave them.
    `log` is as in `Names`; `kept` is the last side of the display before, with which one goes on that begins with =.
    """

    functions: Mapping[str, Definition] = field(default_factory=dict)
    variables: Mapping[str, Definition] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    curves: Mapping[str, Claim] = field(default_factory=dict)
    log: str = PLAIN.log
    kept: TexNode | None = None

    def names(self, shown: frozenset[str] = frozenset()) -> Names:
        """What the reader has to know, with the letters that a display shows to be numbers."""
        functions = {name: one.params for name, one in self.functions.items()}
        return Names(functions, frozenset(self.variables), self.numbers | shown, self.log)

    def seen(self) -> set[str]:
        """The letters that stand in definitions as numbers do."""
        every = [*self.functions.values(), *self.variables.values()]
        return {node.text for one in every if not one.free for node in one.body.walk() if node.kind == "symbol"}

    def with_(self, one: Definition) -> LessonScope:
        """The same with one more definition; it takes the place of an earlier one."""
        if one.params:
            variables = {k: v for k, v in self.variables.items() if k != one.name}
            return replace(self, functions={**self.functions, one.name: one}, variables=variables)
        functions = {k: v for k, v in self.functions.items() if k != one.name}
        return replace(self, functions=functions, variables={**self.variables, one.name: one})

    def with_all(self, some: Sequence[Definition]) -> LessonScope:
        """The same with these, one after the other."""
        scope = self
        for one in some:
            scope = scope.with_(one)
        return scope

    def reached(self, nodes: Sequence[TexNode]) -> list[Definition]:
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
    scope: LessonScope
    follows: tuple[Follow, ...] = ()

    def lasting(self) -> list[Definition]:
        """What goes on to count behind the display. That x is 2 counts within it alone."""
        kept = [one for one in self.definitions if one not in self.passing]
        return [one for one in kept if one.params or any(n.kind in ("symbol", "apply") for n in one.body.walk())]
