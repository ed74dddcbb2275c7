"""What every exercise has: a question, perhaps with a picture above it, hints one at a time, and variants."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import final

from nudge.rates import Unreadable
from nudge.widgets.base import FieldProblem, Piece, Widget, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.exercises.ask import Ask, Flawed
from nudge.widgets.exercises.comparing import HINT, incomparable
from nudge.widgets.exercises.filling import Wording
from nudge.widgets.exercises.form import Form, Help
from nudge.widgets.exercises.given import Given, given
from nudge.widgets.exercises.possible import possible
from nudge.widgets.exercises.separation import printed


def lines(text: str) -> tuple[str, ...]:
    """Read texts, one a line."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Widget):
    """A question, made from fields by a kind, and the fields that all kinds have. A picture may stand above it."""

    alt: str = entry(str, "What a picture in the question shows, if there is one.", "")
    given: Given = entry(given, "What is known: `g = a x + 1; f = u^2; x = 2; a in {2, 3}`.", "")
    hint: tuple[str, ...] = entry(
        lines, "Hints, one a line; formulas between dollar signs. More are worked out.", "", repeats=True
    )
    solution: str = entry(str, "The way to the answer; worked out from what is given if left out.", "")
    right: str = entry(str, "What is said to a reader who got it right.", "")
    allow_collision: str = entry(str, "Why a slip may lead to the answer of this exercise.", "")
    asked: tuple[str, ...] = entry(lines, "Formulas of the text with numbers to fill in.", "", internal=True)
    slips: frozenset[str] = entry(possible, "Which slips readers can make yet.", "all", internal=True)
    _made: list[tuple[Ask, Help]] = field(init=False, repr=False, compare=False, default_factory=list)

    def question(self) -> Ask:
        """What is asked, with all texts of the author read. Raises `Flawed`."""
        raise NotImplementedError

    def picture(self) -> tuple[Piece, ...]:
        """The pieces of what stands above the question, such as a widget to move."""
        return ()

    @final
    @property
    def ask(self) -> Ask:
        """What is asked. Raises `Flawed`."""
        return self._once()[0]

    @final
    @property
    def help(self) -> Help:
        """The hints and the solution. Raises `Flawed` where the question does."""
        return self._once()[1]

    def _once(self) -> tuple[Ask, Help]:
        if not self._made:
            self._made.append((self.question(), self._help()))
        return self._made[0]

    @final
    def told(self, key: str, text: str, at: int = 0) -> Wording:
        """The author's words in the field `key`, where they begin at `at`."""
        return Wording.of(key, text, at, self.given)

    def _help(self) -> Help:
        starts = [sum(len(line) + 1 for line in self.hint[:i]) for i in range(len(self.hint))]
        hints = tuple(map(partial(self.told, "hint"), self.hint, starts))
        return Help(hints, self.told("solution", self.solution), self.told("right", self.right))

    def controls(self) -> tuple[Control, ...]:
        keys = tuple(variant.key for variant in self.given.variants())
        which = (Choice("variant", "variant", keys[0], keys),) if len(keys) > 1 else ()
        return (*which, *self.ask.controls())

    def pieces(self) -> tuple[Piece, ...]:
        return (*self.picture(), Form("", self.ask, self.help, self.asked))

    def looks(self) -> tuple[str, ...]:
        return ("exercise",)

    def flaws(self) -> tuple[FieldProblem, ...]:
        try:
            ask = self.ask
            for variant in self.given.variants():
                ask.answers(variant)
        except Flawed as flaw:
            return (flaw.problem,)
        except Unreadable as error:
            place = (error.offset, error.length)
            return (FieldProblem("unreadable-field", self.ask.source, error.message, error.hint, *place),)
        found = ask.faults() or self._unworkable() or self._incomparable()
        return found or (*printed(self.given, ask.answers, self.help.hints), *ask.confusions(self.allow_collision))

    def _incomparable(self) -> tuple[FieldProblem, ...]:
        """An answer, or a wrong one of the author's, with which nothing that readers type could be compared."""
        found = incomparable([self.ask.answers(variant) for variant in self.given.variants()])
        if found is None:
            return ()
        return (FieldProblem("unreadable-field", "slip" if found[0] else self.ask.source, found[1], HINT),)

    def _unworkable(self) -> tuple[FieldProblem, ...]:
        """Numbers in the author's words that cannot be worked out, in the first variant where that is so."""
        every = (*self.help.words(), *self.ask.words())
        for variant in self.given.variants():
            found = tuple(
                FieldProblem("unreadable-field", words.key, error.message, error.hint, error.offset, error.length)
                for words in every
                for error in words.unworkable(variant)
            )
            if found:
                return found
        return ()
