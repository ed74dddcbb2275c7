"""Blanks: each marked by itself, and later ones by what the reader wrote before."""

import pytest

from nudge.widgets import REGISTRY, make, start
from nudge.widgets.kinds.fill import Fill
from tests.pace import within

RATES = {
    "given": "g = 3x + 1; f = u^2; x = 2",
    "blank": "`u = g(x)` Where does $g$ land?\n`p = f'(u)` How fast is $f$?\n`q = g'(x)`\n`r = p q` And together?",
}
RIGHT = {"u": "7", "p": "14", "q": "3", "r": "42"}


def fill(fields=RATES, **more):
    widget, problems = make(Fill, {**fields, **more})
    assert problems == ()
    return widget


def parts(fields=RATES, **answers):
    widget = fill(fields)
    return widget.view({**start(widget), **answers}).parts


def outcomes(fields=RATES, **answers):
    return {name[8:]: text for name, text in parts(fields, **answers).items() if name.startswith("outcome-") and text}


def test_all_right_is_right():
    widget = fill(right="Done $1$.")
    view = widget.view(RIGHT)
    assert view.done
    assert view.parts["outcome"] == "accepted"
    assert 'Done <span data-tex="1"></span>.' in view.parts["verdict"]
    assert set(outcomes(**RIGHT).values()) == {"accepted"}


def test_each_is_right_however_it_is_written():
    assert set(outcomes(u="14/2", p="2*7", q="3.0", r="6·7").values()) == {"accepted"}


def test_what_is_empty_is_not_marked_and_what_is_right_so_far_is_encouraged():
    said = parts(u="7", p="14")
    assert said["outcome-q"] == said["said-q"] == ""
    assert "So far so good" in said["verdict"]
    assert said["outcome"] == "unreadable"  # no try is counted
    assert not fill().view({**start(fill()), "u": "7"}).done


def test_nothing_filled_in_says_nothing():
    assert (parts()["verdict"], parts()["outcome"], outcomes()) == ("", "", {})


def test_later_blanks_follow_from_the_readers_own_number():
    said = parts(u="6", p="12", q="3", r="36")
    assert outcomes(u="6", p="12", q="3", r="36") == {"u": "rejected", "p": "follows", "q": "accepted", "r": "follows"}
    assert "follows rightly" in said["said-p"]
    assert "1 of 4" in said["verdict"]
    assert said["outcome"] == "rejected"


def test_a_second_mistake_is_carried_on_as_well():
    assert outcomes(u="6", p="10", q="3", r="30") == {"u": "rejected", "p": "rejected", "q": "accepted", "r": "follows"}


def test_what_does_not_even_follow_is_wrong():
    assert outcomes(u="6", p="13")["p"] == "rejected"


def test_the_right_number_is_right_though_it_does_not_follow():
    assert outcomes(u="6", p="14") == {"u": "rejected", "p": "accepted"}


@pytest.mark.parametrize("text", ["six", "7 +", "<b>7</b>", "1/0"])
def test_what_cannot_be_read_is_nothing_to_go_on_from(text):
    assert outcomes(u=text, p="14", q="3", r="42") == {**dict.fromkeys("pqr", "accepted"), "u": "unreadable"}
    assert outcomes(u=text, p="12")["p"] == "rejected"
    said = parts(u=text, p="14")
    assert "cannot be read" in said["verdict"]
    assert said["outcome"] == "unreadable"
    assert "<b>7" not in said["said-u"]


def test_a_blank_left_empty_is_passed_over():
    assert outcomes(p="14", r="42") == {"p": "accepted", "r": "accepted"}


def test_a_slip_in_a_blank_is_named_at_the_readers_own_place():
    assert "keeps the function itself" in parts(u="7", p="49")["said-p"]
    own = parts(u="6", p="36")
    assert own["outcome-p"] == "rejected"
    assert "keeps the function itself" in own["said-p"]


NOWHERE = {"given": "g = x - 2; x = 5", "blank": "`u = g(x)`\n`p = 2u`\n`q = 6/u`\n`r = q + 1`"}


def test_a_number_that_leads_nowhere_is_only_wrong():
    assert outcomes(NOWHERE, u="0", p="0", q="0", r="1") == {
        "u": "rejected",
        "p": "follows",
        "q": "rejected",
        "r": "follows",
    }
    assert outcomes(NOWHERE, u="0", p="6", q="2", r="3") == {"u": "rejected", **dict.fromkeys("pqr", "accepted")}


