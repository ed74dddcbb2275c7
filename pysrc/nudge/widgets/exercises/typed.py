"""A question whose answer is typed: a number, or a function. Slips are named, also those of the author."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from nudge.rates import Unreadable
from nudge.rates.slips import MESSAGES
from nudge.widgets.base import FieldProblem, Part
from nudge.widgets.controls import Control, Text
from nudge.widgets.exercises.answers import Answer, Query, Rules
from nudge.widgets.exercises.ask import Ask
from nudge.widgets.exercises.feedback import UNANSWERED, Feedback, feedback, plain
from nudge.widgets.exercises.filling import Wording
from nudge.widgets.exercises.formulas import Template
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.keypad import keypad
from nudge.widgets.exercises.talk import SILENT, control, place, talk
from nudge.widgets.markup import Put, attributes, math
from nudge.widgets.values import Values

TYPING = "typing"
"""The control that holds what is being typed, before it is checked."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What an author says about a slip. `name` is its id; or the wrong answer, which is then `wrong` as well.

    `at` is where the words begin in the text of the field, and `wrong_at` where the wrong answer does.
    """

    name: str
    words: str
    wrong: str = ""
    at: int = 0
    wrong_at: int = 0


def remarks(text: str) -> tuple[Remark, ...]:
    """Read lines of a slip's id, or a wrong answer in backticks, and what is said about it. Raises `Unreadable`."""
    found: list[Remark] = []
    at = 0
    for line in text.split("\n"):
        code, words = _split(line.strip())
        if code and any(one.name == code for one in found):
            raise Unreadable(f"“{code}” is given twice", at, len(line), "say all that is to be said of it in one line")
        if code in MESSAGES:
            found.append(Remark(code, words, at=at + line.rindex(words)))
        elif code and "`" in line and words:
            found.append(Remark(code, words, code, at + line.rindex(words), at + line.index(code)))
        elif code:
            hint = "known slips: " + ", ".join(MESSAGES)
            if "`" in line:
                hint = "behind a wrong answer, say what led to it"
            raise Unreadable(f"“{code}” is not a slip", at, len(line), hint)
        at += len(line) + 1
    return tuple(found)


def _split(line: str) -> tuple[str, str]:
    if line.startswith("`"):
        code, _, words = line[1:].partition("`")
        return code.strip(), words.strip()
    code, _, words = line.partition(" ")
    return code, words.strip()


@dataclass(frozen=True, slots=True)
class TypedAnswer(Ask):
    """One answer to type. `wrong` are the author's own slips by their names, `said` what is said of any of them.

    `faulty` are problems with the fields that it was made from.
    """

    query: Query
    rules: Rules
    wrong: Mapping[str, Template]
    said: Mapping[str, Wording]
    right: Wording
    faulty: tuple[FieldProblem, ...]

    def answers(self, variant: Variant) -> Mapping[str, Answer]:
        return {"answer": self.query.answer(variant, self.rules, self.wrong)}

    def controls(self) -> tuple[Control, ...]:
        return (Text("answer", "answer", ""), control("answer"), Text(TYPING, "what is being typed", ""))

    def unanswered(self) -> Feedback:
        return Feedback({**UNANSWERED.parts, **SILENT.parts("answer")})

    def parts(self) -> Mapping[str, Part]:
        return {"preview": self._preview}

    def _preview(self, at: Values) -> str:
        """What is typed and not yet checked, as a formula; nothing where it cannot be read yet."""
        text = at.text(TYPING).strip()
        shown = self.answers(self.given.shown(at))["answer"].preview(text) if text else ""
        return math(shown) if shown else ""

    def feedback(self, at: Values) -> Feedback:
        text, variant = at.text("answer").strip(), self.given.shown(at)
        if not text:
            return self.unanswered()
        asked = self.answers(variant)["answer"]
        mark, found = asked.mark(text), SILENT
        if mark.outcome == "rejected" and not mark.message:
            own = {name: words.html(variant) for name, words in self.said.items()}
            found = talk(mark.slips, text, mark.given, asked, own, at.text(control("answer").name))
        seen = feedback(mark, text, escape(mark.message) or found.said, self.right.html(variant))
        heard = plain(found.reply) or f"{seen.said} {plain(found.heard)}".strip()
        return Feedback({**seen.parts, **found.parts("answer")}, heard, seen.done)

    def fields(self, put: Put) -> str:
        wanted = self.answers(self.given.variants()[0])["answer"].wanted
        field = {"type": "text", "name": "answer", "data-answer": "answer", "maxlength": "2000"}
        easy = {"spellcheck": "false", "autocapitalize": "off"}
        typed = {"data-preview": TYPING, "aria-describedby": f"{put.id}-preview"}
        shown = put.part("preview", "span", class_="preview", id=f"{put.id}-preview")
        label = f"<label><span>Your answer, {wanted}</span><input{attributes(field | easy | typed)}></label>"
        return f"{label}{keypad()}{shown}"

    def below(self, put: Put) -> str:
        return place(put, "answer")

    def words(self) -> Iterable[Wording]:
        return self.said.values()

    def faults(self) -> tuple[FieldProblem, ...]:
        return self.faulty
