"""Random mathematics with its own truth: each text comes with a function that mpmath computes to sixty digits.

The function answers None where the text has no real value; it knows nothing of the engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import mpmath
from hypothesis import assume
from hypothesis import strategies as st
from mpmath import mpf

mpmath.mp.dps = 60

Truth = Callable[[mpf], mpf | None]


@dataclass(frozen=True)
class Case:
    """A text in x, and what it means."""

    text: str
    truth: Truth

    def __repr__(self) -> str:
        return self.text


def real(function: Callable[..., object]) -> Callable[..., mpf | None]:
    """The function with None for whatever is not a finite real number."""

    def guarded(*args: mpf | None) -> mpf | None:
        if any(arg is None for arg in args):
            return None
        assume(all(abs(arg) < mpf("1e12") for arg in args))  # beyond, sixty digits do not tell an angle
        try:
            result = function(*args)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError):
            return None
        if isinstance(result, mpmath.mpc):
            return None
        return result if mpmath.isfinite(result) else None

    return guarded


def positive(function: Callable[[mpf], mpf]) -> Callable[[mpf], mpf]:
    """Refuse what is not positive, where mpmath would answer with a complex number."""

    def guarded(a: mpf) -> mpf:
        if a <= 0:
            raise ValueError
        return function(a)

    return guarded


def within(low: int, high: int, function: Callable[[mpf], mpf]) -> Callable[[mpf], mpf]:
    """Refuse what lies outside [low, high]; drop the case where sixty digits do not tell."""

    def guarded(a: mpf) -> mpf:
        assume(not 0 < min(abs(a - low), abs(a - high)) < mpf("1e-40"))
        if not low <= a <= high:
            raise ValueError
        return function(a)

    return guarded


def root(a: mpf) -> mpf:
    assume(not 0 < abs(a) < mpf("1e-40"))
    if a < 0:
        raise ValueError
    return mpmath.sqrt(a)


def cube_root(a: mpf) -> mpf:
    return mpmath.sign(a) * mpmath.cbrt(abs(a))


FUNCTIONS: dict[str, Callable[[mpf], mpf]] = {
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "sec": mpmath.sec,
    "csc": mpmath.csc,
    "cot": mpmath.cot,
    "arcsin": within(-1, 1, mpmath.asin),
    "arccos": within(-1, 1, mpmath.acos),
    "arctan": mpmath.atan,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "sech": mpmath.sech,
    "csch": mpmath.csch,
    "coth": mpmath.coth,
    "arsinh": mpmath.asinh,
    "exp": mpmath.exp,
    "ln": positive(mpmath.ln),
    "log_2": positive(lambda a: mpmath.log(a, 2)),
    "sqrt": root,
    "cbrt": cube_root,
    "sigmoid": lambda a: 1 / (1 + mpmath.exp(-a)),
    "softplus": lambda a: mpmath.log1p(mpmath.exp(a)),
    "erf": mpmath.erf,
}
CORNERED: dict[str, Callable[[mpf], mpf]] = {
    "abs": abs,
    "relu": lambda a: max(a, mpf(0)),
    "sign": mpmath.sign,
    "floor": mpmath.floor,
}

leaves = st.one_of(
    st.just(Case("x", lambda x: x)),
    st.integers(1, 9).map(lambda n: Case(str(n), lambda _: mpf(n))),
    st.sampled_from(("0.5", "1.25", "2.75")).map(lambda t: Case(t, lambda _: mpf(t))),
)


def applied(names: dict[str, Callable[[mpf], mpf]], inner: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    def make(name: str, arg: Case) -> Case:
        function = real(names[name])
        return Case(f"{name}({arg.text})", lambda x: function(arg.truth(x)))

    return st.builds(make, st.sampled_from(sorted(names)), inner)


def joined(inner: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    signs = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b}

    def make(a: Case, sign: str, b: Case) -> Case:
        function = real(signs[sign])
        return Case(f"({a.text}){sign}({b.text})", lambda x: function(a.truth(x), b.truth(x)))

    return st.builds(make, inner, st.sampled_from("+-*/"), inner)


def raised(inner: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    def make(a: Case, n: int) -> Case:
        function = real(lambda base: base**n)
        return Case(f"({a.text})^({n})", lambda x: function(a.truth(x)))

    return st.builds(make, inner, st.integers(-3, 4).filter(bool))


def cases(cornered: bool = False, size: int = 6) -> st.SearchStrategy[Case]:
    """Random functions of x, smooth on their domains, or with corners and jumps as well."""
    names = FUNCTIONS | CORNERED if cornered else FUNCTIONS
    return st.recursive(
        leaves, lambda inner: st.one_of(applied(names, inner), joined(inner), raised(inner)), max_leaves=size
    )


places = st.sampled_from([k / 16 + 1 / 64 for k in range(-50, 51, 3)])
