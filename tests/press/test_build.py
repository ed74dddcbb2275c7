"""Builds are all or nothing, the same every time, and quick the second time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.cache import Memory
from nudge.press.draw import pictures
from nudge.press.page import prepare

Write = Callable[[Mapping[str, str]], None]

WIDGET = "```widget pipeline\nfunctions: sin(x); u^2\nalt: Boxes.\n```\n"


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_two_builds_are_the_same(write: Write, press: Callable[[], Press], tmp_path: Path) -> None:
    write({"b/two.md": WIDGET + "\nText $x$.\n", "a/one.md": "```python\nx = 1\n```\n"})
    assert press().build().written
    first = files(tmp_path / "site")
    assert press().build().written
    assert files(tmp_path / "site") == first
    assert "b/two/index.html" in first


def test_an_error_leaves_the_site_as_it_was(write: Write, press: Callable[[], Press], tmp_path: Path) -> None:
    write({"a/one.md": "Text.\n"})
    one = press()
    assert one.build().written
    before = files(tmp_path / "site")
    write({"a/one.md": "Text $x.\n", "a/two.md": "More.\n"})
    result = one.build()
    assert not result.written
    assert [d.code for d in result.found] == ["unclosed-math"]
    assert files(tmp_path / "site") == before
    write({"a/one.md": "Text.\n"})
    assert one.build().written
    assert (tmp_path / "site/a/two/index.html").is_file()


def test_what_a_lesson_links_to_is_copied_and_nothing_else(
    write: Write, press: Callable[[], Press], tmp_path: Path
) -> None:
    write({"a/one.md": "![A dot](pics/dot.svg)\n\n[Data](data.csv)\n", "a/other.csv": "3", "a/data.csv": "1,2"})
    write({"a/pics/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>'})
    assert press().build().written
    assert (tmp_path / "site/a/data.csv").read_text() == "1,2"
    assert not (tmp_path / "site/a/other.csv").exists()
    page = (tmp_path / "site/a/one/index.html").read_text()
    assert '<img src="../pics/dot.svg" alt="A dot" width="4" height="2"' in page


def test_checking_draws_no_frames(write: Write, press: Callable[..., Press], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures.frames, "tables", lambda widget: pytest.fail("frames were drawn"))
    write({"a/one.md": WIDGET})
    assert press(cache=Memory()).read().found == ()


def test_only_what_changed_is_read_and_drawn_again(
    write: Write, press: Callable[..., Press], monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed, drawn = [], []
    parse, table = prepare.parse, pictures.frames.tables
    monkeypatch.setattr(prepare, "parse", lambda source, front: (parsed.append(source.file), parse(source, front))[1])
    monkeypatch.setattr(pictures.frames, "tables", lambda widget: (drawn.append(widget), table(widget))[1])
    write({"a/one.md": WIDGET, "a/two.md": "Text.\n"})
    one = press(cache=Memory())
    one.build()
    assert (parsed, len(drawn)) == (["content/a/one.md", "content/a/two.md"], 1)
    write({"a/two.md": "Other text.\n"})
    one.build()
    assert (parsed[2:], len(drawn)) == (["content/a/two.md"], 1)
    write({"a/one.md": WIDGET.replace("sin", "cos")})
    one.build()
    assert len(drawn) == 2
    write({"a/one.md": WIDGET})
    one.build()
    assert (len(parsed), len(drawn)) == (4, 2)


def test_what_the_site_has_already_is_not_made_again(
    write: Write, press: Callable[..., Press], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write({"a/one.md": "One.\n", "a/two.md": "Two, after [](one.md).\n", "a/three.md": "Three.\n"})
    one = press(cache=Memory())
    one.build()
    pages = sorted((tmp_path / "site").rglob("*.html"))
    before = {page: page.stat().st_ino for page in pages}
    front = "---\ntitle: Other\nsummary: What it is about.\n---\n"
    write({"a/one.md": front + "One.\n"})
    one.build()
    same = {page.relative_to(tmp_path / "site").as_posix() for page in pages if page.stat().st_ino == before[page]}
    assert same == {"404.html"}  # one is beside three, and two names it
    write({"a/three.md": "Three more.\n"})
    before = {page: page.stat().st_ino for page in pages}
    one.build()
    other = [page.parent.name for page in pages if page.stat().st_ino != before[page]]
    assert other == ["three"]


def test_a_file_of_the_site_that_somebody_changed_is_made_again(
    write: Write, press: Callable[..., Press], tmp_path: Path
) -> None:
    write({"a/one.md": "One.\n"})
    one = press(cache=Memory())
    one.build()
    page = tmp_path / "site/a/one/index.html"
    text = page.read_text()
    page.write_text("defaced")
    one.build()
    assert page.read_text() == text


def test_all_mistakes_of_all_lessons_come_at_once(write: Write, press: Callable[[], Press]) -> None:
    write({"a/one.md": "$x and [dead](no.md)\n\n<b>\n", "b/two.md": "$\\oops$\n", "course.toml": "titel = 1\n"})
    found = press().read().found
    assert [(d.file, d.code) for d in found] == [
        ("content/a/one.md", "unclosed-math"),
        ("content/a/one.md", "dead-link"),
        ("content/a/one.md", "raw-html"),
        ("content/b/two.md", "bad-tex"),
        ("content/course.toml", "unknown-key"),
    ]


def test_the_glossary_explains_terms(write: Write, press: Callable[[], Press], tmp_path: Path) -> None:
    glossary = "---\ntitle: Words\nsummary: What words mean.\n---\n\nChain rule\n: Rates multiply.\n"
    write({"glossary.md": glossary, "a/one.md": "The [chain rule](term:chain-rule).\n"})
    assert press().build().written
    assert 'href="../../glossary/#chain-rule"' in (tmp_path / "site/a/one/index.html").read_text()
    assert '<dt id="chain-rule">Chain rule</dt>' in (tmp_path / "site/glossary/index.html").read_text()
    assert "Words" not in (tmp_path / "site/index.html").read_text()
