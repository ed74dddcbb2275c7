"""How the sides of a claim look: whether something is worked out in them, or they are as simple as can be.

A person who writes 2(x + 1) = 2x + 1 works something out, and is wrong. Nobody who writes 3x + 1 = x + 5 thinks that
both are the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from nudge.press.checks.tex.tree import TexNode, show

_CONSTANTS = frozenset(["e", "π", "∞"])
_STEPS = frozenset(["limit", "integral", "sum", "at", "lift", "compose", "prime"])
_NOT_SIMPLE = frozenset(["abs", "min", "max", "sign", "relu"])

Factors = Counter[str]
"""The factors of a product with their powers, each factor by how it is shown."""


def letters(*sides: TexNode) -> Counter[str]:
    """How often each letter stands in these sides, but for those of sums and integrals. dx is a letter of its own."""
    found = Counter[str]()
    for side in sides:
        if side.kind == "symbol" and side.text not in _CONSTANTS:
            found[side.text] += 1
        elif side.kind == "differential":
            found[f"d{side.text}"] += 1
        elif side.kind == "diff":
            found[side.text.split()[0]] += 1
        bound = side.text.split()[0] if side.kind in ("limit", "integral", "sum", "at") else ""
        for part in side.parts[:1]:
            found += Counter({name: count for name, count in letters(part).items() if name != bound})
        found += letters(*side.parts[1:]) if side.parts else Counter()
    return found


def differentiates(node: TexNode) -> bool:
    """Whether a formula is differentiated here, as in d/dx x²; in dy/dx and f'(x) it is only named."""
    return any(one.kind == "diff" and not _named(one) for one in node.walk())


def works_out(node: TexNode) -> bool:
    """Whether something is to be worked out here beyond what numbers do: a limit, a sum, a function of the lesson."""
    return any(one.kind in _STEPS or one.kind in ("apply", "bare", "diff") for one in node.walk())


def named(node: TexNode, functions: Collection[str]) -> bool:
    """Whether this only names a value: x, y, f(x), f'(a), dy/dx."""
    if node.kind == "apply":
        return all(one.kind == "symbol" for one in node.parts)
    return node.kind == "symbol" or (node.kind == "bare" and node.text in functions) or _named(node)


def _named(node: TexNode) -> bool:
    inner = node
    while inner.kind == "diff":
        inner = inner.parts[0]
    return node.kind == "diff" and inner.kind in ("symbol", "bare", "apply")


def cancels(node: TexNode) -> bool:
    """Whether a function meets its inverse here: e^(ln x), ln(e^x), (√x)²."""
    for one in node.walk():
        if one.kind == "pow" and one.parts[0].text == "e" and _is_call(one.parts[1], "ln"):
            return True
        if _is_call(one, "exp") and _is_call(one.parts[0], "ln"):
            return True
        if _is_call(one, "ln") and (_is_call(one.parts[0], "exp") or _is_power_of(one.parts[0], "e")):
            return True
        if {one.kind, one.parts[0].kind if one.parts else ""} == {"pow", "root"}:
            return True
    return False


def _is_call(node: TexNode, name: str) -> bool:
    return node.kind == "call" and node.text == name


def _is_power_of(node: TexNode, base: str) -> bool:
    return node.kind == "pow" and node.parts[0].text == base


def functions(node: TexNode) -> set[str]:
    """The functions with names of their own in this, roots and exponentials among them."""
    called = {one.text for one in node.walk() if one.kind == "call"}
    roots = {"√" for one in node.walk() if one.kind == "root"}
    return called | roots | {"exp" for one in node.walk() if _is_exponential(one)}


def _is_exponential(node: TexNode) -> bool:
    return node.kind == "pow" and not letters(node.parts[0]) and bool(letters(node.parts[1]))


def arguments(node: TexNode) -> list[tuple[str, TexNode]]:
    """What such functions are taken of."""
    found = [(one.text, part) for one in node.walk() if one.kind == "call" for part in one.parts]
    found += [("√", one.parts[0]) for one in node.walk() if one.kind == "root"]
    return found + [("exp", one.parts[1]) for one in node.walk() if _is_exponential(one)]


def takes_apart(left: TexNode, right: TexNode) -> bool:
    """Whether one side has a function of something, and the other the same function of a part: sin 2x and sin x."""
    for one, other in ((left, right), (right, left)):
        whole = [(name, part) for name, part in arguments(one) if part.kind != "symbol"]
        single = {(name, part.text) for name, part in arguments(other) if part.kind == "symbol"}
        if any((name, letter) in single for name, part in whole for letter in letters(part)):
            return True
    return False


def linear(node: TexNode) -> bool:
    """Whether a function is taken of nothing but a letter, a multiple of one, or sums of such and numbers."""
    return _terms(node) is not None and all(one.total() <= 1 for one in _terms(node) or ()) and not functions(node)


def simple(node: TexNode) -> bool:
    """Whether nothing is left to do here: a sum of different products of powers of different letters or functions.

    3x + 1, x² − 5x, 4/x, √(x + 6) and e^x are simple; 2(x + 1), x·x, (3x)², sin(x²) and |x| are not.
    """
    terms = _terms(node)
    return terms is not None and len({frozenset(one.items()) for one in terms}) == len(terms)


def _terms(node: TexNode) -> Sequence[Factors] | None:
    """The products that a sum is made of, None where something is left to do."""
    if node.kind in ("add", "neg"):
        every = [_terms(part) for part in node.parts]
        return None if any(one is None for one in every) else [each for one in every for each in one or ()]
    made = _product(node)
    return None if made is None else [made[0]]


def _product(node: TexNode) -> tuple[Factors, int] | None:
    """The factors of a product, and how many numbers are among them: 2·3x is not simple."""
    if not letters(node):
        return Factors(), 1
    if node.kind == "mul":
        every = [_product(part) for part in node.parts]
        if any(one is None for one in every):
            return None
        factors = [each for one in every if one for each in one[0].items()]
        count = sum(one[1] for one in every if one)
        return (
            None if count > 1 or len({name for name, _ in factors}) < len(factors) else (Factors(dict(factors)), count)
        )
    if node.kind == "div":
        top, below = _product(node.parts[0]), _product(node.parts[1])
        if top is None or below is None or (set(top[0]) & set(below[0])):
            return None
        under = {f"1/{name}": power for name, power in below[0].items()}
        return Factors({**top[0], **under}), max(top[1], below[1])
    return _power(node)


def _power(node: TexNode) -> tuple[Factors, int] | None:
    if node.kind == "symbol":
        return Factors({node.text: 1}), 0
    if _is_exponential(node):
        return (Factors({show(node): 1}), 0) if linear(node.parts[1]) else None
    if node.kind == "pow" and node.parts[1].kind == "number" and node.parts[1].text.isdigit():
        base = _power(node.parts[0])
        if base is None or node.parts[0].kind == "pow":
            return None
        return Factors({name: power * int(node.parts[1].text) for name, power in base[0].items()}), 0
    if node.kind == "call" and node.text not in _NOT_SIMPLE and linear(node.parts[0]):
        return Factors({show(node): 1}), 0
    if node.kind == "root" and linear(node.parts[0]):
        return Factors({show(node): 1}), 0
    return None
