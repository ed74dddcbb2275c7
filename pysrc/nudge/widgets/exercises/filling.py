"""Words with numbers to fill in: `{{a}}` for one that varies, `{{f'(g(x))}}` for one to be worked out.

Two pairs of braces mean nothing to TeX, so where nothing fills them in, the letter or the formula stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from nudge.rates import Expr, Unreadable, tex, value
from nudge.rates.equations import NEARLY, exact
from nudge.widgets.exercises.answers import answer
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.words import named

_COMPUTED = re.compile(r"\{\{(?P<text>[^{}]+)\}\}")
_PLACE = re.compile(
    r"(?P<sign>[+-]\s*)?\{\{(?P<name>[A-Za-z])\}\}(?P<next>\s*(?:\^|[A-Za-z(]|\\(?:(?:arc)?(?:sin|cos|tan)h?|sec|csc|cot|ln"
    r"|log|exp|sqrt|pi|frac|left|[bB]igl|inner|outer|total)(?![A-Za-z])))?"
)
_ROUNDED = "\ue000"  # a private character, which stands before rounded numbers until all are put in
_CLAUSE = re.compile(r"([,;:!?]|\.(?!\d)|\b(?!(?:sin|cos|tan|exp|log|ln|sqrt)\b)[A-Za-z]{2,}\b)")
_FACTOR = re.compile(r"(?:(?<![\\A-Za-z])[A-Za-z]|\d|[)}]|\\(?:cdot|times|div|sin|cos|tan|ln|log|exp))\s*$")


def filled(text: str, chosen: Mapping[str, Expr]) -> str:
    """A formula with its `{{a}}` replaced by numbers, as one would write them: no +−3, no 1x, no 2·−3."""

    def put(found: re.Match[str]) -> str:
        number = chosen.get(found["name"])
        if number is None:
            return found[0]
        shown, sign, after = tex(number), found["sign"] or "", found["next"] or ""
        raised, before = after.strip() == "^", "" if sign else text[: found.start()]
        if (raised and not shown.isdecimal()) or (shown.startswith("-") and _FACTOR.search(before)):
            return f"{sign}({shown}){after}"
        if shown.startswith("-") and sign:
            shown, sign = shown[1:].strip(), sign.replace("+", "±").replace("-", "+").replace("±", "-")
        if after and not raised and shown.lstrip("-") == "1" and not before.endswith(("^", "_")):
            return sign + shown[:-1] + after
        return f"{sign}{{{shown}}}{after}"

    return _PLACE.sub(put, text)


def wanting(text: str) -> set[str]:
    """The names that a text wants filled in."""
    return {found["name"] for found in _PLACE.finditer(text)}


def worked(text: str, variant: Variant) -> str:
    """Words with all that is to be filled in: numbers that vary, and expressions of what is given, worked out.

    Within dollar signs it is TeX that is filled in, elsewhere what one would write in words.
    """

    def put(found: re.Match[str], write: Callable[[Expr], str]) -> str:
        try:
            return write(answer(found["text"], variant).expected)
        except Unreadable:
            return found[0]  # the build has told the author

    pieces = text.split("$")
    words = [_COMPUTED.sub(lambda found: put(found, _marked), piece) for piece in pieces[::2]]
    formulas = [
        _COMPUTED.sub(lambda found: put(found, lambda expr: f"{{{tex(expr)}}}"), filled(piece, variant.chosen))
        for piece in pieces[1::2]
    ]
    for i, piece in enumerate(words[1:]):
        if piece.lstrip().startswith(_ROUNDED) and formulas[i].rstrip().endswith("="):
            formulas[i] = formulas[i].rstrip()[:-1] + r"\approx"
    pieces[::2], pieces[1::2] = map(_nearly, words), formulas
    return "$".join(pieces)


def _marked(expr: Expr) -> str:
    """What one would write in words, behind a mark if it is rounded."""
    text, number = named(expr), None if expr.names else value(expr, {})
    return text if number is None or exact(number, text) else _ROUNDED + text


def _nearly(words: str) -> str:
    """Words without the marks, and with ≈ for = in each clause that has a rounded number."""
    clauses = (one.replace("=", NEARLY) if _ROUNDED in one else one for one in _CLAUSE.split(words))
    return "".join(clauses).replace(_ROUNDED, "")


def unworkable(text: str, variant: Variant) -> Iterator[Unreadable]:
    """Why something in a text cannot be worked out, each with its place."""
    for found in _COMPUTED.finditer(text):
        try:
            answer(found["text"], variant)
        except Unreadable as error:
            yield Unreadable(error.message, found.start("text") + error.offset, error.length, error.hint)
