"""The gallery: a page of the site that shows every example of the guides alive, each below what its author writes.

It is made from docs/widgets.md and docs/authoring.md as a lesson is made from markdown, so the guides cannot show what
does not work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

PLACE = PurePosixPath("gallery.md")
"""Where the gallery would stand among the lessons; no course may have a file of this name beside it."""

GUIDES = ("widgets.md", "authoring.md")
_SHOWN = ("Checked mathematics", "Exercises")
"""The parts of authoring.md whose examples stand alone."""

_FRONT = """---
title: Gallery
summary: Everything a lesson can hold, alive, each below the markdown that makes it.
---

"""
_PART = re.compile(r"^## (.+)\n", re.MULTILINE)
_EXAMPLE = re.compile(r"^(?P<fence>`{4,})markdown\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)


def markdown(docs: Path) -> str:
    """The gallery as the markdown of a lesson."""
    widgets, authoring = ((docs / name).read_text("utf-8") for name in GUIDES)
    sections = [*_sections(widgets), *(part for part in _sections(authoring) if part[0] in _SHOWN)]
    return _FRONT + "\n".join(_section(title, text) for title, text in sections)


def _sections(guide: str) -> Iterator[tuple[str, str]]:
    _, *parts = _PART.split(guide)
    return zip(parts[::2], parts[1::2], strict=True)


def _section(title: str, text: str) -> str:
    """A part of a guide: what stands before its first example, then each example as it is written and as it is."""
    name = f"about-{re.sub(r'[^a-z]+', '-', title.lower())}"
    lead = _EXAMPLE.split(text)[0].strip()
    shown = (
        f"<details>\n<summary>What its author writes</summary>\n\n{found[0]}\n\n</details>\n\n{found['text']}"
        for found in _EXAMPLE.finditer(text)
    )
    return "\n".join([f"## {title.capitalize()}\n<!-- step id={name} -->\n\n{lead}\n", *shown])
