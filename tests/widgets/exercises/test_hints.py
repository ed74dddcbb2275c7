"""Hints and solutions of many exercises: none shows an answer, and all of them agree with SymPy's derivative."""

import re
from html import unescape

import pytest
import sympy as sp

from nudge.rates import parse, simplify, tex
from nudge.widgets import make, start
from nudge.widgets.exercises.answers import answer
from nudge.widgets.exercises.given import given
from nudge.widgets.exercises.hints import solution, traced
from nudge.widgets.kinds.choice import Select
from nudge.widgets.kinds.exercise import TypedExercise
from nudge.widgets.kinds.fill import Fill
from nudge.widgets.kinds.target import Target
from tests.rates.exactly import FAMILY, number, same, u, worth
from tests.rates.exactly import x as symbol

PLACES = (-1, 1, 2, 3)
SINGLE = ("x^3", "x sin x", "x^2/(x + 1)", "2x^5 - 7x", "sqrt(3x + 1)", "e^(x^2)", "-cos x", "3x", "x", "ln(x) + x^2")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
FIELDS = {"answer": "diff(f(g(x)), x)", "allow-collision": "On purpose."}
KINDS = {
    "exercise": (TypedExercise, FIELDS),
    "choice": (Select, {"answer": "diff(f(g(x)), x)", "wrong": "diff(f(g(x)), x) + 1"}),
    "fill": (Fill, {"blank": "`p = g(x)`\n`q = f'(p)`\n`r = q g'(x)`", "allow-collision": "On purpose."}),
}


def cases():
    """Exercises of the family, at a number or for a function."""
    for i, one in enumerate(FAMILY):
        place = PLACES[i % 4]
        if number(one.right(), place) is not None:
            yield f"g = {one.g}; f = {one.f}; x = {place}", one, place
        yield f"g = {one.g}; f = {one.f}", one, None


def equals(formula):
    """What stands behind the last equals sign of a formula, without colours."""
    bare = re.sub(r"\\(?:inner|outer|total|left|right)|[{}\s]", "", formula)
    return bare.rsplit("=", 1)[-1] if "=" in bare else ""


def bare(expr):
    return equals("=" + tex(expr))


@pytest.mark.slow
def test_no_hint_shows_the_answer_over_the_whole_family():
    count = 0
    for text, one, _ in cases():
        asked = answer("diff(f(g(x)), x)", given(text).variants()[0])
        for hint in traced([asked]):
            count += 1
            said = equals(hint.formula)
            assert said != bare(asked.expected), f"{one}: {hint}"
            if asked.kind == "number" and _NUMBER.fullmatch(said):
                assert not same(worth(parse(said)), worth(asked.expected)), f"{one}: {hint}"
            for shows in hint.shows:
                if asked.kind == "number" and not shows.names:
                    assert not same(worth(shows), worth(asked.expected)), f"{one}: {hint}"
    assert count > 500


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.slow
def test_no_page_shows_an_answer_before_the_solution(kind):
    widget_of, fields = KINDS[kind]
    seen = 0
    for text, one, place in list(cases())[::3]:
        widget, problems = make(widget_of, {"given": text, **fields})
        if widget is None and any("No two answers" in problem.message for problem in problems):
            needed = {key: value for key, value in fields.items() if key != "allow-collision"}
            widget, problems = make(widget_of, {"given": text, **needed})
        if widget is None:  # a rate that is no value there, or options that meet
            continue
        seen += 1
        shown = widget.markup(widget.view(start(widget)), "one")
        before = unescape(shown.split("<summary>Solution</summary>")[0])
        before = before[before.index('class="hints"') :]
        for asked in widget.ask.answers(widget.given.variants()[0]).values():
            for formula in re.findall(r'data-tex="([^"]*)"', before):
                said = equals(formula)
                assert said != bare(asked.expected), f"{one} at {place}: {formula}"
                if asked.kind == "number" and _NUMBER.fullmatch(said):
                    assert not same(worth(parse(said)), worth(asked.expected)), f"{one} at {place}: {formula}"
    assert seen > 20


def test_a_target_shows_no_place_before_the_solution():
    fields = {"given": "g = x - a; f = u^2; a in {1, 2}", "goal": "diff(f(g(x)), x) = 0", "x": "0 in [-1, 3] step 0.5"}
    widget, _ = make(Target, {**fields, "alt": "Plots."})
    for key, place in (("a = 1", "1.0"), ("a = 2", "2.0")):
        hints, way = widget.view({**start(widget), "variant": key}).parts["help"].split("<summary>Solution</summary>")
        assert f'data-tex="x = {place}"' in way
        assert f"x = {place}" not in hints


def at(expr, point):
    """A SymPy expression in x at a point, to sixty digits; None where it has no real value."""
    found = sp.N(expr.subs(symbol, point), 60)
    return sp.Float(found, 60)._to_mpmath(220) if found.is_Float or found.is_Integer else None


@pytest.mark.slow
def test_hints_and_solution_agree_with_sympy():
    checked = 0
    for text, one, place in cases():
        asked = answer("diff(f(g(x)), x)", given(text).variants()[0])
        by_words = {hint.words: hint for hint in traced([asked]) if hint.formula}
        truth = {
            "The rate of the inner function:": sp.diff(one.inner, symbol),
            "Where does the inner function land?": one.inner,
            "The outer rate is needed there:": sp.diff(one.outer, u).subs(u, one.inner),
        }
        end = unescape(re.findall('data-tex="([^"]*)"', solution(asked))[-1])
        assert place is None or end.endswith(f"= {tex(asked.expected)}")
        for point in [place] if place is not None else [sp.Rational(13, 10), sp.Rational(31, 10)]:
            x = {"x": worth(parse(str(sp.Rational(point))))}
            if at(one.right(), point) is None:
                continue
            assert same(worth(asked.expected, **x), at(one.right(), point)), one
            for words, expr in truth.items():
                if words in by_words:
                    assert same(worth(by_words[words].shows[-1], **x), at(expr, point)), f"{one}: {words}"
                    checked += 1
    assert checked > 400


@pytest.mark.parametrize("f", SINGLE)
@pytest.mark.parametrize("place", ["", "; x = 2"])
def test_one_functions_hints_do_not_show_its_rate(f, place):
    asked = answer("diff(f(x), x)", given(f"f = {f}{place}").variants()[0])
    whole = bare(simplify(asked.expected))
    for hint in traced([asked]):
        assert equals(hint.formula) != whole, hint
    assert tex(asked.expected) in unescape(solution(asked))


@pytest.mark.parametrize("text", ["g = 2x; f = u^2/4; x = 3", "g = x + 2; f = u^2/2; x = 4"])
def test_where_the_inner_function_lands_at_the_answer_no_hint_says_so(text):
    asked = answer("diff(f(g(x)), x)", given(text).variants()[0])  # it lands at 6, and 6 is the answer
    assert str(asked.expected) == "6"
    for hint in traced([asked]):
        assert "6" not in hint.formula, hint
