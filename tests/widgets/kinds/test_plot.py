"""Plots: what lines draw, in which pane, and how it moves."""

import gzip
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudge.widgets import REGISTRY, frames, make, start
from tests.pace import within
from tests.widgets.kinds.pictures import made, number, of_the_guide, problems, view
from tests.widgets.lookup import Lookup, compared, random_states
from tests.widgets.test_registry import HOSTILE

PANE = "pane: x in [0, 4]; y in [0, 9]\n"
SQUARE = "pane: x in [-2, 2]; y in [-2, 2]\n"


def paths(text):
    """How many pieces a path has."""
    return text.count("M")


def coordinates(text):
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", text)]


@pytest.fixture(scope="module", params=range(8))
def example(request):
    return of_the_guide("plot")[request.param]


def test_every_example_of_the_guide_is_tried():
    assert len(of_the_guide("plot")) == 8


@pytest.mark.sampled(7)
def test_frames_and_live_views_agree(example):
    lookup = Lookup(frames.tables(example))
    plot = getattr(example, "widget", example)  # of an exercise that a goal makes
    again, _ = make(type(plot), plot.fields)
    assert compared(again, lookup, random_states(example, 150)) > 100


@pytest.mark.sampled(4)
def test_what_is_sent_is_small(example):
    first = example.markup(example.view(start(example)), "here")
    sent = json.dumps(frames.tables(example), ensure_ascii=False, separators=(",", ":")).encode()
    assert len(first.encode()) < 40_000
    assert len(gzip.compress(sent, 9)) < 40_000


def test_the_secant_becomes_the_tangent():
    ball = of_the_guide("plot")[0]
    found = [number(ball, "average-speed", h=h) for h in ("1.00", "0.50", "0.10", "-0.10", "-0.50")]
    assert found == ["15.00", "12.50", "10.50", "9.50", "7.50"]
    still = view(ball, h="0.00").parts
    assert still["number-average-speed-shown"] == "—"
    assert still["why"] == "average speed: No value here: this divides by 0."
    assert still["number-average-speed-said"] == "average speed: No value here: this divides by 0."
    assert still["pane-0-2"] == ""
    assert view(ball).parts["number-average-speed-said"] == "average speed 15.00 m/s."


def test_strips_and_steps():
    strips, newton = of_the_guide("plot")[4], of_the_guide("plot")[3]
    assert [paths(view(strips, n=n).parts["pane-0-1"]) for n in ("4", "50")] == [4, 50]
    assert number(strips, "area-of-the-strips") == "1.75"
    assert [paths(view(newton, n=n).parts["pane-0-2"]) for n in ("0", "3")] == [0, 3]
    assert number(newton, "reached", n="6") == "2.0946"


def test_a_mark_belongs_to_the_pane_above_it():
    two = made(
        "plot", "pane: x in [0, 4]; y in [0, 9]\ncurve: x\npane: x; y in [0, 1]\npoint: (1, 0.5)\npoint: (2, 0.5)"
    )
    parts = view(two).parts
    assert {"pane-0-0", "pane-1-0", "pane-1-1"} <= parts.keys()
    assert "pane-0-1" not in parts
    assert parts["pane-0-0"].startswith("M0 ")
    assert two.markup(view(two), "here").count("data-mark=") == 3


@pytest.mark.parametrize(
    ("line", "d"),
    [
        ("segment: (0, 0) to (4, 9)", "M0 196L302 0"),
        ("rect: (0, 0) to (4, 9)", "M0 0H302V196H0Z"),
        ("point: (4, 9)", "302 0"),
        ("point: (k, 0) for k from 0 to 2", 3),
        ("segment: (0, k) to (4, k) for k from 1 to 9", 9),
        ("path: w, w^2", 1),
        ("path: (w, w)", 1),
        ("arrow: from (0, 0) by (2, 1)", 3),
        ("arrow: (0, 0) to (2, 1)", 3),
        ("point: P for P in cloud", 2),
        ("point: (P.x, 2P.y) for P in cloud", 2),
        ("segment: (0, 0) to P for P in cloud", 2),
        ("tangent: x^2 at 1", 1),
        ("secant: f from 0 to 1", 1),
        ("curve: k x for k from 1 to 3", 3),
        ("area: f from 0 to 2", 1),
    ],
)
def test_marks(line, d):
    plot = made("plot", f"data: cloud = (1, 2), (3, 1)\nsteps: w = 4 then w/2, 2 times\nlet: f(x) = x^2\n{PANE}{line}")
    parts = view(plot).parts
    drawn = parts["pane-0-0"]
    assert (drawn if isinstance(d, str) else paths(drawn)) == d
    if line.startswith("path"):
        assert 'data-part="pane-0-0-1"' not in plot.markup(view(plot), "here")
        assert paths(parts["pane-0-0-1"]) in (2, 3)  # a dot for each member that is in sight


