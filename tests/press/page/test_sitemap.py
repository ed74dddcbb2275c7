"""What search engines, and pages that link to ours, are told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nudge.press.build import Press
from nudge.press.read import course
from tests.press.page.test_render import Tree

Write = Callable[[Mapping[str, str]], None]
URL = "https://x.org/repo/"
COURSE = f'title = "Course"\nurl = "{URL}"\n'
NAME = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_lists_every_page_once(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    write({"course.toml": COURSE, "a/one.md": "Text.\n", "b/zwei.md": "Text.\n", "glossary.md": "Rate\n: How fast.\n"})
    assert press().build().written
    root = ElementTree.parse(tmp_path / "site/sitemap.xml").getroot()
    assert root.tag == f"{NAME}urlset"
    assert [place.text for place in root.iter(f"{NAME}loc")] == [
        URL,
        f"{URL}a/one/",
        f"{URL}b/zwei/",
        f"{URL}glossary/",
    ]
    assert (tmp_path / "site/robots.txt").read_text() == f"User-agent: *\nAllow: /\n\nSitemap: {URL}sitemap.xml\n"


def test_the_address_that_is_given_goes_before_the_courses(
    write: Write, press: Callable[..., Press], tmp_path: Path
) -> None:
    write({"course.toml": COURSE, "a/one.md": "Text.\n"})
    assert press(url="https://y.org/other").build().written
    assert "https://y.org/other/a/one/" in (tmp_path / "site/sitemap.xml").read_text()
    assert 'href="/other/assets/page.css"' in (tmp_path / "site/404.html").read_text()


def test_without_an_address_nothing_is_claimed(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    write({"a/one.md": "Text.\n"})
    assert press().build().written
    assert not [path for name in ("sitemap.xml", "robots.txt") if (path := tmp_path / "site" / name).exists()]
    page = (tmp_path / "site/a/one/index.html").read_text()
    assert "canonical" not in page
    assert "og:url" not in page


@pytest.mark.parametrize(
    ("path", "title", "kind", "address"),
    [
        ("index.html", "Course", "website", URL),
        ("a/one/index.html", "A lesson · Course", "article", f"{URL}a/one/"),
        ("404.html", "Not here · Course", "website", None),
    ],
)
def test_every_page_says_what_it_is(
    write: Write, press: Callable[..., Press], tmp_path: Path, path: str, title: str, kind: str, address: str | None
) -> None:
    write({"course.toml": COURSE, "a/one.md": "Text.\n"})
    assert press().build().written
    tree = Tree((tmp_path / "site" / path).read_text("utf-8"))
    said = {one.attrs["property"]: one.attrs["content"] for one in tree.all("meta") if "property" in one.attrs}
    description = tree.one("meta", name="description").attrs["content"]
    wanted = {"og:title": title, "og:description": description, "og:type": kind, "og:site_name": "Course"}
    assert said == wanted | ({"og:url": address} if address else {})
    assert len(description) > 10
    assert [one.attrs["href"] for one in tree.all("link", rel="canonical")] == ([address] if address else [])


@pytest.mark.parametrize("url", ["someone.github.io/nudge", "/nudge/", "https://", "https://x.org/?a=1"])
def test_an_address_that_is_not_whole_is_reported(write: Write, tmp_path: Path, url: str) -> None:
    write({"course.toml": f'title = "Course"\nurl = "{url}"\n', "a/one.md": "Text.\n"})
    (found,) = course.read(tmp_path / "content", "content")[1]
    assert (found.code, found.line, found.message) == ("bad-value", 2, "url has to be a whole address")
    assert course.EXAMPLE in found.hint


def test_search_engines_are_told_what_a_lesson_is(write: Write, press: Callable[..., Press], tmp_path: Path) -> None:
    front = "---\ntitle: A </script> lesson\nsummary: What it is about.\nminutes: 2\n---\n\n"
    write({"course.toml": COURSE + 'author = "Ada"\n', "a/one.md": f"{front}Text.\n"})
    assert press().build().written
    page = (tmp_path / "site/a/one/index.html").read_text("utf-8")
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(told)
    assert (said["@type"], said["name"], said["timeRequired"]) == ("LearningResource", "A </script> lesson", "PT2M")
    assert said["author"] == {"@type": "Person", "name": "Ada"}
    assert said["url"] == "https://x.org/repo/a/one/"
