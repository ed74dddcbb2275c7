"""A prediction: a question to commit to before trying. Neither answer is marked; the picture that follows will tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.widgets.base import Piece, Widget, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.pieces.prediction import Prediction


def options(text: str) -> tuple[str, ...]:
    """Read two to four short answers, separated by semicolons. Raises `Unreadable`."""
    found = tuple(piece.strip() for piece in text.split(";"))
    if not 2 <= len(found) <= 4 or "" in found or len(set(found)) < len(found):
        raise Unreadable("This is not a choice", 0, len(text), "write two to four different answers: rise; fall; stay")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Predict(Widget):
    """A question with a few short answers, to be guessed before the reader finds out."""

    kind: ClassVar[str] = "predict"

    alt: str = entry(str, "What a picture in the question shows, if there is one.", "")
    question: str = entry(str, "What is to be predicted; formulas between dollar signs.")
    options: tuple[str, ...] = entry(options, "Two to four answers, separated by semicolons: `rise; fall; stay`.")
    then: str = entry(str, "What to do next, said in place of the question after any answer.", "Now try it.")

    def controls(self) -> tuple[Control, ...]:
        return (Choice("guess", "answer", "", ("", *self.options)),)

    def pieces(self) -> tuple[Piece, ...]:
        return (Prediction("guess", self.question, self.options, self.then),)
