"""Three lessons that have everything: each kind of exercise, each variant, each slip, each outcome of a check."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from nudge.press.build import CourseReading, Press
from nudge.press.read.lesson import WidgetBlock
from nudge.rates.slips import APART, MESSAGES, RANKS
from nudge.rates.verdicts import wrong_answers
from nudge.widgets import REGISTRY, start
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.exercises.given import Variant
from nudge.widgets.exercises.words import slip_words
from nudge.widgets.kinds.choice import Select
from nudge.widgets.kinds.exercise import TypedExercise
from nudge.widgets.kinds.fill import Fill
from nudge.widgets.kinds.target import Target
from tests.rates.exactly import same, worth

LESSONS = Path(__file__).parents[1] / "lessons"


@pytest.fixture
def reading(tmp_path: Path, press: Callable[[], Press]) -> CourseReading:
    """The three lessons, read and built."""
    shutil.copytree(LESSONS, tmp_path / "content" / "a")
    assert press().build().written
    return press().read()


def blocks(reading: CourseReading) -> Iterator[WidgetBlock]:
    return (block for material in reading.prepared_lessons for block in material.lesson.widgets())


def exercises(reading: CourseReading, kind: type[Exercise]) -> Iterator[tuple[str, Exercise, Variant, dict[str, str]]]:
    """Every variant of every exercise of a kind, with the state that shows it."""
    for block in blocks(reading):
        if isinstance(block.widget, kind):
            for variant in block.widget.given.variants():
                shown = {"variant": variant.key} if variant.key else {}
                yield f"{block.id}, {variant.key}", block.widget, variant, start(block.widget) | shown


def test_they_have_every_kind_of_exercise_and_every_outcome_of_a_check(reading: CourseReading) -> None:
    kinds = {name for name, kind in REGISTRY.items() if issubclass(kind, Exercise)}
    assert {block.kind for block in blocks(reading)} == kinds == {"choice", "exercise", "fill", "target"}
    displays = [one for material in reading.prepared_lessons for one in material.checked.displays.values()]
    assert {one.status for one in displays} >= {"proved", "held", "defined", "unchecked"}
    assert not reading.found


def test_every_question_shows_its_own_numbers(reading: CourseReading) -> None:
    for name, widget, variant, state in exercises(reading, Exercise):
        if variant.key:
            shown = " ".join(text for part, text in widget.view(state).parts.items() if part.startswith("asked"))
            for number in variant.chosen.values():
                assert str(number).lstrip("-") in shown, name
            assert "{{" not in re.sub(r"\{\{\d+\}", "", shown), name


def test_another_one_like_this_goes_round_all_variants(reading: CourseReading) -> None:
    for name, widget, variant, state in exercises(reading, Exercise):
        count = len(widget.given.variants())
        seen = [variant.key]
        while count > 1 and len(seen) <= count:
            seen.append(widget.view({**state, "variant": seen[-1]}).parts["next"])
        assert len(set(seen)) == count, name
        assert seen[0] == seen[-1]


@pytest.mark.slow
def test_every_right_answer_is_right_and_every_slip_is_named(reading: CourseReading) -> None:
    met: set[str] = set()
    for name, widget, variant, state in exercises(reading, TypedExercise):
        asked = widget.ask.answers(variant)["answer"]
        right = str(asked.expected)
        assert widget.view({**state, "answer": right}).done, f"{name}: {right}"
        if not asked.rules.form:
            assert widget.view({**state, "answer": f"({right})*2/2"}).done, name
        told = {name: words.html(variant) for name, words in widget.ask.said.items()}
        for slip, wrong in (*asked.own, *wrong_answers(asked.question())):
            view = widget.view({**state, "answer": str(wrong)})
            if asked.kind == "number" and (worth(wrong) is None or same(worth(wrong), worth(asked.expected))):
                continue
            what = f"{name}: {slip}, {wrong}, {view.parts['verdict']}"
            assert view.parts["outcome"] == "rejected", what
            found = asked.mark(str(wrong)).slips
            met |= set(found)
            said = html.unescape(view.parts["verdict"]).lower()
            ranks = [RANKS.get(one, 0) for one in found]  # 0 for what the author named
            assert slip in found or min(ranks) <= RANKS.get(slip, 0), what
            if found == (slip,):
                words = told.get(slip) or slip_words(slip, wrong, asked)
                assert html.unescape(words).lower().rstrip(".") in said, what
            else:
                assert "which was it?" in said or len(set(found) & APART) <= 1, what  # of rarer slips one is named
    assert met >= set(MESSAGES) & APART


def test_of_every_choice_just_the_right_selection_is_right(reading: CourseReading) -> None:
    for name, widget, variant, state in exercises(reading, Select):
        assert isinstance(widget, Select)
        right = [c for c, option in zip("abcdef", widget.ask.shown(variant), strict=False) if option.right]
        letters = "abcdef"[: len(widget.ask.shown(variant))]
        for chosen in (c for k in range(1, len(letters) + 1) for c in combinations(letters, k)):
            view = widget.view({**state, "answer": ",".join(chosen)})
            assert view.done == (list(chosen) == right), f"{name}: {chosen}"


def test_of_every_blank_the_right_number_is_right_and_slips_are_named(reading: CourseReading) -> None:
    for name, widget, variant, state in exercises(reading, Fill):
        asked = widget.ask.answers(variant)
        right = {blank: str(one.expected) for blank, one in asked.items()}
        assert widget.view({**state, **right}).done, name
        for blank, one in asked.items():
            for slip, wrong in wrong_answers(one.question()) if one.of is not None else ():
                view = widget.view({**state, **right, blank: str(wrong)})
                if one.mark(str(wrong)).outcome == "accepted":
                    continue
                assert view.parts[f"outcome-{blank}"] == "rejected", f"{name}: {blank}, {slip}"
                assert "nor one of the usual slips" not in view.parts[f"said-{blank}"], f"{name}: {blank}, {slip}"
            for later in list(right)[list(right).index(blank) + 1 :]:
                moved = widget.view({**state, **right, blank: "1000"})
                assert moved.parts[f"outcome-{later}"] == "accepted"  # what is right is right


@pytest.mark.slow
def test_of_every_place_those_that_reach_the_goal_are_right(reading: CourseReading) -> None:
    for name, widget, _, state in exercises(reading, Target):
        places = widget.controls()[-2].states()
        done = [place for place in places if widget.view({**state, "x": place, "answer": place}).done]
        assert 0 < len(done) < 3, name
