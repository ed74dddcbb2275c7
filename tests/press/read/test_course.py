"""course.toml, and the modules it does not list."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.read import course

Write = Callable[[Mapping[str, str]], None]


def test_everything_in_it(write: Write, tmp_path: Path) -> None:
    write(
        {
            "course.toml": 'title = "T"\nurl = "https://x.org/repo/"\n[macros]\n"\\\\R" = "\\\\mathbb{R}"\n'
            '[[modules]]\nfolder = "b"\nname = "Bees"\n',
            "a-first/one.md": "Text",
            "b/two.md": "Text",
        }
    )
    about, found = course.read(tmp_path / "content", "content")
    assert not found
    assert (about.title, about.base_path(), about.macros) == ("T", "/repo/", {"\\R": "\\mathbb{R}"})
    assert [(m.folder, m.name) for m in about.modules] == [("b", "Bees"), ("a-first", "A first")]


def test_a_course_needs_no_file(write: Write, tmp_path: Path) -> None:
    write({"a/one.md": "Text"})
    about, found = course.read(tmp_path / "content", "content")
    assert not found
    assert (about.base_path(), [m.name for m in about.modules]) == ("/", ["A"])


def test_lessons_come_by_module_then_order_then_name(write: Write, press: Callable[[], Press]) -> None:
    front = "---\ntitle: T\nsummary: S\norder: {}\n---\nText\n"
    write(
        {
            "course.toml": '[[modules]]\nfolder = "z"\nname = "Z"\n',
            "a/c.md": "Text",
            "a/b.md": "Text",
            "a/x.md": front.format(2),
            "a/y.md": front.format(1),
            "z/one.md": "Text",
        }
    )
    places = [str(material.lesson.source.place) for material in press().read().prepared_lessons]
    assert places == ["z/one.md", "a/y.md", "a/x.md", "a/b.md", "a/c.md"]


@pytest.mark.parametrize("name", ["_drafts/one.md", "a/_two.md", ".hidden/three.md"])
def test_files_set_apart_are_no_lessons(write: Write, tmp_path: Path, name: str) -> None:
    write({name: "Text"})
    assert course.lessons(tmp_path / "content") == []
