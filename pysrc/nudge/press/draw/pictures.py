"""What the build draws of a widget: its first picture, and its frames. Drawn once, then kept until its code
changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from nudge.press.cache import Cache, key
from nudge.press.codehash import code_hash
from nudge.press.draw.katex import Unset
from nudge.press.read.lesson import WidgetBlock
from nudge.widgets import frames, start


def picture(block: WidgetBlock, cache: Cache) -> Unset:
    """The HTML of a widget in its first state, with formulas still to be set."""

    def draw() -> str:
        drawn = Unset.of(block.widget.markup(block.widget.view(start(block.widget)), block.id))
        return json.dumps([drawn.html, drawn.holes], ensure_ascii=False)

    html, holes = json.loads(_kept(f"picture {block.id}", block, cache, draw))
    return Unset(html, tuple((end, tex) for end, tex in holes))


def table(block: WidgetBlock, cache: Cache) -> str:
    """The frames of a widget, as JSON."""

    def draw() -> str:
        return json.dumps(frames.tables(block.widget), ensure_ascii=False, separators=(",", ":"))

    return _kept("frames", block, cache, draw)


def _kept(what: str, block: WidgetBlock, cache: Cache, draw: Callable[[], str]) -> str:
    """What the same code drew before of the same widget, or else what it draws now."""
    code = code_hash(__name__, type(block.widget).__module__)
    name = key(what, code, block.kind, json.dumps(block.fields))
    kept = cache.get(name)
    if kept is None:
        kept = draw()
        cache.put({name: kept})
    return kept
