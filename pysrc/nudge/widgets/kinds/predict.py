"""A prediction: a question to commit to before trying. The picture that follows tells; then each answer has a reply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.widgets.base import FieldProblem, Fields, Made, Piece, Widget, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.pieces.prediction import Prediction, Reply

_BAR = re.compile(r"\s\|(?:\s|$)")  # and not the bars of |x|
_ID = re.compile(r"#?(?P<id>[A-Za-z][\w-]*)$")
_MOST = 4  # answers: more cannot be kept apart before anything was seen


def options(text: str) -> tuple[str, ...]:
    """Read two to four short answers, separated by semicolons. Raises `Unreadable`."""
    if not text.strip():
        return ()
    found = tuple(piece.strip() for piece in text.split(";"))
    if not 2 <= len(found) <= _MOST or "" in found or len(set(found)) < len(found):
        raise Unreadable("This is not a choice", 0, len(text), "write two to four different answers: rise; fall; stay")
    return found


def replied(text: str) -> tuple[tuple[str, str], ...]:
    """Read answers, one a line, each with the reply to it behind a bar. Raises `Unreadable`."""
    found, at = [], 0
    for line in text.split("\n"):
        option, *rest = _BAR.split(line.strip(), maxsplit=1)
        if line.strip():
            if option.startswith("|"):
                raise Unreadable("There is no answer before the bar", at, len(line), "write it like: zero | It turns.")
            found.append((option.strip(), "".join(rest).strip()))
        at += len(line) + 1
    return tuple(found)


def widget_id(text: str) -> str:
    """Read the id of a widget, `#ball`. Raises `Unreadable`."""
    found = _ID.match(text.strip())
    if text.strip() and not found:
        raise Unreadable("This is not the id of a widget", 0, len(text), "such as #ball")
    return found["id"] if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predict(Widget):
    """A question with a few short answers, to be guessed before the reader finds out."""

    kind: ClassVar[str] = "predict"

    alt: str = entry(str, "What a picture in the question shows, if there is one.", "")
    question: str = entry(str, "What is to be predicted, where no words stand in the block.", "")
    options: tuple[str, ...] = entry(options, "Two to four answers, separated by semicolons: `rise; fall; stay`.", "")
    answer: tuple[tuple[str, str], ...] = entry(
        replied, "The answer that comes true; behind a bar, the reply to it.", "", repeats=True
    )
    wrong: tuple[tuple[str, str], ...] = entry(
        replied, "An answer that does not; behind a bar, the reply to it.", "", repeats=True
    )
    after: str = entry(widget_id, "The widget to be moved before replies, `#ball`; else the next one of the step.", "")
    then: str = entry(str, "What to do next, said in place of the question after any answer.", "Now try it.")
    order: tuple[str, ...] = entry(lambda text: tuple(text.split()), "The keys of answers in order.", "", internal=True)

    @classmethod
    def of(cls, fields: Fields, internal: bool) -> Made:
        made = super(Predict, cls).of(fields, internal)
        order = " ".join(key for key, _ in fields if key in ("answer", "wrong"))
        return made if made[0] is None or not order else super(Predict, cls).of((*fields, ("order", order)), True)

    def replies(self) -> tuple[Reply, ...]:
        """The answers with replies, in the order in which they were written."""
        left = {"answer": iter(self.answer), "wrong": iter(self.wrong)}
        ordered = [(key, *one) for key in self.order for one in (next(left[key], None),) if one]
        rest = ((key, *one) for key, some in left.items() for one in some)
        return tuple(Reply(option, key == "answer", words) for key, option, words in chain(ordered, rest))

    def flaws(self) -> tuple[FieldProblem, ...]:
        replies = self.replies()
        if not replies and not self.options:
            hint = "write options: rise; fall, or an answer and a wrong one with their replies"
            return (FieldProblem("missing-key", "options", "There is nothing to choose from", hint),)
        if replies and self.options:
            return (
                FieldProblem("unreadable-field", "options", "The answers are given twice", "leave one of them out"),
            )
        names = [one.option for one in replies]
        if replies and (len(self.answer) != 1 or not 2 <= len(names) <= _MOST or len(set(names)) < len(names)):
            message = f"There are {len(self.answer)} answers that come true and {len(self.wrong)} others"
            return (
                FieldProblem("unreadable-field", "answer", message, f"one, and up to {_MOST - 1} different others"),
            )
        return ()

    def controls(self) -> tuple[Control, ...]:
        replies = self.replies()
        guess = Choice("guess", "answer", "", ("", *(self.options or (one.option for one in replies))))
        return (guess, Choice("moved", "moved", "", ("", "yes"))) if replies else (guess,)

    def pieces(self) -> tuple[Piece, ...]:
        replies = self.replies()
        options = self.options or tuple(one.option for one in replies)
        return (Prediction("guess", self.question, options, self.then, replies, self.after),)
