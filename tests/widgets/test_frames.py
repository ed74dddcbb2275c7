"""Which places are drawn of a part, found from what it reads and from nothing that anybody declares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

import pytest

from nudge.widgets.base import Part, Piece, Widget, start
from nudge.widgets.controls import Choice, Control, Slider, Text
from nudge.widgets.frames import MOST, Undrawable, tables
from nudge.widgets.values import Values
from tests.widgets.lookup import Lookup, compared, random_states


def slider(name: str, count: int, begin: int = 0, points: tuple[str, ...] = ()) -> Slider:
    """A slider from 0 to `count - 1`."""
    return Slider(name, name, str(begin), Decimal(0), Decimal(count - 1), Decimal(1), points)


@dataclass(frozen=True, slots=True, eq=False)
class Lines(Piece):
    """Any parts, and controls that move together."""

    made: Mapping[str, Part]
    together: tuple[tuple[str, ...], ...] = ()

    def parts(self) -> Mapping[str, Part]:
        return self.made

    def moves(self) -> tuple[tuple[str, ...], ...]:
        return self.together


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Widget):
    """A widget of any controls and one piece."""

    kind: ClassVar[str] = "made"
    alt: str = "A picture."
    own: tuple[Control, ...]
    piece: Piece

    def controls(self) -> tuple[Control, ...]:
        return self.own

    def pieces(self) -> tuple[Piece, ...]:
        return (self.piece,)


def made(*controls: Control, moves: tuple[tuple[str, ...], ...] = (), **parts: Callable[[Values], object]) -> Made:
    def text(part: Callable[[Values], object]) -> Part:
        return lambda at: str(part(at))

    return Made(own=controls, piece=Lines("p", {name: text(part) for name, part in parts.items()}, moves))


def by(widget: Widget, part: str) -> list[dict[str, object]]:
    """The places of each table that has a part."""
    return [table["by"] for table in tables(widget)["tables"] if f"p-{part}" in table["parts"]]


def check(widget: Made, count: int = 300) -> int:
    """Compare what is found in random full states with fresh views; how many texts were compared."""
    return compared(widget, Lookup(tables(widget)), random_states(widget, count))


def test_a_part_is_listed_by_what_it_reads_and_by_nothing_else() -> None:
    widget = made(
        slider("a", 11), slider("h", 11), slider("s", 600), one=lambda at: at["h"], both=lambda at: at["a"] + at["h"]
    )
    assert by(widget, "one") == [{"h": "all"}]
    assert by(widget, "both") == [{"a": "all", "h": "all"}]
    assert list(tables(widget)["places"]) == ["a", "h"]
    found, missing = Lookup(tables(widget)).find({"a": "3", "h": "4", "s": "anything"})
    assert (found, missing) == ({"p-one": "4.0", "p-both": "7.0"}, set())


def test_what_depends_on_nothing_is_in_no_table() -> None:
    assert tables(made(slider("a", 5), still=lambda at: "x")) == {"places": {}, "tables": []}


@pytest.mark.parametrize(
    "part",
    [
        lambda at: at["a"] if at["h"] > 0 else -1,  # reads a only where h has left its start
        lambda at: at["b"] if at["h"] > 0 and at["a"] > 0 else -1,  # b needs two that have
        lambda at: at["c"] if at["h"] == 7 and at["a"] == 9 and at["b"] == 3 else 0,  # a rare branch
    ],
)
def test_a_branch_that_is_not_taken_at_the_start_is_found(part: Callable[[Values], object]) -> None:
    """Fails when dependencies are taken from the start alone, or along one control after the other."""
    widget = made(slider("a", 12), slider("b", 5), slider("c", 4), slider("h", 9), branch=part)
    lookup = Lookup(tables(widget))
    states = [{"a": str(a), "b": b, "c": c, "h": h} for a in (0, 1, 9) for b in "03" for c in "03" for h in "017"]
    assert compared(widget, lookup, states) > 0
    assert check(widget) > 0


def test_few_places_are_all_drawn_and_many_are_those_of_one_movement() -> None:
    few = made(slider("a", 20), slider("h", 25), both=lambda at: at["a"] * at["h"])
    assert MOST == 500
    assert by(few, "both") == [{"a": "all", "h": "all"}]
    many = made(slider("a", 20, 3), slider("h", 26, 4), both=lambda at: at["a"] * at["h"])
    assert by(many, "both") == [{"a": "all", "h": [4]}, {"a": [3], "h": "all"}]
    assert check(many) > 0


def test_a_movement_after_a_jump_is_drawn() -> None:
    """The others stand at their start and at their jump points, as long as that is not too much."""
    widget = made(slider("a", 60, 1, ("7", "9")), slider("h", 100), both=lambda at: at["a"] * at["h"])
    assert by(widget, "both") == [{"a": "all", "h": [0]}, {"a": [1, 7, 9], "h": "all"}]
    heavy = made(slider("a", 300, 1, ("7", "9")), slider("h", 300), both=lambda at: at["a"] * at["h"])
    assert by(heavy, "both") == [{"a": "all", "h": [0]}, {"a": [1], "h": "all"}]


def test_one_control_of_many_places_is_drawn_whole() -> None:
    widget = made(slider("a", 1500), one=lambda at: at["a"])
    assert by(widget, "one") == [{"a": "all"}]


def test_a_handle_of_two_controls_is_drawn_evenly_thinned() -> None:
    widget = made(
        slider("x", 41, 20), slider("y", 61, 30), slider("t", 73), moves=(("x", "y"),), at=lambda at: at["x"] + at["y"]
    )
    (pulled, *alone) = by(widget, "at")
    assert pulled["x"] == list(range(0, 41, 2))
    assert len(pulled["y"]) == 21
    assert (pulled["y"][0], pulled["y"][-1], 30 in pulled["y"]) == (0, 60, True)
    assert alone == [{"x": "all", "y": [30]}, {"x": [20], "y": "all"}]
    small = made(slider("x", 21), slider("y", 21), slider("t", 9), moves=(("x", "y"),), at=lambda at: at["x"] + at["t"])
    assert by(small, "at") == [{"x": "all", "t": "all"}]


def test_a_typed_control_has_its_start_alone_and_a_choice_all_its_words() -> None:
    widget = made(
        Text("f", "f", "x^2"),
        Choice("way", "way", "up", ("up", "down")),
        a=lambda at: at.text("f"),
        b=lambda at: at["way"],
    )
    assert tables(widget) == {
        "places": {"f": ["x^2"], "way": ["up", "down"]},
        "tables": [
            {"by": {"f": "all"}, "parts": {"p-a": None}},
            {"by": {"way": "all"}, "parts": {"p-b": {"text": ["up", "down"]}}},
        ],
    }


def test_a_part_shown_nowhere_is_never_what_the_page_was_built_with() -> None:
    widget = made(
        slider("a", 3),
        said=lambda at: at["a"] and "",
        done=lambda at: at.text("a")[1:],
        same=lambda at: at["a"] * 0,
    )
    (table,) = tables(widget)["tables"]
    assert table["parts"]["p-same"] is None
    assert table["parts"]["p-done"] == ""


def test_what_is_shared_between_parts_counts_for_each_of_them() -> None:
    def shared(at: Values) -> float:
        return float(at["h"]) * 2

    widget = made(
        slider("a", 5), slider("h", 5), one=lambda at: at.once(shared), two=lambda at: at.once(shared) + at["a"]
    )
    assert by(widget, "one") == [{"h": "all"}]
    assert by(widget, "two") == [{"a": "all", "h": "all"}]


def test_a_part_that_fails_somewhere_is_told_with_its_place() -> None:
    widget = made(slider("a", 5, 1), one=lambda at: 1 / (3 - at["a"]))
    with pytest.raises(Undrawable, match=r"p-one cannot be drawn at a = 3: ZeroDivisionError"):
        tables(widget)


def test_two_parts_of_one_name_are_refused() -> None:
    twice = Made(own=(slider("a", 3),), piece=Lines("", {"p-x": str, "p-y": str}))
    assert list(twice.assembly().parts) == ["p-x", "p-y"]

    class Both(Made):
        __slots__ = ()

        def pieces(self) -> tuple[Piece, ...]:
            return (Lines("", {"p-x": str}), Lines("p", {"x": str}))

    with pytest.raises(ValueError, match="one name"):
        Both(own=(), piece=Lines("", {})).assembly()


def test_the_start_is_a_place_even_off_the_grid() -> None:
    widget = made(Slider("a", "a", "pi/4", Decimal(0), Decimal(2), Decimal(1)), one=lambda at: at.text("a"))
    assert tables(widget)["places"] == {"a": ["0", "pi/4", "1", "2"]}
    assert not Lookup(tables(widget)).find(start(widget))[1]
