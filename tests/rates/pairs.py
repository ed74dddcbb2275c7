"""Pairs of functions for marking: some that differ where few would look, and some that are one function written twice.

The first kind differs by construction: what is added is zero nearly everywhere, and not zero somewhere that the engine
is not asked for. The second kind comes by identities a textbook has.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from nudge.rates import Apply, Constant, Expr, parse, rational, substitute
from nudge.rates.expr import postorder

BASES = (
    "x", "x^2", "sin(x)", "e^x", "x^3-2x", "cos(3x)", "x*sin(x)", "1/(x^2+1)", "arctan(x)", "sqrt(x^2+1)", "|x|",
    "max(x, 1)", "ln(x^2+1)", "tanh(x)", "x e^(-x)", "1/x", "x^2/(x-1)", "floor(x)", "(x+1)^3", "5", "sigmoid(x)",
    "cbrt(x)", "x^2 e^x", "cosh(x)", "tan(x)",
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two texts, and the kind of difference there is between them."""

    first: str
    second: str
    kind: str


def different(seed: int) -> Pair:
    """A function, and the same with a hump, a step or a point added that is far out, narrow, or at one corner."""
    at = Random(seed)
    base = at.choice(BASES)
    kind = at.choice(("far", "narrow", "one"))
    hump = {"far": _far, "narrow": _narrow, "one": _one}[kind](at)
    size = at.choice(("", "3*", "0.001*", "1e-9*", "-"))
    other = f"{base} + {size}({hump})"
    return Pair(base, other, kind) if at.random() < 0.5 else Pair(other, base, kind)


def _number(at: Random) -> str:
    short = f"{at.uniform(0.1, 9):.3f}"
    return at.choice((str(at.randint(2, 9)), short, f"{at.randint(1, 9)}/11", f"sqrt({at.choice((2, 3, 5))})", "pi"))


def _zero_at(at: Random, c: str) -> str:
    """What is zero at c alone, and changes its sign there."""
    return at.choice((f"(x-{c})", f"({c}-x)", f"(3x-3*({c}))", f"((x-{c})/7)", f"(x-{c})*(x^2+1)", f"((x-{c})^3)"))


def _far(at: Random) -> str:
    """What begins far out."""
    large, near = f"{at.randint(1, 99)}e{at.randint(2, 12)}", f"{at.uniform(200, 99999):.2f}"
    z = _zero_at(at, at.choice((large, near, f"(-{at.randint(100, 10**7)})")))
    return at.choice((
        f"relu({z})", f"max(0, {z})", f"min({z}, 0)", f"|{z}|-({z})", f"sign({z})-1", f"sign({z})+1",
        f"sqrt(relu({z}))", f"relu({z})*(2+sin(x))", f"relu(relu({z})-3)", f"floor(max(0, {z})/7)",
    ))  # fmt: skip


def _narrow(at: Random) -> str:
    """What is zero but for a stretch that is a thousandth to a billionth wide."""
    c, w = _number(at), at.choice((4, 5, 6, 7, 9, 12))
    return at.choice((
        f"relu(1-|x-{c}|*1e{w})", f"relu(1-(x-{c})^2*1e{w})", f"max(0, 1e-{w}-|x-{c}|)", f"relu(1-1e{w}*|sin(x-{c})|)",
        f"sign(x-{c})-sign(x-{c}-1e-{w})", f"relu((x-{c})*({c}+1e-{w}-x))", f"relu(cos(x-{c})-1+1e-{w})",
        f"relu(exp(-1e{w}(x-{c})^2)-1/2)", f"relu(1-1e{w}|x^3-({c})^3|)", f"relu(1-1e{w}|ln(|x|/({c}))|)",
    ))  # fmt: skip


def _one(at: Random) -> str:
    """What is zero but for single places."""
    c = f"({at.randint(2, 7)}.3)" if at.random() < 0.5 else at.choice(("sqrt(7)", "(2/7)", "ln(3)", "(pi/7)"))
    z = _zero_at(at, c)
    return at.choice((
        f"1-|sign({z})|", f"1-sign({z})^2", f"1-sign(({z})^2)", f"floor({z})+floor(-({z}))+1", f"1-sign(|{z}|)",
    ))  # fmt: skip


