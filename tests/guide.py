"""docs/widgets.md as tests read it: a section for each widget, with an example and a table of fields."""

import re
from pathlib import Path, PurePosixPath

from nudge.press.diagnostics import errors, text
from nudge.press.read import parse, source
from nudge.widgets import Widget

GUIDE = Path(__file__).parents[1] / "docs" / "widgets.md"

_OPENING, *_PARTS = re.split(r"^## (.+)\n", GUIDE.read_text("utf-8"), flags=re.MULTILINE)
OPENING: str = _OPENING
SECTIONS = dict(zip(_PARTS[::2], _PARTS[1::2], strict=True))

_EXAMPLE = re.compile(r"^````markdown\n(.*?)^````$", re.MULTILINE | re.DOTALL)
_ROW = re.compile(r"^\| `.*\|$", re.MULTILINE)


def example(kind: str) -> str:
    """The markdown that shows a widget of this kind, the first of the section."""
    return examples(kind)[0]


def examples(kind: str) -> list[str]:
    """All examples of a section, as markdown."""
    return _EXAMPLE.findall(SECTIONS[kind])


def rows(part: str) -> list[str]:
    """The rows of the table in a part of the guide."""
    return _ROW.findall(part)


def specimen(kind: str) -> Widget:
    """The widget of the example, as the generator reads it."""
    front = "---\ntitle: One\nsummary: One.\n---\n\n"
    lesson, found = parse.parse(*source.read((front + example(kind)).encode(), "one.md", PurePosixPath("a/one.md"))[:2])
    assert not errors(found), "\n".join(map(text, found))
    (block,) = lesson.widgets()
    assert block.kind == kind
    return block.widget
