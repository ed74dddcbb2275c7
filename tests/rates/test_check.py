"""Marking: no wrong answer accepted, no right one refused, and slips called by their names."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from mpmath import mpf

from nudge.rates import Question, Spelling, Unreadable, check, derivative, parse, simplify, value, variables
from nudge.rates.forms import shortfall
from nudge.rates.slips import ALL, MESSAGES, slips
from tests.pace import within
from tests.rates.strategies import cases

EQUAL = [
    ("3/4", "0.75"),
    ("1/3", "2/6"),
    ("36", "36.000"),
    ("1000", "10^3"),
    ("2^200", "4^100"),
    ("sqrt(8)", "2√2"),
    ("1/sqrt(3)", "sqrt(3)/3"),
    ("1/2", "sin(pi/6)"),
    ("0", "sin(500pi)"),
    ("pi", "4arctan(1)"),
    ("1", "e^0"),
    ("sqrt(2)+sqrt(3)", "sqrt(5+2sqrt(6))"),
    ("2x", "x*2"),
    ("(x+1)^2", "x^2+2x+1"),
    ("1/(2sqrt(x))", "0.5x^-0.5"),
    ("2^x ln 2", "e^(x ln 2) ln 2"),
    ("sec^2 x", "1+tan^2 x"),
    ("sin(2x)", "2 sin x cos x"),
    ("sin x + cos x", "sqrt(2) sin(x+pi/4)"),
    ("2ln|x|", "ln(x^2)"),
    ("(e^x-e^-x)/2", "sinh x"),
    ("arcsin x + arccos x", "pi/2 + 0*arcsin x"),
    ("ln(x-50)", "ln(2x-100)-ln 2"),
    ("|x|", "sqrt(x^2)"),
    ("max(x, 0)", "relu(x)"),
]


@pytest.mark.parametrize(("expected", "answer"), EQUAL)
def test_equal_is_accepted(expected, answer):
    assert check(expected, answer).outcome == "accepted"
    assert check(answer, expected).outcome == "accepted"


DIFFERENT = [
    ("pi", "22/7"),
    ("pi", "3.14159265358979323846"),
    ("0", "1e-20"),
    ("1", "0.999999"),
    ("2^200", "2^200+1"),
    ("e^(pi sqrt(163))", "262537412640768744"),
    ("x", "x + x(x-1)(x-2)(x-3)(x-4)"),
    ("x^10", "x^10 + x"),
    ("x", "1.0000001x"),
    ("x", "x + 1e-30"),
    ("asin(sin(x))", "x"),
    ("x", "sqrt(x^2)"),
    ("x", "x + relu(x-100)"),
    ("x", "x + relu(-x-500)"),
    ("|x|", "|x - 1e-9|"),
    ("floor x", "x"),
]


@pytest.mark.parametrize(("expected", "answer"), DIFFERENT)
def test_different_is_rejected(expected, answer):
    assert check(expected, answer).outcome == "rejected"
    assert check(answer, expected).outcome == "rejected"


def test_a_domain_decides():
    assert "same places" in check("2 ln x", "ln(x^2)").message
    assert check("2 ln x", "ln(x^2)").outcome == "rejected"
    assert check("2 ln x", "ln(x^2)", Question(domain="x > 0")).outcome == "accepted"
    assert check("x", "sqrt(x^2)", Question(domain="0 ≤ x")).outcome == "accepted"
    assert check("x", "arcsin(sin x)", Question(domain="-pi/2 <= x <= pi/2")).outcome == "accepted"
    assert check("1/x", "1/|x|", Question(of="ln x")).outcome == "accepted"
    assert check("x", "|x|", Question(domain="x > 0, x < 1")).outcome == "accepted"
    with pytest.raises(Unreadable, match="not a condition"):
        check("x", "x", Question(domain="somewhere"))


@pytest.mark.parametrize("answer", ["x", "sqrt(-1)", "1/0", "thirty-six", "NaN", "", "9^9^9^9", "$36", "36 = 36"])
def test_what_is_no_answer_is_an_error_and_not_a_wrong_one(answer):
    verdict = check("36", answer, Question(variables=()))
    assert verdict.outcome == "error"
    assert verdict.message.endswith(".")


LARGE = {
    ("2^1000", "4^500"): "accepted",
    ("2^1000", "2^1000 + 1"): "rejected",
    ("10^1000", "10^1000"): "accepted",
    ("e^1000", "e^999 e"): "accepted",
    ("e^1000", "e^1000 + 1"): "rejected",
    ("cos(3^700)", "0"): "error",
    ("x + 10^50", "10^50 + x"): "accepted",
    ("x + 10^50", "x + 10^50 + 1"): "rejected",
    ("x^2 + 2^300", "x^2 + 2^300 + 1"): "rejected",
    ("x^100", "x^50 x^50"): "accepted",
}


@pytest.mark.parametrize("pair", LARGE, ids=" or ".join)
def test_large_numbers_are_equal_only_if_their_last_digit_is(pair):
    assert check(*pair).outcome == LARGE[pair]


def test_where_a_function_is_asked_a_constant_one_is_not_given_away():
    assert check("1", "sin^2 x + cos^2 x").outcome == "accepted"
    assert check("3", "3x").outcome == check("0", "sin(pi x)").outcome == "rejected"


def test_nothing_is_accepted_without_common_places():
    assert check("sqrt(-1-x^2)", "sqrt(-1-x^2)").outcome == "error"
    assert check("ln x", "ln(-x)").outcome != "accepted"


def test_an_author_hears_of_an_expected_answer_that_cannot_be_read():
    with pytest.raises(Unreadable):
        check("2x +", "2x")


@pytest.mark.parametrize(
    ("answer", "asked", "outcome"),
    [
        ("1.57", Question(absolute=Decimal("0.005")), "accepted"),
        ("1.56", Question(absolute=Decimal("0.005")), "rejected"),
        ("1.6", Question(relative=Decimal("0.02")), "accepted"),
        ("1,5707", Question(absolute=Decimal("0.0005"), spelling=Spelling(decimal_comma=True)), "accepted"),
    ],
)
def test_tolerance(answer, asked, outcome):
    assert check("pi/2", answer, asked).outcome == outcome


def test_the_edge_of_a_tolerance_is_inside():
    for answer in ("99.5", "100.5"):
        assert check("100", answer, Question(absolute=Decimal("0.5"))).outcome == "accepted"
    assert check("0.1x", "0.1001x", Question(relative=Decimal("0.001"))).outcome == "accepted"
    assert check("0.1x", "0.1002x", Question(relative=Decimal("0.001"))).outcome == "rejected"


FORMS = {
    ("0.5", "decimal"): True,
    ("1/2", "decimal"): False,
    ("-3/4", "fraction"): True,
    ("7", "fraction"): True,
    ("0.75", "fraction"): False,
    ("3/4", "lowest_terms"): True,
    ("6/8", "lowest_terms"): False,
    ("4/1", "lowest_terms"): False,
    ("sqrt(2)", "exact"): True,
    ("0.5", "exact"): False,
    ("2sqrt(2)", "simplified_surd"): True,
    ("sqrt(8)", "simplified_surd"): False,
    ("1/sqrt(2)", "simplified_surd"): False,
    ("sqrt(2)/2", "simplified_surd"): True,
    ("6x", "simplified"): True,
    ("2*3x", "simplified"): False,
    ("x^2-x^2+2x", "simplified"): False,
    ("x*x", "simplified"): False,
    ("6x/4", "simplified"): False,
    ("(2x+4)/2", "simplified"): False,
    ("2x cos(x^2)", "simplified"): True,
    ("(x-1)(x+1)", "factored"): True,
    ("(x+1)^2", "factored"): True,
    ("x^2+1", "factored"): True,
    ("3x(x+2)", "factored"): True,
    ("x^2-1", "factored"): False,
    ("x(3x+6)", "factored"): False,
    ("x^3-x", "factored"): False,
    ("x^4+4", "factored"): False,
    ("(x^2+2x+2)(x^2-2x+2)", "factored"): True,
    ("e^x(x+1)", "factored"): True,
    ("e^x + x e^x", "factored"): False,
    ("x^2+2x+1", "expanded"): True,
    ("(x+1)^2", "expanded"): False,
    ("x(x+2)+1", "expanded"): False,
    ("x^2+x+x+1", "expanded"): False,
    ("-(x+1)", "expanded"): False,
}


@pytest.mark.parametrize("case", FORMS, ids=[f"{t} {f}" for t, f in FORMS])
def test_forms(case):
    text, form = case
    lacking = shortfall(parse(text), form)
    assert (lacking is None) == FORMS[case], lacking
    verdict = check(text, text, Question(form=form))
    assert verdict.outcome == ("accepted" if FORMS[case] else "rejected")
    assert verdict.message.startswith("Right" if FORMS[case] else "The value is right; ")


def test_an_unknown_form_is_the_authors_mistake():
    with pytest.raises(ValueError, match="the forms are decimal"):
        check("1", "1", Question(form="pretty"))


NAMED = [
    ("sin(x^2)", "cos(x^2)", "forgot-inner-rate"),
    ("cos(3x)", "-3sin(x)", "outer-rate-at-x"),
    ("sin(x^2)", "cos(2x)", "outer-of-inner-rate"),
    ("sin(x^2)", "cos(x^2) + 2x", "added-rates"),
    ("ln(x^2+1)", "2x ln(x^2+1)", "value-not-rate"),
    ("sin x", "sin x", "value-not-rate"),
    ("x^5", "5x", "dropped-power"),
    ("x^5", "5x^5", "power-not-lowered"),
    ("(x^2+1)^3", "3(x^2+1)^3*2x", "power-not-lowered"),
    ("x^2 sin x", "2x sin x", "half-product-rule"),
    ("x^2 sin x", "2x cos x", "product-of-rates"),
    ("x^2 sin x", "2x sin x - x^2 cos x", "sign"),
    ("ln x / x", "1/x", "quotient-of-rates"),
    ("ln x / x", "(ln x - 1)/x^2", "quotient-swapped"),
    ("ln x / x", "(1+ln x)/x^2", "quotient-plus"),
    ("ln x / x", "(1-ln x)/x", "denominator-not-squared"),
    ("2^x", "x 2^(x-1)", "power-rule-on-exponential"),
    ("e^(2x)", "2x e^(2x-1)", "power-rule-on-exponential"),
    ("e^(2x)", "e^(2x)/2", "integrated"),
    ("x^2", "x^3/3", "integrated"),
    ("e^(-x^2)", "-2x e^(x^2)", "sign"),
    ("cos x", "sin x", "sign"),
    ("cos(3x)", "3sin(3x)", "sign"),
    ("5sin(x^2) + x", "5cos(x^2) + 1", "forgot-inner-rate"),
    ("sin(cos(x^2))", "-sin(x^2) cos(cos(x^2))", "forgot-inner-rate"),
]


@pytest.mark.parametrize(("of", "answer", "slip"), NAMED)
def test_slips_are_named(of, answer, slip):
    verdict = check(str(derivative(parse(of))), answer, Question(of=of))
    assert (verdict.outcome, verdict.slip) == ("rejected", slip), verdict
    assert MESSAGES[slip] in verdict.message


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("14", ("forgot-inner-rate",)),
        ("12", ("outer-rate-at-x",)),
        ("49", ("value-not-rate",)),
        ("17", ("added-rates",)),
        ("6", ("outer-of-inner-rate",)),
        ("13", ()),
    ],
)
def test_slips_are_named_by_number(answer, found):
    verdict = check("42", answer, Question(of="(3x+1)^2", at="2"))
    assert (verdict.outcome, verdict.slips, verdict.slip) == ("rejected", found, found[0] if found else None)


def test_two_slips_with_one_number_are_both_named():
    verdict = check("36", "12", Question(of="(3x)^2", at="2"))
    assert verdict.slip is None
    assert verdict.slips == ("forgot-inner-rate", "outer-rate-at-x")
    assert verdict.message.endswith("Which was it?")


def test_a_right_number_that_a_slip_gives_too_says_so():
    verdict = check("36", "36", Question(of="(3x)^2", at="2"))
    assert (verdict.outcome, verdict.slips) == ("accepted", ("value-not-rate",))


def test_what_was_read_is_echoed():
    verdict = check("x/2", "1/2x")
    assert verdict.reading == r"\frac{1}{2}x"
    assert "denominator" in verdict.notes[0]


AMBIGUOUS = [
    ("x^(1/2)", "x^1/2"),
    ("1/(2sqrt(x))", "1/2sqrt(x)"),
    ("1/(2sqrt(x))", "1/2x^1/2"),
    ("2e^(2x)", "2e^2x"),
    ("sin(x)^2", "sin x^2"),
    ("3*e - 1", "3e-1"),
    ("ln x", "log x"),
    ("sqrt(2x)", "√2x"),
    ("x^2", "x 2"),
    ("cos(x/2)/2", "cos x/2/2"),
]


@pytest.mark.parametrize(("expected", "answer"), AMBIGUOUS)
def test_what_is_right_in_another_customary_reading_is_not_counted_wrong(expected, answer):
    verdict = check(expected, answer)
    assert (verdict.outcome, verdict.reason, verdict.slip, verdict.slips) == ("error", "ambiguous", None, ())
    assert "two ways" in verdict.message
    assert check(expected, expected).outcome == "accepted"
    assert check(f"{expected} + 1", answer).outcome == "rejected"


def test_both_readings_are_told_apart_in_words():
    said = check("x^(1/2)", "x^1/2").message
    assert said == "This can be read in two ways. It was read as (x^1)/2; if you mean x^(1/2), write it so."
    assert check("0.3", "3e-1", Question(variables=())).outcome == "accepted"


@given(cases(size=4))
@settings(max_examples=25, deadline=None)
@pytest.mark.slow
def test_an_answer_written_in_another_way_is_accepted(case):
    """Seen to fail when everything is an error, when everything is accepted, and when everything is rejected.

    Where simplifying gives a function more values, as x/x has one less than 1 and ln(x)/ln(x) many less, its domain is
    told apart.
    """
    expr = parse(case.text)
    assume("x" in variables(expr) and _defined_at(case) > 5)
    assert check(case.text, f"({case.text}) + 0").outcome == "accepted"
    assert check(case.text, f"({case.text}) + 1e-15").outcome == "rejected"
    verdict = check(case.text, str(simplify(expr)))
    assert verdict.outcome == "accepted" or verdict.reason == "domain", (simplify(expr), verdict)


def _defined_at(case):
    """At how many of some places a case has a value that is not huge; its own truth says so, and not the engine."""
    values = [case.truth(mpf(k) / 16 + mpf(1) / 67) for k in range(-50, 51, 3)]
    return sum(value is not None and abs(value) < 10**6 for value in values)


APART = (0.37, 1.42, -0.83, 2.71, -1.96, 0.08, 5.3)


@given(cases(size=4), st.data())
@settings(max_examples=40, deadline=None)
def test_a_slip_is_never_accepted_unless_it_is_right(case, data):
    """A slip that differs from the right rate at three places is rejected and named.

    Seen to fail when everything is accepted, when everything is an error, when everything is rejected for its domain,
    and when no slip is named.
    """
    expr = parse(case.text)
    wrong = [w for _, w in slips(expr, "x")]
    assume(wrong)
    right, chosen = derivative(expr), data.draw(st.sampled_from(wrong))
    values = [(value(right, {"x": at}), value(chosen, {"x": at})) for at in APART if value(expr, {"x": at}) is not None]
    apart = [(a, b) for a, b in values if None not in (a, b) and abs(a - b) > 1e-6 * (1 + abs(a) + abs(b))]
    assume(len(apart) >= 3)
    assume(len(str(chosen)) < 400)
    verdict = check(str(right), str(chosen), Question(of=case.text))
    assert (verdict.outcome, verdict.reason) == ("rejected", "different")
    assert verdict.slips


def test_a_slip_that_cannot_be_made_yet_is_not_named():
    made = ALL - {"integrated"}
    assert check("cos x", "-cos x", Question(of="sin x")).slips == ("sign", "integrated")
    assert check("cos x", "-cos x", Question(of="sin x", slips=made)).slips == ("sign",)
    assert check("2x", "x^3/3", Question(of="x^2", slips=made)).slips == ()
    assert check("2x", "x^3/3", Question(of="x^2", slips=frozenset())).outcome == "rejected"
    assert check("4", "8/3", Question(of="x^2", at="2")).slips == ("integrated",)
    assert check("4", "8/3", Question(of="x^2", at="2", slips=made)).slips == ()


MEETING = {
    ("sin x", "-cos x"): ("sign", "integrated"),
    ("cos x", "sin x"): ("sign", "integrated"),
    ("x e^x", "e^x"): ("half-product-rule", "product-of-rates"),
    ("x e^x", "x e^x"): ("half-product-rule", "value-not-rate"),
    ("e^(-x)", "e^(-x)"): ("forgot-inner-rate", "value-not-rate"),
    ("sin(e^x)", "cos(e^x)"): ("forgot-inner-rate",),
    ("ln x/x", "(ln x - 1)/x^2"): ("quotient-swapped",),
}


@pytest.mark.parametrize("case", MEETING, ids=str)
def test_of_slips_that_coincide_the_likely_ones_are_named_the_more_telling_first(case):
    of, answer = case
    verdict = check(str(derivative(parse(of))), answer, Question(of=of))
    assert verdict.slips == MEETING[case]
    assert all(MESSAGES[slip] in verdict.message for slip in MEETING[case])
    assert verdict.message.endswith("Which was it?") == (len(MEETING[case]) > 1)


HOSTILE = {
    "a long product": "x" * 2000,
    "different sines": "+".join(f"sin({k}x)" for k in range(222)),
    "many corners": "+".join(f"|x-{k}|" for k in range(280)),
    "nested corners": "max(" * 90 + "x" + ",1)" * 90,
    "steps without end": "floor(1e9x)*" * 150 + "1",
    "poles without end": "tan(1e9 x) " * 180,
    "faster and faster": "sin(1/x)" * 240,
    "narrow domains": "+".join(f"ln(cos(x-{k}))" for k in range(1, 140)),
    "humps": "exp(-1e12(x-3)^2)+" * 90 + "x",
    "towers": "e^e^e^e^x",
    "large powers": "*".join(f"{k}^x" for k in range(1, 300)),
    "readings": "1/2x" * 400,
    "more readings": "e^2x" * 300,
    "pairs of bars": "|x|x" * 400,
    "bars": "|" * 1999,
    "roots of several variables": "+".join(f"sqrt(x-y-{k})" for k in range(140)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.slow
def test_a_hostile_answer_takes_less_than_a_second(text):
    """Seen to fail by 10 s for a long product and 11 s for large powers, while the work was not bounded.

    The bound here is higher, for machines that are busy; `build.py bench hostile` holds to a second.
    """
    asked = Question(variables=("x", "y"), of="x^2")
    for expected, answer in (("x^2", text), (text, "x^2"), (text, text), (text, f"0+{text}"[:2000])):
        try:
            with within(1.5):
                verdict = check(expected, answer, asked)
        except Unreadable:
            continue
        assert verdict.message.endswith((".", "?"))


@pytest.mark.parametrize(
    "question",
    [
        Question(("a", "x"), of="a x^2"),
        Question(("a", "x"), domain="x > a"),
        Question(("n", "x"), domain="n whole, x > n"),
    ],
    ids=("of", "domain", "whole numbers"),
)
def test_a_letter_that_stands_in_the_question_alone_has_values_too(question):
    """Seen to fail with KeyError: the places had a value for the letters of the answers only."""
    assert check("2x", "x + x", question).outcome == "accepted"
    assert check("2x", "3x", question).outcome == "rejected"


@pytest.mark.parametrize(
    ("question", "expected", "wrong", "slip"),
    [
        (Question(of="log(2x)"), "1/x", "1/(2x)", "forgot-inner-rate"),
        (Question(of="x log x"), "log(x) + 1", "1/x", "product-of-rates"),
        (Question(of="log(2x)", nested=("log u", "u", "2x")), "1/x", "1/(2x)", "forgot-inner-rate"),
        (Question(of="x^2", nested=("u^2", "u", "log x")), "2x", "2log x", "forgot-inner-rate"),
    ],
)
def test_log_is_one_thing_in_all_of_a_question(question, expected, wrong, slip):
    """Seen to fail: what was asked for was read with log to base 10, so that no slip was known any more."""
    natural = replace(question, spelling=Spelling(log="e"))
    assert check(expected, expected, natural).outcome == "accepted"
    assert slip in check(expected, wrong, natural).slips
