"""The gallery: pages of the site that show every example of the guides alive, each below what its author writes.

They are made from docs/widgets.md, docs/pictures.md and docs/authoring.md as lessons are made from markdown, one for
each kind of widget and each part of the pictures, so the guides cannot show what does not work. A front page lists
them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

FOLDER = "gallery"
"""The folder of the gallery's pages in the site; no module may have this name."""

PLACE = PurePosixPath(f"{FOLDER}.md")
"""Where the front page of the gallery would stand among the lessons."""

GUIDES = ("widgets.md", "pictures.md", "authoring.md")
_SHOWN = ("Checked mathematics", "Exercises")
"""The parts of authoring.md whose examples stand alone."""

_PART = re.compile(r"^## (.+)\n", re.MULTILINE)
_EXAMPLE = re.compile(r"^(?P<fence>`{4,})markdown\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)


def pages(docs: Path) -> dict[PurePosixPath, str]:
    """The gallery's pages as markdown of lessons, by where they would stand among them, the front page first."""
    widgets, pictures, authoring = ((docs / name).read_text("utf-8") for name in GUIDES)
    alone = (part for part in _sections(authoring) if part[0] in _SHOWN)
    sections = [*_sections(widgets), *_sections(pictures), *alone]
    made = {PurePosixPath(FOLDER, f"{_slug(title)}.md"): _page(title, text) for title, text in sections}
    leads = zip(sections, made, strict=True)
    listed = "".join(f"- [{title.capitalize()}]({place}): {_lead(text)[0]}\n" for (title, text), place in leads)
    summary = "Everything a lesson can hold, alive, each below the markdown that makes it."
    return {PLACE: _front("Gallery", summary) + listed, **made}


def _sections(guide: str) -> Iterator[tuple[str, str]]:
    _, *parts = _PART.split(guide)
    return zip(parts[::2], parts[1::2], strict=True)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z]+", "-", title.lower())


def _front(title: str, summary: str) -> str:
    return f"---\ntitle: {title}\nsummary: {summary}\n---\n\n"


def _lead(text: str) -> tuple[str, str]:
    """What stands before the first example, as one line of plain text for a summary and as it is."""
    lead = _EXAMPLE.split(text)[0].strip()
    first = lead.split("\n\n")[0].replace("\n", " ")
    return first, lead


def _page(title: str, text: str) -> str:
    """A part of a guide: what stands before its first example, then each example as it is written and as it is."""
    first, lead = _lead(text)
    rest = lead.removeprefix(lead.split("\n\n")[0]).strip()
    shown = (
        f"<details>\n<summary>What its author writes</summary>\n\n{found[0]}\n\n</details>\n\n{found['text']}"
        for found in _EXAMPLE.finditer(text)
    )
    return "\n".join(
        [
            _front(title.capitalize(), re.sub(r"[$`]", "", first)),
            f"{rest}\n\n## Examples\n<!-- step id=examples -->\n",
            *shown,
        ]
    )
