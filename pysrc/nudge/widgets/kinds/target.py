"""An exercise whose answer is a place: move x until a rate is what it should be.

It has the composition explorer in it, with functions that stay as they are. A place is right if the number asked for is
reached there as exactly as the readouts show it, or between this place of the slider and its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from nudge.rates import Expr, Spelling, Unreadable, Variable, parse, substitute, value
from nudge.rates.equations import exact
from nudge.rates.numbers import fixed, short, signed
from nudge.rates.slip_places import Chain
from nudge.rates.slips import slips
from nudge.widgets.base import FieldProblem, Piece, entry
from nudge.widgets.controls import Control, Text
from nudge.widgets.exercises.answers import Answer, answer
from nudge.widgets.exercises.base import UNANSWERED, Exercise, Key, Verdict, plain
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.hints import solution
from nudge.widgets.exercises.separation import NEEDLESS
from nudge.widgets.exercises.stage import Stage
from nudge.widgets.exercises.words import sentence, slip_words
from nudge.widgets.fields import Span, span
from nudge.widgets.kinds.composition import Composition
from nudge.widgets.markup import Put, math
from nudge.widgets.spelling import Spelled
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached: the text of a quantity, as in `answer`, and the number it should be."""

    quantity: str
    number: Expr


def _goal(text: str, spelling: Spelling) -> Goal:
    """Read `diff(f(g(x)), x) = 0`. Raises `Unreadable`."""
    left, sign, right = text.partition("=")
    if not sign:
        raise Unreadable("This is not a goal", 0, len(text), "write it like: diff(f(g(x)), x) = 0")
    try:
        number = parse(right, (), spelling=spelling)
    except Unreadable as error:
        raise Unreadable(error.message, len(left) + 1 + error.offset, error.length, error.hint) from None
    return Goal(left, number)


goal = Spelled(_goal)
"""Reads a goal."""


def reached(quantity: Expr, wanted: float, x: float, step: float) -> bool:
    """Whether a quantity in x is what is wanted: as it is shown at x, or between here and the neighbouring places."""
    here, left, right = (value(quantity, {"x": at}) for at in (x, x - step / 2, x + step / 2))
    if here is None:
        return False
    if fixed(here) == fixed(wanted):
        return True
    if left is None or right is None:
        return False
    low, high = min(left, right), max(left, right)
    return low < wanted < high and low < here < high  # at a pole, or at a corner, it leaps over the number


