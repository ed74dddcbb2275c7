"""The commands of TeX that may stand in what people type."""

from __future__ import annotations

import re
from collections.abc import Collection

from nudge.rates.unreadable import Unreadable

_SIGNS = {"cdot": "*", "times": "*", "div": "/", "lbrace": "{", "rbrace": "}", "vert": "|"}
_CASES = {r"\begin{cases}": "cases", r"\end{cases}": "end cases", r"\\": "row"}
_TEXT = re.compile(r"\s*\{\s*(if|for|,)?\s*\}")  # the words that may stand before the condition of a piece
_SPACING = frozenset(("left", "right", "quad", "operatorname", "mathrm", ",", ";", ":", "!", " "))


def command(plain: str, i: int, names: Collection[str]) -> tuple[str, str, int]:
    """The kind and the text of the token that a command at `i` is, and where it ends. Raises `Unreadable`.

    It is a sign, a fraction, a root, a known name, or "space" for what means nothing.
    """
    end = i + 1
    while end < len(plain) and plain[end].isalpha():
        end += 1
    end = max(end, min(i + 2, len(plain)))
    word = plain[i + 1 : end]
    for opening, kind in _CASES.items():
        if plain.startswith(opening, i):
            return kind, opening, i + len(opening)
    if word == "text" and (words := _TEXT.match(plain, end)):
        return "space", word, words.end()
    if word in _SPACING:
        return "space", word, end
    if word in _SIGNS:
        return _SIGNS[word], word, end
    if word in ("frac", "dfrac", "tfrac"):
        return "fraction", word, end
    if word == "sqrt":
        return "root", "sqrt[" if plain[end:].lstrip().startswith("[") else word, end
    if word in names:
        return "name", word, end
    raise Unreadable(f"The command \\{word} is not read here", i, end - i)
