"""Frames as the page looks them up, in Python: what is found in a state, and what is not."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from math import prod
from typing import Any

from nudge.widgets import Widget, start
from nudge.widgets.columns import texts

State = Mapping[str, str]


class Lookup:
    """The frames of one widget, and what they answer."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        self.tables = []
        for table in tables["tables"]:
            by = {name: _listed(tables["places"][name], at) for name, at in table["by"].items()}
            parts = {name: _texts(column, prod(map(len, by.values()))) for name, column in table["parts"].items()}
            self.tables.append((by, parts))
        self.known = {part for _, parts in self.tables for part in parts}

    def find(self, state: State) -> tuple[dict[str, str | None], set[str]]:
        """The parts that are found in a state, None for what the page was built with; and those that are missing."""
        found: dict[str, str | None] = {}
        for by, parts in self.tables:
            at = 0
            for name, places in by.items():
                at = at * len(places) + places.index(state[name]) if state[name] in places and at >= 0 else -1
            if at >= 0:
                found |= {part: column[at] for part, column in parts.items()}
        return found, self.known - found.keys()

    def places(self, widget: Widget) -> Iterator[dict[str, str]]:
        """Every place of every table, the controls that it does not name at their start."""
        for by, _ in self.tables:
            for place in product(*by.values()):
                yield {**start(widget), **dict(zip(by, place, strict=True))}


def _listed(places: list[str], at: list[int] | str) -> list[str]:
    return list(places) if at == "all" else [places[int(i)] for i in at]


def _texts(column: Any, count: int) -> list[str | None]:
    return [None] * count if column is None else [*texts(column, count)]


def random_states(widget: Widget, count: int) -> list[dict[str, str]]:
    """States of all controls at once, the same ones every time."""
    chance = random.Random(7)
    return [{one.name: chance.choice(one.states()) for one in widget.controls()} for _ in range(count)]


def compared(widget: Widget, lookup: Lookup, states: Iterable[State]) -> int:
    """Hold what is found in these states to the views there. How many texts were compared."""
    first = widget.view(start(widget)).parts
    count = 0
    for state in states:
        view = widget.view(state)
        assert not view.problems
        found, missing = lookup.find(state)
        for name, text in view.parts.items():
            if name in missing:
                continue
            shown = found[name] if name in lookup.known else None
            assert text == (first[name] if shown is None else shown), (name, state)
            count += name in lookup.known
    return count
