"""One text of a line, read with the names that the widget defines.

The engine reads mathematics in variables and in functions that it is given. What lines have beyond that is put into the
text as *stand-ins* before: variables of the same length, so that places stay right, which are replaced in the tree. So
`sum(k^2 for k from 1 to n)`, `(1, 2)`, `w_k`, and the number `d` of `d = 2/n` are read without any rule of the engine
being written twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from string import ascii_letters

from nudge.rates import Expr, Unreadable, Variable, derivative, parse, substitute
from nudge.rates.exact import exact
from nudge.rates.expr import postorder, size
from nudge.rates.given import Operator
from nudge.rates.lexer import Token, tokens
from nudge.rates.unreadable import MAX_CHARACTERS, MAX_NODES
from nudge.widgets.lines.cut import partner, split
from nudge.widgets.lines.names import KNOWN, NAME, SUBSCRIPT
from nudge.widgets.lines.pairs import coordinate
from nudge.widgets.lines.scope import Bodies, Body, LetDefinition, Rate, Scope, SumOverLetter
from nudge.widgets.lines.sums import MOST_TERMS, cut, written_out

_SUM = re.compile(r"(?<![A-Za-z])sum\s*\(")
_CALLED = re.compile(rf"(?P<name>{NAME}|{NAME}_)'*\s*$")
_PRIMES = ("", "'", "''", "'''")
_STAND_IN, _LAST = "\u4e00", 0x4E01  # ideographs: letters to the lexer, and no author types them as mathematics
_FOREIGN = re.compile("[\u4e00-\u9fff]")


def read(
    scope: Scope,
    text: str,
    letters: frozenset[str] = frozenset(),
    bodies: Bodies | None = None,
    turns: frozenset[str] = frozenset(),
    of: LetDefinition | None = None,
) -> Body:
    """Read a text in which `letters` are free. Raises `Unreadable`, with places in this text.

    `turns` are letters too, but those of a loop: a number at a time, so that nothing is ever differentiated by them. As
    the text `of` a definition it may have a letter of its own.
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"This is longer than {MAX_CHARACTERS} characters", 0, len(text), "write something shorter")
    if found := _FOREIGN.search(text):
        raise Unreadable(f"The character {found[0]} is not read here", found.start(), 1)
    return _Reading(scope, letters, bodies or {}, turns, of).read(text)


