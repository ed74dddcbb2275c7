"""A plot has its marks within a clipped area and its labels around it."""

from nudge.figures.layout import Layout


def test_what_is_inside_is_clipped_and_what_is_around_is_not():
    svg = Layout().canvas("<path/>", "<text>3</text>", ' data-drag="p"')
    assert svg == (
        '<svg class="plot-svg" viewBox="0 0 290 206" aria-hidden="true" focusable="false">'
        '<svg class="area" x="30" y="6" width="252" height="182" data-drag="p">'
        '<rect class="paper" width="290" height="206"/><path/></svg>'
        '<g transform="translate(30 6)"><text>3</text></g></svg>'
    )


def test_long_labels_get_a_wider_margin_and_short_ones_the_usual():
    assert Layout().roomy((0, 3)).left == 30
    assert Layout().roomy((0, 3e7)).left > 50
    assert Layout().roomy((1, 0)).left == 30
    wide = Layout().roomy((0, 3e7))
    assert wide.left + wide.window((0, 1), (0, 3e7)).width + wide.right == 290
