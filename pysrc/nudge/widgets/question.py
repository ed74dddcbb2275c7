"""What an exercise asks: definitions that are given, and an answer computed from them, never typed in beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nudge.rates import Expr, Unreadable, derivative, parse, simplify, substitute, value, variables

_DEFINITION = re.compile(r"\s*(?P<name>[A-Za-z])\s*=(?P<text>.*)$", re.DOTALL)
_DIFF = re.compile(r"\s*diff\s*\((?P<text>.*),\s*(?P<wrt>[A-Za-z])\s*\)\s*$", re.DOTALL)
_LETTERS = ("x", "u", "t", "v", "w", "s")


@dataclass(frozen=True, slots=True)
class Given:
    """Functions by name, each with its variable, and numbers by name; the texts are the author's."""

    functions: Mapping[str, tuple[str, Expr]]
    numbers: Mapping[str, Expr]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What is wanted. `of` is the function whose derivative with respect to `wrt` is asked, None if none is."""

    expected: Expr
    of: Expr | None
    wrt: str

    @property
    def is_number(self) -> bool:
        """Whether a number is wanted, and not a function."""
        return not variables(self.expected)


def given(text: str) -> Given:
    """Read `g = 3x + 1; f = u^2; x = 2`. Raises `Unreadable`."""
    functions: dict[str, tuple[str, Expr]] = {}
    numbers: dict[str, Expr] = {}
    texts: dict[str, str] = {}
    at = 0
    for piece in text.split(";") if text.strip() else ():
        found = _DEFINITION.match(piece)
        if not found:
            raise Unreadable("This is not a definition", at, len(piece), "write it like: g = 3x + 1; f = u^2; x = 2")
        name, expr = found["name"], _read(found["text"], at + found.start("text"), _LETTERS)
        if name in texts:
            raise Unreadable(f"{name} is given already", at + found.start("name"), 1, "every name stands for one thing")
        free = variables(expr)
        if len(free) > 1:
            where = at + found.start("text")
            raise Unreadable("This has more than one variable", where, len(found["text"]), "a function has one")
        if free:
            functions[name] = (min(free), expr)
        else:
            numbers[name] = expr
        texts[name] = found["text"].strip()
        at += len(piece) + 1
    return Given(functions, numbers, texts)


def answer(text: str, known: Given) -> Answer:
    """Work out `diff(f(g(x)), x)`, or an expression such as `f(g(x))`, from what is given. Raises `Unreadable`.

    A derivative is taken first and the given numbers are put in afterwards.
    """
    found = _DIFF.match(text)
    inside, at = (found["text"], found.start("text")) if found else (text, 0)
    letters = {variable for variable, _ in known.functions.values()} | set(known.numbers) | set(_LETTERS[:1])
    expr = _read(inside, at, tuple(sorted(letters)), known.functions)
    expected = derivative(expr, found["wrt"]) if found else expr
    expected = simplify(substitute(expected, known.numbers))
    if not variables(expected) and value(expected, {}) is None:
        raise Unreadable("This has no value", 0, len(text), "the answer has to exist where it is asked for")
    return Answer(expected, expr if found else None, found["wrt"] if found else "x")


def _read(
    text: str, at: int, letters: tuple[str, ...], functions: Mapping[str, tuple[str, Expr]] | None = None
) -> Expr:
    """Parse a piece of a longer text that begins at `at`."""
    try:
        return parse(text, variables=letters, functions=functions)
    except Unreadable as error:
        raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None
