"""The atoms of formulas that begin with a letter or a command: functions, derivatives, fractions, roots."""

from __future__ import annotations

from collections.abc import Sequence

from nudge.press.checks.lexer import Token
from nudge.press.checks.reader import CALLS, INVERSES, Reader, differential
from nudge.press.checks.tree import Node, Unclear

FUNCTIONS = ("f", "g", "h", "F", "G", "H")
"""Letters that nobody takes for a number in f(x)."""


def letter(self: Reader) -> Node:
    """A symbol with its subscript, a differential, or a function of the lesson with its primes and its argument."""
    token = self.tokens[self.at]
    if token.text in ("d", "∂", "Δ") and _letter_follows(self) and token.text not in self.names.variables:
        self.at += 1
        name, end = _name(self)
        if token.text == "Δ":
            return Node("symbol", f"Δ{name}", (), token.start, end)
        return Node("differential", name, (), token.start, end)
    name, end = _name(self)
    if name not in self.names.functions:
        symbol = Node("symbol", name, (), token.start, end)
        if name in self.names.variables:
            if self.next("(") and not self.tokens[self.at].gap:
                raise self.unclear(f"{name}(…) can be read in two ways", "write \\cdot for a product")
            order = _primes(self)
            return Node("prime", "'" * order, (symbol,), token.start, end + order) if order else symbol
        if self.next("'"):
            raise Unclear(f"what {name} depends on is not known", token.start, end, f"define {name}(x) first")
        if self.next("(") and name in FUNCTIONS:
            raise Unclear(f"the function {name} is not defined here", token.start, end, f"define {name}(x) first")
        return symbol
    order = _primes(self)
    if self.next("∘"):
        return _composed(self, name + "'" * order, token)
    if not self.next("("):
        return Node("bare", name + "'" * order, (), token.start, self.tokens[self.at - 1].end)
    self.at += 1
    arguments = [self.sum()]
    while self.take(","):
        arguments.append(self.sum())
    close = self.need(")")
    return Node("apply", name + "'" * order, tuple(arguments), token.start, close.end)


def _letter_follows(self: Reader) -> bool:
    return self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind == "letter"


def _name(self: Reader) -> tuple[str, int]:
    """A letter and its subscript, as one name."""
    token = self.tokens[self.at]
    self.at += 1
    if not self.take("_"):
        return token.text, token.end
    inside = self.argument()
    if not all(one.kind in ("letter", "number") for one in inside):
        raise Unclear("this subscript is not understood", inside[0].start, inside[-1].end)
    return f"{token.text}_{''.join(one.text for one in inside)}", inside[-1].end


def _primes(self: Reader) -> int:
    """How many primes follow: f'', f^{\\prime}, f^{(3)}."""
    count = 0
    while self.take("'"):
        count += 1
    if not count and self.next("^"):
        before = self.at
        self.at += 1
        inside = [one.text for one in self.argument()]
        if all(one == "'" for one in inside):
            return len(inside)
        if len(inside) == 3 and inside[0] == "(" and inside[1].isdigit():
            return int(inside[1])
        self.at = before
    return count


def _composed(self: Reader, name: str, token: Token) -> Node:
    """f∘g∘h"""
    parts = [Node("bare", name, (), token.start, token.end)]
    while self.take("∘"):
        one = self.tokens[min(self.at, len(self.tokens) - 1)]
        if one.text not in self.names.functions:
            raise self.unclear(f"“{one.text}” is not a function that was defined")
        inner, end = _name(self)
        parts.append(Node("bare", inner + "'" * _primes(self), (), one.start, end))
    if self.next("("):
        raise self.unclear("f∘g(x) can be read in two ways", "write (f \\circ g)(x)")
    return Node("compose", "", tuple(parts), token.start, parts[-1].end)


def command(self: Reader) -> Node:
    """What a command begins."""
    token = self.tokens[self.at]
    name = token.text
    self.at += 1
    if name in self.names.functions:
        self.at -= 1
        return letter(self)
    if name in CALLS:
        return _call(self, token)
    if name == "frac":
        return _fraction(self, token)
    if name in ("sqrt", "√"):
        return _root(self, token)
    if name == "lim":
        return _limit(self, token)
    if name == "int":
        return _integral(self, token)
    raise Unclear(f"“{name}” is not understood", token.start, token.end)


def _call(self: Reader, token: Token) -> Node:
    """A named function: its power, its base, its argument with or without parentheses."""
    name, raised = CALLS[token.text], None
    if self.take("_"):
        base = self.sub(self.argument())
        if token.text != "log":
            raise Unclear("this subscript is not understood", base.start, base.end)
        argument = _operand(self, token)
        ends = (token.start, argument.end)
        return Node("div", "", (Node("call", "ln", (argument,), *ends), Node("call", "ln", (base,))), *ends)
    if self.next("'"):
        raise self.unclear("a prime on a named function is not understood", "write \\frac{d}{dx}")
    if self.take("^"):
        raised = self.sub(self.argument())
        if raised.kind == "neg" and raised.parts[0].text == "1":
            if name not in INVERSES:
                raise Unclear("an inverse of this function is not known", raised.start, raised.end)
            name, raised = INVERSES[name], None
    arguments: tuple[Node, ...] = (_operand(self, token),)
    while name in ("min", "max") and self.take(","):
        arguments = (*arguments, self.sum())
    if name in ("min", "max"):
        self.need(")")
    made = Node("call", name, arguments, token.start, arguments[-1].end)
    return Node("pow", "", (made, raised), token.start, made.end) if raised else made


def _operand(self: Reader, token: Token) -> Node:
    """What a function is taken of. Without parentheses: numbers and letters up to a space, a sign, a function."""
    if token.text in ("min", "max"):
        self.need("(")
        return self.sum()
    if self.next("(", "["):
        return self.inside()
    if self.at < len(self.tokens) and self.tokens[self.at].text == "{":
        return self.sub(self.argument())
    parts = [self.factor()]
    while self.at < len(self.tokens) and _goes_on(self, parts[-1]):
        parts.append(self.factor())
    if self.next("(", "[") and not self.tokens[self.at].gap and parts[-1].kind == "number":
        raise self.unclear(f"how far {token.text} reaches can be read in two ways", "put parentheses around it")
    made = parts[0]
    for part in parts[1:]:
        made = Node("mul", "", (made, part), made.start, part.end)
    return made


def _goes_on(self: Reader, last: Node) -> bool:
    """Whether the next token still belongs to an argument without parentheses."""
    token = self.tokens[self.at]
    if token.gap or last.kind not in ("number", "symbol"):
        return False
    follows = self.tokens[self.at + 1].text if self.at + 1 < len(self.tokens) else ""
    if token.kind == "letter":
        return token.text not in self.names.functions and not (token.text == "e" and follows == "^")
    return token.text in ("frac", "sqrt") and last.kind == "number"


def _fraction(self: Reader, token: Token) -> Node:
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


def _root(self: Reader, token: Token) -> Node:
    """A root: square, or the one in brackets."""
    degree = Node("number", "2")
    if token.text == "√":
        if not self.next("("):
            raise self.unclear("how far the root reaches is not clear", "write sqrt(…)", token)
        below = self.inside()
        return Node("root", "", (below, degree), token.start, below.end)
    if self.next("["):
        degree = self.inside()
    below = self.sub(self.argument())
    return Node("root", "", (below, degree), token.start, self.tokens[self.at - 1].end)


def _limit(self: Reader, token: Token) -> Node:
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


def _integral(self: Reader, token: Token) -> Node:
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
