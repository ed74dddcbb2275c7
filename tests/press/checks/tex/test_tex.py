"""What the engine sets as TeX, this reader reads as the same."""

from __future__ import annotations

from functools import reduce

import pytest

from nudge.press.checks.judge.meaning import SymPyMeaning, symbol
from nudge.press.checks.tex import grammar, statements
from nudge.press.checks.tex.lexer import tokens
from nudge.press.checks.tex.names import Names
from nudge.press.checks.tex.scope import LessonScope
from nudge.press.checks.tex.tree import TexNode, Unclear, show
from nudge.rates import Apply, Constant, Expr, Variable, parse, rational, tex, value
from nudge.rates.primitives import PRIMITIVES
from tests.rates.formulas import NAMES, formula
from tests.rates.test_tex import leaning

LETTERS = {**{name: name for name in NAMES}, "w_1": "w1", "θ": "theta", "φ_2": "phi_2", "w1_0": "w1_0"}
FUNCTIONS = {"f", "g", "h", "N", "φ_2"}  # no numbers before brackets
KNOWN = Names(numbers=frozenset([*LETTERS, "e", "π"]) - FUNCTIONS)


def node(text: str) -> TexNode:
    return grammar.expression(tokens(text), KNOWN)


def expression(read: TexNode) -> Expr:
    """A tree of this reader as one of the engine's."""
    parts = [expression(part) for part in read.parts if part.kind != "holds"]
    match read.kind:
        case "number":
            return parse(read.text, ())
        case "symbol" if read.text in ("e", "π"):
            return Constant({"e": "e", "π": "pi"}[read.text])
        case "symbol":
            return Variable(LETTERS[read.text])
        case "add":
            return reduce(_added, parts)
        case "neg":
            return Apply("neg", tuple(parts))
        case "mul" | "div":
            return Apply(read.kind, tuple(parts))
        case "pow" if parts[0] is Constant("e"):
            return Apply("exp", (parts[1],))
        case "pow":
            return Apply("pow", tuple(parts))
        case "root":
            return Apply({rational(2): "sqrt", rational(3): "cbrt"}[parts[1]], (parts[0],))
        case "call":
            return Apply(read.text, tuple(parts))
        case "cases":
            when = read.parts[1]
            left, right = map(expression, when.parts)
            assert when.text == "<"
            assert [show(part) for part in read.parts[3].parts] == [show(part) for part in when.parts]
            switch = left if right is rational(0) else Apply("sub", (left, right))
            return Apply("pieces", (switch, *parts))
    raise AssertionError(read.kind)


def _added(left: Expr, right: Expr) -> Expr:
    if isinstance(right, Apply) and right.op == "neg":
        return Apply("sub", (left, right.args[0]))
    return Apply("add", (left, right))


def loose(expr: Expr) -> Expr:
    """As this reader has it: logarithms to a base as quotients, and a sum of what is taken away."""
    if not isinstance(expr, Apply):
        return expr
    args = tuple(loose(arg) for arg in expr.args)
    if expr.op == "log":
        return Apply("div", tuple(Apply("ln", (arg,)) for arg in reversed(args)))
    if expr.op == "add" and isinstance(args[1], Apply) and args[1].op == "neg":
        return Apply("sub", (args[0], args[1].args[0]))
    return Apply(expr.op, args)


@pytest.mark.parametrize("seeds", [range(2_000), pytest.param(range(2_000, 30_000), marks=pytest.mark.slow)])
@pytest.mark.slow
def test_what_the_engine_sets_reads_back_as_the_same(seeds: range) -> None:
    """Fails when the dot is left out between 3 and 2^x, after a word, after f before a bracket, or after d before a
    letter, when bars around bars do not say which is the left one, and when an exponent such as sin(x)/2 is set with a
    slash."""
    wrong = []
    for seed in seeds:
        made = formula(seed, 7 if seed % 3 else 12)
        shown = tex(made)
        try:
            if leaning(loose(expression(node(shown)))) is not leaning(loose(made)):
                wrong.append((seed, shown))
        except Unclear as problem:
            wrong.append((seed, f"{shown}: {problem.message}"))
    assert wrong == []


