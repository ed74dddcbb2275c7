"""A prediction: a question to commit to before trying. Neither answer is marked; the picture that follows will tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.widgets.base import Part, Piece, Widget, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.markup import Put, prose
from nudge.widgets.values import Values


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
        return (Guess("guess", self.question, self.options, self.then),)


@dataclass(frozen=True, slots=True, eq=False)
class Guess(Piece):
    """The question, in whose place stands what was answered, and a button for each answer."""

    question: str
    options: tuple[str, ...]
    then: str

    def parts(self) -> Mapping[str, Part]:
        pressed: dict[str, Part] = {f"pressed-{i}": partial(self._pressed, one) for i, one in enumerate(self.options)}
        return {"words": self._words, **pressed, "said": self._said, "done": lambda at: "1" if at.word("guess") else ""}

    def markup(self, put: Put) -> str:
        buttons = "".join(
            f"<button{put.bound({'aria-pressed': f'pressed-{i}'}, type='button', data_control='guess', value=one)}>"
            f"{prose(one)}</button>"
            for i, one in enumerate(self.options)
        )
        words = put.part("words", "span", id=f"{put.id}-words")
        return f'<div class="guess" role="group" aria-labelledby="{put.id}-words">{words} {buttons}</div>'

    def _pressed(self, option: str, at: Values) -> str:
        return str(option == at.word("guess")).lower()

    def _words(self, at: Values) -> str:
        guess = at.word("guess")
        return f"You predict: {prose(guess)}. {prose(self.then)}" if guess else prose(self.question)

    def _said(self, at: Values) -> str:
        guess = at.word("guess")
        return f"You predict: {guess}. {self.then}" if guess else ""
