"""Cutting the text of a line at signs and small words outside of brackets, keeping where each piece begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

_OPENING, _CLOSING = "([{", ")]}"


def split(text: str, sign: str, at: int = 0) -> Iterator[tuple[str, int]]:
    """The pieces between signs outside of brackets, without the spaces around them, each with its offset."""
    depth, start = 0, 0
    for i, char in enumerate(text + sign):
        depth += (char in _OPENING) - (char in _CLOSING)
        if i == len(text) or (char == sign and depth <= 0):
            piece = text[start:i]
            yield piece.strip(), at + start + len(piece) - len(piece.lstrip())
            start = i + 1


def words(text: str, word: str) -> list[tuple[int, int]]:
    """Where a small word stands outside of brackets, with the spaces around it: start and end, the last one first."""
    depths = [0, *accumulate((char in _OPENING) - (char in _CLOSING) for char in text)]
    found = re.finditer(rf"\s{word}\s", text)
    return [one.span() for one in found if depths[one.start()] <= 0][::-1]


def partner(text: str, opening: int) -> int:
    """The place of the bracket that closes the one at `opening`; the end of the text if none does."""
    depth = 0
    for i in range(opening, len(text)):
        depth += (text[i] in _OPENING) - (text[i] in _CLOSING)
        if depth == 0:
            return i
    return len(text)
