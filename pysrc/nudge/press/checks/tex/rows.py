"""A display cut into its lines, and each line into statements with the words before them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import Unclear
from nudge.press.checks.tex.words import ARROWS, JOINING, role

RELATIONS = ("=", ":=", "≤", "≥", "<", ">", "≠", "≈")
_WIDE = (
    "array",
    "alignedat",
    "alignat",
    "alignat*",
    "eqnarray",
    "eqnarray*",
    "multline",
    "multline*",
    "flalign*",
    "flalign",
)
_ROWS = frozenset(
    ["aligned", "align", "align*", "gathered", "gather", "gather*", "split", "equation", "equation*", *_WIDE]
)


def rows(found: Sequence[TexToken]) -> list[list[TexToken]]:
    """The lines of a display. Every second & of a line parts what stands side by side."""
    made: list[list[TexToken]] = [[]]
    ands = depth = 0
    for i, token in enumerate(found):
        depth += (token.text == "{") - (token.text == "}")
        if depth:
            made[-1].append(token)
        elif token.kind == "environment":
            if token.text not in _ROWS:
                raise Unclear(f"“{token.text}” is not understood", token.start, token.end)
        elif token.kind == "break":
            made.append([])
            ands = 0
        elif token.text == "&":
            ands += 1
            beside = [*found[max(0, i - 1) : i], *found[i + 1 : i + 2]]
            if ands % 2 == 0 and not any(one.kind == "sign" and one.text in RELATIONS for one in beside):
                made[-1].append(replace(token, kind="sign", text="quad"))
        else:
            made[-1].append(token)
    return made


def segments(row: Sequence[TexToken], joining: Collection[str] = JOINING) -> list[tuple[str, list[TexToken]]]:
    """The statements of a line, and the words before each."""
    found: list[tuple[str, list[TexToken]]] = [("", [])]
    depth = 0
    for i, token in enumerate(row):
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if token.kind == "words" and depth == 0:
            found.append((role(token, found[-1][1], row[i + 1 :], joining), []))
        elif token.kind == "sign" and token.text in ARROWS and depth == 0:
            found.append((token.text, []))
        elif token.kind == "sign" and token.text in (",", ";", ":", "quad") and depth == 0:
            listed = token.text != ":" and _listed(found[-1], row[i + 1 :])
            joined = found[-1][0] if not found[-1][1] or listed else ""
            found.append((joined, []))
        elif not (token.text == "." and token.kind == "sign" and depth == 0 and _ends(row[i + 1 :])):
            found[-1][1].append(token)
    return [one for one in found if one[1]]


def _listed(last: tuple[str, list[TexToken]], rest: Sequence[TexToken]) -> bool:
    """Whether a comma goes on listing conditions: where u = 3x, y = u^2."""
    return last[0].split()[:1] in (["where"], ["with"])


def _ends(rest: Sequence[TexToken]) -> bool:
    return all(one.kind == "words" or one.text in ("quad", ".", ",") for one in rest[:1])


def relations(segment: Sequence[TexToken]) -> list[int]:
    """Where the relations of a chain are."""
    found, depth = [], 0
    for i, token in enumerate(segment):
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth == 0 and token.kind == "sign" and token.text in RELATIONS:
            found.append(i)
    return found


def in_parentheses(segment: Sequence[TexToken]) -> bool:
    return (
        len(segment) > 4
        and segment[0].text == "("
        and segment[-1].text == ")"
        and not relations(segment)
        and bool(relations(segment[1:-1]))
    )
