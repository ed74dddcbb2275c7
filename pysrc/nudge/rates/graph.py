"""Reverse mode: the rate of one output with respect to everything, in one walk forwards and one backwards.

A graph is a list of nodes in an order in which every node comes after its arguments. Nothing is stored in it, so a
graph can be walked again and again and answers the same. `sweep` tells every event of the two walks, for a stepper.

At a corner the local rate is the subgradient of the primitive's row: 0 for relu and abs at 0, and a half for each
argument of max and min at a tie.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from nudge.rates.evaluate import UNDEFINED, constant, nearest
from nudge.rates.exact import exact
from nudge.rates.expr import Apply, Expr, Variable, postorder
from nudge.rates.jets import LocalRates, branch_at, local
from nudge.rates.primitives import PRIMITIVES


@dataclass(frozen=True, slots=True)
class Node:
    """A node by its own name: a primitive applied to earlier nodes, or with the op "leaf" or "const" a number.

    Rates are asked of leaves; a constant takes no part in the backward walk.
    """

    name: str
    op: str
    args: tuple[str, ...] = ()
    number: float | Fraction = 0.0


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in topological order, and the name of the output. Raises ValueError if an argument does not come first."""

    nodes: tuple[Node, ...]
    output: str

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for node in self.nodes:
            missing = [arg for arg in node.args if arg not in seen]
            known = node.op in ("leaf", "const") or (
                node.op in PRIMITIVES and len(node.args) == PRIMITIVES[node.op].arity
            )
            if missing or node.name in seen or not known:
                raise ValueError(
                    f"node {node.name}: {node.op} of {', '.join(node.args) or 'nothing'} cannot stand here"
                )
            seen.add(node.name)
        if self.output not in seen:
            raise ValueError(f"there is no node {self.output} for the output")


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a sweep.

    `phase` is "forward": `node` got `value`; "done": the rate of `node` is complete and is `total`; or "back": `node`
    hands `amount` = `upstream` × `local` to its argument number `position`, whose rate so far is then `total`.
    """

    phase: str
    node: str
    value: float = 0.0
    position: int = 0
    argument: str = ""
    upstream: float = 0.0
    local: float = 0.0
    amount: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Rates:
    """The output's value and its rate with respect to every leaf; None where there is none."""

    value: float | None
    rates: Mapping[str, float | None]


def graph_of(expr: Expr, env: Mapping[str, float]) -> Graph:
    """An expression at a point as a graph: variables are leaves by their own names, equal parts are one node."""
    names: dict[Expr, str] = {}
    nodes: list[Node] = []
    for node in postorder(expr, stop=lambda part: exact(part) is not None):
        names[node] = node.name if isinstance(node, Variable) else f"#{len(nodes)}"
        number = exact(node)
        if isinstance(node, Variable):
            nodes.append(Node(node.name, "leaf", (), env[node.name]))
        elif isinstance(node, Apply) and number is None:
            nodes.append(Node(names[node], node.op, tuple(names[arg] for arg in node.args)))
        else:
            nodes.append(Node(names[node], "const", (), constant(node) if number is None else number))
    return Graph(tuple(nodes), names[expr])


def rates_of(graph: Graph) -> Rates:
    """Walk forwards and backwards once; time grows with the number of nodes. A leaf that is not used has the rate 0."""
    leaves = [node.name for node in graph.nodes if node.op == "leaf"]
    value: float | None = None
    rates: dict[str, float | None] = dict.fromkeys(leaves, 0.0)
    try:
        for event in sweep(graph):
            if event.phase == "forward" and event.node == graph.output:
                value = event.value
            elif event.phase == "done" and event.node in rates:
                rates[event.node] = event.total
    except UNDEFINED:
        return Rates(value, dict.fromkeys(leaves))
    if value is None or not math.isfinite(value):
        return Rates(None, dict.fromkeys(leaves))
    return Rates(value, {name: r if r is not None and math.isfinite(r) else None for name, r in rates.items()})


def sweep(graph: Graph) -> Iterator[Event]:
    """Every event in order. Raises ValueError, ZeroDivisionError or OverflowError where something is undefined."""
    values: dict[str, float] = {}
    primitives: dict[str, LocalRates] = {}
    live: set[str] = set()
    exponents = {node.name: Fraction(node.number) for node in graph.nodes if node.op == "const"}
    for node in graph.nodes:
        if node.args:
            primitives[node.name] = local(node.op, exponents.get(node.args[1]) if node.op == "pow" else None)
            values[node.name] = primitives[node.name].value(*(values[arg] for arg in node.args))
        else:
            values[node.name] = nearest(Fraction(node.number))
        if node.op == "leaf" or live.intersection(node.args):
            live.add(node.name)
        yield Event("forward", node.name, values[node.name])
    totals: dict[str, float] = {graph.output: 1.0}
    for node in reversed(graph.nodes):
        if node.name not in totals or node.name not in live:
            continue
        upstream = totals[node.name]
        yield Event("done", node.name, values[node.name], total=upstream)
        at = tuple(values[arg] for arg in node.args)
        for i, arg in enumerate(node.args):
            if arg not in live:
                continue
            rate = _rate(node, primitives[node.name], at, i)
            amount = upstream * rate if upstream else 0.0
            totals[arg] = totals.get(arg, 0.0) + amount
            yield Event("back", node.name, values[node.name], i, arg, upstream, rate, amount, totals[arg])


def _rate(node: Node, primitive: LocalRates, at: tuple[float, ...], i: int) -> float:
    """The local rate with respect to argument i; at a corner the subgradient of the row."""
    branch = branch_at(node.op, at)
    if branch is None:
        branches = PRIMITIVES[node.op].branches
        return branches.subgradient[i] if branches else primitive.rates[i](*at)
    return branch.rates[i](*at)
