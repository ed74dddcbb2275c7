"""Hints and the solution, traced from the engine's own working, so that they cannot disagree with the answer.

A hint shows one part of the way and never the answer: what would print it is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nudge.rates import Expr, Variable, derivative, simplify, steps, substitute, tex, value
from nudge.rates.slips import alike
from nudge.widgets.exercises.answers import Answer, Nested
from nudge.widgets.markup import math


@dataclass(frozen=True, slots=True)
class Hint:
    """Words, and a formula that shows the values of `shows`; no formula, no values."""

    words: str
    formula: str = ""
    shows: tuple[Expr, ...] = ()

    def html(self) -> str:
        """The hint for a page."""
        return f"{self.words} {math(self.formula)}" if self.formula else self.words


def traced(answers: Iterable[Answer]) -> tuple[Hint, ...]:
    """Hints for the answers of an exercise, the broadest first. None of them shows what is asked for."""
    asked = tuple(answers)
    found = (hint for one in asked if one.of is not None for hint in _traced(one, one.of))
    return tuple(dict.fromkeys(_guarded(hint, asked) for hint in found))


def _traced(asked: Answer, of: Expr) -> Iterator[Hint]:
    return _composed(asked, asked.nested) if asked.nested else _worked(asked, of)


def _guarded(hint: Hint, asked: Sequence[Answer]) -> Hint:
    """The hint without its formula, if that would print an answer."""
    shown = any(alike(each, one.expected) for each in hint.shows for one in asked)
    return Hint(f"{hint.words[:-1]}." if hint.words.endswith(":") else hint.words) if shown else hint


def _composed(asked: Answer, nested: Nested) -> Iterator[Hint]:
    """f′(g(x))·g′(x), one factor after the other."""
    f_name, g_name, u, x, g = nested.outer, nested.inner, nested.chain.u, nested.chain.wrt, nested.chain.inner
    df, dg = derivative(nested.chain.outer, u), derivative(g, x)
    yield Hint("The rate of the inner function:", _equation(f"{g_name}'({x})", "inner", dg), (dg,))
    yield Hint("The rate of the outer function:", _equation(f"{f_name}'({u})", "outer", df), (df,))
    place, at = (asked.at, tex(asked.at)) if asked.at is not None else (Variable(x), x)
    landed = simplify(substitute(g, {x: place}))
    if asked.at is not None:
        yield Hint("Where does the inner function land?", _equation(f"{g_name}({at})", "inner", landed), (landed,))
    outer = simplify(substitute(df, {u: landed}))
    there = rf"{f_name}'({tex(landed)})"
    yield Hint("The outer rate is needed there:", _equation(there, "outer", outer), (landed, outer))


def _equation(left: str, colour: str, right: Expr) -> str:
    return rf"\{colour}{{{left} = {tex(right)}}}"


def _worked(asked: Answer, of: Expr) -> Iterator[Hint]:
    """The rules in the order in which they are used, each with what it makes, but not with what they make together."""
    for step in steps(of, asked.wrt):
        if step.rule == "simplify":
            return
        rate = derivative(step.of, asked.wrt)
        whole = step.of == of
        waits = r"\frac{d}{d" in step.gave
        shows = () if whole and waits else (rate,)
        hint = Hint(f"{step.title}:", _rate(step.of, step.gave, asked.wrt), shows)
        yield hint if waits or not whole else Hint(f"{step.title}.")


def solution(asked: Answer) -> str:
    """The whole way to the answer, as HTML."""
    if asked.of is None:
        return f"<p>{math(tex(asked.expected))}</p>"
    if asked.nested:
        return "".join(f"<p>{math(line)}</p>" for line in _composition(asked, asked.nested))
    made = steps(asked.of, asked.wrt)
    rows = [f"<p>{step.title}: {math(_rate(step.of, step.gave, asked.wrt))}</p>" for step in made]
    if len(made) > 1:
        rows.append(f"<p>{math(_rate(asked.of, tex(derivative(asked.of, asked.wrt)), asked.wrt))}</p>")
    if asked.at is not None:
        last = rf"\text{{at }} {asked.wrt} = {tex(asked.at)}: \quad {tex(asked.expected)}"
        rows.append(f"<p>{math(last)}</p>")
    return "".join(rows)


def _rate(of: Expr, gave: str, wrt: str) -> str:
    return rf"\frac{{d}}{{d{wrt}}}\left[{tex(of)}\right] = {gave}"


def _composition(asked: Answer, nested: Nested) -> Iterator[str]:
    f_name, g_name, u, x, g = nested.outer, nested.inner, nested.chain.u, nested.chain.wrt, nested.chain.inner
    df, dg = derivative(nested.chain.outer, u), derivative(g, x)
    yield rf"\inner{{{g_name}'({x}) = {tex(dg)}}}, \qquad \outer{{{f_name}'({u}) = {tex(df)}}}"
    if asked.at is None:
        whole = tex(df, inner={u: (g, r"\inner")})
        yield rf"\total{{({f_name} \circ {g_name})'({x})}} = \outer{{{whole}}} \cdot \inner{{{tex(dg)}}}"
        return
    at = tex(asked.at)
    landed, inner = (simplify(substitute(one, {x: asked.at})) for one in (g, dg))
    outer = simplify(substitute(df, {u: landed}))
    where = rf"\inner{{{g_name}({at}) = {tex(landed)}}}, \qquad \outer{{{f_name}'({tex(landed)}) = {tex(outer)}}}"
    yield rf"{where}, \qquad \inner{{{g_name}'({at}) = {tex(inner)}}}"
    total = rf"\total{{({f_name} \circ {g_name})'({at})}}"
    yield rf"{total} = \outer{{{_factor(outer)}}} \cdot \inner{{{_factor(inner)}}} = {tex(asked.expected)}"


def _factor(expr: Expr) -> str:
    """A number as a factor: in brackets where it begins with a sign or is a sum."""
    shown = tex(expr)
    number = value(expr, {})
    simple = number is not None and number >= 0 and not any(sign in shown for sign in "+-")
    return shown if simple else rf"({shown})"
