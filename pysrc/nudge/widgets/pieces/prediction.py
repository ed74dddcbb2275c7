"""A prediction: a question and a button for each answer; what was answered then stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put, prose
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True, eq=False)
class Prediction(Piece):
    """The question of the control "guess", whose words are the `options`. `then` is said after any answer."""

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
