"""Tables: rows, columns, cells that wait, and a row for each step."""

import re

import pytest

from nudge.widgets import REGISTRY, frames, make, start
from tests.widgets.kinds.pictures import made, of_the_guide, problems, view
from tests.widgets.lookup import Lookup, compared, random_states
from tests.widgets.test_registry import HOSTILE


def cells(widget, column, **state):
    """The texts of a column."""
    parts = view(widget, **state).parts
    return [text for name, text in parts.items() if re.fullmatch(rf"cells-\d+-{column}", name)]


def test_numbers_have_the_digits_they_need():
    settle = of_the_guide("table")[0]
    assert cells(settle, 0) == ["15", "10.5", "10.05", "10.005", "9.995", "9.95", "9.5", "5"]


def test_a_row_says_its_number_and_a_cell_its_column():
    settle = of_the_guide("table")[0]
    html = settle.markup(view(settle), "here")
    assert (
        '<tr data-row="-0.001"><th scope="row">−0.001</th><td data-part="cells-4-0" data-column="average">9.995</td>'
        in html
    )
    assert html.count("data-guess") == 1
    assert '<td data-column="average"><span class="waits" data-until="guess"' in html


def test_a_row_for_each_step():
    newton = of_the_guide("table")[1]
    assert cells(newton, 0, n="2") == ["3", "2.36", "2.127197", "", "", "", ""]
    assert view(newton, n="2").parts["cells-2"] == "2"
    assert view(newton, n="2").parts["cells-3"] == ""
    assert view(newton, n="2").parts["cells-said"] == "k = 2: place 2.127197, height 0.3711."


def test_frames_and_live_views_agree():
    newton = of_the_guide("table")[1]
    assert compared(newton, Lookup(frames.tables(newton)), random_states(newton, 100)) > 100


def test_a_row_is_exact():
    table = made("table", "rows: a = pi, pi/2, 0.1\ncolumn: s = sin a\ncolumn: t = 1/(a - 0.1)")
    assert cells(table, 0) == ["0", "1", "0.0998"]
    assert cells(table, 1)[2] == "—"


def test_columns_use_controls_functions_and_units():
    table = made(
        "table",
        "let: f(x) = b x\nchoose: b in {2, e}\nrows: k from 1 to 3\ncolumn: f = f(k) to 1 decimals in m as inner",
    )
    assert cells(table, 0, b="e") == ["2.7", "5.4", "8.2"]
    assert '<th scope="col" class="inner">f <span class="unit">m</span></th>' in table.markup(view(table), "here")


def test_mistakes():
    assert [one.code for one in problems("table", "slider: h = 1 in [0, 2] step 1\nrows: k = 1\ncolumn: a = k")] == [
        "idle-control"
    ]


@pytest.mark.parametrize("key", ["rows", "column", "hide", "let", "number"])
def test_hostile_text_is_only_unreadable(key):
    for text in HOSTILE:
        fields = {"alt": "A table.", "rows": "h = 1, 2", "column": "a = h", key: text}
        widget, found = make(REGISTRY["table"], fields)
        assert widget is None or widget.markup(widget.view(start(widget)), "here")
        assert all(one.message for one in found)
