"""Equations in one letter: whether what is given solves them, and whether there is more that does."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy as sp  # type: ignore[import-untyped]

from nudge.press.checks.judge import points, search
from nudge.press.checks.judge.compare import number, plain
from nudge.press.checks.judge.curves import conditions_of, exactly
from nudge.press.checks.judge.meaning import SymPyMeaning
from nudge.press.checks.judge.moving import Condition, symbol
from nudge.press.checks.judge.verdicts import verdicts
from nudge.press.checks.judge.wire import ClaimCheck, Judgement, Solving
from nudge.press.checks.tex.scope import Claim, Definition
from nudge.press.checks.tex.tree import TexNode, Unclear, show

_MOST = 12
"""An equation with more solutions than this has them without end, or nobody wants to read them."""

_NEAR = Fraction(1, 10**6)


def solved(asked: Solving) -> Judgement:
    """What is known of the solutions of equations. Never raises."""
    try:
        return _solved(asked)
    except Unclear as problem:
        return Judgement("unclear", why=problem.message, hint=problem.hint)
    except Exception as problem:  # SymPy raises almost anything, and no text may end the process
        return Judgement("unclear", why=f"SymPy could not work with this ({type(problem).__name__})")


def _solved(asked: Solving) -> Judgement:
    status = "proved"
    for claim in asked.claims:
        for given in asked.given:
            verdict = _put(asked, claim, given)
            if verdict.status in ("false", "unclear"):
                return verdict
            status = "held" if verdict.status == "held" else status
    meaning = SymPyMeaning(list(asked.definitions), {})
    unknown = symbol(asked.unknown)
    known = [meaning.value(one) for one in asked.given]
    inside, curve = conditions_of(asked, meaning)
    if curve is not None:
        raise Unclear("an equation that is solved takes no other equation for a condition", 0, 1)
    first, *later = (Equation(claim, asked.definitions, asked.unknown, inside) for claim in asked.claims)
    if any(one.made.free_symbols - {unknown} for one in (first, *later)):
        return _with_letters(asked, first, known, status)
    found = first.roots()
    for root in found if known else ():
        if not any(_same(root, points.evaluate(each, {})) for each in known):
            return Judgement("false", why=f"{asked.unknown} = {number(root, 8)} is a solution too")
    for one in later if not known else ():
        lost = next((root for root in found if not one.holds(root)), None)
        if lost is not None:
            what = f"{asked.unknown} = {number(lost, 8)} solves the first equation, and not {one.claim.shown()}"
            return Judgement("false", why=what)
    if not found:
        return Judgement("unclear", why="no real solution was found")
    if asked.given or first.is_polynomial:
        shown = [show(one) for one in asked.given] or [plain(one) for one in first.exact()]
        return Judgement(status if first.is_polynomial else "held", left=_listed(asked.unknown, "=", shown))
    return Judgement("held", left=_listed(asked.unknown, "≈", [number(one, 8) for one in found]))


def _listed(unknown: str, sign: str, solutions: Sequence[str]) -> str:
    return " or ".join(f"{unknown} {sign} {one}" for one in solutions)


def _put(asked: Solving, claim: Claim, given: TexNode) -> Judgement:
    """Whether an equation holds with a solution in the place of its letter."""
    left, right = (
        TexNode("at", asked.unknown, (side, given), side.start, side.end) for side in (claim.left, claim.right)
    )
    question = ClaimCheck(Claim(left, "=", right), asked.definitions, _without(asked), strict=True)
    *_, last = verdicts(question)
    if last.status == "false":
        at = ", ".join(filter(None, [f"{asked.unknown} = {show(given)}", last.at]))
        return Judgement("false", at=at, left=last.left, right=last.right)
    if last.status == "unclear" and "too few places" in last.why:
        return Judgement("false", why=f"with {asked.unknown} = {show(given)} a side has no real value")
    return last


def _without(asked: Solving) -> tuple[Claim, ...]:
    """The conditions that say nothing of the letter: those on it are looked at where solutions are counted."""
    return tuple(one for one in asked.conditions if asked.unknown not in one.left.names() | one.right.names())


class Equation:
    """One of the equations, as what is zero where it holds."""

    def __init__(self, claim: Claim, definitions: Sequence[Definition], name: str, inside: Sequence[Condition]) -> None:
        meaning = SymPyMeaning(list(definitions), {})
        self.claim, self.unknown = claim, symbol(name)
        unknown = self.unknown
        self.made = meaning.value(claim.left) - meaning.value(claim.right)
        self.conditions = [*meaning.conditions, *inside]
        self.top = sp.together(self.made).as_numer_denom()[0]
        if not self.top.has(unknown):
            raise Unclear(f"{unknown} is not in this equation", claim.left.start, claim.right.end)

    @property
    def is_polynomial(self) -> bool:
        """Whether all solutions are found for certain."""
        return bool(self.top.is_polynomial(self.unknown))

    def roots(self) -> list[Any]:
        """The real solutions, as numbers with many digits."""
        return [points.evaluate(one, {}) for one in self.exact()]

    def exact(self) -> list[Any]:
        """The real solutions as SymPy has them; those of an equation that is no polynomial have many digits."""
        found = self._polynomial() if self.is_polynomial else self._near()
        if len(found) > _MOST:
            raise Unclear("there are too many solutions", 0, 1, "say where: 0 ≤ x ≤ 2π")
        return found

    def _polynomial(self) -> list[Any]:
        every = sp.real_roots(sp.Poly(sp.expand(self.top), self.unknown), multiple=True)
        return [one for one in dict.fromkeys(every) if self._fits(points.evaluate(one, {}))]

    def _near(self) -> list[Any]:
        found = [*search.zeros(self.made, {}, self.unknown)]
        found += [at[self.unknown] for low in (self.made, -self.made) for at in search.lowest(low, [self.unknown])]
        kept: list[Any] = []
        for root in sorted(set(found)):
            value = points.evaluate(self.made, {self.unknown: root})
            exact = mpmath.mpf(root.numerator) / root.denominator
            zero = value is not None and abs(value) < mpmath.mpf(10) ** -6
            if zero and self._fits(exact) and not any(_same(exact, points.evaluate(one, {})) for one in kept):
                better = exactly(self.made, self.unknown, root) or root
                kept.append(sp.Rational(better.numerator, better.denominator))
        return kept

    def holds(self, root: Any) -> bool:
        """Whether this is a solution."""
        value = points.evaluate(self.made, {self.unknown: Fraction(mpmath.nstr(root, 40))})
        return value is not None and bool(abs(value) < mpmath.mpf(10) ** -6 * max(1, abs(root)))

    def _fits(self, root: Any) -> bool:
        """Whether conditions hold there; at an end of where they do, some digits may be missing."""
        at = {self.unknown: Fraction(mpmath.nstr(root, 40))}
        ends = [points.evaluate(one, at) for one, how in self.conditions if how == "≥ 0"]
        inside = points.fits([one for one in self.conditions if one[1] != "≥ 0"], at)
        return inside and all(one is not None and one > -float(_NEAR) for one in ends)


def _with_letters(asked: Solving, first: Equation, given: Sequence[Any], status: str) -> Judgement:
    """An equation with other letters: as many different solutions as its degree says are all of them."""
    if not given:
        return Judgement("unclear", why="with other letters in it, this is not solved here", hint="give its solutions")
    whole = first.is_polynomial and sp.degree(first.top, first.unknown) == len(set(given))
    return Judgement(status if whole else "held", left=_listed(asked.unknown, "=", [show(one) for one in asked.given]))


def _same(a: Any, b: Any) -> bool:
    return a is not None and b is not None and bool(abs(a - b) <= float(_NEAR) * max(1, abs(a)))
