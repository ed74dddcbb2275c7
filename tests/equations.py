"""Equations between numbers, as a reader finds them in what is shown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from fractions import Fraction
from math import prod

_NUMBER = r"[−+-]?\s?\d+(?:\.\d+)?(?:\s?×\s?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?"
_BRACKETED = rf"(?:\(\s*{_NUMBER}\s*\)|{_NUMBER})"
_SUM = re.compile(
    rf"(?<![\w.)^₀-₉])({_BRACKETED}(?:\s*[×·+−/-]\s*{_BRACKETED})+)\s*=\s*({_BRACKETED})(?![\w.%(]|\s*[×·/^])"
)
_TERM = re.compile(rf"\s*([×·/+−-]?)\s*({_BRACKETED})")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_TEX = re.compile(r'<span data-tex="([^"]*)"[^>]*></span>')


def plain(markup: str) -> str:
    """What a part says, without its tags; its formulas as they are typed."""
    text = _TEX.sub(lambda found: f" {_typed(html.unescape(found[1]))} ", markup)
    return html.unescape(re.sub(r"<[^>]*>", " ", text)).replace("\u202f", "").replace("\u00a0", " ")


def _typed(tex: str) -> str:
    text = re.sub(r"\\(?:cdot|times)\b", "×", tex).replace(r"\approx", "≈")
    text = re.sub(r"\\(?:left|right|,|;|!)", "", text)
    return re.sub(r"\\class\{[^}]*\}|\\htmlClass\{[^}]*\}|[{}]", "", text).replace("-", "−")


def false(markup: str) -> Iterator[str]:
    """The equations in a part whose two sides differ, as they are written."""
    for found in _SUM.finditer(plain(markup)):
        if _value(found[1]) != _number(found[2]):
            yield found[0]


def count(markup: str) -> int:
    """How many equations between numbers a part has."""
    return len(_SUM.findall(plain(markup)))


def _number(text: str) -> Fraction:
    bare = re.sub(r"[\s()]", "", text).replace("−", "-").replace("+", "")
    mantissa, _, power = bare.partition("×10")
    return Fraction(mantissa) * Fraction(10) ** int(power.translate(_RAISED) or 0)


def _value(text: str) -> Fraction | None:
    """What a sum of products comes to."""
    terms: list[list[Fraction]] = []
    for found in _TERM.finditer(text):
        sign, number = found[1], _number(found[2])
        if sign in ("×", "·"):
            terms[-1].append(number)
        elif sign == "/":
            if not number:
                return None
            terms[-1].append(1 / number)
        else:
            terms.append([-number if sign in ("−", "-") and terms else number * (-1 if sign in ("−", "-") else 1)])
    return sum(map(prod, terms), Fraction(0))
