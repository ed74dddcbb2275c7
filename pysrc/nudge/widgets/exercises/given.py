"""What is known in an exercise: functions, numbers, and numbers that are chosen from a few, which make variants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from math import gcd, prod

from nudge.rates import Expr, Spelling, Unreadable, derivative, parse, simplify, substitute, value, variables
from nudge.rates.given import Functions
from nudge.rates.lexer import PLAIN
from nudge.widgets.spelling import Spelled
from nudge.widgets.values import Values

VARIABLES = ("x", "u", "t", "v", "w", "s")
"""The letters a function may be a function of; any other letter is a number that has to be given."""

MOST = 60
"""How many variants an exercise may have. The build works every one of them out."""

_EXAMPLE = "write it like: g = a x + 1; f = u^2; x = 2; a in {2, 3, 4}"
_DEFINITION = re.compile(
    r"\s*(?P<name>[A-Za-z])\s*(?:\(\s*(?P<by>[A-Za-z])\s*\)\s*(?==))?(?P<sign>=|in\b)(?P<text>.*)$", re.DOTALL
)
_CHOICES = re.compile(r"\s*\{(?P<items>[^{}]*)\}\s*$")

GivenFunction = tuple[str, Expr]


@dataclass(frozen=True, slots=True)
class Variant:
    """What is known in one variant. `key` names it, as "a = 2, x = 3"; `chosen` are the numbers that make it one.

    `tried` says that it is not the author's: other numbers were put in to see what they would do. `spelling` is how
    texts about it are spelt.
    """

    key: str
    functions: Mapping[str, GivenFunction]
    numbers: Mapping[str, Expr]
    chosen: Mapping[str, Expr]
    tried: bool = False
    spelling: Spelling = PLAIN

    def applied(self, name: str, place: Expr) -> Expr:
        """A function, or with primes behind its name one of its rates, at a place."""
        by, expr = self.functions[name.rstrip("'")]
        for _ in range(name.count("'")):
            expr = derivative(expr, by)
        return substitute(expr, {by: place})

    def with_numbers(self, more: Mapping[str, Expr]) -> Variant:
        """The same with more numbers."""
        return replace(self, numbers={**self.numbers, **more})


@dataclass(frozen=True, slots=True)
class Given:
    """Functions by name, each with its variable, and for each number the values it may have."""

    functions: Mapping[str, GivenFunction]
    numbers: Mapping[str, tuple[Expr, ...]]
    tried: bool = False
    spelling: Spelling = PLAIN
    _variants: list[Variant] = field(init=False, repr=False, compare=False, default_factory=list)

    def parameters(self) -> tuple[str, ...]:
        """The numbers of which there are several."""
        return tuple(name for name, values in self.numbers.items() if len(values) > 1)

    def variants(self) -> tuple[Variant, ...]:
        """Every choice of the numbers; neighbours differ in more than the last one."""
        if not self._variants:
            self._variants.extend(self._every())
        return tuple(self._variants)

    def shown(self, at: Values) -> Variant:
        """The variant that the controls say."""
        variants = self.variants()
        if len(variants) == 1:
            return variants[0]
        key = at.word("variant")
        return next(one for one in variants if one.key == key)

    def _every(self) -> tuple[Variant, ...]:
        choices = [[(name, each) for each in values] for name, values in self.numbers.items()]
        every = [self._variant(dict(numbers)) for numbers in product(*choices)]
        return tuple(every[k] for k in _spread(len(every)))

    def _variant(self, numbers: Mapping[str, Expr]) -> Variant:
        functions = {}
        for name, (by, expr) in self.functions.items():
            filled = {letter: numbers[letter] for letter in variables(expr) - {by}}
            functions[name] = by, simplify(substitute(expr, filled)) if filled else expr
        chosen = {name: numbers[name] for name in self.parameters()}
        key = ", ".join(f"{name} = {each}" for name, each in chosen.items())
        return Variant(key, functions, numbers, chosen, self.tried, self.spelling)


def _given(text: str, spelling: Spelling) -> Given:
    """Read `g = a x + 1; f(u) = u^2; x = 2; a in {2, 3, 4}`. Raises `Unreadable`."""
    functions: dict[str, GivenFunction] = {}
    numbers: dict[str, tuple[Expr, ...]] = {}
    letters: list[tuple[str, int, int]] = []
    at = 0
    for piece in text.split(";") if text.strip() else ():
        found = _DEFINITION.match(piece)
        if not found:
            raise Unreadable("This is not a definition", at, len(piece), _EXAMPLE)
        name, start = found["name"], at + found.start("text")
        if name in functions or name in numbers or name == "e":
            message = f"{name} is given already" if name != "e" else "e is the number 2.718… already"
            raise Unreadable(message, at + found.start("name"), 1, "every name stands for one thing")
        if found["sign"] == "in":
            numbers[name] = _choices(found["text"], start, spelling)
        else:
            by, expr = found["by"], part(found["text"], start, _letters(found["text"]), spelling=spelling)
            moving = sorted(variables(expr) & (set(VARIABLES) if by is None else {by}))
            if len(moving) > 1:
                message, hint = "This has more than one variable", "a function has one"
                raise Unreadable(message, start, len(found["text"]), hint)
            if not variables(expr) and by is None:
                numbers[name] = (_existing(expr, start, len(found["text"])),)
            elif name in VARIABLES and by is None:
                message, hint = f"{name} is a variable here, and not the name of a function", "such as f or g"
                raise Unreadable(message, at + found.start("name"), 1, hint)
            else:
                functions[name] = by or (moving[0] if moving else VARIABLES[0]), expr
                letters += [(letter, start, len(found["text"])) for letter in variables(expr) - set(moving)]
        at += len(piece) + 1
    for letter, start, length in letters:
        if letter not in numbers:
            raise Unreadable(f"{letter} has no value", start, length, f"such as {letter} = 2, or {letter} in {{2, 3}}")
    count = prod(map(len, numbers.values()))
    if count > MOST:
        raise Unreadable(f"This makes {count} variants", 0, len(text), f"at most {MOST} are worked out")
    return Given(functions, numbers, spelling=spelling)


given = Spelled(_given)
"""Reads what is known in an exercise."""


def part(
    text: str,
    at: int,
    letters: tuple[str, ...],
    functions: Functions | None = None,
    spelling: Spelling = PLAIN,
) -> Expr:
    """Parse a piece of a longer text that begins at `at`."""
    try:
        return parse(text, letters, functions, spelling)
    except Unreadable as error:
        raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None


def _letters(text: str) -> tuple[str, ...]:
    """The letters that a definition may use: those of a function's variable, and single ones for numbers."""
    single = set(re.findall(r"(?<![A-Za-z])[a-zA-Z](?![A-Za-z])", text)) - {"e"}
    return tuple(dict.fromkeys((*VARIABLES, *sorted(single))))


def _choices(text: str, at: int, spelling: Spelling) -> tuple[Expr, ...]:
    """Read `{2, 3, 4}`."""
    found = _CHOICES.match(text)
    if not found:
        raise Unreadable("This is not a choice of numbers", at, len(text), "write it like: a in {2, 3, 4}")
    values, start = [], at + found.start("items")
    for item in found["items"].split(","):
        values.append(_existing(part(item, start, (), spelling=spelling), start, len(item)))
        start += len(item) + 1
    if len({value(each, {}) for each in values}) < len(values) or len(values) < 2:
        raise Unreadable("A choice is between different numbers", at, len(text), "write it like: a in {2, 3, 4}")
    return tuple(values)


def _existing(number: Expr, at: int, length: int) -> Expr:
    if value(number, {}) is None:
        raise Unreadable("This has no value", at, length, "a number that exists, and is not too large")
    return number


def _spread(count: int) -> Iterator[int]:
    """0 … count - 1, the first one first, in steps of about the golden section."""
    step = next(k for k in range(max(1, round(0.618 * count)), 2 * count + 2) if gcd(k, count) == 1)
    return (k * step % count for k in range(count))
