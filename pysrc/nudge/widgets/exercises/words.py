"""What an exercise says about a slip, with the reader's own numbers in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from nudge.rates import Expr, rate, substitute, tex, value
from nudge.rates.equations import exact
from nudge.rates.numbers import MINUS, short
from nudge.rates.slip_rules import RULES
from nudge.rates.slips import MESSAGES, alike
from nudge.rates.verdicts import wrong_answers
from nudge.widgets.exercises.answers import Answer
from nudge.widgets.markup import prose

NUMBERED = {rule.id: rule for rule in RULES if rule.numbers}
"""The slips of which something can be said with the numbers of a composition at a place, by their ids."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a composition f(g(x)) at a place, and the names of its functions."""

    f: str
    g: str
    at: Expr
    landed: float
    inner: float
    outer: float

    def put(self, words: str, answer: Expr) -> str:
        """The words of a rule with what stands in <…> put in as TeX, and with ≈ where an equation has rounded numbers.

        The place and the answer are as they were written; the other numbers have four decimals at most.
        """
        told = {"f": self.f, "g": self.g, "at": tex(self.at), "answer": tex(answer), "sum": ""}
        rounded = set()
        for name in ("landed", "inner", "outer"):
            number = getattr(self, name)
            told[name] = short(number, 4).replace(MINUS, "-")
            rounded |= set() if exact(number, told[name]) else {name, *(("sum",) if name != "landed" else ())}
        words = re.sub("= <(\\w+)>", lambda found: rf"\approx <{found[1]}>" if found[1] in rounded else found[0], words)
        return re.sub("<(\\w+)>", lambda found: told[found[1]], words)


def numbers(asked: Answer) -> Numbers | None:
    """The numbers behind an answer, if a composition was asked at a number and all of them exist."""
    x = None if asked.at is None else value(asked.at, {})
    if x is None or asked.nested is None:
        return None
    chain = asked.nested.chain
    landed, inner = value(chain.inner, {chain.wrt: x}), rate(chain.inner, {chain.wrt: x}, wrt=chain.wrt)
    outer = None if landed is None else rate(chain.outer, {chain.u: landed}, wrt=chain.u)
    if asked.at is None or landed is None or inner is None or outer is None:
        return None
    return Numbers(asked.nested.outer, asked.nested.inner, asked.at, landed, inner, outer)


def slip_words(slip: str, given: Expr | None, asked: Answer) -> str:
    """What to say about a slip that led to an answer, as a clause in HTML: with numbers where they are true."""
    rule, known = NUMBERED.get(slip), numbers(asked)
    if rule is None or known is None or given is None or given.names:
        return escape(MESSAGES[slip])
    if not any(alike(given, one) for one in _of_composition(slip, asked)):  # it was made in a part of the whole
        return escape(MESSAGES[slip])
    return prose(known.put(rule.numbers, given))


def slipped(slip: str, asked: Answer) -> Expr | None:
    """The most telling wrong answer that a slip leads to; None where it cannot happen."""
    if asked.of is None:
        return None
    whole = _of_composition(slip, asked)
    found = [wrong for name, wrong in wrong_answers(asked.question()) if name == slip]
    return next((wrong for wrong in found if wrong in whole), found[0] if found else None)


def _of_composition(slip: str, asked: Answer) -> tuple[Expr, ...]:
    """What a slip makes of the composition as a whole, at the place that was asked."""
    rule = next(rule for rule in RULES if rule.id == slip)
    if asked.nested is None:
        return ()
    place = {} if asked.at is None else {asked.wrt: asked.at}
    return tuple(substitute(one, place) for one in rule.of_composition(asked.nested.chain))


def sentence(words: str) -> str:
    """Words, as HTML, with a capital at their start and an end."""
    done = words if words.endswith((".", "?", "!")) else words + "."
    return done[:1].upper() + done[1:]


def named(expr: Expr) -> str:
    """An expression as plain text: a number short, anything else as one would type it."""
    number = value(expr, {}) if not expr.names else None
    return typed(expr) if number is None else short(number, 6)


def typed(expr: Expr) -> str:
    """An expression as one would type it, exactly."""
    return re.sub(r"(?<![\w.^])([\d.]+)\*(?=[A-Za-z(])", r"\1", str(expr))
