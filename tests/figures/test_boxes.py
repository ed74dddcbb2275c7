"""Boxes stand in columns and rows; edges go from side to side and are interrupted for their words."""

import re

from nudge.figures.boxes import NodeBox, canvas, edge, middle, size


def test_a_box_has_its_name_its_number_and_what_is_below():
    svg = NodeBox(0, 0, "a<b", "2", "0.5", "node now").svg()
    assert svg == (
        '<g class="node now"><rect x="2" y="2" width="66" height="42" rx="8"/>'
        '<text class="name" x="35" y="19">a&lt;b</text><text class="number" x="35" y="36">2</text>'
        '<text class="rate" x="35" y="58">0.5</text></g>'
    )
    assert "rate" not in NodeBox(0, 0, "a", "2").svg()


def test_an_edge_goes_from_the_right_side_of_a_box_to_the_left_side_of_another():
    svg = edge((0, 0), (1, 2))
    assert svg == '<g class="edge"><path d="M68 23C108 23 108 175 148 175"/></g>'


def test_an_edge_is_interrupted_where_its_words_are():
    svg = edge((0, 0), (1, 0), "× 0.25")
    x, wide = (float(re.search(rf'class="gap"[^>]* {name}="([^"]*)"', svg)[1]) for name in ("x", "width"))
    assert x + wide / 2 == 108
    assert wide == 46
    assert 'class="local" x="108"' in svg


def test_a_graph_is_as_large_as_its_boxes():
    assert size(3, 2) == (2 * 146 + 70, 76 + 64)
    assert middle(2, 1) == (2 * 146 + 35, 76 + 23)
    assert canvas(3, 2, "<g></g>").startswith('<svg class="graph-svg" viewBox="0 0 362 140"')
