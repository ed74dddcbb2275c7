"""Whether readers' answers can be compared with the expected ones: whether there are places for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nudge.rates import Expr
from nudge.rates.compare import comparable
from nudge.widgets.exercises.answers import Answer

HINT = "it has no value there, or one that cannot be computed: mend the domain, or what is given"


def incomparable(asked: Sequence[Mapping[str, Answer]]) -> tuple[str, str] | None:
    """The first answer that nothing can be compared with, in the variants of a question: "" or an author's slip.

    With it comes a sentence about it; None if there is no such answer.
    """
    for answers in asked:
        for one in answers.values():
            for name, expr in _answers(one):
                if expr.names and not comparable(expr, sorted(expr.names), one.question().where):
                    what = f"the wrong answer {name}" if name else f"the answer {expr}"
                    return name, f"There is no place where answers can be compared with {what}"
    return None


def _answers(one: Answer) -> Iterator[tuple[str, Expr]]:
    """What is expected, by no name, and the wrong answers that the author wrote down."""
    yield "", one.expected
    yield from one.own
