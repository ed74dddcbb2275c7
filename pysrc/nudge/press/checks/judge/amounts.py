"""What a number in the text is worth, rounded to the decimals that are shown. Runs where SymPy is."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

import mpmath  # type: ignore[import-untyped]

from nudge.press.checks.judge import points
from nudge.press.checks.judge.meaning import SymPyMeaning
from nudge.press.checks.judge.wire import Amount, Judgement
from nudge.press.checks.tex.tree import Unclear

LONGEST = 15
"""Digits before the point that a reader can still read."""

_STEADY = Context(prec=40, rounding=ROUND_HALF_UP)
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)
_NEAR = Decimal("1e-20")
_NOTHING = Judgement("unclear", why="this has no real value", hint="something in it is not defined here, such as 1/0")


def computed(amount: Amount) -> Judgement:
    """The number as it is shown, or why there is none. Never raises."""
    try:
        meaning = SymPyMeaning(list(amount.definitions), {})
        made = meaning.value(amount.node)
        if made.free_symbols:
            name = min(map(str, made.free_symbols))
            hint = "put a number in its place; what the lesson defined before can be used"
            return Judgement("unclear", at=name, why=f"which number {name} is, is not known here", hint=hint)
        if not points.fits(meaning.conditions, {}):
            return _NOTHING
        value, rough = (points.evaluate(made, {}, digits) for digits in (points.MORE, points.DIGITS))
        if value is None or rough is None:
            return _NOTHING
        number, other = (_STEADY.create_decimal(mpmath.nstr(one, points.DIGITS)) for one in (value, rough))
        if not _near(number, other):
            return Judgement("unclear", why="what is subtracted here is so nearly equal that no digits are left")
        return _shown(number, amount.decimals)
    except Unclear as problem:
        return Judgement("unclear", why=problem.message, hint=problem.hint)
    except Exception as problem:  # SymPy raises almost anything, and no text may end the process
        return Judgement("unclear", why=f"SymPy could not work with this ({type(problem).__name__})")


def _near(a: Decimal, b: Decimal) -> bool:
    return abs(_EXACT.subtract(a, b)) <= _NEAR * max(Decimal(1), abs(a))


def _shown(number: Decimal, decimals: int) -> Judgement:
    """The number as text. One that ends earlier keeps no zeros, which would say that it was rounded."""
    if number.adjusted() >= LONGEST:
        return Judgement("unclear", why=f"this has more than {LONGEST} digits", hint="write it as a formula")
    rounded = number.quantize(Decimal(1).scaleb(-decimals), context=_EXACT)
    exact = _near(number, rounded)
    if not rounded and not exact:
        least = -number.adjusted()
        hint = f"{{={least}}} shows its first digit" if least < 10 else "write it as a formula"
        return Judgement("unclear", why=f"with {decimals} decimals this is shown as 0, and it is not", hint=hint)
    text = f"{rounded if rounded else abs(rounded):f}"
    return Judgement("computed", left=text.rstrip("0").rstrip(".") if exact and "." in text else text)
