"""What a mark is to the pane that holds it: stable elements, and the marks that they are in a state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from nudge.figures import Label, Mark, Place, Polyline, Window, element
from nudge.rates import Unreadable
from nudge.widgets.lines.answers import NoValue, whole
from nudge.widgets.lines.description import Description, Line
from nudge.widgets.lines.endings import Ended, Loop, ended
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.lines.names import checked
from nudge.widgets.lines.places import PairExpression
from nudge.widgets.values import Values

MOST_TURNS = 500
"""Turns of a loop over a mark: more are not told apart in a picture."""

Marks = Callable[[Values, Window], Iterable[Mark]]
Turn = tuple[float, ...]
Reaches = Callable[[Values, Window], Sequence[Sequence[Place | None]]]
"""Series of places, each in its order, None where there is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One stable element: what it is like in every state, and the marks whose paths it holds in one.

    `been` is the control by which the element is uncovered, for a trace.
    """

    shape: Mark
    marks: Marks
    been: str = ""

    @property
    def moves(self) -> tuple[str, ...]:
        """What follows the marks. Any number of labels are the content of one group."""
        return ("content",) if isinstance(self.shape, Label) else self.shape.moves

    def texts(self, at: Values, window: Window) -> Mapping[str, str]:
        """What follows the marks, in a state."""
        found = list(self.marks(at, window))
        if isinstance(self.shape, Label):
            return {"content": "".join(element(one, one.geometry(window)) for one in found)}
        drawn = [one.geometry(window) for one in found]
        return {what: "".join(one[what] for one in drawn) for what in self.shape.moves}


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A mark: its line, its elements, where it is in a state, and the outlines that words keep away from.

    `reaches` is what an axis that fits shows, and says whether the mark is in its pane at all.
    """

    line: Line
    elements: tuple[Element, ...]
    reaches: Reaches
    outlines: Callable[[Values, Window], Sequence[Polyline]] = lambda at, window: ()


@dataclass(frozen=True, slots=True, eq=False)
class Turns:
    """The turns of a loop: its letters, and what they are in each. Without a loop there is one turn.

    `known` are the names that may be used in the loop: its letters, and the place that two of them are.
    """

    letters: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    low: Expression | None = None
    high: Expression | None = None
    data: tuple[PairExpression, ...] = ()

    def each(self, at: Values) -> list[Turn]:
        """The numbers of the letters, turn by turn; those of data that have a value."""
        return at.once(self._each)

    def _each(self, at: Values) -> list[Turn]:
        if not self.letters:
            return [()]
        if self.low is None or self.high is None:
            return [place for one in self.data if (place := one.numbers(at))]
        ends = []
        for end in (self.low, self.high):
            try:
                ends.append(whole(end.scope, end.tree(at), at, {}, "A loop"))
            except NoValue:
                return []
        return [(float(k),) for k in range(ends[0], min(ends[1], ends[0] + MOST_TURNS) + 1)]


def reading(made: Description, line: Line) -> tuple[Ended, Turns]:
    """A mark's line without its endings, and its turns. Raises `Unreadable`."""
    end = ended(line.text, loop=True, colour=True)
    return end, turns(made, end.loop)


def turns(made: Description, loop: Loop | None) -> Turns:
    """The turns of a loop. Raises `Unreadable`."""
    if loop is None:
        return Turns()
    letter = checked(loop.letter, loop.at)
    if letter in made.scope.lines:
        raise Unreadable(f"{letter} is defined already", loop.at, len(letter), "take another letter for the loop")
    if loop.data:
        if loop.data not in made.data:
            known = ", ".join(made.data)
            hint = f"the data are {known}" if known else "write them: data: cloud = (1, 2), (3, 1)"
            raise Unreadable(f"There are no data called {loop.data}", loop.low[1], len(loop.data), hint)
        made.scope.places.add(letter)
        letters = (f"{letter}.x", f"{letter}.y")
        return Turns(letters, (letter, *letters), data=made.data[loop.data])
    low, high = (made.expression(*bound) for bound in (loop.low, loop.high))
    return Turns((letter,), (letter,), low, high)
