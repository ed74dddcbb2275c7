"""An answer that is typed: how it follows from what is given, and how a reader's text is marked against it.

There are two kinds, a number and a function. Derivatives are taken first; numbers are put in afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from nudge.rates import (
    Apply,
    Expr,
    Question,
    Spelling,
    Unreadable,
    Variable,
    check,
    derivative,
    parse,
    simplify,
    substitute,
    value,
)
from nudge.rates.exact import exact
from nudge.rates.expr import variables
from nudge.rates.lexer import PLAIN as SPELLING
from nudge.rates.slips import ALL, Slip, alike
from nudge.widgets.exercises.given import VARIABLES, Variant, part
from nudge.widgets.fields import explained

_PRIME = re.compile(r"\s*(?P<name>[A-Za-z])['′’]\s*\((?P<text>.*)\)\s*$", re.DOTALL)
_DIFF = re.compile(r"\s*diff\s*\((?P<text>.*),\s*(?P<wrt>[A-Za-z])\s*\)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Rules:
    """What an author asks of an answer besides its worth, and the slips that can be made; see `rates.Question`."""

    form: str = ""
    domain: str = ""
    tolerance: Decimal = Decimal(0)
    slips: frozenset[str] = ALL
    spelling: Spelling = SPELLING


PLAIN = Rules()


@dataclass(frozen=True, slots=True)
class Nested:
    """A composition that was asked by the names of its two functions, such as f(g(x))."""

    outer: str
    inner: str
    functions: tuple[tuple[str, Expr], tuple[str, Expr]]


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark. `outcome` is accepted, rejected or unreadable; `slips` are ids; `reading` is TeX, "" if unreadable.

    `message` says why something cannot be read, or what form the right value should have had. `notes` say how it was
    read where custom allows another reading; an unreadable answer is `ambiguous` if it would be right in that one.
    """

    outcome: str
    message: str = ""
    slips: tuple[str, ...] = ()
    reading: str = ""
    notes: tuple[str, ...] = ()
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What is wanted. `of` is the function whose derivative with respect to `wrt` is asked, None if none is.

    `at` is the number at which it is asked, and `nested` the composition, if it was asked as one. `computed` is whether
    it follows from what is given: an author may write down a number, or the letter of one, and be wrong.
    """

    kind: ClassVar[str]
    expected: Expr
    of: Expr | None
    wrt: str
    at: Expr | None
    nested: Nested | None
    rules: Rules
    own: tuple[Slip, ...] = ()
    computed: bool = True

    @property
    def wanted(self) -> str:
        """What the reader is asked to type, in words."""
        raise NotImplementedError

    @property
    def letters(self) -> tuple[str, ...]:
        """The variables that an answer may have."""
        return tuple(sorted(variables(self.expected) | ({self.wrt} if self.of is not None else set())))

    def question(self) -> Question:
        """The same for the engine."""
        nested = None
        if self.nested:
            (by, outer), (_, inner) = self.nested.functions
            nested = str(outer), by, str(inner)
        return Question(
            variables=self.letters,
            of="" if self.of is None else str(self.of),
            wrt=self.wrt,
            at="" if self.at is None else str(self.at),
            nested=nested,
            form=self.rules.form,
            domain=self.rules.domain,
            absolute=self.rules.tolerance,
            slips=self.rules.slips,
            spelling=self.rules.spelling,
        )

    def mark(self, text: str) -> Marked:
        """Mark what a reader typed. Never raises."""
        try:
            given = parse(text, self.letters, spelling=self.rules.spelling)
        except Unreadable as error:
            return Marked("unreadable", explained(error))
        verdict = check(str(self.expected), text, self.question())
        if verdict.outcome == "error":
            unclear = verdict.reason == "ambiguous"
            return Marked("unreadable", verdict.message, (), verdict.reading, verdict.notes, unclear)
        own = tuple(name for name, wrong in self.own if alike(wrong, given))
        lacking = verdict.message if verdict.outcome == "rejected" and verdict.reason != "different" else ""
        return Marked(verdict.outcome, lacking, (*own, *verdict.slips), verdict.reading, verdict.notes)


class Number(Answer):
    """A number, marked by its worth: `42`, `6*7`, `84/2`."""

    __slots__ = ()
    kind = "number"

    @property
    def wanted(self) -> str:
        return "a number"


class Expression(Answer):
    """A function, marked by its values: `2x cos(x^2)` and `cos(x^2) (x + x)` are one."""

    __slots__ = ()
    kind = "expression"

    @property
    def wanted(self) -> str:
        return f"a function of {', '.join(sorted(variables(self.expected)))}"


def answer(text: str, known: Variant, rules: Rules = PLAIN, own: Mapping[str, str] | None = None) -> Answer:
    """Work out `diff(f(g(x)), x)`, `f'(g(x))` or another expression from what is given. Raises `Unreadable`.

    With `= 42` behind it the result is held to what the author says it is; not where numbers were put in the place of
    the author's. `own` are the author's own slips, by name.
    """
    written, sign, literal = text.partition("=")
    asked = _asked(written, known)
    expected = simplify(substitute(asked.rate, known.numbers))
    if not variables(expected) and value(expected, {}) is None:
        raise Unreadable("This has no value", 0, len(written), "the answer has to exist where it is asked for")
    if sign and not known.tried:
        _hold(expected, literal, len(written) + 1, known)
    kind = Expression if variables(expected) else Number
    nested = None if asked.of is None else _nested(asked.of, known)
    slips = tuple((name, mistaken(wrong, known)) for name, wrong in (own or {}).items())
    held = replace(rules, spelling=known.spelling)
    return kind(expected, asked.of, asked.wrt, asked.at, nested, held, slips, not _bare(written, known))


def _bare(text: str, known: Variant) -> bool:
    """Whether an answer is a number or a letter as an author wrote it, with nothing done to it."""
    try:
        expr = parse(text, (*VARIABLES, *known.numbers), spelling=known.spelling)
    except Unreadable:  # it needs what is given
        return False
    while isinstance(expr, Apply) and expr.op == "neg":
        expr = expr.args[0]
    return not isinstance(expr, Apply) or exact(expr) is not None


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a text asks for: `rate` is it, and if that is the rate of one function, `of` is that function."""

    rate: Expr
    of: Expr | None = None
    wrt: str = VARIABLES[0]
    at: Expr | None = None


