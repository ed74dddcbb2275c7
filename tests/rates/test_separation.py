"""Whether answers can be told apart: the engine's verdict against brute force with sixty digits."""

from collections.abc import Iterable
from functools import cache
from itertools import combinations

import pytest
from mpmath import mpf

from nudge.rates import ParsedQuestion, Question, derivative, parse, substitute
from nudge.rates.separation import RIGHT, collisions, lucky
from nudge.rates.slips import APART
from nudge.rates.verdicts import wrong_answers
from tests.rates.exactly import FAMILY, Composition, number, same, worth

PLACES = (-2, 1, 2, 3)
SOME = [(one, place) for i, one in enumerate(FAMILY) for place in (PLACES[i % 4],) if i % 3 == 0]
ALL = [(one, place) for one in FAMILY for place in PLACES]


def question(one: Composition, at: str, g: str = "") -> ParsedQuestion:
    outer, inner = parse(one.f, ("u",)), parse(g or one.g)
    return Question(of=str(substitute(outer, {"u": inner})), at=at, nested=(str(outer), "u", str(inner))).parsed()


def coinciding(answers: Iterable[tuple[str, mpf | None]]) -> set[tuple[str, str]]:
    pairs = combinations(answers, 2)
    return {(min(a, b), max(a, b)) for (a, left), (b, right) in pairs if a != b and same(left, right)}


@cache
def one_by_two_names(one: Composition) -> set[tuple[str, str]]:
    """The slips that give the same function whatever the numbers are, tried with other numbers at odd places."""
    found: set[tuple[str, str]] | None = None
    for a, b, c, d in (("1.3", "0.41", "0.77", "0.29"), ("2.1", "0.83", "1.61", "1.07"), ("0.6", "1.9", "2.3", "0.13")):
        moved = substitute(parse(one.g), {"x": parse(f"{a}x + {b}")})
        asked = question(one, "", f"{c}*({moved}) + {d}")
        wrong = [one for one in wrong_answers(asked) if one[0] in APART]
        at = [[worth(expr, x=mpf(place)) for _, expr in wrong] for place in ("0.3137", "1.2411", "-2.7183", "3.0001")]
        pairs = set()
        for i, k in combinations(range(len(wrong)), 2):
            both = [(row[i], row[k]) for row in at if row[i] is not None and row[k] is not None]
            if both and wrong[i][0] != wrong[k][0] and all(same(*two) for two in both):
                pairs.add((min(wrong[i][0], wrong[k][0]), max(wrong[i][0], wrong[k][0])))
        found = pairs if found is None else found & pairs
    assert found is not None
    return found


def agrees(one: Composition, place: int) -> None:
    """The engine's verdict is what brute force finds."""
    right = number(one.right(), place)
    if right is None:
        return
    asked = question(one, str(place))
    expected = substitute(parse(str(one_text(one))), {"x": parse(str(place))})
    assert same(worth(expected), right)
    slips = ((name, worth(expr)) for name, expr in wrong_answers(asked) if name in APART)
    answers = [(RIGHT, right), *slips]
    wanted = coinciding(answers) - one_by_two_names(one)
    found = {(min(c.first, c.second), max(c.first, c.second)) for c in collisions(expected, asked)}
    assert found == wanted, f"{one} at {place}: {found ^ wanted}"


def one_text(one: Composition) -> object:
    return derivative(question(one, "").of)


@pytest.mark.parametrize(("one", "place"), SOME, ids=str)
@pytest.mark.sampled(8)
def test_the_verdict_on_a_chain_rule_exercise_agrees_with_brute_force(one, place):
    """Seen to fail, at 5 to 15 of 37 exercises each time: when no slip counts as lucky, or all are excused as right
    nearby; when no two wrong answers meet; when slips that are one mistake by two names are listed, or those that are
    right after all; and when numbers count as alike within a hundredth.
    """
    agrees(one, place)


@pytest.mark.slow
def test_the_verdict_agrees_with_brute_force_over_the_whole_family():
    """As above, at four places each, over outer and inner functions of at least eight kinds."""
    assert len({one.f for one in FAMILY}) >= 8
    assert len({one.g for one in FAMILY}) >= 8
    for one, place in ALL:
        agrees(one, place)


LUCKY = {
    ("x^2", "2"): {"value-not-rate"},
    ("x^2", "3"): set(),
    ("x|x|", "2"): {"value-not-rate"},
    ("sin x", "pi/2"): {"sign", "integrated"},
    ("cos x", "0"): {"sign", "integrated"},
    ("relu(x)", "1"): {"value-not-rate"},
    # with these nothing went wrong: 0 has no sign, and the value is the rate on all of a piece
    ("x^2 - 4x", "2"): set(),
    ("x^2 e^(-x)", "2"): set(),
    ("relu(x)", "-1"): set(),
    ("max(0, x - 3)", "1"): set(),
    ("floor x", "1/2"): set(),
    ("sign(x)", "3"): set(),
    ("e^x", "1"): set(),
}


@pytest.mark.parametrize("case", LUCKY, ids=" at ".join)
def test_a_slip_is_lucky_only_where_something_went_wrong(case):
    """Seen to fail when 0 counts as having a sign, and when no slip, or every one, is excused as right nearby."""
    of, at = case
    right = substitute(derivative(parse(of)), {"x": parse(at)})
    assert {one.second for one in lucky(right, Question(of=of, at=at).parsed())} == LUCKY[case]


@pytest.mark.parametrize("of", ["sin x", "x e^x", "1/(1 + e^(-x))", "e^(-x)", "relu(x)", "x^x", "x^2 ln x", "floor x"])
def test_no_slip_is_lucky_where_a_function_is_asked(of):
    assert lucky(derivative(parse(of)), Question(of=of).parsed()) == ()
    assert len(wrong_answers(Question(of=of).parsed())) >= 1


def test_an_answer_of_the_authors_own_is_lucky_if_it_is_right():
    own = (("six", parse("6")), ("seven", parse("7")))
    assert [one.second for one in lucky(parse("6"), Question(of="x^2", at="3").parsed(), own)] == ["six"]
    assert [one.second for one in lucky(parse("6"), Question().parsed(), own)] == ["six"]
