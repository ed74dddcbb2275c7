"""What is put into markup: parts in their places, under their full names."""

import pytest

from nudge.widgets.markup import Put, full

PARTS = {"plot-curve": "M0 0", "plot-point": "3 4", "plot-gone": "", "title": "<b>One</b>", "plot-said": "One."}


@pytest.fixture
def put():
    return Put(PARTS, "plot", "ball")


def test_a_part_has_the_name_of_its_piece_before_its_own():
    assert (full("plot", "curve"), full("title", ""), full("", "verdict")) == ("plot-curve", "title", "verdict")


def test_a_part_is_the_content_of_an_element(put):
    assert put.part("curve", "g", class_="line", aria_live="off") == (
        '<g data-part="plot-curve" class="line" aria-live="off">M0 0</g>'
    )
    assert Put(PARTS, "title", "ball").part("", "p") == '<p data-part="title"><b>One</b></p>'


def test_a_part_is_an_attribute_of_a_stable_element(put):
    assert put.bound({"d": "curve"}, class_="tangent") == (' class="tangent" data-set="d:plot-curve" d="M0 0"')


def test_a_place_is_a_transform_and_no_place_takes_the_element_out(put):
    assert put.bound({"translate": "point"}) == ' data-set="translate:plot-point" transform="translate(3 4)"'
    assert put.bound({"translate": "gone"}) == ' data-set="translate:plot-gone" display="none"'


def test_other_attributes_cannot_be_set(put):
    with pytest.raises(ValueError, match="onclick"):
        put.bound({"onclick": "curve"})
