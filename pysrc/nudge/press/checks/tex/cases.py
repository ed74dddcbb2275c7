"""Functions in pieces: the values of a `cases` environment, and when each of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from nudge.press.checks.tex.reader import TexReader
from nudge.press.checks.tex.rows import relations
from nudge.press.checks.tex.token import TexToken, closing
from nudge.press.checks.tex.tree import TexNode, Unclear

_IF = frozenset(["if", "for", "when", "where"])
_ELSE = frozenset(["otherwise", "else"])
_LOOSE = (",", ";", ".", "quad", "&")
_ALWAYS = TexNode("holds")


def cases(self: TexReader) -> TexNode:
    """The pieces, each with its condition: value, condition, value, condition, and so on."""
    opening, end = self.tokens[self.at], closing(self.tokens, self.at)
    inside = self.tokens[self.at + 1 : end]
    self.at = end + 1
    parts = [part for row in _rows(inside) for part in _piece(self, row)]
    if not parts:
        raise Unclear("there are no pieces here", opening.start, self.tokens[end].end)
    return TexNode("cases", "", tuple(parts), opening.start, self.tokens[end].end)


def _rows(inside: Sequence[TexToken]) -> list[list[TexToken]]:
    made: list[list[TexToken]] = [[]]
    depth = 0
    for token in inside:
        depth += _deeper(token)
        if token.kind == "break" and not depth:
            made.append([])
        else:
            made[-1].append(token)
    return [row for row in made if row]


def _piece(self: TexReader, row: Sequence[TexToken]) -> tuple[TexNode, TexNode]:
    """A line: what the value is, and when."""
    at = next((row.index(one) for one in _outermost(row) if one.text == "&" or one.kind == "words"), len(row))
    value, when = _bare(row[:at]), _bare(row[at:])
    if not value or not when:
        raise Unclear("a piece is written: value & condition", row[0].start, row[-1].end, r"x^2 & \text{if } x > 0")
    return self.sub(value), _condition(self, when)


def _deeper(token: TexToken) -> int:
    """How much deeper it is behind this token, as pieces may have pieces."""
    return (token.text == "{") - (token.text == "}") if token.kind == "cases" else 0


def _outermost(row: Sequence[TexToken]) -> list[TexToken]:
    """The tokens that are in no pieces of their own."""
    depths = accumulate(map(_deeper, row))
    return [one for one, depth in zip(row, depths, strict=True) if not depth]


def _condition(self: TexReader, when: Sequence[TexToken]) -> TexNode:
    word = when[0].text.lower().strip(",.;: ") if when[0].kind == "words" else ""
    if word in _ELSE and len(when) == 1:
        return _ALWAYS
    rest = _bare(when[1:] if word in _IF else when)
    signs = relations(rest)
    if not signs or any(one.kind == "words" for one in _outermost(rest)):
        raise Unclear("this condition is not understood", when[0].start, when[-1].end, "such as x > 0, or otherwise")
    ends = zip([-1, *signs], [*signs, len(rest)], strict=True)
    sides = [rest[a + 1 : b] for a, b in ends]
    if not all(sides):
        raise Unclear("a side is missing here", rest[0].start, rest[-1].end)
    return TexNode("holds", " ".join(rest[i].text for i in signs), tuple(self.sub(side) for side in sides))


def _bare(some: Sequence[TexToken]) -> Sequence[TexToken]:
    """Without the commas and spaces at both ends."""
    while some and some[0].text in _LOOSE:
        some = some[1:]
    while some and some[-1].text in _LOOSE:
        some = some[:-1]
    return some