def _asked(text: str, known: Variant) -> _Asked:
    found = _DIFF.match(text)
    if found and _balanced(found["text"]):
        wrt, read = found["wrt"], _read(found["text"], found.start("text"), known)
        of = substitute(read, {name: number for name, number in known.numbers.items() if name != wrt})
        return _Asked(derivative(of, wrt), of, wrt, known.numbers.get(wrt))
    rate, prime = _read(text, 0, known), _PRIME.match(text)
    if prime and prime["name"] in known.functions and _balanced(prime["text"]):
        (by, of), place = known.functions[prime["name"]], _read(prime["text"], prime.start("text"), known)
        at = simplify(substitute(place, known.numbers))
        if not variables(at):
            return _Asked(rate, of, by, at)
    return _Asked(rate)


def _read(text: str, at: int, known: Variant) -> Expr:
    letters = {by for by, _ in known.functions.values()} | set(known.numbers) | {VARIABLES[0]}
    return part(text, at, tuple(sorted(letters)), {**known.names(), "diff": _differentiate}, known.spelling)


def _differentiate(args: tuple[Expr, ...]) -> Expr:
    """`diff(f(x), x)` in the middle of an expression."""
    if len(args) != 2 or not isinstance(args[1], Variable):
        raise Unreadable("diff takes a function and a variable", 0, 0, "such as diff(f(x), x)")
    return derivative(args[0], args[1].name)


def _balanced(text: str) -> bool:
    """Whether no bracket of a text is closed outside of it."""
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return True


def _hold(expected: Expr, literal: str, at: int, known: Variant) -> None:
    """Hold a computed answer to the one that the author wrote down. Raises `Unreadable` where they differ."""
    said = substitute(_read(literal, at, known), known.numbers)
    if not alike(expected, said):
        where = f", with {known.key}" if known.key else ""
        hint = f"it comes out as {expected}{where}"
        raise Unreadable("This is not what follows from what is given", at, len(literal), hint)


def mistaken(text: str, known: Variant) -> Expr:
    """A wrong answer that an author wrote down, worked out from what is given. Raises `Unreadable`."""
    return simplify(substitute(_read(text, 0, known), known.numbers))


def _nested(expr: Expr, known: Variant) -> Nested | None:
    """The two given functions of which an expression is the composition, if there are such."""
    for outer, (by, f) in known.functions.items():
        for inner, (_, g) in known.functions.items():
            if outer != inner and expr == substitute(f, {by: g}):
                return Nested(outer, inner, (known.functions[outer], known.functions[inner]))
    return None
