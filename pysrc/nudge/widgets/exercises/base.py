"""What every exercise has: variants, hints one at a time, a verdict, and answers that can be told apart.

An answer has one of three outcomes. Accepted and rejected are marks; unreadable is a free retry that says where the
trouble is. Where two slips lead to the same answer, both are offered and the reader is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from typing import ClassVar

from nudge.rates import Unreadable, simplify, value
from nudge.rates.check import wrong_answers
from nudge.widgets.base import FieldProblem, State, View, Widget, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.exercises.answers import Answer, Marked
from nudge.widgets.exercises.echo import echo, noted
from nudge.widgets.exercises.filling import filled, unworkable, worked
from nudge.widgets.exercises.given import Given, Variant, given
from nudge.widgets.exercises.hints import solution, traced
from nudge.widgets.exercises.possible import possible
from nudge.widgets.exercises.separation import coinciding, colliding, printed
from nudge.widgets.exercises.words import named
from nudge.widgets.markup import attributes, bound, math, part, prose


def lines(text: str) -> tuple[str, ...]:
    """Read texts, one a line."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class Key:
    """A line of an answer key: what is asked, the answer, and the values that slips lead to, each as plain text.

    `asked` is the letter of a blank, "" where there is only one question. `slips` has the ids that lead to each value.
    """

    asked: str
    answer: str
    slips: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Widget):
    """The part of an exercise that does not depend on its kind. A kind says what is asked and marks it."""

    source: ClassVar[str] = "answer"
    """The field that what is asked is worked out from."""

    alt: str = entry(str, "What a picture in the question shows, if there is one.", "")
    given: Given = entry(given, "What is known: `g = a x + 1; f = u^2; x = 2; a in {2, 3}`.", "")
    hint: tuple[str, ...] = entry(
        lines, "Hints, one a line; formulas between dollar signs. More are worked out.", "", repeats=True
    )
    solution: str = entry(str, "The way to the answer; worked out from what is given if left out.", "")
    right: str = entry(str, "What is said to a reader who got it right.", "")
    allow_collision: str = entry(str, "Why a slip may lead to the answer of this exercise.", "")
    asked: tuple[str, ...] = entry(lines, "Formulas of the text with numbers to fill in.", "", internal=True)
    slips: frozenset[str] = entry(possible, "Which slips readers can make yet.", "all", internal=True)

    # what a kind says

    def asks(self, variant: Variant) -> Mapping[str, Answer]:
        """The answers that are wanted in a variant, by the names of their controls. Raises `Unreadable`."""
        raise NotImplementedError

    def answering(self) -> tuple[Control, ...]:
        """The controls that hold what the reader answered."""
        raise NotImplementedError

    def marked(self, state: State, variant: Variant) -> View:
        """The verdict on what was answered: at least the parts "verdict" and "outcome"."""
        raise NotImplementedError

    def fields(self, view: View) -> str:
        """The inside of the form, without its button."""
        raise NotImplementedError

    def ways(self, view: View) -> str:
        """What stands below the verdict, such as a question back to the reader."""
        return ""

    def stage(self, view: View) -> str:
        """What stands above the form, such as a picture to move."""
        return ""

    def faults(self) -> tuple[FieldProblem, ...]:
        """What is wrong with the fields that are this kind's own."""
        return ()

    def confusions(self) -> tuple[FieldProblem, ...]:
        """Wrong answers that are taken for right ones."""
        return colliding(self.given, self.asks, self.allow_collision, self.source)

    def coincidences(self) -> tuple[tuple[str, ...], str]:
        """The answers that coincide, in words for an author, and what would tell them apart."""
        return coinciding(self.given, self.asks)

    # what all have

    def controls(self) -> tuple[Control, ...]:
        keys = tuple(variant.key for variant in self.given.variants())
        which = (Choice("variant", "variant", keys[0], keys),) if len(keys) > 1 else ()
        return (*which, *self.answering())

    def variant(self, state: State) -> Variant:
        """The variant that a state is about; the first one where there is no such."""
        variants = self.given.variants()
        return next((one for one in variants if one.key == state.get("variant")), variants[0])

    def view(self, state: State) -> View:
        if "variant" in state and state["variant"] not in {one.key for one in self.given.variants()}:
            return View({}, "There is no such variant.", problems={"variant": "There is no such variant."})
        variant = self.variant(state)
        seen = self.marked(state, variant)
        if seen.problems:
            return seen
        return View({**seen.parts, **self._filled(variant)}, seen.caption, seen.done)

    def markup(self, view: View, name: str) -> str:
        form = attributes({"data-exercise": name, "novalidate": "", "autocomplete": "off"})
        outcome = {key.replace("-", "_"): text for key, text in bound(view, {"data-outcome": "outcome"}).items()}
        verdict = part(view, "verdict", "output", name="verdict", class_="verdict", **outcome)
        another = ""
        if "next" in view.parts:
            turn = {"type": "button", "data-control": "variant", "data-another": ""} | bound(view, {"value": "next"})
            another = f'<p class="another"><button{attributes(turn)}>Another one like this</button></p>'
        return (
            f'{self.stage(view)}<form{form}>{self.fields(view)}<button type="submit" class="strong">Check</button>'
            f'<p class="waiting" role="status"></p>{verdict}{self.ways(view)}<p class="tries"></p></form>'
            f"{another}{part(view, 'help', 'div', class_='hints')}"
        )

    def flaws(self) -> tuple[FieldProblem, ...]:
        try:
            for variant in self.given.variants():
                self.asks(variant)
        except Unreadable as error:
            place = (error.offset, error.length)
            return (FieldProblem("unreadable-field", self.source, error.message, error.hint, *place),)
        hints = printed(self.given, self.asks, "\n".join(self.hint))
        return self.faults() or self._unworkable() or (*hints, *self.confusions())

    def wording(self) -> Iterator[tuple[str, str, int]]:
        """The author's words that may have numbers worked out, each with its field and where it begins in it."""
        yield from (("hint", "\n".join(self.hint), 0), ("solution", self.solution, 0), ("right", self.right, 0))

    def _unworkable(self) -> tuple[FieldProblem, ...]:
        """Numbers in the author's words that cannot be worked out, in the first variant where that is so."""
        for variant in self.given.variants():
            found = tuple(
                FieldProblem("unreadable-field", key, error.message, error.hint, at + error.offset, error.length)
                for key, text, at in self.wording()
                for error in unworkable(text, variant)
            )
            if found:
                return found
        return ()

    def key(self, variant: Variant) -> tuple[Key, ...]:
        """The answer key of a variant."""
        return tuple(
            Key("" if name == "answer" else name, named(one.expected), _values(one))
            for name, one in self.asks(variant).items()
        )

    def told(self, text: str, variant: Variant) -> str:
        """An author's words with the numbers of a variant, as HTML."""
        return prose(worked(text, variant))

    def _filled(self, variant: Variant) -> dict[str, str]:
        """The parts that depend on the variant alone."""
        parts = {"help": self.help(variant)}
        keys = [one.key for one in self.given.variants()]
        if len(keys) > 1:
            parts["next"] = keys[(keys.index(variant.key) + 1) % len(keys)]
            parts |= {f"asked-{i}": math(filled(one, variant.chosen)) for i, one in enumerate(self.asked)}
        return parts

    def help(self, variant: Variant) -> str:
        """The hints, then the solution, each folded; the page shows one more when one is opened."""
        way = "".join(solution(one) for one in self.asks(variant).values())
        return self.folded(variant, self.told(self.solution, variant) or way)

    def folded(self, variant: Variant, way: str) -> str:
        """The hints and a solution, folded."""
        hints = [self.told(text, variant) for text in self.hint]
        hints += [hint.html() for hint in traced(self.asks(variant).values())]
        folded = [_folded(f"Hint {i}", text) for i, text in enumerate(hints, 1)]
        return "".join([*folded, _folded("Solution", way) if way else ""])


