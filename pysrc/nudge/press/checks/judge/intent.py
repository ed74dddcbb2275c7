"""What an equation that does not hold everywhere is meant to be: a rule with a mistake, or a condition.

x² = 4, y − 9 = 6(x − 3) and x > 0 are true of some places and false of others, and say no more. (a + b)² = a² + b² is
true of some places too, and is false. What can be told from the form is told here; between the two lies doubt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge import form, points, search
from nudge.press.checks.judge.compare import compared
from nudge.press.checks.judge.moving import Condition
from nudge.press.checks.tex.names import INVERSES
from nudge.press.checks.tex.scope import Claim, Definition
from nudge.press.checks.tex.tree import TexNode

_QUARTER = mpmath.pi / 4
_SOME = Fraction(1, 5)
"""The share of places from which on something is not just an exception. Of x² > 0 there is one in 42."""
_OTHERS = tuple(Fraction(n, 10) for n in (13, 29, -17, 3, -4, 2))
"""Where the other letters are held while one is moved."""

_NEAR = 12
"""Further out the digits of what grows fast are gone."""
_TOUCH = mpmath.mpf(10) ** -12
_TURNED = {"tan", "cot", "sec", "csc"}
_WAVES = {"sin", "cos", *_TURNED}
_STRAIGHT = {inverse: name for name, inverse in INVERSES.items()}
"""tan⁻¹ x is taken for 1/tan x so often that both on two sides are a rule, and a wrong one."""


class Intent(Enum):
    """What an equation is meant to be, as far as its form tells."""

    RULE = "rule"
    CONDITION = "condition"
    CONTRADICTION = "contradiction"
    DOUBT = "doubt"


def intent(
    claim: Claim, left: Any, right: Any, where: Sequence[Condition], definitions: Sequence[Definition]
) -> Intent:
    """What a claim is meant to be that fails somewhere. `left` and `right` are its sides, `where` they are compared."""
    return _Claimed(claim, left, right, where, definitions).intent()


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A claim with all that tells what it is meant to be."""

    claim: Claim
    left: Any
    right: Any
    where: Sequence[Condition]
    definitions: Sequence[Definition]

    @property
    def letters(self) -> list[Any]:
        """The letters that its sides depend on."""
        return sorted(self.left.free_symbols | self.right.free_symbols, key=str)

    @property
    def sides(self) -> tuple[TexNode, TexNode]:
        """Both sides as they were read."""
        return self.claim.left, self.claim.right

    def intent(self) -> Intent:
        """What it is meant to be. Of arbitrary functions, and of numbers, there are only rules."""
        if any(one.free for one in self.definitions) or not self.letters:
            return Intent.RULE
        if self.claim.relation != "=":
            return self.of_inequality()
        share, constant = _looked_at(self.left, self.right, self.where, _places(self.letters, self.where))
        if constant:
            return Intent.CONTRADICTION if self.says_anew() else Intent.RULE
        if not all(map(form.letters, self.sides)):
            return self.with_number()
        return self.by_names() or self.by_form(share >= _SOME)

    def of_inequality(self) -> Intent:
        """x² > 4 fails in many places, x² > 0 at one: it is a rule that forgets something."""
        numbered = not (self.left.free_symbols and self.right.free_symbols)
        if not (numbered or self.once() or all(map(form.simple, self.sides))):
            return Intent.RULE
        places = (at for at in _places(self.letters, self.where) if points.fits(self.where, at))
        tried = [compared(self.left, self.claim.relation, self.right, at) for at in places]
        least = 2 if numbered else _SOME * (tried.count(False) + tried.count(True))
        return Intent.CONDITION if tried.count(False) >= least else Intent.RULE

    def with_number(self) -> Intent:
        """A number on one side: an equation to solve, unless a formula is differentiated or only simplified there."""
        side, made = self.sides[not form.letters(self.claim.left)], self.left - self.right
        zero = 0 in (self.left, self.right)
        if form.differentiates(side):
            return Intent.DOUBT if zero else Intent.RULE
        if zero or made.has(sp.Integral):
            return Intent.CONDITION
        if form.cancels(side) or _shrinks(self.left if self.left.free_symbols else self.right):
            return Intent.RULE
        if self.once() or sp.together(made).as_numer_denom()[0].is_polynomial(*self.letters):
            return Intent.CONDITION
        return Intent.CONDITION if any(_roots(made, self.where, self.letters, deep=True)) else Intent.RULE

    def by_names(self) -> Intent | None:
        """What can be told of letters on both sides from what is named and defined, None if nothing can."""
        functions = {one.name for one in self.definitions if one.params}
        variables = {one.name for one in self.definitions if not one.params}
        if any(map(form.differentiates, self.sides)):
            return Intent.RULE
        if all(form.named(side, functions) for side in self.sides) and not _rate_of_letter(*self.sides):
            return Intent.CONDITION
        if self.says_anew() and not (self.once() and any(map(form.works_out, self.sides))):
            return Intent.CONTRADICTION
        if any(map(form.works_out, self.sides)):
            return Intent.DOUBT if self.once() else Intent.RULE
        if any(one.removeprefix("d") in variables for one in form.letters(*self.sides)):
            return Intent.DOUBT if self.once() else Intent.RULE
        return Intent.CONDITION if self.once() else None

    def by_form(self, often: bool) -> Intent:
        """What the form tells, and where both sides agree; if they do so `often`, a condition was forgotten."""
        left, right = map(form.functions, self.sides)
        shared = {_STRAIGHT.get(one, one) for one in left} & {_STRAIGHT.get(one, one) for one in right}
        roots = list(_roots(self.left - self.right, self.where, self.letters))
        apart = form.takes_apart(*self.sides)
        solvable = any(not _trivial(*one, left | right, (0,)) for one in roots)
        if all(map(form.simple, self.sides)) and solvable and not (shared and apart):
            return Intent.DOUBT if shared else Intent.CONDITION
        if all(one.kind == "call" and one.text == "abs" and form.simple(one.parts[0]) for one in self.sides):
            return Intent.CONDITION if len(self.letters) == 1 and not often else Intent.RULE
        if often or all(_trivial(*one, left | right, (0, 1, -1)) for one in roots):
            return Intent.RULE
        if apart:
            taken = [part for side in self.sides for _, part in form.arguments(side)]
            plain = len(form.letters(*self.sides)) == 1 and all(map(form.linear, taken))
            return Intent.DOUBT if plain else Intent.RULE
        return Intent.DOUBT

    def once(self) -> bool:
        """Whether a letter stands in the whole claim only once: nothing can cancel it, so nobody says that it does."""
        return _once(self.claim, self.definitions)

    def says_anew(self) -> bool:
        """Whether a side is a name that was defined, so that the other one says anew what it is."""
        return _says_anew(self.claim, self.definitions)


