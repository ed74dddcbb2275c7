"""What a page's scripts need to know of the widgets of a lesson, as JSON."""

from __future__ import annotations

import json

from nudge.press.read.lesson import Lesson
from nudge.press.read.variants import version
from nudge.widgets import start
from nudge.widgets.base import RESERVED, own


def described(lesson: Lesson) -> str:
    """Each widget by its id: its kind, its fields, how it begins, and the parts with a meaning of their own."""
    data = {
        block.id: {
            "widget": block.kind,
            "fields": [one for one in block.fields if one[0] != "alt"],  # the page has these words already
            "state": start(block.widget),
            **{word: [part for part in block.widget.assembly().parts if own(part) == word] for word in RESERVED},
            **({"version": version(block)} if block.is_exercise else {}),
        }
        for block in lesson.widgets()
    }
    return compact(data)


def compact(data: object) -> str:
    """JSON without spaces."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
