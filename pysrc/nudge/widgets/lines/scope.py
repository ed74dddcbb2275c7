"""The names that the lines of a widget define.

Definitions stand in any order and not in a circle. A text that is written with them becomes a tree (`reading.py`) in
which only those names are left that a state has to answer: controls, members of sequences, sums, letters of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from nudge.rates import Expr, Spelling, Unreadable, Variable
from nudge.rates.lexer import PLAIN
from nudge.widgets.lines.names import NAME, checked
from nudge.widgets.values import Values

Bodies = Mapping[str, Expr]
"""What controls decide about a text, by their names: functions, and numbers that sums are written out by."""

_DEFINED = re.compile(
    rf"(?P<name>{NAME})\s*(?:\(\s*(?P<letters>{NAME}(?:\s*,\s*{NAME})*)\s*\))?\s*=(?!=)(?P<text>.*)$", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class LetDefinition:
    """A definition: a function of `letters`, or what is written without; `at` is where `text` begins in its line."""

    name: str
    letters: tuple[str, ...]
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Body:
    """A tree, its letters (none for a number), and the controls that decided it."""

    letters: tuple[str, ...]
    expr: Expr
    uses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a sequence: `w_(k + 1)`; the last one where there is no index."""

    sequence: str
    index: Expr | None


@dataclass(frozen=True, slots=True)
class SumOverLetter:
    """`sum(body for letter from low to high)`."""

    body: Expr
    letter: str
    low: Expr
    high: Expr


@dataclass(frozen=True, slots=True)
class Rate:
    """What a tree came from: the rate of `expr` by `letter`, of an order, at a place."""

    expr: Expr
    letter: str
    at: Expr
    order: int


class MemberSource(Protocol):
    """What a scope needs of a sequence."""

    def member(self, values: Values, index: int | None) -> tuple[float, float]:
        """A member, or the last one. Raises `NoValue`."""


class Read(Protocol):
    """What reads a text; `reading.read` is that."""

    def __call__(
        self,
        scope: Scope,
        text: str,
        letters: frozenset[str] = ...,
        bodies: Bodies | None = ...,
        turns: frozenset[str] = ...,
        of: LetDefinition | None = ...,
    ) -> Body: ...


class Broken(Unreadable):
    """A text that uses a definition which cannot be read itself. The definition is what is told, once."""


class _Circle(Unreadable):
    """A name was needed while it was being read."""


