"""How a course spells its mathematics, passed to whatever reads a text of authors or readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from nudge.rates import Spelling, Unreadable, parse, read
from nudge.rates.lexer import LOGS, PLAIN

SpelledReader = Callable[[str, Spelling], Any]


@dataclass(frozen=True, slots=True)
class Spelled:
    """A reader of fields that are mathematics: it is told how the course spells it."""

    read: SpelledReader

    def __call__(self, text: str, spelling: Spelling = PLAIN) -> Any:
        """Read a text. Raises `Unreadable`."""
        return self.read(text, spelling)


def spelt(log: str) -> Spelling:
    """Read the base of a logarithm that is written without one, as the spelling that it makes. Raises `Unreadable`."""
    if log not in LOGS:
        raise Unreadable("This is no base of a logarithm without one", 0, len(log), f"one of {', '.join(LOGS)}")
    return Spelling(log=log)


def plainly(text: str, variable: str, spelling: Spelling) -> str:
    """A function of one variable as a text that is read so in plain spelling, too. Raises `Unreadable`."""
    expr = parse(text, (variable,), spelling=spelling)
    return text if parse(text, (variable,)) is expr else str(expr)


def noted(text: str, variable: str, spelling: Spelling) -> tuple[str, ...]:
    """What is to be said of how a function was read, where custom allows another reading. Raises `Unreadable`."""
    return tuple(note.message for note in read(text, (variable,), spelling=spelling).notes)
