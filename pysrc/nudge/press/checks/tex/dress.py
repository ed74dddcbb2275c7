"""Tokens without what only dresses them: colours, boxes, things struck out, braces below and above, needless groups.

What stands behind is written bare, as a reader sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nudge.press.checks.tex.token import TexToken, closing
from nudge.press.checks.tex.tree import Unclear

_LOOK_NAMES = (
    "inner outer total boxed fbox cancel bcancel xcancel mathrel mathbin mathord mathop mathinner hbox rlap llap"
)
_LOOKS = frozenset(_LOOK_NAMES.split())
"""Commands that change how their one argument looks, not what it means."""

_LABELLED = {"underbrace": "_", "overbrace": "^", "underset": "", "overset": "", "cancelto": ""}
"""Commands with words about an argument: where these stand, or "" where they are an argument of their own."""

_SIDES = {"(": ")", "[": "]"}
_ARITY = {"frac": 2, "sqrt": 1, "binom": 2}


def undressed(found: list[TexToken]) -> list[TexToken]:
    """The tokens that mean something."""
    return _ungrouped(_raised_over(_bare(_unlabelled(found))), alone=True)


def _unlabelled(found: list[TexToken]) -> list[TexToken]:
    """Without the words below and above braces, and without what something struck out becomes."""
    made: list[TexToken] = []
    at = 0
    while at < len(found):
        one = found[at]
        at += 1
        if one.kind != "command" or one.text not in _LABELLED or not _opens(found, at):
            made.append(one)
            continue
        sign, end = _LABELLED[one.text], closing(found, at)
        if not sign:
            at = end + 1
            continue
        made += _unlabelled(list(found[at + 1 : end])) if _product(found[at + 1 : end]) else found[at : end + 1]
        at = end + 1
        if at < len(found) and found[at].text == sign:
            at = closing(found, at + 1) + 1 if _opens(found, at + 1) else at + 2
    return made


def _opens(found: Sequence[TexToken], at: int) -> bool:
    return at < len(found) and found[at].kind == "sign" and found[at].text == "{"


def _product(inside: Sequence[TexToken]) -> bool:
    """Whether these are factors and no sum, so that nothing changes where their braces go."""
    depth = 0
    for one in inside:
        depth += (one.text in ("(", "[", "{")) - (one.text in (")", "]", "}"))
        if depth == 0 and one.kind == "sign" and one.text in ("+", "-", "/"):
            return False
    return True


def _bare(found: list[TexToken]) -> list[TexToken]:
    """Without colours and the like. Their braces go too, as what stands between is seen bare: `\\outer{f(}x\\outer{)}`.

    Where TeX wants one argument, the braces are what makes it one. Empty ones elsewhere only make space.
    """
    gone: set[int] = set()
    for i, token in enumerate(found):
        if _opens(found, i) and found[i + 1 : i + 2] and found[i + 1].text == "}":
            before = found[i - 1] if i else token
            gone |= set() if before.kind == "command" or before.text in ("^", "_", "}") else {i, i + 1}
        if token.kind == "colour" or (token.kind == "command" and token.text in _LOOKS):
            gone.add(i)
            if _opens(found, i + 1):
                needed = i > 0 and (found[i - 1].text in ("^", "_", "frac", "sqrt"))
                gone |= set() if needed else {i + 1, closing(found, i + 1)}
    return [token for i, token in enumerate(found) if i not in gone]


def _raised_over(found: list[TexToken]) -> list[TexToken]:
    """With a \\frac{a}{b} for {a \\over b}."""
    made: list[TexToken] = []
    at = 0
    while at < len(found):
        one = found[at]
        if not _opens(found, at):
            if one.kind == "command" and one.text == "over":
                raise Unclear("how far this fraction reaches is not clear", one.start, one.end, "write \\frac{…}{…}")
            made.append(one)
            at += 1
            continue
        end = closing(found, at)
        inside = found[at + 1 : end]
        middle = next((i for i, each in enumerate(inside) if _is_over(inside, i)), None)
        if middle is None:
            made += [one, *_raised_over(inside), found[end]]
        else:
            sign = inside[middle]
            shut, open_ = replace(found[end], start=sign.start, end=sign.start), replace(one, start=sign.end)
            above, below = _raised_over(inside[:middle]), _raised_over(inside[middle + 1 :])
            made += [replace(sign, text="frac"), one, *above, shut, open_, *below, found[end]]
        at = end + 1
    return made


def _is_over(inside: Sequence[TexToken], at: int) -> bool:
    """Whether \\over stands here, and in no braces of their own."""
    if inside[at].kind != "command" or inside[at].text != "over":
        return False
    return sum((one.text == "{") - (one.text == "}") for one in inside[:at]) == 0


def _ungrouped(found: list[TexToken], alone: bool = False) -> list[TexToken]:
    """Without braces that group nothing: around one token, around brackets, around all of what is `alone`."""
    made: list[TexToken] = []
    at, due = 0, 0
    while at < len(found):
        one = found[at]
        if one.kind == "command" and one.text in _ARITY:
            due = _ARITY[one.text]
            if found[at + 1 : at + 2] and found[at + 1].text == "[":
                end = next((i for i in range(at, len(found)) if found[i].text == "]"), at)
                made += found[at : end + 1]
                at = end + 1
                continue
        elif one.kind == "sign" and one.text in ("^", "_"):
            due = 1
        elif _opens(found, at) and one.kind == "sign":
            end = closing(found, at)
            inside = _ungrouped(found[at + 1 : end], alone=True)
            argument, due = due > 0, max(0, due - 1)
            whole = alone and at == 0 and end == len(found) - 1
            plain = (len(inside) == 1 and inside[0].kind in ("letter", "number", "command")) or _bracketed(inside)
            # a 2 that stands beside a 3 would be read as 23
            split = (
                bool(inside)
                and inside[-1].kind == "number"
                and found[end + 1 : end + 2]
                and (found[end + 1].kind == "number")
            )
            if not argument and inside and (whole or (plain and not split and not _takes(made))):
                made += inside
            else:
                made += [one, *inside, found[end]]
            at = end + 1
            continue
        elif due:
            due -= 1
        made.append(one)
        at += 1
    return made


def _takes(made: Sequence[TexToken]) -> bool:
    """Whether what stands before reads braces as its argument: \\sin{x}, \\lim. Then they say how far it reaches."""
    return bool(made) and made[-1].kind == "command" and made[-1].text not in _ARITY


def _bracketed(inside: Sequence[TexToken]) -> bool:
    """Whether one pair of brackets encloses all of this."""
    if len(inside) < 2 or inside[0].kind != "sign" or inside[0].text not in _SIDES:
        return False
    depth = 0
    for i, one in enumerate(inside):
        depth += (one.text in ("(", "[", "{")) - (one.text in (")", "]", "}"))
        if depth == 0:
            return i == len(inside) - 1
    return False