class _Reading:
    """The state of reading one text, and the texts inside of it."""

    def __init__(
        self, scope: Scope, letters: frozenset[str], bodies: Bodies, turns: frozenset[str], of: LetDefinition | None
    ) -> None:
        self.scope, self.letters, self.bodies, self.turns, self.of = scope, letters | turns, bodies, turns, of
        self.own = of is not None and not of.letters
        self.stands_for: dict[str, Expr] = {}
        self.uses: set[str] = set()

    def read(self, text: str) -> Body:
        """The tree of the whole text."""
        expr = self.tree(text)
        if size(expr) > MAX_NODES:
            raise Unreadable("This has too many parts", 0, len(text), "write something shorter")
        free = tuple(sorted(name for name in expr.names - self.letters if not self.scope.answers(name)))
        if len(free) > 1:
            self.own = False
            self.tokens(self._without_members(text))  # which says of the first what it is not
        if len(free) > 1 or (free and not self.own):
            raise Unreadable(f"{free[-1]} has no value here", 0, len(text), "define it with let")
        if self.own and not free:
            free = tuple(sorted(expr.names & self.scope.axes))[:1]
        return Body(free, expr, frozenset(self.uses))

    def tree(self, text: str) -> Expr:
        """The tree of a text or of a piece of it, with everything that is defined put in its place."""
        text = self._without_pairs(self._without_members(self._without_sums(text)))
        found = self.tokens(text)
        text = self._without_names(text, found)
        return self._real(parse(text, self._variables(found), self._functions(found), self.scope.spelling))

    def tokens(self, text: str) -> list[Token]:
        """The names that stand in a text. Raises `Unreadable` for what is no name."""
        every = KNOWN | self.letters | set(self.stands_for) | set(self._callable()) | set(self._values())
        if self.own:
            every |= set(ascii_letters) - {"e"}
        known = dict.fromkeys(sorted(every))  # in one order, since hints list them
        return [token for token in tokens(text, known, self.scope.spelling) if token.kind == "name"]

    def _callable(self) -> Iterator[str]:
        for name in (*self.scope.functions, *self.scope.choices):
            yield from (name + primes for primes in _PRIMES)
        yield from (f"{name}_" for name in self.scope.sequences)
        yield "diff"

    def _values(self) -> Iterator[str]:
        yield from (*self.scope.numbers, *self.scope.sequences)
        for name in (*self.scope.pairs, *(one.name for one in self.scope.functions.values() if not one.letters)):
            yield from (name, f"{name}.x", f"{name}.y")

    # stand-ins

    def _stand_in(self, length: int, expr: Expr) -> str:
        name = _STAND_IN * (length - 1) + chr(_LAST + len(self.stands_for))
        self.stands_for[name] = expr
        return name

    def _real(self, expr: Expr) -> Expr:
        """The tree with what its stand-ins stand for."""
        return substitute(expr, self.stands_for) if self.stands_for else expr

    def _without_names(self, text: str, found: list[Token]) -> str:
        """The text with a stand-in for each name that is not a letter, and not a function with its argument."""
        made = list(text)
        for token in found:
            expr = None if token.text in self.letters else self._worth(token, text)
            if expr is not None:
                made[token.offset : token.offset + token.length] = self._stand_in(token.length, expr)
        return "".join(made)

    def _worth(self, token: Token, text: str) -> Expr | None:
        """What a name stands for by itself; None for what the engine knows, and for functions with an argument."""
        name, rest = token.text, text[token.offset + token.length :].lstrip()
        plain = name.rstrip("'")
        if plain in self.scope.functions or plain in self.scope.choices:
            body = self._body(plain)
            if not body.letters:
                return self._real(body.expr) if name == plain else None
            if rest[:1] == "(":
                return None
            if plain in self.scope.choices or self.scope.functions[plain].letters:
                if rest[:1] in ("", *"+-*/^),|"):
                    hint = f"write {name}({', '.join(body.letters)})"
                    raise Unreadable(f"{name} needs its argument in brackets", token.offset, token.length, hint)
                return None
            return self._applied(plain, len(name) - len(plain), (Variable(body.letters[0]),))
        stem, dot, which = name.partition(".")
        if stem in self.scope.sequences:
            return Variable(f"{self.scope.member(stem, None)}{dot}{which}")
        if dot and stem in self.scope.functions:
            return coordinate(self.scope, self._real(self._body(stem).expr), which, stem, token.offset)
        return None

    def _without_members(self, text: str) -> str:
        """The text with a stand-in for each `w_k`, and for `P_k.x` of a sequence of points."""
        for sequence in sorted(self.scope.sequences, key=len, reverse=True):
            for found in reversed(list(re.finditer(rf"{sequence}_({SUBSCRIPT})(\.[xy](?![A-Za-z]))?", text))):
                dot = found[2] or ""
                if dot and sequence not in self.scope.pairs:
                    continue
                member = self.scope.member(sequence, self._index(self._inside(found[1], found.start(1))))
                stand_in = self._stand_in(len(found[0]), Variable(member + dot))
                text = text[: found.start()] + stand_in + text[found.end() :]
        return text

    def _without_sums(self, text: str) -> str:
        at = 0
        while found := _SUM.search(text, at):
            start, opening = found.start(), found.end() - 1
            end = min(partner(text, opening), len(text) - 1)
            try:
                made = self._sum(text[opening + 1 : end])
            except Unreadable as error:
                raise Unreadable(error.message, opening + 1 + error.offset, error.length, error.hint) from None
            text = text[:start] + self._stand_in(end + 1 - start, made) + text[end + 1 :]
            at = end + 1
        return text

    def _without_pairs(self, text: str) -> str:
        """The text with a stand-in for each pair `(1, 2)`: before its bracket stands a factor, not a function."""
        at = 0
        while (at := text.find("(", at)) >= 0:
            end = partner(text, at)
            pieces = list(split(text[at + 1 : end], ",", at + 1)) if end < len(text) else []
            if len(pieces) == 2 and not self._is_call(text[:at]):
                x, y = (self._inside(piece, where) for piece, where in pieces)
                text = text[:at] + self._stand_in(end + 1 - at, self.scope.pair(x, y)) + text[end + 1 :]
            at += 1
        return text

    def _is_call(self, before: str) -> bool:
        found = _CALLED.search(before[-60:])
        if not found:
            return False
        name = found["name"]
        if name in ("diff", *KNOWN) or name.endswith("_"):
            return True
        return any(name.endswith(one) and len(self._body(one).letters) > 1 for one in self.scope.functions)

    def _inside(self, text: str, at: int) -> Expr:
        """The tree of a piece that begins at `at`."""
        try:
            return self.tree(text)
        except Unreadable as error:
            raise Unreadable(error.message, at + error.offset, error.length, error.hint) from None

    # sums

    def _sum(self, text: str) -> Expr:
        (term, letter), *bounds = cut(text)
        low, high = (self._inside(bound, at) for bound, at in bounds)
        inner = _Reading(self.scope, frozenset(self.letters - self.turns), self.bodies, self.turns | {letter}, self.of)
        inner.stands_for = dict(self.stands_for)
        body = inner.tree(term)
        self.uses |= inner.uses
        ours = self.letters - self.turns | set(self.of.letters if self.of else ())
        if self.own:
            every = (body.names | low.names | high.names) - {letter}
            ours = frozenset(name for name in every if name in self.scope.axes or not self.scope.answers(name))
        if not ours & (body.names | low.names | high.names):
            return Variable(self.scope.sum(SumOverLetter(body, letter, low, high)))
        first, last = (self._whole(bound) for bound in (low, high))
        if first is None or last is None:
            message, hint = "These bounds are not known here", "here a sum goes between whole numbers and sliders"
            raise Unreadable(message, bounds[0][1], len(text) - bounds[0][1], hint)
        if last - first >= MOST_TERMS:
            raise Unreadable(f"This has more than {MOST_TERMS} terms", 0, len(text))
        return written_out(body, letter, first, last)

    def _whole(self, bound: Expr) -> int | None:
        """A bound of a sum that is written out; controls in it stand where they are known to stand."""
        self.uses |= bound.names & self.scope.numbers
        found = exact(substitute(bound, {name: self.bodies[name] for name in bound.names if name in self.bodies}))
        return None if found is None or found.denominator != 1 else int(found)

    # what the engine's reader is given

    def _variables(self, found: list[Token]) -> frozenset[str]:
        every = self.letters.union((token.text for token in found), self.stands_for)
        return every - set(self._functions(found)) - (KNOWN - self.letters)

    def _functions(self, found: list[Token]) -> Mapping[str, Operator]:
        made: dict[str, Operator] = {"diff": self._diff}
        for name in dict.fromkeys(token.text for token in found):
            plain = name.rstrip("'")
            if name in self.letters:
                continue
            if plain in self.scope.functions or plain in self.scope.choices:
                if self._body(plain).letters:
                    made[name] = partial(self._applied, plain, len(name) - len(plain))
            elif name.endswith("_"):
                made[name] = partial(self._member, name[:-1])
        return made

    def _body(self, name: str) -> Body:
        body = self.scope.body(name, self.bodies)
        self.uses |= body.uses
        return body

    def _applied(self, name: str, primes: int, args: tuple[Expr, ...]) -> Expr:
        """A defined function, or its rate, at arguments. Raises `Unreadable` without a place."""
        body = self._body(name)
        if len(args) != len(body.letters):
            wanted = "one argument" if len(body.letters) == 1 else "two arguments"
            raise Unreadable(f"{name} takes {wanted}", 0, 0)
        if not primes:
            return self._with_rates(body.expr, dict(zip(body.letters, map(self._real, args), strict=True)))
        if len(args) > 1:
            raise Unreadable(f"{name} has two letters", 0, 0, f"write diff({name}(x, y), x)")
        return self._rate(body.expr, body.letters[0], self._real(args[0]), primes)

    def _rate(self, expr: Expr, letter: str, at: Expr, order: int) -> Expr:
        made = expr
        for _ in range(order):
            made = derivative(made, letter)
        found = substitute(made, {letter: at})
        self.scope.rates[found] = Rate(expr, letter, at, order)
        return found

    def _with_rates(self, expr: Expr, replaced: Mapping[str, Expr]) -> Expr:
        """A body with its letters replaced; what is known of the rates in it holds of what they become."""
        for node in postorder(expr) if self.scope.rates else ():
            if rate := self.scope.rates.get(node):
                hidden = {name: one for name, one in replaced.items() if name != rate.letter}
                one = Rate(substitute(rate.expr, hidden), rate.letter, substitute(rate.at, replaced), rate.order)
                self.scope.rates[substitute(node, replaced)] = one
        return substitute(expr, replaced)

    def _diff(self, args: tuple[Expr, ...]) -> Expr:
        if len(args) != 2 or not isinstance(args[1], Variable) or args[1].name in self.stands_for:
            raise Unreadable("diff takes an expression and a letter", 0, 0, "such as diff(f(x, y), x)")
        return self._rate(self._real(args[0]), args[1].name, args[1], 1)

    def _member(self, sequence: str, args: tuple[Expr, ...]) -> Expr:
        if len(args) != 1:
            raise Unreadable(f"A member of {sequence} has one index", 0, 0)
        return Variable(self.scope.member(sequence, self._index(self._real(args[0]))))

    def _index(self, index: Expr) -> Expr:
        if (self.letters - self.turns) & index.names or not all(
            name in self.letters or self.scope.answers(name) for name in index.names
        ):
            raise Unreadable("A member is counted by a whole number", 0, 0, "such as w_3, w_k in a loop, w_n")
        return index
