"""docs/pictures.md as tests read it: the widgets of each part, and the numbers that they have to show."""

import re
from pathlib import Path

from nudge.widgets import REGISTRY, Widget, make

GUIDE = Path(__file__).parents[1] / "docs" / "pictures.md"

_PART = re.compile(r"^## (.+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^:::\{(?P<kind>\w+)\}[^\n]*\n(?P<lines>.*?)^:::", re.MULTILINE | re.DOTALL)

State = dict[str, str]

NUMBERS: list[tuple[str, State, State]] = [
    ("span", {"h": "1.00"}, {"average-speed": "15.00"}),
    ("span", {"h": "0.50"}, {"average-speed": "12.50"}),
    ("span", {"h": "0.10"}, {"average-speed": "10.50"}),
    ("span", {"h": "-0.10"}, {"average-speed": "9.50"}),
    ("span", {"h": "-0.50"}, {"average-speed": "7.50"}),
    ("span", {"h": "0.00"}, {"average-speed": "—"}),
    ("nearer", {"k": "0"}, {"half-the-width": "1.0000", "gap": "5.000000", "share-of-the-rise": "50.00"}),
    ("nearer", {"k": "lb 10"}, {"half-the-width": "0.1000", "gap": "0.050000", "share-of-the-rise": "5.00"}),
    ("nearer", {"k": "lb 100"}, {"half-the-width": "0.0100", "gap": "0.000500", "share-of-the-rise": "0.50"}),
    ("kite", {"x": "1.0"}, {"height": "5.00", "rate": "4.00"}),
    ("kite", {"x": "2.0"}, {"height": "8.00", "rate": "2.00"}),
    ("kite", {"x": "3.0"}, {"height": "9.00", "rate": "0.00"}),
    ("kite", {"x": "5.0"}, {"height": "5.00", "rate": "−4.00"}),
    ("predicts", {"d": "0.02"}, {"place": "5.2020", "predicted": "5.2000"}),
    ("slopes", {"x": "0.00"}, {"height": "0.00", "slope": "1.00"}),
    ("slopes", {"x": "pi/2"}, {"height": "1.00", "slope": "0.00"}),
    ("slopes", {"x": "pi"}, {"height": "0.00", "slope": "−1.00"}),
    ("slopes", {"f": "|x|", "x": "0.00"}, {"height": "0.00", "slope": "—"}),
    ("lift", {"c": "-2.0"}, {"height": "−1.50", "slope": "1.00"}),
    ("lift", {"c": "2.0"}, {"height": "2.50", "slope": "1.00"}),
    ("match", {"x": "-1.00"}, {"height": "0.667", "slope": "0.00"}),
    ("match", {"x": "0.00"}, {"height": "0.000", "slope": "−1.00"}),
    ("match", {"x": "1.00"}, {"height": "−0.667", "slope": "0.00"}),
    ("none", {"h": "0.10"}, {"slope-of-the-line": "1.00", "rate-in-zero": "—"}),
    ("none", {"h": "-0.10"}, {"slope-of-the-line": "−1.00"}),
    ("none", {"f": "relu x", "h": "-0.10"}, {"slope-of-the-line": "0.00", "rate-in-zero": "—"}),
    ("none", {"f": "cbrt x", "h": "0.10"}, {"slope-of-the-line": "4.64", "rate-in-zero": "—"}),
    ("none", {"f": "cbrt x", "h": "0.01"}, {"slope-of-the-line": "21.54"}),
    ("none", {"f": "cbrt x", "h": "0.001"}, {"slope-of-the-line": "100.00"}),
    ("square", {"d": "1.00"}, {"strips": "6.0000", "corner": "1.0000"}),
    ("square", {"d": "0.10"}, {"strips": "0.6000", "corner": "0.0100"}),
    ("square", {"d": "0.01"}, {"strips": "0.0600", "corner": "0.0001"}),
    ("sums", {"x": "0.0"}, {"rate-of-the-first": "0.00", "of-the-second": "1.00", "of-their-sum": "1.00"}),
    (
        "product",
        {"d": "0.10"},
        {"right-strip": "3.28", "top-strip": "1.50", "corner": "0.123", "growth-per-d": "49.03"},
    ),
    ("product", {"d": "0.01"}, {"growth-per-d": "47.20"}),
    ("inverse", {"x": "2.0"}, {"area": "1.00", "rate-of-the-height": "−0.25"}),
    ("double", {"x": "0.00"}, {"height": "1.000", "rate": "0.693", "rate-per-height": "0.6931"}),
    ("double", {"x": "1.00"}, {"height": "2.000", "rate": "1.386", "rate-per-height": "0.6931"}),
    ("double", {"x": "2.00"}, {"height": "4.000", "rate": "2.773", "rate-per-height": "0.6931"}),
    ("double", {"x": "3.00"}, {"height": "8.000", "rate": "5.545", "rate-per-height": "0.6931"}),
    ("base", {"b": "2.00"}, {"slope": "0.6931"}),
    ("base", {"b": "2.71"}, {"slope": "0.9969"}),
    ("base", {"b": "2.72"}, {"slope": "1.0006"}),
    ("base", {"b": "3.00"}, {"slope": "1.0986"}),
    ("base", {"b": "4.00"}, {"slope": "1.3863"}),
    ("walk", {"n": "1"}, {"end": "2.0000", "e": "2.7183"}),
    ("walk", {"n": "2"}, {"end": "2.2500"}),
    ("walk", {"n": "4"}, {"end": "2.4414"}),
    ("walk", {"n": "8"}, {"end": "2.5658"}),
    ("walk", {"n": "16"}, {"end": "2.6379"}),
    ("walk", {"n": "100"}, {"end": "2.7048"}),
    ("squeeze", {"k": "2.0"}, {"slope-in-0": "2.00", "rate-per-height": "2.00"}),
    ("mirror", {"a": "ln 2"}, {"slope-of-e-to-the-x": "2.00", "slope-of-ln": "0.50"}),
    ("flat", {"x": "-1.00"}, {"height": "2.00", "rate": "0.00", "rate-of-the-rate": "−6.00"}),
    ("flat", {"x": "1.00"}, {"height": "−2.00", "rate": "0.00", "rate-of-the-rate": "6.00"}),
    ("flat", {"f": "x^3", "x": "0.00"}, {"height": "0.00", "rate": "0.00", "rate-of-the-rate": "0.00"}),
    ("flat", {"f": "x^4", "x": "0.00"}, {"height": "0.00", "rate": "0.00", "rate-of-the-rate": "0.00"}),
    ("down", {"eta": "0.10", "n": "1"}, {"w": "0.600"}),
    ("down", {"eta": "0.10", "n": "3"}, {"w": "1.464"}),
    ("down", {"eta": "0.10", "n": "26"}, {"w": "2.991"}),
    ("down", {"eta": "0.50", "n": "1"}, {"w": "3.000", "l": "1.00", "rate": "0.00"}),
    ("down", {"eta": "1.00", "n": "1"}, {"w": "6.000"}),
    ("down", {"eta": "1.00", "n": "2"}, {"w": "0.000"}),
    ("down", {"eta": "1.10", "n": "3"}, {"w": "8.184"}),
    ("limit", {"c": "2"}, {"factor-of-a-step": "0.60", "limit-of-eta": "0.50"}),
    ("valleys", {"a": "0.12"}, {"end": "−1.473", "height": "−5.444"}),
    ("valleys", {"a": "0.13"}, {"end": "1.347", "height": "−2.619"}),
    ("valleys", {"eta": "0.11", "a": "2.00"}, {"end": "1.347"}),
]
"""A widget, what its controls say (in the order in which a reader sets them), and its readouts then."""

