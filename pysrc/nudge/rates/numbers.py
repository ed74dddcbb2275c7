"""The one place that turns a number into text.

The last bits of a float differ between platforms, and a tie such as 0.125 can then round either way. So a number is
first rounded to twelve significant digits, which hides those bits, and then, half away from zero, to what is shown.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal, InvalidOperation

MINUS = "−"
_HIDING = Context(prec=12, rounding=ROUND_HALF_EVEN, Emax=999, Emin=-999)
_EXACT = Context(prec=400, rounding=ROUND_HALF_UP, Emax=999, Emin=-999)
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def fixed(value: float, digits: int = 2) -> str:
    """`value` with exactly `digits` decimals; a true minus; what rounds to zero has no sign."""
    return _shown(_rounded(value, digits))


def signed(value: float, digits: int = 2) -> str:
    """As `fixed`, with a plus before what rounds to more than zero."""
    rounded = _rounded(value, digits)
    return "+" + _shown(rounded) if rounded > 0 else _shown(rounded)


def short(value: float, digits: int = 4) -> str:
    """At most `digits` decimals, trailing zeros cut: `1`, `0.5`, `−2.25`."""
    return _cut(fixed(value, digits))


def significant(value: float, digits: int) -> str:
    """`digits` significant digits for prose: `0.5403`, `1.5 × 10⁻⁷` where a plain number would be hard to read."""
    number = steady(value)
    if number.is_zero():
        return "0"
    number = Context(prec=digits, rounding=ROUND_HALF_UP).plus(number)
    power = number.adjusted()
    if -5 <= power < max(digits, 7):
        return _shown(_rounded(float(number), max(0, digits - 1 - power)))
    mantissa = _cut(_shown(number.scaleb(-power)))
    return f"{mantissa} × 10{superscript(power)}"


def superscript(power: int) -> str:
    """A whole number written as an exponent: `⁻¹²`."""
    return str(power).translate(_SUPERSCRIPT)


def coordinate(value: float) -> str:
    """A coordinate for SVG: at most two decimals, an ASCII minus, trailing zeros cut, never `-0`."""
    return _cut(f"{_rounded(value, 2):f}")


def steady(value: float) -> Decimal:
    """A number as twelve significant digits, without the bits that differ between platforms. Raises `ValueError`."""
    try:
        return _HIDING.create_decimal_from_float(float(value)) if value - value == 0 else _refuse(value)
    except InvalidOperation:
        return _refuse(value)


def _refuse(value: float) -> Decimal:
    raise ValueError(f"{value} is not a number that can be shown")


def _rounded(value: float, digits: int) -> Decimal:
    number = steady(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _EXACT)
    return abs(number) if number.is_zero() else number


def _shown(number: Decimal) -> str:
    return f"{number:f}".replace("-", MINUS)


def _cut(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text
