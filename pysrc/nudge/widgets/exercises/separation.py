"""What an exercise may not be published with: a slip that meets the answer, and hints that print the answer.

Wrong answers that coincide with each other are no fault, since the reader is asked which it was; the report tells them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import permutations

from nudge.rates import Apply, Expr, Number, Unreadable, Variable, rational, tex, value
from nudge.rates.expr import postorder
from nudge.rates.separation import RIGHT, Collision, collisions, lucky
from nudge.widgets.base import FieldProblem
from nudge.widgets.exercises.answers import Answer
from nudge.widgets.exercises.filling import Wording
from nudge.widgets.exercises.given import Given, Variant
from nudge.widgets.exercises.words import named, typed

Asks = Callable[[Variant], Mapping[str, Answer]]
"""What an exercise asks in a variant: its answers by the names of their controls."""

NEEDLESS = FieldProblem(
    "colliding-slips", "allow-collision", "No two answers of this exercise coincide that may not", "leave it out"
)
"""What is wrong with a reason for something that does not happen."""

_OTHERS = (3, 2, 4, 5, 1, 6, 7, -1, -2, -3)  # the numbers that an author would try instead
_WAY_OUT = "or say why it may be: allow-collision: reason"


def colliding(given: Given, asks: Asks, allowed: str, key: str) -> tuple[FieldProblem, ...]:
    """A problem for the slips that meet the answer in some variant. `key` is the field that the answer comes from."""
    met = _met(given, asks, undetected)
    if allowed and not met:
        return (NEEDLESS,)
    if allowed or not met:
        return ()
    better = separating(given, asks)
    hint = f"{better}, {_WAY_OUT}" if better else f"take other numbers, {_WAY_OUT}"
    return tuple(FieldProblem("colliding-slips", key, message, hint) for message in met)


def coinciding(given: Given, asks: Asks) -> tuple[tuple[str, ...], str]:
    """For the report: the answers that coincide, in words, and numbers that would tell them apart, "" for none."""
    met = _met(given, asks, meetings)
    return met, separating(given, asks) if met else ""


def _met(given: Given, asks: Asks, found: Callable[[Mapping[str, Answer]], list[Collision]]) -> tuple[str, ...]:
    """What coincides in some variant, in words, each time with the first variant where it does."""
    met: dict[tuple[str, ...], str] = {}
    for variant in given.variants():
        for names, number in groups(found(asks(variant))).items():
            where = f", with {variant.key}" if variant.key else ""
            met.setdefault(names, f"{_listed(names)} are {'both' if len(names) == 2 else 'all'} {number}{where}")
    return tuple(met.values())


def undetected(asked: Mapping[str, Answer]) -> list[Collision]:
    """The slips that meet the answer to what they were made in."""
    return [each for one in asked.values() for each in lucky(one.expected, one.question(), one.own)]


def meetings(asked: Mapping[str, Answer]) -> list[Collision]:
    """The answers that coincide, each with those to the same question."""
    return [each for one in asked.values() for each in collisions(one.expected, one.question(), one.own)]


def groups(found: Sequence[Collision]) -> dict[tuple[str, ...], str]:
    """The names that come to one value, and that value."""
    names: dict[str, dict[str, None]] = {}
    for one in found:
        names.setdefault(named(one.value), {}).update(dict.fromkeys((one.first, one.second)))
    return {tuple(those): number for number, those in names.items()}


def _listed(names: Sequence[str]) -> str:
    """Names as words, the first with a capital."""
    quoted = ["the answer" if name == RIGHT else f"“{name}”" for name in names]
    listed = f"{', '.join(quoted[:-1])} and {quoted[-1]}"
    return listed[0].upper() + listed[1:]


def separating(given: Given, asks: Asks) -> str:
    """Another choice of numbers, as an author writes it, with what it would do; "" if none was found.

    The fewer are changed, the better; and of those the best tells all answers apart, the second best keeps all slips
    from the answer, if now some meet it.
    """
    aims = [(meetings, "would tell all answers apart")]
    if any(undetected(asks(variant)) for variant in given.variants()):
        aims.append((undetected, "would keep the slips from the answer"))
    for changed in (_one_changed, _two_changed):
        for found, does in aims:
            better = changed(given, partial(_without, asks=asks, found=found))
            if better:
                return f"{better} {does}"
    return ""


def _without(other: Given, asks: Asks, found: Callable[[Mapping[str, Answer]], list[Collision]]) -> bool:
    """Whether something is found in no variant of what is given, and all of them can be asked."""
    try:
        return not any(found(asks(variant)) for variant in replace(other, tried=True).variants())
    except Unreadable:
        return False


def _one_changed(given: Given, clean: Callable[[Given], bool]) -> str:
    """The first choice of one other number, given or within a function, that is clean."""
    for name in given.numbers:
        found = _chosen(name, given, clean)
        if found:
            return found
    for name, (by, expr) in given.functions.items():
        for other in (*_renumbered(expr), Apply("add", (expr, rational(1)))):
            if clean(replace(given, functions={**given.functions, name: (by, other)})):
                return f"{name} = {typed(other)}"
    return ""


def _two_changed(given: Given, clean: Callable[[Given], bool]) -> str:
    """The first choice of two other numbers that is clean."""
    for first, second in permutations(given.numbers, 2):
        for one in given.numbers[first]:
            found = _chosen(second, _with(given, first, one), clean)
            if found:
                return f"{first} = {typed(one)} with {found}"
    return ""


def _chosen(name: str, given: Given, clean: Callable[[Given], bool]) -> str:
    """Values of one number with which all is clean: as many as there are now, if there are so many."""
    values = given.numbers[name]
    good = [one for one in dict.fromkeys((*values, *map(rational, _OTHERS))) if clean(_with(given, name, one))]
    if len(values) > 1 and len(good) > 1:
        return f"{name} in {{{', '.join(map(typed, good[: len(values)]))}}}"
    return f"{name} = {typed(good[0])}" if good else ""


def _with(given: Given, name: str, number: Expr) -> Given:
    return replace(given, numbers={**given.numbers, name: (number,)})


def _renumbered(expr: Expr) -> Iterator[Expr]:
    """The expression with one of its numbers changed."""
    for leaf in (node for node in postorder(expr) if isinstance(node, Number)):
        for number in (n for n in _OTHERS if 1 < n != leaf.value):
            yield _replaced(expr, leaf, rational(number))


def _replaced(expr: Expr, old: Expr, new: Expr) -> Expr:
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        args = tuple(done[arg] for arg in node.args) if isinstance(node, Apply) else ()
        done[node] = new if node == old else Apply(node.op, args) if isinstance(node, Apply) else node
    return done[expr]


def printed(given: Given, asks: Asks, hints: Iterable[Wording]) -> tuple[FieldProblem, ...]:
    """A problem for each of an author's hints that prints the answer of some variant."""
    return tuple(found for words in hints for found in _printing(given, asks, words))


