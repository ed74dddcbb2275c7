r"""TeX in what people type: its commands, letters set as words, and names with a subscript."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from nudge.rates.unreadable import Unreadable

PAIRS = {"lvert": "rvert", "lfloor": "rfloor", "lceil": "rceil"}
"""Kinds of tokens that open and close; a bar that does not say which it is has the kind `|`."""

_SIGNS = {
    **dict.fromkeys(("cdot", "times", "ast", "cdotp"), "*"),
    **dict.fromkeys(("vert", "mid"), "|"),
    **dict.fromkeys(("lbrace", "{"), "{"),
    **dict.fromkeys(("rbrace", "}"), "}"),
    "div": "/",
    "lparen": "(",
    "rparen": ")",
    "lbrack": "[",
    "rbrack": "]",
    **{name: name for pair in PAIRS.items() for name in pair},
}
_LEFT = frozenset(("left", "bigl", "Bigl", "biggl", "Biggl", "mathopen"))
_RIGHT = frozenset(("right", "bigr", "Bigr", "biggr", "Biggr", "mathclose"))
_SIZES = (
    "big Big bigg Bigg bigm middle displaystyle textstyle scriptstyle limits nolimits mathstrut strut "
    "quad qquad thinspace medspace enspace enskip , ; : ! >"
)
_SPACING = frozenset((*_SIZES.split(), " "))
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac"))
_WORDS = frozenset(("operatorname", "mathrm", "mathit", "mathop", "text", "textrm", "textit", "textnormal", "mbox"))
_COLOURS = frozenset(("inner", "outer", "total", "boxed"))
_LIKE = {"varepsilon": "epsilon", "varphi": "phi", "vartheta": "theta", "varsigma": "sigma"}
_SUBSCRIPT = re.compile(r"\s*(?:_\s*(?:\{([\w\s,]+)\}|(\w{1,40}))|([₀-₉]+))")  # no name is longer
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CASES = {r"\begin{cases}": "cases", r"\end{cases}": "end cases", r"\\": "row"}
_TEXT = re.compile(r"\s*\{\s*(if|for|,)?\s*\}")  # the words that may stand before the condition of a piece


def command(plain: str, i: int, names: Collection[str]) -> tuple[str, str, int]:
    """The kind and the text of the token that a command at `i` is, and where it ends. Raises `Unreadable`.

    It is a sign, a fraction, a root, a known name, "colour" for what only colours or frames the braces that follow,
    "word" for what sets letters upright, or "space" for what means nothing.
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
    if word in _LEFT or word in _RIGHT:
        return _sized(plain, end, "lvert" if word in _LEFT else "rvert")
    if word in _SPACING:
        return "space", word, end
    if word in _SIGNS:
        return _SIGNS[word], word, end
    if word in _FRACTIONS:
        return "fraction", word, end
    if word in _COLOURS:
        return "colour", word, end
    if word in _WORDS:
        return "word", word, end + plain.startswith("*", end)
    if word == "sqrt":
        return "root", r"\sqrt[" if plain[end:].lstrip().startswith("[") else r"\sqrt", end
    name = word if word in names else _LIKE.get(word, word)
    known = subscripted(plain, name, end, names)
    if known or name in names:
        return "name", *(known or (name, end))
    raise Unreadable(f"The command \\{word} is not read here", i, end - i)


def _sized(plain: str, i: int, bar: str) -> tuple[str, str, int]:
    r"""What \left or \right makes of what follows: a bar is told by it, a point is nothing, other signs stay."""
    found = re.compile(r"\s*(\||\\vert(?![a-z])|\.)").match(plain, i)
    if not found:
        return "space", "", i
    return ("space" if found[1] == "." else bar), found[1], found.end()


def worded(plain: str, i: int) -> tuple[int, int, int]:
    r"""Where the letters begin and end that a command such as \operatorname takes at `i`, and where reading goes on.

    Raises `Unreadable` for what is no word.
    """
    found = re.compile(r"\s*(?:\{\s*(\w*)\s*\}|(\w))").match(plain, i)
    if not found:
        raise Unreadable("Words are not read here", i, min(1, len(plain) - i), "write mathematics only")
    return *found.span(1 if found[1] is not None else 2), found.end()


def subscripted(plain: str, head: str, i: int, names: Collection[str]) -> tuple[str, int] | None:
    """The known name that `head` is with the subscript at `i`, and where it ends; None if there is no such name.

    The name w1 may be written w_1, w_{1} or w₁; a subscript with a comma, w_{1,0}, is that of w_1_0.
    """
    found = _SUBSCRIPT.match(plain, i)
    if not found or head.lower().endswith("log"):
        return None
    for tail, end in _tails(found):
        for name in (f"{head}_{tail}", f"{head}{tail}"):
            if name in names:
                return name, end
    return None


def _tails(found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """What a subscript may be, the longest first, and where it ends. Digits side by side stay together."""
    if found[2] is None:
        yield re.sub(r"[\s,]+", "_", (found[1] or found[3]).strip()).translate(_LOWERED), found.end()
        return
    run, start = found[2], found.start(2)
    for n in range(len(run), 0, -1):
        if not run[n - 1 : n + 1].isdecimal() or n in (len(run), 1):
            yield run[:n], start + n
