"""An exercise whose answer is chosen: one of a few options, or several of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.rates.slips import MESSAGES
from nudge.widgets.base import entry
from nudge.widgets.exercises.answers import Query, query
from nudge.widgets.exercises.ask import Ask, located
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.choice import ChosenAnswer, Option
from nudge.widgets.exercises.sketch import Sketch, sketch

_BAR = re.compile(r"\s\|(?:\s|$)")  # and not the bars of |x|


@dataclass(frozen=True, slots=True)
class Written:
    """An option as its author wrote it, and what is said of it when it is chosen, each with where it begins."""

    text: str
    text_at: int
    remark: str
    at: int


def options(text: str) -> tuple[Written, ...]:
    """Read options, one a line, each with what is said of it behind a bar: `the inner rate | It is zero there.`"""
    found, at = [], 0
    for line in text.split("\n"):
        first, *rest = _BAR.split(line.strip(), maxsplit=1)
        remark = "".join(rest).strip()
        if line.strip():
            words = first.strip().strip("`").strip()
            found.append(Written(words, at + line.index(words), remark, at + line.rindex(remark)))
        at += len(line) + 1
    return tuple(found)


def order(text: str) -> bool:
    """Read whether options stand as they are written."""
    if text.strip() not in ("mixed", "written"):
        raise Unreadable("This is not an order", 0, len(text), "mixed, or written")
    return text.strip() == "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Exercise):
    """A question with a few options; one of them is right, or several. Each wrong one can say why it is wrong."""

    kind: ClassVar[str] = "choice"

    answer: tuple[Written, ...] = entry(
        options, "A right option, one a line; behind a bar, what is said of it.", repeats=True
    )
    wrong: tuple[Written, ...] = entry(
        options, "A wrong option, one a line; or the id of a slip that leads to one.", repeats=True
    )
    pane: Sketch | None = entry(
        sketch, "What options `curve 1 - x^2` show, which are small plots: `x in [-2, 2]; y in [-1, 4]`.", ""
    )
    order: bool = entry(order, "How options are shown: `mixed`, or `written` for the right ones first.", "mixed")

    def question(self) -> Ask:
        right = [self._option("answer", one) for one in self.answer]
        wrong = [self._option("wrong", one) for one in self.wrong]
        return ChosenAnswer(self.given, "answer", (*right, *wrong), self.told("right", self.right), self.order)

    def _option(self, key: str, one: Written) -> Option:
        remark, right = self.told(key, one.remark, one.at), key == "answer"
        if self.pane and one.text.startswith("curve "):
            with located(key, one.text_at + 6):
                asked = query(one.text[6:], self.given, (self.pane.x,))
                if set(asked.formula.expr.names) - {self.pane.x, *self.given.numbers} - _calls(asked):
                    raise Unreadable(f"A curve here is a function of {self.pane.x}", 0, len(one.text) - 6)
            return Option(right, one.text, remark, asked, sketch=self.pane)
        if not (self.given.functions or self.given.numbers):
            return Option(right, one.text, remark)
        if one.text in MESSAGES:
            return Option(right, one.text, remark, slip=one.text)
        with located(key, one.text_at):
            return Option(right, one.text, remark, query(one.text, self.given))


def _calls(asked: Query) -> set[str]:
    """The letters that stand for given functions."""
    return {call.letter for call in asked.formula.calls}