def _printing(given: Given, asks: Asks, words: Wording) -> Iterator[FieldProblem]:
    for variant in given.variants():
        if any(_prints(words.worked(variant), one.expected) for one in asks(variant).values()):
            where = f", with {variant.key}" if variant.key else ""
            message = f"This hint prints the answer{where}"
            hint = "say how to get there; the solution, which comes last, has the answer"
            yield FieldProblem("answer-in-hint", words.key, message, hint, words.at, len(words.text))
            return


def _prints(text: str, answer: Expr) -> bool:
    """Whether a text has the answer in it: as a number in its words, or as what a formula is or says it is equal to."""
    words, formulas = text.split("$")[::2], [_bare(piece) for piece in text.split("$")[1::2]]
    number = value(answer, {}) if not answer.names else None
    sides = [side.rstrip(".,;!?") for one in formulas for side in _sides(one)]
    if isinstance(answer, Variable):  # a letter by itself is no answer yet
        sides = [side.rstrip(".,;") for one in formulas for side in _sides(one)[1:]]
    found = [each[0] for piece in words for each in re.finditer(r"(?<![\w.])[-−]?\d+(?:\.\d+)?(?!\w)", piece)]
    found += [side for side in sides if re.fullmatch(r"[-−]?\d+(?:\.\d+)?", side)]
    if number is not None and any(float(one.replace("−", "-")) == number for one in found):
        return True
    return _bare(tex(answer)) in sides


def _sides(formula: str) -> list[str]:
    return re.split(r"=|\\approx|\\colon|,|;", formula)


def _bare(formula: str) -> str:
    """A formula without colours and spaces."""
    return re.sub(r"\\(?:inner|outer|total|left|right|,|;|!|quad)|[{}\s]", "", formula)
