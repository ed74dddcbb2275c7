"""What people type and mean in two ways: `e^2x`, `x^1/2`, `sin x/2`, `√2x`, `3e-1`, `sqrt[3](x)`.

One way is taken, a note says which, and at such a fork the other way can be taken when a text is read again.
"""

from __future__ import annotations

from nudge.rates.cursor import CLOSING, Grammar, span
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Expr, Number, Variable, decimal_text, rational, terminates
from nudge.rates.lexer import Token
from nudge.rates.primitives import CONSTANTS
from nudge.rates.unreadable import Unreadable

_NAMED = {rational(2): "sqrt", rational(3): "cbrt"}
_SHORT = 12  # digits of a number that is shown without a power of ten


def scientific(self: Grammar, token: Token) -> None:
    """Note of a number with a power of ten, `3e-1`, that it is one; with a sign it may be meant as 3e − 1."""
    mantissa, e, power = token.text.lower().partition("e")
    if not e:
        return
    written = decimal_text(token.value) if terminates(token.value) else token.text
    shown = written if len(written) <= _SHORT else f"{mantissa} times 10 to the power {power.lstrip('+')}"
    if power[:1] in ("+", "-") and token.value.numerator and mantissa.strip("0.") != "1":  # nobody writes 1e for e
        other = f"{mantissa}*e {power[0]} {power[1:]}"
        self.note(token, f"{token.text} is read as the number {shown}; with the number e write {other}", token.offset)
    else:
        self.note(token, f"{token.text} is read as the number {shown}")


def short_exponent(self: Grammar, base: Expr, sign: Token, exponent: Expr) -> Expr:
    """An exponent without brackets, already taken. What follows it may be meant to stand in it: `x^1/2`, `e^2x`."""
    if sign.kind != "^" or self.last.kind not in ("number", "name"):
        return exponent
    follows, after = self.next, self.tokens[min(self.at + 1, len(self.tokens) - 1)]
    if not self.adjoins(follows):
        return exponent
    if follows.kind == "/" and after.kind == "number" and follows.offset + follows.length == after.offset:
        return _fraction(self, sign, exponent, after)
    letter = _letter(self, follows)
    number = exact(exponent) is not None
    if not (letter or (number and follows.kind == "(")) or not (number or isinstance(exponent, Variable | Apply)):
        return exponent
    steady = base is Constant("e") or exact(base) is not None
    if self.other(sign):
        while self.adjoins(self.next) and (_letter(self, self.next) or (number and self.next.kind == "(")):
            exponent = self.make("mul", exponent, self.factor())
    elif steady or base == Variable(follows.text):
        said = f"the exponent is {exponent} alone, and what follows is a factor; a longer exponent stands in brackets"
        self.note(sign, said, sign.offset)
    else:  # x^2y is read as it is meant nearly always
        self.forks.append(sign.offset)
    return exponent


def _fraction(self: Grammar, sign: Token, exponent: Expr, below: Token) -> Expr:
    """An exponent with a slash behind it, and a number behind that."""
    above = exact(exponent)
    if above is None or not below.value or (above / below.value).denominator == 1:
        return exponent
    if self.other(sign):
        self.take()
        return self.make("div", exponent, self.atom())
    said = f"the exponent is {exponent} alone; as a fraction it is written ^({exponent}/{below.text})"
    self.note(sign, said, sign.offset)
    return exponent


def _letter(self: Grammar, token: Token) -> bool:
    return token.kind == "name" and (token.text in self.variables or token.text in CONSTANTS)


def divided(self: Grammar, function: Token, argument: Expr) -> Expr:
    """The argument of a function without brackets, with a number behind a slash where that is meant: `sin x/2`."""
    slash, below = self.next, self.tokens[min(self.at + 1, len(self.tokens) - 1)]
    close = self.adjoins(slash) and slash.offset + slash.length == below.offset
    if slash.kind != "/" or below.kind != "number" or not close:
        return argument
    if self.other(slash):
        self.take()
        return self.make("div", argument, self.factor())
    said = f"{function.text} acts on {argument} alone, and the quotient is taken after"
    self.note(function, said, slash.offset)
    return argument


def reaching(self: Grammar, sign: Token, arg: Expr) -> Expr:
    """What a root sign reaches over: one factor, or all that follow closely, if it is read so."""
    if self.adjoins(self.next) and _letter(self, self.next):
        self.forks.append(sign.offset)
        while self.other(sign) and self.adjoins(self.next) and _letter(self, self.next):
            arg = self.make("mul", arg, self.factor())
    return arg


def indexed(self: Grammar, token: Token, name: str) -> Expr | None:
    """A root with its index in square brackets, `sqrt[3](x)`; None where the brackets hold what is acted on.

    Raises `Unreadable` where brackets follow on brackets and it cannot be told what they mean.
    """
    start = self.at
    inside = self.group(self.take())
    if self.next.kind not in CLOSING and not (self.adjoins(self.next) and self.next.kind in ("name", "number")):
        self.at = start
        return None
    whole = isinstance(inside, Number) and inside.value.denominator == 1 and inside.value > 1
    if name == "sqrt" and whole:
        arg = self.group(self.take()) if self.next.kind in CLOSING else self.factor()
        root = self.make(_NAMED[inside], arg) if inside in _NAMED else None
        return root or self.make("pow", arg, self.make("div", rational(1), inside))
    hint = "write log_2(x) for a base" if name == "log" else f"write {name}(…) with round brackets, and * for a product"
    length = span(token, self.last)
    raise Unreadable(f"Square brackets behind {name} can mean several things", token.offset, length, hint)
