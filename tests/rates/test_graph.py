"""Reverse mode: right, linear, repeatable, and told event by event."""

import pytest
from hypothesis import given, settings

from nudge.rates import Graph, Node, graph_of, parse, rates_of, sweep
from nudge.rates.evaluate import UNDEFINED
from nudge.rates.jets import jet
from tests.pace import within
from tests.rates.strategies import cases, places


def graph(output, **nodes):
    """A graph from `name=(op, args...)`, or `name=number` for a leaf."""
    made = [
        Node(name, "leaf", (), what) if isinstance(what, float) else Node(name, what[0], what[1:])
        for name, what in nodes.items()
    ]
    return Graph(tuple(made), output)


def test_a_node_used_twice_counts_twice():
    assert rates_of(graph("y", x=3.0, y=("mul", "x", "x"))).rates == {"x": 6.0}
    assert rates_of(graph("y", x=3.0, y=("sub", "x", "x"))).rates == {"x": 0.0}
    assert rates_of(graph("y", x=3.0, y=("div", "x", "x"))).rates == {"x": 0.0}


def test_the_order_of_arguments_is_kept():
    assert rates_of(graph("y", a=1.5, b=0.25, y=("sub", "a", "b"))).rates == {"a": 1.0, "b": -1.0}
    found = rates_of(graph("y", a=2.0, b=3.0, y=("pow", "a", "b")))
    assert found.value == 8.0
    assert found.rates["a"] == 12.0
    assert found.rates["b"] == pytest.approx(5.545177444479562, rel=1e-15)


def test_what_is_not_used_has_the_rate_zero():
    assert rates_of(graph("b", a=1.0, b=2.0)).rates == {"a": 0.0, "b": 1.0}


def test_asking_again_gives_the_same():
    g = graph("y", x=1.5, u=("sin", "x"), y=("mul", "u", "u"))
    assert rates_of(g) == rates_of(g)


@pytest.mark.parametrize(
    ("op", "values", "expected"),
    [
        ("relu", (0.0,), (0.0,)),
        ("abs", (0.0,), (0.0,)),
        ("max", (1.0, 1.0), (0.5, 0.5)),
        ("min", (1.0, 1.0), (0.5, 0.5)),
        ("max", (1.0, 2.0), (0.0, 1.0)),
        ("relu", (-2.0,), (0.0,)),
        ("abs", (-2.0,), (-1.0,)),
        ("floor", (2.0,), (0.0,)),
    ],
)
def test_at_a_corner_there_is_one_documented_rate(op, values, expected):
    leaves = {f"x{i}": value for i, value in enumerate(values)}
    assert tuple(rates_of(graph("y", **leaves, y=(op, *leaves))).rates.values()) == expected


def test_a_constant_exponent_allows_a_negative_base():
    g = Graph((Node("a", "leaf", (), -2.0), Node("n", "const", (), 3.0), Node("y", "pow", ("a", "n"))), "y")
    assert rates_of(g) == rates_of(graph_of(parse("a^3", ("a",)), {"a": -2.0})) or rates_of(g).rates == {"a": 12.0}
    assert rates_of(g).rates == {"a": 12.0}


def test_what_is_undefined_or_too_large_has_no_rates():
    assert rates_of(graph("y", x=-1.0, y=("ln", "x"))).value is None
    assert rates_of(graph("y", x=1000.0, y=("exp", "x"))).rates == {"x": None}
    assert rates_of(graph("y", x=0.0, y=("sqrt", "x"))).rates == {"x": None}


@pytest.mark.parametrize(
    ("nodes", "output"),
    [
        ((Node("y", "sin", ("x",)),), "y"),
        ((Node("x", "leaf"), Node("x", "leaf")), "x"),
        ((Node("x", "leaf"), Node("y", "nonsense", ("x",))), "y"),
        ((Node("x", "leaf"), Node("y", "mul", ("x",))), "y"),
        ((Node("x", "leaf"),), "y"),
    ],
)
def test_a_graph_that_makes_no_sense_is_refused(nodes, output):
    with pytest.raises(ValueError, match="cannot stand here|there is no node"):
        Graph(nodes, output)


def test_the_sweep_tells_everything():
    events = list(sweep(graph("y", x=2.0, u=("mul", "x", "x"), y=("add", "u", "x"))))
    assert [(e.phase, e.node, e.value) for e in events[:3]] == [
        ("forward", "x", 2.0),
        ("forward", "u", 4.0),
        ("forward", "y", 6.0),
    ]
    told = [(e.phase, e.node, e.argument, e.local, e.amount, e.total) for e in events[3:]]
    assert told == [
        ("done", "y", "", 0.0, 0.0, 1.0),
        ("back", "y", "u", 1.0, 1.0, 1.0),
        ("back", "y", "x", 1.0, 1.0, 1.0),
        ("done", "u", "", 0.0, 0.0, 1.0),
        ("back", "u", "x", 2.0, 2.0, 3.0),
        ("back", "u", "x", 2.0, 2.0, 5.0),
        ("done", "x", "", 0.0, 0.0, 5.0),
    ]


def test_equal_parts_of_an_expression_are_one_node():
    g = graph_of(parse("sin(x)^2 + sin(x)"), {"x": 1.0})
    assert [node.op for node in g.nodes] == ["leaf", "sin", "const", "pow", "add"]


def test_ten_thousand_nodes_take_no_time():
    nodes = [Node("x", "leaf", (), 0.7)]
    for i in range(10_000):
        nodes.append(Node(f"n{i}", "sin" if i % 2 else "add", (nodes[-1].name,) if i % 2 else (nodes[-1].name, "x")))
    g = Graph(tuple(nodes), nodes[-1].name)
    with within(1.0):
        assert rates_of(g).value is not None


def test_doublings_are_linear_not_exponential():
    nodes = [Node("x", "leaf", (), 1.25)]
    for i in range(900):
        nodes.append(Node(f"n{i}", "add", (nodes[-1].name, nodes[-1].name)))
    assert rates_of(Graph(tuple(nodes), "n899")).rates["x"] == 2.0**900


@given(cases(), places)
@settings(max_examples=100, deadline=None)
def test_reverse_agrees_with_forward(case, x):
    """Wherever floats tell. Seen to fail with reverse mode silent, and with a second visit of a node forgotten."""
    expr, at = parse(case.text), {"x": x}
    try:
        forward, shaken = jet(expr, at, "x", 1), jet(expr, at, "x", 1, shake=2.0**-44)
    except UNDEFINED:
        return
    if forward.finite and forward.moves and shaken.rate == pytest.approx(forward.rate, rel=1e-10, abs=0):
        found = rates_of(graph_of(expr, at))
        assert found.value == forward.value
        assert found.rates["x"] == pytest.approx(forward.rate, rel=1e-9, abs=1e-300)
