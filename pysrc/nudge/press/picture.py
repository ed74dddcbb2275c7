"""What the build draws of a widget: its first picture, and its frames. Drawn once, then kept until its code
changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from nudge.press.cache import Cache, key
from nudge.press.lesson import WidgetBlock
from nudge.widgets import frames, start

_PACKAGES = ("rates", "figures", "widgets")


def markup(block: WidgetBlock, cache: Cache) -> str:
    """The HTML of a widget in its first state, with formulas still to be filled."""
    widget = block.widget
    return _kept(f"markup {block.id}", block, cache, lambda: widget.markup(widget.view(start(widget)), block.id))


def table(block: WidgetBlock, cache: Cache) -> str:
    """The frames of a widget, as JSON."""

    def draw() -> str:
        return json.dumps(frames.table(block.widget), ensure_ascii=False, separators=(",", ":"))

    return _kept("frames", block, cache, draw)


def _kept(what: str, block: WidgetBlock, cache: Cache, draw: Callable[[], str]) -> str:
    """What the same code drew before of the same widget, or else what it draws now."""
    name = key(what, code(), block.kind, json.dumps(dict(block.fields), sort_keys=True))
    kept = cache.get(name)
    if kept is None:
        kept = draw()
        cache.put({name: kept})
    return kept


@lru_cache(maxsize=1)
def code() -> str:
    """A hash of all the code that draws. A process imports that code once, so it is taken once."""
    here = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted((here / package).rglob("*.py")):
            digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
