"""Functions and roots as people write them: without brackets, with powers on their names, with a base."""

from __future__ import annotations

from fractions import Fraction

from nudge.rates.commands import PAIRS
from nudge.rates.cursor import CLOSERS, CLOSING, Grammar, span
from nudge.rates.expr import Expr, Number, rational
from nudge.rates.given import apply_given
from nudge.rates.lexer import Token
from nudge.rates.misreadings import divided, indexed, reaching
from nudge.rates.primitives import CONSTANTS, FUNCTIONS, PRIMITIVES
from nudge.rates.unreadable import Unreadable

_TO_BASE_TEN = "the logarithm to base 10; the natural logarithm is ln"
LOGARITHMS = {"log": 10, "lg": 10, "log10": 10, "lb": 2, "log2": 2}


def function(self: Grammar, token: Token) -> Expr:
    self.deeper(token)
    before = self.tokens[self.at - 2] if self.at > 1 else token
    typed = token.length == len(token.text)  # and no command of TeX, which its backslash sets apart
    if typed and before.kind == "name" and before.offset + before.length == token.offset:
        self.note(before, f"{before.text}{token.text} is read as {before.text} times {token.text}")
    name, base = _named(self, token)
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
            self.note(token, f"this is the inverse function, not 1/{name}", sign.offset)
            if not self.other(sign):
                name, raised = PRIMITIVES[inverse].names[0], None
        elif sign.kind == "^" and not isinstance(raised, Number):
            self.note(token, f"the whole of {name} is raised to this power")
    expr = _applied(self, token, name, base)
    self.depth -= 1
    return expr if raised is None else self.make("pow", expr, raised)


def _named(self: Grammar, token: Token) -> tuple[str, Expr | None]:
    """The name of a function, and the base if it is a logarithm that has one."""
    if token.text not in LOGARITHMS:
        return token.text, None
    if token.text == "log" and self.next.kind == "lowered":
        return "log", rational(int(self.take().text))
    if token.text == "log" and self.next.kind == "_":
        self.take()
        return "log", self.atom()
    if token.text == "log":
        return _bare_logarithm(self, token)
    base = LOGARITHMS[token.text]
    following = self.next
    if (
        token.text.endswith(str(base))
        and following.kind not in CLOSING
        and token.offset + token.length == following.offset
    ):
        self.note(token, f"{token.text} is the logarithm to base {base}; of {base} times something it is log({base}x)")
    return token.text, rational(base)


def _bare_logarithm(self: Grammar, token: Token) -> tuple[str, Expr | None]:
    """What is meant where no base is written; a reader who means another one may be asked."""
    natural = self.spelling.log == "e"
    read = "the natural logarithm, ln; to base 10 it is log_10" if natural else _TO_BASE_TEN
    self.note(token, f"log without a base is {read}", token.offset)
    return ("ln", None) if natural != self.other(token) else ("log", rational(10))


def _applied(self: Grammar, token: Token, name: str, base: Expr | None) -> Expr:
    opening = self.next
    if opening.kind == "[" and (found := indexed(self, token, name)):
        return found
    if opening.kind in CLOSING or opening.kind == "|":
        args = _arguments(self, self.take())
    elif opening.kind in ("number", "name", "root", "fraction", "+", "-"):
        args = [_bare(self, token)]
    else:
        if opening.kind == "end" or opening.kind in CLOSERS:
            raise Unreadable(f"{name} needs something to act on", token.offset, token.length, f"such as {name} x")
        self.refuse(opening)
    if name in self.functions:
        try:
            return apply_given(name, self.functions[name], tuple(args))
        except Unreadable as error:
            raise Unreadable(error.message, token.offset, span(token, self.last), error.hint) from None
    if base is not None:
        _expect(self, token, name, args, 1)
        return self.make("log", base, args[0])
    op = FUNCTIONS[name]
    arity = PRIMITIVES[op].arity
    if arity == 1:
        _expect(self, token, name, args, 1)
        return self.make(op, args[0])
    if len(args) < 2 or arity > 2:
        _expect(self, token, name, args, arity)
    if arity > 2:
        return self.make(op, *args)
    expr = args[0]
    for arg in args[1:]:
        expr = self.make(op, expr, arg)
    return expr


def _expect(self: Grammar, token: Token, name: str, args: list[Expr], count: int) -> None:
    if len(args) != count:
        wanted = {1: "one argument", 2: "at least two arguments, with commas between"}.get(
            count, "three arguments, with commas between"
        )
        raise Unreadable(f"{name} takes {wanted}", token.offset, span(token, self.last))


def _arguments(self: Grammar, token: Token) -> list[Expr]:
    if token.kind == "|" or token.kind in PAIRS:
        return [self.group(token)]
    self.open(token)
    args = [self.expression()]
    while self.next.kind == ",":
        self.take()
        args.append(self.expression())
    self.close()
    return args


def _bare(self: Grammar, function: Token) -> Expr:
    """An argument without brackets: signs, then factors side by side up to a sign, a bracket or a function."""
    signs, first = self.signs(), self.at
    power = self.tokens[first + 1]
    own = power.kind in ("^", "raised") and self.other(power)
    numbers = self.next.kind == "number"
    alone = expr = self.atom() if own else self.factor()
    while not own and not self.other(function) and _continues(self, numbers):
        numbers = numbers and self.next.kind == "number"
        expr = self.make("mul", expr, self.factor())
    if expr is not alone:
        rooted = FUNCTIONS.get(function.text) in ("sqrt", "cbrt")
        said = f"the root is taken of {expr}" if rooted else f"{function.text} acts on all of {expr}"
        self.note(function, said, function.offset)
    if power.kind in ("^", "raised"):
        said = f"{function.text} acts on {expr}; its own power is written {function.text}^2 x"
        self.note(function, said, power.offset)
    return divided(self, function, self.negated(signs, expr))


def _continues(self: Grammar, numbers: bool) -> bool:
    token = self.next
    if token.kind == "name":
        return token.text in self.variables or token.text in CONSTANTS
    if token.kind == "number":
        return self.juxtaposed(token)
    return numbers and token.kind in CLOSING


def root(self: Grammar, token: Token) -> Expr:
    """√ and its relatives reach over one factor: √2x is (√2)x. TeX's reaches over its argument, and may say which."""
    if token.text == r"\sqrt":
        return self.make("sqrt", self.argument())
    if token.text == r"\sqrt[":
        index = self.group(self.take())
        named = {rational(2): "sqrt", rational(3): "cbrt"}.get(index, "")
        arg = self.argument()
        return self.make(named, arg) if named else self.make("pow", arg, self.make("div", rational(1), index))
    if self.next.kind == "[" and (found := indexed(self, token, token.text)):
        return found
    self.deeper(token)
    arg = self.group(self.take()) if self.next.kind in CLOSING else reaching(self, token, self.factor())
    self.depth -= 1
    if token.text == "root4":
        return self.make("pow", arg, rational(Fraction(1, 4)))
    return self.make(token.text, arg)
