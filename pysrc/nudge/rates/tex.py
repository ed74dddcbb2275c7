r"""TeX as a textbook sets it: `3x`, `\sin x`, `(\sin x)^2`, `\frac{1}{2\sqrt{x}}`, `e^{-x^2}`; all for KaTeX."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace

from nudge.rates.calls import LOGARITHMS
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
from nudge.rates.primitives import CONSTANTS, FUNCTIONS, PRIMITIVES

_PIECES = 0  # binds less tightly than a sum

Inner = Mapping[str, tuple[Expr, str]]

_CONSTANTS = {"pi": r"\pi", "e": "e"}
_GREEK = frozenset(("alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu", "sigma", "phi", "omega"))
_CALLED = frozenset(("f", "g", "h", r"\phi", r"\sigma", *string.ascii_uppercase))  # taken for functions before brackets
_SPELLED = frozenset(name for name in (*FUNCTIONS, *LOGARITHMS, *CONSTANTS) if len(name) > 1)
_COMMAND = re.compile(r"\\(?:operatorname|mathrm)\{\w+\}|\\[A-Za-z]+")
_LAST_LETTERS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]+\Z")


@dataclass(frozen=True, slots=True)
class _Piece:
    """TeX with what is needed to set it inside something else.

    `level` is how tightly it binds; `tall` asks for brackets that stretch; `bars` says that there are bars in it.
    `digit_first` begins with a number, which would go on one before it: 3 · 2^x. `open_end` is a function with a bare
    argument, which a factor after it would seem to join. `leaf` needs no bracket after a function's name. `letter` is
    the variable at its end, which could seem to be a function of a bracket after it; a `word` of anything after it.
    """

    tex: str
    level: int = ATOM
    tall: bool = False
    bars: bool = False
    digit_first: bool = False
    open_end: bool = False
    leaf: bool = False
    letter: str = ""
    word: bool = False


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
    made = _applied(node, args, done)
    return replace(made, bars=True) if any(arg.bars for arg in args) else made


def _applied(node: Apply, args: list[_Piece], done: Mapping[Expr, _Piece]) -> _Piece:
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
        power = f"{base.tex}^{_exponent(node.args[1], args[1], done)}"
        return replace(base, tex=power, level=POWER, leaf=False)
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
        tall = r"\frac" in names[name]  # what still waits to be differentiated, d/dx[…], takes all that follows
        return _Piece(names[name], PRODUCT if tall else ATOM, tall, leaf=not tall, word=tall)
    shown = _spelling(name)
    head = shown.rstrip("'").partition("_")[0]
    level = POWER if shown.endswith("'") else ATOM
    return _Piece(shown, level, leaf=True, letter=shown, word=head.startswith(r"\mathrm"))


def _spelling(name: str) -> str:
    r"""How a variable is written: `x`, `w_{1}`, `\theta`, `\mathrm{loss}`, `y'`."""
    if name.endswith("'"):
        return _spelling(name[:-1]) + "'"
    head, _, tail = name.partition("_")
    letters = head.rstrip("0123456789")
    if not tail and letters != head and (len(letters) == 1 or letters in _GREEK):
        head, tail = letters, head[len(letters) :]
    shown = rf"\{head}" if head in _GREEK else head if len(head) == 1 else rf"\mathrm{{{head}}}"
    return f"{shown}_{{{tail.replace('_', ',')}}}" if tail else shown


def _bracketed(piece: _Piece, least: int) -> _Piece:
    if piece.level >= least:
        return piece
    return _Piece(_brackets(piece), tall=piece.tall, bars=piece.bars)


def _brackets(piece: _Piece) -> str:
    return rf"\left({piece.tex}\right)" if piece.tall else f"({piece.tex})"


def _product(left: _Piece, right: _Piece) -> _Piece:
    """Two factors side by side, with a dot where they would otherwise seem to be one thing, or another thing."""
    first, second = _bracketed(left, PRODUCT), _bracketed(right, PRODUCT)
    if _seem_joined(first, second):
        between = r" \cdot "
    elif second.tex.startswith(("\\", "(")):
        between = ""
    else:
        letters = _LAST_LETTERS.search(first.tex)
        between = " " if first.tex[-1:].isalpha() and not (first.leaf and second.leaf and letters) else ""
        if letters and ("'" in second.tex or any(map((letters[0] + second.tex[:1]).endswith, _SPELLED))):
            between = " "
    return replace(
        second,
        tex=first.tex + between + second.tex,
        level=PRODUCT,
        tall=first.tall or second.tall,
        digit_first=first.digit_first,
        leaf=False,
    )


def _seem_joined(first: _Piece, second: _Piece) -> bool:
    """Whether two factors side by side could be read as something else than their product."""
    bracket = second.tex.startswith(("(", r"\left("))
    differential = first.tex.endswith("d") and not bracket  # in a fraction, dx looks like one
    bars = second.tex.startswith("|") and "|" in first.tex and not first.tex.endswith("|")  # |a|b|c|
    return (
        second.digit_first
        or second.level == PRODUCT
        or (first.open_end and not second.open_end)
        or first.word
        or (bracket and _called(first.letter, second.tex))
        or differential
        or bars
    )


def _called(letter: str, bracket: str) -> bool:
    """Whether a letter would seem to be a function of a bracket: any but one that is seen in it too, as in x(x + 1)."""
    if letter.partition("_")[0] in _CALLED:
        return True
    within = bracket if letter.startswith("\\") else _COMMAND.sub(" ", bracket)
    return bool(letter) and not re.search(
        re.escape(letter) + (r"(?![A-Za-z_])" if letter[0] == "\\" else "(?!_)"), within
    )


def _exponent(expr: Expr, piece: _Piece, done: Mapping[Expr, _Piece]) -> str:
    """An exponent in braces; a small fraction is set with a slash, as in x^{1/2}."""
    minus = isinstance(expr, Apply) and expr.op == "neg"
    body = expr.args[0] if isinstance(expr, Apply) and minus else expr
    if isinstance(body, Apply) and body.op == "div":
        above, below = (done[arg] for arg in body.args)
        if above.level >= PRODUCT and not above.tall and not above.open_end and below.leaf:
            return f"{{{'-' if minus else ''}{above.tex}/{below.tex}}}"
    return piece.tex if piece.leaf and len(piece.tex) == 1 else f"{{{piece.tex}}}"


def _function(node: Apply, args: list[_Piece]) -> _Piece:
    row = PRIMITIVES[node.op]
    if node.op in _PAIRS:
        return _paired(node.op, args[0])
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
        return _Piece(f"{name} {arg.tex}", POWER, open_end=True, word=arg.word)
    return _Piece(name + _brackets(arg), POWER, arg.tall)


_PAIRS = {"abs": ("|", "|"), "floor": (r"\lfloor ", r"\rfloor"), "ceil": (r"\lceil ", r"\rceil")}


def _paired(op: str, arg: _Piece) -> _Piece:
    """Between bars or their kin; around other bars, and before a minus, they say which is the left one."""
    left, right = _PAIRS[op]
    if op == "abs" and (arg.tall or arg.bars or arg.tex.startswith("-")):
        left, right = r"\lvert ", r"\rvert"
    if arg.tall:
        left, right = rf"\left{left}", rf"\right{right}"
    return _Piece(f"{left}{arg.tex}{right}", tall=arg.tall, bars=op == "abs" or arg.bars)
