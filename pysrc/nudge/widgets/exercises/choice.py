"""A question whose answer is chosen: one of a few options, or several of them.

ChosenAnswer are words, or, where something is given, mathematics that is worked out for each variant. A slip's id then
stands for what that slip leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from nudge.rates import Expr, Unreadable, simplify, tex
from nudge.rates.slips import alike
from nudge.widgets.base import FieldProblem, Part
from nudge.widgets.controls import Choice, Control
from nudge.widgets.exercises.answers import Answer, Marked, Query
from nudge.widgets.exercises.ask import AnswerKeyLine, Ask
from nudge.widgets.exercises.feedback import UNANSWERED, Feedback, feedback, plain
from nudge.widgets.exercises.filling import Wording
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.separation import NEEDLESS
from nudge.widgets.exercises.sketch import Sketch
from nudge.widgets.exercises.words import named, sentence, slip_words, slipped
from nudge.widgets.markup import Put, math, prose
from nudge.widgets.values import Values

_LETTERS = "abcdefgh"
"""What options are called in the state."""

MOST = 6
"""How many options there may be: all selections are drawn ahead."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of the author's: words, or what it asks to be worked out, or the id of a slip that leads to it.

    With a `sketch` the function that it asks for is shown as a small plot.
    """

    right: bool
    text: str
    remark: Wording
    query: Query | None = None
    slip: str = ""
    sketch: Sketch | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An option as a reader meets it, as HTML; `expr` is its mathematics, if it was worked out."""

    right: bool
    shown: str
    remark: str
    expr: Expr | None = None
    spoken_as: str = ""

    @property
    def spoken(self) -> str:
        """The option as plain text, for a screen reader."""
        return plain(self.shown) if self.expr is None else self.spoken_as + named(self.expr)


