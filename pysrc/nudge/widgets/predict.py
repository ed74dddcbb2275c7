"""A prediction: a question to commit to before trying. Neither answer is marked; the picture that follows will tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.widgets.base import State, View, Widget, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.markup import attributes, bound, part, prose


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
        return (Choice("guess", "prediction", "", ("", *self.options)),)

    def view(self, state: State) -> View:
        guess = state["guess"]
        if guess and guess not in self.options:
            return View({}, "There is no such answer.", problems={"guess": "There is no such answer."})
        pressed = {f"pressed-{i}": str(option == guess).lower() for i, option in enumerate(self.options)}
        said = f"You predict: {prose(guess)}. {prose(self.then)}" if guess else prose(self.question)
        return View({"said": said, **pressed}, f"You predict: {guess}. {self.then}" if guess else "", bool(guess))

    def markup(self, view: View, name: str) -> str:
        buttons = []
        for i, option in enumerate(self.options):
            fixed = {"type": "button", "data-control": "guess", "value": option}
            buttons.append(
                f"<button{attributes(fixed | bound(view, {'aria-pressed': f'pressed-{i}'}))}>{prose(option)}</button>"
            )
        return (
            f'<div class="guess" role="group" aria-labelledby="{name}-said">'
            f"{part(view, 'said', 'span', id=f'{name}-said')} {''.join(buttons)}</div>"
        )
