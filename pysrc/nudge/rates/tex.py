r"""TeX as a textbook sets it: `3x`, `\sin x`, `(\sin x)^2`, `\frac{1}{2\sqrt{x}}`, `e^{-x^2}`; all for KaTeX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nudge.rates.exact import exact
from nudge.rates.expr import (
    ATOM,
    POWER,
    PRODUCT,
    SIGN,
    SUM,
    Apply,
    Constant,
    Expr,
    Number,
    Variable,
    decimal_text,
    postorder,
)
from nudge.rates.primitives import PRIMITIVES

_PIECES = 0  # binds less tightly than a sum

Inner = Mapping[str, tuple[Expr, str]]

_CONSTANTS = {"pi": r"\pi", "e": "e"}
_GREEK = frozenset(("alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu", "sigma", "phi", "omega"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """TeX with what is needed to set it inside something else.

    `level` is how tightly it binds; `tall` asks for brackets that stretch. `open_end` is a function with a bare
    argument, which a factor after it would seem to join. `leaf` needs no bracket after a function's name.
    """

    tex: str
    level: int = ATOM
    tall: bool = False
    digit_first: bool = False
    open_end: bool = False
    leaf: bool = False


def tex(expr: Expr, names: Mapping[str, str] | None = None, inner: Inner | None = None) -> str:
    r"""The expression in TeX.

    `names` sets variables as something else: `{"x": r"(\cdot)"}`. `inner` sets a variable as an expression wrapped in a
    macro, with brackets outside the macro: `{"u": (sin x, r"\inner")}` sets u^2 as `(\inner{\sin x})^2`.
    """
    done: dict[Expr, _Piece] = {}
    for node in postorder(expr):
        done[node] = _piece(node, done, names or {}, inner or {})
    return done[expr].tex


def _piece(node: Expr, done: Mapping[Expr, _Piece], names: Mapping[str, str], inner: Inner) -> _Piece:
    if isinstance(node, Number):
        return _Piece(decimal_text(node.value), digit_first=True, leaf=True)
    if isinstance(node, Constant):
        return _Piece(_CONSTANTS[node.name], leaf=True)
    if isinstance(node, Variable):
        return _variable(node.name, names, inner)
    assert isinstance(node, Apply)
    args = [done[arg] for arg in node.args]
    if node.op in ("add", "sub"):
        sign = "+" if node.op == "add" else "-"
        left, right = _bracketed(args[0], SUM), _bracketed(args[1], PRODUCT)
        return _Piece(f"{left.tex} {sign} {right.tex}", SUM, left.tall or right.tall)
    if node.op == "mul":
        return _product(args[0], args[1])
    if node.op == "div":
        return _Piece(rf"\frac{{{args[0].tex}}}{{{args[1].tex}}}", PRODUCT, True)
    if node.op == "neg":
        body = _bracketed(args[0], PRODUCT)
        return _Piece(f"-{body.tex}", SIGN, body.tall)
    if node.op == "pow":
        base = _bracketed(args[0], ATOM)
        return _Piece(f"{base.tex}^{_exponent(node.args[1], args[1], done)}", POWER, base.tall)
    if node.op == "exp":
        return _Piece(f"e^{_exponent(node.args[0], args[0], done)}", POWER)
    if node.op == "pieces":
        return _cases(node, done)
    return _function(node, args)


def _cases(node: Apply, done: Mapping[Expr, _Piece]) -> _Piece:
    r"""Two pieces, each with where it holds: `x < 1` where the switch is x - 1."""
    switch, below, above = node.args
    left, right = done[switch].tex, "0"
    if isinstance(switch, Apply) and switch.op == "sub":
        left, right = (done[arg].tex for arg in switch.args)
    elif isinstance(switch, Apply) and switch.op == "add" and exact(switch.args[1]) is not None:
        left, right = done[switch.args[0]].tex, f"-{_bracketed(done[switch.args[1]], PRODUCT).tex}"
    below_row, above_row = (
        rf"{done[arg].tex} & \text{{if }} {left} {sign} {right}" for arg, sign in ((below, "<"), (above, ">"))
    )
    return _Piece(rf"\begin{{cases}}{below_row} \\ {above_row}\end{{cases}}", _PIECES, tall=True)


def _variable(name: str, names: Mapping[str, str], inner: Inner) -> _Piece:
    if name in inner:
        expr, macro = inner[name]
        pieces: dict[Expr, _Piece] = {}
        for node in postorder(expr):
            pieces[node] = _piece(node, pieces, names, {})
        return replace(pieces[expr], tex=f"{macro}{{{pieces[expr].tex}}}")
    if name in names:
        return _Piece(names[name], tall=r"\frac" in names[name], leaf=True)
    if len(name) == 1:
        return _Piece(name, leaf=True)
    head, _, tail = name.partition("_")
    if not tail and head[:1].isalpha() and head[1:].isdecimal():
        head, tail = head[:1], head[1:]
    shown = rf"\{head}" if head in _GREEK else head if len(head) == 1 else rf"\mathrm{{{head}}}"
    return _Piece(f"{shown}_{{{tail.replace('_', ',')}}}" if tail else shown, leaf=True)


def _bracketed(piece: _Piece, least: int) -> _Piece:
    if piece.level >= least and not (least == ATOM and piece.open_end):
        return piece
    return _Piece(_brackets(piece), tall=piece.tall)


def _brackets(piece: _Piece) -> str:
    return rf"\left({piece.tex}\right)" if piece.tall else f"({piece.tex})"


def _product(left: _Piece, right: _Piece) -> _Piece:
    """Two factors side by side, with a dot where they would otherwise seem to be one thing."""
    first, second = _bracketed(left, PRODUCT), _bracketed(right, PRODUCT)
    dotted = second.digit_first or second.level == PRODUCT or (first.open_end and not second.open_end)
    if dotted or (first.leaf and first.tall) or (second.leaf and second.tall):
        between = r" \cdot "
    elif second.tex.startswith(("\\", "(")) or (first.leaf and second.leaf and not first.tex.startswith("\\")):
        between = ""
    else:
        between = " " if first.tex[-1:].isalpha() else ""
    tall = first.tall or second.tall
    return _Piece(first.tex + between + second.tex, PRODUCT, tall, first.digit_first, second.open_end)


def _exponent(expr: Expr, piece: _Piece, done: Mapping[Expr, _Piece]) -> str:
    """An exponent in braces; a small fraction is set with a slash, as in x^{1/2}."""
    minus = isinstance(expr, Apply) and expr.op == "neg"
    body = expr.args[0] if isinstance(expr, Apply) and minus else expr
    if isinstance(body, Apply) and body.op == "div":
        above, below = (done[arg] for arg in body.args)
        if above.level >= PRODUCT and not above.tall and (below.leaf or exact(body.args[1]) is not None):
            return f"{{{'-' if minus else ''}{above.tex}/{below.tex}}}"
    return piece.tex if piece.leaf and len(piece.tex) == 1 else f"{{{piece.tex}}}"


def _function(node: Apply, args: list[_Piece]) -> _Piece:
    row = PRIMITIVES[node.op]
    if "#1" in row.tex:
        return _Piece(row.tex.replace("#1", args[0].tex), tall=args[0].tall or row.tex.startswith(r"\sqrt"))
    if node.op == "log":
        name, arg = rf"\log_{{{args[0].tex}}}", args[1]
    elif len(args) > 1:
        stretch = any(arg.tall for arg in args)
        listed = ", ".join(arg.tex for arg in args)
        return _Piece(row.tex + (rf"\left({listed}\right)" if stretch else f"({listed})"), POWER, stretch)
    else:
        name, arg = row.tex, args[0]
    if arg.leaf:
        return _Piece(f"{name} {arg.tex}", POWER, open_end=True)
    return _Piece(name + _brackets(arg), POWER, arg.tall)
