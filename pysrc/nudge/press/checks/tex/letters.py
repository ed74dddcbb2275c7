"""What letters stand for, as far as a display shows it: numbers, functions, words, vectors.

A letter before a bracket may be a factor or a function. It is a factor only where the same display shows that it is a
number; what shows nothing is not understood.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from nudge.press.checks.tex.names import WORDS
from nudge.press.checks.tex.token import TexToken, closing
from nudge.press.checks.tex.tree import TexNode, Unclear

FUNCTIONS = frozenset("fghFGHφϕψσΓΦΨ")
"""Letters that nobody takes for a number in f(x)."""

STEP = "h"
"""A function's letter, and as often the small step of a difference quotient."""

OPERATORS = frozenset("d∂δΔD")
_CONSTANTS = frozenset("eπ")
_OPENING = ("(", "[")
_CLOSING = {"(": ")", "[": "]"}
_GREEK = ("alpha", "beta", "gamma", "delta", "theta", "lambda", "sigma", "omega")
_SPELLED = WORDS | {"lim", "frac", "cdot", "times", "infty", *_GREEK}
_BOLD = range(0x1D400, 0x1D434)
_ARROW = "\u20d7"


def numbers_in(found: Sequence[TexToken], seen: Collection[str] = ()) -> frozenset[str]:
    """The letters of a display that are seen to be numbers: they stand bare somewhere, and nowhere as a function would.
    Those that were `seen` bare in definitions before need not stand bare once more.

    Capitals before brackets are functions, operators and matrices so often that standing bare says nothing: P(A), E(X),
    L(a + b). A letter before a single letter or number in brackets, as in c(x), is never a number.
    """
    bare, called = {*_CONSTANTS, *seen}, set[str]()
    for i, token in enumerate(found):
        if token.kind != "letter" or (i and found[i - 1].text in OPERATORS):
            continue
        name, after = name_at(found, i)
        behind = after_power(found, after)
        if found[behind : behind + 1] and found[behind].text in _OPENING:
            called |= {name} if _alone(found, behind) or _inverted(found[after:behind]) else set()
        elif found[behind : behind + 1] and found[behind].text in ("'", "∘"):
            called.add(name)
        else:
            bare.add(name)
    letters = {name for name in bare - called if not name[0].isupper()}
    return frozenset(one for one in letters if one[0] not in (FUNCTIONS - {STEP}) | OPERATORS)


def name_at(found: Sequence[TexToken], at: int) -> tuple[str, int]:
    """The letter at a place with its subscript, as one name, and where it ends."""
    after = at + 1
    if after + 1 >= len(found) or found[after].text != "_":
        return found[at].text, after
    end = _argument_end(found, after + 1)
    return f"{found[at].text}_{''.join(one.text for one in found[after + 1 : end] if one.text not in '{}')}", end


def after_power(found: Sequence[TexToken], at: int) -> int:
    """Where a power at this place ends; the place itself if there is none."""
    return _argument_end(found, at + 1) if at + 1 < len(found) and found[at].text == "^" else at


def _argument_end(found: Sequence[TexToken], at: int) -> int:
    return closing(found, at) + 1 if found[at].text == "{" else at + 1


def _alone(found: Sequence[TexToken], opening: int) -> bool:
    """Whether a single letter or number stands in these brackets, or several with commas: c(x), p(2), u(x, t)."""
    depth, inside, commas = 0, list[TexToken](), 0
    for token in found[opening:]:
        depth += (token.text in _OPENING) - (token.text in _CLOSING.values())
        if depth == 0:
            break
        commas += depth == 1 and token.text == ","
        inside.append(token)
    return commas > 0 or len([one for one in inside[1:] if one.text not in "_{}"]) == 1


def _inverted(power: Sequence[TexToken]) -> bool:
    """Whether a power is −1, as of an inverse function."""
    return [one.text for one in power if one.text not in "^{}"] == ["-", "1"]


def refuse_words(found: Sequence[TexToken]) -> None:
    """Refuse a name that has lost its backslash: in cos^2 y nobody means the product of c, o and s."""
    at = 0
    while at < len(found):
        run = _run(found, at)
        text = "".join(one.text for one in run)
        spelled = [(text.find(word), -len(word), word) for word in _SPELLED if word in text]
        subscript = at > 1 and found[at - 1].text == "{" and found[at - 2].text == "_"
        if spelled and not subscript:
            first, _, word = min(spelled)
            start, end = run[first].start, run[first + len(word) - 1].end
            hint = f"write \\{word}, or \\cdot where it is a product"
            raise Unclear(f"“{word}” is not a product of letters", start, end, hint)
        at += max(1, len(run))


def _run(found: Sequence[TexToken], at: int) -> list[TexToken]:
    """The single letters that stand side by side from here on."""
    end = at
    while end < len(found) and found[end].kind == "letter" and len(found[end].text) == 1:
        if end > at and found[end].start != found[end - 1].end:
            break
        end += 1
    return list(found[at:end])


def refuse_vectors(node: TexNode, known: Collection[str]) -> None:
    """Refuse what is not the same for vectors and matrices as for numbers: products, powers, functions of them."""
    for one in node.walk():
        count = sum(any(map(_is_vector, part.names() - set(known))) for part in one.parts)
        if count > (one.kind == "mul") and one.kind in ("mul", "pow", "div", "call", "root"):
            hint = "give the numbers that are meant names of their own"
            raise Unclear("products and powers of vectors are not understood", one.start, one.end, hint)


def _is_vector(name: str) -> bool:
    return _ARROW in name or ord(name[0]) in _BOLD


def matrices(sides: Iterable[TexNode], known: Collection[str]) -> list[str]:
    """Capitals that are multiplied with each other, where all letters are capitals: they may be matrices or sets."""
    every = list(sides)
    names = {one.text for side in every for one in side.walk() if one.kind == "symbol"} - set(known) - set(_CONSTANTS)
    if not all(name[0].isupper() for name in names):
        return []
    products = [one.names() & names for side in every for one in side.walk() if one.kind in ("mul", "pow")]
    largest = max(products, key=len, default=set[str]())
    return sorted(largest) if len(largest) > 1 else []


def is_domain(sides: Sequence[TexNode], known: Collection[str]) -> bool:
    """Whether sides of an inequality say where letters are: x > 0, 0 < |x − a| < d, x ≠ 2."""
    named = [one.names() - _CONSTANTS - {"∞"} for one in sides]
    letters = [names for one, names in zip(sides, named, strict=True) if _places_letter(one) and names]
    return bool(letters) and len(letters) == sum(map(bool, named)) and not set().union(*letters) & set(known)


def _places_letter(node: TexNode) -> bool:
    """Whether this is a letter, or how far one is from a place: x, |x|, |x − a|."""
    if node.kind != "call":
        return node.kind == "symbol"
    kinds = {one.kind for one in node.parts[0].walk()}
    return node.text == "abs" and kinds <= {"add", "neg", "symbol", "number"}
