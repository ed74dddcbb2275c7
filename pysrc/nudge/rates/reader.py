"""Text read by precedence climbing, with what is special to mathematics as people write it.

Products without a sign (`2x sin x`), functions without brackets (`sin 2x cos 3x`), powers on names (`sin^2 x`), bars
(`|x - 1|`). Where custom allows several readings, one is taken and a note says which.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from nudge.rates.cursor import CLOSING, Cursor, span
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, rational, size, terminates
from nudge.rates.given import Functions, apply_given
from nudge.rates.lexer import Spelling, Token, tokens
from nudge.rates.primitives import CONSTANTS, FUNCTIONS, PRIMITIVES
from nudge.rates.unreadable import MAX_NODES, Unreadable

_LOGARITHMS = {"log": 10, "lg": 10, "log10": 10, "lb": 2, "log2": 2}
_KNOWN = frozenset((*FUNCTIONS, *_LOGARITHMS, *CONSTANTS))
_SUM, _PRODUCT, _TIGHT = 1, 2, 3
_OPERATORS = {"+": ("add", _SUM), "-": ("sub", _SUM), "*": ("mul", _PRODUCT), "/": ("div", _PRODUCT)}
_EXPONENT = re.compile("([+-]?)([0-9]*)([a-z]?)")  # in raised characters
_STARTS = frozenset(("number", "name", "root", "fraction", "(", "[", "{"))


class Reader(Cursor):
    """One pass over the tokens of one text."""

    def __init__(self, text: str, variables: Collection[str], functions: Functions, spelling: Spelling) -> None:
        self.variables = variables
        self.functions = functions
        super().__init__(tokens(text, _KNOWN.union(variables, functions), spelling))

    def make(self, op: str, *args: Expr) -> Expr:
        """Apply a primitive; e to a power is the exponential function."""
        if op == "pow" and args[0] is Constant("e"):
            return Apply("exp", args[1:])
        return Apply(op, args)

    def whole(self) -> Expr:
        """The expression that the whole text is. Raises `Unreadable`."""
        if self.next.kind == "end":
            raise Unreadable("There is nothing here yet", 0, self.next.offset, "write an expression, such as x^2")
        expr = self.expression(_SUM)
        if self.next.kind != "end":
            self.refuse(self.next)
        if size(expr) > MAX_NODES:
            raise Unreadable("This has too many parts", 0, self.next.offset, "write something shorter")
        return expr

    # operators

    def expression(self, least: int) -> Expr:
        """A sum, or with `least` = _PRODUCT a product, or with _TIGHT a single factor with its signs."""
        left = self.signed(least)
        while True:
            token = self.next
            op, level = _OPERATORS.get(token.kind, ("", 0))
            if not op and self.juxtaposed(token):
                op, level = "mul", _PRODUCT
                self.quotient_note(left, token)
            elif op and level >= least:
                self.take()
            if not op or level < least:
                return left
            left = self.make(op, left, self.expression(level + 1))

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
            return not (self.opened and self.opened[-1].kind == "|")
        if token.kind not in _STARTS:
            return False
        before = self.last
        if token.kind == "number" and before.kind == "number":
            raise Unreadable("Two numbers stand side by side", before.offset, span(before, token), "put a sign between")
        if token.kind == "number" and before.kind == "name":
            if before.offset + before.length == token.offset:
                hint = f"write {before.text}^{token.text} or {token.text}{before.text}"
                raise Unreadable("A number follows a letter", before.offset, span(before, token), hint)
            self.note(before, f"{before.text} {token.text} is read as a product, not as a power")
        if token.kind == "[" and before.kind == "name":
            raise Unreadable("A square bracket follows a letter", token.offset, 1, "use round brackets")
        return True

    def quotient_note(self, left: Expr, token: Token) -> None:
        if isinstance(left, Apply) and left.op == "div" and self.last.kind not in (")", "]", "}"):
            self.note(self.last, f"{left} is a factor of its own: what follows is not in the denominator")

    # factors

    def factor(self) -> Expr:
        return self.powers(self.atom())

    def powers(self, base: Expr) -> Expr:
        while self.next.kind in ("^", "raised", "%"):
            if self.next.kind == "%":
                self.take()
                base = self.make("div", base, rational(100))
            else:
                base = self.make("pow", base, self.exponent())
        return base

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
            return Number(token.value) if terminates(token.value) else rational(token.value)
        if token.kind == "name":
            return self.named(token)
        if token.kind == "root":
            return self.root(token)
        if token.kind == "fraction":
            return self.make("div", self.braced(), self.braced())
        if token.kind in CLOSING or token.kind == "|":
            return self.group(token)
        self.at -= token.kind != "end"
        return self.refuse(token)

    def braced(self) -> Expr:
        """What stands between braces, as after a TeX command."""
        if self.next.kind != "{":
            self.refuse(self.next)
        return self.group(self.take())

    def group(self, token: Token) -> Expr:
        """What stands between a bracket or bar, already taken, and its partner."""
        self.open(token)
        expr = self.expression(_SUM)
        self.close()
        return self.make("abs", expr) if token.kind == "|" else expr

    def named(self, token: Token) -> Expr:
        name = token.text
        if name in self.variables:
            return Variable(name)
        if name in self.functions or name in FUNCTIONS or name in _LOGARITHMS:
            return self.function(token)
        return Constant(name)

    # functions

    def function(self, token: Token) -> Expr:
        self.deeper(token)
        before = self.tokens[self.at - 2] if self.at > 1 else token
        if before.kind == "name" and before.offset + before.length == token.offset:
            self.note(before, f"{before.text}{token.text} is read as {before.text} times {token.text}")
        name, base = token.text, self.base(token)
        raised: Expr | None = None
        if self.next.kind in ("^", "raised"):
            sign = self.next
            raised = self.exponent()
            op = FUNCTIONS.get(name, "")
            if raised == rational(-1):
                inverse = PRIMITIVES[op].inverse if op else ""
                if not inverse:
                    message, hint = f"{name} to the power −1 has two readings", f"for a quotient write 1/{name} x"
                    raise Unreadable(message, token.offset, span(token, self.last), hint)
                self.note(token, f"this is the inverse function, not 1/{name}")
                name, raised = PRIMITIVES[inverse].names[0], None
            elif sign.kind == "^" and not isinstance(raised, Number):
                self.note(token, f"the whole of {name} is raised to this power")
        expr = self.applied(token, name, base)
        self.depth -= 1
        return expr if raised is None else self.make("pow", expr, raised)

    def base(self, token: Token) -> Expr | None:
        """The base of a logarithm, if this is one."""
        if token.text not in _LOGARITHMS:
            return None
        if token.text == "log" and self.next.kind == "lowered":
            return rational(int(self.take().text))
        if token.text == "log" and self.next.kind == "_":
            self.take()
            return self.atom()
        if token.text == "log":
            self.note(token, "log without a base is the logarithm to base 10; the natural logarithm is ln")
        return rational(_LOGARITHMS[token.text])

    def applied(self, token: Token, name: str, base: Expr | None) -> Expr:
        opening = self.next
        if opening.kind in CLOSING or opening.kind == "|":
            args = self.arguments(self.take())
        elif opening.kind in ("number", "name", "root", "+", "-"):
            args = [self.bare(token)]
        else:
            if opening.kind == "end" or opening.kind in (")", "|", "]", "}"):
                raise Unreadable(f"{name} needs something to act on", token.offset, token.length, f"such as {name} x")
            self.refuse(opening)
        if name in self.functions:
            try:
                return apply_given(name, self.functions[name], tuple(args))
            except Unreadable as error:
                raise Unreadable(error.message, token.offset, span(token, self.last), error.hint) from None
        if base is not None:
            self.expect(token, name, args, 1)
            return self.make("log", base, args[0])
        op = FUNCTIONS[name]
        arity = PRIMITIVES[op].arity
        if arity == 1:
            self.expect(token, name, args, 1)
            return self.make(op, args[0])
        if len(args) < 2:
            self.expect(token, name, args, 2)
        expr = args[0]
        for arg in args[1:]:
            expr = self.make(op, expr, arg)
        return expr

    def expect(self, token: Token, name: str, args: list[Expr], count: int) -> None:
        if len(args) != count:
            wanted = "one argument" if count == 1 else "at least two arguments, with commas between"
            raise Unreadable(f"{name} takes {wanted}", token.offset, span(token, self.last))

    def arguments(self, token: Token) -> list[Expr]:
        if token.kind == "|":
            return [self.group(token)]
        self.open(token)
        args = [self.expression(_SUM)]
        while self.next.kind == ",":
            self.take()
            args.append(self.expression(_SUM))
        self.close()
        return args

    def bare(self, function: Token) -> Expr:
        """An argument without brackets: signs, then factors side by side up to a sign, a bracket or a function."""
        signs, first = self.signs(), self.at
        numbers = self.next.kind == "number"
        alone = expr = self.factor()
        while self.continues(numbers):
            numbers = numbers and self.next.kind == "number"
            expr = self.make("mul", expr, self.factor())
        if expr is not alone and FUNCTIONS.get(function.text) in ("sqrt", "cbrt"):
            self.note(function, f"the root is taken of {expr}")
        if self.tokens[first + 1].kind in ("^", "raised"):
            self.note(function, f"{function.text} acts on {expr}; its own power is written {function.text}^2 x")
        return self.negated(signs, expr)

    def continues(self, numbers: bool) -> bool:
        token = self.next
        if token.kind == "name":
            return token.text in self.variables or token.text in CONSTANTS
        if token.kind == "number":
            return self.juxtaposed(token)
        return numbers and token.kind in CLOSING

    def root(self, token: Token) -> Expr:
        """√ and its relatives reach over one factor: √2x is (√2)x. TeX may write which root it is in brackets."""
        if token.text == "sqrt[":
            index = self.group(self.take())
            named = {rational(2): "sqrt", rational(3): "cbrt"}.get(index, "")
            arg = self.braced()
            return self.make(named, arg) if named else self.make("pow", arg, self.make("div", rational(1), index))
        self.deeper(token)
        arg = self.group(self.take()) if self.next.kind in CLOSING else self.factor()
        self.depth -= 1
        if token.text == "root4":
            return self.make("pow", arg, rational(Fraction(1, 4)))
        return self.make(token.text, arg)