@lru_cache(maxsize=64)
def places(quantity: Expr, wanted: float, span: Span) -> tuple[str, ...]:
    """All places of a slider where a quantity is what is wanted."""
    slider = span.slider("x", "x")
    return tuple(text for text in slider.states() if reached(quantity, wanted, slider.read(text), float(slider.step)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Exercise):
    """A question answered by moving x: two functions in a row, and a rate that is to reach a number."""

    kind: ClassVar[str] = "target"
    wide: ClassVar[bool] = True
    source: ClassVar[str] = "goal"

    goal: Goal = entry(goal, "What is to be reached by moving x: `diff(f(g(x)), x) = 0`.")
    x: Span = entry(span, "Where x starts and how far it goes.", "1 in [-3.14, 3.14] step 0.01")

    def asks(self, variant: Variant) -> Mapping[str, Answer]:
        return {"answer": answer(self.goal.quantity, variant)}

    def faults(self) -> tuple[FieldProblem, ...]:
        if "x" in self.given.numbers:
            message, hint = (
                "x is given, and it is what the reader moves",
                "leave it out; its range is a field of its own",
            )
            return (FieldProblem("unreadable-field", "given", message, hint),)
        for variant in self.given.variants():
            asked = self.asks(variant)["answer"]
            if asked.of is None or asked.nested is None or asked.wrt != "x":
                message, hint = (
                    "This is not the rate of a composition",
                    "such as diff(f(g(x)), x) = 0, with f and g given, and g a function of x",
                )
                return (FieldProblem("unreadable-field", "goal", message, hint),)
            found = self._places(asked.expected)
            where = f", with {variant.key}" if variant.key else ""
            if not found:
                message, hint = f"No place of the slider reaches this{where}", "change the range, the step or the goal"
                return (FieldProblem("unreadable-field", "goal", message, hint),)
            if self.x.slider("x", "x").start in found:
                message, hint = f"This is reached where x starts{where}", "let x start somewhere else"
                return (FieldProblem("unreadable-field", "x", message, hint),)
        return ()

    def confusions(self) -> tuple[FieldProblem, ...]:
        return (NEEDLESS,) if self.allow_collision else ()  # a place that is right by luck is right all the same

    def coincidences(self) -> tuple[tuple[str, ...], str]:
        return (), ""

    def key(self, variant: Variant) -> tuple[Key, ...]:
        found = self._places(self.asks(variant)["answer"].expected)
        return (Key("", f"x = {', '.join(found)}", {}),)

    def answering(self) -> tuple[Control, ...]:
        slider = self.x.slider("x", "x")
        return (slider, Text("answer", "answer", "", lambda text: slider.read(text) if text.strip() else None))

    def looks(self) -> tuple[str, ...]:
        return ("composition", "exercise")

    def above(self) -> tuple[Piece, ...]:
        """The explorer of the functions that the variant gives, without what changes them."""
        return (Stage("stage", self._explorer(self.given.variants()[0]), self._staged),)

    def marked(self, at: Values, variant: Variant) -> Verdict:
        text = at.text("answer")
        return self._verdict(text, variant) if text.strip() else UNANSWERED

    def fields(self, put: Put) -> str:
        return '<input type="hidden" name="answer" data-answer="answer" data-takes="x">'

    def help(self, variant: Variant) -> str:
        """As for every exercise; the solution also names a place."""
        asked = self.asks(variant)["answer"]
        place = self._places(asked.expected)[0]
        way = self.told(self.solution, variant) or solution(asked)
        return self.folded(variant, f"{way}<p>For instance at {math(f'x = {place}')}.</p>")

    def _verdict(self, text: str, variant: Variant) -> Verdict:
        x = self.x.slider("x", "x").read(text)
        asked = self.asks(variant)["answer"]
        if self._reached(asked.expected, text):
            praise = f"<b>Right.</b> {self.told(self.right, variant)}"
            return Verdict({"verdict": praise, "outcome": "accepted"}, "Right.", True)
        rate, wanted = value(asked.expected, {asked.wrt: x}), value(self.goal.number, {})
        assert wanted is not None
        there = "does not exist" if rate is None else f"is {signed(rate)}"
        at = fixed(x) if exact(x, fixed(x)) else short(x, 6)
        said = f"At x = {at} the total rate {there}, and it should be {fixed(wanted)}."
        slip = self._slip(asked, text)
        here = replace(asked, at=parse(text, ()))
        words = f" {sentence(slip_words(slip, fixed(wanted), here))}" if slip else ""
        heard = f"Not yet. {said}{plain(words)}"
        return Verdict({"verdict": f"<b>Not yet.</b> {said}{words}", "outcome": "rejected"}, heard)

    def _slip(self, asked: Answer, text: str) -> str:
        """The slip that would have been right here: what it leads to has reached the goal."""
        assert asked.of is not None
        assert asked.nested is not None
        (by, outer), (_, inner) = asked.nested.functions
        wrong = slips(asked.of, asked.wrt, Chain(outer, by, inner, asked.wrt))
        return next((name for name, expr in wrong if name in self.slips and self._reached(expr, text)), "")

    def _reached(self, quantity: Expr, text: str) -> bool:
        """Whether a quantity is what it should be at a place of the slider."""
        wanted = value(self.goal.number, {})
        slider = self.x.slider("x", "x")
        return wanted is not None and reached(quantity, wanted, slider.read(text), float(slider.step))

    def _places(self, quantity: Expr) -> tuple[str, ...]:
        """The places of the slider where a quantity is what it should be."""
        wanted = value(self.goal.number, {})
        return () if wanted is None else places(quantity, wanted, self.x)

    def _explorer(self, variant: Variant) -> Composition:
        asked = self.asks(variant)["answer"]
        assert asked.nested is not None
        (by, outer), (_, inner) = asked.nested.functions
        named = substitute(outer, {by: Variable("u")})
        return Composition(alt=self.alt, inner=str(inner), outer=str(named), x=self.x, points=())

    def _staged(self, at: Values) -> Values:
        """What the explorer is shown: x from the reader, the functions from the variant."""
        stage = self._explorer(self.variant(at))
        texts = {"inner": stage.inner, "outer": stage.outer}
        return at.having(texts, {control.name: control.read(texts[control.name]) for control in stage.controls()[1:]})
