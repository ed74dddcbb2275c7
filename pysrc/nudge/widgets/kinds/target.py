"""An exercise whose answer is a place: the composition explorer, and a rate that is to be what it should.

Its functions stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from nudge.rates import Expr, Spelling, Unreadable, Variable, parse, substitute, value
from nudge.rates.equations import exact
from nudge.rates.numbers import fixed, short, signed
from nudge.rates.slips import APART, slips
from nudge.widgets.base import FieldProblem, Piece, entry
from nudge.widgets.controls import Slider
from nudge.widgets.exercises.answers import Answer, Nested, Query, query
from nudge.widgets.exercises.ask import Flawed, located
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.given import Given, Variant
from nudge.widgets.exercises.goal import Goal, reached
from nudge.widgets.exercises.stage import Stage
from nudge.widgets.exercises.words import sentence, slip_words
from nudge.widgets.fields import Span, span
from nudge.widgets.kinds.composition import Composition
from nudge.widgets.spelling import Spelled
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True)
class WantedRate:
    """What is to be reached: the text of a quantity, as in `answer`, and the number it should be."""

    quantity: str
    number: Expr


def _aim(text: str, spelling: Spelling) -> WantedRate:
    """Read `diff(f(g(x)), x) = 0`. Raises `Unreadable`."""
    left, sign, right = text.partition("=")
    if not sign:
        raise Unreadable("This is not a goal", 0, len(text), "write it like: diff(f(g(x)), x) = 0")
    try:
        number = parse(right, (), spelling=spelling)
    except Unreadable as error:
        raise Unreadable(error.message, len(left) + 1 + error.offset, error.length, error.hint) from None
    return WantedRate(left, number)


aim = Spelled(_aim)
"""Reads a goal."""


@dataclass(frozen=True, slots=True)
class Explored:
    """The rate of a composition in the explorer, as a goal sees it: it is to be `number`, which is `shown` rounded."""

    given: Given
    query: Query
    number: float
    shown: Expr
    slider: Slider
    slips: frozenset[str]

    def answer(self, variant: Variant) -> Answer:
        """The rate that is to be reached, as a function of x."""
        return self.query.answer(variant)

    def quantity(self, at: Values) -> float | None:
        """The rate at x."""
        return value(at.once(self._answer).expected, {"x": at.number("x")})

    def _answer(self, at: Values) -> Answer:
        return self.answer(self.given.shown(at))

    def wanted(self, at: Values) -> float | None:
        """What it should be."""
        return self.number

    def missed(self, at: Values) -> str:
        """Which rate there is at x, and the slip that would have been right here."""
        x, rate, asked = at.number("x"), self.quantity(at), at.once(self._answer)
        there = "does not exist" if rate is None else f"is {signed(rate)}"
        place = fixed(x) if exact(x, fixed(x)) else short(x, 6)
        said = f"At x = {place} the total rate {there}, and it should be {fixed(self.number)}."
        slip = self._slip(asked, at)
        here = replace(asked, at=parse(at.text("x"), ()))
        return f"{said} {sentence(slip_words(slip, self.shown, here))}" if slip else said

    def _slip(self, asked: Answer, at: Values) -> str:
        """The usual slip that would have been right here: what it leads to has reached the goal.

        The rarer ones, such as a rate that is 0 everywhere, would be met by chance.
        """
        assert asked.of is not None
        wrong = slips(asked.of, asked.wrt, nested(asked).chain)
        return next((name for name, expr in wrong if name in self.slips & APART and self._reached(expr, at)), "")

    def _reached(self, expr: Expr, at: Values) -> bool:
        return reached(lambda there: value(expr, {"x": there.number("x")}), self.number, at, (self.slider,))

    def standing(self, variant: Variant) -> Values:
        """The start of a variant."""
        key = {"variant": variant.key}
        return Values({"x": self.slider.start, **key}, {"x": self.slider.read(self.slider.start), **key})


def nested(asked: Answer) -> Nested:
    """The composition that was asked. Raises `Flawed` where it is none of x."""
    if asked.of is None or asked.nested is None or asked.wrt != "x":
        message = "This is not the rate of a composition"
        hint = "such as diff(f(g(x)), x) = 0, with f and g given, and g a function of x"
        raise Flawed(FieldProblem("unreadable-field", "goal", message, hint))
    return asked.nested


class Explorer(Composition):
    """The explorer of functions that are given: there is nothing to say of how they were read."""

    __slots__ = ()

    def pieces(self) -> tuple[Piece, ...]:
        return tuple(piece for piece in Composition.pieces(self) if piece.name != "notes")


@dataclass(frozen=True, slots=True)
class ReachedRate(Goal):
    """A goal that is the rate of a composition."""

    picture: Explored

    def answers(self, variant: Variant) -> Mapping[str, Answer]:
        return {"answer": self.picture.answer(variant)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Exercise):
    """A question answered by moving x: two functions in a row, and a rate that is to reach a number."""

    kind: ClassVar[str] = "target"
    wide: ClassVar[bool] = True

    goal: WantedRate = entry(aim, "What is to be reached by moving x: `diff(f(g(x)), x) = 0`.")
    x: Span = entry(span, "Where x starts and how far it goes.", "1 in [-3.14, 3.14] step 0.01")

    def question(self) -> ReachedRate:
        if "x" in self.given.numbers:
            message, hint = (
                "x is given, and it is what the reader moves",
                "leave it out; its range is a field of its own",
            )
            raise Flawed(FieldProblem("unreadable-field", "given", message, hint))
        with located("goal"):
            asked, number = query(self.goal.quantity, self.given), value(self.goal.number, {})
            if number is None:
                raise Unreadable(
                    "No place of the slider reaches what has no value", 0, len(self.goal.quantity), "such as = 0"
                )
            for variant in self.given.variants():
                nested(asked.answer(variant))
        slider = self.x.slider("x", "x")
        explored = Explored(self.given, asked, number, parse(fixed(number), ()), slider, self.slips)
        return ReachedRate(self.given, "goal", explored, (slider,), self.told("right", self.right), where="x")

    def looks(self) -> tuple[str, ...]:
        return ("composition", "exercise")

    def picture(self) -> tuple[Piece, ...]:
        """The explorer of the functions that the variant gives, without what changes them."""
        return (Stage("stage", self._explorer(self.given.variants()[0]), self._staged),)

    def _explorer(self, variant: Variant) -> Explorer:
        chain = nested(self.ask.answers(variant)["answer"]).chain
        outer = substitute(chain.outer, {chain.u: Variable("u")})
        return Explorer(alt=self.alt, inner=str(chain.inner), outer=str(outer), x=self.x, points=())

    def _staged(self, at: Values) -> Values:
        """What the explorer is shown: x from the reader, the functions from the variant."""
        chain = nested(self.ask.answers(self.given.shown(at))["answer"]).chain
        read = {"inner": chain.inner, "outer": substitute(chain.outer, {chain.u: Variable("u")})}
        return at.having({name: str(expr) for name, expr in read.items()}, read)
