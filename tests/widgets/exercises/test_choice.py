"""Options: words, or mathematics with slips by name; one right or several; no two the same."""

import pytest

from nudge.widgets import make, start
from nudge.widgets.exercises.feedback import plain
from nudge.widgets.kinds.choice import Select

WORDS = {"answer": "the inner rate", "wrong": "the outer rate | It is $2$ there.\nboth | Only one."}
RATES = {
    "given": "g = a x + 1; f = u^2; x = 2; a in {3, 5}",
    "answer": "diff(f(g(x)), x) | Both rates are in it.",
    "wrong": "forgot-inner-rate\nvalue-not-rate | That says where.\n`g'(x)`",
}
SEVERAL = {"answer": "$2x$\n$x + x$", "wrong": "$x^2$\n$2$ | It grows."}


def choice(fields, **more):
    widget, problems = make(Select, {**fields, **more})
    assert problems == ()
    return widget


def problem(fields, **more):
    widget, problems = make(Select, {**fields, **more})
    assert widget is None
    return problems[0]


def letters(widget, variant=""):
    """The letter of each option by what it shows, in the order of the page."""
    parts = widget.view(start(widget) | ({"variant": variant} if variant else {})).parts
    return {parts[f"option-{c}"]: c for c in "abcdef" if f"option-{c}" in parts}


def verdict(widget, answer, **more):
    parts = widget.view({**start(widget), **more, "answer": answer}).parts
    return parts["outcome"], parts["verdict"]


def test_the_right_option_is_right_and_a_wrong_one_says_why():
    widget = choice(WORDS)
    found = letters(widget)
    assert verdict(widget, found["the inner rate"])[0] == "accepted"
    outcome, said = verdict(widget, found["the outer rate"])
    assert outcome == "rejected"
    assert 'It is <span data-tex="2"></span> there.' in said


def test_done_is_only_what_is_right():
    widget = choice(WORDS)
    done = [widget.view({"answer": c}).done for c in "abc"]
    assert sum(done) == 1
    assert not widget.view({"answer": ""}).done


def test_every_selection_is_drawn_ahead():
    one, more = choice(WORDS).controls()[-1], choice(SEVERAL).controls()[-1]
    assert one.states() == ("", "a", "b", "c")
    assert len(more.states()) == 16
    assert set(more.states()) >= {"", "a,b", "a,c", "b,c,d", "a,b,c,d"}


def test_several_are_right_only_together():
    widget = choice(SEVERAL)
    shown = letters(widget)
    right = sorted(c for text, c in shown.items() if text in ('<span data-tex="2x"></span>', _tex("x + x")))
    wrong = sorted(set(shown.values()) - set(right))
    assert verdict(widget, ",".join(right))[0] == "accepted"
    assert "it is not all" in verdict(widget, right[0])[1]
    assert "grows" in verdict(widget, shown[_tex("2")])[1]
    assert "it is not all" not in verdict(widget, ",".join(sorted([right[0], wrong[0]])))[1]
    accepted = [s for s in widget.controls()[-1].states() if s and verdict(widget, s)[0] == "accepted"]
    assert accepted == [",".join(right)]


def _tex(formula):
    return f'<span data-tex="{formula}"></span>'


def test_options_are_worked_out_for_each_variant():
    widget = choice(RATES)
    assert set(letters(widget, "a = 3")) == {_tex("42"), _tex("14"), _tex("49"), _tex("3")}
    assert set(letters(widget, "a = 5")) == {_tex("110"), _tex("22"), _tex("121"), _tex("5")}
    for variant, right in (("a = 3", "42"), ("a = 5", "110")):
        found = letters(widget, variant)
        assert verdict(widget, found[_tex(right)], variant=variant)[0] == "accepted"
        wrong = [text for text, c in found.items() if verdict(widget, c, variant=variant)[0] == "rejected"]
        assert len(wrong) == 3


def test_a_slip_among_the_options_is_told_with_its_numbers():
    widget = choice(RATES)
    found = letters(widget, "a = 5")
    assert "22 is the outer rate f'(11) alone" in plain(verdict(widget, found[_tex("22")], variant="a = 5")[1])
    assert "That says where." in verdict(widget, found[_tex("121")], variant="a = 5")[1]


def test_options_are_mixed_the_same_way_everywhere_and_not_always_with_the_right_one_first():
    many = {**RATES, "given": "g = a x + 1; f = u^2; x = 2; a in {3, 5, 6, 7, 9}"}
    firsts = []
    for one in choice(many).given.variants():
        mixed = choice(many).ask.shown(one)
        assert mixed == choice(many).ask.shown(one)
        firsts.append([option.right for option in mixed].index(True))
    assert len(set(firsts)) > 1
    assert [option.right for option in choice(many, order="written").ask.shown(one)] == [True, False, False, False]


