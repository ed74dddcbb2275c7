"""Functions as trees: a number, a constant, a variable, or a primitive applied to arguments.

Nodes are immutable and shared: there is one object for each different tree. A node says what was written and holds no
mathematics; what a primitive does is one row of `primitives.py`. Trees can be deep, so nothing here recurses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any, ClassVar
from weakref import ref

_Key = tuple[object, ...]


class _Known(ref["Expr"]):
    """A weak reference to a node, and the key it is known by."""

    __slots__ = ("key",)
    key: _Key


class _OnePerTree(type):
    """Makes equal trees one object, so that comparing and hashing them is comparing and hashing addresses.

    The key of a node that is no longer used holds the nodes under it until the next one is made, and is let go of then.
    So a tree is freed node by node; Python would do it in one deep recursion, for which a browser has no room.
    """

    known: ClassVar[dict[_Key, _Known]] = {}
    unused: ClassVar[list[_Key]] = []

    def __call__(cls, *parts: Any) -> Any:
        while _OnePerTree.unused:
            _OnePerTree.unused.pop()
        key = (cls, *parts)
        found = _OnePerTree.known.get(key)
        node = found and found()
        if node is None:
            node = super().__call__(*parts)
            known = _OnePerTree.known[key] = _Known(node, _forget)
            known.key = key
        return node


def _forget(gone: _Known, tables: type[_OnePerTree] = _OnePerTree) -> None:
    """Take a node that is no longer used out of the table. (When Python ends, this outlives the module's names.)"""
    if tables.known.get(gone.key) is gone:
        del tables.known[gone.key]
    tables.unused.append(gone.key)


class Expr(metaclass=_OnePerTree):
    """A function a person can read.

    `str(expr)` is text that `parse` reads back as an equal tree, if it is no longer and no deeper than `parse` takes.
    """

    __slots__ = ("__weakref__",)

    @property
    def names(self) -> frozenset[str]:
        """The names of the variables that occur."""
        return frozenset()

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, one.name) for one in fields(self) if one.init)  # type: ignore[arg-type]

    def __str__(self) -> str:
        return text(self)

    def __repr__(self) -> str:
        return f"<{text(self)}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Number(Expr):
    """A decimal that is not negative, exactly. Other rationals are trees: see `rational`."""

    value: Fraction

    def __post_init__(self) -> None:
        if self.value < 0 or not terminates(self.value):
            raise ValueError(f"{self.value} is not a decimal without a sign; use rational()")


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Constant(Expr):
    """π or e."""

    name: str


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Variable(Expr):
    """A name that stands for a number to be given later."""

    name: str

    @property
    def names(self) -> frozenset[str]:
        return frozenset((self.name,))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Apply(Expr):
    """A primitive, named by `op`, applied to `args` in order."""

    op: str
    args: tuple[Expr, ...]
    names: frozenset[str] = field(init=False)  # worked out once, since the rules ask for it all the time

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset().union(*(arg.names for arg in self.args)))


def terminates(value: Fraction) -> bool:
    """Whether a rational can be written as a decimal with finitely many digits."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def rational(value: Fraction | int) -> Expr:
    """A rational as a tree: `3`, `-3`, `1/2`, `-(1/2)`."""
    q = Fraction(value)
    size = Number(Fraction(abs(q.numerator)))
    tree: Expr = size if q.denominator == 1 else Apply("div", (size, Number(Fraction(q.denominator))))
    return Apply("neg", (tree,)) if q < 0 else tree


def postorder(expr: Expr, stop: Callable[[Expr], bool] | None = None) -> list[Expr]:
    """Every different node of a tree once, arguments before what uses them, in a fixed order.

    What lies under a node for which `stop` is true is left out.
    """
    order: dict[Expr, None] = {}
    todo: list[tuple[Expr, bool]] = [(expr, False)]
    while todo:
        node, ready = todo.pop()
        if node in order:
            continue
        if ready or not isinstance(node, Apply) or (stop and stop(node)):
            order[node] = None
            continue
        todo.append((node, True))
        todo.extend((arg, False) for arg in reversed(node.args))
    return list(order)


def variables(expr: Expr) -> frozenset[str]:
    """The names of the variables that occur."""
    return expr.names


def substitute(expr: Expr, replacements: Mapping[str, Expr]) -> Expr:
    """Put an expression in the place of each named variable, all at once: composition."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        if isinstance(node, Variable):
            done[node] = replacements.get(node.name, node)
        elif isinstance(node, Apply):
            args = tuple(done[arg] for arg in node.args)
            same = all(new is old for new, old in zip(args, node.args, strict=True))
            done[node] = node if same else Apply(node.op, args)
        else:
            done[node] = node
    return done[expr]


