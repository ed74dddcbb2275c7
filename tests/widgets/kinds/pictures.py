"""Widgets of lines as tests write them."""

import re

from nudge.widgets import REGISTRY, Widget, make, start
from nudge.widgets.base import FieldProblem, View
from tests.guide import examples

_FENCE = re.compile(r"```widget (?P<kind>\w+)[^\n]*\n(?P<lines>.*?)```", re.DOTALL)
_BLOCK = re.compile(r":::\{(?P<kind>\w+)\}[^\n]*\n(?P<lines>.*?):::", re.DOTALL)


def fields(text: str) -> list[tuple[str, str]]:
    """Lines, or the bullets below words, as fields in their order."""
    every = [line.strip() for line in text.strip().splitlines()]
    lines = [line[2:] for line in every if line.startswith("- ")] or every
    return [(key.strip(), value.strip()) for key, value in (line.split(":", 1) for line in lines if line)]


def made(kind: str, text: str) -> Widget:
    """The widget that these lines make; a description of the picture is added."""
    widget, problems = make(REGISTRY[kind], [*fields(text), ("alt", "A picture.")])
    assert problems == ()
    assert widget is not None
    return widget


def problems(kind: str, text: str) -> tuple[FieldProblem, ...]:
    """What is wrong with these lines."""
    return make(REGISTRY[kind], [*fields(text), ("alt", "A picture.")])[1]


def view(widget: Widget, **state: str) -> View:
    """What a widget shows; `P_x` stands for `P.x`."""
    return widget.view(start(widget) | {name.replace("_", "."): text for name, text in state.items()})


def number(widget: Widget, slug: str, **state: str) -> str:
    """A readout as it is shown."""
    return view(widget, **state).parts[f"number-{slug}-shown"]


def of_the_guide(kind: str) -> list[Widget]:
    """All examples of the guide."""
    found = [(_FENCE.search(text) or _BLOCK.search(text)) for text in examples(kind)]
    pairs = [make(REGISTRY[one["kind"]], fields(one["lines"])) for one in found if one]
    assert len(pairs) == len(found)
    widgets = [widget for widget, _ in pairs if widget]
    assert len(widgets) == len(pairs)
    return widgets
