"""Small graphs of real numbers: each node a number or an expression in earlier nodes, with rates run backwards.

The backward walk is reverse accumulation (Linnainmaa 1970; Griewank and Walther, Evaluating Derivatives, ch. 3): the
rate of the last node with respect to every node, found from the end, by multiplying along edges and adding where edges
meet. The local rates are those of the engine's reverse mode, with its fixed rates at corners.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nudge.rates import Expr, Spelling, Unreadable, graph_of, parse, rate, rates_of, value, variables
from nudge.widgets.spelling import Spelled

_DEFINITION = re.compile(r"\s*(?P<name>[A-Za-z]\d?)\s*=(?P<text>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A named number. `uses` are the earlier nodes in its expression, in their order; a given number uses none."""

    name: str
    text: str
    expr: Expr
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One event of a walk: a node gets its value, or the output its rate 1, or an edge passes a rate back.

    `local` is the rate of `node` with respect to `to`, `above` the rate of the output with respect to `node`, `passed`
    their product, and `total` what `to` has gathered so far. `corner` tells that `node` has no rate there, and that
    `local` is the one that reverse mode takes at a corner.
    """

    kind: str  # "value", "seed" or "edge"
    node: str
    to: str = ""
    local: float = 1.0
    above: float = 1.0
    passed: float = 1.0
    total: float = 1.0
    corner: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes in an order in which each uses only earlier ones. The last is the output."""

    nodes: tuple[NetworkNode, ...]

    def values(self) -> Mapping[str, float]:
        """The value of every node."""
        found: dict[str, float] = {}
        for node in self.nodes:
            number = value(node.expr, found)
            if number is None:
                raise Unreadable(f"{node.name} has no value here", 0, 0)
            found[node.name] = number
        return found

    def walk(self) -> Iterator[Visit]:
        """Values forwards, then the output's own rate, then every edge backwards, each node when its rate is whole."""
        values = self.values()
        yield from (Visit("value", node.name) for node in self.nodes if node.uses)
        rates = {self.nodes[-1].name: 1.0}
        yield Visit("seed", self.nodes[-1].name)
        for node in reversed(self.nodes):
            if not node.uses or node.name not in rates:
                continue
            found = rates_of(graph_of(node.expr, values)).rates
            for name in node.uses:
                local = found[name]
                if local is None:
                    raise Unreadable(f"{node.name} has no rate with respect to {name} here", 0, 0)
                above = rates[node.name]
                rates[name] = rates.get(name, 0.0) + above * local
                corner = rate(node.expr, values, wrt=name) is None
                yield Visit("edge", node.name, name, local, above, above * local, rates[name], corner)

    def layers(self) -> Mapping[str, int]:
        """A column for every node: computed ones right of all they use, given ones just left of their first use."""
        column: dict[str, int] = {}
        for node in self.nodes:
            if node.uses:
                column[node.name] = 1 + max((column[name] for name in node.uses if name in column), default=0)
        for node in self.nodes:
            if not node.uses:
                first = min((column[n.name] for n in self.nodes if node.name in n.uses), default=1)
                column[node.name] = first - 1
        return column


def _network(text: str, spelling: Spelling) -> Network:
    """Read definitions separated by semicolons: `x = 2; w = 0.5; a = w*x; h = relu(a)`. Raises `Unreadable`."""
    nodes: list[NetworkNode] = []
    at = 0
    for piece in text.split(";"):
        nodes.append(_node(piece, at, tuple(node.name for node in nodes), spelling))
        at += len(piece) + 1
    made = Network(tuple(nodes))
    try:
        list(made.walk())
    except Unreadable as error:
        raise Unreadable(error.message, 0, len(text), error.hint) from None
    used = {name for node in nodes for name in node.uses}
    for node in nodes[:-1]:
        if node.name not in used:
            hint = "the last name is the output, and all others lead to it"
            raise Unreadable(f"{node.name} is not used", 0, len(text), hint)
    return made


network = Spelled(_network)
"""Reads a network."""


def _node(piece: str, at: int, before: tuple[str, ...], spelling: Spelling) -> NetworkNode:
    found = _DEFINITION.match(piece)
    if not found:
        raise Unreadable("This is not a definition", at, len(piece), "write it like: h = relu(a)")
    name = found["name"]
    if name in before:
        where = at + found.start("name")
        raise Unreadable(f"{name} is defined already", where, len(name), "every name stands for one number")
    start = at + found.start("text")
    try:
        expr = parse(found["text"], variables=before, spelling=spelling)
    except Unreadable as error:
        raise Unreadable(error.message, start + error.offset, error.length, error.hint) from None
    used = variables(expr)
    return NetworkNode(name, found["text"].strip(), expr, tuple(one for one in before if one in used))
