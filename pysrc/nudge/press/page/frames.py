"""The frames of a lesson's widgets as a file of the site."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from nudge.press.page.pages import ASSETS, Page
from nudge.press.read.lesson import Lesson

_SIGNS = re.compile(r"[^A-Za-z0-9]+")
_LONGEST = 60
"""Letters of a lesson's address in the name, for people: any address in full may be too long for a file's name."""


def frames_page(lesson: Lesson, tables: Mapping[str, str]) -> Page | None:
    """All frames of a lesson in one file, named after its content. `tables` is JSON by a widget's id."""
    if not tables:
        return None
    text = "{" + ",\n".join(f"{json.dumps(name)}:{table}" for name, table in tables.items()) + "}\n"
    name = _SIGNS.sub("-", lesson.address.strip("/"))[-_LONGEST:].strip("-")
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Page(PurePosixPath(ASSETS) / f"frames-{name}-{digest}.json", text)
