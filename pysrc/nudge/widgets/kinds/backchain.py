"""The backpropagation stepper: a small graph of numbers, walked forwards for values and backwards for rates.

Each step is one event: a node gets its value, or one edge passes a rate back, multiplied by its local rate. The steps
are the states of one slider, so every one of them is drawn ahead and the stepper needs no Python in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from nudge.figures.boxes import NodeBox, canvas, edge, middle, size
from nudge.rates.equations import NumericEquation, equation, exact, number, told
from nudge.rates.numbers import MINUS, short
from nudge.widgets.base import Part, Piece, Widget, entry
from nudge.widgets.controls import Control, Count
from nudge.widgets.markup import Put
from nudge.widgets.network import Network, NetworkNode, Visit, network
from nudge.widgets.pieces.player import Player
from nudge.widgets.values import Values

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backchain(Widget):
    """A graph of numbers; step through it and see rates multiply along edges and add where edges meet."""

    kind: ClassVar[str] = "backchain"
    wide: ClassVar[bool] = True

    graph: Network = entry(
        network, "Definitions separated by semicolons: `x = 2; w = 0.5; a = w*x`. The last is the output."
    )
    learns: tuple[str, ...] = entry(
        lambda text: tuple(name.strip() for name in text.split(",") if name.strip()),
        "The given numbers that training would change, separated by commas.",
        "",
    )

    def controls(self) -> tuple[Control, ...]:
        return (self._steps(),)

    def pieces(self) -> tuple[Piece, ...]:
        steps = self._steps()
        walk = Walk("walk", self.graph, self.learns, tuple(self.graph.walk()))
        return (walk, Player("step", steps, lambda step: f"step {step} of {steps.high}"), StepWords("sentence", walk))

    def _steps(self) -> Count:
        return Count.to(len(tuple(self.graph.walk())), "step", "step")


@dataclass(frozen=True, slots=True, eq=False)
class Walk(Piece):
    """The graph, with all that has happened up to a step."""

    graph: Network
    learns: tuple[str, ...]
    visits: tuple[Visit, ...]

    def parts(self) -> Mapping[str, Part]:
        return {"graph": lambda at: self._drawn(self.gone(at)), "middle": lambda at: self._middle(self.gone(at))}

    def markup(self, put: Put) -> str:
        places = self._places().values()
        columns, rows = (1 + max(place[i] for place in places) for i in range(2))
        return (
            f"<div{put.bound({'data-scroll': 'middle'}, class_='graph scrolls')}>"
            f"{canvas(columns, rows, put.part('graph', 'g'))}</div>"
        )

    def gone(self, at: Values) -> tuple[Visit, ...]:
        """What has happened so far."""
        return self.visits[: int(at.number("step"))]

    def sentence(self, at: Values) -> str:
        """What happened last, as HTML."""
        gone = self.gone(at)
        return self._sentence(gone[-1], gone) if gone else self._opening()

    def _opening(self) -> str:
        last = _name(self.graph.nodes[-1].name)
        return f"The given numbers are on the left. Go forwards first, to {last}; then walk back and gather rates."

    def _sentence(self, visit: Visit, gone: tuple[Visit, ...]) -> str:
        values, node = self.graph.values(), self._node(visit.node)
        last, here, to = (_name(n) for n in (self.graph.nodes[-1].name, visit.node, visit.to))
        if visit.kind == "value":
            given = ", ".join(f"{_name(n)} {told(values[n], _number(values[n]))}" for n in node.uses)
            about = "" if all(exact(values[n], _number(values[n])) for n in (*node.uses, node.name)) else "about "
            reached = f"{about}<b>{_number(values[node.name])}</b>"
            return f"Forwards: {here} = {_expression(node)}. With {given} that is {reached}."
        if visit.kind == "seed":
            return f"Now backwards. {last} moves exactly as fast as itself: its rate is <b>1</b>."
        product = equation("×", (visit.above, visit.local), visit.passed)
        above, rate = product.terms
        local = f"Nudge {to}, and {here} moves at the local rate {rate}."
        if visit.corner:
            local = f"{here} has a corner or a jump here, so no rate; {rate} is taken for one."
        words = (
            f"From {here} back to {to}. {local} "
            f"{last} moves at {above} per unit of {here}. The rates multiply: {_written(product, '×')}."
        )
        earlier = [v.total for v in gone[:-1] if v.to == visit.to]
        if earlier:
            both = _written(equation("+", (earlier[-1], visit.passed), visit.total), "+")
            words += f" {to} reaches {last} by another way too, so the two add: {both}."
        return words

    def _node(self, name: str) -> NetworkNode:
        return next(node for node in self.graph.nodes if node.name == name)

    def _places(self) -> dict[str, tuple[float, float]]:
        """Column and row of every node: columns by layer, rows in the order of the definitions, each column centred."""
        layers = self.graph.layers()
        most = max(list(layers.values()).count(column) for column in set(layers.values()))
        places: dict[str, tuple[float, float]] = {}
        for column in set(layers.values()):
            names = [node.name for node in self.graph.nodes if layers[node.name] == column]
            places |= {name: (column, i + (most - len(names)) / 2) for i, name in enumerate(names)}
        return places

    def _middle(self, gone: tuple[Visit, ...]) -> str:
        """Where along the width the last event happened, as a share of it."""
        if not gone:
            return "0"
        places = self._places()
        columns, rows = (1 + max(place[i] for place in places.values()) for i in range(2))
        return short(middle(*places[gone[-1].to or gone[-1].node])[0] / size(columns, rows)[0], 3)

    def _drawn(self, gone: tuple[Visit, ...]) -> str:
        places, values = self._places(), self.graph.values()
        now = gone[-1] if gone else None
        known = {node.name for node in self.graph.nodes if not node.uses} | {v.node for v in gone if v.kind == "value"}
        walked = {(v.node, v.to): v for v in gone if v.kind == "edge"}
        drawn = []
        for to, name in ((node.name, name) for node in self.graph.nodes for name in node.uses):
            visit = walked.get((to, name))
            role = "edge" if visit is None else "edge walked now" if visit == now else "edge walked"
            text = f"× {_number(visit.local)}" if visit else ""
            drawn.append(edge(places[name], places[to], text, role))
        for node in self.graph.nodes:
            rates = [v for v in gone if (v.to or v.node) == node.name and v.kind != "value"]
            number = _number(values[node.name]) if node.name in known else "?"
            below = _number(rates[-1].total) if rates else ""
            roles = ["node"]
            roles += ["learns"] if node.name in self.learns else []
            roles += ["now"] if now and (now.to or now.node) == node.name else []
            drawn.append(NodeBox(*places[node.name], _name(node.name), number, below, " ".join(roles)).svg())
        return "".join(drawn)


@dataclass(frozen=True, slots=True, eq=False)
class StepWords(Piece):
    """What happened in the last step; done when there is no next one."""

    walk: Walk

    def parts(self) -> Mapping[str, Part]:
        return {
            "": self.walk.sentence,
            "said": lambda at: _plain(self.walk.sentence(at)),
            "done": lambda at: "1" if len(self.walk.gone(at)) == len(self.walk.visits) else "",
        }

    def markup(self, put: Put) -> str:
        note = '<p class="note">Numbers are rounded to three digits or more; ≈ says where that shows.</p>'
        return put.part("", "p", class_="sentence") + note


def _name(name: str) -> str:
    return name.translate(_SUBSCRIPTS)


def _expression(node: NetworkNode) -> str:
    """The author's text with names as they are drawn; digits that belong to no name stay."""
    text = node.text
    for name in sorted(node.uses, key=len, reverse=True):
        text = text.replace(name, _name(name))
    return escape(text.replace("*", "·").replace("-", "−"))


def _number(x: float) -> str:
    return number(x, 3)


def _written(known: NumericEquation, operator: str) -> str:
    """An equation of two terms; a number that follows the operator stands in brackets if it has a sign of its own."""
    left, right = known.terms
    factor = f"({right})" if right.startswith(MINUS) else right
    return f"{left} {operator} {factor} {known.sign} <b>{known.result}</b>"


def _plain(sentence: str) -> str:
    return sentence.replace("<b>", "").replace("</b>", "")
