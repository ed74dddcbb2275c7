"""A goal on a widget of lines: a readout that is to be what it should makes an exercise of any kind."""

import pytest

from nudge.widgets import REGISTRY, make, start
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.feedback import plain
from nudge.widgets.frames import tables
from tests.widgets.kinds.pictures import fields
from tests.widgets.lookup import Lookup, compared, random_states

BOX = """
let: V(x) = x (12 - 2x)^2
slider: x = 1 in [0, 5.5] step 0.1
pane: x in [0, 6]; y in [0, 140]
curve: V(x)
tangent: V at x as inner
number: volume = V(x) in cm³
number: rate = V'(x)
"""
PLANE = """
slider: a = 0 in [0, 3] step 1
slider: b = 0 in [0, 3] step 1
choose: s in {1, 2}
slider: c = 0 in [0, 3] step 1
pane: x in [0, 9]; y in [0, 9]
point: (a, b s)
point: (c, c)
number: sum = a + b s
goal: sum = 3
"""
VARIED = """
let: f(x) = x^2 - c x; c in {2, 5}
slider: x = 0 in [-1, 4] step 0.5
pane: x in [-1, 4]; y in [-8, 8]
curve: f(x)
tangent: f at x
number: slope = f'(x)
goal: slope = 0
right: Half of {{c}}.
"""
TABLE = """
slider: n = 1 in [1, 6] step 1
rows: k from 1 to 3
column: power = k^n
number: last = 3^n
goal: last = 81
"""


def exercise(text, kind="plot"):
    widget, problems = make(REGISTRY[kind], [*fields(text), ("alt", "A picture.")])
    assert problems == ()
    assert isinstance(widget, Exercise)
    return widget


def view(widget, **state):
    return widget.view({**start(widget), **state})


def key(widget):
    (line,) = widget.ask.key(widget.given.variants()[0])
    return line.answer


def test_a_place_where_the_number_is_reached_is_right():
    box = exercise(BOX + "goal: rate = 0\nright: It is the largest.")
    assert key(box) == "x = 2.0"  # at 6, where the rate is zero too, the slider does not arrive
    seen = view(box, x="2.0", answer="2.0")
    assert (seen.done, plain(seen.parts["verdict"])) == (True, "Right. It is the largest.")
    missed = view(box, x="1.0", answer="1.0")
    assert plain(missed.parts["verdict"]) == "Not yet. At x = 1.0 the rate is 60.00, and it should be 0.00."
    assert missed.parts["outcome"] == "rejected"


def test_a_place_counts_whose_neighbours_lie_on_both_sides():
    between = exercise(BOX.replace("step 0.1", "step 0.25") + "goal: volume = 50")
    assert key(between) == "x = 0.50, 4.25"
    assert view(between, answer="0.50").done
    assert not view(between, answer="0.25").done


@pytest.mark.parametrize(
    ("answer", "done"),
    [("3; 0; 1", True), ("1; 2; 1", True), ("1; 1; 2", True), ("1; 1; 1", False), ("0; 3; 2", False)],
)
def test_of_several_controls_those_count_on_which_the_number_depends(answer, done):
    plane = exercise(PLANE)
    assert [one.name for one in plane.ask.moved] == ["a", "b", "s"]
    assert view(plane, answer=answer).done == done


def test_all_places_that_count_are_in_the_key():
    found = key(exercise(PLANE)).split("; ")
    assert found == [
        *("a = 0, b = 3, s = 1", "a = 1, b = 1, s = 2", "a = 1, b = 2, s = 1", "a = 2, b = 1, s = 1"),
        *("a = 3, b = 0, s = 1", "a = 3, b = 0, s = 2"),
    ]