@dataclass(frozen=True, slots=True)
class ChosenAnswer(Ask):
    """A few options, of which one is right, or several. `ordered` ones stand as they are written."""

    options: tuple[Option, ...]
    right: Wording
    ordered: bool = False

    @property
    def _several(self) -> bool:
        return sum(one.right for one in self.options) > 1

    def answers(self, variant: Variant) -> Mapping[str, Answer]:
        right = [one.query for one in self.options if one.right]
        drawn = any(one.sketch for one in self.options)  # there is nothing to work out
        return {} if drawn or len(right) != 1 or right[0] is None else {"answer": right[0].answer(variant)}

    def shown(self, variant: Variant) -> tuple[Shown, ...]:
        """The options in the order in which they are shown. Raises `Unreadable` where one cannot be worked out."""
        found = [self._shown(one, variant) for one in self.options]
        return tuple(found if self.ordered else sorted(found, key=lambda option: _mixed(variant.key + option.shown)))

    def _shown(self, one: Option, variant: Variant) -> Shown:
        remark = one.remark.html(variant)
        if one.query is not None:
            expr = one.query.answer(variant).expected
            if one.sketch:
                return Shown(one.right, one.sketch.html(expr), remark, expr, "graph of ")
            return Shown(one.right, math(tex(expr)), remark, expr)
        if not one.slip:
            return Shown(one.right, prose(one.text), remark)
        asked = self.answers(variant).get("answer")
        wrong = slipped(one.slip, asked) if asked else None
        if asked is None or wrong is None:
            raise Unreadable(f"“{one.slip}” cannot happen here", 0, 0, "write a wrong option out")
        expr = simplify(wrong)
        return Shown(one.right, math(tex(expr)), remark or sentence(slip_words(one.slip, expr, asked)), expr)

    def controls(self) -> tuple[Control, ...]:
        letters = _LETTERS[: len(self.options)]
        sizes = range(1, len(letters) + 1) if self._several else (1,)
        return (Choice("answer", "option", "", ("", *(",".join(c) for k in sizes for c in combinations(letters, k)))),)

    def feedback(self, at: Values) -> Feedback:
        chosen = [letter for letter in at.word("answer").split(",") if letter]
        if not chosen:
            return UNANSWERED
        shown = dict(zip(_LETTERS, at.once(self._all), strict=False))
        picked = [shown[letter] for letter in chosen]
        wrong = [option for option in picked if not option.right]
        if not wrong and len(picked) == sum(option.right for option in shown.values()):
            praise = [*(option.remark for option in picked), self.right.html(self.given.shown(at))]
            return feedback(Marked("accepted"), "", "", " ".join(filter(None, praise)))
        missing = [] if wrong else ["What you chose is right, but it is not all."]
        said = " ".join([*(option.remark for option in wrong if option.remark), *missing])
        return feedback(Marked("rejected"), "", said or "This is not the answer.")

    def parts(self) -> Mapping[str, Part]:
        found: dict[str, Part] = {}
        for i, letter in enumerate(_LETTERS[: len(self.options)]):
            found[f"option-{letter}"] = partial(self._text, i, "shown")
            found[f"spoken-{letter}"] = partial(self._text, i, "spoken")
        return found

    def _all(self, at: Values) -> tuple[Shown, ...]:
        return self.shown(self.given.shown(at))

    def _text(self, i: int, of: str, at: Values) -> str:
        """One of the two texts of an option."""
        return str(getattr(at.once(self._all)[i], of))

    def fields(self, put: Put) -> str:
        kind = "checkbox" if self._several else "radio"
        legend = "Choose all that are right" if self._several else "Choose one"
        rows = ""
        for letter in _LETTERS[: len(self.options)]:
            box = {"type": kind, "name": "answer", "value": letter, "data_answer": "answer"}
            spoken = put.bound({"aria-label": f"spoken-{letter}"}, **box)
            rows += f"<label><input{spoken}>{put.part(f'option-{letter}', 'span')}</label>"
        return f'<fieldset class="options"><legend>{legend}</legend>{rows}</fieldset>'

    def words(self) -> Iterable[Wording]:
        return (one.remark for one in self.options)

    def faults(self) -> tuple[FieldProblem, ...]:
        right = sum(one.right for one in self.options)
        if not 0 < right < len(self.options) <= MOST:
            message = f"There are {right} right options and {len(self.options) - right} wrong ones"
            return (FieldProblem("unreadable-field", "wrong", message, f"at least one of each, {MOST} in all"),)
        for variant in self.given.variants():
            for one in self.options:
                try:
                    self._shown(one, variant)
                except Unreadable as error:
                    key = "answer" if one.right else "wrong"
                    return (FieldProblem("unreadable-field", key, error.message, error.hint),)
        return ()

    def confusions(self, allowed: str) -> tuple[FieldProblem, ...]:
        for variant in self.given.variants():
            for a, b in combinations(self.shown(variant), 2):
                same = a.shown == b.shown if a.expr is None or b.expr is None else alike(a.expr, b.expr)
                if same:
                    what = a.shown if a.expr is None else named(a.expr)
                    where = f", with {variant.key}" if variant.key else ""
                    hint = "no two options may be the same; take other numbers, or leave one out"
                    return (FieldProblem("colliding-slips", "wrong", f"Two options are both {what}{where}", hint),)
        return (NEEDLESS,) if allowed else ()

    def coincidences(self) -> tuple[tuple[str, ...], str]:
        return (), ""

    def key(self, variant: Variant) -> tuple[AnswerKeyLine, ...]:
        shown = [(one.right, one.text) for one in self.options]
        if any(one.query for one in self.options):
            shown = [(one.right, one.spoken) for one in self.shown(variant)]
        right, wrong = (tuple(text for is_right, text in shown if is_right is which) for which in (True, False))
        return (AnswerKeyLine("", "; ".join(right), dict.fromkeys(wrong, ())),)


def _mixed(text: str) -> int:
    """A number that follows no pattern a reader could see, the same one everywhere."""
    mixed = 7
    for char in text:
        mixed = (mixed * 131 + ord(char)) % 1_000_003
    return mixed * 7919 % 1_000_003
