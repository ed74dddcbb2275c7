"""What the build draws of a widget: its first picture, and its frames. Drawn once, then kept until its code
changes.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nudge.press.cache import Cache, key
from nudge.press.lesson import WidgetBlock
from nudge.widgets import frames, start

_PACKAGES = ("rates", "figures", "widgets")


@dataclass(frozen=True, slots=True)
class Picture:
    """A widget as drawn ahead. `markup` has formulas still to be filled; `frames` is JSON text."""

    markup: str
    frames: str


def draw(block: WidgetBlock, cache: Cache) -> Picture:
    """The picture of a widget, from the cache if the same was drawn by the same code."""
    name = key("picture", code(), block.kind, json.dumps(dict(block.fields), sort_keys=True))
    kept = cache.get(name)
    if kept is not None:
        return Picture(**json.loads(kept))
    widget = block.widget
    table = json.dumps(frames.table(widget), ensure_ascii=False, separators=(",", ":"))
    picture = Picture(widget.markup(widget.view(start(widget))), table)
    cache.put({name: json.dumps({"markup": picture.markup, "frames": picture.frames})})
    return picture


@lru_cache(maxsize=1)
def code() -> str:
    """A hash of all the code that draws. A process imports that code once, so it is taken once."""
    here = Path(__file__).parent.parent
    digest = hashlib.sha256()
    for package in _PACKAGES:
        for path in sorted((here / package).rglob("*.py")):
            digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
