"""A place in a row of tokens, and the steps that a reader takes from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nudge.press.checks.tex.token import TexToken, closing
from nudge.press.checks.tex.tree import Unclear

_TAKES = {"frac": 2, "sqrt": 1}
"""Commands with arguments of their own: e^\\frac12."""


@dataclass(slots=True)
class TexCursor:
    """Tokens, and which of them is the next one."""

    tokens: Sequence[TexToken]
    at: int = field(default=0, kw_only=True)

    def argument(self) -> Sequence[TexToken]:
        """TeX's one argument: what stands in braces, or a single sign. Of 23 it is the 2."""
        if self.at >= len(self.tokens):
            raise self.unclear("something is missing after this", token=self.tokens[-1])
        token = self.tokens[self.at]
        if token.text == "{":
            end = closing(self.tokens, self.at)
            inside = self.tokens[self.at + 1 : end]
            self.at = end + 1
            if not inside:
                raise Unclear("there is nothing in these braces", token.start, token.end)
            return inside
        if token.kind == "number" and len(token.text) > 1:
            first = TexToken("number", token.text[0], token.start, token.start + 1)
            rest = TexToken("number", token.text[1:], token.start + 1, token.end)
            self.tokens = [*self.tokens[: self.at], first, rest, *self.tokens[self.at + 1 :]]
        start = self.at
        self.at += 1
        for _ in range(_TAKES.get(token.text, 0) if token.kind == "command" else 0):
            self.argument()
        return self.tokens[start : self.at]

    def next(self, *texts: str) -> bool:
        """Whether the next token is one of these signs."""
        return self.peek(0) in texts

    def peek(self, ahead: int) -> str:
        """The sign that stands so many tokens ahead, "" for anything else."""
        there = self.at + ahead
        return self.tokens[there].text if there < len(self.tokens) and self.tokens[there].kind == "sign" else ""

    def take(self, *texts: str) -> TexToken | None:
        """The next token if it is one of these signs."""
        if not self.next(*texts):
            return None
        self.at += 1
        return self.tokens[self.at - 1]

    def need(self, text: str) -> TexToken:
        """The next token, which has to be this sign."""
        token = self.take(text)
        if token is None:
            raise self.unclear(f"“{text}” is missing")
        return token

    def unclear(self, message: str, hint: str = "", token: TexToken | None = None) -> Unclear:
        """Trouble at the next token, or at the one given."""
        token = token or self.tokens[min(self.at, len(self.tokens) - 1)]
        return Unclear(message, token.start, token.end, hint)
