"""Verdicts on claims. First a claim is tried at many places, which finds what is false; then SymPy may prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge import curves, points, search
from nudge.press.checks.judge.compare import compared, decimal, number, plain
from nudge.press.checks.judge.curves import conditions_of, curve_of
from nudge.press.checks.judge.intent import Intent, intent
from nudge.press.checks.judge.meaning import SymPyMeaning
from nudge.press.checks.judge.moving import Condition
from nudge.press.checks.judge.near import near, place_of
from nudge.press.checks.judge.polynomials import nonnegative
from nudge.press.checks.judge.proof import INFINITE, proves
from nudge.press.checks.judge.rounding import rounded, rounds
from nudge.press.checks.judge.wire import ClaimCheck, Judgement
from nudge.press.checks.tex.scope import Claim
from nudge.press.checks.tex.tree import TexNode, Unclear, functional

ENOUGH = 5
"""A claim about variables that can be tried at fewer places is not understood."""

_OPEN = "this is not an identity"
_SAY = "say what it is, solve: x or curve; where: … makes it a condition of other lines"
_ANEW = "write := to define the name anew, or take another one"

_SAMPLES: tuple[Callable[[Any, int], Any], ...] = (
    lambda t, k: t**2 / 3 + sp.Rational(k + 2, 2) * t + k + 4,
    lambda t, k: sp.sin(t + k) / (k + 1) + sp.Rational(k + 5, 2),
    lambda t, k: sp.exp(t / (k + 3)) + sp.Rational(1, k + 2),
    lambda t, k: t**3 / 9 - sp.Rational(k + 1, 3) * t + 1,
)
"""Functions to try for the arbitrary ones; `k` makes those of one claim differ."""


def verdicts(question: ClaimCheck) -> Iterator[Judgement]:
    """What is known after trying, then what SymPy adds to it. Never raises for a claim."""
    if question.supposed:
        yield from (_supposed(one, question) for one in verdicts(replace(question, supposed="")))
        return
    try:
        tried = _tried(question)
        if tried.status != "held" or not tried.why:
            yield tried
        if tried.status == "held":
            sides = _sides(question, {})
            relation, known = _relation(question.claim), [*sides.own, *sides.asked]
            if proves(sides.left, relation, sides.right, known, sides.curve):
                yield Judgement("proved", tried.points, tried.where)
            elif tried.why:
                yield Judgement("unclear", why=tried.why)
    except Unclear as problem:
        yield Judgement("unclear", why=problem.message, hint=problem.hint)
    except Exception as problem:  # SymPy raises almost anything, and no claim may end the process
        yield Judgement("unclear", why=f"SymPy could not work with this ({type(problem).__name__})")


def _supposed(found: Judgement, question: ClaimCheck) -> Judgement:
    """What is said of a claim about functions that nobody defined: it is true of all of them, or not understood."""
    if found.status in ("held", "proved"):
        return found
    why = f"this does not hold for all {question.supposed}, and which are meant is not known"
    return Judgement("unclear", why=why, hint="define them, or say where: and the equation they come from")


@dataclass(frozen=True, slots=True)
class _Sides:
    """What both sides of a claim are, where they are real (`own`), and where the author says (`asked`, on `curve`)."""

    left: Any
    right: Any
    own: Sequence[Condition]
    asked: Sequence[Condition]
    curve: Any | None

    @property
    def names(self) -> list[Any]:
        """The letters of the sides."""
        return sorted(self.left.free_symbols | self.right.free_symbols, key=str)

    @property
    def every(self) -> list[Any]:
        """These, and those of the conditions."""
        others = [one for one, _ in [*self.own, *self.asked]] + ([] if self.curve is None else [self.curve])
        return sorted(set(self.names).union(*(one.free_symbols for one in others)), key=str)

    def places(self, relation: str) -> Iterator[tuple[dict[Any, Fraction], bool]]:
        """Where to try, and whether a place was looked for because the sides come near each other."""
        if self.curve is not None:
            yield from ((at, False) for at in curves.on(self.curve, self.every))
            return
        turns = [*search.corners(self.left), *search.corners(self.right), *(one for one, _ in self.asked)]
        yield from ((at, False) for at in chain(points.places(self.every), search.sides(turns, self.every)))
        if relation in "<>≤≥":
            low = self.left - self.right if relation in ">≥" else self.right - self.left
            if nonnegative(low, relation in "<>", [*self.own, *self.asked]):
                return
            yield from ((at, True) for at in search.lowest(low, self.every))


def _sides(question: ClaimCheck, chosen: Mapping[str, Any]) -> _Sides:
    """The sides of a claim, with concrete functions for the arbitrary ones."""
    meaning = SymPyMeaning(list(question.definitions), chosen, curve_of(question))
    left, right = meaning.value(question.claim.left), meaning.value(question.claim.right)
    own = list(dict.fromkeys(meaning.conditions))
    own = [(one, how) for one, how in own if one.free_symbols or not points.fit(one, how, {})]
    return _Sides(left, right, own, *conditions_of(question, meaning))


def _tried(question: ClaimCheck) -> Judgement:
    """What trying shows. A verdict that held with a `why` is worth nothing without a proof."""
    claim, relation = question.claim, _relation(question.claim)
    free = [one.name for one in question.definitions if one.free]
    count, where, doubt, every = 0, dict[str, None](), "", list[Any]()
    for sample in _SAMPLES if free else _SAMPLES[:1]:
        chosen = {name: (lambda t, k=k, sample=sample: sample(t, k)) for k, name in enumerate(free)}
        sides = _sides(question, chosen)
        left, right, every = sides.left, sides.right, sides.every
        if free and (left.has(sp.Integral) or right.has(sp.Integral)):
            left, right = left.doit(), right.doit()
        if relation == "≈":
            place = place_of(question)
            return near(question, place) if place else rounded(claim, left, right)
        if relation == "≠" and functional(claim.left) and functional(claim.right):
            return _different(left, right, sides.names)
        if INFINITE & {left, right}:
            return _boundless(claim, left, right)
        for at, deep in sides.places(relation):
            if not points.fits(sides.asked, at):
                continue
            if not points.fits(sides.own, at):
                broken = [(one, how) for one, how in sides.own if not points.fit(one, how, at)]
                where |= dict.fromkeys(_said(one, how, free) for one, how in broken)
                continue
            outcome = compared(left, relation, right, at)
            if outcome is False:
                found = _false(claim, left, right, {one: at[one] for one in sides.names}, chosen)
                return found if question.strict else _meant(found, question, sides)
            count += outcome is True
            if not doubt and (deep or relation == "≠"):
                doubt = _doubt(left, relation, right, at)
    if count < (ENOUGH if every else 1):
        raise Unclear("there are too few places where both sides have a real value", claim.left.start, claim.right.end)
    return Judgement("held", count, tuple(one for one in where if one), why=doubt)


def _different(left: Any, right: Any, symbols: Sequence[Any]) -> Judgement:
    """Two functions are different if they differ somewhere."""
    if any(compared(left, "=", right, at) is False for at in points.places(symbols)):
        return Judgement("proved", 1)
    return Judgement("unclear", why="no place was found where these functions differ")


def _boundless(claim: Claim, left: Any, right: Any) -> Judgement:
    """A limit that is infinite, compared with what it is said to be."""
    if sp.zoo in (left, right) or claim.relation != "=":
        raise Unclear("this has no limit, or none that can be compared", claim.left.start, claim.right.end)
    if left == right:
        return Judgement("held", 1)
    return Judgement("false", left=plain(left).replace("oo", "∞"), right=plain(right).replace("oo", "∞"))


def _doubt(left: Any, relation: str, right: Any, at: dict[Any, Fraction]) -> str:
    """Why holding at this place says little, if so."""
    if relation == "≠":
        return "that two sides are never equal was not proved, and trying cannot show it"
    if relation not in "<>":
        return ""
    a, b = points.evaluate(left, at), points.evaluate(right, at)
    if a is None or b is None or abs(a - b) > mpmath.mpf(10) ** -12 * max(abs(a), abs(b)):
        return ""
    place = ", ".join(f"{one} = {decimal(value)}" for one, value in at.items())
    return f"near {place} the sides are so nearly equal that {relation} may be {'≤' if relation == '<' else '≥'} there"


def _said(one: Any, how: str, free: Sequence[str]) -> str:
    """A condition in words; none about arbitrary functions, whose samples say nothing."""
    return "" if free or one.has(sp.Dummy) else f"{plain(one)} {how}"


def _false(claim: Claim, left: Any, right: Any, at: dict[Any, Fraction], chosen: dict[str, Any]) -> Judgement:
    a, b = points.evaluate(left, at, points.MORE), points.evaluate(right, at, points.MORE)
    digits = next((n for n in (4, 6, 9, 15) if mpmath.nstr(a, n) != mpmath.nstr(b, n)), 30)
    place = [f"{one} = {decimal(value)}" for one, value in at.items()]
    place += [f"{name}(t) = {plain(f(sp.Symbol('t')))}" for name, f in chosen.items()]
    hint = ""
    if claim.relation == "=":
        for one, value in ((claim.right, a), (claim.left, b)):
            if not at and rounds(value, one):
                hint = "this is a rounded number: write \\approx"
    if claim.relation == "≠":
        hint = "≠ says that they are equal nowhere; that two functions are not the same is f \\circ g \\ne g \\circ f"
    return Judgement("false", at=", ".join(place), left=number(a, digits), right=number(b, digits), hint=hint)


def _meant(found: Judgement, question: ClaimCheck, sides: _Sides) -> Judgement:
    """What is said of a claim that fails at a place, by what it is meant to be."""
    meant = intent(question.claim, sides.left, sides.right, [*sides.own, *sides.asked], question.definitions)
    fails = f"at {found.at} the left side is {found.left}, the right side {found.right}"
    if meant is Intent.RULE and "i" in map(str, sides.names):
        return Judgement("unclear", why="all letters are real numbers here, and i may be another", hint="leave i out")
    if meant is Intent.RULE:
        return found
    if meant is Intent.CONTRADICTION:
        return Judgement("unclear", why=f"this contradicts what was defined: {fails}", hint=_ANEW)
    return replace(found, status="open" if meant is Intent.CONDITION else "unclear", why=f"{_OPEN}: {fails}", hint=_SAY)


def _relation(claim: Claim) -> str:
    """The relation to judge by. Between differentials, what is equal to first order is equal."""
    first_order = claim.relation == "≈" and _differential(claim.left) and _differential(claim.right)
    return "=" if first_order else claim.relation


def _differential(node: TexNode) -> bool:
    return any(one.kind == "differential" for one in node.walk())
