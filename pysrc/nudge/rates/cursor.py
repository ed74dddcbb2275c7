"""A cursor over the tokens of one text: where it stands, what is open, and what to say when nothing fits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NoReturn

from nudge.rates.commands import PAIRS
from nudge.rates.expr import Expr
from nudge.rates.given import Functions
from nudge.rates.lexer import Spelling, Token
from nudge.rates.unreadable import MAX_DEPTH, Unreadable

CLOSING = {"(": ")", "[": "]", "{": "}", **PAIRS}
CLOSERS = frozenset((*CLOSING.values(), "|"))


@dataclass(frozen=True, slots=True)
class Note:
    """A place where custom allows another reading, and which one was taken, as a clause or a sentence."""

    offset: int
    length: int
    message: str


def span(first: Token, last: Token) -> int:
    """How many characters lie from the start of one token to the end of another."""
    return last.offset + last.length - first.offset


class Cursor:
    """Tokens to be taken one after the other; the last of them is `end`.

    `forks` are the places that can be read in another way, and `otherwise` those of them where that way is to be taken.
    """

    def __init__(self, text: str, tokens: list[Token], otherwise: Collection[int]) -> None:
        self.text = text
        self.tokens = tokens
        self.otherwise = otherwise
        self.forks: list[int] = []
        self.at = 0
        self.depth = 0
        self.opened: list[Token] = []
        self.notes: list[Note] = []

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    @property
    def last(self) -> Token:
        """The token taken last."""
        return self.tokens[self.at - 1]

    def take(self) -> Token:
        """Take the next token; the end can be taken again and again."""
        token = self.next
        self.at += token.kind != "end"
        return token

    def note(self, first: Token, message: str, fork: int | None = None) -> None:
        """Note how what lies between a token and here was read, and at which place it could be read otherwise."""
        self.notes.append(Note(first.offset, span(first, self.last), message))
        if fork is not None:
            self.forks.append(fork)

    def other(self, token: Token) -> bool:
        """Whether the other way is to be taken at a token."""
        return token.offset in self.otherwise

    def adjoins(self, token: Token) -> bool:
        """Whether a token stands directly behind the one taken last."""
        return self.last.offset + self.last.length == token.offset

    def deeper(self, token: Token) -> None:
        """Go one level down. Raises `Unreadable` at the limit."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("This is nested too deeply", token.offset, token.length, f"{MAX_DEPTH} levels at most")

    def open(self, token: Token) -> None:
        """Remember an opening bracket or bar."""
        self.deeper(token)
        self.opened.append(token)

    def close(self) -> None:
        """Take the partner of what was opened last. Raises `Unreadable` if it is not there."""
        if self.next.kind != CLOSING.get(self.opened[-1].kind, "|"):
            self.refuse(self.next)
        self.take()
        self.opened.pop()
        self.depth -= 1

    def refuse(self, token: Token) -> NoReturn:
        """Raise what is to be said about a token that cannot stand where it does."""
        before = self.last if self.at else None
        opened = self.opened[-1] if self.opened else None
        if token.kind == "end" and opened:
            word, closing = ("bar", "|") if opened.kind == "|" else ("bracket", CLOSING[opened.kind])
            closing = rf"\{closing}" if opened.kind in PAIRS else closing
            raise Unreadable(f"The {word} opened here is never closed", opened.offset, opened.length, f"add {closing}")
        if token.kind == "end" and before:
            raise Unreadable(f"Something is missing after {before.text}", before.offset, before.length)
        if token.kind in CLOSERS and opened and before is opened:
            raise Unreadable("There is nothing between these", opened.offset, span(opened, token))
        if token.kind in CLOSERS - {"|"} and not opened:
            raise Unreadable("This bracket was never opened", token.offset, token.length, "leave it out")
        if token.kind in CLOSERS - {"|"} and opened and CLOSING.get(opened.kind) != token.kind:
            raise Unreadable(f"{token.text} does not close {opened.text}", token.offset, token.length)
        if token.kind in CLOSERS and before:
            raise Unreadable(f"Something is missing after {before.text}", before.offset, before.length)
        if token.kind == ",":
            raise Unreadable("A comma does not belong here", token.offset, 1, "write decimals with a point")
        shown = token.text if len(token.text) <= 20 else f"{token.text[:20]}…"
        raise Unreadable(f"{shown} cannot stand here", token.offset, token.length)


class Grammar(Cursor):
    """What a reader of texts can do, for those who read a part for it."""

    variables: Collection[str]
    functions: Functions
    spelling: Spelling

    def expression(self, least: int = 1) -> Expr:
        """A sum; with a higher level a product, or a single factor with its signs."""
        raise NotImplementedError

    def signs(self) -> int:
        """Take the signs that stand here; how many of them are a minus."""
        raise NotImplementedError

    def negated(self, times: int, expr: Expr) -> Expr:
        """An expression with so many minus signs before it."""
        raise NotImplementedError

    def juxtaposed(self, token: Token) -> bool:
        """Whether a product without a sign goes on with this token."""
        raise NotImplementedError

    def exponent(self) -> Expr:
        """The sign of a power, and what it raises to."""
        raise NotImplementedError

    def argument(self) -> Expr:
        """What a command of TeX acts on: what stands in braces, or a single sign."""
        raise NotImplementedError

    def make(self, op: str, *args: Expr) -> Expr:
        """Apply a primitive."""
        raise NotImplementedError

    def atom(self) -> Expr:
        """What stands here as one: a number, a name, a bracket, a function with what it acts on."""
        raise NotImplementedError

    def factor(self) -> Expr:
        """The same with its powers."""
        raise NotImplementedError

    def group(self, token: Token) -> Expr:
        """What stands between a bracket or bar, already taken, and its partner."""
        raise NotImplementedError
