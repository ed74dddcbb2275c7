"""An exercise whose answer is typed: a number, or a function."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from html import escape
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.rates.domains import domain
from nudge.rates.forms import FORMS
from nudge.rates.slips import MESSAGES
from nudge.widgets.base import FieldProblem, entry
from nudge.widgets.controls import Control, Text
from nudge.widgets.exercises.answers import Answer, Rules, answer, mistaken
from nudge.widgets.exercises.base import UNANSWERED, Exercise, Verdict, plain, verdict
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.talk import SILENT, control, outcomes, place, talk
from nudge.widgets.markup import Put, attributes
from nudge.widgets.values import Values


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


def form(text: str) -> str:
    """Read the name of a form. Raises `Unreadable`."""
    name = text.strip().replace("-", "_")
    if name and name not in FORMS:
        known = ", ".join(FORMS).replace("_", "-")
        raise Unreadable(f"“{text.strip()}” is not a form", 0, len(text), f"the forms are {known}")
    return name


def tolerance(text: str) -> Decimal:
    """Read how far an answer may be off. Raises `Unreadable`."""
    try:
        size = Decimal(text.strip())
    except InvalidOperation:
        size = Decimal(-1)
    if not 0 <= size < Decimal(10) ** 9:
        raise Unreadable("This is not a tolerance", 0, len(text), "a small number, such as 0.005")
    return size


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed(Exercise):
    """A question with one answer to type: a number, or a function. Slips are named, hints open one at a time."""

    kind: ClassVar[str] = "exercise"

    answer: str = entry(str, "How the answer follows: `diff(f(g(x)), x)`, or `diff(f(g(x)), x) = 42` to be held to it.")
    slip: tuple[Remark, ...] = entry(
        remarks, "A slip's id, or a wrong answer, and what to say of it, one a line.", "", repeats=True
    )
    form: str = entry(form, "The form that is wanted, such as `lowest-terms`, `exact`, `simplified` or `factored`.", "")
    tolerance: Decimal = entry(tolerance, "How far a number may be off.", "0")
    domain: str = entry(str, "Where two functions have to agree, such as `x > 0` or `n whole`.", "")

    def asks(self, variant: Variant) -> Mapping[str, Answer]:
        own = {remark.name: remark.wrong for remark in self.slip if remark.wrong}
        slips = self.slips | {
            remark.name for remark in self.slip if not remark.wrong
        }  # what an author speaks of counts
        return {"answer": answer(self.answer, variant, Rules(self.form, self.domain, self.tolerance, slips), own)}

    def flaws(self) -> tuple[FieldProblem, ...]:
        return self._mistold() or super(Typed, self).flaws()

    def _mistold(self) -> tuple[FieldProblem, ...]:
        """A problem for the author's first wrong answer that does not follow from what is given."""
        for remark in self.slip:
            try:
                for variant in self.given.variants() if remark.wrong else ():
                    mistaken(remark.wrong, variant)
            except Unreadable as error:
                place = remark.wrong_at + error.offset, error.length
                return (FieldProblem("unreadable-field", "slip", error.message, error.hint, *place),)
        return ()

    def faults(self) -> tuple[FieldProblem, ...]:
        written = self.answer.partition("=")[0]
        names = (*self.given.functions, *self.given.numbers)
        if names and not any(re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", written) for name in names):
            message, hint = "This does not follow from what is given", f"such as diff(f(x), x) = {written.strip()}"
            return (FieldProblem("unreadable-field", "answer", message, hint, 0, len(self.answer)),)
        try:
            domain(self.domain, self.asks(self.given.variants()[0])["answer"].letters, self.spelling)
        except Unreadable as error:
            place = (error.offset, error.length)
            return (FieldProblem("unreadable-field", "domain", error.message, error.hint, *place),)
        return ()

    def wording(self) -> Iterator[tuple[str, str, int]]:
        yield from super(Typed, self).wording()
        yield from (("slip", remark.words, remark.at) for remark in self.slip)

    def answering(self) -> tuple[Control, ...]:
        return (Text("answer", "answer", ""), control("answer"))

    def outcomes(self) -> tuple[str, ...]:
        return ("verdict", "outcome", *outcomes("answer"))

    def marked(self, at: Values, variant: Variant) -> Verdict:
        text = at.text("answer").strip()
        if not text:
            return Verdict({**UNANSWERED.parts, **SILENT.parts("answer")})
        asked = self.asks(variant)["answer"]
        mark = asked.mark(text)
        words = {remark.name: self.told(remark.words, variant) for remark in self.slip}
        found = SILENT
        if mark.outcome == "rejected" and not mark.message:
            found = talk(mark.slips, text, asked, words, at.text(control("answer").name))
        seen = verdict(mark, text, escape(mark.message) or found.said, self.told(self.right, variant))
        heard = plain(found.reply) or f"{seen.said} {plain(found.heard)}".strip()
        return Verdict({**seen.parts, **found.parts("answer")}, heard, seen.done)

    def fields(self, put: Put) -> str:
        """The field to type in."""
        wanted = self.asks(self.given.variants()[0])["answer"].wanted
        field = {"type": "text", "name": "answer", "data-answer": "answer", "maxlength": "2000"}
        easy = {"spellcheck": "false", "autocapitalize": "off"}
        return f"<label><span>Your answer, {wanted}</span><input{attributes(field | easy)}></label>"

    def ways(self, put: Put) -> str:
        return place(put, "answer")
