"""The wrong derivatives that learners really write, each by the slip that leads to it.

A slip is a differentiation rule applied wrongly at one place; everywhere else the rules are applied rightly. So the
slips of an expression are those at its outermost primitive, and the right rule around each slip of an argument. Where a
composition f(g(x)) was asked by name, f and g as wholes are one more place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain as joined

from nudge.rates.calculus import ONE, ZERO, applied_rate, chain_rule
from nudge.rates.compare import comparable, compare
from nudge.rates.evaluate import compiled
from nudge.rates.expr import Apply, Expr, Variable, postorder, variables
from nudge.rates.precise import precise
from nudge.rates.slip_places import Chain, FactorPair
from nudge.rates.slip_rules import RULES

MESSAGES: Mapping[str, str] = {rule.id: rule.message for rule in RULES}
"""What each slip is, as a clause, by its id."""

DID: Mapping[str, str] = {rule.id: rule.did for rule in RULES}
"""What somebody says who made a slip, by its id."""

RANKS: Mapping[str, int] = {rule.id: rule.rank for rule in RULES}
"""How likely each is, by its id: see `SlipRule`."""

APART = frozenset(rule.id for rule in RULES if rule.apart)
"""Those that the numbers of an exercise have to tell from its answer."""

ALL = frozenset(MESSAGES)
"""The ids of all slips."""

Slip = tuple[str, Expr]

_MOST = 40  # numbers, letters and functions: slips are several at each, and each is as long as the derivative
_ORDER = {rule.id: i for i, rule in enumerate(RULES)}
_NOISE = 1e-8  # relative; what floats make of the same number computed in two ways
_SMALL = 1e-6
_PLAIN = 1e-3  # relative and absolute; more than floats lose in anything that somebody is asked
_PLACES = (0.3819, -0.7243, 1.6173, 2.2361, -1.3028, 5.1926, 0.0871, 11.083)


def slips(expr: Expr, wrt: str, asked: Chain | None = None) -> Iterator[Slip]:
    """Wrong derivatives of an expression, each with the id of its slip; the most telling ones first.

    `asked` is the composition, if the expression was given as one. What is right after all is left out: e^u is its own
    rate, so keeping it is no slip. Nor are any looked for in what has more than forty parts, or no rate anywhere.
    """
    if len(postorder(expr)) > _MOST:
        return
    right, seen = chain_rule(expr, wrt), set[Slip]()
    if not _exists(right):
        return
    for slip in joined(
        sorted(joined(_nested(asked) if asked else (), _at(expr, wrt)), key=lambda slip: _ORDER[slip[0]]),
        ((rule.id, wrong) for rule in RULES if rule.whole for wrong in rule.whole(expr, wrt)),
    ):
        if slip not in seen and not alike(slip[1], right):
            yield slip
        seen.add(slip)


def alike(a: Expr, b: Expr, absolute: float = 0.0, relative: float = 0.0) -> bool:
    """Whether two expressions have the same values at some places where both have one, as far as floats can tell.

    A difference up to `absolute`, or `relative` times the larger value, is none. Where no usual place will do, others
    are looked for.
    """
    if a == b:
        return True
    names = tuple(sorted(variables(a) | variables(b)))
    first, second = compiled(a, names), compiled(b, names)
    met = 0
    for k in range(len(_PLACES) if names else 1):
        place = [_PLACES[(k + 3 * i) % len(_PLACES)] for i in range(len(names))]
        left, right = first(*place), second(*place)
        if left is None or right is None:
            continue
        if abs(left - right) > max(absolute, max(relative, _NOISE) * max(abs(left), abs(right))):
            return not names and abs(left - right) < _SMALL and _equal(a, b)
        met += 1
    if met or not names:
        return met > 0
    return compare(a, b, names, tolerance=_exactly(absolute, relative), enough=6, thorough=False).result == "same"


def _exists(expr: Expr) -> bool:
    """Whether an expression has a value at some place. There may be none of a rate, as of that of arccos(x/x)."""
    names = tuple(sorted(variables(expr)))
    value = compiled(expr, names)
    usual = ([_PLACES[(k + 3 * i) % len(_PLACES)] for i in range(len(names))] for k in range(len(_PLACES)))
    return any(value(*place) is not None for place in usual) or comparable(expr, names)


def far(a: Expr, b: Expr) -> bool:
    """Whether floats alone show that two expressions differ where both have a value; False where they cannot tell."""
    names = tuple(sorted(variables(a) | variables(b)))
    first, second = compiled(a, names), compiled(b, names)
    for k in range(len(_PLACES) if names else 1):
        place = [_PLACES[(k + 3 * i) % len(_PLACES)] for i in range(len(names))]
        left, right = first(*place), second(*place)
        if left is not None and right is not None and abs(left - right) > _PLAIN * (1 + max(abs(left), abs(right))):
            return True
    return False


def _exactly(absolute: float, relative: float) -> tuple[Decimal, Decimal]:
    return Decimal(repr(absolute)), Decimal(repr(relative))


def _equal(a: Expr, b: Expr) -> bool:
    """Whether two numbers are equal to sixty digits; of a difference that should be 0, floats may leave some noise."""
    try:
        return precise(Apply("sub", (a, b)), {}, 2, 60).zero
    except ValueError:
        return False


def _at(expr: Expr, wrt: str) -> Iterator[Slip]:
    """The slips at the outermost primitive and, with the right rule around them, those of its arguments."""
    if not isinstance(expr, Apply) or wrt not in variables(expr):
        return
    inner = tuple(chain_rule(arg, wrt) for arg in expr.args)
    moving = [i for i, rate in enumerate(inner) if rate != ZERO]
    linear = expr.op in ("add", "sub", "neg") or (expr.op in ("mul", "div") and len(moving) == 1)
    for i, arg in enumerate(expr.args):
        for name, wrong in _at(arg, wrt):
            if name != "integrated" or linear:
                yield name, applied_rate(expr, (*inner[:i], wrong, *inner[i + 1 :]))
    yield from ((rule.id, wrong) for rule in RULES if rule.node for wrong in rule.node(expr, wrt))
    if len(moving) == 2 and expr.op in ("add", "sub"):
        yield from _in_both_terms(expr, wrt)
    elif len(moving) == 2 and expr.op == "mul":
        pair = FactorPair(*expr.args, *inner)
        yield from ((rule.id, wrong) for rule in RULES if rule.product for wrong in rule.product(pair))
    elif expr.op == "div" and 1 in moving:
        pair = FactorPair(*expr.args, *inner)
        yield from ((rule.id, wrong) for rule in RULES if rule.quotient for wrong in rule.quotient(pair))
        if len(moving) == 1 and not (isinstance(expr.args[1], Apply) and expr.args[1].args[0] == Variable(wrt)):
            yield from _chained(expr, 1, wrt)
    elif len(moving) == 1 and expr.op not in ("add", "sub", "mul", "div", "neg"):
        yield from _chained(expr, moving[0], wrt)


def _in_both_terms(expr: Apply, wrt: str) -> Iterator[Slip]:
    """The same slip in both terms of a sum or difference: who does not lower exponents lowers none."""
    first, second = (list(_at(arg, wrt)) for arg in expr.args)
    for name in dict.fromkeys(name for name, _ in first):
        left = [wrong for one, wrong in first if one == name]
        right = [wrong for one, wrong in second if one == name]
        yield from ((name, Apply(expr.op, pair)) for pair in zip(left, right, strict=False))


def _chained(node: Apply, i: int, wrt: str) -> Iterator[Slip]:
    """The slips at a function with one argument that moves."""
    hole = "#u"
    chain = Chain(Apply(node.op, (*node.args[:i], Variable(hole), *node.args[i + 1 :])), hole, node.args[i], wrt)
    yield from _nested(chain)
    yield from ((rule.id, wrong) for rule in RULES if rule.outer for wrong in rule.outer(chain))


def _nested(chain: Chain) -> Iterator[Slip]:
    """The slips of a chain whose inner function has a rate that can be forgotten."""
    if chain.inner_rate != ONE:
        yield from ((rule.id, wrong) for rule in RULES if rule.nested for wrong in rule.nested(chain))
