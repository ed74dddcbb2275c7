"""The composition explorer says what mathematics says."""

import json
import math
import re
from decimal import Decimal

import pytest

from nudge.widgets import live, make, start
from nudge.widgets.kinds.composition import Composition

FIELDS = {
    "inner": "sin(x)",
    "outer": "u^2",
    "x": "1 in [-3.14, 3.14] step 0.01",
    "points": "0, pi/4, pi/2, pi",
    "alt": "Three plots.",
}


@pytest.fixture(scope="module")
def explorer():
    widget, problems = make(Composition, FIELDS)
    assert problems == ()
    return widget


def signed(value):
    text = f"{value:+.2f}".replace("-", "−")
    return "0.00" if text[1:] == "0.00" else text


def test_the_first_view(explorer):
    parts = explorer.view(start(explorer)).parts
    assert [parts[f"rates-{name}"] for name in ("inner", "outer", "total")] == ["+0.54", "+1.68", "+0.91"]
    assert parts["rates-outer-at"] == "rate of the outer, at u = 0.84"
    assert parts["x-typed"] == "1.00"


@pytest.mark.slow
def test_every_position_agrees_with_calculus(explorer):
    slider = explorer.controls()[0]
    assert len(slider.states()) == 629 + 4
    for text in slider.states():
        x = {"0": 0.0, "pi/4": math.pi / 4, "pi/2": math.pi / 2, "pi": math.pi}.get(text)
        x = float(text) if x is None else x
        parts = explorer.view({**start(explorer), "x": text}).parts
        assert parts["rates-inner"] == signed(math.cos(x))
        assert parts["rates-outer"] == signed(2 * math.sin(x))
        assert parts["rates-total"] == signed(math.sin(2 * x))


def test_a_rate_that_rounds_to_zero_has_no_sign(explorer):
    parts = explorer.view({**start(explorer), "x": "pi/2"}).parts
    assert parts["rates-inner"] == "0.00"
    assert parts["rates-total"] == "0.00"
    assert parts["x-typed"] == "π/2"
    assert parts["x-at"] == "1.57"


@pytest.mark.parametrize(
    ("x", "note"),
    [
        ("1.00", "+0.54030 × +1.68294 ≈ +0.90930"),
        ("pi/2", "0.00000 × +2.00000 = 0.00000"),
        ("pi", "−1.00000 × 0.00000 = 0.00000"),
    ],
)
def test_the_note_gives_more_digits_and_zeros_where_they_are(explorer, x, note):
    parts = explorer.view({**start(explorer), "x": x}).parts
    assert parts["rates-note"].endswith(f": {note}")
    digits = {name: parts[f"digits-{name}"] for name in ("inner", "outer", "total")}
    assert {name for name, text in digits.items() if text == "≈ 0"} == {
        name for name, text in zip(digits, re.split(" [×=≈] ", note), strict=True) if text == "0.00000"
    }


@pytest.mark.slow
def test_the_readouts_are_equal_as_they_are_shown_or_nearly_so(explorer):
    """Fails when the sign between the readouts, or in the note, is always an equals sign."""
    seen = set()
    for text in explorer.controls()[0].states():
        parts = explorer.view({**start(explorer), "x": text}).parts
        inner, outer, total = (
            Decimal(parts[f"rates-{name}"].replace("−", "-")) for name in ("inner", "outer", "total")
        )
        assert parts["rates-sign-1"] == ("=" if inner * outer == total else "≈"), text
        inner, outer, sign, total = parts["rates-note"].replace("−", "-").split(": ")[1].replace("× ", "").split(" ")
        assert sign == ("=" if Decimal(inner) * Decimal(outer) == Decimal(total) else "≈"), text
        seen.add(parts["rates-sign-1"])
    assert seen == {"=", "≈"}


def test_what_the_strip_rounds_it_calls_nearly_equal(explorer):
    """Fails when the strip has an equals sign before every length."""
    parts = explorer.view(start(explorer)).parts
    assert (parts["strip-du-text"], parts["strip-dy-text"]) == ("≈ +0.054", "≈ +0.091")
    parts = explorer.view({"x": "1.00", "inner": "3x", "outer": "u/2"}).parts
    assert (parts["strip-du-text"], parts["strip-dy-text"]) == ("= +0.300", "= +0.150")


@pytest.mark.parametrize(
    ("inner", "outer", "reason"),
    [
        ("|x|", "u^2", "The inner function has no rate here: from the left it is −1, from the right 1."),
        ("x", "cbrt u", "The outer function has no rate here: the tangent is vertical."),
        ("1/x", "u", "The inner function has no value here: nearby values grow without bound."),
        ("e^(2x)", "e^(400+u)", "The numbers here are too large to show."),
        ("10^200 x", "10^200 u", "The numbers here are too large to show."),
    ],
)
def test_where_a_rate_is_missing_the_note_says_why(explorer, inner, outer, reason):
    x = "3.00" if "2x" in inner else "0.00"
    parts = explorer.view({"x": x, "inner": inner, "outer": outer}).parts
    assert parts["rates-note"] == f"There is nothing to multiply. {reason}"