def test_numbers_that_vary_make_variants_each_with_its_own_places():
    widget = exercise(VARIED)
    keys = {one.key: one for one in widget.given.variants()}
    assert {name: widget.ask.key(one)[0].answer for name, one in keys.items()} == {
        "c = 2": "x = 1.0",
        "c = 5": "x = 2.5",
    }
    done = {(name, x): view(widget, variant=name, answer=x).done for name in keys for x in ("1.0", "2.5")}
    assert [at for at, right in done.items() if right] == [("c = 2", "1.0"), ("c = 5", "2.5")]
    assert plain(view(widget, variant="c = 5", answer="2.5").parts["verdict"]) == "Right. Half of 5."
    shown = {view(widget, variant=name, x="1.0").parts["number-slope-shown"] for name in keys}
    assert shown == {"0.00", "−3.00"}
    assert len({view(widget, variant=name).parts["table"] for name in keys}) == 2  # the numbers as a table vary too


def test_frames_of_an_exercise_that_varies_are_live_views():
    widget = exercise(VARIED)
    lookup = Lookup(tables(widget))
    assert compared(widget, lookup, random_states(widget, 60)) > 0
    assert lookup.find({**start(widget), "variant": "c = 5", "x": "3.0"})[0]["number-slope-shown"] == "1.00"


def test_a_slip_is_told_from_the_goal_in_every_variant():
    _, problems = make(
        REGISTRY["plot"],
        [*fields(VARIED + "number: five = c - 5\nslip: slope = 2 c - 10 | Mixed up."), ("alt", "A picture.")],
    )
    assert [(one.code, one.key) for one in problems] == [("colliding-slips", "slip")]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            VARIED.replace("goal: slope = 0\n", "").replace("right: Half of {{c}}.\n", ""),
            "Numbers vary in an exercise only",
        ),
        (VARIED.replace("{2, 5}", "{2, 2}"), "These are not different numbers"),
        (VARIED.replace("{2, 5}", "[2, 5]"), "These are no numbers to vary"),
        (VARIED.replace("{2, 5}", "{2, x}"), "x"),
        (VARIED.replace("{2, 5}", "{2, 5}; d in {1, 2}"), "Nothing here depends on d"),
        (VARIED.replace("{2, 5}", "{2, 50}"), "No place of the slider reaches this, with c = 50"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_numbers_that_vary(lines, words):
    _, problems = make(REGISTRY["plot"], [*fields(lines), ("alt", "A picture.")])
    assert any(words in one.message for one in problems), problems


def test_a_table_can_have_a_goal():
    assert key(exercise(TABLE, "table")) == "n = 4"


def test_what_an_author_says_of_a_slip_is_told_where_it_is_met():
    box = exercise(BOX + "goal: rate = 0\nslip: volume = 100 | That is <how much> it holds.")
    seen = view(box, answer="1.0").parts["verdict"]
    assert "That is &lt;how much&gt; it holds." in seen
    assert "it holds" not in view(box, answer="1.5").parts["verdict"]


@pytest.mark.parametrize(
    ("lines", "key", "words"),
    [
        ("goal: rate", "goal", "not a goal"),
        ("goal: speed = 0", "goal", "no number “speed”"),
        ("goal: rate = 1/q", "goal", "q"),
        ("goal: rate = 7000", "goal", "No place of the slider reaches this"),
        ("goal: rate = 1/0", "goal", "No place"),
        ("goal: volume = 100", "goal", "reached where x starts"),
        ("goal: rate = 0\nslip: volume = 128 | The top.", "slip", "met where the goal is reached"),
        ("goal: rate = 0\nslip: height = 2 | No.", "slip", "no number “height”"),
        ("goal: rate = 0\nedit: V", "goal", "no goal"),
        ("goal: rate = 0\ngoal: rate = 1", "goal", "given twice"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_goal(lines, key, words):
    _, problems = make(REGISTRY["plot"], [*fields(BOX + lines), ("alt", "A picture.")])
    assert problems
    assert (problems[0].key, words in problems[0].message) == (key, True), problems


@pytest.mark.parametrize("text", ["", " ", "2", "2.0; 3", "x", "9", "; ", "<b>", "2.0;2.0", "(" * 3000])
def test_no_answer_is_an_error(text):
    for widget in (exercise(BOX + "goal: rate = 0"), exercise(PLANE)):
        seen = view(widget, answer=text)
        assert set(seen.problems) <= {"answer"}
        assert "<b>" not in str(seen.problems)
