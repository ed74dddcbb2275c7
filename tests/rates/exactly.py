"""What the engine's trees are worth, found without the engine: by mpmath, with sixty digits, node by node.

And a family of compositions f(g(x)) with their derivatives and the usual slips, written down in SymPy by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import mpmath
import sympy as sp
from mpmath import mpf

from nudge.rates import Expr
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Constant, Number, Variable, postorder

DIGITS = 60
x, u = sp.Symbol("x", real=True), sp.Symbol("u", real=True)

_WORTH: Mapping[str, Callable[..., object]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "neg": lambda a: -a,
    "pow": lambda a, b: mpmath.power(a, b),
    "sqrt": mpmath.sqrt,
    "cbrt": lambda a: _root(a, 1, 3),
    "exp": mpmath.exp,
    "ln": mpmath.log,
    "log": lambda a, b: mpmath.log(b) / mpmath.log(a),
    "abs": abs,
    **{
        name: getattr(mpmath, name)
        for name in ("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth", "atan", "asin")
    },
    "sech": mpmath.sech,
    "sigmoid": lambda a: 1 / (1 + mpmath.exp(-a)),
    "floor": mpmath.floor,
    "ceil": mpmath.ceil,
    "sign": mpmath.sign,
    "relu": lambda a: max(a, mpf(0)),
    "min": min,
    "max": max,
    "pieces": lambda a, b, c: b if a < 0 else c if a > 0 else None,
}
# where sixty digits must tell a number from 0, or from a whole number, before the value is known
_EDGES: Mapping[str, Callable[..., mpf]] = {
    "div": lambda a, b: b,
    "pow": lambda a, b: a,
    **dict.fromkeys(("sqrt", "ln", "sign", "pieces"), lambda a, *rest: a),
    **dict.fromkeys(("floor", "ceil"), lambda a: a - mpmath.nint(a)),
    "asin": lambda a: 1 - abs(a),
}


class Doubtful(ArithmeticError):
    """Sixty digits do not tell whether there is a value, or which."""


def _root(a: mpf, n: int, root: int) -> mpf | None:
    """The real power a^(n/root), in lowest terms; None where there is none."""
    if n == 0:
        return mpf(1)
    if a < 0 and root % 2 == 0:
        return None
    size = mpmath.power(abs(a), mpf(n) / root)
    return -size if a < 0 and n % 2 else size


def surely(expr: Expr, **place: mpf) -> mpf | None:
    """As `worth`, but raises `Doubtful` where rounding could decide. Odd roots of negative numbers are real."""
    with mpmath.workdps(DIGITS):
        done: dict[Expr, mpf] = {}
        for node in postorder(expr):
            if not isinstance(node, Apply):
                done[node] = worth(node, **place)
                continue
            args = [done[arg] for arg in node.args]
            edge = _EDGES[node.op](*args) if node.op in _EDGES else mpf(1)
            if 0 < abs(edge) < mpf("1e-35") or any(abs(arg) > mpf("1e15") for arg in args):
                raise Doubtful
            exponent = exact(node.args[1]) if node.op == "pow" else None
            if exponent is None:
                made = _real(_WORTH[node.op], *args)
            else:
                made = _real(lambda a, q=exponent: _root(a, q.numerator, q.denominator), args[0])
            if made is None:
                return None
            done[node] = made
        return done[expr]


def worth(expr: Expr, **place: mpf) -> mpf | None:
    """The value of a tree at a place, to sixty digits; None where it has no real value."""
    with mpmath.workdps(DIGITS):
        done: dict[Expr, mpf] = {}
        for node in postorder(expr):
            match node:
                case Number(value=value):
                    done[node] = mpf(value.numerator) / value.denominator
                case Constant(name=name):
                    done[node] = +getattr(mpmath, name)
                case Variable(name=name):
                    done[node] = place[name]
                case Apply(op=op, args=args):
                    made = _real(_WORTH[op], *(done[arg] for arg in args))
                    if made is None:
                        return None
                    done[node] = made
        return done[expr]


def _real(function: Callable[..., object], *args: mpf) -> mpf | None:
    if function is _WORTH["pow"] and args[0] == args[1] == 0:
        return None
    try:
        made = function(*args)
    except (ZeroDivisionError, ValueError):
        return None
    return made if isinstance(made, mpf) and mpmath.isfinite(made) else None


def same(a: mpf | None, b: mpf | None) -> bool:
    """Whether two values are one to fifty digits."""
    if a is None or b is None:
        return False
    with mpmath.workdps(DIGITS):
        return bool(abs(a - b) <= mpf(10) ** -50 * (1 + abs(a) + abs(b)))


@dataclass(frozen=True, slots=True)
class Composition:
    """f(g(x)): both as one types them, and the same in SymPy. `n` is the exponent where f is a power, else None."""

    f: str
    g: str
    outer: sp.Expr
    inner: sp.Expr
    n: sp.Expr | None = None

    def __str__(self) -> str:
        return f"{self.f} after {self.g}"

    def right(self) -> sp.Expr:
        """The derivative."""
        return sp.diff(self.outer.subs(u, self.inner), x)

    def slips(self) -> Iterator[tuple[str, sp.Expr]]:
        """The usual wrong derivatives of the whole, by the ids that the engine has for them."""
        f, g, n = self.outer, self.inner, self.n
        df, dg = sp.diff(f, u), sp.diff(g, x)
        whole = f.subs(u, g)
        if dg != 1:
            yield "forgot-inner-rate", df.subs(u, g)
            yield "outer-rate-at-x", df.subs(u, x) * dg
            yield "outer-of-inner-rate", df.subs(u, dg)
            yield "outer-of-inner-rate", df.subs(u, dg) * dg
            yield "added-rates", df.subs(u, g) + dg
            yield "value-not-rate", whole * dg
        yield "value-not-rate", whole
        yield "sign", -df.subs(u, g) * dg
        if n is not None:
            yield "power-not-lowered", n * g**n * dg
            yield "power-not-lowered", n * g**n
            yield "integrated", g ** (n + 1) / (n + 1) if n != -1 else sp.log(sp.Abs(g))
            if n != 2:
                yield "dropped-power", n * g * dg
                yield "dropped-power", n * g
        if f == sp.exp(u):
            yield "power-rule-on-exponential", g * sp.exp(g - 1)
            yield "power-rule-on-exponential", g * sp.exp(g - 1) * dg
        if f in (sp.sin(u), sp.cos(u)):
            yield "integrated", sp.integrate(f, u).subs(u, g)


_OUTER = {
    "u^2": (u**2, 2),
    "u^3": (u**3, 3),
    "u^5": (u**5, 5),
    "1/u": (1 / u, None),
    "u^-2": (u**-2, -2),
    "sqrt(u)": (sp.sqrt(u), None),
    "sin(u)": (sp.sin(u), None),
    "cos(u)": (sp.cos(u), None),
    "e^u": (sp.exp(u), None),
    "ln(u)": (sp.log(u), None),
    "u^2 + 3u": (u**2 + 3 * u, None),
}
_INNER = {
    "3x": 3 * x,
    "2x + 1": 2 * x + 1,
    "5 - 4x": 5 - 4 * x,
    "x + 7": x + 7,
    "x^2": x**2,
    "x^2 + 1": x**2 + 1,
    "x^3 - 2x": x**3 - 2 * x,
    "1/x": 1 / x,
    "sin(x)": sp.sin(x),
    "e^x": sp.exp(x),
}
FAMILY = tuple(
    Composition(f, g, outer, inner, None if n is None else sp.Integer(n))
    for f, (outer, n) in _OUTER.items()
    for g, inner in _INNER.items()
)


def number(expr: sp.Expr, place: int) -> mpf | None:
    """A SymPy expression in x at a whole number, to sixty digits; None where it has no real value."""
    found = expr.subs(x, place)
    if not found.is_finite or not found.is_real:
        return None
    return sp.Float(sp.N(found, DIGITS), DIGITS)._to_mpmath(220)
