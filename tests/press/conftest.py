"""What the tests of the generator share: a real KaTeX, and courses made of a few lines."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath

import pytest

from nudge.press.build import Plan, Press
from nudge.press.cache import Cache, Memory
from nudge.press.draw.katex import Typesetter
from nudge.press.page.pages import Assets
from nudge.press.ship.bundle import Bundle

ROOT = Path(__file__).parents[2]

DRAWN = Memory()
"""What one test has drawn, another need not draw again."""

FRONT = "---\ntitle: A lesson\nsummary: What it is about.\n---\n\n"


@pytest.fixture(scope="session")
def typesetter() -> Iterator[Typesetter]:
    """One Node child and one cache for all tests."""
    with Typesetter(ROOT / "node_modules" / "katex", Memory()) as one:
        yield one


@pytest.fixture
def press(tmp_path: Path, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Press]:
    """A press for the folder `content` of the present one; it builds to `site`, with one shared file."""
    monkeypatch.chdir(tmp_path)
    style = tmp_path / "page.css"
    style.write_text("p { margin: 0 }\n")
    runtime = {"katex": "assets/katex/katex.mjs", "pyodide": "assets/pyodide/", "core": "assets/core.zip"}
    bundle = Bundle(
        Assets("assets/static", "assets/page.css", "assets/fonts", "assets/scripts", runtime),
        ((PurePosixPath("assets/page.css"), style),),
    )

    def make(base: str | None = None, cache: Cache = DRAWN, url: str | None = None) -> Press:
        plan = Plan(tmp_path / "content", tmp_path / "site", base, ROOT / "templates", lambda: bundle, url)
        return Press(plan, typesetter, cache)

    return make


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Mapping[str, str]], None]:
    """Put lessons into the folder `content`. A text without front matter is given some."""

    def write(files: Mapping[str, str]) -> None:
        (tmp_path / "content").mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / "content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            bare = name.endswith(".md") and not text.startswith("---")
            path.write_text(FRONT + text if bare else text, "utf-8")

    return write


@pytest.fixture
def expect() -> Callable[[Path, str], None]:
    """Compare a text with an expected file. A missing one is written, except in CI, where it is a failure."""

    def expect(path: Path, text: str) -> None:
        if not path.exists() and not os.environ.get("CI"):
            path.write_text(text, "utf-8")
        assert path.exists(), f"{path.name} is missing; run the tests outside of CI once to make it"
        assert text == path.read_text("utf-8")

    return expect