def _values(asked: Answer) -> dict[str, tuple[str, ...]]:
    """What slips lead to, and which."""
    found: dict[str, tuple[str, ...]] = {}
    for name, wrong in (*asked.own, *(wrong_answers(asked.question()) if asked.of is not None else ())):
        written = named(simplify(wrong))
        if name not in found.get(written, ()) and (wrong.names or value(wrong, {}) is not None):
            found[written] = (*found.get(written, ()), name)
    return found


def verdict(mark: Marked, text: str, said: str, right: str = "") -> View:
    """The view of one mark. `said` is the diagnosis of a wrong answer and `right` what follows a right one, as HTML."""
    seen = echo(mark, text)
    if mark.outcome == "accepted":
        heard = f"Right. {plain(noted(mark))}".strip()
        return View({"verdict": f"<b>Right.</b> {right}{seen}", "outcome": "accepted"}, heard, done=True)
    if mark.outcome == "rejected":
        heard = f"Not yet. {plain(said)} {plain(noted(mark))}".strip()
        return View({"verdict": f"<b>Not yet.</b> {said}{seen}", "outcome": "rejected"}, heard)
    title = "Which is meant?" if mark.ambiguous else "That cannot be read."
    words = f"<b>{title}</b> {escape(mark.message)} This does not count as a try.{seen if mark.ambiguous else ''}"
    return View({"verdict": words, "outcome": "unreadable"}, f"{title} {mark.message}")


UNANSWERED: Mapping[str, str] = {"verdict": "", "outcome": ""}
"""The parts of an exercise to which nothing was answered yet."""


def plain(html: str) -> str:
    """The words of a piece of HTML, for a sentence that is heard; a formula stands as its TeX."""
    heard = re.sub(r'<span data-tex="([^"]*)"></span>', lambda found: _heard(found[1]), html)
    return unescape(re.sub(r"<[^>]*>", " ", heard)).replace("  ", " ").strip()


def _heard(formula: str) -> str:
    """TeX without what is only for the eye."""
    return re.sub(r"\\(?:inner|outer|total)\b|[{}]", "", formula).replace(r"\cdot", "·")


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{title}</summary><div>{inside}</div></details>"
