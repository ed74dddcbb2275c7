"""The frames of a lesson's widgets as a file of the site."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from nudge.press.page.pages import ASSETS, Page
from nudge.press.read.lesson import Lesson


def frames_page(lesson: Lesson, tables: Mapping[str, str]) -> Page | None:
    """All frames of a lesson in one file, named after its content. `tables` is JSON by a widget's id."""
    if not tables:
        return None
    text = "{" + ",\n".join(f"{json.dumps(name)}:{table}" for name, table in tables.items()) + "}\n"
    name = lesson.address.strip("/").replace("/", "-")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Page(PurePosixPath(ASSETS) / f"frames-{name}-{digest}.json", text)
