"""The page of a lesson has the hooks that scripts, styles and tests rely on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.page.render import POLICY
from nudge.widgets import frames, make, start
from nudge.widgets.kinds.composition import Composition

VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}

FIELDS = {
    "inner": "sin(x)",
    "outer": "u^2",
    "x": "1 in [0, 2] step 0.5",
    "alt": "Two curves </script> & more.",
}

LESSON = """---
title: Rates & <more>
summary: What it is about.
minutes: 3
---

Opening.

## First $x$
<!-- step id=first -->

See [](#composition) and [the other](../b/two.md#part).

```widget composition
{fields}
caption: A *caption* with $y$.
```

## Second
<!-- step id=second -->

Text.

## The end
<!-- ending -->

Bye.
""".replace("{fields}", "\n".join(f"{key}: {value}" for key, value in FIELDS.items()))


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""


class Tree(HTMLParser):
    """A page as elements; it fails where tags do not match."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.stack = [self.root]
        self.feed(html)
        self.close()
        assert self.stack == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.stack:
            element.text += data

    def all(self, tag: str, **attrs: str) -> list[Element]:
        found, waiting = [], [self.root]
        while waiting:
            one = waiting.pop(0)
            waiting = one.children + waiting
            if one.tag == tag and all(one.attrs.get(k.replace("_", "-")) == v for k, v in attrs.items()):
                found.append(one)
        return found

    def one(self, tag: str, **attrs: str) -> Element:
        (found,) = self.all(tag, **attrs)
        return found


@pytest.fixture
def page(
    write: Callable[[Mapping[str, str]], None], press: Callable[..., Press], tmp_path: Path
) -> Callable[[str], Tree]:
    write(
        {
            "course.toml": 'title = "Course"\nurl = "https://x.org/repo/"\n',
            "a/one.md": LESSON,
            "b/two.md": "### Part\n",
        }
    )
    assert press().build().written

    def page(path: str) -> Tree:
        return Tree((tmp_path / "site" / path).read_text("utf-8"))

    return page


def test_steps(page: Callable[[str], Tree]) -> None:
    tree = page("a/one/index.html")
    steps = [s for s in tree.all("section") if "data-step" in s.attrs]
    assert [s.attrs["data-step"] for s in steps] == ["first", "second"]
    assert "Opening." not in steps[0].text
    assert "Bye." not in steps[1].text
    assert tree.one("progress").attrs["max"] == "2"
    assert "0 / 2" in tree.one("header").text
    assert tree.one("html").attrs["data-engine"] == "static"
    assert tree.one("span", id="engine-status", role="status")
    assert tree.one("h1").text == "Rates & <more>"


def test_ids_are_given_once(page: Callable[[str], Tree]) -> None:
    tree = page("a/one/index.html")
    ids = [
        e.attrs["id"]
        for tag in ("main", "section", "h2", "h3", "figure", "p", "button")
        for e in tree.all(tag)
        if "id" in e.attrs
    ]
    assert len(set(ids)) == len(ids)
    assert {"first", "second", "composition", "composition-alt"} <= set(ids)


def test_a_widget_is_in_the_page_before_any_script(page: Callable[[str], Tree]) -> None:
    tree = page("a/one/index.html")
    figure = tree.one("figure", id="composition")
    assert (figure.attrs["class"], figure.attrs["data-widget"]) == ("widget wide", "composition")
    assert tree.one("p", id=figure.attrs["aria-describedby"]).text == FIELDS["alt"]
    assert [tree.one("output", name=name).text for name in ("inner", "outer", "total")] == [
        "+0.54",
        "+1.68",
        "+0.91",
    ]
    formulas = [span for span in tree.all("span") if "data-tex" in span.attrs]
    assert formulas
    assert all(span.children for span in formulas)
    assert "Figure 1. A caption with" in tree.one("figcaption").text
    assert tree.one("p", aria_live="polite").text == ""


def test_the_data_scripts_need(page: Callable[[str], Tree], tmp_path: Path) -> None:
    data = json.loads(page("a/one/index.html").one("script", id="lesson-data").text)
    widget, _ = make(Composition, FIELDS)
    assert widget
    told = {"said": ["rates-said"], "done": ["rates-done"]}
    assert data["widgets"] == {
        "composition": {
            "widget": "composition",
            "fields": [list(one) for one in FIELDS.items() if one[0] != "alt"],
            "state": start(widget),
            **told,
        }
    }
    assert data["runtime"]["core"] == "../../assets/core.zip"
    assert data["math"]["macros"]["\\inner"] == r"\htmlClass{inner}{#1}"
    table = json.loads((tmp_path / "site/a/one" / data["frames"]).read_text("utf-8"))
    assert table == {"composition": frames.tables(widget)}


def test_no_script_or_style_inside_the_page(page: Callable[[str], Tree]) -> None:
    for path in ("index.html", "a/one/index.html", "b/two/index.html", "404.html"):
        tree = page(path)
        assert tree.all("style") == []
        assert all(
            "src" in s.attrs or s.attrs.get("type") in ("application/json", "application/ld+json")
            for s in tree.all("script")
        )
        policy = tree.one("meta", http_equiv="Content-Security-Policy").attrs["content"]
        assert policy == POLICY
        assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", "")


def test_links_are_relative_except_on_the_404_page(page: Callable[[str], Tree]) -> None:
    lesson, missing = page("a/one/index.html"), page("404.html")
    targets = [a.attrs["href"] for a in lesson.all("a")]
    assert "../../b/two/#part" in targets
    assert "#composition" in targets
    assert not [t for t in targets if t.startswith("/")]
    assert lesson.one("link", rel="canonical").attrs["href"] == "https://x.org/repo/a/one/"
    local = [a.attrs["href"] for a in missing.all("a") if not a.attrs["href"].startswith("#")]
    assert all(href.startswith("/repo/") for href in local)
    assert missing.one("link", rel="stylesheet").attrs["href"] == "/repo/assets/page.css"


def test_the_front_page_lists_the_lessons(page: Callable[[str], Tree]) -> None:
    tree = page("index.html")
    hrefs = [a.attrs["href"] for a in tree.all("a")]
    assert "a/one/" in hrefs
    assert "b/two/" in hrefs
    assert [h.text for h in tree.all("h2")] == ["A", "B"]


def test_a_base_path_that_is_given_goes_before_the_address(
    write: Callable[[Mapping[str, str]], None], press: Callable[..., Press], tmp_path: Path
) -> None:
    write({"course.toml": 'url = "https://x.org/repo/"\n', "a/one.md": "Text.\n"})
    assert press(base="/other/").build().written
    assert 'href="/other/assets/page.css"' in (tmp_path / "site/404.html").read_text()
    assert "/other/" not in (tmp_path / "site/a/one/index.html").read_text()
