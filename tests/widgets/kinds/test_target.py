"""Moving x until a rate is what it should be: the places that are right, and what is said at the others."""

import math

import pytest

from nudge.widgets import make, start
from nudge.widgets.exercises.feedback import plain
from nudge.widgets.kinds.target import Target
from tests.widgets.test_registry import HOSTILE

STILL = {
    "given": "g = sin x; f = u^2",
    "goal": "diff(f(g(x)), x) = 0",
    "x": "1 in [0.5, 3] step 0.05",
    "alt": "Three plots.",
}


def target(fields=STILL, **more):
    widget, problems = make(Target, {**fields, **more})
    assert problems == ()
    return widget


def problem(**more):
    widget, problems = make(Target, {**STILL, **more})
    assert widget is None
    return problems[0]


def right(widget, **more):
    states = widget.controls()[-2].states()
    begin = start(widget) | more
    return [s for s in states if widget.view({**begin, "x": s, "answer": s}).parts["outcome"] == "accepted"]


def said(widget, x, **more):
    return widget.view({**start(widget), **more, "x": x, "answer": x}).parts


@pytest.mark.slow
def test_the_right_places_are_those_nearest_to_where_the_rate_is_the_number():
    assert right(target()) == ["1.55"]  # sin 2x is 0 at 1.5708, between 1.55 and 1.60
    fine = right(target(x="1 in [0, 3.14] step 0.01"))
    zeros = (0.0, math.pi / 2, math.pi)
    assert fine
    assert all(min(abs(float(x) - zero) for zero in zeros) <= 0.005 for x in fine)
    assert all(any(abs(float(x) - zero) <= 0.005 for x in fine) for zero in zeros)


@pytest.mark.slow
def test_a_place_that_shows_the_number_is_right():
    widget = target({**STILL, "given": "g = x^2; f = 3u", "goal": "diff(f(g(x)), x) = 6", "x": "0 in [-2, 2] step 0.1"})
    assert right(widget) == ["1.0"]
    assert widget.view({**start(widget), "x": "1.0", "answer": "1.0"}).done


def test_a_wrong_place_is_told_with_its_numbers():
    parts = said(target(), "1.00")
    assert parts["outcome"] == "rejected"
    assert "At x = 1.00 the total rate is +0.91, and it should be 0.00." in parts["verdict"]


def test_a_place_where_a_slip_would_be_right_is_told_as_that_slip():
    widget = target(
        {**STILL, "given": "g = x - x^2; f = u^2", "goal": "diff(f(g(x)), x) = 0", "x": "2 in [0.2, 3] step 0.1"}
    )
    assert right(widget) == ["0.5", "1.0"]
    fields = {**STILL, "given": "g = 2x + 1; f = u^2", "goal": "diff(f(g(x)), x) = 12", "x": "0 in [-1, 4] step 0.5"}
    assert right(target(fields)) == ["1.0"]
    words = said(target(fields), "2.5")["verdict"]  # 2(2x + 1) = 12
    assert "outer rate f'(6) alone" in plain(words)
    assert "f' was taken at 3" in plain(said(target(fields), "3.0")["verdict"])  # 2x · 2 = 12


def test_what_the_reader_moves_is_not_given():
    widget, problems = make(Target, {**STILL, "given": "g = sin x; f = u^2; x = 2"})
    assert widget is None
    assert [(one.key, one.message) for one in problems] == [("given", "x is given, and it is what the reader moves")]


def test_nothing_answered_shows_the_explorer_and_no_verdict():
    parts = target().view(start(target())).parts
    assert (parts["verdict"], parts["outcome"]) == ("", "")
    assert parts["stage-rates-total"] == "+0.91"


