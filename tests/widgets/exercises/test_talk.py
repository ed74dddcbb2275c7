"""What is said of a wrong answer: one thing, or a question to the reader and what follows from its answer."""

import re

import pytest

from nudge.rates.slips import DID, MESSAGES
from nudge.widgets import make, start
from nudge.widgets.exercises.feedback import plain
from nudge.widgets.kinds.exercise import TypedExercise
from nudge.widgets.kinds.fill import Fill

SINE = {"given": "f = sin x", "answer": "diff(f(x), x)"}
TRIPLE = {"given": "g = 3x; f = u^2; x = 2", "answer": "diff(f(g(x)), x)", "allow-collision": "On purpose."}
BOTH = "can come about in more than one way. Which was it?"


def view(fields, kind=TypedExercise, written=None, **state):
    widget, problems = make(kind, fields, written)
    assert problems == ()
    return widget.view({**start(widget), **state})


def offered(seen, name="answer"):
    return re.findall(r'value="([^"]*)"', seen.parts[f"ways-{name}"])


def test_where_one_slip_leads_to_an_answer_nothing_is_asked():
    seen = view(TRIPLE, answer="15")
    assert "the two rates added" in seen.parts["verdict"]
    assert "Which was it?" not in seen.parts["verdict"]
    assert (seen.parts["ways-answer"], seen.parts["reply-answer"]) == ("", "")


def test_where_two_lead_to_it_both_are_named_and_the_reader_is_asked():
    seen = view(SINE, answer="-cos x")
    assert plain(seen.parts["verdict"]).startswith(f"Not yet. -cos x {BOTH}")
    assert offered(seen) == ["sign", "integrated"]
    assert all(DID[name] in seen.parts["ways-answer"] for name in ("sign", "integrated"))
    assert seen.parts["reply-answer"] == ""
    assert seen.caption == f"Not yet. -cos x {BOTH} I have a sign wrong; I integrated?"


@pytest.mark.parametrize("chosen", ["sign", "integrated"])
def test_the_talk_goes_on_from_the_one_that_is_chosen(chosen):
    asked, seen = view(SINE, answer="-cos x"), view(SINE, answer="-cos x", **{"slip-answer": chosen})
    words = plain(seen.parts["reply-answer"])
    assert words.rstrip(".").lower() == MESSAGES[chosen].lower()
    assert seen.caption == words
    assert seen.parts["ways-answer"] == asked.parts["ways-answer"]  # which still stand there, with the focus on them
    assert seen.parts["verdict"] == asked.parts["verdict"]


def test_what_is_chosen_is_told_with_the_readers_numbers():
    seen = view(TRIPLE, answer="12", **{"slip-answer": "outer-rate-at-x"})
    assert offered(seen) == ["forgot-inner-rate", "outer-rate-at-x"]
    assert "f' was taken at 2" in plain(seen.parts["reply-answer"])
    assert "outer rate f'(6) alone" in plain(view(TRIPLE, answer="12", **{"slip-answer": offered(seen)[0]}).caption)


@pytest.mark.parametrize("chosen", ["forgot-inner-rate", "nothing", "<script>", "sign,integrated"])
def test_what_was_not_offered_cannot_be_chosen(chosen):
    seen = view(SINE, answer="-cos x", **{"slip-answer": chosen})
    assert seen.parts["reply-answer"] == ""
    assert seen.problems == {}


@pytest.mark.parametrize("answer", ["", "cos x", "2 cos x", "cos(", "x^2"])
def test_a_choice_is_nothing_to_an_answer_that_came_about_otherwise(answer):
    seen = view(SINE, answer=answer, **{"slip-answer": "sign"})
    assert (seen.parts["ways-answer"], seen.parts["reply-answer"]) == ("", "")


def test_an_author_has_the_word_of_what_is_chosen():
    fields = {**SINE, "slip": "`sign` The sine rises at 0.\n`0 - cos x` Nothing is subtracted."}
    seen = view(fields, answer="-cos x", **{"slip-answer": "sign"})
    assert seen.parts["reply-answer"] == "The sine rises at 0."
    assert offered(seen) == ["0 - cos x", "sign", "integrated"]
    assert "I worked out 0 - cos x<" in seen.parts["ways-answer"]
    seen = view(fields, answer="-cos x", **{"slip-answer": "0 - cos x"})
    assert seen.parts["reply-answer"] == "Nothing is subtracted."


def test_a_slip_that_cannot_be_made_yet_is_not_named():
    for slips in ("all except integrated", "sign", "none"):
        seen = view(SINE, written={"slips": slips}, answer="-cos x")
        assert seen.parts["ways-answer"] == ""
        assert ("sign is wrong" in seen.parts["verdict"]) == (slips != "none")
    assert "nor one of the usual slips" in view(SINE, written={"slips": "none"}, answer="sin x").parts["verdict"]


def test_what_an_author_says_of_a_slip_counts_whatever_readers_can_make():
    fields = {**SINE, "slip": "`integrated` The other way round.\n`x` No."}
    assert "The other way round." in view(fields, written={"slips": "none"}, answer="-cos x").parts["verdict"]
    assert "No." in view(fields, written={"slips": "none"}, answer="x").parts["verdict"]


def test_every_blank_has_a_talk_of_its_own():
    fields = {"given": "f = sin x; g = x e^x", "blank": "`p = diff(f(x), x)` One.\n`q = diff(g(x), x)` Two."}
    seen = view(fields, Fill, p="-cos x", q="e^x", **{"slip-q": "product-of-rates"})
    assert offered(seen, "p") == ["sign", "integrated"]
    assert offered(seen, "q") == ["half-product-rule", "product-of-rates"]
    assert seen.parts["reply-p"] == ""
    assert "rates of the two factors were multiplied" in seen.parts["reply-q"]
    assert "I integrated?" in seen.caption
    assert plain(seen.parts["reply-q"]) in seen.caption


def test_a_mistake_in_a_blank_is_talked_of_as_it_follows():
    fields = {"given": "g = 3x; f = u^2; x = 2", "blank": "`a = x + 1` One.\n`r = diff(f(g(x)), x)` Two."}
    seen = view({**fields, "allow-collision": "On purpose."}, Fill, a="5", r="12")
    assert offered(seen, "r") == ["forgot-inner-rate", "outer-rate-at-x"]
