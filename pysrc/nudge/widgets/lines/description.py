"""What the lines of a widget say that all kinds share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from nudge.rates import Expr, Unreadable
from nudge.widgets.controls import Control
from nudge.widgets.lines.answers import VARIANT
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.places import PairExpression, place
from nudge.widgets.lines.scope import Broken, Scope
from nudge.widgets.lines.sequences import Recurrence


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a widget, as its author wrote it; `index` counts from 0."""

    key: str
    text: str
    index: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a line."""

    line: Line
    error: Unreadable
    code: str = "unreadable-field"


@dataclass(frozen=True, slots=True)
class Pull:
    """A place that can be pulled, and the slider that it moves; or a point, which moves the two of its name."""

    line: Line
    place: PairExpression
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """Reads what a reader types for a function: in its letter, with the names of the widget."""

    scope: Scope
    letter: str

    def __call__(self, text: str) -> Expr:
        found = self.scope.read(self.scope, text, frozenset((self.letter,)))
        if any(self.scope.is_place(name) for name in found.expr.names):
            raise Unreadable("This is a place, and a number is wanted", 0, len(text))
        return found.expr


@dataclass(eq=False)
class Description:
    """The lines of a widget, read: what they define, and which of them are left for its kind.

    `start` is what controls start with: functions, and numbers as they are written. `edited` are the functions that a
    reader may type anew.
    """

    scope: Scope
    controls: dict[str, Control] = field(default_factory=dict)
    sequences: dict[str, Recurrence] = field(default_factory=dict)
    data: dict[str, tuple[PairExpression, ...]] = field(default_factory=dict)
    pulls: list[Pull] = field(default_factory=list)
    rest: list[Line] = field(default_factory=list)
    start: dict[str, Expr] = field(default_factory=dict)
    edited: tuple[str, ...] = ()
    troubles: list[Trouble] = field(default_factory=list)
    owners: dict[str, Line] = field(default_factory=dict)
    _read: list[Expression] = field(default_factory=list)

    def attempt(self, line: Line, read: Callable[[], None]) -> None:
        """Read something of a line, and note what is wrong. What a broken definition causes is told once, there."""
        try:
            read()
        except Broken as error:
            if not self.troubles:
                self.troubles.append(Trouble(line, error))
        except Unreadable as error:
            self.troubles.append(Trouble(line, error))

    def expression(
        self, text: str, at: int, letters: Iterable[str] = (), turns: Iterable[str] = (), shown: bool = True
    ) -> Expression:
        """Read a text that begins at `at` in its line; `shown` says that a reader sees it. Raises `Unreadable`."""
        made = Expression.read(self.scope, text, at, self.start, frozenset(letters), frozenset(turns))
        if shown:
            self._read.append(made)
        return made

    def place(
        self, text: str, at: int, letters: Iterable[str] = (), turns: Iterable[str] = (), shown: bool = True
    ) -> PairExpression:
        """Read a place. Raises `Unreadable`."""
        made = place(self.scope, text, at, self.start, frozenset(letters), frozenset(turns))
        if shown:
            self._read += (made.x, made.y)
        return made

    def circles(self) -> Iterator[str]:
        """The sequences that need themselves."""
        for name, sequence in self.sequences.items():
            inside = (*sequence.start, *sequence.step, sequence.times)
            reached = self._reached([one for part in inside for one in (*part.start(self.start).names, *part.uses)])
            if any(stem in self.scope.members and self.scope.members[stem].sequence == name for stem in reached):
                yield name

    def idle(self) -> Iterator[str]:
        """The controls that nothing depends on which a reader sees, of what was read so far."""
        used = self._reached([name for one in self._read for name in (*one.start(self.start).names, *one.uses)])
        yield from (name for name in (*self.controls, *self.scope.varied) if name not in (*used, VARIANT))

    def _reached(self, todo: list[str]) -> set[str]:
        """All names in trees that these depend on, the stems of members among them."""
        used: set[str] = set()
        while todo:
            name = todo.pop()
            if name in used:
                continue
            used.add(name)
            todo += self.scope.inner(name)
            stem = name.partition(".")[0]
            if stem in self.scope.pairs and stem not in self.scope.sequences and name == stem:
                todo += (f"{stem}.x", f"{stem}.y")
            if stem in self.scope.members:
                used.add(stem)
                sequence = self.sequences.get(self.scope.members[stem].sequence)
                inside = (*sequence.start, *sequence.step, sequence.times) if sequence else ()
                todo += [one for part in inside for one in (*part.start(self.start).names, *part.uses)]
        return used
