"""A token of TeX, and where the braces among tokens are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nudge.press.checks.tex.tree import Unclear


@dataclass(frozen=True, slots=True)
class TexToken:
    """`kind` is number, letter, command, words, unit, sign, break, cases, colour, or environment.

    `gap`: a space is seen before it.
    """

    kind: str
    text: str
    start: int
    end: int
    gap: bool = False


def closing(found: Sequence[TexToken], opening: int) -> int:
    """Where the brace at `opening` is closed."""
    depth = 0
    for i in range(opening, len(found)):
        depth += (found[i].text == "{") - (found[i].text == "}")
        if depth == 0:
            return i
    raise Unclear("this brace is never closed", found[opening].start, found[opening].end)
