"""Brackets that mean nothing are left out before anything is read."""

from __future__ import annotations

from nudge.rates.lexer import Token

_TAKES = frozenset(("^", "_", "fraction", "root"))


def meaningful(found: list[Token]) -> list[Token]:
    r"""The tokens without round brackets directly inside others, empty braces, and colours with their braces.

    Doubled brackets cost no depth so. What is coloured is seen bare: \inner{x + 1}2 looks like x + 12 and is read so.
    """
    partners = _partners(found)
    gone: set[int] = set()
    for i, close in partners.items():
        before = found[i - 1].kind if i else ""
        if partners.get(i + 1) == close - 1 and found[i].kind == found[i + 1].kind == "(":
            gone |= {i, close}
        if found[i].kind == "{" and close == i + 1 and before not in _TAKES and not _second(found, i):
            gone |= {i, close}
        if found[i].kind == "{" and before == "colour" and (i < 2 or found[i - 2].kind not in _TAKES):
            gone |= {i, close}
    return [token for i, token in enumerate(found) if i not in gone and token.kind != "colour"]


def _second(found: list[Token], i: int) -> bool:
    """Whether what stands before `i` closes a brace: then this may be the second argument of a fraction."""
    return i > 0 and found[i - 1].kind == "}"


def _partners(found: list[Token]) -> dict[int, int]:
    """Where the round brackets and braces are closed that are opened at each place."""
    partners: dict[int, int] = {}
    opened: dict[str, list[int]] = {")": [], "}": []}
    for i, token in enumerate(found):
        if token.kind in ("(", "{"):
            opened[")" if token.kind == "(" else "}"].append(i)
        elif opened.get(token.kind):
            partners[opened[token.kind].pop()] = i
    return partners
