"""What an exercise says about a slip, with the reader's own numbers in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from nudge.rates import Expr, Unreadable, parse, rate, substitute, value
from nudge.rates.check import wrong_answers
from nudge.rates.numbers import short
from nudge.rates.slip_places import Chain
from nudge.rates.slip_rules import RULES
from nudge.rates.slips import MESSAGES, alike
from nudge.widgets.exercises.answers import Answer

_AT_A_NUMBER = {rule.id: rule for rule in RULES if rule.numbers}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a composition f(g(x)) at a place, and the names of its functions."""

    f: str
    g: str
    at: float
    landed: float
    inner: float
    outer: float

    def told(self) -> dict[str, str]:
        """The same as texts, for putting into words."""
        numbers = {name: short(getattr(self, name), 4) for name in ("at", "landed", "inner", "outer")}
        return {"f": self.f, "g": self.g, **numbers}


def numbers(asked: Answer) -> Numbers | None:
    """The numbers behind an answer, if a composition was asked at a number and all of them exist."""
    x = None if asked.at is None else value(asked.at, {})
    if x is None or asked.nested is None:
        return None
    (u, f), (by, g) = asked.nested.functions
    landed, inner = value(g, {by: x}), rate(g, {by: x}, wrt=by)
    outer = None if landed is None else rate(f, {u: landed}, wrt=u)
    if landed is None or inner is None or outer is None:
        return None
    return Numbers(asked.nested.outer, asked.nested.inner, x, landed, inner, outer)


def slip_words(slip: str, text: str, asked: Answer) -> str:
    """What to say about a slip that led to the answer `text`, as a clause: with numbers where they say what is true."""
    rule, known = _AT_A_NUMBER.get(slip), numbers(asked)
    if rule is None or known is None or not _made(slip, text, asked):
        return MESSAGES[slip]
    return rule.numbers.format(answer=text, **known.told())


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
    (by, outer), (_, inner) = asked.nested.functions
    place = {} if asked.at is None else {asked.wrt: asked.at}
    return tuple(substitute(one, place) for one in rule.of_composition(Chain(outer, by, inner, asked.wrt)))


def _made(slip: str, text: str, asked: Answer) -> bool:
    """Whether an answer is what a slip makes of the whole composition, and not of a part of it."""
    try:
        given = parse(text, ())
    except Unreadable:
        return False
    return any(alike(given, one) for one in _of_composition(slip, asked))


def diagnosis(slips: Sequence[str], text: str, asked: Answer, own: Mapping[str, str]) -> str:
    """What may have gone wrong, as HTML: one thing, or several between which only the reader can decide.

    `own` are the author's words for slips, as HTML; those slips may be the author's own.
    """
    if numbers(asked):
        slips = tuple(name for name in slips if name in _AT_A_NUMBER or name in own) or slips
    said = [own[name] if own.get(name) else escape(slip_words(name, text, asked)) for name in slips]
    if not said:
        return "This is not the answer, nor one of the usual slips. A hint may help."
    if len(said) == 1:
        return sentence(said[0])
    clauses = "; or ".join(one.rstrip(".") for one in said)
    return f"{escape(text)} can come about in more than one way. Either {clauses}. Which was it?"


def sentence(words: str) -> str:
    """Words with a capital at their start, unless that is the name of a function, and an end."""
    done = words if words.endswith((".", "?", "!")) else words + "."
    return done if done[1:2] in ("′", "(") else done[:1].upper() + done[1:]


def named(expr: Expr) -> str:
    """An expression as plain text: a number short, anything else as one would type it."""
    number = value(expr, {}) if not expr.names else None
    return typed(expr) if number is None else short(number, 6)


def typed(expr: Expr) -> str:
    """An expression as one would type it, exactly."""
    return re.sub(r"(?<![\w.^])([\d.]+)\*(?=[A-Za-z(])", r"\1", str(expr))
