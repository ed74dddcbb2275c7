"""The atoms of formulas that begin with a letter or a command: functions, derivatives, fractions, roots."""

from __future__ import annotations

from dataclasses import replace

from nudge.press.checks.tex.letters import FUNCTIONS, OPERATORS, after_power
from nudge.press.checks.tex.names import CALLS, INVERSES
from nudge.press.checks.tex.operators import fraction, integral, limit, summation
from nudge.press.checks.tex.reader import TexReader
from nudge.press.checks.tex.token import TexToken
from nudge.press.checks.tex.tree import TexNode, Unclear

_READ = frozenset(["frac", "sqrt", "√", "lim", "sum", "int"])


def letter(self: TexReader) -> TexNode:
    """A symbol with its subscript, a differential, or a function of the lesson with its primes and its argument."""
    token = self.tokens[self.at]
    if token.text in ("d", "∂", "Δ") and _letter_follows(self) and token.text not in self.names.variables:
        return _change(self, token)
    member = _member(self, token)
    if member:
        return member
    name, end = _name(self)
    if name in self.names.functions:
        return _function(self, name, token)
    if token.kind == "command" and _stands_on(self):
        hint = f"define {name}(x) first, or write \\cdot for a product"
        raise Unclear(f"“{name}” may be a function here, or a factor", token.start, token.end, hint)
    if name in self.names.variables:
        return _variable(self, name, token, end)
    if self.next("'"):
        if name not in self.names.numbers:
            hint = f"define {name}({'t' if name == 'x' else 'x'}) first"
            raise Unclear(f"what {name} depends on is not known", token.start, end, hint)
        return _variable(self, name, token, end)
    if name not in self.names.numbers:
        if _before_bracket(self):
            raise _unknown(name, token)
        if name in OPERATORS and self.at < len(self.tokens) and self.tokens[self.at].kind in ("letter", "command"):
            hint = f"\\cdot for a factor, or numbers: {name}"
            raise Unclear(f"{name} may act on what follows, or be a factor", token.start, token.end, hint)
    return TexNode("symbol", name, (), token.start, end)


def _member(self: TexReader, token: TexToken) -> TexNode | None:
    """a_3 or a_{n+1} of a sequence that is known: a_n with this in the place of n."""
    before = self.at
    self.at += 1
    inside = self.argument() if self.take("_") else []
    n = self.names.index(token.text, "".join(one.text for one in inside))
    if not n:
        self.at = before
        return None
    end = inside[-1].end
    return TexNode(
        "at", n, (TexNode("symbol", f"{token.text}_{n}", (), token.start, end), self.sub(inside)), token.start, end
    )


def _change(self: TexReader, token: TexToken) -> TexNode:
    """dx, or Δx"""
    self.at += 1
    name, end = _name(self)
    if token.text == "Δ":
        return TexNode("symbol", f"Δ{name}", (), token.start, end)
    if name in self.names.functions:
        hint = f"name its value, such as u = {name}(x), and write du"
        raise Unclear(f"{name} is a function here, and no variable", token.start, end, hint)
    return TexNode("differential", name, (), token.start, end)


def _variable(self: TexReader, name: str, token: TexToken, end: int) -> TexNode:
    """A variable that stands for something, with its primes."""
    symbol = TexNode("symbol", name, (), token.start, end)
    if self.next("(") and not self.tokens[self.at].gap:
        raise self.unclear(f"{name}(…) can be read in two ways", "write \\cdot for a product")
    order = _primes(self)
    if order and self.next("(") and not self.tokens[self.at].gap:
        raise self.unclear(f"{name} is a variable, and takes no value", r"\left. \frac{dy}{dx} \right|_{x=2}")
    return TexNode("prime", "'" * order, (symbol,), token.start, end + order) if order else symbol


def _function(self: TexReader, name: str, token: TexToken) -> TexNode:
    """A function that is known, with its primes and its argument."""
    order = _primes(self)
    if self.next("∘"):
        return _composed(self, name + "'" * order, token)
    if self.next("["):
        raise self.unclear("what stands in […] may be an argument or a factor", f"write {name}(…), or \\cdot")
    if not self.next("("):
        return TexNode("bare", name + "'" * order, (), token.start, self.tokens[self.at - 1].end)
    self.at += 1
    arguments = [self.sum()]
    while self.take(","):
        arguments.append(self.sum())
    close = self.need(")")
    return TexNode("apply", name + "'" * order, tuple(arguments), token.start, close.end)


def _stands_on(self: TexReader) -> bool:
    """Whether something follows, perhaps behind a power, that a function would take."""
    behind = after_power(self.tokens, self.at)
    return behind < len(self.tokens) and replace(self, at=behind).starts()


def _before_bracket(self: TexReader) -> bool:
    """Whether a bracket follows, perhaps behind a power, so that a letter may be a function or a factor."""
    behind = after_power(self.tokens, self.at)
    return behind < len(self.tokens) and self.tokens[behind].text in ("(", "[")


def _unknown(name: str, token: TexToken) -> Unclear:
    """What is said of a letter before a bracket about which nothing is known."""
    if name[0] in FUNCTIONS:
        return Unclear(f"the function {name} is not defined here", token.start, token.end, f"define {name}(x) first")
    hint = f"define {name}(x), or check free: {name} for any function, numbers: {name} or \\cdot for a factor"
    return Unclear(f"{name} may be a function here, or a factor", token.start, token.end, hint)


def _letter_follows(self: TexReader) -> bool:
    return self.at + 1 < len(self.tokens) and self.tokens[self.at + 1].kind == "letter"


