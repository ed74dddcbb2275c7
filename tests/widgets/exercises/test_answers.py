"""How an answer follows from what is given, and how a reader's text is marked against it."""

from decimal import Decimal

import pytest

from nudge.rates import Unreadable
from nudge.rates.domains import domain
from nudge.widgets.exercises.answers import Rules, answer
from nudge.widgets.exercises.given import given

PLUS_ONE = "g = 3x + 1; f = u^2; x = 2"


def known(text):
    return given(text).variants()[0]


def marked(text, typed, about=PLUS_ONE, **more):
    return answer(text, known(about), **more).mark(typed)


@pytest.mark.parametrize(
    ("about", "text", "expected"),
    [
        (PLUS_ONE, "diff(f(g(x)), x)", "42"),
        (PLUS_ONE, "f'(g(x)) g'(x)", "42"),
        (PLUS_ONE, "f′(g(x))", "14"),
        (PLUS_ONE, "f’(g(2)) * 3", "42"),
        (PLUS_ONE, "f''(x)", "2"),
        (PLUS_ONE, "g'(5)", "3"),
        (PLUS_ONE, "f(g(x)) + 1", "50"),
        (PLUS_ONE, "diff(f(g(x)), x) + diff(g(x), x)", "45"),
        (PLUS_ONE, "diff(f(g(x)), x) diff(g(x), x)", "126"),
        ("f = x^3", "diff(diff(f(x), x), x)", "6*x"),
        ("f = x^3; x = 2", "diff(diff(f(x), x), x)", "12"),
        ("f = x^2; a = 3; x = 2", "diff(a f(x), x)", "12"),
        ("f = x^2; n = 3; x = 1", "diff(f(x)^n, x)", "6"),
        ("f = x^2; a = 3", "diff(a f(x), x)", "6*x"),
        ("g = sin t; f = u^2", "diff(f(g(t)), t)", "2*sin(t)*cos(t)"),
        ("f = x^2; x = 3", "f(f(x))", "81"),
        ("", "6*7", "42"),
        ("x = pi; f = sin u", "f'(x)", "-1"),
    ],
)
def test_derivatives_are_taken_first_and_numbers_put_in_afterwards(about, text, expected):
    assert str(answer(text, known(about)).expected) == expected


def test_a_number_is_asked_where_all_letters_have_numbers_and_else_a_function():
    assert answer("diff(f(g(x)), x)", known(PLUS_ONE)).kind == "number"
    asked = answer("diff(f(g(x)), x)", known("g = 3x + 1; f = u^2"))
    assert asked.kind == "expression"
    assert asked.wanted == "a function of x"


def test_a_composition_is_known_by_the_names_of_its_functions():
    asked = answer("diff(f(g(x)), x)", known(PLUS_ONE))
    assert (asked.nested.outer, asked.nested.inner, str(asked.at), asked.wrt) == ("f", "g", "2", "x")
    assert answer("diff(g(f(u)), u)", known("g = 3x + 1; f = u^2")).nested.outer == "g"
    assert answer("diff(f(x), x)", known("f = x^2")).nested is None


def test_a_prime_at_a_number_is_the_rate_of_that_function_there():
    asked = answer("f'(g(x))", known(PLUS_ONE))
    assert (str(asked.of), asked.wrt, str(asked.at)) == ("u^2", "u", "7")
    assert asked.mark("49").slips == ("value-not-rate",)


@pytest.mark.parametrize("literal", ["42", "6*7", "84/2", "42.0", "14 g'(x)", "21x"])
def test_a_literal_answer_is_held_to_what_follows(literal):
    assert str(answer(f"diff(f(g(x)), x) = {literal}", known(PLUS_ONE)).expected) == "42"


