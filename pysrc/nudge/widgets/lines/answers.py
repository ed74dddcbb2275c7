"""What the names in trees stand for in a state: controls, members of sequences, sums.

There are two ways to ask. `number` is quick, for what is drawn. `exactly` gives a tree, so that what a control says is
taken at its word: 0.1 as the decimal, pi/4 as the exact place.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from nudge.rates import Expr, compiled, parse, value
from nudge.rates.expr import rational
from nudge.widgets.lines.scope import Scope
from nudge.widgets.values import Values

Local = Mapping[str, float]
"""The letters of a loop and what they stand for in one turn of it."""

NONE: Local = {}

VARIANT = "variant"
"""The control that says in which variant an exercise is."""

MOST_TERMS = 2000
"""Terms of a sum that are added up. It takes a few milliseconds."""


class NoValue(Exception):
    """Something that a text needs has no value in this state. The text says why, in words for a learner."""


def number(scope: Scope, name: str, values: Values, local: Local = NONE) -> float:
    """The number that a name stands for. Raises `NoValue`."""
    if name in local:
        return local[name]
    if name in scope.sums:
        return _sum(scope, name, values, local)
    stem, _, which = name.partition(".")
    if stem in scope.members:
        one = scope.members[stem]
        index = None if one.index is None else whole(scope, one.index, values, local, "A member")
        sequence = scope.sequences[one.sequence]
        assert sequence is not None
        return sequence.member(values, index)[which == "y"]
    if name in scope.varied:
        return _worth(varied(scope, name, values))
    reading = values[name]
    return reading if isinstance(reading, float) else _read_number(reading)


def exactly(scope: Scope, name: str, values: Values, local: Mapping[str, float | Expr] = NONE) -> Expr:
    """The same as a tree without names. Raises `NoValue`."""
    if name in local:
        found = local[name]
        return found if isinstance(found, Expr) else decimal(found)
    if name in scope.varied:
        return varied(scope, name, values)
    if name in scope.numbers or name.partition(".")[0] in scope.pairs - set(scope.sequences):
        return _read(values.text(name))
    return decimal(number(scope, name, values, floats(local)))


def varied(scope: Scope, name: str, values: Values) -> Expr:
    """A number that varies with the variant of an exercise."""
    return scope.variants[values.word(VARIANT)][name]


def floats(local: Mapping[str, float | Expr]) -> Local:
    """Letters as floats. Raises `NoValue`."""
    found: dict[str, float] = {}
    for name, one in local.items():
        number = value(one, {}) if isinstance(one, Expr) else one
        if number is None:
            raise NoValue(f"{name} has no value")
        found[name] = number
    return found


def whole(scope: Scope, tree: Expr, values: Values, local: Local, what: str) -> int:
    """The whole number that a tree is worth, as an index or a bound. Raises `NoValue`."""
    names = tuple(sorted(tree.names))
    found = compiled(tree, names)(*(number(scope, name, values, local) for name in names))
    # a count such as 2/0.1 is whole but for its last bits
    if found is None or abs(found - round(found)) > 1e-9 * max(1.0, abs(found)):
        raise NoValue(f"{what} is counted by a whole number")
    return round(found)


def decimal(number: float) -> Expr:
    """A float as the decimal that it is written as."""
    return rational(Fraction(repr(number)))


def _sum(scope: Scope, name: str, values: Values, local: Local) -> float:
    one = scope.sums[name]
    low, high = (whole(scope, bound, values, local, "A sum") for bound in (one.low, one.high))
    if high - low >= MOST_TERMS:
        raise NoValue(f"More than {MOST_TERMS} terms are not added up here")
    names = tuple(sorted(one.body.names - {one.letter}))
    run = compiled(one.body, (one.letter, *names))
    moving = [scope.depends(other, (one.letter,)) for other in names]
    fixed = [0.0 if moves else number(scope, other, values, local) for other, moves in zip(names, moving, strict=True)]
    terms: list[float] = []
    for k in range(low, high + 1):
        turn = {**local, one.letter: float(k)} if any(moving) else local
        args = (
            number(scope, other, values, turn) if moves else known
            for other, moves, known in zip(names, moving, fixed, strict=True)
        )
        term = run(float(k), *(args if any(moving) else fixed))
        if term is None:
            raise NoValue(f"The term for {one.letter} = {k} has no value")
        terms.append(term)
    return math.fsum(terms)


@lru_cache(maxsize=4096)  # what sliders and choices say, over and over
def _read(text: str) -> Expr:
    return parse(text, ())


@lru_cache(maxsize=256)
def _read_number(text: str) -> float:
    return _worth(_read(text))


def _worth(one: Expr) -> float:
    found = value(one, {})
    if found is None:
        raise NoValue(f"{one} has no value")
    return found
