"""An exercise whose answer is found in steps, each a blank to fill in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.widgets.base import FieldProblem, entry
from nudge.widgets.exercises.answers import Rules, query
from nudge.widgets.exercises.ask import Ask, Flawed, located
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.fill import AskedBlank, Blanks

_BLANK = re.compile(r"(?P<tick>`?)\s*(?P<name>[A-Za-z])\s*=(?P<text>[^`]*)(?P=tick)(?P<words>.*)$")


@dataclass(frozen=True, slots=True)
class Blank:
    """One step: the name of its value, how it follows from what is given and from earlier blanks, and its question.

    `at` is where that text begins in the field, and `words_at` where the question does.
    """

    name: str
    text: str
    words: str
    at: int
    words_at: int


def blanks(text: str) -> tuple[Blank, ...]:
    """Read blanks, one a line: `` `u = g(x)` Where does g land? `` Raises `Unreadable`."""
    found: list[Blank] = []
    at = 0
    for line in text.split("\n"):
        read = _BLANK.match(line.strip())
        if line.strip() and not read:
            raise Unreadable("This is not a blank", at, len(line), "write it like: `u = g(x)` Where does g land?")
        if read and (read["name"] == "e" or any(one.name == read["name"] for one in found)):
            message = f"{read['name']} is asked for already" if read["name"] != "e" else "e is a number already"
            raise Unreadable(message, at, len(line), "every blank has a letter of its own")
        if read:
            lead = len(line) - len(line.lstrip())
            words = read["words"].strip()
            places = at + lead + read.start("text"), at + line.rindex(words)
            found.append(Blank(read["name"], read["text"], words, *places))
        at += len(line) + 1
    if not found:
        raise Unreadable("There is no blank", 0, len(text), "write it like: `u = g(x)` Where does g land?")
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill(Exercise):
    """A question answered in steps, each a blank. A later one goes on from the reader's own earlier numbers."""

    kind: ClassVar[str] = "fill"

    blank: tuple[Blank, ...] = entry(
        blanks, "Steps, one a line: a letter with how it follows, `u = g(x)`, then the question.", repeats=True
    )

    def question(self) -> Ask:
        known = set(self.given.numbers) | set(self.given.functions)
        clash = next((one.name for one in self.blank if one.name in known), "")
        if clash:
            message, hint = f"{clash} is given already", "a blank has a letter of its own"
            raise Flawed(FieldProblem("unreadable-field", "blank", message, hint))
        steps = [self._step(one, [before.name for before in self.blank[:i]]) for i, one in enumerate(self.blank)]
        rules = Rules(slips=self.slips)
        return Blanks(self.given, "blank", tuple(steps), rules, self.told("right", self.right))

    def _step(self, one: Blank, before: list[str]) -> AskedBlank:
        with located("blank", one.at):
            asked = query(one.text, self.given, before)
        return AskedBlank(one.name, asked, self.told("blank", one.words, one.words_at), one.at)
