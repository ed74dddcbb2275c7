"""Windows map coordinates, and ranges show what matters."""

import math

import pytest

from nudge.figures import Curve, Dot, Label, Scene, Segment, Window, draw, fit, path, tangent, translate

WINDOW = Window(-2.0, 2.0, -1.0, 1.0, 400.0, 100.0)


def test_place_maps_corners_and_turns_the_upright_axis():
    assert WINDOW.place(-2, 1) == (0, 0)
    assert WINDOW.place(2, -1) == (400, 100)
    assert WINDOW.x_at(300) == 1.0


def test_fit_pads_what_it_is_given():
    assert fit([-1.0, 0.0, 1.0], pad=0.125) == (-1.25, 1.25)


def test_fit_is_not_flattened_by_a_pole():
    values = [1 / (k / 100 - 0.5001) for k in range(100)]
    low, high = fit(values)
    assert -60 < low < 0 < high < 60


@pytest.mark.parametrize("values", [[], [None, None], [3.0, 3.0], [0.0]])
def test_fit_always_gives_a_range(values):
    low, high = fit(values)
    assert low < high
    assert math.isfinite(low)
    assert all(low < v < high for v in values if v is not None)


def test_marks_become_svg():
    scene = Scene(
        WINDOW,
        (
            Curve((((-2.0, 0.0), (2.0, 0.5)),), "inner"),
            Segment((0.0, -1.0), (0.0, 1.0), "axis"),
            Dot((1.0, 0.0), "outer"),
            Label((0.0, 0.0), "a<b", "tick", shift=(2.0, 0.0)),
        ),
    )
    assert draw(scene) == (
        '<path class="curve inner" d="M0 50L400 25"/>'
        '<line class="axis" x1="200" y1="100" x2="200" y2="0"/>'
        '<circle class="dot outer" cx="300" cy="50" r="4"/>'
        '<text class="tick" x="202" y="50" text-anchor="middle">a&lt;b</text>'
    )


def test_moving_texts_are_short_and_empty_where_there_is_nothing():
    assert translate((1.0, 0.5), WINDOW) == "300 25"
    assert translate(None, WINDOW) == ""
    assert tangent((0.0, 0.0), 0.0, WINDOW, reach=10) == "M190 50L210 50"
    assert tangent((0.0, 0.0), None, WINDOW) == ""
    assert path([], WINDOW) == ""


def test_a_tangent_has_its_slope_on_the_page():
    numbers = tangent((0.0, 0.0), 2.0, WINDOW, reach=100).replace("M", "").replace("L", " ").split()
    x1, y1, x2, y2 = map(float, numbers)
    assert (y1 - y2) / (x2 - x1) == pytest.approx(2.0 * WINDOW.y_scale / WINDOW.x_scale, abs=0.02)
    assert math.hypot(x2 - x1, y2 - y1) == pytest.approx(200, abs=0.05)
