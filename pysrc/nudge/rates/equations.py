"""Equations between numbers as they are shown: with digits that make them true, or with ≈.

Who reads −0.166 × 2 = −0.333 multiplies and finds −0.332. So what stands around an equals sign is looked at as it is
written: either the shown numbers satisfy it exactly, or there is no equals sign.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import reduce

from nudge.rates.numbers import MINUS, short, significant, steady

EQUAL, NEARLY = "=", "≈"
_EXACT = Context(prec=4_000)  # no product of shown numbers is longer: each has at most a thousand digits
_PLAIN = str.maketrans(f"{MINUS}⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789")
_LEAST = Decimal("0.1")  # nearer to zero, decimals alone would leave few digits


@dataclass(frozen=True, slots=True)
class NumericEquation:
    """Numbers as text: `terms`, the sign before `result`, and `result`. With "=" they are equal exactly as written."""

    terms: tuple[str, ...]
    sign: str
    result: str


def equation(operator: str, terms: Sequence[float], result: float, digits: int = 3, most: int = 6) -> NumericEquation:
    """The terms joined by `operator`, "×" or "+", and what they come to.

    The fewest decimals from `digits` to `most` with which it is true are shown. Where there are none the sign is ≈, and
    so many that the shown terms come as near to the shown result as its last digit.
    """
    near: NumericEquation | None = None
    for places in range(digits, most + 1):
        plain = _written(operator, terms, result, short, places)
        if plain.sign == EQUAL and all(map(_telling, (*terms, result), (*plain.terms, plain.result))):
            return plain
        made = _written(operator, terms, result, number, places)
        if made.sign == EQUAL:
            return made
        if near is None and (places == most or _near(operator, made)):
            near = made
    assert near is not None
    return near


def _written(
    operator: str, terms: Sequence[float], result: float, write: Callable[[float, int], str], places: int
) -> NumericEquation:
    shown, end = tuple(write(term, places) for term in terms), write(result, places)
    return NumericEquation(shown, relation(operator, shown, end), end)


def relation(operator: str, terms: Sequence[str], result: str) -> str:
    """The sign that may stand between terms joined by "×" or "+" and a result, all as they are written: "=" or "≈".

    Where one of them is no number, as a dash is none, nothing is claimed about it, and the sign is "=".
    """
    numbers = [_read(text) for text in terms]
    end = _read(result)
    known = [one for one in numbers if one is not None]
    if end is None or len(known) < len(numbers):
        return EQUAL
    return EQUAL if _joined(operator, known) == end else NEARLY


def told(value: float, text: str) -> str:
    """A number as it is written, after the sign that fits: `= 0.5`, `≈ 0.333`."""
    return f"{EQUAL if exact(value, text) else NEARLY} {text}"


def exact(value: float, text: str) -> bool:
    """Whether a written number is the value itself, and not what it was rounded to; twelve digits are looked at."""
    return _read(text) == steady(value)


def number(value: float, digits: int) -> str:
    """At most `digits` decimals, or as many significant digits where the number is near zero and they are needed."""
    text = short(value, digits)
    return text if abs(value) >= _LEAST or exact(value, text) else significant(value, digits)


def _telling(value: float, text: str) -> bool:
    """Whether the text of a number has at least two of its digits, or is the number itself."""
    shown = _read(text)
    assert shown is not None
    return exact(value, text) or len(shown.as_tuple().digits) > 1 or abs(shown) >= 1


def _near(operator: str, made: NumericEquation) -> bool:
    """Whether the shown terms come as near to the shown result as its last digit tells."""
    numbers, end = [_read(text) for text in made.terms], _read(made.result)
    assert end is not None
    exponent = end.as_tuple().exponent
    assert isinstance(exponent, int)
    return abs(_joined(operator, [one for one in numbers if one is not None]) - end) <= Decimal(1).scaleb(exponent)


def _joined(operator: str, numbers: Sequence[Decimal]) -> Decimal:
    join: Callable[[Decimal, Decimal], Decimal] = Decimal.__mul__ if operator == "×" else Decimal.__add__
    with localcontext(_EXACT):
        return reduce(join, numbers)


def _read(text: str) -> Decimal | None:
    """The value of a number as `numbers.py` writes it; None for a dash."""
    mantissa, _, power = text.translate(_PLAIN).partition(" × 10")
    try:
        return Decimal(mantissa).scaleb(int(power or "0"), _EXACT)
    except ArithmeticError:
        return None
