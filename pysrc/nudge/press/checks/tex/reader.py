"""Tokens to a tree, as a careful reader of formulas would. What could be read in two ways is not read at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from nudge.press.checks.tex.cursor import TexCursor
from nudge.press.checks.tex.names import PAIRS, Names
from nudge.press.checks.tex.places import evaluated, taken, valued
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode, Unclear, functional, joined

_CLOSE = {"(": ")", "[": "]"}
_D = ("d", "∂")


Atoms = Mapping[str, Callable[["TexReader"], TexNode]]
"""What reads an atom, by the kind of the token that begins it: letter, command, cases. See `grammar`."""


@dataclass(slots=True)
class TexReader(TexCursor):
    """Reads one expression from its tokens. `bars` is how many |…| are open, `wide` how many operators such as d/dx
    take what is read, so that a bar behind belongs to them.
    """

    names: Names = field(kw_only=True)
    atoms: Atoms = field(kw_only=True)
    bars: int = field(default=0, kw_only=True)
    wide: int = field(default=0, kw_only=True)

    def all(self) -> TexNode:
        """The expression that all tokens make. Raises `Unclear`."""
        made = self.sum()
        if self.at < len(self.tokens):
            raise self.unclear(f"“{self.tokens[self.at].text}” is not understood here")
        return made

    def sum(self) -> TexNode:
        """Terms with + and − between them."""
        parts = [self.signed()]
        while self.next("+", "-") or self.barred():
            if self.barred():
                parts = [taken(self, parts)]
            else:
                parts.append(self.signed())
        return parts[0] if len(parts) == 1 else joined("add", "", *parts)

    def barred(self) -> bool:
        """Whether a bar with a place stands here: |_{x=2}, |_0^1."""
        return self.next("|") and (self.peek(1) == "_" or (self.peek(1) == "^" and not self.bars))

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
                made = joined("mul", "", made, self.minus())
            elif self.take("/"):
                made, sliced = joined("div", "", made, self.minus()), True
            elif self.starts():
                if sliced:
                    raise self.unclear("what stands behind a slash can be read in two ways", "write \\frac{…}{…}")
                if self.tokens[self.at].kind == "number" and not self.apart():
                    raise self.unclear("a number cannot follow without a sign between", "\\cdot, or braces: x^{23}")
                made = self.beside(made)
            else:
                break
        return made

    def apart(self) -> bool:
        """Whether brackets or braces and a space stand before the next token: in cos(z) 3 nobody reads a power."""
        return self.tokens[self.at].gap and self.tokens[self.at - 1].text in (")", "]", "}")

    def beside(self, made: TexNode) -> TexNode:
        """A product without a sign. A number before a fraction of numbers may be meant as their sum: 2½."""
        last, factor = self.tokens[self.at - 1], self.factor()
        parts = factor.parts if factor.kind == "div" else ()
        if parts and last.kind == "number" and all(one.kind == "number" for one in parts):
            raise Unclear("this can be a sum or a product", last.start, factor.end, "write + or \\cdot between them")
        return joined("mul", "", made, factor)

    def minus(self) -> TexNode:
        """A factor that may have a minus: 2 · −3."""
        sign = self.take("-")
        made = self.factor()
        return TexNode("neg", "", (made,), sign.start, made.end) if sign else made

    def starts(self) -> bool:
        """Whether the next token begins a factor."""
        token = self.tokens[self.at]
        return token.kind in ("number", "letter", "command", "unit", "matrix") or (
            token.text in ("(", "[", "{", "∞", "∂", "∇", "⟨", *PAIRS)
            or (token.text in ("|", "‖") and not self.bars and not self.barred())
        )

    def factor(self) -> TexNode:
        """An atom with what is written behind it: powers, primes, places."""
        made = self.atom()
        while self.at < len(self.tokens):
            if self.take("^"):
                made = self.power(made)
            elif self.next("'") and self.closed():
                made = self.primed(made)
            elif self.barred() and not self.wide and self.tight(made):
                made = self.place(made)
            elif self.next("!"):
                made = TexNode("call", "factorial", (made,), made.start, self.tokens[self.at].end)
                self.at += 1
            elif self.next("_") and self.closed():
                made = evaluated(self, made)
            elif self.next("(") and made.kind == "diff":
                made = valued(self, made)
            elif self.next("(") and functional(made):
                made = joined("lift", "", made, self.inside())
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
            degree = joined("div", "", TexNode("symbol", "π"), TexNode("number", "180"))
            return TexNode("mul", "", (base, degree), base.start, raised[-1].end)
        return joined("pow", "", base, self.sub(raised))

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
        self.at += 1
        return evaluated(self, base)

    def tight(self, base: TexNode) -> bool:
        """Whether a bar behind this is its own, and not that of all that stands before."""
        return self.closed() or base.kind in ("diff", "apply", "lift", "prime")

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
            return self.braced()
        if token.text == "|":
            return self.absolute()
        if token.text in PAIRS:
            return self.between(*PAIRS[token.text])
        if token.text == "∞":
            self.at += 1
            return TexNode("symbol", "∞", (), token.start, token.end)
        raise self.unclear(f"“{token.text}” is not understood here")

    def braced(self) -> TexNode:
        """What stands in braces, which are not seen: a sum or product has to mean the same without them."""
        before = self.peek(-1) if self.at else ""
        first = not self.at or before in ("(", "[", ",") or (self.bars > 0 and before == "|")
        inside = self.argument()
        made = self.sub(inside)
        sliced = before == "/" or any(one.text == "/" for one in inside)
        last = self.at == len(self.tokens) or self.peek(0) in (")", "]", ",", "|")
        product = made.kind in ("mul", "div", "lift") and not sliced and not self.next("^", "_", "'", "!")
        summand = (first or before == "+") and (last or self.next("+", "-"))
        if made.kind in ("add", "neg", "mul", "div") and not (product or summand):
            raise Unclear("braces do not show; put parentheses", made.start, made.end)
        return made

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


def _may_be_turned(base: TexNode, names: Names) -> bool:
    """Whether a T above this may turn a matrix over: there are only letters in it, and none is known to be a number."""
    if "T" in names.variables | names.numbers:
        return False
    leaves = [one for one in base.walk() if not one.parts]
    return all(one.kind == "symbol" and one.text not in {"e", "π", *names.variables} for one in leaves)


def differential(inside: Sequence[TexToken]) -> bool:
    """Whether tokens begin with the d of a derivative."""
    return bool(inside) and inside[0].text in _D