def _name(self: TexReader) -> tuple[str, int]:
    """A letter and its subscript, as one name."""
    token = self.tokens[self.at]
    self.at += 1
    if not self.take("_"):
        return token.text, token.end
    inside = self.argument()
    if not all(one.kind in ("letter", "number") or one.text == "," for one in inside):
        raise Unclear("this subscript is not understood", inside[0].start, inside[-1].end)
    return f"{token.text}_{''.join(one.text for one in inside)}", inside[-1].end


def _primes(self: TexReader) -> int:
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


def _composed(self: TexReader, name: str, token: TexToken) -> TexNode:
    """f∘g∘h"""
    parts = [TexNode("bare", name, (), token.start, token.end)]
    while self.take("∘"):
        one = self.tokens[min(self.at, len(self.tokens) - 1)]
        if one.text not in self.names.functions:
            raise self.unclear(f"“{one.text}” is not a function that was defined")
        inner, end = _name(self)
        parts.append(TexNode("bare", inner + "'" * _primes(self), (), one.start, end))
    if self.next("("):
        raise self.unclear("f∘g(x) can be read in two ways", "write (f \\circ g)(x)")
    return TexNode("compose", "", tuple(parts), token.start, parts[-1].end)


def command(self: TexReader) -> TexNode:
    """What a command begins."""
    token = self.tokens[self.at]
    name = token.text
    self.at += 1
    if _is_known(self, token):
        self.at -= 1
        return letter(self)
    if name in CALLS:
        return _call(self, token)
    if name == "frac":
        return fraction(self, token)
    if name in ("sqrt", "√"):
        return _root(self, token)
    if name == "lim":
        return limit(self, token)
    if name == "sum":
        return summation(self, token)
    if name == "int":
        return integral(self, token)
    raise Unclear(f"“{name}” is not understood", token.start, token.end)


def _is_known(self: TexReader, token: TexToken) -> bool:
    """Whether a name of several letters, taken just now, is one that the formula may use."""
    if token.text in self.names.functions or token.text in CALLS or token.text in _READ:
        return token.text in self.names.functions
    before = self.at
    self.at -= 1
    name, _ = _name(self)
    self.at = before
    return name in self.names.functions or name in self.names.variables | self.names.numbers


def _call(self: TexReader, token: TexToken) -> TexNode:
    """A named function: its power, its base, its argument with or without parentheses."""
    name, raised = CALLS[token.text], None
    if self.take("_"):
        base = self.sub(self.argument())
        if token.text != "log":
            raise Unclear("this subscript is not understood", base.start, base.end)
        argument = _operand(self, token)
        ends = (token.start, argument.end)
        return TexNode("div", "", (TexNode("call", "ln", (argument,), *ends), TexNode("call", "ln", (base,))), *ends)
    if self.next("'"):
        return _rate_of(self, token, name)
    if self.take("^"):
        raised = self.sub(self.argument())
        if raised.kind == "neg" and raised.parts[0].text == "1":
            if name not in INVERSES:
                raise Unclear("an inverse of this function is not known", raised.start, raised.end)
            name, raised = INVERSES[name], None
    arguments: tuple[TexNode, ...] = (_operand(self, token),)
    while name in ("min", "max") and self.take(","):
        arguments = (*arguments, self.sum())
    if name in ("min", "max"):
        self.need(")")
    made = TexNode("call", name, arguments, token.start, arguments[-1].end)
    if token.text == "log" and self.names.log != "e":
        made = TexNode(
            "div", "", (made, TexNode("call", "ln", (TexNode("number", self.names.log),))), made.start, made.end
        )
    return TexNode("pow", "", (made, raised), token.start, made.end) if raised else made


def _rate_of(self: TexReader, token: TexToken, name: str) -> TexNode:
    """The derivative of a named function at what stands in parentheses: relu'(x)."""
    order = _primes(self)
    if not self.next("(") or name in ("min", "max"):
        raise self.unclear("a prime on a named function is not understood", "write \\frac{d}{dx}", token)
    place = self.inside()
    rate = TexNode("diff", f"t {order}", (TexNode("call", name, (TexNode("symbol", "t"),)),))
    return TexNode("at", "t", (rate, place), token.start, place.end)


def _operand(self: TexReader, token: TexToken) -> TexNode:
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
    if self.next("/"):
        raise self.unclear(f"how far {token.text} reaches can be read in two ways", "put parentheses, or \\frac{…}{…}")
    made = parts[0]
    for part in parts[1:]:
        made = TexNode("mul", "", (made, part), made.start, part.end)
    return made


def _goes_on(self: TexReader, last: TexNode) -> bool:
    """Whether the next token still belongs to an argument without parentheses."""
    token = self.tokens[self.at]
    if token.gap or last.kind not in ("number", "symbol"):
        return False
    follows = self.tokens[self.at + 1].text if self.at + 1 < len(self.tokens) else ""
    if token.kind == "letter":
        return token.text not in self.names.functions and not (token.text == "e" and follows == "^")
    return token.text in ("frac", "sqrt") and last.kind == "number"


def _root(self: TexReader, token: TexToken) -> TexNode:
    """A root: square, or the one in brackets."""
    degree = TexNode("number", "2")
    if token.text == "√":
        if not self.next("("):
            raise self.unclear("how far the root reaches is not clear", "write sqrt(…)", token)
        below = self.inside()
        return TexNode("root", "", (below, degree), token.start, below.end)
    if self.next("["):
        degree = self.inside()
    below = self.sub(self.argument())
    return TexNode("root", "", (below, degree), token.start, self.tokens[self.at - 1].end)
