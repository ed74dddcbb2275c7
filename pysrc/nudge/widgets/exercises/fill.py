"""An exercise whose answer is found in steps: blanks to fill in, where later ones go on from the reader's own numbers.

Who makes a mistake early and goes on rightly is told so: the later blank follows from what was written before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import ClassVar

from nudge.rates import Expr, Unreadable, parse, value
from nudge.widgets.base import FieldProblem, Part, entry
from nudge.widgets.controls import Control, Text
from nudge.widgets.exercises.answers import Answer, Rules, answer
from nudge.widgets.exercises.base import UNANSWERED, Exercise, Verdict, plain
from nudge.widgets.exercises.echo import echo
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.talk import SILENT, Talk, control, outcomes, place, talk
from nudge.widgets.markup import Put, attributes, math
from nudge.widgets.values import Values

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
    source: ClassVar[str] = "blank"

    blank: tuple[Blank, ...] = entry(
        blanks, "Steps, one a line: a letter with how it follows, `u = g(x)`, then the question.", repeats=True
    )

    def asks(self, variant: Variant) -> Mapping[str, Answer]:
        return self._asks(variant, {})

    def _asks(self, variant: Variant, own: Mapping[str, Expr], last: str = "") -> dict[str, Answer]:
        """The answers up to the `last`, where `own` are the reader's numbers for blanks that should be others."""
        found: dict[str, Answer] = {}
        for one in self.blank:
            if one.name == last or one.name not in own:
                found[one.name] = _answer(one, variant, Rules(slips=self.slips))
            if one.name == last:
                break
            number = own[one.name] if one.name in own else found[one.name].expected
            variant = variant.with_numbers({one.name: number})
        return found

    def faults(self) -> tuple[FieldProblem, ...]:
        taken = set(self.given.numbers) | set(self.given.functions)
        clash = next((one.name for one in self.blank if one.name in taken), "")
        if clash:
            message = f"{clash} is given already"
            return (FieldProblem("unreadable-field", "blank", message, "a blank has a letter of its own"),)
        return ()

    def wording(self) -> Iterator[tuple[str, str, int]]:
        yield from super(Fill, self).wording()
        yield from (("blank", one.words, one.words_at) for one in self.blank)

    def answering(self) -> tuple[Control, ...]:
        typed = (Text(one.name, one.name, "") for one in self.blank)
        return (*typed, *(control(one.name) for one in self.blank))

    def marked(self, at: Values, variant: Variant) -> Verdict:
        given = {one.name: at.text(one.name).strip() for one in self.blank}
        own: dict[str, Expr] = {}
        marks: dict[str, tuple[str, Talk]] = {}
        right = self.asks(variant)
        for name, text in given.items():
            chosen = at.text(control(name).name)
            marks[name] = self._mark(name, text, right[name], own, variant, chosen) if text else ("", SILENT)
            if marks[name][0] in ("rejected", "follows"):
                number = _number(text, right[name])
                own |= {name: number} if number is not None else {}
        parts = {f"outcome-{name}": outcome for name, (outcome, _) in marks.items()}
        for name, (_, found) in marks.items():
            parts |= {f"said-{name}": found.said, **found.parts(name)}
        seen = self._whole([outcome for outcome, _ in marks.values()], variant)
        heard = " ".join(f"{name}: {plain(f'{one.said} {one.heard}')}" for name, (_, one) in marks.items() if one.said)
        return Verdict({**parts, **seen.parts}, f"{seen.said} {heard}".strip(), seen.done)

    def outcomes(self) -> tuple[str, ...]:
        names = [one.name for one in self.blank]
        blanks = [part for name in names for part in (f"outcome-{name}", f"said-{name}", *outcomes(name))]
        return ("verdict", "outcome", *blanks)

    def words(self) -> Mapping[str, Part]:
        return {f"words-{one.name}": partial(self._words, one.words) for one in self.blank}

    def _words(self, text: str, at: Values) -> str:
        return self.told(text, self.variant(at))

    def _mark(
        self, name: str, text: str, right: Answer, own: Mapping[str, Expr], variant: Variant, chosen: str
    ) -> tuple[str, Talk]:
        """The outcome of one blank, and what is said of it; `chosen` is the slip that the reader says it was."""
        mark = right.mark(text)
        read = echo(mark, text) if mark.notes else ""
        if mark.outcome == "accepted":
            return "accepted", Talk(f"Right.{read}")
        if mark.outcome == "unreadable":
            return "unreadable", Talk(f"{escape(mark.message)}{read}")
        following = self._following(name, own, variant)
        if following is None:
            return "rejected", talk(mark.slips, text, right, {}, chosen).after(read)
        again = following.mark(text)
        if again.outcome == "accepted":
            return "follows", Talk(f"This follows rightly from what you wrote above. Mend that first.{read}")
        if again.ambiguous:
            return "unreadable", Talk(f"{escape(again.message)}{read}")
        return "rejected", talk(again.slips or mark.slips, text, following, {}, chosen).after(read)

    def _following(self, name: str, own: Mapping[str, Expr], variant: Variant) -> Answer | None:
        """What a blank should be, going on from the reader's own numbers; None if there is no such."""
        if not own:
            return None
        try:
            return self._asks(variant, own, name)[name]
        except Unreadable:  # the reader's number leads nowhere
            return None

    def _whole(self, outcomes: list[str], variant: Variant) -> Verdict:
        """The verdict on all blanks together."""
        if not any(outcomes):
            return UNANSWERED
        done = sum(outcome == "accepted" for outcome in outcomes)
        if done == len(outcomes):
            said = f"<b>Right.</b> {self.told(self.right, variant)}"
            return Verdict({"verdict": said, "outcome": "accepted"}, "Right.", done=True)
        if {"rejected", "follows"} & set(outcomes):
            return Verdict(
                {
                    "verdict": f"<b>Not yet.</b> {done} of {len(outcomes)} {'is' if done == 1 else 'are'} right.",
                    "outcome": "rejected",
                },
                "Not yet.",
            )
        if "unreadable" in outcomes:
            words = "<b>One of these cannot be read.</b> This does not count as a try."
            return Verdict({"verdict": words, "outcome": "unreadable"}, "One of these cannot be read.")
        words = f"<b>So far so good.</b> {done} of {len(outcomes)}; go on."
        return Verdict({"verdict": words, "outcome": "unreadable"}, f"So far so good. {done} of {len(outcomes)}.")

    def fields(self, put: Put) -> str:
        rows = []
        for one in self.blank:
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
        return f'<div class="blanks">{"".join(rows)}</div>'


def _answer(one: Blank, variant: Variant, rules: Rules) -> Answer:
    try:
        return answer(one.text, variant, rules)
    except Unreadable as error:
        raise Unreadable(error.message, one.at + error.offset, error.length, error.hint) from None


def _number(text: str, asked: Answer) -> Expr | None:
    """A reader's own value, to go on from; None if it is no number."""
    try:
        expr = parse(text, asked.letters, spelling=asked.rules.spelling)
    except Unreadable:
        return None
    return expr if expr.names or value(expr, {}) is not None else None
