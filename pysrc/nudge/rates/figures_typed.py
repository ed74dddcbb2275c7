"""Numbers as people write them in other countries and on paper: `36,0`, `1 200`, `1'200`, `1.200,0`."""

from __future__ import annotations

import re

from nudge.rates.lexer import Spelling
from nudge.rates.unreadable import Unreadable

_NUMBER = re.compile(r"(?<![\d.,A-Za-z_])(?:\d|,(?=\d))(?:[\d.,]|(?<=\d)[ '](?=\d{3}(?!\d)))*(?<=\d)")
_GROUPS = re.compile(r"\d{1,3}(?:[ ']\d{3})+")


def numerals(text: str, spelling: Spelling) -> str:
    """A text with its numbers written as the engine reads them: no signs between thousands, a point before decimals.

    Raises `Unreadable` where a comma can mean thousands or decimals. Commas between arguments stay, and so does all
    that a spelling with decimal commas reads for itself.
    """
    if spelling.decimal_comma:
        return text
    depths = _inside_arguments(text)
    return _NUMBER.sub(lambda found: _written(found, depths[found.start()]), text)


def _written(found: re.Match[str], argument: bool) -> str:
    number = found[0]
    head = _GROUPS.match(number)
    if head and (head.end() == len(number) or number[head.end()] in ".,"):
        number = re.sub("[ ']", "", head[0]) + number[head.end() :]
    elif " " in number or "'" in number:
        return found[0]
    if "," not in number or argument:
        return number
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d*|\d{1,3}(?:,\d{3}){2,}", number):
        return number.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", number):
        return number.replace(".", "").replace(",", ".")
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", number):
        message = f"{number} can be {number.replace(',', '')} or {number.replace(',', '.')}"
        raise Unreadable(message, found.start(), len(number), "write it without the comma, or with a point")
    return number.replace(",", ".") if number.count(",") == 1 and "." not in number else number


def _inside_arguments(text: str) -> list[bool]:
    """For each place, whether it lies between the brackets of a function, of a set or of a pair."""
    open_brackets: list[bool] = []
    found = []
    for i, char in enumerate(text):
        if char in "([{":
            open_brackets.append(char in "[{" or (i > 0 and text[i - 1].isalpha()))
        elif char in ")]}" and open_brackets:
            open_brackets.pop()
        found.append(any(open_brackets))
    return found
