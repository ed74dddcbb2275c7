"""What is known in an exercise: how it is read, which variants it makes, how their numbers are put into formulas."""

import itertools

import pytest

from nudge.rates import Unreadable, Variable, parse, value
from nudge.widgets.exercises.filling import Wording, filled, wanting
from nudge.widgets.exercises.given import MOST, given


def test_functions_numbers_and_choices_are_told_apart():
    known = given("g = a x + 1; f = u^2; x = 2; a in {2, 3, 4}")
    assert {name: (by, str(expr)) for name, (by, expr) in known.functions.items()} == {
        "g": ("x", "a*x + 1"),
        "f": ("u", "u^2"),
    }
    assert {name: [str(one) for one in values] for name, values in known.numbers.items()} == {
        "x": ["2"],
        "a": ["2", "3", "4"],
    }
    assert known.parameters() == ("a",)


def test_nothing_given_is_one_variant_without_a_name():
    (only,) = given("").variants()
    assert (only.key, dict(only.functions), dict(only.numbers)) == ("", {}, {})


@pytest.mark.parametrize("by", ["x", "u", "t", "v", "w", "s"])
def test_a_function_may_be_one_of_any_usual_variable(by):
    assert given(f"f = {by}^2 + 1").functions["f"][0] == by


def test_a_function_may_name_its_variable():
    about = given("g(x) = a x + 1; f(u) = u^2; s(t) = 3; a = 2")
    assert {name: by for name, (by, _) in about.functions.items()} == {"g": "x", "f": "u", "s": "t"}
    assert list(about.numbers) == ["a"]
    with pytest.raises(Unreadable) as problem:
        given("f(u) = u + x")
    assert "x has no value" in problem.value.message


def test_numbers_are_put_into_functions_and_what_follows_is_tidied():
    variants = {one.key: one for one in given("g = a x + b; a in {1, 2}; b in {0, -3}; x = 2").variants()}
    assert {key: str(one.functions["g"][1]) for key, one in variants.items()} == {
        "a = 1, b = 0": "x",
        "a = 1, b = -3": "x - 3",
        "a = 2, b = 0": "2*x",
        "a = 2, b = -3": "2*x - 3",
    }


@pytest.mark.parametrize("text", ["a in {2, 3}", "a in {2, 3, 4, 5, 6}", "a in {1, 2, 3}; b in {4, 5, 6, 7}"])
def test_every_choice_is_a_variant_once_and_the_first_comes_first(text):
    known = given(text)
    keys = [one.key for one in known.variants()]
    first = ", ".join(f"{name} = {values[0]}" for name, values in known.numbers.items())
    count = 1
    for values in known.numbers.values():
        count *= len(values)
    assert len(keys) == len(set(keys)) == count
    assert keys[0] == first


def test_neighbours_differ_in_more_than_the_last_number():
    variants = given("a in {1, 2, 3}; b in {4, 5, 6, 7}").variants()
    same = [one.chosen["a"] == two.chosen["a"] for one, two in itertools.pairwise(variants)]
    assert sum(same) < len(same) / 3


def test_a_number_of_which_there_is_one_is_not_part_of_the_name():
    assert [one.key for one in given("x = 2; a in {1/2, pi}").variants()] == ["a = 1/2", "a = pi"]


def test_primes_stand_for_derivatives():
    (one,) = given("f = u^3").variants()
    found = {name: str(one.applied(name, Variable("t"))) for name in ("f", "f'", "f''")}
    assert found == {"f": "t^3", "f'": "3*t^2", "f''": "6*t"}


