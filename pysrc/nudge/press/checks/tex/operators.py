"""What is done to a whole expression: derivatives, limits, integrals, sums, values at a place."""

from __future__ import annotations

from collections.abc import Sequence

from nudge.press.checks.tex.reader import TexReader, differential
from nudge.press.checks.tex.token import TexToken, closing
from nudge.press.checks.tex.tree import TexNode, Unclear

_ARROWS = ("→", "↗", "↘")
_AROUND = r"put ( ), or \left. and \right|, around what is taken there"


def fraction(self: TexReader, token: TexToken) -> TexNode:
    """A fraction, or a derivative that looks like one."""
    top, below = self.argument(), self.argument()
    end = self.tokens[self.at - 1].end
    by = _by(below)
    if by and differential(top):
        names, order = by
        refuse_functions(self, names, token)
        rest = _after_order(top, order, token)
        if rest:
            return _rates(names, below[0].text, self.sub(rest), token.start, end)
        return _operator(self, token, names, below[0].text)
    return TexNode("div", "", (self.sub(top), self.sub(below)), token.start, end)


def refuse_functions(self: TexReader, names: Sequence[tuple[str, int]], token: TexToken) -> None:
    """df/dg means the rate at g(x) to some, and nothing to others."""
    for name, _ in names:
        if name in self.names.functions:
            end, hint = self.tokens[self.at - 1].end, f"name its value, such as u = {name}(x)"
            raise Unclear(f"{name} is a function here, and no variable", token.start, end, hint)


def _rates(names: Sequence[tuple[str, int]], sign: str, made: TexNode, start: int, end: int) -> TexNode:
    """One derivative after the other, the last name first. Under a ∂ all other letters are held."""
    for name, order in reversed(names):
        made = TexNode("diff", f"{name} {order} ∂" if sign == "∂" else f"{name} {order}", (made,), start, end)
    return made


def _by(below: Sequence[TexToken]) -> tuple[list[tuple[str, int]], int] | None:
    """The variables with their orders, and the whole order, of `dx`, `dx^2` or `∂x ∂y` below a fraction's line."""
    names: list[tuple[str, int]] = []
    while differential(below) and len(below) > 1 and below[1].kind == "letter":
        name, below = below[1].text, below[2:]
        if len(below) >= 2 and below[0].text == "_":
            name, below = f"{name}_{below[1].text}", below[2:]
        order = 1
        if len(below) >= 2 and below[0].text == "^":
            width = 2 if below[1].text != "{" else 4
            digits = "".join(one.text for one in below[1:width]).strip("{}")
            if not digits.isdigit():
                return None
            order, below = int(digits), below[width:]
        names.append((name, order))
    return None if below or not names else (names, sum(order for _, order in names))


def _after_order(top: Sequence[TexToken], order: int, token: TexToken) -> Sequence[TexToken]:
    """What stands above the line behind `d` or `d^2`."""
    if len(top) < 2 or top[1].text != "^":
        if order != 1:
            raise Unclear("the orders above and below differ", token.start, top[-1].end)
        return top[1:]
    width = 3 if top[2].text != "{" else 5
    if "".join(one.text for one in top[2:width]).strip("{}") != str(order):
        raise Unclear("the orders above and below differ", token.start, top[-1].end)
    return top[width:]


def _operator(self: TexReader, token: TexToken, names: Sequence[tuple[str, int]], sign: str) -> TexNode:
    """d/dx before something: it takes the product that follows, or what stands in brackets."""
    self.wide += 1
    operand = self.inside() if self.next("[") else self.term()
    self.wide -= 1
    if self.barred() and self.tight(operand) and not self.tokens[self.at].gap:
        operand = self.place(operand)
    if self.next("_") or any(one.kind == "at" for one in operand.walk()):
        raise Unclear("how much is taken at this place can be read in two ways", operand.start, operand.end, _AROUND)
    return _rates(names, sign, operand, token.start, operand.end)


def limit(self: TexReader, token: TexToken) -> TexNode:
    """A limit: it takes the product that follows."""
    self.need("_")
    under = self.argument()
    small = len(under) > 1 and under[0].text == "Δ" and under[1].kind == "letter"
    name, rest = (f"Δ{under[1].text}", under[2:]) if small else (under[0].text, under[1:])
    if len(rest) < 2 or under[0].kind != "letter" or rest[0].text not in _ARROWS:
        raise Unclear("a limit is written \\lim_{h \\to 0}", under[0].start, under[-1].end)
    place, side = _neared(self, rest)
    operand = reached(self, name)
    return TexNode("limit", f"{name} {side}".strip(), (operand, place), token.start, operand.end)


