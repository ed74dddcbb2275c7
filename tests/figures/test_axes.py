"""Axes: a faint grid, lines through the origin, and names that keep away from curves."""

import math
import re

import pytest

from nudge.figures import Window, sample
from nudge.figures.axes import axes, number_line
from nudge.figures.labels import PlacedText, covered, occupied

WINDOW = Window(-2.0, 2.0, -1.0, 1.0, 252.0, 182.0)


def words(svg):
    """The texts of a picture as they stand."""
    pattern = r'<text class="([^"]*)" x="([^"]*)" y="([^"]*)" text-anchor="([^"]*)">([^<]*)</text>'
    return [PlacedText(text, float(x), float(y), role, anchor) for role, x, y, anchor, text in re.findall(pattern, svg)]


def test_the_grid_is_one_path_and_the_axes_pass_through_the_origin():
    grid, labels = axes(WINDOW, "x", "y")
    assert grid.count("<path") == 2
    assert '<path class="axis" d="M0 91H252M126 0V182"/>' in grid
    assert [w.text for w in words(labels)][:2] == ["−2", "−1"]
    assert [w.text for w in words(labels) if w.role == "axis-name"] == ["x", "y"]


def test_axes_that_are_out_of_sight_are_not_drawn():
    grid, _ = axes(Window(1, 2, 1, 2, 252, 182), "x", "y")
    assert "axis" not in grid


def test_a_logarithmic_axis_has_lines_without_labels_between():
    grid, labels = axes(Window(0.5, 200, 0, 1, 252, 182, log_x=True), "n", "y")
    assert len(re.findall(r"M[\d.]+ 0V182", grid)) == 5 + 9 + 9 + 2
    assert [w.text for w in words(labels) if w.y == 196] == ["1", "10", "100"]
    assert '<path class="axis" d="M0 182H252"/>' in grid


def test_a_number_line_is_one_axis_with_ticks():
    line, labels = number_line(Window(0, 9, -1, 1, 252, 40), "u")
    assert line.startswith('<path class="axis" d="M0 20H252M0 16V24M28 16V24')
    assert [w.text for w in words(labels)] == [*"0123456789", "u"]


@pytest.mark.parametrize("window", [Window(1, 1, 0, 1, 9, 9), Window(0, 1, 0, math.inf, 9, 9)])
def test_an_empty_window_has_no_axes(window):
    assert axes(window, "x", "y") == ("", "") == number_line(window, "x")


@pytest.mark.parametrize(
    "f", [math.sin, lambda x: 0.08 * x, lambda x: 0.05, lambda x: 1 - x * x / 8, lambda x: x / 2, math.cos]
)
def test_the_names_of_the_axes_cover_no_curve(f):
    """Seen to fail with the first place always taken: four of these curves pass through the "x" or the "y"."""
    lines = sample(f, WINDOW)
    _, labels = axes(WINDOW, "x", "y", lines)
    names = [w for w in words(labels) if w.role == "axis-name"]
    assert [covered(w, occupied(lines, WINDOW)) for w in names] == [0, 0]
    assert all(0 <= w.x <= 252 and 0 <= w.y <= 182 for w in names)
