"""An oracle that shares nothing with what it judges: equations as Python, evaluated with mpmath at odd places.

A corpus file has entries of three lines, `TeX | Python`: a left side, `=` a right side that is true, `/` one that is
false. A line `:` before them defines. `d …` is the derivative by x of what follows, `dd …` the second one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mpmath

CORPUS = Path(__file__).parent / "corpus"
PLACES = ((1.37, 0.63, 2.11, 0.9), (0.41, 1.72, 0.55, 1.3), (2.23, 0.34, 1.19, 0.7), (0.83, 2.9, 0.37, 2.2))
NEGATIVE = tuple(tuple(-value for value in place) for place in PLACES)


@dataclass(frozen=True, slots=True)
class Entry:
    """A left side with two right ones, as TeX and as Python; and what is defined for them."""

    name: str
    given: tuple[str, str]
    left: tuple[str, str]
    true: tuple[str, str]
    false: tuple[str, str]


def entries() -> Iterator[Entry]:
    """The whole corpus."""
    for path in sorted(CORPUS.glob("*.txt")):
        for block in path.read_text("utf-8").strip().split("\n\n"):
            rows = [_parted(row) for row in block.split("\n")]
            given = rows.pop(0) if block.startswith(": ") else ("", "")
            left, true, false = rows
            assert (true[0][0], false[0][0]) == ("=", "/"), block
            name = f"{path.stem}: {left[0]} {true[0]}"
            yield Entry(name, (given[0][2:], given[1]), left, (true[0][2:], true[1]), (false[0][2:], false[1]))


def _parted(row: str) -> tuple[str, str]:
    tex, _, code = row.rpartition(" | ")
    return tex, code


def agree(left: str, right: str, given: str = "") -> bool:
    """Whether two sides agree wherever both of them are real; they have to be somewhere."""
    compared = 0
    with mpmath.workdps(30):
        for place in PLACES + NEGATIVE:
            names = {**_names(), **dict(zip("xyab", place, strict=True)), "h": place[1], "c": place[2]}
            names |= {name: mpmath.mpf(value) for name, value in names.items() if isinstance(value, float)}
            for one in filter(None, given.split("; ")):
                name, _, code = one.partition(" = ")
                names[name] = _worth(code, names)
            try:
                a, b = _worth(left, names), _worth(right, names)
            except ZeroDivisionError:
                continue
            if abs(mpmath.im(a)) + abs(mpmath.im(b)) > 0:
                continue
            compared += 1
            if abs(a - b) > mpmath.mpf(10) ** -9 * max(1, abs(a)):
                return False
    assert compared, f"{left} and {right} are never real together"
    return True


def _worth(code: str, names: dict[str, Any]) -> Any:
    order = code.startswith("d ") + 2 * code.startswith("dd ")
    if not order:
        return eval(code, dict(names))  # noqa: S307
    inside = compile(code[order + 1 :], code, "eval")
    return mpmath.diff(lambda t: eval(inside, {**names, "x": t}), names["x"], order)  # noqa: S307


def _names() -> dict[str, Any]:
    known = "sin cos tan sec cot asin atan sinh cosh tanh exp pi mpf quad"
    real = {"sqrt": _real(mpmath.sqrt), "log": _real(mpmath.log)}
    return {**{name: getattr(mpmath, name) for name in known.split()}, **real, "D": mpmath.diff}


def _real(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The function among real numbers, where a negative one has no root and no logarithm."""

    def within(value: Any) -> Any:
        if mpmath.im(value) or value < 0:
            raise ZeroDivisionError
        return function(value)

    return within
