"""Places to try a claim at, and what an expression is worth there, to many digits and among the real numbers."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import mpmath  # type: ignore[import-untyped]
import sympy as sp  # type: ignore[import-untyped]

DIGITS, MORE = 50, 150
LADDER = (DIGITS, MORE, 500, 1500)
HUGE = 10**6
"""Beyond this an argument of sine has lost digits, and an exponential is of no use."""

_PLACES = (
    "1.3 -1.7 0.6 2.9 -0.35 0 1 -1 2 3 -2 0.5 4.2 -3.6 0.08 -0.81 5.7 7.4 -5.2 1.9 -8.3 11.6 -0.02 0.93 "
    "23.9 -17.1 2.236068 -2.6 0.27 -0.55 101.7 -64.3 1.4142136 3.33 0.7071 -0.17 9.1 -1.2 1.61803 0.44 1009.3 -1013.7"
)
PLACES = tuple(Fraction(one) for one in _PLACES.split())


@lru_cache(maxsize=1)
def _functions() -> dict[str, Any]:
    names = "sin cos tan sec csc cot sinh cosh tanh sech csch coth asin acos atan asinh acosh atanh sign erf gamma"
    found = {name: getattr(mpmath, name) for name in names.split()}
    return {**found, "factorial": mpmath.factorial, "floor": _whole(mpmath.floor), "ceiling": _whole(mpmath.ceil)}


def _whole(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Rounding to a whole number, which is not known where rounding errors may have crossed one."""

    def rounded(a: Any) -> Any:
        off = abs(a - mpmath.nint(a))
        return _no() if 0 < off < mpmath.mpf(10) ** -30 else function(a)

    return rounded


_COMPARED: Mapping[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}


class Unreal(Exception):
    """There is no real value."""


def places(symbols: Sequence[Any]) -> Iterator[dict[Any, Fraction]]:
    """Values for all symbols, in ever other combinations."""
    count = len(PLACES)
    if not symbols:
        yield {}
        return
    for i in range(count * min(3, len(symbols))):
        yield {one: PLACES[(i * (2 * j + 1) + 7 * j + i // count) % count] for j, one in enumerate(symbols)}


def evaluate(made: Any, at: Mapping[Any, Fraction], digits: int = DIGITS) -> Any | None:
    """What an expression is worth at a place; None where it, or a part of it, has no real value."""
    found = measured(made, at, digits)
    return found and found[0]


def measured(made: Any, at: Mapping[Any, Fraction], digits: int) -> tuple[Any, Any] | None:
    """The same, and the largest term of all sums in it, which says how many digits may have cancelled."""
    with mpmath.workdps(digits):
        place = _Place({one: mpmath.mpf(value.numerator) / value.denominator for one, value in at.items()})
        try:
            found = _worth(made, place)
        except (Unreal, ZeroDivisionError, OverflowError, ValueError, TypeError):
            return None
        return (found, place.largest) if mpmath.isfinite(found) else None


@dataclass(slots=True)
class _Place:
    """What symbols are worth, and the largest term that was added up so far. Under an integral e^(−∞) is 0."""

    values: Mapping[Any, Any]
    largest: Any = 0
    integral: bool = False


def _worth(made: Any, at: _Place) -> Any:
    if made.is_Symbol:
        return at.values[made]
    if made.is_Rational:
        return mpmath.mpf(int(made.p)) / int(made.q)
    if made.is_NumberSymbol:
        return mpmath.e if made is sp.E else mpmath.pi if made is sp.pi else _no()
    name = made.func.__name__
    if name == "Piecewise":
        pieces = (value for value, when in made.args if _holds(when, at))
        return _worth(next(pieces, sp.nan), at)
    if name == "Integral":
        return _integral(made, at)
    parts = [_worth(part, at) for part in made.args]
    if made.is_Add:
        at.largest = max(at.largest, *map(abs, parts))
        return mpmath.fsum(parts)
    if made.is_Mul:
        return mpmath.fprod(parts)
    if name == "exp":
        return (
            mpmath.exp(parts[0]) if abs(parts[0]) < HUGE else mpmath.mpf(0) if at.integral and parts[0] < 0 else _no()
        )
    if made.is_Pow:
        return _power(*parts)
    if name == "log":
        return mpmath.log(parts[0]) if parts[0] > 0 else _no()
    if name == "Abs":
        return abs(parts[0])
    if name in ("Min", "Max"):
        return min(parts) if name == "Min" else max(parts)
    if name == "Heaviside":
        return mpmath.mpf(parts[0] > 0) if parts[0] else _no()
    if name not in _functions() or abs(parts[0]) > HUGE:
        return _no()
    found = _functions()[name](parts[0])
    return found if isinstance(found, mpmath.mpf) else _no()


def _power(base: Any, exponent: Any) -> Any:
    if base == 0:
        return mpmath.mpf(0) if exponent > 0 else mpmath.mpf(1) if exponent == 0 else _no()
    if (base < 0 and exponent != int(exponent)) or abs(exponent * mpmath.log(abs(base))) > HUGE:
        return _no()
    return mpmath.power(base, exponent)


def _holds(when: Any, at: _Place) -> bool:
    if when is sp.true or when is sp.false:
        return bool(when)
    if isinstance(when, sp.And | sp.Or):
        each = (_holds(part, at) for part in when.args)
        return all(each) if isinstance(when, sp.And) else any(each)
    left, right = (_worth(part, at) for part in when.args)
    return bool(_COMPARED[when.rel_op](left, right))


def _integral(made: Any, at: _Place) -> Any:
    inside, (by, low, high) = made.args[0], made.args[1]
    ends = [mpmath.inf * (1 if end is sp.oo else -1) if end.is_infinite else _worth(end, at) for end in (low, high)]
    with mpmath.workdps(25):
        return mpmath.quad(lambda t: _worth(inside, _Place({**at.values, by: t}, integral=True)), ends)


def shown(one: Any) -> str:
    """A number with the digits that a person reads."""
    return str(mpmath.nstr(mpmath.mpf(int(one.p)) / int(one.q), 8)).replace("-", "−")


def _no() -> Any:
    raise Unreal


def fits(conditions: Iterable[tuple[Any, str]], at: Mapping[Any, Fraction]) -> bool:
    """Whether conditions hold at a place."""
    return all(fit(one, how, at) for one, how in conditions)


def fit(one: Any, how: str, at: Mapping[Any, Fraction]) -> bool:
    """Whether an expression compares with zero as it has to."""
    found = evaluate(one, at)
    if found is None:
        return False
    tiny = mpmath.mpf(10) ** -30
    return bool({"> 0": found > tiny, "≥ 0": found >= -tiny, "≠ 0": abs(found) > tiny}[how])
