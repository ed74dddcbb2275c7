"""Numbers with their digits: whether one is another, rounded to the digits that it shows."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath  # type: ignore[import-untyped]

from nudge.press.checks.judge import points
from nudge.press.checks.judge.compare import CLOSE, number
from nudge.press.checks.judge.meaning import SymPyMeaning
from nudge.press.checks.judge.wire import Judgement
from nudge.press.checks.tex.scope import Claim
from nudge.press.checks.tex.tree import TexNode, Unclear

_NEAR, _FAR = "1e-4", "1e-2"
"""Numbers that differ by less than one in ten thousand are ≈ to everybody, by more than one in a hundred to nobody."""


def rounded(claim: Claim, left: Any, right: Any) -> Judgement:
    """≈ holds when the right side is the left, rounded to the digits it shows."""
    if not (left.free_symbols or right.free_symbols) and _unit(claim.right) is None:
        return _expressed(claim, left, right)
    if left.free_symbols or right.free_symbols:
        hint = "on the right goes a number with its digits, 0.33 or 2.5 \\cdot 10^3"
        raise Unclear("≈ compares a number with its rounded digits", claim.right.start, claim.right.end, hint)
    value = points.evaluate(left, {})
    if value is None:
        raise Unclear("the left side has no real value", claim.left.start, claim.left.end)
    if rounds(value, claim.right):
        return Judgement("proved", 1)
    shown = number(points.evaluate(right, {}), 15)
    return Judgement("false", left=number(value, 8), right=shown, hint="the right side has to be the left, rounded")


def _expressed(claim: Claim, left: Any, right: Any) -> Judgement:
    """≈ with more than a number behind it: a fraction is the nearest with its denominator, what ends is a decimal."""
    a, b = points.evaluate(left, {}), points.evaluate(right, {})
    if a is None or b is None:
        raise Unclear("a side has no real value", claim.left.start, claim.right.end)
    if right.is_Rational:
        bottom = int(right.q)
        tens = next((10**n for n in range(1, 13) if 10**n % bottom == 0), 0)
        if abs(a - b) <= mpmath.mpf(1) / (2 * (tens or bottom)):
            return Judgement("held", 1)
    if abs(a - b) <= mpmath.mpf(_NEAR) * max(abs(a), abs(b)):
        return Judgement("held", 1)
    if abs(a - b) <= mpmath.mpf(_FAR) * max(abs(a), abs(b)):
        raise Unclear("how near ≈ means here is not clear", claim.left.start, claim.right.end, "write the decimals")
    return Judgement("false", left=number(a, 8), right=number(b, 8))


def _unit(node: TexNode) -> Fraction | None:
    """What the last digit of a literal number is worth: 0.01 for 0.33, 100 for 2.5·10^3."""
    match node.kind:
        case "number":
            return Fraction(1, 10 ** len(node.text.partition(".")[2]))
        case "neg":
            return _unit(node.parts[0])
        case "mul" if node.parts[1].kind == "pow" and node.parts[1].parts[0].text == "10":
            unit, power = _unit(node.parts[0]), node.parts[1].parts[1]
            sign = -1 if power.kind == "neg" else 1
            digits = (power.parts[0] if power.kind == "neg" else power).text
            return unit * Fraction(10) ** (sign * int(digits)) if unit and digits.isdigit() else None
    return None


def rounds(value: Any, node: TexNode) -> bool:
    """Whether a literal number is this value, rounded."""
    unit = _unit(node)
    if unit is None:
        return False
    shown = SymPyMeaning([], {}).value(node)
    with mpmath.workdps(points.DIGITS):
        off = abs(value - mpmath.mpf(int(shown.p)) / int(shown.q))
        return bool(off <= mpmath.mpf(unit.numerator) / unit.denominator / 2 * (1 + CLOSE))
