"""Predictions: what is said before anything was moved, and what is replied afterwards."""

import pytest

from nudge.widgets import REGISTRY, make, start

TOP = [
    ("wrong", "fastest | It is slower the higher it is."),
    ("answer", "not at all | It turns."),
    ("wrong", "as at first | It slows down."),
]


def predict(fields):
    widget, problems = make(REGISTRY["predict"], fields)
    assert problems == ()
    return widget


def words(widget, **state):
    return widget.view({**start(widget), **state}).parts["guess-words"]


def test_answers_stand_in_the_order_in_which_they_are_written():
    assert predict(TOP).controls()[0].options == ("", "fastest", "not at all", "as at first")


def test_a_reply_waits_until_something_was_moved():
    top = predict(TOP)
    assert words(top) == words(top, moved="yes") == ""
    assert words(top, guess="fastest") == "You predict: fastest. Now try it."
    assert words(top, guess="fastest", moved="yes") == (
        "You predicted: fastest. It did not come true: not at all. It is slower the higher it is."
    )
    assert words(top, guess="not at all", moved="yes") == "You predicted: not at all. It came true. It turns."


def test_the_short_form_has_no_reply():
    short = predict([("question", "Up?"), ("options", "yes; no")])
    assert [one.name for one in short.controls()] == ["guess"]
    assert words(short, guess="yes") == "You predict: yes. Now try it."


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ([("question", "Up?")], "options"),
        ([*TOP, ("options", "a; b")], "options"),
        (TOP[:1], "answer"),
        ([*TOP, TOP[1]], "answer"),
        ([*TOP, TOP[0]], "answer"),
        ([*TOP, ("after", "# 1")], "after"),
        ([*TOP, ("wrong", "| Nothing.")], "wrong"),
        ([*TOP, ("order", "wrong")], "order"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_a_prediction(fields, key):
    (problem, *_) = make(REGISTRY["predict"], fields)[1]
    assert problem.key == key
