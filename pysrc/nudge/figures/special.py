"""Special places of a function: where an operation in it stops being defined, or jumps.

Such a place is one number among all: a curve is hardly ever sampled there, and a float can seldom name it. So it is
looked for where it comes from: the denominators, radicands and rounded numbers in the expression.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from nudge.figures.sampling import Function
from nudge.rates import Apply, Expr, compiled, rational
from nudge.rates.expr import Number, postorder

_CELL = 2.0  # viewBox units between places at which an argument is looked at
_MOST = 60  # special places: where there are more, they lie closer than dots can be told apart
_TOUCHES = 1e-9  # of the change around it, by which an argument that touches a critical number may miss it
_THIRDS = 80  # times that an interval is cut to two thirds: what is left is 1e-14 of it


@dataclass(frozen=True, slots=True)
class _Critical:
    """At which numbers an argument is critical: at `number`, or where (argument·scale + shift) is a whole number."""

    argument: int = 0
    number: int | None = None
    scale: float = 1.0
    shift: float = 0.0
    undefined: bool = False  # at the very place, whatever floats say


_ZERO, _ONE, _MINUS_ONE = _Critical(number=0), _Critical(number=1), _Critical(number=-1)
_WHOLE = _Critical()
_TURN = 1 / math.pi

CRITICAL: Mapping[str, tuple[_Critical, ...]] = {
    "div": (_Critical(argument=1, number=0),),
    "sqrt": (_ZERO,),
    "ln": (_ZERO,),
    "log": (_ZERO, _ONE, _Critical(argument=1, number=0)),
    "tan": (_Critical(scale=_TURN, shift=0.5, undefined=True),),
    "sec": (_Critical(scale=_TURN, shift=0.5, undefined=True),),
    "csc": (_Critical(scale=_TURN, undefined=True),),
    "cot": (_Critical(scale=_TURN, undefined=True),),
    "asin": (_ONE, _MINUS_ONE),
    "acos": (_ONE, _MINUS_ONE),
    "asec": (_ONE, _MINUS_ONE),
    "acsc": (_ONE, _MINUS_ONE),
    "csch": (_ZERO,),
    "coth": (_ZERO,),
    "acosh": (_ONE,),
    "atanh": (_ONE, _MINUS_ONE),
    "asech": (_ZERO, _ONE),
    "acsch": (_ZERO,),
    "acoth": (_ONE, _MINUS_ONE),
    "pieces": (_ZERO,),
    "sign": (_ZERO,),
    "floor": (_WHOLE,),
    "ceil": (_WHOLE,),
}
"""Where each primitive stops being defined or jumps. Those that never do are not here; `pow` is looked at below."""


def _critical(node: Apply) -> tuple[_Critical, ...]:
    if node.op != "pow":
        return CRITICAL.get(node.op, ())
    exponent = node.args[1]
    whole = isinstance(exponent, Number) and exponent.value.denominator == 1
    return () if whole else (_ZERO,)


@dataclass(frozen=True, slots=True)
class Special:
    """A special place, and the value there: None where there is none."""

    x: float
    value: float | None


def special_places(
    expr: Expr, variable: str, given: Mapping[str, float], low: float, high: float, length: float
) -> tuple[Special, ...]:
    """The special places of a function in [low, high], drawn `length` viewBox units long, from left to right.

    `given` are numbers for all other names. A place is found where an argument passes or touches a critical number;
    there the operation gets that very number, since floats beside √2 or π would miss what is true at one place only.
    None are found if there are too many to be told apart.
    """
    found: dict[float, list[tuple[Apply, Expr | None]]] = {}
    for node in postorder(expr):
        if not isinstance(node, Apply) or variable not in node.names:
            continue
        for critical in _critical(node):
            argument = node.args[critical.argument]
            if variable not in argument.names:
                continue
            values = _function(argument, variable, given)
            for x, number in _meets(values, critical, low, high, length):
                near = next((at for at in found if abs(at - x) <= 1e-9 * (high - low)), x)
                found.setdefault(near, []).append((node, _snapped(node, critical, number)))
                if len(found) > _MOST:
                    return ()
    return tuple(Special(x, _value_at(expr, variable, given, x, found[x])) for x in sorted(found))


def _function(expr: Expr, variable: str, given: Mapping[str, float]) -> Function:
    f, others = compiled(expr, (variable, *given)), tuple(given.values())
    return lambda x: f(x, *others)


def _meets(values: Function, critical: _Critical, low: float, high: float, length: float) -> list[tuple[float, int]]:
    """Where an argument is critical, and the whole number that it is, scaled, at that place."""

    def scaled(x: float) -> float | None:
        y = values(x)
        return (
            None
            if y is None
            else y - critical.number
            if critical.number is not None
            else y * critical.scale + critical.shift
        )

    count = max(16, round(length / _CELL))
    xs = [low + (high - low) * k / count for k in range(count + 1)]
    ys = [scaled(x) for x in xs]
    zero_only = critical.number is not None
    found: list[tuple[float, int]] = []
    for k in range(count):
        a, b = ys[k], ys[k + 1]
        if a is None or b is None:
            continue
        before, after = ys[k - 1] if k else None, ys[k + 2] if k + 2 <= count else None
        if zero_only and (before == a == 0 != b or a != 0 == b == after):
            found.append((_edge(scaled, xs[k], xs[k + 1]), 0))
        elif not (zero_only and a == b == 0):
            found += [(_passes(scaled, n, xs[k], xs[k + 1], a), n) for n in _between(a, b, zero_only)]
        if before is not None and (a - before) * (b - a) <= 0 and not before == a == b:
            found += _touches(scaled, xs[k - 1], xs[k + 1], a > before or a > b, zero_only)
        if len(found) > 4 * _MOST:
            break
    return found


def _between(a: float, b: float, zero_only: bool) -> range:
    """The whole numbers from a to b, the second end left out."""
    if zero_only:
        return range(1) if (a < 0 < b or b < 0 < a or a == 0) else range(0)
    if abs(b - a) > 4 * _MOST:
        return range(0)
    return range(math.ceil(a), math.ceil(b)) if a < b else range(math.floor(b) + 1, math.floor(a) + 1)


def _edge(f: Function, left: float, right: float) -> float:
    """Where a stretch of zeros begins or ends, to the last float, by halving."""
    zero = f(left) == 0
    while (middle := left + (right - left) / 2) not in (left, right):
        left, right = (middle, right) if (f(middle) == 0) == zero else (left, middle)
    return left if zero else right


def _passes(f: Function, n: int, left: float, right: float, a: float) -> float:
    """Where a function passes a number between two places, to the last float, by halving."""
    if a == n:
        return left
    while True:
        middle = left + (right - left) / 2
        if middle in (left, right):
            return right if f(right) == n else left
        y = f(middle)
        if y is None or y == n:
            return middle
        if (y < n) == (a < n):
            left = middle
        else:
            right = middle


def _touches(f: Function, left: float, right: float, highest: bool, zero_only: bool) -> list[tuple[float, int]]:
    """The extremum between two places, if it is a whole number there: by thirds, so that a corner is found as well."""
    turn = 1.0 if highest else -1.0
    ends = f(left), f(right)
    for _ in range(_THIRDS):
        a, b = left + (right - left) / 3, right - (right - left) / 3
        fa, fb = f(a), f(b)
        if fa is None or fb is None:
            return []
        if turn * fa < turn * fb:
            left = a
        else:
            right = b
    x = (left + right) / 2
    y = f(x)
    if y is None or None in ends:
        return []
    n = 0 if zero_only else round(y)
    change = max(abs(end - y) for end in ends if end is not None)
    return [(x, n)] if abs(y - n) <= _TOUCHES * change else []


def _snapped(node: Apply, critical: _Critical, number: int) -> Expr | None:
    """The operation at its critical number; None where it has no value there."""
    if critical.undefined:
        return None
    at = rational(Fraction(critical.number if critical.number is not None else number))
    return Apply(node.op, tuple(at if i == critical.argument else arg for i, arg in enumerate(node.args)))


def _value_at(
    expr: Expr, variable: str, given: Mapping[str, float], x: float, snapped: list[tuple[Apply, Expr | None]]
) -> float | None:
    """The value at a special place, its operations at their critical numbers.

    One that uses another is worked out from that: at a jump of floor(x), 1/floor(x) has a denominator.
    """
    replaced = dict(snapped)
    done: dict[Expr, Expr | None] = {}
    for node in postorder(expr):
        if node in replaced and not any(done[part] is not part for part in postorder(node) if part is not node):
            done[node] = replaced[node]
        elif isinstance(node, Apply):
            args = tuple(done[arg] for arg in node.args)
            known = tuple(arg for arg in args if arg is not None)
            done[node] = Apply(node.op, known) if len(known) == len(args) else None
        else:
            done[node] = node
    whole = done[expr]
    return None if whole is None else _function(whole, variable, given)(x)