CELLS: list[tuple[str, str, list[str]]] = [
    ("why", "average", ["15", "10.5", "10.05", "10.005", "9.995", "9.95", "9.5", "5"]),
    ("cube", "height", ["−8", "−1", "0", "1", "8"]),
    ("cube", "slope", ["12", "3", "0", "3", "12"]),
]
"""A table, a column, and its cells."""


def slug(title: str) -> str:
    """The page of the gallery that a part is."""
    return re.sub(r"[^a-z]+", "-", title.lower())


def parts() -> dict[str, list[tuple[str, str, list[tuple[str, str]]]]]:
    """For each part by its page: the id, the kind and the fields of each widget."""
    _, *pieces = _PART.split(GUIDE.read_text("utf-8"))
    return {slug(title): [_described(one) for one in _BLOCK.finditer(text)] for title, text in _pairs(pieces)}


def _pairs(pieces: list[str]) -> list[tuple[str, str]]:
    return list(zip(pieces[::2], pieces[1::2], strict=True))


def _described(found: re.Match[str]) -> tuple[str, str, list[tuple[str, str]]]:
    lines = (line.removeprefix("- ") for line in found["lines"].splitlines() if line.startswith("- "))
    fields = [(key, text.strip()) for key, text in (line.split(":", 1) for line in lines)]
    return dict(fields)["id"], found["kind"], [pair for pair in fields if pair[0] != "id"]


def widgets() -> dict[str, Widget]:
    """All widgets of the guide by their ids."""
    found: dict[str, Widget] = {}
    for page in parts().values():
        for name, kind, fields in page:
            widget, problems = make(REGISTRY[kind], fields)
            assert widget, (name, problems)
            found[name] = widget
    return found