@pytest.mark.slow  # every place of a slider is checked
@pytest.mark.parametrize(
    ("given", "goal", "span"),
    [
        ("g = sin x; f = ln u", "0", "1 in [0.5, 4] step 0.01"),  # cot x leaps at π
        ("g = x - 1.2345; f = 1/u", "-1", "3 in [0.5, 4] step 0.01"),
        ("g = x - 1.2345; f = ln|u|", "0", "3 in [0.5, 4] step 0.01"),
        ("g = x - 1.2345; f = |u|", "0", "3 in [0.5, 4] step 0.01"),
    ],
)
def test_what_leaps_over_the_number_does_not_reach_it(given, goal, span):
    fields = {"given": given, "goal": f"diff(f(g(x)), x) = {goal}", "x": span}
    widget, problems = make(Target, {**STILL, **fields})
    if widget is None:
        assert "No place of the slider reaches this" in problems[0].message
        return
    for place in right(widget):
        assert "1.2" not in place[:3]
        assert not place.startswith("3.14")


def test_a_rate_that_does_not_exist_is_said_so():
    fields = {**STILL, "given": "g = x - 1; f = |u|", "goal": "diff(f(g(x)), x) = 1", "x": "0 in [0, 2] step 0.5"}
    assert "does not exist" in said(target(fields), "1.0")["verdict"]
    assert right(target(fields)) == ["1.5", "2.0"]


@pytest.mark.parametrize(
    ("more", "key", "words"),
    [
        ({"goal": "diff(f(g(x)), x) = 7"}, "goal", "No place of the slider reaches this"),
        ({"goal": "diff(f(g(x)), x) = 1/0"}, "goal", "No place"),
        ({"x": "0 in [-1, 1] step 0.5"}, "x", "reached where x starts"),
        ({"goal": "diff(f(g(x)), x)"}, "goal", "not a goal"),
        ({"goal": "diff(f(g(x)), x) = y"}, "goal", "not known"),
        ({"goal": "diff(h(x), x) = 0"}, "goal", "not known"),
        ({"goal": "f(g(x)) = 0"}, "goal", "not the rate of a composition"),
        ({"given": "g = sin t; f = u^2", "goal": "diff(f(g(t)), t) = 0"}, "goal", "not the rate of a composition"),
        ({"given": "g = a x; f = u^2; a in {2, 3}", "goal": "diff(f(g(x)), x) = 30"}, "goal", "with a = 2"),
        ({"x": "1 in [3, 1] step 1"}, "x", "No step fits"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_the_goal(more, key, words):
    found = problem(**more)
    assert found.key == key
    assert words in found.message


def test_a_goal_is_pointed_at():
    assert problem(goal="diff(f(g(x)), x) = 2 +").offset >= len("diff(f(g(x)), x) =")
    assert problem(goal="diff(f(h(x)), x) = 0").offset == len("diff(f(")


def test_each_variant_has_its_own_place():
    fields = {**STILL, "given": "g = x - a; f = u^2; a in {1, 2}", "x": "0 in [-1, 3] step 0.5"}
    assert right(target(fields), variant="a = 1") == ["1.0"]
    assert right(target(fields), variant="a = 2") == ["2.0"]


def test_the_solution_names_a_place_that_is_right():
    widget = target()
    way = widget.view(start(widget)).parts["help"].split("<summary>Solution</summary>")[1]
    assert 'data-tex="x = 1.55"' in way


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.sampled(4)
def test_hostile_texts_are_problems_and_never_errors(text):
    widget = target()
    for name in ("answer", "x"):
        view = widget.view({**start(widget), name: text})
        if view.problems:
            assert set(view.problems) == {name}
            assert view.parts == {}
        else:
            assert not text.strip() or view.parts["outcome"] in ("accepted", "rejected", "")


def test_the_explorer_shows_the_functions_of_the_variant():
    widget = target(given="g = a x; f = u^2; a in {2, 3}", goal="diff(f(g(x)), x) = 36", x="1 in [-9, 9] step 0.5")
    rates = [widget.view({**start(widget), "variant": f"a = {a}"}).parts["stage-rates-total"] for a in (2, 3)]
    assert rates == ["+8.00", "+18.00"]


def test_the_functions_stay_as_they_are():
    widget = target()
    markup = widget.markup(widget.view(start(widget)), "still")
    assert "Edit functions" not in markup
    assert markup.count('data-takes="x"') == 1
