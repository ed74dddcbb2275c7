"""How large frames may be, and what to say of those that are larger."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any

from nudge.press.diagnostics import Diagnostic
from nudge.press.read.lesson import Lesson, WidgetBlock

WIDGET = 40_000
"""Bytes, packed, that the frames of one widget may take: a second on a slow phone line (0.4 Mbit/s), and as much as the
largest picture of the course, three curves with a slider of 629 places."""

PAGE = 100_000
"""Bytes, packed, that the frames of a page may take. They come after the first paint and before Python, which is twenty
times as large: this much does not hold it up."""

_NAMED = 3  # of the largest parts: with these thinned out, all frames that were too large so far were small


def problems(lesson: Lesson, frames: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A warning for each widget whose frames are too large, or for the largest one if all together are.

    `frames` is JSON by a widget's id.
    """
    sizes = {name: packed(text) for name, text in frames.items()}
    large = [block for block in lesson.widgets() if sizes[block.id] > WIDGET]
    for block in large:
        yield _problem(lesson, block, f"the frames of this widget take {_about(sizes[block.id], WIDGET)}", frames)
    whole = sum(sizes.values())
    if whole > PAGE and not large:
        block = max(lesson.widgets(), key=lambda one: sizes[one.id])
        message = f"the frames of this page take {_about(whole, PAGE)}, and this widget most of it"
        yield _problem(lesson, block, message, frames)


def packed(text: str) -> int:
    """The size of a text in bytes as a server sends it."""
    return len(gzip.compress(text.encode(), 9, mtime=0))


def _problem(lesson: Lesson, block: WidgetBlock, message: str, frames: Mapping[str, str]) -> Diagnostic:
    largest = ", ".join(largest_parts(json.loads(frames[block.id])))
    hint = f"take longer steps; the largest parts are {largest}"
    return lesson.source.whole_line("large-frames", message, block.line, hint, "warning")


def largest_parts(tables: Mapping[str, Any]) -> list[str]:
    """The largest parts, each with the controls that it follows."""
    sizes: dict[str, int] = {}
    controls: dict[str, dict[str, None]] = {}
    for table in tables["tables"]:
        counts = {name: len(tables["places"][name]) if at == "all" else len(at) for name, at in table["by"].items()}
        moving = [name for name, count in counts.items() if count > 1]
        for name, column in table["parts"].items():
            sizes[name] = sizes.get(name, 0) + len(json.dumps(column, ensure_ascii=False))
            controls.setdefault(name, {}).update(dict.fromkeys(moving))
    largest = sorted(sizes, key=lambda name: (-sizes[name], name))[:_NAMED]
    return [f"{name} (by {' and '.join(controls[name])})" for name in largest]


def _about(size: int, most: int) -> str:
    """A size beside the most there should be. Packing differs a little from one system to another, so it is rounded."""
    return f"about {round(size, -4) // 1000} kB packed, more than {most // 1000} kB"
