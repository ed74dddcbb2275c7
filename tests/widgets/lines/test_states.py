"""What texts are worth in states: exactly, or the reason why not; sequences; places; what is chosen."""

import pytest

from nudge.rates import Unreadable
from nudge.widgets.lines.description import Line
from nudge.widgets.lines.shared import describe
from nudge.widgets.spelling import spelt
from tests.widgets.lines.written import complaints, sound, values, worth

NEWTON = """
let: f(x) = x^3 - 2x - 5
slider: a = 3 in [1, 4] step 0.1
slider: n = 4 in [0, 6] step 1
steps: w = a then w - f(w)/f'(w), n times
"""


def test_what_a_control_says_is_taken_at_its_word():
    made = sound("slider: x = 0 in [-3.14, 3.14] step 0.01\njump: x = pi, pi/4\nchoose: b in {2, e}")
    assert worth(made, "sin x", x="pi") == 0.0
    assert worth(made, "tan x - 1", x="pi/4") == 0.0
    assert worth(made, "0.1 - x", x="0.10") == 0.0
    assert worth(made, "ln b", b="e") == 1.0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1/x", "No value here: this divides by 0."),
        ("sqrt(x - 1)", "No value here: there is no root of a negative number."),
        ("ln x", "No value here: a logarithm needs a positive number."),
        ("c'(x)", "No rate here: from the left it is −1, from the right 1."),
        ("2 + c'(x)", "No rate here: from the left it is −1, from the right 1."),
        ("d(x)", "No rate here: from the left it is −1, from the right 1."),
        ("r'(x)", "No rate here: the tangent is vertical."),
        ("c'(1/x)", "No value here: this divides by 0."),
        ("exp(exp(x + 10))", "No value here: the numbers are too large to show."),
        ("arcsin(x + 2)", "No value here: arcsin needs a number from −1 to 1."),
        ("sum(1/(k - x) for k from 0 to 2)", "The term for k = 0 has no value"),
    ],
)
def test_reasons(text, why):
    made = sound("let: c(x) = |x|; d(x) = c'(x); r(x) = cbrt x\nslider: x = 0 in [-1, 1] step 0.5")
    assert worth(made, text) == why


def test_a_rate_that_no_formula_gives_is_found():
    made = sound("let: c(x) = x|x|; d(x) = 2c'(x) + 1\nslider: x = 0 in [-1, 1] step 0.5")
    assert (worth(made, "c'(x)"), worth(made, "d(x)")) == (0.0, 1.0)


def test_members_of_a_sequence():
    made = sound(NEWTON)
    found = [worth(made, text) for text in ("w_0", "w_1", "w_(n - 3)", "w", "w_n", "w_(n+1)")]
    assert found[:3] == [3.0, 2.36, 2.36]
    assert found[3] == found[4] == pytest.approx(2.0945516738, abs=1e-10)
    assert found[5] == "w goes from 0 to 4 here."
    assert made.expression("w_k", 0, (), ("k",)).number(values(made), {"k": 1.0}) == 2.36
    assert worth(made, "2sum(w_k for k from 0 to 1)") == pytest.approx(10.72)


def test_the_first_member_without_value_is_named_with_its_reason():
    made = sound("steps: w = 2 then 1/(w - 1) - 1, n times\nslider: n = 5 in [0, 9] step 1")
    assert worth(made, "w_1") == 0.0
    assert worth(made, "w_2", n="1") == "w goes from 0 to 1 here."
    assert worth(sound("steps: w = 3 then sqrt(w - 2), 5 times"), "w") == (
        "w has no member 2, nor any after it. No value here: there is no root of a negative number."
    )


def test_a_sequence_of_points_and_what_is_made_of_points():
    made = sound("steps: P = (0, 1) then P + (1, P.y)/n, n times\nslider: n = 4 in [1, 9] step 1\ndata: A = (1, 2)")
    assert (worth(made, "P.x"), worth(made, "P.y")) == (1.0, 1.25**4)
    assert made.place("2P_1 - (0, 1)", 0).numbers(values(made)) == (0.5, 1.5)
    assert worth(made, "P_1.y") == 1.25


def test_a_pulled_point_is_two_sliders():
    made = sound("drag: P = (2, 1) in [-3, 3] by [0, 5] step 0.25")
    assert list(made.controls) == ["P.x", "P.y"]
    assert (made.controls["P.y"].low, made.controls["P.x"].low) == (0, -3)
    assert made.place("P + (0.5, 0)", 0).numbers(values(made, P_y="4.25")) == (2.5, 4.25)
    assert worth(made, "P.x P.y") == 2.0
    assert made.pulls[0].moves == ("P.x", "P.y")


