"""What is suggested for a word that is not known: a name that is near, or else what may be written at all."""

from __future__ import annotations

from collections.abc import Collection

from nudge.rates.unreadable import nearest

WORDS = {
    "sine": "sin",
    "cosine": "cos",
    "tangent": "tan",
    "squareroot": "sqrt",
    "root": "sqrt",
    "sqroot": "sqrt",
    "sinus": "sin",
    "cosinus": "cos",
    "kos": "cos",
    "tangens": "tan",
    "pie": "pi",
    "euler": "e",
}
"""Words that stand for a name."""


def suggestion(word: str, names: Collection[str]) -> str:
    """A hint for a word in small letters that is none of the names."""
    like = _meant(word, names)
    return f"did you mean {like}?" if like else _known(names)


def _meant(word: str, names: Collection[str]) -> str:
    """The known name that was meant, if one is near: it begins with the same letter, and differs by one key or two."""
    if word in ("in", "1n"):
        return "ln"  # a capital i looks like an l
    if len(word) < 3:
        return ""
    return nearest(word, sorted(n for n in names if len(n) > 1 and (n[0] == word[0] or n[:2] == word[1::-1])))


def _known(names: Collection[str]) -> str:
    letters = [n for n in names if len(n) == 1 and n != "e"]
    return f"the letters here are {', '.join(letters)}" if letters else "write a number"
