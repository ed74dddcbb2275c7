"""A question whose answer is found in steps: blanks to fill in, where later ones go on from the reader's own numbers.

Who makes a mistake early and goes on rightly is told so: the later blank follows from what was written before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TypeGuard

from nudge.rates import Expr, Unreadable, value
from nudge.widgets.base import Part
from nudge.widgets.controls import Control, Text
from nudge.widgets.exercises.answers import Answer, Marked, Query, Rules
from nudge.widgets.exercises.ask import Ask
from nudge.widgets.exercises.echo import echo
from nudge.widgets.exercises.feedback import UNANSWERED, Feedback, plain
from nudge.widgets.exercises.filling import Wording
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.keypad import keypad
from nudge.widgets.exercises.talk import SILENT, Talk, control, place, talk
from nudge.widgets.markup import Put, attributes, math
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True)
class AskedBlank:
    """One blank: the name of its value, what it asks, from what is given and from earlier blanks, and its question.

    What it asks begins at `at` in the text of the field.
    """

    name: str
    query: Query
    words: Wording
    at: int

    def answer(self, known: Variant, rules: Rules) -> Answer:
        """The answer, where `known` has numbers for earlier blanks. Raises `Unreadable`, with a place in the field."""
        try:
            return self.query.answer(known, rules)
        except Unreadable as error:
            raise Unreadable(error.message, self.at + error.offset, error.length, error.hint) from None


@dataclass(frozen=True, slots=True)
class Blanks(Ask):
    """Answers to type one after the other."""

    steps: tuple[AskedBlank, ...]
    rules: Rules
    right: Wording

    def answers(self, variant: Variant) -> Mapping[str, Answer]:
        return self._answers(variant, {})

    def _answers(self, variant: Variant, own: Mapping[str, Expr], last: str = "") -> dict[str, Answer]:
        """The answers up to the `last`, where `own` are the reader's numbers for blanks that should be others."""
        found: dict[str, Answer] = {}
        for one in self.steps:
            if one.name == last or one.name not in own:
                found[one.name] = one.answer(variant, self.rules)
            if one.name == last:
                break
            number = own[one.name] if one.name in own else found[one.name].expected
            variant = variant.with_numbers({one.name: number})
        return found

    def controls(self) -> tuple[Control, ...]:
        typed = (Text(one.name, one.name, "") for one in self.steps)
        return (*typed, *(control(one.name) for one in self.steps))

    def unanswered(self) -> Feedback:
        return self._together({one.name: ("", SILENT) for one in self.steps}, UNANSWERED)

    def feedback(self, at: Values) -> Feedback:
        variant = self.given.shown(at)
        right, own = self.answers(variant), dict[str, Expr]()
        found: dict[str, tuple[str, Talk]] = {}
        for name in right:
            text, chosen = at.text(name).strip(), at.text(control(name).name)
            found[name] = "", SILENT
            if text:
                mark = right[name].mark(text)
                found[name] = self._mark(name, text, mark, right[name], own, variant, chosen)
                if found[name][0] in ("rejected", "follows") and _exists(mark.given):
                    own[name] = mark.given
        return self._together(found, self._whole([outcome for outcome, _ in found.values()], variant))

    def _together(self, found: Mapping[str, tuple[str, Talk]], seen: Feedback) -> Feedback:
        """The feedback on each blank, by outcome and what is said, beside that on the whole."""
        parts = dict(seen.parts)
        for name, (outcome, said) in found.items():
            parts |= {f"outcome-{name}": outcome, f"said-{name}": said.said, **said.parts(name)}
        heard = " ".join(f"{name}: {plain(f'{one.said} {one.heard}')}" for name, (_, one) in found.items() if one.said)
        return Feedback(parts, f"{seen.said} {heard}".strip(), seen.done)

    def parts(self) -> Mapping[str, Part]:
        return {f"words-{one.name}": partial(self._words, one.words) for one in self.steps}

    def words(self) -> Iterable[Wording]:
        return (one.words for one in self.steps)

    def _words(self, words: Wording, at: Values) -> str:
        return words.html(self.given.shown(at))

    def _mark(
        self, name: str, text: str, mark: Marked, right: Answer, own: Mapping[str, Expr], variant: Variant, chosen: str
    ) -> tuple[str, Talk]:
        """The outcome of one blank, and what is said of it; `chosen` is the slip that the reader says it was."""
        read = echo(mark, text) if mark.notes else ""
        if mark.outcome == "accepted":
            return "accepted", Talk(f"Right.{read}")
        if mark.outcome in ("unreadable", "unfinished"):
            return mark.outcome, Talk(f"{escape(mark.message)}{read}")
        following = self._following(name, own, variant)
        if following is None:
            return "rejected", talk(mark.slips, text, mark.given, right, {}, chosen).after(read)
        again = following.mark(text)
        if again.outcome == "accepted":
            return "follows", Talk(f"This follows rightly from what you wrote above. Mend that first.{read}")
        if again.ambiguous:
            return "unreadable", Talk(f"{escape(again.message)}{read}")
        return "rejected", talk(again.slips or mark.slips, text, again.given, following, {}, chosen).after(read)

    def _following(self, name: str, own: Mapping[str, Expr], variant: Variant) -> Answer | None:
        """What a blank should be, going on from the reader's own numbers; None if there is no such."""
        if not own:
            return None
        try:
            return self._answers(variant, own, name)[name]
        except Unreadable:  # the reader's number leads nowhere
            return None

    def _whole(self, outcomes: list[str], variant: Variant) -> Feedback:
        """The verdict on all blanks together."""
        if not any(outcomes):
            return UNANSWERED
        done = sum(outcome == "accepted" for outcome in outcomes)
        if done == len(outcomes):
            said = f"<b>Right.</b> {self.right.html(variant)}"
            return Feedback({"verdict": said, "outcome": "accepted"}, "Right.", done=True)
        if {"rejected", "follows"} & set(outcomes):
            words = f"<b>Not yet.</b> {done} of {len(outcomes)} {'is' if done == 1 else 'are'} right."
            return Feedback({"verdict": words, "outcome": "rejected"}, "Not yet.")
        if "unfinished" in outcomes and "unreadable" not in outcomes:
            words = "<b>Right so far.</b> One of these is not finished. This does not count as a try."
            return Feedback({"verdict": words, "outcome": "unfinished"}, "Right so far.")
        if "unreadable" in outcomes:
            words = "<b>One of these cannot be read.</b> This does not count as a try."
            return Feedback({"verdict": words, "outcome": "unreadable"}, "One of these cannot be read.")
        words = f"<b>So far so good.</b> {done} of {len(outcomes)}; go on."
        return Feedback({"verdict": words, "outcome": "unreadable"}, f"So far so good. {done} of {len(outcomes)}.")

    def fields(self, put: Put) -> str:
        rows = []
        for one in self.steps:
            field = {"type": "text", "name": one.name, "data-answer": one.name, "maxlength": "2000"}
            easy = {"spellcheck": "false", "autocapitalize": "off"}
            part = f"said-{one.name}"
            outcome = put.bound({"data-outcome": f"outcome-{one.name}"}, data_part=part, class_="said")
            said = f"<output{outcome}>{put.parts[part]}</output>"
            asked = put.part(f"words-{one.name}", "span")
            rows.append(
                f'<div class="blank"><label>{asked}<span class="equation">{math(one.name + " =")}'
                f"<input{attributes(field | easy)}></span></label>{said}{place(put, one.name)}</div>"
            )
        return f'<div class="blanks">{"".join(rows)}</div>{keypad()}'


def _exists(given: Expr | None) -> TypeGuard[Expr]:
    """Whether a reader's own value can be gone on from: a number that there is, or a function."""
    return given is not None and bool(given.names or value(given, {}) is not None)