def _rate_of_letter(left: TexNode, right: TexNode) -> bool:
    """Whether a rate is said to be a letter, as in f'(x) = x: more likely it was worked out."""
    kinds = {one.kind for one in (left, right)}
    return "symbol" in kinds and ("diff" in kinds or any(one.text.endswith("'") for one in (left, right)))


def _once(claim: Claim, definitions: Sequence[Definition]) -> bool:
    """Whether a letter stands in a claim only once, with what its names stand for."""
    bodies = {one.name: one for one in definitions if not one.params}
    params = {one.name: one.params for one in definitions if one.params[1:]}
    found = form.letters(claim.left, claim.right)
    for side in (claim.left, claim.right):
        hidden = [name for one in side.walk() if one.kind == "bare" for name in params.get(one.text, ())]
        found += Counter([*hidden, *hidden])
    while defined := {name: one for name in found for one in [bodies.get(name.removeprefix("d"))] if one}:
        for name, one in defined.items():
            inner = form.letters(one.body)
            moved = Counter([f"d{each}" for each in inner] if name != one.name else [])
            found += Counter({each: count * found[name] for each, count in (inner + moved).items()})
            del found[name]
    return 1 in found.values()


def _says_anew(claim: Claim, definitions: Sequence[Definition]) -> bool:
    """Whether a side is a name that was defined: y, f(x)."""
    variables = {one.name for one in definitions if not one.params}
    for side in (claim.left, claim.right):
        if side.kind == "symbol" and side.text in variables:
            return True
        if side.kind == "apply" and not side.text.endswith("'") and all(one.kind == "symbol" for one in side.parts):
            return not any(one.text in variables for one in side.parts)
    return False