def test_a_tiny_rate_on_the_grid_is_not_taken_for_noise(explorer):
    parts = explorer.view({**start(explorer), "inner": "x/10^15"}).parts
    assert parts["digits-inner"] == "≈ 1 × 10⁻¹⁵"


def test_a_bar_too_long_for_the_strip_ends_in_a_tip(explorer):
    def corners(inner):
        return explorer.view({**start(explorer), "inner": inner}).parts["strip-du"].count(" ")

    assert corners("-9x") == corners("9x") > corners("x/2")


def test_typed_functions_redraw_everything(explorer):
    first = explorer.view(start(explorer)).parts
    parts = explorer.view({"x": "1.00", "inner": "x^2", "outer": "sin u"}).parts
    assert parts["rates-total"] == signed(2 * math.cos(1))
    for name in ("title", "inner-title", "outer-title", "inner-curve", "outer-curve", "total-curve"):
        assert parts[name] != first[name]


HOSTILE = ["sin(", "", "__import__('os')", "<script>alert(1)</script>", "\0", "é" * 3000, "(" * 50000]


@pytest.mark.parametrize("name", ["inner", "outer", "x"])
@pytest.mark.parametrize("text", [*HOSTILE, "1e999", "10^10^10"])
def test_hostile_text_is_only_unreadable(explorer, name, text):
    view = explorer.view({**start(explorer), name: text})
    if name == "x" or text in HOSTILE:
        assert set(view.problems) == {name}
        assert view.parts == {}
        assert view.problems[name]
    elif text == "10^10^10":
        assert not view.problems
        assert view.parts["rates-total"] == "—"


@pytest.mark.parametrize("inner", ["1/x", "ln x", "sqrt x", "tan x", "|x|", "5", "e^(9x)", "x/0", "floor x"])
@pytest.mark.parametrize("x", ["-3.14", "0.00", "1.00", "pi/2"])
def test_undefined_is_a_dash_and_never_an_error(explorer, inner, x):
    view = explorer.view({"x": x, "inner": inner, "outer": "1/u"})
    assert not view.problems
    for name in ("inner", "outer", "total"):
        assert re.fullmatch(r"—|0\.00|[+−]\d[\d.×⁻⁰¹²³⁴⁵⁶⁷⁸⁹ ]*", view.parts[f"rates-{name}"]), name
    assert not re.search(r"nan|inf\b", "".join(view.parts.values()))


def test_a_point_that_follows_no_line_can_be_asked_for_along_its_control(explorer):
    """What the page takes the nearest of, when the second point is dragged: the places around x, and no others."""
    live.describe(json.dumps({"w": {"widget": "composition", "fields": list(FIELDS.items())}}))
    state = {"x": "1.00", "inner": "x/2", "outer": "u^3"}
    message = {"seq": 1, "widget": "w", "state": state, "along": "x", "wanted": ["outer-point"]}
    reply = json.loads(live.answer(json.dumps(message)))
    assert list(reply["along"]) == [f"{0.4 + k / 100:.2f}" for k in range(121)]
    for text, place in reply["along"].items():
        assert place == explorer.view({**state, "x": text}).parts["outer-point"]


def test_an_unreadable_state_has_no_places_along(explorer):
    live.describe(json.dumps({"w": {"widget": "composition", "fields": list(FIELDS.items())}}))
    for state in ({**start(explorer), "x": "sin("}, {**start(explorer), "inner": "sin("}):
        message = {"seq": 1, "widget": "w", "state": state, "along": "x", "wanted": ["outer-point"]}
        assert json.loads(live.answer(json.dumps(message)))["along"] == {}


def test_live_answers_what_view_says(explorer):
    live.describe(json.dumps({"w": {"widget": "composition", "fields": list(FIELDS.items())}}))
    state = {"x": "0.50", "inner": "x^3", "outer": "cos u"}
    view, message = explorer.view(state), {"seq": 7, "widget": "w", "state": state}
    assert json.loads(live.answer(json.dumps(message))) == {"seq": 7, "parts": dict(view.parts), "problems": {}}
    few = ["rates-inner", "x-at", "no-such-part"]
    reply = json.loads(live.answer(json.dumps({**message, "wanted": few})))
    assert reply["parts"] == {name: view.parts[name] for name in few[:2]}
    broken = json.loads(live.answer(json.dumps({**message, "state": {**state, "x": "q"}, "wanted": few})))
    assert (broken["parts"], list(broken["problems"])) == ({}, ["x"])