def test_places_and_numbers_do_not_mix():
    made = sound("drag: P = (2, 1) in [-3, 3] step 1")
    for text, message in [("P", "This is a place"), ("P + 1", "This is a place"), ("sin P", "This is a place")]:
        with pytest.raises(ValueError, match=message):
            made.expression(text, 0)
    for text, message in [("2", "This is a number"), ("P + 1", "do not go together"), ("(1, 2, 3)", "two numbers")]:
        with pytest.raises(ValueError, match=message):
            made.place(text, 0)


def test_functions_are_chosen_and_typed():
    made = sound("let: g(x) = c f(x); c = 2\nchoose: f(t) in {t^2/2, sin t, |t|, c t}\nlet: h(x) = x\nedit: h")
    assert [worth(made, "g'(3)", f=text) for text in ("t^2/2", "|t|", "c t")] == [6.0, 2.0, 4.0]
    assert worth(made, "h(2)", h="x^3 + c") == 10.0
    with pytest.raises(ValueError, match="can be changed"):
        made.controls["h"].read("f(x)")
    with pytest.raises(ValueError, match="y is not known"):
        made.controls["h"].read("y")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("slider: h = 1 in [2, 0] step 1", ("No step fits between the ends", "1")),
        ("slider: h in [0, 1]", ("This is not a slider", "h in [0, 1]")),
        ("slider: h = 5 in [0, 1] step 0.5", ("h goes from 0 to 1 here", "5")),
        ("slider: h = 0 in [0, 1] step 1\nslider: h = 0 in [0, 1] step 1", ("h is defined already", "h")),
        ("slider: h = 0 in [0, 1] step 1\njump: k = 1", ("There is no slider k", "k")),
        ("slider: h = 0 in [0, 1] step 1\njump: h = 4", ("4 is not on this slider", "4")),
        ("slider: h = 0 in [0, 1] step 1\njump: h = x", ("x is not known", "x")),
        ("choose: b in {2}", ("A choice is between different things", "2")),
        ("choose: b = 5 in {2, 3}", ("5 is none of these", "5")),
        ("choose: f(x) in {x, y}", ("y is not known", "y")),
        ("drag: (1, 2) moves x", ("There is no slider x", "x")),
        ("drag: (1, 2)", ("This does not say what is pulled", "(1, 2)")),
        ("steps: w = 1 then w, n times", ("n is not known", "n")),
        ("steps: w = 1 and then 3", ("These are not steps", "w = 1 and then 3")),
        ("edit: f", ("There is no function f of one letter", "f")),
        ("data: c = 1, 2", ("This is no pair of numbers", "1")),
    ],
)
def test_what_is_wrong_with_controls(text, said):
    assert [one[:2] for one in complaints(text)] == [said]


def test_controls_without_effect_are_known():
    made = sound(NEWTON + "slider: b = 1 in [0, 1] step 1\ndrag: P = (0, 0) in [0, 1] step 1")
    made.expression("w", 0)
    assert set(made.idle()) == {"b", "P.x", "P.y"}
    assert set(sound(NEWTON).idle()) == {"a", "n"}


def test_a_sequence_that_needs_itself_is_refused():
    for lines in ("steps: w = 1 then w_0 + 1, 3 times", "steps: v = 1 then w, 3 times\nsteps: w = 1 then v, 3 times"):
        assert [one[0] for one in complaints(lines)] == ["w needs itself"]
    made = sound("let: f(x) = x + 1\nedit: f\nsteps: w = 1 then f(w), 3 times")
    assert worth(made, "w") == 4.0
    assert worth(made, "w", f="x + w_2") == "w has no member 1, nor any after it. w needs itself."


def test_a_course_says_which_base_a_logarithm_without_one_has():
    lines = [Line("let", "f(x) = log x", 0)]
    assert worth(describe(lines), "f(100)") == 2.0
    assert worth(describe(lines, spelt("e")), "f(e)") == 1.0


def test_a_defined_place_has_two_numbers():
    made = sound(
        "drag: P = (2, 1) in [-3, 3] step 0.25\nlet: A = (1, 4); B = A + (1, 0); C = P - A; c = 3; d = A.x^2 + B.y"
    )
    shown = {text: worth(made, text) for text in ("A.x", "A.y", "B.x", "C.x", "C.y", "2A.x", "d", "A.x B.x")}
    assert shown == {"A.x": 1, "A.y": 4, "B.x": 2, "C.x": 1, "C.y": -3, "2A.x": 2, "d": 5, "A.x B.x": 2}
    with pytest.raises(Unreadable, match="c is a number"):
        worth(made, "1 + c.x")
