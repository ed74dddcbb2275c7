"""The form of an exercise with its verdict, and its hints below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from nudge.widgets.base import Part, Piece
from nudge.widgets.exercises.ask import Ask
from nudge.widgets.exercises.feedback import Feedback
from nudge.widgets.exercises.filling import Wording, filled
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.hints import traced
from nudge.widgets.markup import Put, attributes, math
from nudge.widgets.values import Values


@dataclass(frozen=True, slots=True)
class Help:
    """The hints of an exercise, its solution, and what is said to who got it right."""

    hints: tuple[Wording, ...]
    solution: Wording
    right: Wording

    def words(self) -> tuple[Wording, ...]:
        """All words in which numbers may be worked out."""
        return *self.hints, self.solution, self.right

    def html(self, ask: Ask, variant: Variant) -> str:
        """The hints, then the solution, each folded; the page shows one more when one is opened."""
        hints = [words.html(variant) for words in self.hints]
        hints += [hint.html() for hint in traced(ask.answers(variant).values())]
        way = ask.way(variant, self.solution.html(variant))
        folded = [_folded(f"Hint {i}", text) for i, text in enumerate(hints, 1)]
        return "".join([*folded, _folded("Solution", way) if way else ""])


@dataclass(frozen=True, slots=True, eq=False)
class Form(Piece):
    """The form of a question. It has no name: its parts are called as they are.

    `asked` are formulas of the text with numbers to fill in; the page has the places of these.
    """

    ask: Ask
    help: Help
    asked: tuple[str, ...]

    def parts(self) -> Mapping[str, Part]:
        found: dict[str, Part] = {name: partial(self._shown, name) for name in self.ask.unanswered().parts}
        found |= {**self.ask.parts(), "help": self._help, "said": self._said, "done": self._done}
        if len(self.ask.given.variants()) > 1:
            found["next"] = self._next
            found |= {f"asked-{i}": partial(self._asked, one) for i, one in enumerate(self.asked)}
        return found

    def markup(self, put: Put) -> str:
        form = attributes({"data-exercise": put.id, "novalidate": "", "autocomplete": "off"})
        outcome = put.bound({"data-outcome": "outcome"}, data_part="verdict", name="verdict", class_="verdict")
        another = ""
        if "next" in put.parts:
            turn = put.bound({"value": "next"}, type="button", data_control="variant", data_another="")
            another = f'<p class="another"><button{turn}>Another one like this</button></p>'
        return (
            f'<form{form}>{self.ask.fields(put)}<button type="submit" class="strong">Check</button>'
            f'<p class="waiting" role="status"></p><output{outcome}>{put.parts["verdict"]}</output>'
            f'{self.ask.below(put)}<p class="tries"></p></form>{another}{put.part("help", "div", class_="hints")}'
        )

    def _feedback(self, at: Values) -> Feedback:
        return self.ask.feedback(at)

    def _shown(self, name: str, at: Values) -> str:
        return at.once(self._feedback).parts[name]

    def _said(self, at: Values) -> str:
        return at.once(self._feedback).said

    def _done(self, at: Values) -> str:
        return "1" if at.once(self._feedback).done else ""

    def _help(self, at: Values) -> str:
        return self.help.html(self.ask, self.ask.given.shown(at))

    def _next(self, at: Values) -> str:
        keys = [one.key for one in self.ask.given.variants()]
        return keys[(keys.index(at.word("variant")) + 1) % len(keys)]

    def _asked(self, formula: str, at: Values) -> str:
        return math(filled(formula, self.ask.given.shown(at).chosen))


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{title}</summary><div>{inside}</div></details>"
