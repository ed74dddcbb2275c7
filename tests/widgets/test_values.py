"""Values note who asks for what, whoever asks and however often."""

import functools

import pytest

from nudge.rates import parse
from nudge.widgets.values import Values


@pytest.fixture
def at():
    return Values(
        {"a": "1.0", "h": "0.5", "f": "x^2", "way": "left"}, {"a": 1.0, "h": 0.5, "f": parse("x^2"), "way": "left"}
    )


def total(at):
    return at.number("a") + at.number("h")


def scaled(at, factor):
    return at["a"] * factor


def test_texts_and_readings(at):
    assert (at.text("a"), at["a"], at.number("h"), at.word("way")) == ("1.0", 1.0, 0.5, "left")
    assert at.expr("f") == parse("x^2")


@pytest.mark.parametrize(("ask", "name"), [("number", "way"), ("word", "a"), ("expr", "h")])
def test_a_reading_of_another_type_is_refused_by_its_name(at, ask, name):
    with pytest.raises(TypeError, match=f"“{name}”"):
        getattr(at, ask)(name)


def test_what_is_asked_for_inside_is_noted_and_nothing_else(at):
    at["way"]
    with at.noting() as read:
        at["a"], at.text("h")
    with at.noting() as later:
        pass
    assert (read, later) == ({"a", "h"}, set())


def test_a_block_inside_counts_for_the_one_around_it(at):
    with at.noting() as outer:
        at["a"]
        with at.noting() as inner:
            at["h"]
    assert (outer, inner) == ({"a", "h"}, {"h"})


def test_what_is_noted_before_an_error_still_counts(at):
    with at.noting() as outer, pytest.raises(TypeError):
        at.once(lambda at: at.number("way"))
    assert outer == {"way"}


def test_once_calls_once_and_notes_every_time(at):
    called = []

    def make(at):
        called.append(1)
        return at.number("h") * 2

    for _ in range(3):
        with at.noting() as read:
            assert at.once(make) == 1.0
        assert read == {"h"}
    assert called == [1]


def test_once_inside_once_notes_for_both(at):
    def whole(at):
        return at.once(total) + at.once(scaled, 10)

    at.once(total)
    for _ in range(2):
        with at.noting() as read:
            assert at.once(whole) == 11.5
        assert read == {"a", "h"}


def test_once_tells_its_arguments_apart(at):
    assert (at.once(scaled, 2), at.once(scaled, 3), at.once(scaled, 2)) == (2.0, 3.0, 2.0)


def test_once_tells_the_methods_of_two_objects_apart(at):
    class Twice:
        def __init__(self, name):
            self.name = name

        def read(self, at):
            return at[self.name]

    a, h = Twice("a"), Twice("h")
    assert (at.once(a.read), at.once(h.read), at.once(a.read)) == (1.0, 0.5, 1.0)


def test_no_cache_takes_values_and_nobody_walks_over_them(at):
    with pytest.raises(TypeError):
        functools.lru_cache(lambda at: at["a"])(at)
    with pytest.raises(TypeError):
        list(at)


def staged(at):
    return at.having({"f": at.text("way")}, {"f": at.word("way").upper(), "extra": 7.0})


def test_values_that_have_others_note_what_those_were_made_from(at):
    for _ in range(2):
        with at.noting() as read:
            inside = at.once(staged)
            assert (inside["f"], inside.text("f"), inside.number("extra")) == ("LEFT", "left", 7.0)
        assert read == {"way"}
    with at.noting() as read:
        inside = at.once(staged)
        assert inside.once(total) == 1.5
    assert read == {"way", "a", "h"}
    with at.noting() as read:
        at.once(staged).once(total)
    assert read == {"way", "a", "h"}
    assert at.expr("f") == parse("x^2")
