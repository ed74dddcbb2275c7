"""Columns: the texts of one part at many places, written short.

A column is one text, where it is the same everywhere; or null, where that is what the page was built with; or
`{"text": [one text per place]}`; or, where the texts differ only in their numbers,
`{"like": ["M", "L", ""], "holes": ["1 2.5 3", "7"]}`: the pieces between the numbers, and for each gap its numerals as
they are to be shown, joined by spaces, or the one numeral that stands there throughout. Put together, they are the
texts, to the byte.
"""

from __future__ import annotations

import re
from typing import Any

_NUMERAL = re.compile(r"[-−+]?\d+(?:\.\d+)?")


def column(texts: list[str]) -> Any:
    """The shortest way to write these texts."""
    if len(set(texts)) == 1:
        return texts[0]
    pieces = _NUMERAL.split(texts[0])
    if len(pieces) > 1 and all(_NUMERAL.split(text) == pieces for text in texts):
        holes = zip(*(_NUMERAL.findall(text) for text in texts), strict=True)
        return {"like": pieces, "holes": [hole[0] if len(set(hole)) == 1 else " ".join(hole) for hole in holes]}
    return {"text": texts}


def texts(column: Any, count: int) -> list[str]:
    """The texts of a column of `count` places that is not null. The inverse of `column`, for tests and tools."""
    if isinstance(column, str):
        return [column] * count
    if "text" in column:
        return list(column["text"])
    holes = [hole.split(" ") for hole in column["holes"]]
    rows = ([hole[i if len(hole) > 1 else 0] for hole in holes] for i in range(count))
    return ["".join(a + b for a, b in zip(column["like"], (*row, ""), strict=True)) for row in rows]
