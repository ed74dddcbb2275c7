"""What the controls of a widget say, with a note of who asks.

Frames need to know which controls a part depends on. Nobody declares that: a part is a function of its `Values`, and
these write down which names it asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar, TypeVarTuple

from nudge.rates import Expr

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Values:
    """The texts and the readings of all controls in one state. Whoever asks for one is noted.

    Not hashable, so that no cache of a function can take one as an argument and miss what it read; not to be iterated
    over, because whoever did would depend on every control.
    """

    __slots__ = ("_made", "_notes", "_own", "_readings", "_texts")
    __hash__ = None  # type: ignore[assignment]
    __iter__ = None

    def __init__(self, texts: Mapping[str, str], readings: Mapping[str, Any]) -> None:
        self._texts, self._readings = texts, readings
        self._own: frozenset[str] = frozenset()
        self._notes: list[set[str]] = [set()]
        self._made: dict[Any, tuple[Any, frozenset[str]]] = {}

    def __getitem__(self, name: str) -> Any:
        """The reading of a control: the number of a slider, the `Expr` of a typed function, the word of a choice."""
        self._note(name)
        return self._readings[name]

    def number(self, name: str) -> float:
        """The number of a slider. Raises TypeError if it is something else."""
        return _typed(self[name], float, name)

    def expr(self, name: str) -> Expr:
        """The function that was typed. Raises TypeError if it is something else."""
        return _typed(self[name], Expr, name)

    def word(self, name: str) -> str:
        """The word of a choice. Raises TypeError if it is something else."""
        return _typed(self[name], str, name)

    def text(self, name: str) -> str:
        """The exact text of a control."""
        self._note(name)
        return self._texts[name]

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """The names that are asked for inside of the block. They count for the block around it too."""
        inside: set[str] = set()
        self._notes.append(inside)
        try:
            yield inside
        finally:
            self._notes.pop()
            self._notes[-1] |= inside

    def once(self, make: Callable[[Values, *Ts], T], *args: *Ts) -> T:
        """`make(self, *args)`, called once for these values however many parts ask for it.

        What it read is noted again for everyone who asks. `make` is a function of a module or a method, never a lambda
        made on the spot, and returns something finished; `args` are hashable.
        """
        kept = self._made.get((make, args))
        if kept is None:
            with self.noting() as read:
                made = make(self, *args)
            kept = self._made[make, args] = made, frozenset(read)
        else:
            self._notes[-1].update(kept[1])
        return kept[0]

    def having(self, texts: Mapping[str, str], readings: Mapping[str, Any]) -> Values:
        """These values with others in the place of some, or beside them.

        Asking for one of those is not noted: what they were made from was, when they were made. So make them in `once`.
        """
        more = Values({**self._texts, **texts}, {**self._readings, **readings})
        more._own, more._notes = self._own | frozenset(readings), self._notes
        return more

    def _note(self, name: str) -> None:
        if name not in self._own:
            self._notes[-1].add(name)


def _typed(reading: Any, kind: type[T], name: str) -> T:
    if not isinstance(reading, kind):
        raise TypeError(f"the control “{name}” holds {type(reading).__name__}, not {kind.__name__}")
    return reading
