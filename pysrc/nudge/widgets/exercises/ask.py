"""What an exercise asks: the controls that hold an answer, the form it is given in, and how it is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from nudge.rates import Unreadable, simplify, value
from nudge.rates.slips import APART
from nudge.rates.verdicts import wrong_answers
from nudge.widgets.base import FieldProblem, Part
from nudge.widgets.controls import Control
from nudge.widgets.exercises.answers import Answer
from nudge.widgets.exercises.feedback import UNANSWERED, Feedback
from nudge.widgets.exercises.filling import Wording
from nudge.widgets.exercises.given import Given, Variant
from nudge.widgets.exercises.hints import solution
from nudge.widgets.exercises.separation import coinciding, colliding
from nudge.widgets.exercises.words import named
from nudge.widgets.markup import Put
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True)
class AnswerKeyLine:
    """A line of an answer key: what is asked, the answer, and the values that slips lead to, each as plain text.

    `asked` is the letter of a blank, "" where there is only one question. `slips` has the ids that lead to each value.
    `computed` is whether the answer was worked out from what is given, and not written down by the author.
    """

    asked: str
    answer: str
    slips: Mapping[str, tuple[str, ...]]
    computed: bool = True


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about what is given. Nothing of the author's is left to be read in it.

    `source` is the field that the answers are worked out from. A kind of question says which `answers` it wants, has
    `controls` and a form for them, and gives `feedback`; the rest is the same for most.
    """

    given: Given
    source: str

    def answers(self, variant: Variant) -> Mapping[str, Answer]:
        """The answers that are wanted in a variant, by the names of their controls. Raises `Unreadable`."""
        raise NotImplementedError

    def controls(self) -> tuple[Control, ...]:
        """The controls that hold what the reader answered."""
        raise NotImplementedError

    def feedback(self, at: Values) -> Feedback:
        """What is shown and said of what was answered: the parts of `unanswered`."""
        raise NotImplementedError

    def fields(self, put: Put) -> str:
        """The inside of the form, above its button."""
        raise NotImplementedError

    def below(self, put: Put) -> str:
        """What stands below the button and the verdict, such as a question back to the reader."""
        return ""

    def unanswered(self) -> Feedback:
        """The feedback while nothing is answered."""
        return UNANSWERED

    def parts(self) -> Mapping[str, Part]:
        """Parts of the form that depend on the variant alone."""
        return {}

    def words(self) -> Iterable[Wording]:
        """The author's words in the question, in which numbers may be worked out."""
        return ()

    def faults(self) -> tuple[FieldProblem, ...]:
        """What is wrong with the question, though all of it can be read and worked out."""
        return ()

    def confusions(self, allowed: str) -> tuple[FieldProblem, ...]:
        """Wrong answers that are taken for right ones; `allowed` says why they may be."""
        return colliding(self.given, self.answers, allowed, self.source)

    def coincidences(self) -> tuple[tuple[str, ...], str]:
        """For the report: answers that coincide, in words, and what would tell them apart."""
        return coinciding(self.given, self.answers)

    def key(self, variant: Variant) -> tuple[AnswerKeyLine, ...]:
        """The answer key of a variant."""
        return tuple(
            AnswerKeyLine("" if name == "answer" else name, named(one.expected), _values(one), one.computed)
            for name, one in self.answers(variant).items()
        )

    def way(self, variant: Variant, written: str) -> str:
        """The solution, as HTML: what the author has `written`, or else the way to each answer."""
        return written or "".join(map(solution, self.answers(variant).values()))


class Flawed(Exception):
    """A question cannot be made from the author's fields. It is caught where the fields are judged."""

    def __init__(self, problem: FieldProblem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@contextmanager
def located(key: str, at: int = 0) -> Iterator[None]:
    """Inside of it, what cannot be read stands in the field `key`, in a text that begins at `at`. Raises `Flawed`."""
    try:
        yield
    except Unreadable as error:
        offset = at + error.offset
        problem = FieldProblem("unreadable-field", key, error.message, error.hint, offset, error.length)
        raise Flawed(problem) from None


def _values(asked: Answer) -> dict[str, tuple[str, ...]]:
    """What the usual slips lead to, and which."""
    found: dict[str, tuple[str, ...]] = {}
    usual = (one for one in wrong_answers(asked.question()) if one[0] in APART)
    for name, wrong in (*asked.own, *usual):
        written = named(simplify(wrong))
        if name not in found.get(written, ()) and (wrong.names or value(wrong, {}) is not None):
            found[written] = (*found.get(written, ()), name)
    return found
