"""Letters that may depend on another one though nobody said so: y where x moves, a_k where k does."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from nudge.press.checks.tex.tree import TexNode, Unclear

_CURVES = {"x": "yzuvw", "t": "xyzrsuvw", "s": "xyz", "u": "yz", "θ": "xyr"}
"""By each of these letters, which ones usually move with it; in xy = 1 the y does where x moves."""

_NUMBERS = frozenset(["e", "π", *"abckmnCKMN"])
_FUNCTIONS = frozenset("fgFG")


def is_constant(letter: str) -> bool:
    """Whether a letter that is differentiated alone is a number to everybody: d/dx c = 0."""
    return letter in _NUMBERS


def refuse_moved(letters: Iterable[str], by: str, node: TexNode) -> None:
    """Refuse letters that may move with another one, as in d/dx (x y) = y, which is true if y stays where it is."""
    moved = sorted(one for one in letters if one in _FUNCTIONS | set(_CURVES.get(by, "")))
    if moved:
        hint = f"let it be free: {moved[0]}({by}), or write \\partial where it is held"
        raise Unclear(f"how {moved[0]} depends on {by} is not known", node.start, node.end, hint)


def refuse_indexed(node: TexNode, by: str, known: Collection[str]) -> None:
    """Refuse a_k in a sum over k, or a_n in a limit where n grows, unless what it stands for is known."""
    for one in node.walk():
        below = one.text.partition("_")[2]
        if one.kind == "symbol" and by in below and one.text not in known:
            hint = f"define it: {one.text} = …"
            raise Unclear(f"how {one.text} depends on {by} is not known", node.start, node.end, hint)