def test_bars_of_an_absolute_value_are_no_separator():
    widget = choice({"given": "f = x^2", "answer": "diff(f(x), x)", "wrong": "`|x|` | Not |x|.\n|2x|"})
    assert set(letters(widget)) == {_tex("2x"), _tex("|x|"), _tex("2|x|")}
    found = letters(widget)
    assert "Not |x|." in verdict(widget, found[_tex("|x|")])[1]
    assert _tex("|x|") in letters(choice({"answer": "$|x|$", "wrong": "$x$"}))


@pytest.mark.parametrize("answer", ["z", "a,z", "1", "<b>", "a;b", "é" * 99])
def test_there_is_no_such_option(answer):
    view = choice(WORDS).view({"answer": answer})
    assert set(view.problems) == {"answer"}
    assert view.parts == {}


@pytest.mark.parametrize(
    ("fields", "key", "words"),
    [
        ({**WORDS, "wrong": " "}, "wrong", "0 wrong"),
        ({**WORDS, "wrong": "a\nb\nc\nd\ne\nf"}, "wrong", "6 wrong"),
        ({**WORDS, "wrong": "both\nboth"}, "wrong", "both both"),
        ({**WORDS, "wrong": "the inner rate"}, "wrong", "both the inner rate"),
        ({**WORDS, "order": "random"}, "order", "not an order"),
        ({**RATES, "wrong": "6b + 6"}, "wrong", "not known"),
        ({**RATES, "wrong": "2(a(2a + 1))"}, "wrong", "both 42"),
        ({**RATES, "wrong": "product-of-rates"}, "wrong", "cannot happen here"),
        ({**RATES, "answer": "diff(f(g(x)), x) = 42"}, "answer", "not what follows"),
        ({**RATES, "answer": "diff(f(g(x)), x)\n3 +"}, "answer", "missing"),
        ({**RATES, "answer": "diff(f(g(x)), x)\nforgot-inner-rate"}, "answer", "cannot happen here"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_the_options(fields, key, words):
    found = problem(fields)
    assert found.key == key
    assert words in found.message or words in found.message.replace("Two options are ", "")


def test_two_options_that_meet_in_one_variant_are_an_error():
    found = problem({**RATES, "wrong": "6(x + 5)"})
    assert found.code == "colliding-slips"
    assert found.message == "Two options are both 42, with a = 3"


def test_markup_is_a_group_of_native_inputs():
    one, more = choice(WORDS), choice(SEVERAL)
    assert one.markup(one.view(start(one)), "n").count('type="radio"') == 3
    markup = more.markup(more.view(start(more)), "n")
    assert markup.count('type="checkbox"') == 4
    assert "<legend>Choose all that are right</legend>" in markup


PLOTS = {
    "answer": "curve 1 - x^2 | It opens downwards.",
    "wrong": "`curve x^2`\ncurve 1 - x",
    "pane": "x in [-2, 2]; y in [-1, 4]",
}


def test_options_may_be_small_plots():
    plots = choice(PLOTS)
    shown = {option.spoken: option for option in plots.ask.shown(plots.given.variants()[0])}
    assert set(shown) == {"graph of 1 - x^2", "graph of x^2", "graph of 1 - x"}
    assert all("<svg" in option.shown for option in shown.values())
    assert len({option.shown for option in shown.values()}) == 3
    letters = [c for c, one in zip("abc", plots.ask.shown(plots.given.variants()[0]), strict=True) if one.right]
    seen = plots.view({**start(plots), "answer": letters[0]})
    assert seen.done
    assert "opens downwards" in seen.parts["verdict"]


@pytest.mark.parametrize(
    ("more", "key", "words"),
    [
        ({"wrong": "curve x^2\ncurve x*x"}, "wrong", "Two options are both"),
        ({"wrong": "curve k x"}, "wrong", "not known"),
        ({"wrong": "curve (x"}, "wrong", ""),
        ({"pane": "x in [0, 1]"}, "pane", "two axes"),
        ({"pane": "x in [1, 0]; y in [0, 1]"}, "pane", "Nothing lies between"),
        ({"pane": "x; y"}, "pane", "no ends"),
    ],
)
def test_an_author_is_told_what_is_wrong_with_small_plots(more, key, words):
    found = problem({**PLOTS, **more})
    assert found.key == key
    assert words in found.message
