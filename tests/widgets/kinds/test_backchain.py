"""The stepper's numbers agree with reverse mode, with finite differences and with SymPy."""

import re
from decimal import Decimal

import pytest
import sympy

from nudge.rates import substitute, value
from nudge.rates.graph import graph_of, rates_of
from nudge.widgets import make, start
from nudge.widgets.kinds.backchain import Backchain
from nudge.widgets.network import network

CHAIN = "x = 2; w = 0.5; a = w*x; h = a^2; L = sin h"
NETWORK = (
    "x = 2; w1 = 0.6; a = w1*x; w2 = 1.5; h = relu(a); w3 = -0.5; y = w2*h; z = w3*h; p = e^y/(e^y + e^z); L = -ln p"
)
CORNERS = "x = 0; b = 1; h = relu(x); m = max(h, b - 1); a = |x|; s = h + a; L = 3*s*b + 2*x + m"


def gathered(text):
    """The rate of the output with respect to every node, as the walk leaves it."""
    rates = {}
    for visit in network(text).walk():
        if visit.kind != "value":
            rates[visit.to or visit.node] = visit.total
    return rates


def by_sympy(text):
    env, given = {}, {}
    names = {"relu": lambda a: sympy.Max(0, a), "ln": sympy.log, "e": sympy.E, "sin": sympy.sin}
    for piece in text.split(";"):
        name, body = (part.strip() for part in piece.split("="))
        written = body.replace("^", "**").replace("sin h", "sin(h)").replace("ln p", "ln(p)")
        made = sympy.sympify(written, {**names, **env})
        if made.is_number and not made.free_symbols:
            given[sympy.Symbol(name)] = made
            env[name] = sympy.Symbol(name)
        else:
            env[name] = made
    last = env[name]
    return {str(s): float(sympy.diff(last, s).subs(given)) for s in given}


@pytest.mark.parametrize("text", [CHAIN, NETWORK])
def test_rates_agree_with_sympy(text):
    rates = gathered(text)
    for name, rate in by_sympy(text).items():
        assert rates[name] == pytest.approx(rate, rel=1e-12), name


@pytest.mark.parametrize("text", [CHAIN, NETWORK, CORNERS])
def test_rates_agree_with_the_engines_reverse_mode(text):
    made = network(text)
    whole, numbers = made.nodes[-1].expr, {}
    for node in reversed(made.nodes[:-1]):
        if node.uses:
            whole = substitute(whole, {node.name: node.expr})
        else:
            numbers[node.name] = value(node.expr, {})
    found = rates_of(graph_of(whole, numbers))
    rates = gathered(text)
    assert {name: rates[name] for name in numbers} == pytest.approx(found.rates, rel=1e-12)


@pytest.mark.parametrize("text", [CHAIN, NETWORK])
def test_rates_agree_with_finite_differences(text):
    rates, step = gathered(text), 1e-6
    pieces = text.split("; ")
    for i, piece in enumerate(pieces):
        name, body = piece.split(" = ")
        try:
            number = float(body)
        except ValueError:
            continue
        ends = []
        for moved in (number - step, number + step):
            made = network("; ".join([*pieces[:i], f"{name} = {moved!r}", *pieces[i + 1 :]]))
            ends.append(made.values()["L"])
        assert rates[name] == pytest.approx((ends[1] - ends[0]) / (2 * step), abs=1e-7)


def test_every_edge_is_walked_once_when_its_node_is_whole():
    made = network(NETWORK)
    visits = list(made.walk())
    edges = [(v.node, v.to) for v in visits if v.kind == "edge"]
    assert len(edges) == len(set(edges)) == sum(len(node.uses) for node in made.nodes)
    final = {v.to: v.total for v in visits if v.kind == "edge"} | {"L": 1.0}
    assert all(v.above == final[v.node] for v in visits if v.kind == "edge")


def steps(widget):
    (control,) = widget.controls()
    return control.states()


def test_at_a_corner_the_reader_is_told_that_a_rate_is_taken():
    widget, problems = make(Backchain, {"graph": "a = 0; w = 2; h = relu(a); y = w*h", "alt": "A network."})
    assert not problems
    sentences = [widget.view({"step": text}).parts["sentence"] for text in steps(widget)]
    told = [sentence for sentence in sentences if "a corner or a jump" in sentence]
    assert len(told) == 1
    assert "From h back to a" in told[0]
    assert "0 is taken for one" in told[0]


def test_the_reader_sees_sums_where_edges_meet():
    widget, problems = make(Backchain, {"graph": NETWORK, "learns": "w1, w2, w3", "alt": "A network."})
    assert not problems
    assert len(steps(widget)) == 18
    views = [widget.view({"step": text}) for text in steps(widget)]
    assert sum("so the two add" in view.parts["sentence"] for view in views) == 1
    assert [view.done for view in views] == [False] * 17 + [True]
    assert start(widget) == {"step": "0"}


THIRDS = "x = 2; w = 1/3; a = w*x; b = a/4; h = a^2; L = sin h + b*h"


@pytest.mark.parametrize("text", [CHAIN, NETWORK, CORNERS, THIRDS])
def test_products_and_sums_are_true_of_the_numbers_that_are_shown(text):
    """Fails when every number is rounded to three digits and joined by an equals sign."""
    widget, _ = make(Backchain, {"graph": text, "alt": "A network."})
    found = []
    for step in steps(widget):
        sentence = widget.view({"step": step}).caption.replace("−", "-")
        found += re.findall(r"(-?[\d.]+) ([×+]) \(?(-?[\d.]+)\)? ([=≈]) (-?[\d.]*\d)", sentence)
    assert len(found) >= len([visit for visit in network(text).walk() if visit.kind == "edge"])
    for left, operator, right, sign, result in found:
        a, b = Decimal(left), Decimal(right)
        assert sign == ("=" if (a * b if operator == "×" else a + b) == Decimal(result) else "≈")


def test_rounded_numbers_are_not_called_equal():
    """Fails when what was rounded stands behind an equals sign."""
    widget, _ = make(Backchain, {"graph": THIRDS, "alt": "A network."})
    said = [widget.view({"step": step}).caption for step in steps(widget)]
    assert any("With x = 2, w ≈ 0.333 that is about 0.667." in one for one in said)
    widget, _ = make(Backchain, {"graph": CHAIN, "alt": "A network."})
    assert "With x = 2, w = 0.5 that is 1." in widget.view({"step": "1"}).caption


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("x = 2; y", 6, "definition"),
        ("x = 2; x = 3", 7, "already"),
        ("x = 2; y = x + q", 15, ""),
        ("x = 2; z = 3; y = x^2", 0, "not used"),
        ("x = 0; y = 1/x", 0, "no value"),
        ("x = 0; y = sqrt(x)", 0, "no rate"),
    ],
)
def test_a_graph_says_what_is_wrong(text, offset, word):
    widget, problems = make(Backchain, {"graph": text, "alt": "A network."})
    assert widget is None
    assert problems[0].offset == offset
    assert word in problems[0].message
