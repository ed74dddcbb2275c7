"""What every exercise has: variants, hints one at a time, a verdict, and answers that can be told apart.

An answer has one of three outcomes. Accepted and rejected are marks; unreadable is a free retry that says where the
trouble is. Where two slips lead to the same answer, both are offered and the reader is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from typing import ClassVar

from nudge.rates import Unreadable, simplify, value
from nudge.rates.check import wrong_answers
from nudge.widgets.base import FieldProblem, Part, Piece, Widget, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.exercises.answers import Answer, Marked
from nudge.widgets.exercises.comparing import HINT, incomparable
from nudge.widgets.exercises.echo import echo, noted
from nudge.widgets.exercises.filling import filled, unworkable, worked
from nudge.widgets.exercises.given import Given, Variant, given
from nudge.widgets.exercises.hints import solution, traced
from nudge.widgets.exercises.possible import possible
from nudge.widgets.exercises.separation import coinciding, colliding, printed
from nudge.widgets.exercises.words import named
from nudge.widgets.markup import Put, attributes, math, prose
from nudge.widgets.values import Values


def lines(text: str) -> tuple[str, ...]:
    """Read texts, one a line."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


@dataclass(frozen=True, slots=True)
class Key:
    """A line of an answer key: what is asked, the answer, and the values that slips lead to, each as plain text.

    `asked` is the letter of a blank, "" where there is only one question. `slips` has the ids that lead to each value.
    `computed` is whether the answer was worked out from what is given, and not written down by the author.
    """

    asked: str
    answer: str
    slips: Mapping[str, tuple[str, ...]]
    computed: bool = True


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

    def marked(self, at: Values, variant: Variant) -> Verdict:
        """The verdict on what was answered: a text for each of `outcomes`."""
        raise NotImplementedError

    def outcomes(self) -> tuple[str, ...]:
        """The parts that depend on what was answered."""
        return ("verdict", "outcome")

    def words(self) -> Mapping[str, Part]:
        """More parts of the form, which depend on the variant alone."""
        return {}

    def fields(self, put: Put) -> str:
        """The inside of the form, without its button."""
        raise NotImplementedError

    def ways(self, put: Put) -> str:
        """What stands below the verdict, such as a question back to the reader."""
        return ""

    def above(self) -> tuple[Piece, ...]:
        """The pieces of what stands above the form, such as a picture to move."""
        return ()

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

    def pieces(self) -> tuple[Piece, ...]:
        return (*self.above(), Question("", self))

    def looks(self) -> tuple[str, ...]:
        return ("exercise",)

    def variant(self, at: Values) -> Variant:
        """The variant that is asked."""
        variants = self.given.variants()
        if len(variants) == 1:
            return variants[0]
        key = at.word("variant")
        return next(one for one in variants if one.key == key)

    def flaws(self) -> tuple[FieldProblem, ...]:
        try:
            for variant in self.given.variants():
                self.asks(variant)
        except Unreadable as error:
            place = (error.offset, error.length)
            return (FieldProblem("unreadable-field", self.source, error.message, error.hint, *place),)
        hints = printed(self.given, self.asks, "\n".join(self.hint))
        return self.faults() or self._unworkable() or self._incomparable() or (*hints, *self.confusions())

    def _incomparable(self) -> tuple[FieldProblem, ...]:
        """An answer, or a wrong one of the author's, with which nothing that readers type could be compared."""
        found = incomparable([self.asks(variant) for variant in self.given.variants()])
        if found is None:
            return ()
        return (FieldProblem("unreadable-field", "slip" if found[0] else self.source, found[1], HINT),)

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
            Key("" if name == "answer" else name, named(one.expected), _values(one), one.computed)
            for name, one in self.asks(variant).items()
        )

    def told(self, text: str, variant: Variant) -> str:
        """An author's words with the numbers of a variant, as HTML."""
        return prose(worked(text, variant))

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is shown of a mark, part by part; the sentence that is heard; and whether the question is answered."""

    parts: Mapping[str, str]
    said: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Question(Piece):
    """The form of an exercise with its verdict, and its hints below. It has no name: parts are called as they are."""

    exercise: Exercise

    def parts(self) -> Mapping[str, Part]:
        exercise = self.exercise
        found: dict[str, Part] = {name: partial(self._marked, name) for name in exercise.outcomes()}
        found |= {**exercise.words(), "help": self._help, "said": self._said, "done": self._done}
        if len(exercise.given.variants()) > 1:
            found["next"] = self._next
            found |= {f"asked-{i}": partial(self._asked, one) for i, one in enumerate(exercise.asked)}
        return found

    def markup(self, put: Put) -> str:
        form = attributes({"data-exercise": put.id, "novalidate": "", "autocomplete": "off"})
        outcome = put.bound({"data-outcome": "outcome"}, data_part="verdict", name="verdict", class_="verdict")
        another = ""
        if "next" in put.parts:
            turn = put.bound({"value": "next"}, type="button", data_control="variant", data_another="")
            another = f'<p class="another"><button{turn}>Another one like this</button></p>'
        return (
            f'<form{form}>{self.exercise.fields(put)}<button type="submit" class="strong">Check</button>'
            f'<p class="waiting" role="status"></p><output{outcome}>{put.parts["verdict"]}</output>'
            f'{self.exercise.ways(put)}<p class="tries"></p></form>{another}{put.part("help", "div", class_="hints")}'
        )

    def _verdict(self, at: Values) -> Verdict:
        return self.exercise.marked(at, self.exercise.variant(at))

    def _marked(self, name: str, at: Values) -> str:
        return at.once(self._verdict).parts[name]

    def _said(self, at: Values) -> str:
        return at.once(self._verdict).said

    def _done(self, at: Values) -> str:
        return "1" if at.once(self._verdict).done else ""

    def _help(self, at: Values) -> str:
        return self.exercise.help(self.exercise.variant(at))

    def _next(self, at: Values) -> str:
        keys = [one.key for one in self.exercise.given.variants()]
        return keys[(keys.index(at.word("variant")) + 1) % len(keys)]

    def _asked(self, formula: str, at: Values) -> str:
        return math(filled(formula, self.exercise.variant(at).chosen))


def verdict(mark: Marked, text: str, said: str, right: str = "") -> Verdict:
    """The verdict of one mark. `said` is the diagnosis of a wrong answer, `right` what follows a right one, as HTML."""
    seen = echo(mark, text)
    if mark.outcome == "accepted":
        heard = f"Right. {plain(noted(mark))}".strip()
        return Verdict({"verdict": f"<b>Right.</b> {right}{seen}", "outcome": "accepted"}, heard, done=True)
    if mark.outcome == "rejected":
        heard = f"Not yet. {plain(said)} {plain(noted(mark))}".strip()
        return Verdict({"verdict": f"<b>Not yet.</b> {said}{seen}", "outcome": "rejected"}, heard)
    title = "Which is meant?" if mark.ambiguous else "That cannot be read."
    words = f"<b>{title}</b> {escape(mark.message)} This does not count as a try.{seen if mark.ambiguous else ''}"
    return Verdict({"verdict": words, "outcome": "unreadable"}, f"{title} {mark.message}")


UNANSWERED = Verdict({"verdict": "", "outcome": ""})
"""Of an exercise to which nothing was answered yet."""


def plain(html: str) -> str:
    """The words of a piece of HTML, for a sentence that is heard; a formula stands as its TeX."""
    heard = re.sub(r'<span data-tex="([^"]*)"></span>', lambda found: _heard(found[1]), html)
    return unescape(re.sub(r"<[^>]*>", " ", heard)).replace("  ", " ").strip()


def _heard(formula: str) -> str:
    """TeX without what is only for the eye."""
    return re.sub(r"\\(?:inner|outer|total)\b|[{}]", "", formula).replace(r"\cdot", "·")


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{title}</summary><div>{inside}</div></details>"