def test_displays_of_what_the_engine_sets_are_understood_without_more_being_said() -> None:
    """Fails when x stands right before a bracket that has no x in it: it may be a function then."""
    wrong, count = [], 0
    for seed in range(1_000):
        made = formula(seed, 7, ("x", "t"))
        shown = tex(made)
        if isinstance(made, Apply) and made.names:
            count += 1
            try:
                said = statements.read(f"{shown} = 0", LessonScope()).claims[0]
                if leaning(loose(expression(said.left))) is not leaning(loose(made)):
                    wrong.append((seed, shown))
            except Unclear as problem:
                wrong.append((seed, f"{shown}: {problem.message}"))
    assert wrong == []
    assert count > 700


RELATIVES = [
    *(r"\frac12 x", r"\frac1x", r"\dfrac{1}{x}", r"\tfrac1x", r"\cfrac{1}{x}", r"\frac\pi2", r"e^\frac12"),
    *(r"\sqrt2", r"\sqrt x", r"\sqrt[3]{x}", r"x^{\frac12}", r"\mathrm{e}^{x}", r"e^{-x^2/2}", r"x{}^2"),
    *(r"\mathrm{arsinh} x", r"\operatorname*{sech} x", r"\operatorname{sech}^2 x", r"\text{relu}(x)", r"\arcsin x"),
    *(r"\sin^2 x", r"\sin^{-1} x", r"\operatorname{sech}^{-1} x", r"\sin\left(x\right)", r"\sin \frac{x}{2}"),
    *(r"\log_2 x", r"\log_{2}(x)", r"\max(x, 1)", r"\max\{x, 1\}", r"\min\left(x, \frac{1}{x}\right)"),
    *(r"\lvert x \rvert", r"\left| x \right|", r"\left\lvert x \right\rvert", r"\left|x\right|\left|y\right|"),
    *(r"\left||x| - 1\right|", r"\left|x|y|\right|", r"\ln\lvert x\rvert", r"|x||y|", r"2|x|"),
    *(r"\lfloor x \rfloor", r"\left\lfloor x \right\rfloor", r"\lceil x\rceil^2", r"\left\lceil x\right\rceil"),
    *(r"2\,x", r"2\;x", r"2 \cdot x", r"2 \times x", r"x \div 2", r"\bigl(x + 1\bigr)^2", r"\Bigl[x\Bigr]"),
    *(r"\inner{x}^2", r"\outer{2}x", r"x_1", r"x_{1}", r"a_{max}", r"\theta", r"2\mathrm{loss}"),
]


@pytest.mark.parametrize("text", RELATIVES)
def test_both_readers_read_the_usual_ways_of_writing_it(text: str) -> None:
    """Fails when this reader takes a left bar for any bar, and when the other one does."""
    assert loose(expression(node(text))) is loose(parse(text, NAMES))


@pytest.mark.parametrize("text", [r"\mathrm{loss}(x)", r"\mathrm{loss} x", r"\mathrm{kg}", r"\operatorname{foo} x"])
def test_a_word_that_may_be_a_function_is_not_understood(text: str) -> None:
    """Fails when a name of several letters is read as a factor whatever follows it."""
    with pytest.raises(Unclear):
        node(text)


SPELLED = [(row.tex, row.op) for row in PRIMITIVES.values() if row.names and row.arity == 1 and "#" not in row.tex]


@pytest.mark.parametrize(("name", "op"), SPELLED)
def test_every_function_means_what_it_means_to_the_engine(name: str, op: str) -> None:
    """Fails when acot is SymPy's, which is odd, and when a function is missing."""
    x, found = symbol("x"), 0
    made = SymPyMeaning([], {}).value(node(f"{name} x"))
    for place in (-2.5, -0.75, -0.25, 0.25, 0.75, 1.5, 2.5):
        wanted = value(Apply(op, (Variable("x"),)), {"x": place})
        if wanted is not None:
            found += 1
            assert float(made.subs(x, place)) == pytest.approx(wanted, rel=1e-12)
    assert found > 1
