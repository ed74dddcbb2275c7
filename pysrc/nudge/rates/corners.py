"""Where an expression may have a corner, a jump, a pole or an end of its domain: where certain parts of it are zero.

The parts follow from the table of primitives: the switch of what has branches, and, in the definitions by which
everything is computed, what is divided by, and what a root, a logarithm or a power is taken of. Between the zeros of
these parts an expression is analytic. To them come the arguments of exponentials: where one is zero or largest, a
narrow hump may stand that no place further off would see.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, postorder, rational, substitute
from nudge.rates.parse import parse
from nudge.rates.primitives import ARGUMENTS, PRIMITIVES

_STEPS = ("floor", "ceil")
_HUMPS = ("exp", "erf", "sigmoid", "softplus", "tanh", "sech")
_DENOMINATOR, _RADICAND = 1, 0  # which argument of a primitive has to be watched


@lru_cache(maxsize=256)
def watched(expr: Expr) -> tuple[Expr, ...]:
    """The parts of an expression at whose zeros it may be anything but analytic, without the steps of `stepped`."""
    found: dict[Expr, None] = {}
    for node in postorder(expr):
        if isinstance(node, Apply) and node.names:
            for part in _of(node):
                if part.names:
                    found[part] = None
    return tuple(found)


@lru_cache(maxsize=256)
def stepped(expr: Expr) -> tuple[Expr, ...]:
    """The parts that an expression rounds to whole numbers: it may jump where they are whole."""
    return tuple(
        node.args[0] for node in postorder(expr) if isinstance(node, Apply) and node.op in _STEPS and node.names
    )


@lru_cache(maxsize=256)
def jumps(expr: Expr) -> bool:
    """Whether an expression may jump, so that its value at a corner tells what those beside it do not."""
    return any(isinstance(node, Apply) and node.op in (*_STEPS, "sign", "pieces") for node in postorder(expr))


def _of(node: Apply) -> Iterator[Expr]:
    """The parts that one primitive makes necessary to watch, in its own arguments."""
    if node.op == "pow":
        exponent = exact(node.args[1])
        if exponent is None or exponent < 0 or exponent.denominator != 1:
            yield node.args[0]
    elif node.op in ("div", "sqrt", "ln"):
        yield node.args[_DENOMINATOR if node.op == "div" else _RADICAND]
    elif node.op not in _STEPS:
        if node.op in _HUMPS:
            yield node.args[0]
        replacements = dict(zip(ARGUMENTS, node.args, strict=False))
        yield from (substitute(part, replacements) for part in _parts(node.op))


@lru_cache(maxsize=64)
def _parts(op: str) -> tuple[Expr, ...]:
    """The parts to watch of a primitive of `a` and `b`: its switch, or those of its definition."""
    row = PRIMITIVES[op]
    if row.branches:
        return (parse(row.branches.switch, ARGUMENTS),)
    return watched(parse(row.definition, ARGUMENTS)) if row.definition else ()


def crossing(part: Expr, whole: int) -> Expr:
    """What is zero where a part that is rounded passes a whole number."""
    return Apply("sub", (part, rational(whole))) if whole else part


def moves(part: Expr, name: str) -> bool:
    """Whether a part changes with a variable."""
    return name in part.names or part == Variable(name)
