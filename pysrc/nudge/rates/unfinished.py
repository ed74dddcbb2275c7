"""Answers that are on the way: right in kind, with something still to be done. They are told what, and are no try.

`f'(6)·3` where f′ is to be worked out, `cos(u)·2x` where u is to be written in terms of x, `(f∘g)'(2)`, `d/dx sin(x²)`.
To see whether they are right they are read with more names than an answer may have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nudge.rates.calculus import ONE, ZERO, chain_rule
from nudge.rates.expr import Apply, Expr, postorder, substitute, variables
from nudge.rates.given import Functions, Operator
from nudge.rates.parse import read
from nudge.rates.question import ParsedQuestion
from nudge.rates.unreadable import Unreadable

_INNER = ("u", "v", "w", "t", "z")
"""Letters that stand for the inner function where the question has no name for it."""

_D_BEFORE = re.compile(r"(?:\\[dt]?frac\s*\{\s*d\s*\}\s*\{\s*d\s*[a-z]\s*\}|\bd\s*/\s*d\s*[a-z])\s*")
_D_OF = re.compile(r"(?:\\[dt]?frac\s*\{\s*d\s*([a-z])\s*\}\s*\{\s*d\s*[a-z]\s*\}|\bd\s*([a-z])\s*/\s*d\s*[a-z]\b)")
_PRIMED = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*'")
_COMPOSED = re.compile(r"(?:\(|\[)\s*([a-z])\s*(?:∘|\\circ\b|o)\s*([a-z])\s*(?:\)|\])\s*'?\s*(?:\(\s*[^()]*\s*\))?")
_NAMES = re.compile(r"(?<![A-Za-z\\])([a-zA-Z])('*)(\s*\([^()]*(?:\([^()]*\))*[^()]*\))?")


@dataclass(frozen=True, slots=True)
class Wider:
    """A reading with more names: what it comes to in the letters of the answer, and what is still to be done."""

    expr: Expr
    todo: str


def wider(text: str, asked: ParsedQuestion) -> Iterator[Wider]:
    """The readings of a text that speaks of the question's functions, or has a letter for the inner one."""
    if asked.of is None:
        return
    if found := _COMPOSED.fullmatch(text.strip()):
        yield Wider(_right(asked), f"{found[0].strip()} is what is asked: work it out")
        return
    plain = _D_OF.sub(lambda found: f"{found[1] or found[2]}'", text)
    worked = _differentiated(plain)
    functions: dict[str, tuple[str, Expr] | Operator] = {**_functions(asked), "rateof": lambda args: _rate(args, asked)}
    if worked != text or functions.keys() - {"rateof"}:
        said = _still(text, functions) or "work out the rate that is left"
        yield from _read(worked, (*asked.variables, asked.wrt), functions, {}, said)
    for letter, inner in _letters(asked):
        rate = chain_rule(inner, asked.wrt)
        more = {letter: inner, f"{letter}'": rate}
        names = (*asked.variables, asked.wrt, *more)
        others = {name: one for name, one in functions.items() if name.rstrip("'") != letter}
        yield from _read(worked, names, others, more, f"now write {letter} in terms of {asked.wrt}")
    if asked.chain is not None and "'" in plain:
        outer, inner = asked.chain.outer_rate, asked.chain.inner_rate
        more = {f"{name}'": outer if expr == asked.chain.outer else inner for name, (_, expr) in asked.functions}
        if more:
            yield from _read(worked, (*asked.variables, asked.wrt, *more), {}, more, "now work out both rates")


def _read(text: str, names: tuple[str, ...], functions: Functions, more: dict[str, Expr], todo: str) -> Iterator[Wider]:
    try:
        expr = read(text, tuple(dict.fromkeys(names)), functions).expr
    except Unreadable:
        return
    if more and not variables(expr) & more.keys():
        return
    yield Wider(substitute(expr, more), todo)


def _right(asked: ParsedQuestion) -> Expr:
    if asked.of is None:
        return ZERO
    right = chain_rule(asked.of, asked.wrt)
    return right if asked.at is None else substitute(right, {asked.wrt: asked.at})


def _rate(args: tuple[Expr, ...], asked: ParsedQuestion) -> Expr:
    if len(args) != 1:
        raise Unreadable("A rate is that of one function", 0, 0)
    rate = chain_rule(args[0], asked.wrt)
    return rate if asked.at is None else substitute(rate, {asked.wrt: asked.at})


def _functions(asked: ParsedQuestion) -> dict[str, tuple[str, Expr]]:
    """The functions that the question speaks of, with their rates."""
    found = {}
    for name, (by, expr) in asked.functions:
        found[name], found[f"{name}'"] = (by, expr), (by, chain_rule(expr, by))
    return found


def _differentiated(text: str) -> str:
    """A text in which what is to be differentiated stands in `rateof(…)`."""
    text = _PRIMED.sub(lambda found: f"rateof({found[1]})", text)
    if found := _D_BEFORE.search(text):
        rest = text[found.end() :].strip()
        bracket = rest[:1] == "(" and rest[_closes(rest) + 1 :].lstrip()[:1] not in ("^", "²", "³")
        inside = rest if bracket else f"({rest})"
        text = f"{text[: found.start()]}rateof{inside}"
    return text


def _closes(text: str) -> int:
    """Where the bracket that opens a text is closed, the end if it is not."""
    depth = 0
    for i, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return i
    return len(text)


def _still(text: str, functions: Functions) -> str:
    """What is still to be worked out: the first of the question's functions that stands in a text."""
    for found in _NAMES.finditer(text):
        if f"{found[1]}{found[2]}" in functions and found[3]:
            return f"now work out {found[0].strip()}"
    return ""


def _letters(asked: ParsedQuestion) -> Iterator[tuple[str, Expr]]:
    """The letters that may stand for an inner function, each with it."""
    if asked.chain is not None:
        names = [name for name, (_, expr) in asked.functions if expr == asked.chain.inner]
        letters = dict.fromkeys((asked.chain.u, *names, *_INNER[:1]))
        yield from ((name, asked.chain.inner) for name in letters if name not in asked.variables)
        return
    if asked.of is None:
        return
    inside = [arg for node in postorder(asked.of) if isinstance(node, Apply) for arg in node.args]
    for inner in dict.fromkeys(inside):
        if isinstance(inner, Apply) and chain_rule(inner, asked.wrt) not in (ZERO, ONE):
            yield from ((letter, inner) for letter in _INNER if letter not in asked.variables)
