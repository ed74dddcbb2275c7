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


@pytest.mark.parametrize(
    ("data", "code", "line", "col"),
    [
        ("title = 'Über'".encode("latin-1"), "not-text", 1, 10),
        ('title = "T"\nauthor = "Zoë"'.encode("latin-1"), "not-text", 2, 13),
        ('title = "T"'.encode("utf-16"), "not-text", 1, 1),
        (b"title = 'a\0b'", "not-text", 1, 11),
        (b"language = 'English'", "bad-value", 1, 1),
        (b"language = 'en_US'", "bad-value", 1, 1),
        (b"language = ''", "bad-value", 1, 1),
        (b"language = 'en\" onload'", "bad-value", 1, 1),
        (b"macros = 'x'", "bad-value", 1, 1),
        (b"url = 'https://[x'", "bad-value", 1, 1),
        (b"a = " + b"[" * 5000, "bad-course", 1, 1),
        (b"[[modules]]\nfolder = '..'", "missing-module", 2, 11),
        (b"[[modules]]\nfolder = 'empty'", "missing-module", 2, 11),
        (b"[[modules]]\nfolder = 'a/deep'", "missing-module", 2, 11),
    ],
)
def test_what_cannot_be_used_is_said_where_it_stands(
    write: Write, tmp_path: Path, data: bytes, code: str, line: int, col: int
) -> None:
    write({"a/deep/one.md": "Text", "empty/notes.txt": ""})
    (tmp_path / "content/course.toml").write_bytes(data)
    found = course.read(tmp_path / "content", "content")[1]
    assert [(one.code, one.line, one.col) for one in found if one.code != "unknown-key"] == [(code, line, col)]


@pytest.mark.parametrize("tag", ["en", "de-CH", "pt-BR", "zh-Hant-TW", "es-419", "sl-rozaj", "de-x-leicht"])
def test_a_course_may_begin_with_a_mark_and_be_in_any_language(write: Write, tmp_path: Path, tag: str) -> None:
    write({"a/one.md": "Text"})
    (tmp_path / "content/course.toml").write_text(f'title = "T"\nlanguage = "{tag}"\n', "utf-8-sig")
    about, found = course.read(tmp_path / "content", "content")
    assert (about.title, about.language, found) == ("T", tag, [])
