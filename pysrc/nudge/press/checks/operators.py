"""What is done to a whole expression: derivatives, limits, integrals, sums, values at a place."""

from __future__ import annotations

from collections.abc import Sequence

from nudge.press.checks.lexer import Token
from nudge.press.checks.reader import Reader, differential
from nudge.press.checks.tree import Node, Unclear


def fraction(self: Reader, token: Token) -> Node:
    """A fraction, or a derivative that looks like one."""
    top, below = self.argument(), self.argument()
    end = self.tokens[self.at - 1].end
    by = _by(below)
    if by and differential(top):
        name, order = by
        rest = _after_order(top, order, token)
        if rest:
            return Node("diff", f"{name} {order}", (self.sub(rest),), token.start, end)
        return _operator(self, token, name, order)
    return Node("div", "", (self.sub(top), self.sub(below)), token.start, end)


def _by(below: Sequence[Token]) -> tuple[str, int] | None:
    """The variable and the order of `dx` or `dx^2` below a fraction's line."""
    if not differential(below) or len(below) < 2 or below[1].kind != "letter":
        return None
    name, rest = below[1].text, below[2:]
    if len(rest) >= 2 and rest[0].text == "_":
        name, rest = f"{name}_{rest[1].text}", rest[2:]
    if not rest:
        return name, 1
    digits = [one.text for one in rest[1:] if one.text not in "{}"]
    return (name, int(digits[0])) if rest[0].text == "^" and len(digits) == 1 and digits[0].isdigit() else None


def _after_order(top: Sequence[Token], order: int, token: Token) -> Sequence[Token]:
    """What stands above the line behind `d` or `d^2`."""
    if len(top) < 2 or top[1].text != "^":
        if order != 1:
            raise Unclear("the orders above and below differ", token.start, top[-1].end)
        return top[1:]
    width = 3 if top[2].text != "{" else 5
    if "".join(one.text for one in top[2:width]).strip("{}") != str(order):
        raise Unclear("the orders above and below differ", token.start, top[-1].end)
    return top[width:]


def _operator(self: Reader, token: Token, name: str, order: int) -> Node:
    """d/dx before something: it takes the product that follows, or what stands in brackets."""
    operand = self.inside() if self.next("[") else self.term()
    if any(one.kind == "at" for one in operand.walk()):
        raise Unclear("how much is taken at this place can be read in two ways", operand.start, operand.end, "use ( )")
    return Node("diff", f"{name} {order}", (operand,), token.start, operand.end)


def limit(self: Reader, token: Token) -> Node:
    """A limit: it takes the product that follows."""
    self.need("_")
    under = self.argument()
    if len(under) < 3 or under[0].kind != "letter" or under[1].text != "→":
        raise Unclear("a limit is written \\lim_{h \\to 0}", under[0].start, under[-1].end)
    sided = len(under) > 4 and under[-2].text == "^" and under[-1].text in "+-"
    place = self.sub(under[2:-2] if sided else under[2:])
    side = under[-1].text if sided else ""
    operand = self.term()
    return Node("limit", f"{under[0].text} {side}".strip(), (operand, place), token.start, operand.end)


def integral(self: Reader, token: Token) -> Node:
    """A definite integral: what stands before its dx."""
    bounds: dict[str, Node] = {}
    while sign := self.take("_", "^"):
        bounds[sign.text] = self.sub(self.argument())
    if len(bounds) != 2:
        raise Unclear("only integrals with both bounds can be checked", token.start, token.end)
    first, depth = self.at, 0
    for i in range(first, len(self.tokens) - 1):
        depth += (self.tokens[i].text in "([{") - (self.tokens[i].text in ")]}")
        if depth == 0 and self.tokens[i].text == "d" and self.tokens[i + 1].kind == "letter":
            inside, name = self.tokens[first:i], self.tokens[i + 1]
            self.at = i + 2
            made = self.sub(inside) if inside else Node("number", "1")
            return Node("integral", name.text, (made, bounds["_"], bounds["^"]), token.start, name.end)
    raise Unclear("this integral has no dx", token.start, token.end)