def size(expr: Expr) -> int:
    """How many nodes the tree has, counting a shared node each time it is used."""
    counts: dict[Expr, int] = {}
    for node in postorder(expr):
        counts[node] = 1 + sum(counts[arg] for arg in node.args) if isinstance(node, Apply) else 1
    return counts[expr]


def leaves(expr: Expr) -> int:
    """How many numbers and letters are written, counting a shared one each time it is used."""
    counts: dict[Expr, int] = {}
    for node in postorder(expr):
        counts[node] = sum(counts[arg] for arg in node.args) if isinstance(node, Apply) else 1
    return counts[expr]


# How tightly each operator binds, for writing brackets; a function call or a leaf binds like ATOM.
SUM, SIGN, PRODUCT, POWER, ATOM = 1, 2, 3, 4, 5
_INFIX = {"add": (" + ", SUM), "sub": (" - ", SUM), "mul": ("*", PRODUCT), "div": ("/", PRODUCT)}


def text(expr: Expr) -> str:
    """The expression in plain characters, with `*` written out and no bracket that is not needed."""
    done: dict[Expr, tuple[str, int]] = {}
    for node in postorder(expr):
        done[node] = _written(node, done)
    return done[expr][0]


def _written(node: Expr, done: Mapping[Expr, tuple[str, int]]) -> tuple[str, int]:
    def bracketed(arg: Expr, least: int) -> str:
        piece, level = done[arg]
        return piece if level >= least else f"({piece})"

    if isinstance(node, Number):
        return decimal_text(node.value), ATOM
    if isinstance(node, Constant | Variable):
        return node.name, ATOM
    assert isinstance(node, Apply)
    if node.op in _INFIX:
        sign, level = _INFIX[node.op]
        left, right = node.args
        return f"{bracketed(left, level)}{sign}{bracketed(right, PRODUCT if level == SUM else POWER)}", level
    if node.op == "neg":
        many = all(isinstance(one, Apply) and one.op == "neg" for one in (node.args[0], *_under(node.args[0])))
        return f"-{done[node.args[0]][0] if many else bracketed(node.args[0], PRODUCT)}", SIGN
    if node.op == "pow":
        base, exponent = node.args
        return f"{bracketed(base, ATOM)}^{bracketed(exponent, POWER)}", POWER
    if node.op == "log":
        base, of = node.args
        short = isinstance(base, Number) and base.value.denominator == 1
        return f"log_{done[base][0] if short else f'({done[base][0]})'}({done[of][0]})", ATOM
    return f"{node.op}({', '.join(done[arg][0] for arg in node.args)})", ATOM


def _under(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, Apply) else ()


def bracketed(expr: Expr) -> str:
    """The expression in plain characters, with brackets around every operand that is written with an operator."""
    done: dict[Expr, str] = {}
    for node in postorder(expr):
        args = [done[arg] for arg in node.args] if isinstance(node, Apply) else []
        if isinstance(node, Apply) and node.op in (*_INFIX, "pow"):
            chained = node.op in ("add", "sub") or (node.op == "mul" and _is(node.args[0], "mul"))
            left = args[0] if chained or not _is(node.args[0], *_INFIX, "pow", "neg") else f"({args[0]})"
            right = f"({args[1]})" if _is(node.args[1], *_INFIX, "pow", "neg") else args[1]
            done[node] = f"{left}{_INFIX.get(node.op, ('^', 0))[0]}{right}"
        elif isinstance(node, Apply) and node.op == "neg":
            done[node] = f"-({args[0]})" if _is(node.args[0], *_INFIX, "pow", "neg") else f"-{args[0]}"
        else:
            done[node] = _written(node, {arg: (done[arg], ATOM) for arg in getattr(node, "args", ())})[0]
    return done[expr]


def _is(expr: Expr, *ops: str) -> bool:
    return isinstance(expr, Apply) and expr.op in ops


def decimal_text(value: Fraction) -> str:
    """A rational whose decimals end, written out with all of them."""
    places = 0
    while value.denominator != 1:
        value, places = value * 10, places + 1
    digits = str(value.numerator).rjust(places + 1, "0")
    return f"{digits[:-places]}.{digits[-places:]}" if places else digits
