"""What named functions are to SymPy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp  # type: ignore[import-untyped]

_NAMES = "sin cos tan sec csc cot sinh cosh tanh sech csch coth exp asin acos atan asinh acosh atanh erf sign floor"
MADE: Mapping[str, Callable[..., Any]] = {
    **{name: getattr(sp, name) for name in _NAMES.split()},
    "abs": sp.Abs,
    "min": sp.Min,
    "max": sp.Max,
    "factorial": sp.factorial,
    "ceil": sp.ceiling,
    # in terms of others, as nudge.rates defines them: SymPy's acot has values in (−π/2, π/2]
    "acot": lambda x: sp.pi / 2 - sp.atan(x),
    "asec": lambda x: sp.acos(1 / x),
    "acsc": lambda x: sp.asin(1 / x),
    "acoth": lambda x: sp.atanh(1 / x),
    "asech": lambda x: sp.acosh(1 / x),
    "acsch": lambda x: sp.asinh(1 / x),
    "sigmoid": lambda x: 1 / (1 + sp.exp(-x)),
    "softplus": lambda x: sp.log(1 + sp.exp(x)),
}
"""By the name of a call in a tree; the logarithm and relu are made with their conditions, in `meaning`."""