def test_an_area_has_a_part_for_each_sign():
    plot = made("plot", "pane: x in [-2, 2]; y in [-2, 2]\narea: x from -2 to 2 as inner")
    parts = view(plot).parts
    assert paths(parts["pane-0-0"]) == paths(parts["pane-0-0-1"]) == 1
    assert 'class="filled inner below"' in plot.markup(view(plot), "here")


def test_a_corner_has_no_tangent_and_holes_have_dots():
    plot = made(
        "plot", "pane: x in [-2, 2]; y in [-2, 2]\nlet: f(x) = |x|\ntangent: f at 0\ntangent: f at 1\ncurve: sin(x)/x"
    )
    parts = view(plot).parts
    assert parts["pane-0-0"] == ""
    assert parts["pane-0-1"] != ""
    assert paths(parts["pane-0-2-1"]) == 1


def test_a_rate_that_no_formula_gives_has_a_tangent():
    plot = made("plot", "pane: x in [-2, 2]; y in [-2, 2]\nlet: f(x) = x|x|\ntangent: f at 0")
    assert view(plot).parts["pane-0-0"] != ""


def test_number_lines():
    plot = made("plot", "slider: u = 2 in [0, 9] step 1\npane: u in [0, 9]\npoint: u\nsegment: 0 to u as inner")
    assert view(plot, u="9").parts["pane-0-0"].startswith("302 ")
    assert view(plot, u="0").parts["pane-0-0"].startswith("0 ")


def test_a_pane_that_fits_is_fitted_once_to_all_states():
    plot = made("plot", "slider: c = 0 in [-5, 5] step 1\npane: x in [0, 1]; y fits\ncurve: x + c")
    labels = {view(plot, c=c).parts["pane-0-labels"] for c in ("-5", "0", "5")}
    assert len(labels) == 1
    assert {">4<", ">−4<"} <= set(re.findall(r">[^<]*<", labels.pop()))


def test_a_zoom_moves_the_axes():
    pane = "pane: x in [1 - 2^(-k), 1 + 2^(-k)]; y in [5 - 16/2^k, 5 + 16/2^k]"
    plot = made("plot", f"slider: k = 0 in [0, 7] step 1\n{pane}\ncurve: 5x^2")
    assert len({view(plot, k=k).parts["pane-0-labels"] for k in ("0", "3", "7")}) == 3


def test_a_window_without_room_draws_nothing():
    plot = made("plot", "slider: k = 2 in [0, 2] step 1\npane: x in [0, k]; y in [0, 1]\ncurve: x/2\npoint: (0, 0)")
    parts = view(plot, k="0").parts
    assert (parts["pane-0-0"], parts["pane-0-1"], parts["pane-0-labels"]) == ("", "", "")


@pytest.mark.parametrize(
    ("place", "scale"),
    [
        ("(h, 1)", "0 0.0132450331"),
        ("(1 + h, h^2)", "-1 0.0132450331"),
        ("(c - 2h, 1)", "0.5 -0.00662251656"),
        ("(h^2, 1)", ""),
        ("(2, h)", ""),
    ],
)
def test_a_handle_says_how_its_slider_follows(place, scale):
    plot = made(
        "plot",
        f"slider: h = 1 in [0, 2] step 0.5\nslider: c = 1 in [0, 2] step 1\n{PANE}drag: {place} moves h\npoint: (h, c)",
    )
    assert view(plot).parts["pane-0-pull-0-scale"] == scale
    assert view(plot, h="2.0").parts["pane-0-pull-0-scale"] == scale


def test_a_point_pulls_two_sliders():
    plot = made(
        "plot", f"drag: P = (2, 1) in [0, 4] by [0, 9] step 0.25\n{PANE}segment: (0, 0) to P\nnumber: a = P.x P.y"
    )
    assert view(plot, P_x="4.00", P_y="9.00").parts["pane-0-pull-0"] == "302 0"
    assert number(plot, "a", P_x="4.00") == "4.00"
    assert 'data-handle="P.x P.y"' in plot.markup(view(plot), "here")
    lookup = Lookup(frames.tables(plot))
    found, missing = lookup.find({"P.x": "0.00", "P.y": "9.00"})
    assert not missing
    assert found["number-a-shown"] == "0.00"


def test_labels_cover_no_curve_and_stay_on_their_side():
    plot = made(
        "plot", "slider: a = 0 in [0, 4] step 1\npane: x in [0, 4]; y in [0, 16]\ncurve: x^2\nlabel: (a, a^2) here"
    )
    first, later = (view(plot, a=a).parts["pane-0-1"] for a in ("0", "2"))
    assert 'class="label"' in first
    assert re.sub(r"translate\([^)]*\)", "", first) == re.sub(r"translate\([^)]*\)", "", later)


