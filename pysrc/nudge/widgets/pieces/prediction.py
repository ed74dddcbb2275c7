"""A prediction: a question and a button for each answer; what was answered then stands in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from nudge.widgets.base import Part, Piece
from nudge.widgets.markup import Put, attributes, prose
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to an answer once the reader has seen what happens; `right` is the one that comes true."""

    option: str
    right: bool
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class Prediction(Piece):
    """The question of the control "guess", whose words are the `options`. `then` is said after any answer.

    Where there are `replies`, one to each option, they wait for the control "moved": the page puts it when the widget
    `after` was moved, or the next one of the step.
    """

    question: str
    options: tuple[str, ...]
    then: str
    replies: tuple[Reply, ...] = ()
    after: str = ""

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
        waits = attributes({"data-answer": "moved", "data-after": self.after}) if self.replies else ""
        named = {"aria-labelledby": f"{put.id}-words"} if self.question else {"aria-label": "Your prediction"}
        return f'<div class="guess" role="group"{attributes(named)}{waits}>{words} {buttons}</div>'

    def _pressed(self, option: str, at: Values) -> str:
        return str(option == at.word("guess")).lower()

    def _words(self, at: Values) -> str:
        guess = at.word("guess")
        if not guess:
            return prose(self.question)
        reply = self._reply(at)
        if reply is None:
            return f"You predict: {prose(guess)}. {prose(self.then)}"
        return f"You predicted: {prose(guess)}. {prose(self._outcome(reply))}"

    def _said(self, at: Values) -> str:
        guess, reply = at.word("guess"), self._reply(at)
        if reply is not None:
            return f"You predicted: {guess}. {self._outcome(reply)}"
        return f"You predict: {guess}. {self.then}" if guess else ""

    def _reply(self, at: Values) -> Reply | None:
        """The reply to what was predicted, if the reader has moved what was to be moved."""
        if not self.replies or not at.word("moved"):
            return None
        guess = at.word("guess")
        return next((one for one in self.replies if one.option == guess), None)

    def _outcome(self, reply: Reply) -> str:
        if reply.right:
            return f"It came true. {reply.words}".rstrip()
        right = next(one.option for one in self.replies if one.right)
        return f"It did not come true: {right}. {reply.words}".rstrip()
