"""Formulas that are made while somebody reads show what was meant: in titles, readings, solutions, steps and boxes."""

import re
from html import unescape

import pytest

from nudge.rates import parse, steps
from nudge.widgets import REGISTRY, make, start


def formulas(html):
    """The TeX of all formulas in a piece of HTML, without the colours."""
    found = [unescape(tex) for tex in re.findall(r'data-tex="([^"]*)"', html)]
    return [re.sub(r"\\(?:inner|outer|total)(?![a-z])", "", tex) for tex in found]


def made(kind, fields):
    widget, problems = make(REGISTRY[kind], fields)
    assert problems == ()
    return widget


PRODUCTS = [
    ("3*2^u", r"3 \cdot 2^u", "32"),
    ("1.2*10^-3 u", r"1.2 \cdot 10^{-3}u", "1.210"),
    ("u*2^u", r"u \cdot 2^u", "u2"),
    ("5(1/2)u", r"5 \cdot \frac{1}{2}u", r"5\frac"),
]


@pytest.mark.parametrize(("outer", "shown", "wrong"), PRODUCTS)
def test_the_explorers_titles_say_what_was_typed(outer, shown, wrong):
    """Fails when a product is set without a dot before a digit."""
    explorer = made("composition", {"inner": "sin(x)", "outer": "u^2", "alt": "Three plots."})
    parts = explorer.view({**start(explorer), "inner": "x", "outer": outer}).parts
    assert formulas(parts["outer-title"]) == [f"{{f(u) = {shown}}}"]
    within = re.sub(r"(?<![a-z])u(?![a-z])", "{x}", shown)
    assert formulas(parts["title"])[0].replace("{{x}}", "{x}").endswith(f"= {{{within}}}")
    assert wrong not in "".join(formulas("".join(parts.values())))


def test_the_inner_function_is_set_into_a_product():
    explorer = made("composition", {"inner": "sin(x)", "outer": "u^2", "alt": "Three plots."})
    parts = explorer.view({**start(explorer), "inner": "2^x", "outer": "3u"}).parts
    assert formulas(parts["title"]) == [r"{f(g(x))} = {3 \cdot {2^x}}"]


@pytest.mark.parametrize(("answer", "shown", "wrong"), PRODUCTS)
def test_an_answer_is_read_back_as_it_was_meant(answer, shown, wrong):
    """Fails when a product is set without a dot before a digit."""
    text, shown = answer.replace("u", "x"), shown.replace("u", "x")
    exercise = made("exercise", {"given": f"g = {text}", "answer": "g(x)"})
    parts = exercise.view({"answer": f"({text})"}).parts
    assert parts["outcome"] == "accepted"
    assert formulas(parts["verdict"]) == [shown]


def test_the_solution_and_its_steps():
    """Fails when a product is set without a dot before a digit."""
    exercise = made("exercise", {"given": "g = 3x; f = 5*2^u", "answer": "diff(f(g(x)), x)"})
    shown = "".join(formulas(exercise.help.html(exercise.ask, exercise.given.variants()[0])))
    assert r"5 \cdot 2^{u}\ln 2" in shown.replace("^u", "^{u}")
    assert "52^" not in shown
    lines = [step.line for step in steps(parse("5*2^(3x)"))] + [step.gave for step in steps(parse("5*2^(3x)"))]
    assert lines
    assert not re.search(r"\d\d\^|\d\s\d", "".join(lines).replace("15", ""))


def test_a_box_of_a_pipeline():
    pipeline = made("pipeline", {"functions": "3*2^x; u/2", "alt": "Two boxes."})
    shown = formulas(pipeline.markup(pipeline.view(start(pipeline)), "p"))
    assert r"3 \cdot 2^{(\cdot)}" in shown


@pytest.mark.parametrize(("x", "signs"), [("1.0", ["=", "≈", "≈"]), ("0.0", ["=", "=", "="])])
def test_a_pipeline_says_which_numbers_are_rounded(x, signs):
    """Fails when a wire always has an equals sign."""
    pipeline = made("pipeline", {"functions": "sin x; u^2", "alt": "Two boxes."})
    parts = pipeline.view({**start(pipeline), "x": x}).parts
    assert [parts[f"value-equals-{i}"] for i in range(3)] == signs
