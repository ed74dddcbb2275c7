"""The one error of reading: what is wrong with a text, where, and what would help."""

from __future__ import annotations

MAX_CHARACTERS = 2_000
MAX_DEPTH = 100
MAX_NODES = 5_000


class Unreadable(ValueError):
    """A text that cannot be read as mathematics. `str(error)` is the message, a plain sentence for a learner.

    `offset` and `length` mark the characters in the text as typed; `hint` says what would help, or is empty.
    """

    def __init__(self, message: str, offset: int = 0, length: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        self.length = length
        self.hint = hint


def nearest(word: str, known: list[str]) -> str:
    """The known word most like `word`, or empty if none is near: one edit away, two in a long word."""
    best, least = "", 1 + len(word) // 7
    for candidate in known:
        far = _distance(word, candidate)
        if far < least or (far == least and not best):
            best, least = candidate, far
    return best


def _distance(a: str, b: str) -> int:
    """How many single-letter edits, or swaps of neighbours, lead from one word to the other."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
