"""Columns: the texts of one part at many places, written short.

A column is one text, where it is the same everywhere; or null, where that is what the page was built with; or
`{"text": [one text per place]}`; or, where most texts differ only in their numbers,

    {"like": ["M", "L", ""], "holes": ["1 2.5 3", "7"], "but": {"2": "…"}}

the pieces between the numbers, for each gap its numerals, and the texts of those places that are unlike the others. A
hole is the one numeral that stands there throughout; or all numerals joined by spaces; or their differences, once or
more often, in units of the last decimal, behind a word that says how the numerals are written:

    "t1.2- 150 25 -175"

is 1.5, 1.75, 0: zeros at the end trimmed (f is fixed), differences of the first order, two decimals, and a hyphen for
the minus. Put together, they are the texts to the byte: what would not come back as it was stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

_NUMERAL = re.compile(r"[-−+]?\d+(?:\.\d+)?")
_HEAD = re.compile(r"(?P<zeros>[ft])(?P<order>\d)\.(?P<decimals>\d+)(?P<plus>\+?)(?P<minus>[-−])")

_UNLIKE = 4  # at most every fourth text may be unlike the others: each of them is written out
_ORDERS = (1, 2, 3)  # differences of smooth numbers shrink twice or three times, then rounding makes them grow
_LONGEST = 15  # digits: page and build count in floats, which are whole up to there


@dataclass(frozen=True, slots=True)
class _Style:
    """How numerals are written: f with all decimals, or t without zeros at the end; a plus before what is positive, or
    none; and the sign that is the minus.
    """

    zeros: str
    decimals: int
    plus: str
    minus: str

    def numeral(self, number: int) -> str:
        """A number, given in units of the last decimal."""
        digits = str(abs(number)).rjust(self.decimals + 1, "0")
        whole, part = digits[: len(digits) - self.decimals], digits[len(digits) - self.decimals :]
        if self.zeros == "t":
            part = part.rstrip("0")
        sign = self.minus if number < 0 else self.plus if number > 0 else ""
        return sign + whole + ("." + part if part else "")


def column(texts: Sequence[str]) -> Any:
    """The texts of a column, one after the other, as JSON can hold them."""
    if len(set(texts)) == 1:
        return texts[0]
    pieces = [tuple(_NUMERAL.split(text)) for text in texts]
    like, count = Counter(pieces).most_common(1)[0]
    if len(like) < 2 or (len(texts) - count) * _UNLIKE > len(texts):
        return {"text": list(texts)}
    rows = list(
        _filled([_NUMERAL.findall(text) if one == like else None for text, one in zip(texts, pieces, strict=True)])
    )
    found: dict[str, Any] = {"like": list(like), "holes": [_hole(numerals) for numerals in zip(*rows, strict=True)]}
    unlike = {str(i): text for i, (text, one) in enumerate(zip(texts, pieces, strict=True)) if one != like}
    return found | ({"but": unlike} if unlike else {})


def texts(column: Any, count: int) -> list[str]:
    """The texts of a column of `count` places that is not null. The inverse of `column`, for tests and tools."""
    if isinstance(column, str):
        return [column] * count
    if "text" in column:
        return list(column["text"])
    holes = [_numerals(hole) for hole in column["holes"]]
    rows = ([hole[i if len(hole) > 1 else 0] for hole in holes] for i in range(count))
    found = ["".join(a + b for a, b in zip(column["like"], (*row, ""), strict=True)) for row in rows]
    for i, text in column.get("but", {}).items():
        found[int(i)] = text
    return found


def _filled(rows: Sequence[list[str] | None]) -> Iterator[list[str]]:
    """The rows, where each one that is missing is as the one before it, or as the first there is."""
    last = next(row for row in rows if row is not None)
    for row in rows:
        last = last if row is None else row
        yield last


def _hole(numerals: Sequence[str]) -> str:
    """The shortest way to write these numerals."""
    if len(set(numerals)) == 1:
        return numerals[0]
    ways = [" ".join(numerals), *_differences(numerals)]
    return min(ways, key=len)


def _differences(numerals: Sequence[str]) -> Iterator[str]:
    """The numerals as differences of whole numbers, in every order, if they come back as they were."""
    decimals = max(len(numeral.partition(".")[2]) for numeral in numerals)
    numbers = [_counted(numeral, decimals) for numeral in numerals]
    if max(len(str(abs(number))) for number in numbers) > _LONGEST:
        return
    plus = "+" if any(numeral[0] == "+" for numeral in numerals) else ""
    minus = "−" if any(numeral[0] == "−" for numeral in numerals) else "-"
    for zeros in "ft":
        style = _Style(zeros, decimals, plus, minus)
        if [style.numeral(number) for number in numbers] == list(numerals):
            for order in _ORDERS:
                numbers = [numbers[0], *(b - a for a, b in pairwise(numbers))]
                yield f"{zeros}{order}.{decimals}{plus}{minus} {' '.join(map(str, numbers))}"
            return


def _counted(numeral: str, decimals: int) -> int:
    """A numeral in units of the last decimal."""
    whole, _, part = numeral.lstrip("-−+").partition(".")
    number = int(whole + part.ljust(decimals, "0"))
    return -number if numeral[0] in "-−" else number


def _numerals(hole: str) -> list[str]:
    """The numerals of a hole."""
    first, *rest = hole.split(" ")
    head = _HEAD.fullmatch(first)
    if not head:
        return [first, *rest]
    numbers = [int(number) for number in rest]
    for _ in range(int(head["order"])):
        numbers = list(accumulate(numbers))
    style = _Style(head["zeros"], int(head["decimals"]), head["plus"], head["minus"])
    return [style.numeral(number) for number in numbers]
