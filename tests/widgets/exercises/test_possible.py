"""Which slips readers can make yet: how it is said, and what is not understood, with its place."""

import pytest

from nudge.rates import Unreadable
from nudge.rates.slips import ALL
from nudge.widgets.exercises.possible import possible


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("all", ALL),
        (" all ", ALL),
        ("none", frozenset()),
        ("all except integrated", ALL - {"integrated"}),
        ("all  except integrated , sign", ALL - {"integrated", "sign"}),
        ("sign", {"sign"}),
        ("sign, integrated,", {"sign", "integrated"}),
    ],
)
def test_what_is_said_is_understood(text, ids):
    assert possible(text) == ids


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("", (0, 0), "write all, none"),
        ("all except", (0, 10), "write all, none"),
        (" , ", (0, 3), "write all, none"),
        ("sign,  integrate", (7, 9), "did you mean “integrated”?"),
        ("all but sign", (0, 12), "all, none, all except …, or of these: forgot-inner-rate"),
        ("all except all", (11, 3), "all, none, all except …, or of these: forgot-inner-rate"),
        ("allexcept sign", (0, 14), "all, none"),
        ("sign integrated", (0, 15), ""),
    ],
)
def test_what_is_not_is_refused_at_its_place_with_a_hint(text, place, hint):
    with pytest.raises(Unreadable) as caught:
        possible(text)
    assert (caught.value.offset, caught.value.length) == place
    assert caught.value.hint.startswith(hint)
    assert caught.value.hint
