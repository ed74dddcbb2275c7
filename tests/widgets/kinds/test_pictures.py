"""The pictures of the guide show the numbers they have to, are small, and are the same in frames and live."""

import gzip
import json
import re

import pytest

from nudge.widgets import frames, start
from tests.pictures import CELLS, NUMBERS, parts, widgets
from tests.widgets.lookup import Lookup, compared, random_states

WIDGETS = widgets()


@pytest.mark.parametrize(("name", "state", "shown"), NUMBERS, ids=lambda one: str(one))
def test_numbers(name, state, shown):
    found = WIDGETS[name].view(start(WIDGETS[name]) | state).parts
    assert {slug: found[f"number-{slug}-shown"] for slug in shown} == shown


@pytest.mark.parametrize(("name", "column", "cells"), CELLS)
def test_cells(name, column, cells):
    table = WIDGETS[name]
    parts_ = table.view(start(table)).parts
    at = [one.slug for one in table.body[0].columns].index(column)
    assert [parts_[f"cells-{i}-{at}"] for i in range(len(cells))] == cells


def test_every_picture_is_read_for_numbers():
    assert {name for name, *_ in (*NUMBERS, *CELLS)} == set(WIDGETS)


@pytest.mark.slow
@pytest.mark.parametrize("name", WIDGETS)
def test_a_picture_is_short_small_and_the_same_in_frames_and_live(name):
    widget = WIDGETS[name]
    assert len(widget.fields) <= 18
    tables = frames.tables(widget)
    sent = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
    assert len(gzip.compress(sent, 9)) < 40_000
    assert len(widget.markup(widget.view(start(widget)), name).encode()) < 40_000
    assert compared(widgets_again(name), Lookup(tables), random_states(widget, 60)) or not tables["tables"]


def widgets_again(name):
    """The widget made anew, as a page makes it."""
    return type(WIDGETS[name]).of(WIDGETS[name].fields, True)[0]


@pytest.mark.parametrize("name", WIDGETS)
def test_what_can_be_pulled_has_keys(name):
    html = WIDGETS[name].markup(WIDGETS[name].view(start(WIDGETS[name])), name)
    pulled = {control for handle in re.findall('data-handle="([^"]*)"', html) for control in handle.split()}
    assert pulled <= set(re.findall('<input type="range" name="([^"]*)"', html))


def test_each_part_has_pictures():
    assert all(len(page) >= 4 for page in parts().values())
