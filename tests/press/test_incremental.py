"""The law of the incremental build: whatever was edited, it writes what a build from nothing would write."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import pytest

from nudge.press.build import Plan, Press, Result
from nudge.press.cache import Memory
from nudge.press.draw.katex import Typesetter
from nudge.press.page.pages import Assets
from nudge.press.ship.bundle import Bundle

ROOT = Path(__file__).parents[2]
RUNTIME = {"katex": "assets/katex/katex.mjs", "pyodide": "assets/pyodide/", "core": "assets/core.zip"}

TEXTS = (
    "Text with $x^2$ in it.\n",
    "A macro: $\\here$.\n",
    "$$ \\here + 1 $$\n",
    "[The other](two.md) and [](two.md).\n",
    "[](../b/one.md) before [a step](../b/one.md#first).\n",
    "## A step\n<!-- step id=first -->\n\nIn it.\n",
    "![A dot](dot.svg)\n",
    "See [](#eq-one).\n\n$$ y = x $$\n<!-- equation id=eq-one -->\n",
    "```widget pipeline\nfunctions: sin(x); u^2\nalt: Boxes.\n```\n",
    "```widget pipeline\nfunctions: cos(x); u^3\nalt: Other boxes.\n```\n",
    "```python\nx = 1\n```\n",
    "A [chain rule](term:chain-rule).\n",
    "> [!NOTE]\n> A note.\n",
    ":::{exercise} Your turn\nWhat is two and two?\n\n- answer: `4`\n:::\n",
    "$$ 1 + 1 = 2 $$\n<!-- check -->\n",
    "It is `{=} 1/3`.\n",
    "A mistake: $x.\n",
)
PLACES = ("a/one.md", "a/two.md", "b/one.md", "b/two.md", "c/deep/three.md", "glossary.md")
TITLES = ("One", "Another", "A <third> & last")
COURSE = (
    'title = "A course"\n',
    'title = "Another"\ndescription = "More."\n',
    'title = "A course"\nslips = "all except integrated"\n',
    'title = "A course"\ncheck = true\n',
    'title = "A course"\nlog = "10"\n',
    'title = "A course"\nlanguage = "de"\nauthor = "Somebody"\nurl = "https://example.org/x/"\n',
)
MACROS = ("", '[macros]\n"\\\\here" = "z"\n', '[macros]\n"\\\\here" = "\\\\frac{1}{2}"\n')
DOTS = tuple(f'<svg xmlns="http://www.w3.org/2000/svg" width="{n}" height="2"/>' for n in (1, 4))


@dataclass
class Author:
    """Somebody who edits a course, without plan, and always the same for the same seed."""

    folder: Path
    chance: random.Random
    looks: dict[str, str] = field(default_factory=dict)

    def edit(self) -> str:
        """Change one thing; returns what."""
        edits = (self._lesson, self._lesson, self._lesson, self._delete, self._rename, self._course)
        more = (self._template, self._dot, self._kind, self._folder)
        return self.chance.choice((*edits, *more))()

    def mend(self) -> str:
        """Write something plain everywhere, so that there is a site again."""
        for place in PLACES:
            path = self._content / place
            path.parent.mkdir(parents=True, exist_ok=True)
            words = "Chain rule\n: Rates multiply.\n" if path.name == "glossary.md" else self.chance.choice(TEXTS[:1])
            path.write_text(f"---\ntitle: {self.chance.choice(TITLES)}\nsummary: About it.\n---\n\n{words}")
        self._course()
        return "mend"

    def _lesson(self) -> str:
        path = self._content / self.chance.choice(PLACES)
        path.parent.mkdir(parents=True, exist_ok=True)
        order = f"order: {self.chance.randint(1, 3)}\n" if self.chance.random() < 0.3 else ""
        front = f"---\ntitle: {self.chance.choice(TITLES)}\nsummary: About it.\n{order}---\n\n"
        words = "Chain rule\n: Rates multiply.\n" if path.name == "glossary.md" else ""
        texts = [self.chance.choice(TEXTS) for _ in range(self.chance.randint(1, 3))]
        path.write_text(front + "\n".join([words, *texts]))
        return f"write {path.name}"

    def _delete(self) -> str:
        if len(self._lessons()) > 1:
            self.chance.choice(self._lessons()).unlink()
        return "delete"

    def _rename(self) -> str:
        if self._lessons():
            path, to = self.chance.choice(self._lessons()), self._content / self.chance.choice(PLACES)
            to.parent.mkdir(parents=True, exist_ok=True)
            path.replace(to)
        return "rename"

    def _folder(self) -> str:
        there = [path for path in self._content.iterdir() if path.is_dir()]
        if there:
            to = self._content / self.chance.choice(("a", "b", "c", "d"))
            path = self.chance.choice(there)
            if not to.exists():
                path.replace(to)
        return "rename a folder"

    def _course(self) -> str:
        (self._content / "course.toml").write_text(self.chance.choice(COURSE) + self.chance.choice(MACROS))
        return "course.toml"

    def _template(self) -> str:
        name = self.chance.choice(("base", "lesson", "blocks", "index", "glossary"))
        path = self.folder / "templates" / f"{name}.html.j2"
        if name == "blocks":
            word, other = self.chance.sample(("callout-title", "callout-heading"), 2)
            path.write_text(path.read_text().replace(word, other))
        else:
            path.write_text((ROOT / "templates" / path.name).read_text() + f"{{# {self.chance.random()} #}}")
        return f"template {name}"

    def _dot(self) -> str:
        for module in self._content.iterdir():
            if module.is_dir():
                (module / "dot.svg").write_text(self.chance.choice(DOTS))
        return "a picture"

    def _kind(self) -> str:
        self.looks = {"pipeline": f".a {{ order: {self.chance.randint(1, 3)} }}"}
        return "the looks of a kind"

    @property
    def _content(self) -> Path:
        return self.folder / "content"

    def _lessons(self) -> list[Path]:
        return sorted(self._content.rglob("*.md"))


def files(folder: Path) -> dict[str, bytes]:
    """All files of a site."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def law(tmp_path: Path, typesetter: Typesetter, seed: int, edits: int) -> int:
    """Edit and build, and build from nothing too. Returns how many builds wrote a site."""
    author = Author(tmp_path, random.Random(seed))
    shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=shutil.ignore_patterns("static"))
    (tmp_path / "content").mkdir()
    style = tmp_path / "page.css"
    style.write_text("p { margin: 0 }\n")
    shared = ((PurePosixPath("assets/page.css"), style),)

    def bundle() -> Bundle:
        return Bundle(Assets("assets/s", "assets/page.css", "assets/f", "assets/j", RUNTIME, author.looks), shared)

    plan = Plan(tmp_path / "content", tmp_path / "site", None, tmp_path / "templates", bundle)
    cache, written, idle = Memory(), 0, 3
    lasting = Press(plan, typesetter, cache)
    for number in range(edits):
        what = author.mend() if idle > 2 else author.edit()
        one: Callable[[], Result] = lasting.build
        if number % 5 == 4:  # another process, with the same cache
            one = (lasting := Press(plan, typesetter, cache)).build
        result = one()
        drawn = Memory(
            {name: text for name, text in cache.items() if not name.startswith(("outline ", "body ", "search "))}
        )
        clean = Press(replace(plan, out=tmp_path / "clean"), typesetter, drawn).build()
        assert result.found == clean.found, f"{seed}/{number}: {what}"
        idle = 0 if result.written else idle + 1
        if result.written:
            written += 1
            assert files(tmp_path / "site") == files(tmp_path / "clean"), f"{seed}/{number}: {what}"
        shutil.rmtree(tmp_path / "clean", ignore_errors=True)
    return written


def test_edits_at_random(tmp_path: Path, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert law(tmp_path, typesetter, seed=1, edits=20) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 12))
def test_hundreds_of_edits_at_random(
    tmp_path: Path, typesetter: Typesetter, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.chdir(tmp_path)
    assert law(tmp_path, typesetter, seed, edits=50) >= 3