@pytest.mark.parametrize("literal", ["41", "42.001", "x", "42x", "-42"])
def test_a_literal_answer_that_does_not_follow_is_refused(literal):
    with pytest.raises(Unreadable) as problem:
        answer(f"diff(f(g(x)), x) = {literal}", known(PLUS_ONE))
    assert "not what follows" in problem.value.message
    assert "it comes out as 42" in problem.value.hint
    assert problem.value.offset == len("diff(f(g(x)), x) =")


def test_a_literal_answer_is_held_in_every_variant():
    about = given("g = a x; f = u^2; x = 1; a in {2, 3}")
    for one in about.variants():
        assert answer("diff(f(g(x)), x) = 2a^2", one).kind == "number"
    two, three = about.variants()
    assert answer("diff(f(g(x)), x) = 8", two)
    with pytest.raises(Unreadable) as problem:
        answer("diff(f(g(x)), x) = 8", three)
    assert "with a = 3" in problem.value.hint


@pytest.mark.parametrize(
    ("text", "at"),
    [("diff(h(x), x)", 5), ("1/0", 0), ("ln(0 x)", 0), ("diff(f(x))", None), ("diff(f(x), 2)", None), ("f(", 1)],
)
def test_what_does_not_follow_is_pointed_at(text, at):
    with pytest.raises(Unreadable) as problem:
        answer(text, known(PLUS_ONE))
    assert at is None or problem.value.offset == at


@pytest.mark.parametrize("typed", ["x", "2x", "g(2)", "f'(7)", "42 apples", "", "()"])
def test_what_is_no_number_is_not_accepted(typed):
    assert marked("6*7", typed, "").outcome == "unreadable"


def test_a_right_value_in_another_form_is_not_yet_right():
    half = "g = x/4; f = u^2; x = 4"
    lowest = Rules(form="lowest_terms")
    assert marked("diff(f(g(x)), x)", "1/2", half, rules=lowest).outcome == "accepted"
    mark = marked("diff(f(g(x)), x)", "2/4", half, rules=lowest)
    assert (mark.outcome, mark.slips) == ("rejected", ())
    assert "cancelled" in mark.message
    assert marked("diff(f(g(x)), x)", "0.5", half).outcome == "accepted"


def test_a_tolerance_lets_a_rounded_number_pass_and_no_other():
    root = ("diff(f(x), x)", "f = sqrt x; x = 2")
    rules = Rules(tolerance=Decimal("0.005"))
    assert marked(root[0], "0.35", root[1], rules=rules).outcome == "accepted"
    assert marked(root[0], "0.36", root[1], rules=rules).outcome == "rejected"
    assert marked(root[0], "0.35", root[1]).outcome == "rejected"


def test_a_domain_says_where_two_functions_have_to_agree():
    about = "f = x ln x - x"
    assert marked("diff(f(x), x)", "ln(x^2)/2", about, rules=Rules(domain=domain("x > 0"))).outcome == "accepted"
    assert marked("f(x)/x + 1", "ln(x^2)/2", about).outcome == "rejected"


def test_an_authors_slip_is_found_before_the_usual_ones():
    mark = marked("diff(f(g(x)), x)", "7 + 7", own={"f′": "f'(g(x))"})
    assert mark.slips == ("f′", "forgot-inner-rate")
    assert marked("diff(f(g(x)), x)", "52", own={"f + g": "f(g(x)) + 3"}).slips == ("f + g",)
    assert marked("diff(f(g(x)), x)", "14").slips == ("forgot-inner-rate",)


@pytest.mark.parametrize(
    "typed",
    ["9^9^9", "10^400", "1/0", "(" * 3000, "x" * 2000, "٣", "\0", "\ud800", "ln(-1)", "e^(e^(e^e))", "0^0", "9" * 2000],
)
def test_marking_never_raises(typed):
    for text, about in (("diff(f(g(x)), x)", PLUS_ONE), ("diff(f(g(x)), x)", "g = sin x; f = u^2")):
        assert marked(text, typed, about).outcome in ("rejected", "unreadable")