@pytest.mark.parametrize("text", ["9^9^9", "10^300", "1e-300", "x", "0", "-7", "sqrt(2)", "e^700", "9" * 300])
def test_any_number_may_be_gone_on_from(text):
    with within(1.0):
        found = outcomes(u=text, p="1", q="2", r="2")
    assert found["p"] == "rejected"
    assert found["r"] in ("follows", "rejected")


def test_a_function_may_be_asked_for_and_gone_on_from():
    fields = {"given": "g = x^2; f = sin u", "blank": "`p = f'(g(x))`\n`q = g'(x)`\n`r = p q`"}
    assert outcomes(fields, p="cos(x^2)", q="2x", r="2x cos(x^2)") == dict.fromkeys("pqr", "accepted")
    assert outcomes(fields, p="cos x", q="2x", r="2x cos x") == {"p": "rejected", "q": "accepted", "r": "follows"}
    assert outcomes(fields, p="cos x", q="2x", r="2x sin x")["r"] == "rejected"


def test_each_variant_has_its_own_numbers():
    widget = fill(given="g = a x + 1; f = u^2; x = 2; a in {3, 5}")
    for key, right in (("a = 3", ("7", "14", "3", "42")), ("a = 5", ("11", "22", "5", "110"))):
        answers = dict(zip("upqr", right, strict=True))
        assert widget.view({"variant": key, **answers}).done
    assert not widget.view({"variant": "a = 5", **RIGHT}).done


def test_what_is_heard_has_each_blanks_own_verdict():
    caption = fill().view({"u": "6", "p": "12", "q": "", "r": ""}).caption
    assert caption.startswith("Not yet.")
    assert "p: This follows rightly" in caption


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({**RATES, "blank": "g(x)"}, "not a blank"),
        ({**RATES, "blank": "`u = g(x)`\n`u = 3`"}, "asked for already"),
        ({**RATES, "blank": "`e = g(x)`"}, "number already"),
        ({**RATES, "blank": "`x = g(x)`"}, "given already"),
        ({**RATES, "blank": "`g = 3`"}, "given already"),
        ({**RATES, "blank": "`u = h(x)`"}, "not known"),
        ({**RATES, "blank": "`u = g(x) = 8`"}, "not what follows"),
        ({**RATES, "blank": ""}, "no blank"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_the_blanks(fields, words):
    widget, problems = make(Fill, fields)
    assert widget is None
    assert problems[0].key == "blank"
    assert words in problems[0].message


def test_a_blanks_trouble_is_pointed_at():
    _, problems = make(Fill, {**RATES, "blank": "`u = g(x)`\n`p = h(u)` How fast?"})
    assert problems[0].offset == len("`u = g(x)`\n`p = ")


def test_the_question_of_a_blank_shows_the_numbers_of_the_variant():
    fields = {"given": "g = a x; x = 2; a in {3, 5}", "blank": "`q = g'(x)` How fast is ${{a}}x$?"}
    widget, _ = make(Fill, fields)
    shown = [widget.view({**start(widget), "variant": f"a = {a}"}).parts["words-q"] for a in (3, 5)]
    assert shown == [f'How fast is <span data-tex="{{{a}}}x"></span>?' for a in (3, 5)]


@pytest.mark.parametrize(
    ("kind", "fields", "key", "offset"),
    [
        ("fill", {"given": "g = 3x; x = 2", "blank": "`q = g'(x)` Not {{h(x)}}?"}, "blank", 18),
        ("choice", {"given": "g = 3x; x = 2", "answer": "g(x)", "wrong": "7\n8 | Not {{h(x)}}."}, "wrong", 12),
        ("exercise", {"given": "g = 3x; x = 2", "answer": "g(x)", "slip": "sign Not {{h(x)}}."}, "slip", 11),
    ],
)
def test_numbers_in_words_that_cannot_be_worked_out_are_pointed_at(kind, fields, key, offset):
    widget, problems = make(REGISTRY[kind], fields)
    assert widget is None
    assert [(one.key, one.offset) for one in problems] == [(key, offset)]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("choice", {"answer": "yes", "wrong": "no"}),
        ("target", {"given": "g = sin x; f = u^2", "goal": "diff(f(g(x)), x) = 0", "x": "1 in [0.5, 3] step 0.05"}),
    ],
)
def test_a_reason_for_what_cannot_happen_is_refused(kind, fields):
    widget, problems = make(REGISTRY[kind], {**fields, "allow-collision": "Just in case."})
    assert widget is None
    assert problems[0].key == "allow-collision"


def test_how_a_blank_was_read_is_told_with_a_note():
    assert "what follows is not in the denominator" in parts(u="14/2(1)")["said-u"]
