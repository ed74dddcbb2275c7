"""What is displayed adds up: of every equation between numbers in a widget both sides are the same as shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.widgets import REGISTRY, Widget, make, start
from tests.equations import count, false
from tests.guide import specimen
from tests.pictures import widgets
from tests.widgets.kinds.test_backchain import CHAIN, NETWORK
from tests.widgets.lookup import random_states

ROOT = Path(__file__).parents[2]
LESSONS = (ROOT / "content", ROOT / "tests" / "lessons")
STATES, PLACES = 6, 20
"""How many states of all controls at once are tried of each widget, and how many places of each control by itself."""


def shown(widget: Widget) -> Iterator[str]:
    """The texts of a widget's parts in some states."""
    first = start(widget)
    states = random_states(widget, STATES)
    for control in widget.controls():
        places = control.states()
        states += [first | {control.name: place} for place in places[:: len(places) // PLACES + 1]]
    for state in states:
        yield from widget.view(state).parts.values()


def wrong(found: dict[str, Widget]) -> tuple[list[str], int]:
    """The equations that do not hold as shown, and how many there are at all."""
    texts = [(name, text) for name, widget in found.items() for text in shown(widget)]
    return [f"{name}: {one}" for name, text in texts for one in false(text)], sum(count(text) for _, text in texts)


def test_equations_are_read_and_worked_out() -> None:
    assert list(false("−0.166 × 2 = −0.333; 2 × 3 = 6; 1 + 2 × 3 = 7")) == ["−0.166 × 2 = −0.333"]
    assert list(false('<b>0.5</b> · (−2) = <i data-part="a">−1.1</i>')) == [" 0.5  · (−2) =  −1.1"]
    assert list(false('<span data-tex="\\frac{1}{3} \\cdot 3 = 1"></span> 0.3 × 3 ≈ 1, 1.5 × 10⁻² + 1 = 1.015')) == []


@pytest.mark.parametrize("nodes", [CHAIN, NETWORK])
def test_what_the_stepper_shows_adds_up(nodes: str) -> None:
    """Seen to fail when every sign between rounded numbers is "="."""
    widget, _ = make(REGISTRY["backchain"], {"graph": nodes, "alt": "A network."})
    assert widget
    found, there = wrong({"backchain": widget})
    assert not found, "\n".join(found)
    assert there > 1


@pytest.mark.slow
def test_what_widgets_show_adds_up() -> None:
    found, _ = wrong({kind: specimen(kind) for kind in REGISTRY} | widgets())
    assert not found, "\n".join(found)


@pytest.mark.slow
def test_what_lessons_show_adds_up(tmp_path: Path, press: Callable[[], Press]) -> None:
    """Seen to fail when every sign between rounded numbers is "="."""
    for i, folder in enumerate(LESSONS):
        shutil.copytree(folder, tmp_path / "content" / f"a{i}", dirs_exist_ok=True)
    blocks = [block for material in press().read().prepared_lessons for block in material.lesson.widgets()]
    found, there = wrong({f"{i} {block.id}": block.widget for i, block in enumerate(blocks)})
    assert not found, "\n".join(found)
    assert there > 3
