"""The backpropagation stepper: a small graph of numbers, walked forwards for values and backwards for rates.

Each step is one event: a node gets its value, or one edge passes a rate back, multiplied by its local rate. The steps
are the states of one slider, so every one of them is drawn ahead and the stepper needs no Python in the browser.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import ClassVar

from nudge.rates.equations import Equation, equation, exact, number, told
from nudge.rates.numbers import MINUS, coordinate, short
from nudge.widgets.base import State, View, Widget, entry
from nudge.widgets.controls import Control, Slider
from nudge.widgets.markup import attributes, bound, part
from nudge.widgets.network import Network, Node, Visit, network

_COLUMN, _ROW, _WIDE, _HIGH = 146.0, 76.0, 66.0, 42.0  # viewBox units
_LETTER = 7.0  # viewBox units; no digit of the labels is wider
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backchain(Widget):
    """A graph of numbers; step through it and see rates multiply along edges and add where edges meet."""

    kind: ClassVar[str] = "backchain"

    graph: Network = entry(
        network, "Definitions separated by semicolons: `x = 2; w = 0.5; a = w*x`. The last is the output."
    )
    learns: tuple[str, ...] = entry(
        lambda text: tuple(name.strip() for name in text.split(",") if name.strip()),
        "The given numbers that training would change, separated by commas.",
        "",
    )

    def controls(self) -> tuple[Control, ...]:
        return (self._slider(),)

    def _slider(self) -> Slider:
        return Slider("step", "step", "0", Decimal(0), Decimal(len(self._visits())), Decimal(1))

    def _visits(self) -> tuple[Visit, ...]:
        return tuple(self.graph.walk())

    def view(self, state: State) -> View:
        visits, slider = self._visits(), self._slider()
        step = state["step"]
        if step not in slider.states():
            return View({}, "There is no such step.", problems={"step": "There is no such step."})
        gone = visits[: int(step)]
        sentence = self._sentence(gone[-1], gone) if gone else self._opening()
        parts = {
            "graph": self._drawn(gone),
            "sentence": sentence,
            "count": f"step {step} of {len(visits)}",
            "middle": self._middle(gone),
            "step-at": step,
            "step-spoken": f"step {step} of {len(visits)}",
        }
        return View(parts, _plain(sentence), done=len(gone) == len(visits))

    def markup(self, view: View, name: str) -> str:
        bindings = bound(view, {"value": "step-at", "aria-valuetext": "step-spoken"})
        wide, high = self._size()
        size = f'viewBox="0 0 {coordinate(wide)} {coordinate(high)}"'
        svg = f'<svg class="graph-svg" {size} aria-hidden="true" focusable="false">{part(view, "graph", "g")}</svg>'
        return (
            f"<div{attributes({'class': 'graph scrolls'} | bound(view, {'data-scroll': 'middle'}))}>{svg}</div>"
            '<div class="stepping"><button type="button" data-turn="step -1">Back</button>'
            '<button type="button" class="strong" data-turn="step 1">Next</button>'
            + self._slider().range(**bindings, **{"aria-label": "step"})
            + part(view, "count", "span", class_="count")
            + "</div>"
            + part(view, "sentence", "p", class_="sentence")
            + '<p class="note">Numbers are rounded to three digits or more; ≈ says where that shows.</p>'
        )

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

    def _node(self, name: str) -> Node:
        return next(node for node in self.graph.nodes if node.name == name)

    def _places(self) -> dict[str, tuple[float, float]]:
        """The middle of every node: columns by layer, rows in the order of the definitions, each column centred."""
        layers = self.graph.layers()
        most = max(list(layers.values()).count(column) for column in set(layers.values()))
        places = {}
        for column in set(layers.values()):
            names = [node.name for node in self.graph.nodes if layers[node.name] == column]
            for i, name in enumerate(names):
                row = i + (most - len(names)) / 2
                places[name] = (column * _COLUMN + _WIDE / 2 + 2, row * _ROW + _HIGH / 2 + 2)
        return places

    def _size(self) -> tuple[float, float]:
        places = self._places().values()
        return max(x for x, _ in places) + _WIDE / 2 + 2, max(y for _, y in places) + _HIGH / 2 + 20

    def _middle(self, gone: tuple[Visit, ...]) -> str:
        """Where along the width the last event happened, as a share of it."""
        if not gone:
            return "0"
        places = self._places()
        return short(places[gone[-1].to or gone[-1].node][0] / self._size()[0], 3)

    def _drawn(self, gone: tuple[Visit, ...]) -> str:
        places, values = self._places(), self.graph.values()
        now = gone[-1] if gone else None
        known = {node.name for node in self.graph.nodes if not node.uses} | {v.node for v in gone if v.kind == "value"}
        walked = {(v.node, v.to): v for v in gone if v.kind == "edge"}
        drawn = [
            _edge(places[name], places[node.name], walked.get((node.name, name)), now)
            for node in self.graph.nodes
            for name in node.uses
        ]
        for node in self.graph.nodes:
            rates = [v for v in gone if (v.to or v.node) == node.name and v.kind != "value"]
            text = _number(values[node.name]) if node.name in known else "?"
            roles = ["node"]
            roles += ["learns"] if node.name in self.learns else []
            roles += ["now"] if now and (now.to or now.node) == node.name else []
            drawn.append(_box(places[node.name], _name(node.name), text, rates[-1].total if rates else None, roles))
        return "".join(drawn)


def _box(at: tuple[float, float], name: str, text: str, rate: float | None, roles: list[str]) -> str:
    x, y = at
    left, top = coordinate(x - _WIDE / 2), coordinate(y - _HIGH / 2)
    shape = f'<rect x="{left}" y="{top}" width="{coordinate(_WIDE)}" height="{coordinate(_HIGH)}" rx="8"/>'
    words = f'<text class="name" x="{coordinate(x)}" y="{coordinate(y - 4)}">{name}</text>'
    words += f'<text class="number" x="{coordinate(x)}" y="{coordinate(y + 13)}">{text}</text>'
    if rate is not None:
        words += f'<text class="rate" x="{coordinate(x)}" y="{coordinate(y + _HIGH / 2 + 14)}">{_number(rate)}</text>'
    return f'<g class="{" ".join(roles)}">{shape}{words}</g>'


def _edge(start: tuple[float, float], end: tuple[float, float], visit: Visit | None, now: Visit | None) -> str:
    x1, y1, x2, y2 = start[0] + _WIDE / 2, start[1], end[0] - _WIDE / 2, end[1]
    role = "edge" if visit is None else "edge walked now" if visit == now else "edge walked"
    middle = coordinate((x1 + x2) / 2)
    begin, end_ = f"{coordinate(x1)} {coordinate(y1)}", f"{coordinate(x2)} {coordinate(y2)}"
    curve = f"M{begin}C{middle} {coordinate(y1)} {middle} {coordinate(y2)} {end_}"
    label = ""
    if visit is not None:
        label = _label((x1 + x2) / 2, (y1 + y2) / 2, f"× {_number(visit.local)}")
    return f'<g class="{role}"><path d="{curve}"/>{label}</g>'


def _label(x: float, y: float, text: str) -> str:
    """Words on a line, which is interrupted for them."""
    wide = _LETTER * len(text) + 4
    gap = f'x="{coordinate(x - wide / 2)}" y="{coordinate(y - 9)}" width="{coordinate(wide)}" height="18"'
    return f'<rect class="gap" {gap}/><text class="local" x="{coordinate(x)}" y="{coordinate(y + 4)}">{text}</text>'


def _name(name: str) -> str:
    return name.translate(_SUBSCRIPTS)


def _expression(node: Node) -> str:
    """The author's text with names as they are drawn; digits that belong to no name stay."""
    text = node.text
    for name in sorted(node.uses, key=len, reverse=True):
        text = text.replace(name, _name(name))
    return escape(text.replace("*", "·").replace("-", "−"))


def _number(x: float) -> str:
    return number(x, 3)


def _written(known: Equation, operator: str) -> str:
    """An equation of two terms; a number that follows the operator stands in brackets if it has a sign of its own."""
    left, right = known.terms
    factor = f"({right})" if right.startswith(MINUS) else right
    return f"{left} {operator} {factor} {known.sign} <b>{known.result}</b>"


def _plain(sentence: str) -> str:
    return sentence.replace("<b>", "").replace("</b>", "")