def test_sixty_variants_are_the_most():
    sixty = f"a in {{{', '.join(map(str, range(1, 11)))}}}; b in {{1, 2, 3, 4, 5, 6}}"
    assert len(given(sixty).variants()) == MOST
    with pytest.raises(Unreadable) as problem:
        given(sixty.replace("6}", "6, 7}"))
    assert "70 variants" in problem.value.message


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("3x", 0, "not a definition"),
        ("g = 3x; f", 7, "not a definition"),
        ("g = 3x;", 7, "not a definition"),
        ("gg = 3x", 0, "not a definition"),
        ("g = 3x; g = 4x", 8, "g is given already"),
        ("x = 2; x in {1, 2}", 7, "x is given already"),
        ("g = 3x; f = u^", 13, "missing"),
        ("g = x + u", 3, "more than one variable"),
        ("g = a x", 3, "a has no value"),
        ("x = 2; g = b x", 10, "b has no value"),
        ("h = f(g(x)); f = u^2; g = 3x", 3, "has no value"),
        ("a in 2", 4, "not a choice"),
        ("a in {2", 4, "not a choice"),
        ("a in {2}", 4, "different numbers"),
        ("a in {2, 2}", 4, "different numbers"),
        ("a in {1/2, 0.5}", 4, "different numbers"),
        ("a in {2, x}", 9, "not known"),
        ("a in {2, 1/0}", 8, "no value"),
        ("a = ln(0)", 3, "no value"),
        ("e = 2; g = e x", 0, "2.718"),
        ("x = x^2", 0, "variable"),
        ("f = 2; u = u + 1", 7, "variable"),
    ],
)
def test_what_cannot_be_read_is_pointed_at(text, at, words):
    with pytest.raises(Unreadable) as problem:
        given(text)
    assert problem.value.offset == at
    assert words in problem.value.message


@pytest.mark.parametrize(
    ("formula", "number", "shown"),
    [
        ("{{a}}x + 1", "3", "{3}x + 1"),
        ("{{a}}x + 1", "1", "x + 1"),
        ("{{a}}x + 1", "-1", "-x + 1"),
        (r"{{a}} \sin x", "1", r" \sin x"),
        (r"{{a}}\sqrt{x}", "-1", r"-\sqrt{x}"),
        ("{{a}}(x + 1)", "1", "(x + 1)"),
        ("x + {{a}}", "-3", "x - {3}"),
        ("x - {{a}}", "-3", "x + {3}"),
        ("x + {{a}}x", "-1", "x - x"),
        ("x - {{a}}x", "1", "x - x"),
        ("x + {{a}}", "1", "x + {1}"),
        (r"{{a}} \cdot x", "1", r"{1} \cdot x"),
        (r"x = {{a}} \qquad y = 2", "1", r"x = {1} \qquad y = 2"),
        (r"{{a}} \leq x", "1", r"{1} \leq x"),
        (r"{{a}} \approx x", "1", r"{1} \approx x"),
        (r"2 \cdot {{a}}", "-3", r"2 \cdot (-3)"),
        ("2{{a}}", "-3", "2(-3)"),
        ("{{a}}^2", "-3", "(-3)^2"),
        ("x - {{a}}^2", "-3", "x - (-3)^2"),
        ("{{a}}^2", "1/2", r"(\frac{1}{2})^2"),
        ("{{a}}^2", "12", "{12}^2"),
        ("x^{{a}}", "-2", "x^{-2}"),
        ("x^{{a}}y", "1", "x^{1}y"),
        ("f({{a}})", "-2", "f({-2})"),
        (r"\frac{1}{{{a}}}", "2", r"\frac{1}{{2}}"),
        ("x + {{a}}", "-1/2", r"x - {\frac{1}{2}}"),
        ("{{a}}x", "pi", r"{\pi}x"),
        ("{{b}}x", "3", "{{b}}x"),
    ],
)
def test_numbers_are_filled_in_as_one_would_write_them(formula, number, shown):
    assert filled(formula, {"a": parse(number)}) == shown


def test_what_a_formula_wants():
    assert wanting(r"{{a}}x + {{b}} - {{a}}") == {"a", "b"}
    assert wanting("{a}x") == set()


def test_more_numbers_may_be_known():
    (one,) = given("x = 2").variants()
    assert value(one.with_numbers({"u": parse("7")}).numbers["u"], {}) == 7
    assert "u" not in one.numbers


def test_a_number_in_the_braces_of_a_macro_is_filled_in_once() -> None:
    r"""`\inner{{{a}}}` becomes \inner{{3}}: fails when what was filled in is then taken for something to work out."""
    known = given("g = a x + 1; f = u^2; x = 2; a in {3, 5}")
    words = Wording.of("right", r"$\outer{{{f'(g(x))}}} \cdot \inner{{{a}}} = {{a}} \cdot 14$, {{a}}", 0, known)
    assert words.worked(known.variants()[0]) == r"$\outer{{14}} \cdot \inner{{3}} = {3} \cdot 14$, 3"
