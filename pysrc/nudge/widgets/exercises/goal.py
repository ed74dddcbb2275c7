"""A question answered by moving: a number of a picture is to be what it should.

A place is right if the number is reached there as exactly as it is shown, or between this place of a slider and its
neighbours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Protocol

from nudge.rates.numbers import fixed
from nudge.widgets.base import FieldProblem
from nudge.widgets.controls import Control, Slider, Text
from nudge.widgets.exercises.ask import AnswerKeyLine, Ask
from nudge.widgets.exercises.feedback import UNANSWERED, Feedback, plain
from nudge.widgets.exercises.filling import Wording
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.separation import NEEDLESS
from nudge.widgets.markup import Put, attributes, math
from nudge.widgets.values import Values

MOST = 20_000
"""How many places are tried when it is looked for those that count: 0.2 s at 10 µs each; further ones are not found."""

_BETWEEN = "; "  # between the places of several sliders

Quantity = Callable[[Values], float | None]
"""A number of a picture, where the controls say."""


class Picture(Protocol):
    """What a goal has to know of the picture above it."""

    def quantity(self, at: Values) -> float | None:
        """The number that is to be reached."""

    def wanted(self, at: Values) -> float | None:
        """What it should be."""

    def missed(self, at: Values) -> str:
        """What is said, as HTML, at a place that is not right."""

    def standing(self, variant: Variant) -> Values:
        """What the controls say at the start of a variant."""


def reached(quantity: Quantity, wanted: float, at: Values, moved: tuple[Control, ...], decimals: int = 2) -> bool:
    """Whether a number is what is wanted: as it is shown at a place, or between there and a neighbouring place."""
    here = quantity(at)
    if here is None:
        return False
    if fixed(here, decimals) == fixed(wanted, decimals):
        return True
    sliders = (one for one in moved if isinstance(one, Slider))
    return any(_crossed(quantity, wanted, here, at, slider) for slider in sliders)


def _crossed(quantity: Quantity, wanted: float, here: float, at: Values, slider: Slider) -> bool:
    """Whether a number goes through what is wanted within half a step of one slider."""
    half, x = float(slider.step) / 2, at.number(slider.name)
    places = (({slider.name: f"{x + step:.12f}"}, {slider.name: x + step}) for step in (-half, half))
    left, right = (quantity(at.having(*place)) for place in places)
    if left is None or right is None:
        return False
    low, high = min(left, right), max(left, right)
    return low < wanted < high and low < here < high  # at a pole, or at a corner, it leaps over the number


def placed(at: Values, moved: tuple[Control, ...], texts: tuple[str, ...]) -> Values:
    """The values with each control that is moved at a place."""
    there = {one.name: text for one, text in zip(moved, texts, strict=True)}
    return at.having(there, {one.name: one.read(there[one.name]) for one in moved})


@dataclass(frozen=True, slots=True)
class Goal(Ask):
    """A number to be reached by moving controls. `where` is the field that says where they start."""

    picture: Picture
    moved: tuple[Control, ...]
    right: Wording
    decimals: int = 2
    where: str = "goal"

    def reached(self, at: Values) -> bool:
        """Whether the number is what it should be where the sliders stand."""
        wanted = self.picture.wanted(at)
        return wanted is not None and reached(self.picture.quantity, wanted, at, self.moved, self.decimals)

    def places(self, variant: Variant) -> Iterator[tuple[str, ...]]:
        """The places of the sliders that count, of the first that are tried."""
        standing = self.picture.standing(variant)
        for texts in islice(product(*(slider.states() for slider in self.moved)), MOST):
            if self.reached(placed(standing, self.moved, texts)):
                yield texts

    def named(self, texts: tuple[str, ...]) -> str:
        """A place in words: x = 2.00, h = 0.10."""
        return ", ".join(f"{slider.label} = {text}" for slider, text in zip(self.moved, texts, strict=True))

    def controls(self) -> tuple[Control, ...]:
        return (*self.moved, Text("answer", "answer", "", self._read))

    def _read(self, text: str) -> tuple[str, ...]:
        """The places of the sliders in an answer. Raises `Unreadable`."""
        if not text.strip():
            return ()
        texts = tuple(text.split(_BETWEEN))
        for slider, one in zip(self.moved, (*texts, *("" for _ in self.moved)), strict=False):
            slider.read(one)
        return texts[: len(self.moved)]

    def feedback(self, at: Values) -> Feedback:
        if not at["answer"]:
            return UNANSWERED
        there = placed(at, self.moved, at["answer"])
        if self.reached(there):
            praise = f"<b>Right.</b> {self.right.html(self.given.shown(at))}"
            return Feedback({"verdict": praise, "outcome": "accepted"}, "Right.", True)
        said = self.picture.missed(there)
        return Feedback({"verdict": f"<b>Not yet.</b> {said}", "outcome": "rejected"}, f"Not yet. {plain(said)}")

    def fields(self, put: Put) -> str:
        takes = " ".join(slider.name for slider in self.moved)
        hidden = {"type": "hidden", "name": "answer", "data-answer": "answer", "data-takes": takes}
        return f"<input{attributes(hidden)}>"

    def faults(self) -> tuple[FieldProblem, ...]:
        start = tuple(one.start for one in self.moved)
        names = " and ".join(one.name for one in self.moved)
        for variant in self.given.variants():
            where = f", with {variant.key}" if variant.key else ""
            if not any(True for _ in self.places(variant)):
                what = "the slider" if len(self.moved) == 1 else names or "this picture"
                message, hint = f"No place of {what} reaches this{where}", "change the range, the step or the goal"
                return (FieldProblem("unreadable-field", self.source, message, hint),)
            if self.reached(placed(self.picture.standing(variant), self.moved, start)):
                message = f"This is reached where {names} start{'s' * (len(self.moved) == 1)}{where}"
                hint = f"let {names} start somewhere else"
                return (FieldProblem("unreadable-field", self.where, message, hint),)
        return ()

    def confusions(self, allowed: str) -> tuple[FieldProblem, ...]:
        return (NEEDLESS,) if allowed else ()  # a place that is right by luck is right all the same

    def coincidences(self) -> tuple[tuple[str, ...], str]:
        return (), ""

    def key(self, variant: Variant) -> tuple[AnswerKeyLine, ...]:
        name = self.moved[0].name if len(self.moved) == 1 else ""
        places = tuple(self.places(variant))
        if name:
            return (AnswerKeyLine("", f"{name} = {', '.join(text for (text,) in places)}", {}),)
        return (AnswerKeyLine("", "; ".join(map(self.named, places)), {}),)

    def way(self, variant: Variant, written: str) -> str:
        """As for every question, and it names a place."""
        place = next(self.places(variant))
        return f"{Ask.way(self, variant, written)}<p>For instance at {math(self.named(place))}.</p>"
