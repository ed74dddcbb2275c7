"""Values at places: |_{x=2}, |_0^1, |_{(3, 4)}, and (3) behind a derivative."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from nudge.press.checks.tex.names import Names
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode, Unclear, joined


class PlaceReader(Protocol):
    """What a reader of expressions does for these."""

    tokens: Sequence[TexToken]
    at: int
    names: Names

    def argument(self) -> Sequence[TexToken]:
        """TeX's one argument."""
        ...

    def take(self, *texts: str) -> TexToken | None:
        """The next token if it is one of these signs."""
        ...

    def need(self, text: str) -> TexToken:
        """The next token, which has to be this sign."""
        ...

    def sum(self) -> TexNode:
        """Terms with + and − between them."""
        ...

    def inside(self) -> TexNode:
        """What stands in parentheses."""
        ...

    def sub(self, inside: Sequence[TexToken]) -> TexNode:
        """A whole expression of its own."""
        ...


def evaluated(self: PlaceReader, base: TexNode) -> TexNode:
    """What stands before `_{x=2}` or `_0^1`, at that place, or the difference of both."""
    places: dict[str, tuple[str, TexNode]] = {}
    while sign := self.take("_", "^"):
        inside = self.argument()
        if sign.text == "_" and (several := _several(self, base, inside)):
            return several
        named = len(inside) > 2 and inside[0].kind == "letter" and inside[1].text == "="
        places[sign.text] = (inside[0].text if named else "", self.sub(inside[2:] if named else inside))
    name = next((name for name, _ in places.values() if name), "")
    known = {one.text for one in base.walk() if one.kind == "symbol"} - {"e", "π", "∞"}
    if not name and (len(known) != 1 or "^" not in places):
        raise Unclear("what takes this value is not clear", base.start, self.tokens[self.at - 1].end, "write |_{x=2}")
    name, end = name or known.pop(), self.tokens[self.at - 1].end
    made = {sign: TexNode("at", name, (base, value), base.start, end) for sign, (_, value) in places.items()}
    if "^" not in made:
        return made["_"]
    return TexNode("add", "", (made["^"], TexNode("neg", "", (made["_"],))), base.start, end)


def _several(self: PlaceReader, base: TexNode, inside: Sequence[TexToken]) -> TexNode | None:
    """What stands before `_{(3, 4)}`, `_{x=3, y=4}` or `_{(x, y) = (3, 4)}`: at several places at once."""
    texts = [one.text for one in inside]
    if "," not in texts:
        return None
    names, places = ["x", "y", "z"], inside
    if "=" in texts and texts[0] == "(":
        middle = texts.index("=")
        names, places = [one.text for one in inside[1:middle] if one.kind == "letter"], inside[middle + 1 :]
    if "=" in [one.text for one in places]:
        pairs = [list(part) for part in _listed(places)]
        if not all(len(part) > 2 and part[1].text == "=" for part in pairs):
            return None
        names, each = [part[0].text for part in pairs], [part[2:] for part in pairs]
    elif places[0].text == "(" and places[-1].text == ")":
        each = [list(part) for part in _listed(places[1:-1])]
    else:
        return None
    made = base
    for name, place in zip(names, each, strict=False):
        made = TexNode("at", name, (made, self.sub(place)), base.start, self.tokens[self.at - 1].end)
    return made


def _listed(found: Sequence[TexToken]) -> list[list[TexToken]]:
    """The parts between commas that stand in no brackets."""
    parts: list[list[TexToken]] = [[]]
    depth = 0
    for one in found:
        depth += (one.text in ("(", "[", "{")) - (one.text in (")", "]", "}"))
        if one.text == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def taken(self: PlaceReader, parts: Sequence[TexNode]) -> TexNode:
    """All that stands before a bar, at its place. Of a sum it is clear where the bar has two ends: F(x)|_a^b."""
    base = parts[0] if len(parts) == 1 else joined("add", "", *parts)
    bar, self.at = self.tokens[self.at], self.at + 1
    before = self.at
    made = evaluated(self, base)
    whole = made.kind == "add" or len(parts) == 1
    if not whole and any(one.kind in ("symbol", "bare", "apply") for part in parts[:-1] for one in part.walk()):
        hint = r"\left. and \right| around it show how much"
        self.at = before
        raise Unclear("how much is taken at this place can be read in two ways", bar.start, bar.end, hint)
    return made if whole else joined("add", "", *parts[:-1], TexNode("at", made.text, (parts[-1], made.parts[1])))


def valued(self: PlaceReader, base: TexNode) -> TexNode:
    """What stands before (3), a derivative such as df/dx, at that place; a factor behind it looks the same."""
    of = base
    while of.kind == "diff":
        of = of.parts[0]
    opening, before = self.tokens[self.at], self.at
    self.at += 1
    places = [self.sum()]
    while self.take(","):
        places.append(self.sum())
    end = self.need(")").end
    params = self.names.functions.get(of.text, ()) if of.kind == "bare" else ()
    if of.kind not in ("bare", "symbol") and len(places) == 1 and places[0].kind not in ("number", "symbol"):
        self.at = before
        return joined("mul", "", base, self.inside())
    if len(places) != len(params) or not all(map(_is_place, places)):
        hint = r"\left. … \right|_{x=3} for its value there, \cdot for a product"
        raise Unclear("this may be a place or a factor", opening.start, end, hint)
    takes = params if params[1:] else (base.text.split()[0],)
    for name, place in zip(takes, places, strict=True):
        base = TexNode("at", name, (base, place), base.start, end)
    return base


def _is_place(node: TexNode) -> bool:
    """Whether this is what a value is taken at: 3, a, g(x)."""
    return node.kind in ("symbol", "apply") or not any(one.kind in ("symbol", "bare") for one in node.walk())
