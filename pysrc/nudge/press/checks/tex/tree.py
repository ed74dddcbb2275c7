"""What was read: small trees with the place of each part in its TeX, how they are shown, and how they travel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

Packed = list[Any]
"""A tree as JSON can hold it: kind, text, parts."""


@dataclass(frozen=True, slots=True)
class TexNode:
    """A part of an expression. `parts` are its operands; `text[start:end]` of its TeX is what it was read from.

    Kinds and their `text`: number (digits), symbol (name), add, mul, div, pow, neg, root, call (a known function),
    apply (a function of the lesson, `'` for every prime), bare (the same without an argument), compose, lift (a
    function made of functions, and its argument), prime (`'` for every one), diff (variable, order, and ∂ if it is
    partial), differential (variable), at (variable: put in the second part for it), limit (variable), integral and
    sum (variable, from the second part to the third), cases (values, and after each the holds that says when), holds
    (relations between its parts).
    """

    kind: str
    text: str = ""
    parts: tuple[TexNode, ...] = ()
    start: int = 0
    end: int = 0

    def walk(self) -> Iterator[TexNode]:
        """This node and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def names(self) -> set[str]:
        """The names of symbols and functions in it."""
        named = ("symbol", "apply", "bare", "diff", "differential", "at")
        return {one.text.split()[0].rstrip("'") for one in self.walk() if one.kind in named}


class Unclear(Exception):
    """Something that is not understood: why, and where in the TeX."""

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.hint = message, start, end, hint


def joined(kind: str, text: str, *parts: TexNode) -> TexNode:
    """A node that reaches from its first part to its last."""
    return TexNode(kind, text, parts, parts[0].start, parts[-1].end)


def functional(node: TexNode) -> bool:
    """Whether this is a function rather than a number: f, f∘g, f + g, (f∘g)'."""
    if node.kind == "bare":
        return True
    return node.kind in ("add", "neg", "mul", "div", "pow", "prime", "compose") and any(map(functional, node.parts))


def pack(node: TexNode) -> Packed:
    """A tree without its places."""
    return [node.kind, node.text, [pack(part) for part in node.parts]]


def unpack(packed: Packed) -> TexNode:
    """A tree from its JSON."""
    kind, text, parts = packed
    return TexNode(str(kind), str(text), tuple(unpack(part) for part in parts))


_TIGHT = (
    "number",
    "symbol",
    "call",
    "apply",
    "bare",
    "diff",
    "lift",
    "differential",
    "root",
    "limit",
    "integral",
    "sum",
    "cases",
)


def show(node: TexNode) -> str:
    """The reading, on one line, so that nothing about it is left open: `d/dx[9·x^2]`."""
    parts = [show(part) for part in node.parts]
    match node.kind:
        case "number" | "symbol" | "bare":
            return node.text
        case "add":
            return " + ".join(parts).replace("+ −", "− ")
        case "neg":
            return f"−{_wrapped(node.parts[0], ('add',))}"
        case "mul":
            return "·".join(_wrapped(part, ("add", "neg", "div")) for part in node.parts)
        case "div":
            top, below = node.parts
            return f"{_wrapped(top, ('add', 'neg', 'div'))}/{_wrapped(below, ('add', 'neg', 'mul', 'div'))}"
        case "pow":
            return f"{_tight(node.parts[0])}^{_tight(node.parts[1])}"
        case "compose":
            return "∘".join(_tight(part) for part in node.parts)
        case "lift":
            return f"{_tight(node.parts[0])}({parts[1]})"
        case "prime":
            return f"({parts[0]}){node.text}"
        case "diff":
            name, order = node.text.split()[:2]
            power = "" if order == "1" else f"^{order}"
            return f"d{power}/d{name}{power}[{parts[0]}]"
        case "at":
            return f"({parts[0]} at {node.text} = {parts[1]})"
        case "differential":
            return f"d{node.text}"
        case "root":
            return f"{'√' if parts[1] == '2' else f'root{parts[1]}'}({parts[0]})"
        case "limit":
            return f"limit[{parts[0]}, {node.text}→{parts[1]}]"
        case "integral" if not parts[1:]:
            return f"integral[{parts[0]}, {node.text}]"
        case "integral" | "sum":
            return f"{node.kind}[{parts[0]}, {node.text} from {parts[1]} to {parts[2]}]"
        case "holds":
            return "".join(
                f"{part} {sign} " for part, sign in zip_longest(parts, node.text.split(), fillvalue="")
            ).strip()
        case "cases":
            pairs = zip(parts[::2], parts[1::2], strict=True)
            return f"cases[{'; '.join(f'{value} if {when}' if when else f'else {value}' for value, when in pairs)}]"
    return f"{node.text}({', '.join(parts)})"


def _wrapped(node: TexNode, kinds: tuple[str, ...]) -> str:
    return f"({show(node)})" if node.kind in kinds else show(node)


def _tight(node: TexNode) -> str:
    return show(node) if node.kind in _TIGHT else f"({show(node)})"
