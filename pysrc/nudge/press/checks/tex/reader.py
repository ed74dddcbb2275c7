"""Tokens to a tree, as a careful reader of formulas would. What could be read in two ways is not read at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from nudge.press.checks.tex.cursor import TexCursor
from nudge.press.checks.tex.lexer import TexToken
from nudge.press.checks.tex.names import PAIRS, Names
from nudge.press.checks.tex.tree import TexNode, Unclear, functional

_CLOSE = {"(": ")", "[": "]"}
_D = ("d", "∂")


Atoms = Mapping[str, Callable[["TexReader"], TexNode]]
"""What reads an atom, by the kind of the token that begins it: letter, command, cases. See `grammar`."""


@dataclass(slots=True)
class TexReader(TexCursor):
    """Reads one expression from its tokens. `bars` is how many |…| are open."""

    names: Names = field(kw_only=True)
    atoms: Atoms = field(kw_only=True)
    bars: int = field(default=0, kw_only=True)

    def all(self) -> TexNode:
        """The expression that all tokens make. Raises `Unclear`."""
        made = self.sum()
        if self.at < len(self.tokens):
            raise self.unclear(f"“{self.tokens[self.at].text}” is not understood here")
        return made

    def sum(self) -> TexNode:
        """Terms with + and − between them."""
        parts = [self.signed()]
        while self.next("+", "-"):
            parts.append(self.signed())
        return parts[0] if len(parts) == 1 else _node("add", "", *parts)

    def signed(self) -> TexNode:
        """A term, and the signs before it."""
        sign = self.take("+", "-")
        if sign is None:
            return self.term()
        made = self.term()
        return made if sign.text == "+" else TexNode("neg", "", (made,), sign.start, made.end)

    def term(self) -> TexNode:
        """Factors. After a slash only one is read: what comes behind 1/2x may belong above or below."""
        made = self.factor()
        sliced = False
        while self.at < len(self.tokens):
            if self.take("*"):
                sliced = False
                made = _node("mul", "", made, self.minus())
            elif self.take("/"):
                made, sliced = _node("div", "", made, self.minus()), True
            elif self.starts():
                if sliced:
                    raise self.unclear("what stands behind a slash can be read in two ways", "write \\frac{…}{…}")
                if self.tokens[self.at].kind == "number":
                    raise self.unclear("a number cannot follow without a sign between", "\\cdot, or braces: x^{23}")
                made = self.beside(made)
            else:
                break
        return made

    def beside(self, made: TexNode) -> TexNode:
        """A product without a sign. A number before a fraction of numbers may be meant as their sum: 2½."""
        last, factor = self.tokens[self.at - 1], self.factor()
        parts = factor.parts if factor.kind == "div" else ()
        if parts and last.kind == "number" and all(one.kind == "number" for one in parts):
            raise Unclear("this can be a sum or a product", last.start, factor.end, "write + or \\cdot between them")
        return _node("mul", "", made, factor)

    def minus(self) -> TexNode:
        """A factor that may have a minus: 2 · −3."""
        sign = self.take("-")
        made = self.factor()
        return TexNode("neg", "", (made,), sign.start, made.end) if sign else made

    def starts(self) -> bool:
        """Whether the next token begins a factor."""
        token = self.tokens[self.at]
        return token.kind in ("number", "letter", "command") or (
            token.text in ("(", "[", "{", "∞", "∂", *PAIRS) or (token.text == "|" and not self.bars)
        )

    def factor(self) -> TexNode:
        """An atom with what is written behind it: powers, primes, places."""
        made = self.atom()
        while self.at < len(self.tokens):
            if self.take("^"):
                made = self.power(made)
            elif self.next("'") and self.closed():
                made = self.primed(made)
            elif self.next("|") and self.peek(1) == "_":
                made = self.place(made)
            elif self.next("_") and self.closed():
                made = evaluated(self, made)
            elif self.next("(") and made.kind == "diff":
                made = valued(self, made)
            elif self.next("(") and functional(made):
                made = _node("lift", "", made, self.inside())
            elif self.next("%"):
                end = self.tokens[self.at].end
                self.at += 1
                made = TexNode("div", "", (made, TexNode("number", "100")), made.start, end)
            else:
                break
        return made

    def power(self, base: TexNode) -> TexNode:
        """What a raised argument does to its base."""
        raised = self.argument()
        if all(token.text == "'" for token in raised):
            return TexNode("prime", "'" * len(raised), (base,), base.start, raised[-1].end)
        if [token.text for token in raised] in (["T"], ["top"], ["⊤"]) and _may_be_turned(base, self.names):
            raise Unclear("a T up here may be a power, or turn a matrix over", base.start, raised[-1].end)
        plain = len(raised) == 1 and raised[0].kind == "number" and not self.next("(")
        if functional(base) and not plain:
            inverse = [token.text for token in raised] == ["-", "1"]
            hint = "give the inverse a name, such as g" if inverse else "write (f(x))^2"
            raise Unclear("a power of a function can mean two things", base.start, raised[-1].end, hint)
        if [token.text for token in raised] == ["∘"]:
            degree = _node("div", "", TexNode("symbol", "π"), TexNode("number", "180"))
            return TexNode("mul", "", (base, degree), base.start, raised[-1].end)
        return _node("pow", "", base, self.sub(raised))

    def primed(self, base: TexNode) -> TexNode:
        """A derivative written with primes, of something in parentheses."""
        first = self.at
        while self.take("'"):
            pass
        return TexNode("prime", "'" * (self.at - first), (base,), base.start, self.tokens[self.at - 1].end)

    def closed(self) -> bool:
        """Whether parentheses were closed just now."""
        return self.tokens[self.at - 1].text in (")", "]")

    def place(self, base: TexNode) -> TexNode:
        """`|_{x=2}`: an expression at a place; `|_0^1`: the difference of two."""
        if not self.closed() and base.kind not in ("diff", "apply", "lift", "prime"):
            hint = r"\left. and \right| around it show how much"
            raise self.unclear("how much is taken at this place can be read in two ways", hint)
        self.at += 1
        return evaluated(self, base)

    def atom(self) -> TexNode:
        """A number, a symbol, a function, a fraction, something in parentheses."""
        if self.at >= len(self.tokens):
            last = self.tokens[-1] if self.tokens else TexToken("sign", "", 0, 1)
            raise Unclear("something is missing after this", last.start, last.end)
        token = self.tokens[self.at]
        if token.kind == "number":
            self.at += 1
            return TexNode("number", token.text, (), token.start, token.end)
        if token.kind in self.atoms:
            return self.atoms[token.kind](self)
        if token.text in ("(", "["):
            return self.inside()
        if token.text == "{":
            made = self.sub(self.argument())
            alone = self.at == len(self.tokens) or (self.bars and self.next("|"))
            if made.kind in ("add", "neg", "mul", "div") and not alone:
                raise Unclear("braces do not show; put parentheses", made.start, made.end)
            return made
        if token.text == "|":
            return self.absolute()
        if token.text in PAIRS:
            return self.between(*PAIRS[token.text])
        if token.text == "∞":
            self.at += 1
            return TexNode("symbol", "∞", (), token.start, token.end)
        raise self.unclear(f"“{token.text}” is not understood here")

    def inside(self) -> TexNode:
        """What stands in parentheses."""
        opening = self.tokens[self.at]
        self.at += 1
        bars, self.bars = self.bars, 0
        made = self.sum()
        self.bars = bars
        end = self.need(_CLOSE[opening.text])
        return TexNode(made.kind, made.text, made.parts, opening.start, end.end)

    def absolute(self) -> TexNode:
        """|x|"""
        opening = self.tokens[self.at]
        self.at += 1
        self.bars += 1
        made = self.sum()
        self.bars -= 1
        end = self.need("|")
        return TexNode("call", "abs", (made,), opening.start, end.end)

    def between(self, closing: str, function: str) -> TexNode:
        """What stands between two signs that say which is the left one, as bars may."""
        opening = self.tokens[self.at]
        self.at += 1
        bars, self.bars = self.bars, 0
        made = self.sum()
        self.bars = bars
        return TexNode("call", function, (made,), opening.start, self.need(closing).end)

    def sub(self, inside: Sequence[TexToken]) -> TexNode:
        """A whole expression of its own."""
        return TexReader(inside, names=self.names, atoms=self.atoms).all()


def evaluated(self: TexReader, base: TexNode) -> TexNode:
    """What stands before `_{x=2}` or `_0^1`, at that place, or the difference of both."""
    places: dict[str, tuple[str, TexNode]] = {}
    while sign := self.take("_", "^"):
        inside = self.argument()
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


def valued(self: TexReader, base: TexNode) -> TexNode:
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
        return _node("mul", "", base, self.inside())
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


def _may_be_turned(base: TexNode, names: Names) -> bool:
    """Whether a T above this may turn a matrix over: there are only letters in it, and none is known to be a number."""
    if "T" in names.variables | names.numbers:
        return False
    leaves = [one for one in base.walk() if not one.parts]
    return all(one.kind == "symbol" and one.text not in {"e", "π", *names.variables} for one in leaves)


def _node(kind: str, text: str, *parts: TexNode) -> TexNode:
    return TexNode(kind, text, parts, parts[0].start, parts[-1].end)


def differential(inside: Sequence[TexToken]) -> bool:
    """Whether tokens begin with the d of a derivative."""
    return bool(inside) and inside[0].text in _D