def _neared(self: TexReader, rest: Sequence[TexToken]) -> tuple[TexNode, str]:
    """Where a limit is taken, and from which side: 0, 0^+, 0^{-}."""
    side = {"↗": "-", "↘": "+"}.get(rest[0].text, "")
    texts = [one.text for one in rest]
    for tail in (["^", "{", "+", "}"], ["^", "{", "-", "}"], ["^", "+"], ["^", "-"], ["+"], ["-"]):
        if texts[-len(tail) :] == tail and len(texts) > len(tail) + 1:
            return self.sub(rest[1 : -len(tail)]), next(one for one in tail if one in "+-")
    return self.sub(rest[1:]), side


def reached(self: TexReader, name: str) -> TexNode:
    """What a limit is taken of: a product, and the terms behind it as far as the letter stands in them.

    In lim 2 − x or lim x² + 3x nobody means the first term alone; terms without the letter are the same either way.
    """
    self.wide += 1
    parts = [self.signed()]
    ends = [self.at]
    while self.next("+", "-") and [one.text for one in self.tokens[self.at + 1 : self.at + 2]] != ["lim"]:
        parts.append(self.signed())
        ends.append(self.at)
    self.wide -= 1
    count = max((i for i, one in enumerate(parts) if name in one.names()), default=0) + 1
    if any(one.kind in ("limit", "sum", "integral") for part in parts[1:count] for one in part.walk()):
        count = 1
    self.at = ends[count - 1]
    kept = parts[:count]
    return kept[0] if count == 1 else TexNode("add", "", tuple(kept), kept[0].start, kept[-1].end)


def summation(self: TexReader, token: TexToken) -> TexNode:
    """A sum: it takes the product that follows."""
    bounds = _bounds(self)
    under = bounds.get("_", [])
    if len(bounds) != 2 or len(under) < 3 or under[0].kind != "letter" or under[1].text != "=":
        raise Unclear("a sum is written \\sum_{k=1}^{n}", token.start, token.end)
    ends = self.sub(under[2:]), self.sub(bounds["^"])
    operand = self.term()
    return TexNode("sum", under[0].text, (operand, *ends), token.start, operand.end)


def _bounds(self: TexReader) -> dict[str, Sequence[TexToken]]:
    """What stands below and above."""
    found: dict[str, Sequence[TexToken]] = {}
    while sign := self.take("_", "^"):
        found[sign.text] = self.argument()
    return found


def integral(self: TexReader, token: TexToken) -> TexNode:
    """An integral: what stands before its dx, with both bounds, or with none where all antiderivatives are meant."""
    bounds = {sign: self.sub(inside) for sign, inside in _bounds(self).items()}
    if len(bounds) == 1:
        raise Unclear("an integral has both bounds, or none", token.start, token.end)
    inside, name = _integrand(self, token)
    ends = (bounds["_"], bounds["^"]) if bounds else ()
    return TexNode("integral", name, (inside, *ends), token.start, self.tokens[self.at - 1].end)


def _integrand(self: TexReader, token: TexToken) -> tuple[TexNode, str]:
    """What is integrated, and by which letter."""
    if self.at < len(self.tokens) and self.tokens[self.at].text == "frac":
        before = self.at
        self.at += 1
        top, below = self.argument(), self.argument()
        if len(top) > 1 and top[-2].text == "d" and top[-1].kind == "letter":
            above = self.sub(top[:-2]) if top[:-2] else TexNode("number", "1")
            made = TexNode("div", "", (above, self.sub(below)), token.start, self.tokens[self.at - 1].end)
            return made, top[-1].text
        self.at = before
    if self.next("{") and closing(self.tokens, self.at) == len(self.tokens) - 1:
        self.tokens = [*self.tokens[: self.at], *self.tokens[self.at + 1 : -1]]
    first, depth = self.at, 0
    for i in range(first, len(self.tokens) - 1):
        depth += (self.tokens[i].text in "([{") - (self.tokens[i].text in ")]}")
        if depth == 0 and self.tokens[i].text == "d" and self.tokens[i + 1].kind == "letter":
            inside, name = self.tokens[first:i], self.tokens[i + 1]
            self.at = i + 2
            made = self.sub(inside) if inside else TexNode("number", "1")
            return made, name.text
    raise Unclear("this integral has no dx", token.start, token.end)
