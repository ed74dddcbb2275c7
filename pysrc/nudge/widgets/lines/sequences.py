"""Sequences: `w = a then w - eta L'(w), n times`, step by step, up to the first member that has no value."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import repeat

from nudge.widgets.lines.answers import NONE, NoValue
from nudge.widgets.lines.expressions import Expression
from nudge.widgets.values import Values

MOST = 2000
"""Steps of a sequence. Two thousand take some ten milliseconds."""

Coordinates = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Members:
    """The members that have a value, from the first on, and why there is none after the last of them."""

    found: tuple[Coordinates, ...]
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Recurrence:
    """A start, a step in terms of the member before it, and how often it is taken. A number is a pair with 0."""

    name: str
    start: tuple[Expression, ...]
    step: tuple[Expression, ...]
    times: Expression
    _busy: list[bool] = field(default_factory=list, repr=False)

    @property
    def letters(self) -> tuple[str, ...]:
        """What the member before is called in the step."""
        return (self.name,) if len(self.start) == 1 else (f"{self.name}.x", f"{self.name}.y")

    def member(self, values: Values, index: int | None) -> Coordinates:
        """The member with an index, or the last one. Raises `NoValue`."""
        count = values.once(self.count)
        wanted = count if index is None else index
        if not 0 <= wanted <= count:
            raise NoValue(f"{self.name} goes from 0 to {count} here.")
        made = values.once(self.members)
        if wanted >= len(made.found):
            missing = len(made.found)
            which = f"{self.name} has no member {missing}, nor any after it" if missing else f"{self.name} has no start"
            raise NoValue(f"{which}. {made.why}".rstrip())
        return made.found[wanted]

    def known(self, values: Values) -> tuple[Coordinates, ...]:
        """The members that have a value."""
        try:
            return values.once(self.members).found
        except NoValue:
            return ()

    def count(self, values: Values) -> int:
        """How many steps are taken. Raises `NoValue`."""
        return max(0, min(MOST, int(self.times.needed(values) + 1e-9)))

    def members(self, values: Values) -> Members:
        """All members."""
        if self._busy:  # its own step asks for it, if only by a function that was typed
            raise NoValue(f"{self.name} needs itself.")
        self._busy.append(True)
        try:
            return self._walked(values)
        finally:
            self._busy.clear()

    def _walked(self, values: Values) -> Members:
        here: list[float | None] = [one.number(values) for one in self.start]
        steps = [one.bound(values, self.letters) for one in self.step]
        found: list[Coordinates] = []
        for _ in repeat(None, values.once(self.count) + 1):
            known = [number for number in here if number is not None]
            if len(known) < len(here):
                return Members(tuple(found), self._why(values, found))
            found.append((known[0], known[1] if len(known) > 1 else 0.0))
            here = [step(*known) for step in steps]
        return Members(tuple(found))

    def _why(self, values: Values, found: list[Coordinates]) -> str:
        """Why there is no member after those that were found."""
        local = dict(zip(self.letters, found[-1], strict=False)) if found else NONE
        for one in self.step if found else self.start:
            said = one.said(values, local)
            if isinstance(said, str):
                return said
        return ""