def rewritten(seed: int) -> tuple[str, str, str]:
    """A function, the same written in another way, and a domain, which may be narrow, far out, or none."""
    at = Random(seed)
    expr = parse(_made(at, at.choice((0, 1, 1, 2))))
    domain = ""
    moved = at.choice(("", "", "shifted", "stretched", "narrow"))
    if moved == "shifted":
        expr = substitute(expr, {"x": parse(f"x-{at.choice(('50', '1e6', '1234.5', '(-7e4)'))}")})
    if moved == "stretched":
        expr = substitute(expr, {"x": parse(at.choice(("1e6x", "x/1e6", "1000(x-3)")))})
    if moved == "narrow":
        low = at.choice((0.5, 1, 90))
        domain = f"{low} < x < {low + at.choice((1, 1e-3, 1e-6))}"
    return str(expr), str(_rewrite(expr, at)), domain


_PARTS = (
    "x", "x^2", "sin(x)", "exp(x)", "cos(3x)", "1/(x^2+1)", "atan(x)", "abs(x)", "max(x,1)", "ln(x^2+1)", "tanh(x)",
    "1/x", "sqrt(x)", "ln(x)", "floor(x)", "(x+1)^3", "relu(x-3)", "sigmoid(x)", "cbrt(x)", "tan(x)", "sign(x)",
    "min(x,2-x)", "ceil(x/3)", "x^x", "x^(1/3)", "x^(3/2)", "sqrt(sin(x)^2)", "acosh(x+1)", "1/sin(x)", "asin(x/200)",
)  # fmt: skip


def _made(at: Random, depth: int) -> str:
    if depth == 0:
        return at.choice(_PARTS)
    first, second = _made(at, depth - 1), at.choice(_PARTS)
    nested = str(substitute(parse(first), {"x": parse(second)}))
    return at.choice((f"({first})+({second})", f"({first})*({second})", f"({first})-({second})", nested))


_TWO, _ONE = rational(2), rational(1)
_QUARTER = Apply("div", (Constant("pi"), _TWO))


def _of(op: str, *args: Expr) -> Expr:
    return Apply(op, args)


_IDENTITIES: dict[str, tuple[Callable[..., Expr], ...]] = {
    "add": (lambda a, b: _of("add", b, a), lambda a, b: _of("sub", a, _of("neg", b))),
    "mul": (lambda a, b: _of("mul", b, a),),
    "sub": (lambda a, b: _of("add", a, _of("neg", b)), lambda a, b: _of("neg", _of("sub", b, a))),
    "div": (lambda a, b: _of("mul", a, _of("pow", b, rational(-1))),),
    "abs": (lambda a: _of("sqrt", _of("mul", a, a)), lambda a: _of("max", a, _of("neg", a))),
    "relu": (lambda a: _of("max", rational(0), a), lambda a: _of("div", _of("add", a, _of("abs", a)), _TWO)),
    "max": (
        lambda a, b: _of("div", _of("add", _of("add", a, b), _of("abs", _of("sub", a, b))), _TWO),
        lambda a, b: _of("add", _of("relu", _of("sub", a, b)), b),
    ),
    "min": (lambda a, b: _of("neg", _of("max", _of("neg", a), _of("neg", b))),),
    "sin": (lambda a: _of("cos", _of("sub", a, _QUARTER)),),
    "cos": (lambda a: _of("sin", _of("add", a, _QUARTER)),),
    "exp": (lambda a: _of("pow", _of("exp", _of("div", a, _TWO)), _TWO),),
    "ln": (lambda a: _of("neg", _of("ln", _of("div", _ONE, a))), lambda a: _of("mul", _TWO, _of("ln", _of("sqrt", a)))),
    "sqrt": (lambda a: _of("pow", a, _of("div", _ONE, _TWO)),),
    "floor": (lambda a: _of("neg", _of("ceil", _of("neg", a))),),
    "ceil": (lambda a: _of("neg", _of("floor", _of("neg", a))),),
    "sign": (lambda a: _of("neg", _of("sign", _of("neg", a))), lambda a: _of("sign", _of("pow", a, rational(3)))),
    "atan": (lambda a: _of("neg", _of("atan", _of("neg", a))),),
    "asin": (lambda a: _of("sub", _QUARTER, _of("acos", a)),),
}


def _rewrite(expr: Expr, at: Random) -> Expr:
    """An equal expression: identities applied at more than half of the places where there is one."""
    done: dict[Expr, Expr] = {}
    for node in postorder(expr):
        done[node] = node
        if isinstance(node, Apply):
            args = tuple(done[arg] for arg in node.args)
            ways = _IDENTITIES.get(node.op, ()) if at.random() < 0.6 else ()
            done[node] = at.choice(ways)(*args) if ways else Apply(node.op, args)
    return done[expr]
