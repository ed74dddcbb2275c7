"""What `let` defines, in any order, and what is said of definitions that cannot be read."""

import pytest

from tests.widgets.lines.written import complaints, described, sound, values, worth

WALK = """
let: f(x) = x^3 - 2x - 5; d = 2/n; g(x) = f(x) + d
let: u = x^2 + 1; m(x, y) = x^2 + 3x y
slider: n = 4 in [1, 50] step 1
"""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("f(2)", -1.0),
        ("f'(2)", 10.0),
        ("f''(2)", 12.0),
        ("d", 0.5),
        ("2d^2", 0.5),
        ("nd", 2.0),
        ("g(3)", 16.5),
        ("g'(3)", 25.0),
        ("u(2)", 5.0),
        ("u'(3)", 6.0),
        ("u(u(1))", 5.0),
        ("m(2, 1)", 10.0),
        ("diff(m(n, 2), n)", 14.0),
        ("sum(k^2 for k from 1 to n)", 30.0),
        ("sum(f(k d) d for k from 0 to n - 1)", -10.75),
        ("sum(j k for k from 1 to j) for j from 1 to 2", None),
        ("sum(sum(j k for k from 1 to j) for j from 1 to 3)", 25.0),
        ("sum(k for k from 3 to 1)", 0.0),
        ("d(1 + 1)", 1.0),
        ("2 sum(k for k from 1 to 3) + 1", 13.0),
    ],
)
def test_numbers(text, number):
    made = sound(WALK)
    if number is None:
        with pytest.raises(ValueError, match=r".+"):
            made.expression(text, 0)
        return
    assert worth(made, text) == pytest.approx(number, rel=1e-12)
    assert made.expression(text, 0).number(values(made)) == pytest.approx(number, rel=1e-12)


def test_definitions_follow_their_controls():
    assert worth(sound(WALK), "g(0)", n="8") == -4.75


def test_a_sum_in_a_function_is_written_out_by_its_slider_and_has_a_rate():
    made = sound("let: T(x) = sum(x^k/k for k from 1 to n)\nslider: n = 3 in [1, 9] step 1")
    assert worth(made, "T'(2)") == 7.0
    assert worth(made, "T'(2)", n="5") == 31.0


def test_a_pane_s_letter_makes_a_function_of_a_plain_definition_even_if_a_slider_has_its_name():
    made = sound("let: u = x^2 + 1\nslider: x = 1 in [0, 3] step 1\npane: x in [0, 3]")
    assert [worth(made, text, x="3") for text in ("u", "u(2)", "u'(x)")] == [10.0, 5.0, 6.0]
    here = values(made, x="3")
    assert made.expression("u", 0, ("x",)).bound(here, ("x",))(1.0) == 2.0


def test_only_the_controls_that_a_text_needs_are_asked():
    made = sound("let: f(x) = a x; g(x) = x^2\nslider: a = 1 in [0, 2] step 1\nslider: b = 1 in [0, 2] step 1\nedit: g")
    for text, names in [("f(2)", {"a"}), ("g(b)", {"g", "b"}), ("g(2) + f(b)", {"a", "b", "g"}), ("2", set())]:
        one, at = made.expression(text, 0), values(made)
        for ask in (one.needed, one.number):
            with at.noting() as read:
                ask(at)
            assert read == names, text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "let: a = b; b = a",
            ("a → b → a: this is defined in a circle", "b", "without the others"),
        ),
        (
            "let: f(x) = f(x) + 1",
            ("f → f: this is defined in a circle", "f(x) + 1", "without the others"),
        ),
        ("let: f(x) = x\nlet: f = 2", ("f is defined already", "f", "every name stands for one thing")),
        ("let: sin = 2", ("sin is a function already", "sin", "choose another name")),
        ("let: e = 2", ("e is a number already", "e", "choose another name")),
        ("let: for = 2", ("for is a word of these lines", "for", "choose another name")),
        ("let: f(x) = x + t", ("t is not known", "t", "the letters here are ")),
        ("let: c = 2 spped", ("spped is not known", "spped", "the letters here are")),
        ("let: speed = 3; c = 2 spped", ("spped is not known", "spped", "did you mean speed?")),
        ("let: f(x, y, z) = x", ("A function has one letter or two different ones", "x, y, z", "")),
        ("let: f(x)", ("This is not a definition", "f(x)", "write it like: f(x) = x^2; c = 2")),
        ("let: c = a b", ("a is not known", "a", "the letters here are")),
        ("let: f(x, y) = x; c = f(2)", ("f takes two arguments", "f(2)", "")),
        ("let: f(x) = x^2; c = 2 + f", ("f needs its argument in brackets", "f", "write f(x)")),
        ("let: c = sum(k for k)", ("This is not a sum", "k for k", "write it like: sum(k^2 for k from 1 to n)")),
    ],
)
def test_what_is_wrong_is_said_where_it_stands(text, said):
    message, where, hint = said
    found = complaints(text)
    assert len(found) == 1
    assert (found[0][0], found[0][1]) == (message, where)
    assert hint in found[0][2]


def test_what_a_broken_definition_causes_is_not_told():
    assert len(described("let: f(x) = x +; g(x) = f(x); c = g(2)\nsteps: w = c then g(w), 3 times").troubles) == 1


def test_terms_that_would_take_too_long_are_refused():
    made = sound("slider: n = 1 in [1, 9] step 1")
    assert worth(made, "sum(k for k from 1 to 10^9 n)") == "More than 2000 terms are not added up here"
    assert complaints("let: f(x) = sum(x^k for k from 1 to 200)")[0][0] == "This has more than 100 terms"


def test_a_tree_that_grows_too_large_is_refused():
    chain = "; ".join(f"{b}(x) = {a}(x) {a}(x) + {a}(x)" for a, b in zip("abcdfghijk", "bcdfghijkl", strict=True))
    assert [one[0] for one in complaints(f"let: a(x) = x; {chain}")] == ["This has too many parts"]
