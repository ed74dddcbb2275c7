"""An exercise whose answer is typed: a number, or a function."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from nudge.rates import Unreadable
from nudge.rates.domains import EVERYWHERE, Domain, domain
from nudge.rates.forms import FORMS
from nudge.widgets.base import FieldProblem, entry
from nudge.widgets.exercises.answers import Query, Rules, query
from nudge.widgets.exercises.ask import Ask, located
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.formulas import Template, formula
from nudge.widgets.exercises.typed import Remark, TypedAnswer, remarks


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
class TypedExercise(Exercise):
    """A question with one answer to type: a number, or a function. Slips are named, hints open one at a time."""

    kind: ClassVar[str] = "exercise"

    answer: str = entry(str, "How the answer follows: `diff(f(g(x)), x)`, or `diff(f(g(x)), x) = 42` to be held to it.")
    slip: tuple[Remark, ...] = entry(
        remarks, "A slip's id, or a wrong answer, and what to say of it, one a line.", "", repeats=True
    )
    form: str = entry(form, "The form that is wanted, such as `lowest-terms`, `exact`, `simplified` or `factored`.", "")
    tolerance: Decimal = entry(tolerance, "How far a number may be off.", "0")
    domain: str = entry(str, "Where two functions have to agree, such as `x > 0` or `n whole`.", "")

    def question(self) -> Ask:
        wrong = self._wrong()
        with located("answer"):
            asked = query(self.answer, self.given)
            where = self._domain(asked)
        spoken_of = {remark.name for remark in self.slip if not remark.wrong}  # what an author speaks of counts
        return TypedAnswer(
            given=self.given,
            source="answer",
            query=asked,
            rules=Rules(self.form, where, self.tolerance, self.slips | spoken_of),
            wrong=wrong,
            said={remark.name: self.told("slip", remark.words, remark.at) for remark in self.slip},
            right=self.told("right", self.right),
            faulty=self._unrelated(),
        )

    def _wrong(self) -> Mapping[str, Template]:
        """The author's own slips."""
        found = {}
        for remark in self.slip:
            if remark.wrong:
                with located("slip", remark.wrong_at):
                    found[remark.name] = formula(remark.wrong, 0, self.given)
        return found

    def _domain(self, asked: Query) -> Domain:
        """The domain, in the letters that an answer may have."""
        if not self.domain.strip():
            return EVERYWHERE
        letters = asked.answer(self.given.variants()[0]).letters
        with located("domain"):
            return domain(self.domain, letters, self.spelling)

    def _unrelated(self) -> tuple[FieldProblem, ...]:
        """A problem with an answer that has nothing of what is given in it."""
        written = self.answer.partition("=")[0]
        names = (*self.given.functions, *self.given.numbers)
        if not names or any(re.search(rf"(?<![A-Za-z]){name}(?![A-Za-z])", written) for name in names):
            return ()
        message, hint = "This does not follow from what is given", f"such as diff(f(x), x) = {written.strip()}"
        return (FieldProblem("unreadable-field", "answer", message, hint, 0, len(self.answer)),)