@dataclass(eq=False)
class Scope:
    """What is defined. It is filled line by line; `settle` then reads every definition.

    `choices` are functions that controls decide, by their names: their letters; `options` what
    the words of a choice stand for. `varied` are numbers of which an exercise takes another in each variant; `variants`
    what they are in each, by its key. `axes` are letters of panes, in which
    plain definitions are functions even where sliders have the same names; `places` are letters of loops over data.
    """

    read: Read
    spelling: Spelling = PLAIN
    functions: dict[str, LetDefinition] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, Expr]] = field(default_factory=dict)
    numbers: set[str] = field(default_factory=set)
    varied: dict[str, tuple[Expr, ...]] = field(default_factory=dict)
    variants: dict[str, Mapping[str, Expr]] = field(default_factory=dict)
    pairs: set[str] = field(default_factory=set)
    sequences: dict[str, MemberSource | None] = field(default_factory=dict)
    axes: frozenset[str] = frozenset()
    places: set[str] = field(default_factory=set)
    lines: dict[str, int] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    sums: dict[str, SumOverLetter] = field(default_factory=dict)
    literals: dict[str, tuple[Expr, Expr]] = field(default_factory=dict)
    rates: dict[Expr, Rate] = field(default_factory=dict)
    _names: dict[object, str] = field(default_factory=dict)
    _resolving: list[str] = field(default_factory=list)
    _told: str = ""
    _broken: set[str] = field(default_factory=set)
    _bodies: dict[tuple[str, frozenset[tuple[str, Expr]]], Body] = field(default_factory=dict)

    def claim(self, name: str, at: int, line: int) -> None:
        """Take a name that stands at `at` in a line. Raises `Unreadable` if it cannot be had."""
        checked(name, at)
        if name in self.lines:
            raise Unreadable(f"{name} is defined already", at, len(name), "every name stands for one thing")
        self.lines[name] = line

    def define(self, text: str, at: int, line: int) -> None:
        """Take a definition: `c = 2`, `f(x) = x^2`, `f(x, y) = x y`, `u = x^2`. Raises `Unreadable`."""
        found = _DEFINED.match(text)
        if not found:
            raise Unreadable("This is not a definition", at, len(text), "write it like: f(x) = x^2; c = 2")
        self.claim(found["name"], at, line)
        letters: tuple[str, ...] = ()
        start = at + found.start("text")
        if found["letters"]:
            letters = tuple(letter.strip() for letter in found["letters"].split(","))
            for letter in letters:
                checked(letter, at + found.start("letters"))
            if len(letters) > 2 or len(set(letters)) < len(letters):
                message, length = "A function has one letter or two different ones", len(found["letters"])
                raise Unreadable(message, at + found.start("letters"), length)
        lead = len(found["text"]) - len(found["text"].lstrip())
        self.functions[found["name"]] = LetDefinition(found["name"], letters, found["text"].strip(), start + lead)

    def settle(self, bodies: Bodies) -> list[tuple[int, Unreadable]]:
        """Read every definition; what is wrong with them, each with its line. `bodies` are what controls start with."""
        found: list[tuple[int, Unreadable]] = []
        for name in self.functions:
            self._told = name
            try:
                self.body(name, bodies)
            except Broken:
                self._broken.add(name)
            except Unreadable as error:
                self._broken.add(name)
                found.append((self.lines[name], error))
        self._told = ""
        return found

    def body(self, name: str, bodies: Bodies) -> Body:
        """A defined function or number.

        Raises `Broken` if it cannot be read; only `settle` is told why.
        """
        if name in self.choices:
            if name not in bodies:
                raise Broken(f"{name} can be changed, and is not known here")
            return Body((self.choices[name],), bodies[name], frozenset((name,)))
        if name in self._broken:
            raise Broken(f"{name} cannot be read")
        key = name, frozenset(bodies.items())
        if key not in self._bodies:
            if len(self._bodies) > 500:  # as many as a reader types
                self._bodies.clear()
            self._bodies[key] = self._read(self.functions[name], bodies)
        return self._bodies[key]

    def _read(self, function: LetDefinition, bodies: Bodies) -> Body:
        name = function.name
        if name in self._resolving:
            circle = [*self._resolving[self._resolving.index(name) :], name]
            raise _Circle(f"{' → '.join(circle)}: this is defined in a circle")
        self._resolving.append(name)
        try:
            made = self.read(self, function.text, frozenset(function.letters), bodies, of=function)
        except _Circle as error:
            kind = Unreadable if self._tells() else _Circle if len(self._resolving) > 1 else Broken
            hint = "one of them has to do without the others"
            raise kind(error.message, function.at, len(function.text), hint) from None
        except Broken:
            raise
        except Unreadable as error:
            if not self._tells():
                raise Broken(f"{name} cannot be read") from None
            raise Unreadable(error.message, function.at + error.offset, error.length, error.hint) from None
        finally:
            self._resolving.pop()
        return Body(function.letters or made.letters, made.expr, made.uses)

    def _tells(self) -> bool:
        """Whether the definition that is being read is the one whose flaws are told."""
        return self._resolving == [self._told]

    # names in trees that a state answers

    def answers(self, name: str) -> bool:
        """Whether a name in a tree is one that a state answers."""
        stem = name.partition(".")[0]
        return (
            name in self.numbers
            or stem in self.pairs
            or stem in self.members
            or name in self.sums
            or name in self.literals
        )

    def is_place(self, name: str) -> bool:
        """Whether a name in a tree stands for a place of the plane."""
        if name in self.literals or name in self.pairs or name in self.places:
            return True
        return name in self.members and self.members[name].sequence in self.pairs

    def member(self, sequence: str, index: Expr | None) -> str:
        """The name in trees of a member of a sequence."""
        made = Member(sequence, index)
        name = self._names.setdefault(made, f"{sequence}[{len(self._names)}]")
        self.members[name] = made
        return name

    def sum(self, one: SumOverLetter) -> str:
        """The name in trees of a sum."""
        name = self._names.setdefault(one, f"sum[{len(self._names)}]")
        self.sums[name] = one
        return name

    def pair(self, x: Expr, y: Expr) -> Expr:
        """The variable in trees that stands for a pair of numbers."""
        name = self._names.setdefault((x, y), f"pair[{len(self._names)}]")
        self.literals[name] = x, y
        return Variable(name)

    def inner(self, name: str) -> frozenset[str]:
        """The names inside of what a name in a tree stands for: an index, the terms and bounds of a sum."""
        stem = name.partition(".")[0]
        if stem in self.members:
            index = self.members[stem].index
            return index.names if index is not None else frozenset()
        if name in self.sums:
            one = self.sums[name]
            return (one.body.names - {one.letter}) | one.low.names | one.high.names
        return frozenset()

    def depends(self, name: str, letters: Collection[str]) -> bool:
        """Whether what a name stands for depends on letters."""
        return any(one in letters or self.depends(one, letters) for one in self.inner(name))
