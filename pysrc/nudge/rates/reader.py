"""Text read by precedence climbing, with what is special to mathematics as people write it.

Products without a sign (`2x sin x`), powers, bars (`|x - 1|`); functions are in `calls.py`. Where custom allows several
readings, one is taken and a note says which.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from nudge.rates.brackets import meaningful
from nudge.rates.calls import LOGARITHMS, function, root
from nudge.rates.cursor import CLOSING, Grammar, span
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, rational, size, terminates
from nudge.rates.given import Functions
from nudge.rates.lexer import Spelling, Token, split, tokens
from nudge.rates.misreadings import scientific, short_exponent
from nudge.rates.primitives import CONSTANTS, FUNCTIONS
from nudge.rates.unreadable import MAX_NODES, Unreadable

_KNOWN = frozenset((*FUNCTIONS, *LOGARITHMS, *CONSTANTS))
_SUM, _PRODUCT, _TIGHT = 1, 2, 3
_OPERATORS = {"+": ("add", _SUM), "-": ("sub", _SUM), "*": ("mul", _PRODUCT), "/": ("div", _PRODUCT)}
_EXPONENT = re.compile("([+-]?)([0-9]*)([a-z]?)")  # in raised characters
_STARTS = frozenset(("number", "name", "root", "fraction", "cases", *CLOSING))
_AROUND = {"|": "abs", "lvert": "abs", "lfloor": "floor", "lceil": "ceil"}
_OTHER = {"<": ">", ">": "<"}


class Reader(Grammar):
    """One pass over the tokens of one text."""

    def __init__(
        self,
        text: str,
        variables: Collection[str],
        functions: Functions,
        spelling: Spelling,
        otherwise: Collection[int] = frozenset(),
    ) -> None:
        self.variables = variables
        self.functions = functions
        self.spelling = spelling
        self.bars: list[int] = []  # that close, and might as well open
        self.unlikely: list[int] = []  # the same, but only if all else fails: 2|x|-3|y|
        known = _KNOWN.union(variables, functions)
        super().__init__(text, meaningful(tokens(text, known, spelling, otherwise)), otherwise)

    def make(self, op: str, *args: Expr) -> Expr:
        """Apply a primitive; e to a power is the exponential function."""
        if op == "pow" and args[0] is Constant("e"):
            return Apply("exp", args[1:])
        return Apply(op, args)

    def whole(self) -> Expr:
        """The expression that the whole text is. Raises `Unreadable`."""
        if self.next.kind == "end":
            raise Unreadable("There is nothing here yet", 0, self.next.offset, "write an expression, such as x^2")
        expr = self.expression()
        if self.next.kind != "end":
            self.refuse(self.next)
        if size(expr) > MAX_NODES:
            raise Unreadable("This has too many parts", 0, self.next.offset, "write something shorter")
        return expr

    # operators

    def expression(self, least: int = _SUM) -> Expr:
        """A sum, or with `least` = _PRODUCT a product, or with _TIGHT a single factor with its signs."""
        left = self.signed(least)
        divided: Token | None = None
        while True:
            before, token = self.last, self.next
            op, level = _OPERATORS.get(token.kind, ("", 0))
            if not op and self.juxtaposed(token):
                op, level = "mul", _PRODUCT
                if divided:
                    self.quotient_note(left, divided)
            elif op and level >= least:
                self.take()
            if not op or level < least:
                return left
            divided = token if token.kind == "/" else None
            right = self.expression(level + 1)
            if divided and self.other(divided):
                right = self.lengthened(right)
            if token.kind == "fraction" and before.kind == "number" and isinstance(right, Apply):
                self.mixed(before, right)
            left = self.make(op, left, right)

    def signed(self, least: int) -> Expr:
        if self.next.kind not in ("+", "-"):
            return self.factor()
        signs = self.signs()
        return self.negated(signs, self.expression(max(least, _PRODUCT)))

    def signs(self) -> int:
        """Take the signs that stand here; how many of them are a minus."""
        minus = 0
        while self.next.kind in ("+", "-"):
            minus += self.take().kind == "-"
        return minus

    def negated(self, times: int, expr: Expr) -> Expr:
        for _ in range(times):
            expr = self.make("neg", expr)
        return expr

    def juxtaposed(self, token: Token) -> bool:
        """Whether a product without a sign goes on with this token."""
        if token.kind == "|":
            return self.opens(token)
        if token.kind not in _STARTS:
            return False
        before = self.last
        if token.kind == "number" and before.kind == "number":
            raise Unreadable("Two numbers stand side by side", before.offset, span(before, token), "put a sign between")
        if token.kind == "number" and before.kind == "name":
            if before.offset + before.length == token.offset:
                hint = f"write {before.text}^{token.text} or {token.text}{before.text}"
                raise Unreadable("A number follows a letter", before.offset, span(before, token), hint)
            self.note(before, f"{before.text} {token.text} is read as a product, not as a power", token.offset)
        if token.kind == "[" and before.kind == "name":
            raise Unreadable("A square bracket follows a letter", token.offset, 1, "use round brackets")
        return True

    def mixed(self, whole: Token, part: Apply) -> None:
        """Refuse a number before a fraction of numbers, 2\\frac12: some mean the sum by it."""
        if part.op == "div" and all(isinstance(one, Number) for one in part.args):
            hint = "put a sign between"
            raise Unreadable("This can be a sum or a product", whole.offset, span(whole, self.last), hint)

    def opens(self, bar: Token) -> bool:
        """Whether a bar behind a factor opens: inside others it closes them, if it is not to be read otherwise."""
        if not (self.opened and self.opened[-1].kind == "|"):
            return True
        following = self.tokens[self.at + 1].kind
        if following in _STARTS:
            self.bars.append(bar.offset)
        elif following in ("-", "|"):
            self.unlikely.append(bar.offset)
        return self.other(bar)

    def lengthened(self, expr: Expr) -> Expr:
        """An expression with the factors that follow without a sign."""
        while self.juxtaposed(self.next):
            expr = self.make("mul", expr, self.expression(_TIGHT))
        return expr

    def quotient_note(self, left: Expr, slash: Token) -> None:
        if self.last.kind not in (")", "]", "}"):
            message = f"{left} is a factor of its own: what follows is not in the denominator"
            self.note(self.last, message, slash.offset)

    # factors

    def factor(self) -> Expr:
        return self.powers(self.atom())

    def powers(self, base: Expr) -> Expr:
        while self.next.kind in ("^", "raised", "%") or self.spaced_power():
            if self.next.kind == "%":
                self.take()
                base = self.make("div", base, rational(100))
            elif self.next.kind == "number":
                base = self.make("pow", base, self.atom())
            else:
                token = self.next
                exponent = self.exponent()
                base = self.make("pow", base, short_exponent(self, base, token, exponent))
        return base

    def spaced_power(self) -> bool:
        """Whether a number behind a letter, `x 2`, is to be read as its exponent."""
        return self.next.kind == "number" and self.other(self.next) and self.last.kind == "name"

    def exponent(self) -> Expr:
        token = self.take()
        if token.kind == "raised":
            return self.raised(token)
        self.deeper(token)
        signs = self.signs()
        expr = self.negated(signs, self.factor())
        self.depth -= 1
        return expr

    def raised(self, token: Token) -> Expr:
        found = _EXPONENT.fullmatch(token.text)
        digits, letter = found.group(2, 3) if found else ("", "")
        if not found or not digits + letter or (letter and letter not in self.variables):
            raise Unreadable("This exponent is not a number", token.offset, token.length)
        parts = ([rational(int(digits))] if digits else []) + ([Variable(letter)] if letter else [])
        return self.negated(found[1] == "-", self.make("mul", *parts) if len(parts) > 1 else parts[0])

    def atom(self) -> Expr:
        token = self.take()
        if token.kind == "number":
            scientific(self, token)
            return Number(token.value) if terminates(token.value) else rational(token.value)
        if token.kind == "name":
            return self.named(token)
        if token.kind == "root":
            return root(self, token)
        if token.kind == "fraction":
            return self.make("div", self.argument(), self.argument())
        if token.kind == "cases":
            return self.cases(token)
        if token.kind in CLOSING or token.kind == "|":
            return self.group(token)
        self.at -= token.kind != "end"
        return self.refuse(token)

    def argument(self) -> Expr:
        """What a command of TeX acts on: what stands in braces, or a single sign. Of 23 that is the 2."""
        token = self.next
        if token.kind == "number":
            self.tokens[self.at : self.at + 1] = split(token)
        if token.kind == "name" and token.text not in self.variables and token.text not in CONSTANTS:
            self.refuse(token)
        if token.kind in CLOSING:
            return self.atom()
        self.deeper(token)
        expr = self.atom()
        self.depth -= 1
        return expr

    def group(self, token: Token) -> Expr:
        """What stands between a bracket or bar, already taken, and its partner."""
        self.open(token)
        expr = self.expression()
        self.close()
        return self.make(_AROUND[token.kind], expr) if token.kind in _AROUND else expr

    def cases(self, token: Token) -> Expr:
        """Two pieces as TeX sets them: the same two sides are compared in both rows, once with < and once with >."""
        self.deeper(token)
        rows = [self.row("row"), self.row("end cases")]
        self.depth -= 1
        (first, left, sign, right), (second, *other) = rows
        switch = left if right is rational(0) else self.make("sub", left, right)
        if other not in ([left, _OTHER[sign], right], [right, sign, left]):
            message = "These two conditions do not split the line in two"
            raise Unreadable(message, token.offset, span(token, self.last), "such as x < 1 and x > 1")
        return self.make("pieces", switch, *((first, second) if sign == "<" else (second, first)))

    def row(self, ends: str) -> tuple[Expr, Expr, str, Expr]:
        """One piece: what holds, and where: the left side, < or >, and the right side."""
        piece = self.expression()
        self.wanted("&")
        left = self.expression()
        sign = self.wanted("<", ">")
        right = self.expression()
        self.wanted(ends)
        return piece, left, sign, right

    def wanted(self, *kinds: str) -> str:
        """Take a token of one of these kinds; anything else is refused."""
        if self.next.kind not in kinds:
            self.refuse(self.next)
        return self.take().kind

    def named(self, token: Token) -> Expr:
        name = token.text
        if name in self.variables:
            return Variable(name)
        if name in self.functions or name in FUNCTIONS or name in LOGARITHMS:
            return function(self, token)
        return Constant(name)