def _places(symbols: Sequence[Any], own: Sequence[Condition]) -> Iterator[dict[Any, Fraction]]:
    """The usual places, for the letters of conditions as well: A⁻¹A has none of its own left."""
    return points.places(sorted(set(symbols).union(*(one.free_symbols for one, _ in own)), key=str))


def _looked_at(
    left: Any, right: Any, own: Sequence[Condition], places: Iterable[dict[Any, Fraction]]
) -> tuple[Fraction, bool]:
    """At how large a share of places both sides agree, and whether one is the other and a number, or its multiple."""
    agree = count = 0
    apart, ratios = list[Any](), list[Any]()
    for at in places:
        if any(value.denominator == 1 or abs(value) > _NEAR for value in at.values()) or not points.fits(own, at):
            continue
        a, b = points.evaluate(left, at), points.evaluate(right, at)
        if a is None or b is None:
            continue
        count += 1
        agree += compared(left, "=", right, at) is True
        apart.append(a - b)
        ratios += [a / b] if a and b else []
    if not count:
        return Fraction(0), False
    return Fraction(agree, count), count > 1 and any(len(each) > 1 and _steady(each) for each in (apart, ratios))


def _steady(some: Sequence[Any]) -> bool:
    return all(abs(one - some[0]) <= mpmath.mpf(10) ** -25 * max(1, abs(some[0])) for one in some)


def _shrinks(made: Any) -> bool:
    """Whether tan x · cos x or the like stands here, which is less when it is simplified."""
    trig = made.atoms(sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
    if not any(type(one).__name__ in _TURNED for one in trig) or len(trig) < 2:
        return False
    return len(sp.simplify(made).atoms(sp.Function)) < len(trig)


def _roots(
    made: Any, own: Sequence[Condition], symbols: Sequence[Any], deep: bool = False
) -> Iterator[tuple[Fraction, tuple[Fraction, ...]]]:
    """Places where something is zero, along each letter with the others held. `deep`: also where it only touches."""
    for shift in range(0, 6 if symbols[1:] else 1, 3):
        for one in symbols:
            rest = {name: _OTHERS[(i + shift) % 6] for i, name in enumerate(symbols) if name != one}
            zeros = search.zeros(made, rest, one, search.NEAR if symbols[1:] else search.GRID)
            found = [root for root in zeros if _crosses(made, rest, one, root)]
            if deep and not found and len(symbols) == 1:
                found = [at[one] for low in (made, -made) for at in search.lowest(low, [one]) if _touches(made, at)]
            inside = [(each, how) for each, how in own if each.free_symbols <= {*rest, one}]
            yield from ((root, tuple(rest.values())) for root in found if points.fits(inside, {**rest, one: root}))


def _crosses(made: Any, rest: Mapping[Any, Fraction], one: Any, root: Fraction) -> bool:
    """Whether this is a zero, seen with many digits, and neither a pole nor a place where digits ran out."""
    step = Fraction(1, 10**6) * max(Fraction(1), abs(root))
    low, value, high = (points.evaluate(made, {**rest, one: root + shift}) for shift in (-step, 0, step))
    if low is None or value is None or high is None:
        return False
    largest = max(abs(low), abs(high))
    return bool(
        abs(value) <= largest < 1 and (low * high < 0 or (largest < mpmath.mpf(10) ** -8 and abs(root) <= _NEAR))
    )


def _touches(made: Any, at: Mapping[Any, Fraction]) -> bool:
    """Whether zero is touched here; far out it may only be neared."""
    value = points.evaluate(made, at)
    return value is not None and all(abs(one) < 100 for one in at.values()) and bool(abs(value) < _TOUCH)


def _trivial(root: Fraction, others: Sequence[Fraction], functions: set[str], numbers: Sequence[int]) -> bool:
    """Whether a wrong rule may hold here too: at 0 and 1, where letters are equal, where waves begin anew."""
    value = mpmath.mpf(root.numerator) / root.denominator
    rest = [mpmath.mpf(one.numerator) / one.denominator for one in others]
    candidates = [value, *(value - one for one in rest), *(value + one for one in rest)]
    if any(abs(value - one) < 1e-6 for one in numbers) or any(abs(one) < 1e-6 for one in candidates[1:]):
        return True
    step = _QUARTER if functions & _TURNED else 2 * _QUARTER
    return bool(functions & _WAVES) and any(abs(one / step - mpmath.nint(one / step)) < 1e-6 for one in candidates)
