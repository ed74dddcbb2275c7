"""An exercise: a question whose answer is computed from what is given, and whose usual slips are known by name.

An answer has one of three outcomes. Accepted and rejected are marks; unreadable is a free retry that says where the
trouble is. Where two slips lead to the same answer, both are offered and the reader is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import ClassVar

from nudge.rates import Question, Unreadable, check, derivative, parse, tex, value, variables
from nudge.rates.numbers import short
from nudge.rates.slips import MESSAGES
from nudge.widgets.base import FieldProblem, State, View, Widget, entry
from nudge.widgets.controls import Control, Text
from nudge.widgets.fields import explained
from nudge.widgets.markup import attributes, bound, math, part, prose
from nudge.widgets.question import Answer, Given, answer, given
from nudge.widgets.words import AT_A_NUMBER, Chain, slip_words


def lines(text: str) -> tuple[str, ...]:
    """Read texts, one a line."""
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def rewordings(text: str) -> tuple[tuple[str, str], ...]:
    """Read lines of a slip's id and what is to be said about it. Raises `Unreadable` for an id that no rule has."""
    found, at = [], 0
    for line in text.split("\n"):
        name, _, words = line.strip().strip("`").partition(" ")
        name = name.strip("`")
        if name and name not in MESSAGES:
            raise Unreadable(f"“{name}” is not a slip", at, len(line), "known slips: " + ", ".join(MESSAGES))
        if name:
            found.append((name, words.strip()))
        at += len(line) + 1
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise(Widget):
    """A question with one answer to type: a number, or a function. Slips are named, hints open one at a time."""

    kind: ClassVar[str] = "exercise"

    alt: str = entry(str, "What a picture in the question shows, if there is one.", "")
    given: Given = entry(given, "What is known: `g = 3x + 1; f = u^2; x = 2`.", "")
    answer: str = entry(str, "How the answer follows from it: `diff(f(g(x)), x)`. Derivatives first, then numbers.")
    slip: tuple[tuple[str, str], ...] = entry(rewordings, "A slip's id and what to say about it, one a line.", "")
    hint: tuple[str, ...] = entry(lines, "Hints, one a line; formulas between dollar signs.", "")
    solution: str = entry(str, "The way to the answer; worked out from what is given if left out.", "")
    right: str = entry(str, "What is said to a reader who got it right.", "")

    def flaws(self) -> tuple[FieldProblem, ...]:
        try:
            self._asked()
        except Unreadable as error:
            place = (error.offset, error.length)
            return (FieldProblem("unreadable-field", "answer", error.message, error.hint, *place),)
        return ()

    def controls(self) -> tuple[Control, ...]:
        return (Text("answer", "answer", ""),)

    def view(self, state: State) -> View:
        text = state["answer"].strip()
        if not text:
            return View({"verdict": "", "outcome": ""}, "")
        asked = self._asked()
        try:
            reading = parse(text, variables=self._letters(asked))
        except Unreadable as error:
            words = f"<b>That cannot be read.</b> {escape(explained(error))} This does not count as a try."
            return View({"verdict": words, "outcome": "unreadable"}, f"That cannot be read. {explained(error)}")
        verdict = check(str(asked.expected), text, self._question(asked))
        if verdict.outcome == "error":
            words = f"<b>That cannot be marked.</b> {escape(verdict.message)} This does not count as a try."
            return View({"verdict": words, "outcome": "unreadable"}, f"That cannot be marked. {verdict.message}")
        shown = tex(reading)
        echo = "" if shown == text else f'<span class="reading">Read as {math(shown)}</span>'
        if verdict.outcome == "accepted":
            words = f"<b>Right.</b> {prose(self.right)}"
            return View({"verdict": words + echo, "outcome": "accepted"}, f"Right. {self.right}", done=True)
        said = self._diagnosis(verdict.slips, text, asked)
        return View({"verdict": f"<b>Not yet.</b> {said}{echo}", "outcome": "rejected"}, f"Not yet. {said}")

    def markup(self, view: View, name: str) -> str:
        asked = self._asked()
        form = {"data-exercise": name, "novalidate": "", "autocomplete": "off"}
        field = {"type": "text", "name": "answer", "maxlength": "2000", "spellcheck": "false", "autocapitalize": "off"}
        label = "a number" if asked.is_number else "a function of " + ", ".join(sorted(variables(asked.expected)))
        verdict = {"name": "verdict", "class_": "verdict"}
        shown = part(view, "verdict", "output", **verdict, **_spelled(bound(view, {"data-outcome": "outcome"})))
        hints = "".join(_folded(f"Hint {i}", prose(text)) for i, text in enumerate(self.hint, 1))
        return (
            f"<form{attributes(form)}><label><span>Your answer, {label}</span><input{attributes(field)}></label>"
            f'<button type="submit" class="strong">Check</button><p class="waiting" role="status"></p>{shown}'
            f'<p class="tries"></p></form><div class="hints">{hints}{_folded("Solution", self._solution(asked))}</div>'
        )

    def _asked(self) -> Answer:
        return answer(self.answer, self.given)

    def _letters(self, asked: Answer) -> tuple[str, ...]:
        return tuple(sorted(variables(asked.expected) | ({asked.wrt} if asked.of else set())))

    def _question(self, asked: Answer) -> Question:
        at = self.given.numbers.get(asked.wrt)
        of = "" if asked.of is None else str(asked.of)
        return Question(self._letters(asked), of=of, wrt=asked.wrt, at="" if at is None else str(at))

    def _diagnosis(self, slips: tuple[str, ...], text: str, asked: Answer) -> str:
        """What may have gone wrong: one thing, or several between which only the reader can decide."""
        own, chain = dict(self.slip), self._chain(asked)
        if chain:
            slips = tuple(name for name in slips if name in AT_A_NUMBER) or slips
        said = [
            prose(own[name]) if name in own else escape(slip_words(name, text, chain, MESSAGES[name])) for name in slips
        ]
        if not said:
            return "This is not the answer, nor one of the usual slips. A hint may help."
        if len(said) == 1:
            return sentence(said[0])
        return f"{escape(text)} can come about in more than one way. Either {'; or '.join(said)}. Which was it?"

    def _chain(self, asked: Answer) -> Chain | None:
        """The composition that was asked at a number, if that is what was asked."""
        functions, at = self.given.functions, self.given.numbers.get(asked.wrt)
        x = None if at is None else value(at, {})
        if x is None or not {"f", "g"} <= set(functions):
            return None
        return Chain.at(functions["g"], functions["f"], x)

    def _solution(self, asked: Answer) -> str:
        if self.solution:
            return prose(self.solution)
        result = math(tex(asked.expected))
        functions = self.given.functions
        if asked.of is None or not {"f", "g"} <= set(functions):
            return f"<p>{result}</p>"
        (x, g), (u, f) = functions["g"], functions["f"]
        rates = rf"\inner{{g'({x}) = {tex(derivative(g, x))}}}, \qquad \outer{{f'({u}) = {tex(derivative(f, u))}}}"
        chain = self._chain(asked)
        if chain is None:
            nested = tex(derivative(f, u), inner={u: (g, r"\inner")})
            inner = tex(derivative(g, x))
            last = rf"\total{{(f \circ g)'({x})}} = \outer{{{nested}}} \cdot \inner{{{inner}}}"
            return f"<p>{math(rates)}</p><p>{math(last)}</p>"
        return f"<p>{math(rates)}</p>{_worked(chain, tex(asked.expected), tex(self.given.numbers[asked.wrt]))}"


def _worked(chain: Chain, result: str, at: str) -> str:
    """The chain rule with its numbers put in."""
    landed, inner, outer = (short(n, 4).replace("−", "-") for n in (chain.landed, chain.inner, chain.outer))
    first = rf"\inner{{g({at}) = {landed}}}, \qquad \outer{{f'({landed}) = {outer}}}"
    where = rf"{first}, \qquad \inner{{g'({at}) = {inner}}}"
    last = rf"\total{{(f \circ g)'({at})}} = \outer{{{outer}}} \cdot \inner{{{inner}}} = {result}"
    return f"<p>{math(where)}</p><p>{math(last)}</p>"


def _folded(title: str, inside: str) -> str:
    return f"<details><summary>{title}</summary><div>{inside}</div></details>"


def _spelled(pairs: dict[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): text for name, text in pairs.items()}


def sentence(words: str) -> str:
    """Words with a capital at their start and an end."""
    done = words if words.endswith((".", "?", "!")) else words + "."
    return done[:1].upper() + done[1:]
