"""An exercise whose answer is chosen: one of a few options, or several of them.

Options are words, or, where something is given, mathematics that is worked out for each variant. A slip's id then
stands for what that slip leads to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import ClassVar

from nudge.rates import Expr, Unreadable, simplify, tex
from nudge.rates.slips import MESSAGES, alike
from nudge.widgets.base import FieldProblem, Part, entry
from nudge.widgets.controls import Choice, Control
from nudge.widgets.exercises.answers import Answer, Marked, answer
from nudge.widgets.exercises.base import UNANSWERED, Exercise, Key, Verdict, plain, verdict
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.separation import NEEDLESS
from nudge.widgets.exercises.words import named, sentence, slip_words, slipped
from nudge.widgets.markup import Put, math, prose
from nudge.widgets.values import Values

_BAR = re.compile(r"\s\|(?:\s|$)")  # and not the bars of |x|

MOST = 6
"""How many options there may be: all selections are drawn ahead."""


@dataclass(frozen=True, slots=True)
class Written:
    """An option as its author wrote it, with what is said of it when it is chosen, which begins at `at`."""

    text: str
    remark: str
    at: int


@dataclass(frozen=True, slots=True)
class Option:
    """An option as a reader meets it, as HTML; `expr` is its mathematics, if it was worked out."""

    right: bool
    shown: str
    remark: str
    expr: Expr | None = None

    @property
    def spoken(self) -> str:
        """The option as plain text, for a screen reader."""
        return plain(self.shown) if self.expr is None else named(self.expr)


def options(text: str) -> tuple[Written, ...]:
    """Read options, one a line, each with what is said of it behind a bar: `the inner rate | It is zero there.`"""
    found, at = [], 0
    for line in text.split("\n"):
        first, *rest = _BAR.split(line.strip(), maxsplit=1)
        remark = "".join(rest).strip()
        if line.strip():
            found.append(Written(first.strip().strip("`").strip(), remark, at + line.rindex(remark)))
        at += len(line) + 1
    return tuple(found)


def order(text: str) -> bool:
    """Read whether options stand as they are written."""
    if text.strip() not in ("mixed", "written"):
        raise Unreadable("This is not an order", 0, len(text), "mixed, or written")
    return text.strip() == "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Exercise):
    """A question with a few options; one of them is right, or several. Each wrong one can say why it is wrong."""

    kind: ClassVar[str] = "choice"

    answer: tuple[Written, ...] = entry(
        options, "A right option, one a line; behind a bar, what is said of it.", repeats=True
    )
    wrong: tuple[Written, ...] = entry(
        options, "A wrong option, one a line; or the id of a slip that leads to one.", repeats=True
    )
    order: bool = entry(order, "How options are shown: `mixed`, or `written` for the right ones first.", "mixed")

    def asks(self, variant: Variant) -> Mapping[str, Answer]:
        if not self._computed or len(self.answer) != 1:
            return {}
        return {"answer": answer(self.answer[0].text, variant)}

    def faults(self) -> tuple[FieldProblem, ...]:
        if not (self.answer and self.wrong) or len(self.answer) + len(self.wrong) > MOST:
            message = f"There are {len(self.answer)} right options and {len(self.wrong)} wrong ones"
            return (FieldProblem("unreadable-field", "wrong", message, f"at least one of each, {MOST} in all"),)
        for variant in self.given.variants():
            for key, written in (("answer", self.answer), ("wrong", self.wrong)):
                try:
                    for one in written:
                        self._option(one, key == "answer", variant)
                except Unreadable as error:
                    return (FieldProblem("unreadable-field", key, error.message, error.hint),)
        return ()

    def confusions(self) -> tuple[FieldProblem, ...]:
        for variant in self.given.variants():
            for a, b in combinations(self.options(variant), 2):
                same = a.shown == b.shown if a.expr is None or b.expr is None else alike(a.expr, b.expr)
                if same:
                    what = a.shown if a.expr is None else named(a.expr)
                    where = f", with {variant.key}" if variant.key else ""
                    hint = "no two options may be the same; take other numbers, or leave one out"
                    return (FieldProblem("colliding-slips", "wrong", f"Two options are both {what}{where}", hint),)
        return (NEEDLESS,) if self.allow_collision else ()

    def coincidences(self) -> tuple[tuple[str, ...], str]:
        return (), ""

    def wording(self) -> Iterator[tuple[str, str, int]]:
        yield from super(Select, self).wording()
        yield from (("answer", one.remark, one.at) for one in self.answer)
        yield from (("wrong", one.remark, one.at) for one in self.wrong)

    def key(self, variant: Variant) -> tuple[Key, ...]:
        right, wrong = (tuple(one.text for one in some) for some in (self.answer, self.wrong))
        if self._computed:
            shown = [(one.right, named(one.expr)) for one in self.options(variant) if one.expr is not None]
            right, wrong = (tuple(text for is_right, text in shown if is_right is which) for which in (True, False))
        return (Key("", "; ".join(right), dict.fromkeys(wrong, ())),)

    def answering(self) -> tuple[Control, ...]:
        letters = "abcdefgh"[: len(self.answer) + len(self.wrong)]
        sizes = range(1, len(letters) + 1) if self._several else (1,)
        return (Choice("answer", "option", "", ("", *(",".join(c) for k in sizes for c in combinations(letters, k)))),)

    def marked(self, at: Values, variant: Variant) -> Verdict:
        chosen = [letter for letter in at.word("answer").split(",") if letter]
        if not chosen:
            return UNANSWERED
        shown = dict(zip("abcdefgh", at.once(self._shown), strict=False))
        picked = [shown[letter] for letter in chosen]
        wrong = [option for option in picked if not option.right]
        if not wrong and len(picked) == sum(option.right for option in shown.values()):
            praise = " ".join(filter(None, [*(option.remark for option in picked), self.told(self.right, variant)]))
            return verdict(Marked("accepted"), "", "", praise)
        missing = [] if wrong else ["What you chose is right, but it is not all."]
        said = " ".join([*(option.remark for option in wrong if option.remark), *missing])
        return verdict(Marked("rejected"), "", said or "This is not the answer.")

    def words(self) -> Mapping[str, Part]:
        found: dict[str, Part] = {}
        for i, letter in enumerate("abcdefgh"[: len(self.answer) + len(self.wrong)]):
            found[f"option-{letter}"] = partial(self._text, i, "shown")
            found[f"spoken-{letter}"] = partial(self._text, i, "spoken")
        return found

    def _shown(self, at: Values) -> tuple[Option, ...]:
        return self.options(self.variant(at))

    def _text(self, i: int, of: str, at: Values) -> str:
        """One of the two texts of an option."""
        return str(getattr(at.once(self._shown)[i], of))

    def fields(self, put: Put) -> str:
        kind = "checkbox" if self._several else "radio"
        legend = "Choose all that are right" if self._several else "Choose one"
        rows = ""
        for letter in "abcdefgh"[: len(self.answer) + len(self.wrong)]:
            box = {"type": kind, "name": "answer", "value": letter, "data_answer": "answer"}
            spoken = put.bound({"aria-label": f"spoken-{letter}"}, **box)
            rows += f"<label><input{spoken}>{put.part(f'option-{letter}', 'span')}</label>"
        return f'<fieldset class="options"><legend>{legend}</legend>{rows}</fieldset>'

    @property
    def _computed(self) -> bool:
        return bool(self.given.functions or self.given.numbers)

    @property
    def _several(self) -> bool:
        return len(self.answer) > 1

    def options(self, variant: Variant) -> tuple[Option, ...]:
        """The options in the order in which they are shown."""
        found = [self._option(one, True, variant) for one in self.answer]
        found += [self._option(one, False, variant) for one in self.wrong]
        if self.order:
            return tuple(found)
        return tuple(sorted(found, key=lambda option: _mixed(variant.key + option.shown)))

    def _option(self, one: Written, right: bool, variant: Variant) -> Option:
        remark = self.told(one.remark, variant)
        if not self._computed:
            return Option(right, prose(one.text), remark)
        if one.text not in MESSAGES:
            expr = answer(one.text, variant).expected
            return Option(right, math(tex(expr)), remark, expr)
        asked = self.asks(variant).get("answer")
        wrong = slipped(one.text, asked) if asked else None
        if asked is None or wrong is None:
            raise Unreadable(f"“{one.text}” cannot happen here", 0, 0, "write a wrong option out")
        expr = simplify(wrong)
        said = sentence(slip_words(one.text, named(expr), asked))
        return Option(right, math(tex(expr)), remark or said, expr)


def _mixed(text: str) -> int:
    """A number that follows no pattern a reader could see, the same one everywhere."""
    mixed = 7
    for char in text:
        mixed = (mixed * 131 + ord(char)) % 1_000_003
    return mixed * 7919 % 1_000_003