def test_choices_and_typed_functions_change_what_is_drawn():
    plot = made(
        "plot", f"choose: f(x) in {{x^2, sin x}}\nlet: g(x) = x\nedit: g\n{PANE}curve: f(x)\ncurve: g(x) + f(0)"
    )
    first = view(plot).parts
    assert view(plot, f="sin x").parts["pane-0-0"] != first["pane-0-0"]
    assert view(plot, g="x^2/2").parts["pane-0-1"] != first["pane-0-1"]
    assert view(plot, g="x +").problems.keys() == {"g"}
    assert first["f-pressed-0"] == "true"
    assert view(plot, f="sin x").parts["f-pressed-0"] == "false"


def test_every_control_has_a_way_back_and_numbers_have_a_table():
    plot = made("plot", f"slider: h = 1 in [0, 2] step 0.5\njump: h = 2\n{PANE}point: (h, 1)\nnumber: double = 2h in m")
    html = plot.markup(view(plot), "here")
    assert '<button type="button" data-reset="h" class="back">Back to the start</button>' in html
    assert '<th scope="row">0.5</th><td>1.00 m</td>' in html
    assert '<output data-part="number-double-shown" name="double" aria-live="off"' in html


def test_a_number_that_is_hidden_is_in_no_table():
    slider = "slider: h = 1 in [0, 2] step 0.5\n"
    plot = made("plot", f"{slider}{PANE}point: (h, 1)\nnumber: double = 2h\nhide: double until guess")
    html = plot.markup(view(plot), "here")
    assert "as-table" not in html
    assert 'data-until="guess" data-waits="number-double-said"' in html


def test_what_nothing_depends_on_and_what_is_never_seen_are_told():
    lines = f"slider: h = 1 in [0, 2] step 0.5\nslider: k = 1 in [0, 2] step 1\n{PANE}point: (h, 1)\ncurve: 20 + x"
    found = [(one.code, one.index) for one in problems("plot", lines)]
    assert found == [("idle-control", 1), ("unseen-mark", 4)]
    assert problems("plot", "slider: a = 0 in [0, 9] step 1\npane: x in [8, 9]; y in [0, 9]\npoint: (a, 1)") == ()


@pytest.mark.slow
def test_a_view_that_moves_is_quick():
    for plot in of_the_guide("plot"):
        moving = {name for table in frames.tables(plot)["tables"] for name in table["parts"]}
        states = random_states(plot, 60)
        with within(0.003 * len(states)):  # 2 ms are what a page has; a busy machine is given more
            for state in states:
                plot.view(state, moving)


KEYS = [entry.key for entry in REGISTRY["plot"].entries() if entry.key != "alt"]


@pytest.mark.parametrize("key", KEYS)
def test_hostile_text_is_only_unreadable(key):
    for text in HOSTILE:
        fields = [("alt", "A picture."), ("pane", "x in [0, 1]; y fits"), ("curve", "x"), (key, text)]
        with within(1.0):
            widget, found = make(REGISTRY["plot"], fields)
            if widget:
                assert widget.markup(widget.view(start(widget)), "here")
            else:
                assert all(one.message for one in found)


NAMES = ["x", "f", "w_k", "P", "(1, 2)", "n", "="]
SMALL = ["to", "for k from 0 to 3", "in [0, 1]", "as", "inner", "y fits", ";", "step 1"]
TEXTS = st.lists(st.sampled_from(NAMES + SMALL), max_size=6).map(" ".join)


@given(st.lists(st.tuples(st.sampled_from(KEYS), TEXTS), max_size=6))
def test_any_lines_are_drawn_or_told(lines):
    widget, found = make(REGISTRY["plot"], [("alt", "A picture."), *lines])
    assert (widget is None) == bool(found)
    if widget:
        widget.view(start(widget))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("(1, 2) the top", "the top"),
        ("P a point", "a point"),
        ("P + (1, 1) the sum", "the sum"),
        ("P+Q - (0, 1) it", "it"),
        ("(a, f(a)) here (or so)", "here (or so)"),
        ("2P - Q/2 x - y", "x - y"),
    ],
)
def test_a_label_begins_with_a_place(line, words):
    points = "drag: P = (1, 1) in [0, 4] step 1\ndrag: Q = (1, 2) in [0, 4] step 1\nlet: f(x) = x; a = 1\n"
    plot = made("plot", f"{points}{PANE}segment: P to Q\nlabel: {line}")
    assert f">{words}</text>" in view(plot).parts["pane-0-1"]


def test_a_number_is_pulled_on_a_number_line():
    plot = made("plot", "slider: u = 2 in [0, 9] step 1\npane: u in [0, 9]\npoint: u\ndrag: u moves u")
    assert view(plot, u="9").parts["pane-0-pull-0"].startswith("302 ")
    assert view(plot).parts["pane-0-pull-0-scale"] != ""
