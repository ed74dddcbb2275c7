"""Words with numbers to fill in: `{{a}}` for one that varies, `{{f'(g(x))}}` for one to be worked out.

Two pairs of braces mean nothing to TeX, so where nothing fills them in, the letter or the formula stands there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from nudge.rates import Expr, Unreadable, tex, value
from nudge.rates.equations import NEARLY, exact
from nudge.widgets.exercises.answers import Query, query
from nudge.widgets.exercises.given import Given, Variant
from nudge.widgets.exercises.words import named
from nudge.widgets.markup import prose

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


@dataclass(frozen=True, slots=True)
class Wording:
    """An author's words, with what is to be worked out in them read once.

    They begin at `at` in the text of the field `key`. What is worked out stands in `queries` by its text, with its
    place in the words; or why it cannot be read.
    """

    key: str
    text: str
    at: int = 0
    queries: Mapping[str, tuple[int, Query | Unreadable]] = field(default_factory=dict)

    @classmethod
    def of(cls, key: str, text: str, at: int, known: Given | Variant, more: Collection[str] = ()) -> Wording:
        """Read words with `{{…}}` in them; `more` are letters that have numbers beside what is known."""
        found: dict[str, tuple[int, Query | Unreadable]] = {}
        for one in _COMPUTED.finditer(text):
            try:
                found.setdefault(one["text"], (one.start("text"), query(one["text"], known, more)))
            except Unreadable as error:
                found[one["text"]] = one.start("text"), error
        return cls(key, text, at, found)

    def worked(self, variant: Variant) -> str:
        """The words with all that is to be filled in: numbers that vary, and what is worked out.

        Within dollar signs it is TeX that is filled in, elsewhere what one would write in words.
        """

        def put(found: re.Match[str], write: Callable[[Expr], str], later: Collection[str] = ()) -> str:
            if found["text"] in later:
                return found[0]
            try:
                return write(self._worth(found["text"], variant))
            except Unreadable:
                return found[0]  # the build has told the author

        pieces = self.text.split("$")
        words = [_COMPUTED.sub(lambda found: put(found, _marked), piece) for piece in pieces[::2]]
        formulas = [
            filled(
                _COMPUTED.sub(lambda found: put(found, lambda expr: f"{{{tex(expr)}}}", variant.chosen), piece),
                variant.chosen,
            )
            for piece in pieces[1::2]
        ]
        for i, piece in enumerate(words[1:]):
            if piece.lstrip().startswith(_ROUNDED) and formulas[i].rstrip().endswith("="):
                formulas[i] = formulas[i].rstrip()[:-1] + r"\approx"
        pieces[::2], pieces[1::2] = map(_nearly, words), formulas
        return "$".join(pieces)

    def html(self, variant: Variant) -> str:
        """The words as HTML, with all that is to be filled in."""
        return prose(self.worked(variant))

    def unworkable(self, variant: Variant) -> Iterator[Unreadable]:
        """Why something cannot be worked out in a variant, each with its place in the text of the field."""
        for text, (start, _) in self.queries.items():
            try:
                self._worth(text, variant)
            except Unreadable as error:
                yield Unreadable(error.message, self.at + start + error.offset, error.length, error.hint)

    def _worth(self, text: str, variant: Variant) -> Expr:
        """What something in the words comes to. Raises `Unreadable`."""
        found = self.queries[text][1]
        if isinstance(found, Unreadable):
            raise found
        return found.answer(variant).expected


def _marked(expr: Expr) -> str:
    """What one would write in words, behind a mark if it is rounded."""
    text, number = named(expr), None if expr.names else value(expr, {})
    return text if number is None or exact(number, text) else _ROUNDED + text


def _nearly(words: str) -> str:
    """Words without the marks, and with ≈ for = in each clause that has a rounded number."""
    clauses = (one.replace("=", NEARLY) if _ROUNDED in one else one for one in _CLAUSE.split(words))
    return "".join(clauses).replace(_ROUNDED, "")
