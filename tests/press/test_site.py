"""The whole site, as it is published: its HTML is valid, and every address in it leads somewhere."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from nudge.press import node
from nudge.press.build import Press

ROOT = Path(__file__).parents[2]
VALIDATOR = ROOT / "tests" / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
HOST = "https://x.org"
ADDRESSES = {"href", "src", "poster", "data"}

pytestmark = pytest.mark.slow


@dataclass
class Links(HTMLParser):
    """What a page refers to, the places it has, and the data in it."""

    text: str
    base: str
    found: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    data: str = ""
    inside: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found |= {urljoin(self.base, value) for name, value in given.items() if name in ADDRESSES}
        self.places |= {given["id"]} if "id" in given else set()
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "list"):
            self.named |= set(given.get(name, "").split())
        self.inside = tag == "script" and given.get("type") == "application/json"

    def handle_data(self, data: str) -> None:
        self.data += data if self.inside else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = False


@dataclass(frozen=True)
class Site:
    """A built site and the path it is served under."""

    folder: Path
    base: str

    def pages(self) -> Iterator[tuple[Path, Links]]:
        """Every page, with what is in it."""
        for path in sorted(self.folder.rglob("*.html")):
            place = path.relative_to(self.folder).as_posix().removesuffix("index.html")
            yield path, Links(path.read_text("utf-8"), f"{HOST}{self.base}{place}")

    def file(self, address: str) -> Path | None:
        """The file that a host would send for an address of this site; None for one that is not of this site."""
        parts = urlsplit(address)
        if f"{parts.scheme}://{parts.netloc}" != HOST:
            return None
        assert parts.path.startswith(self.base), f"{address} leads out of the site"
        path = self.folder / unquote(parts.path).removeprefix(self.base)
        return path / "index.html" if parts.path.endswith("/") else path


@pytest.fixture(scope="module", params=["/", "/repo/"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real course, built by the command line for a user's site and for a project's."""
    out = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "nudge.press.cli", "build", "--out", str(out), "--url", HOST + request.param]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return Site(out, request.param)


def test_every_address_leads_somewhere(site: Site) -> None:
    pages = dict(site.pages())
    assert len(pages) >= 3
    dead = []
    for path, page in pages.items():
        for address in page.found:
            file, anchor = site.file(address), unquote(urlsplit(address).fragment)
            missing = file and not file.is_file()
            lost = file in pages and anchor and anchor not in pages[file].places
            dead += [f"{path.relative_to(site.folder)}: {address}"] if missing or lost else []
    assert not dead


def test_whatever_is_named_by_its_id_is_there(site: Site) -> None:
    assert {path.name: page.named - page.places for path, page in site.pages() if page.named - page.places} == {}


def test_the_data_of_lessons_can_be_read_and_its_files_are_there(site: Site) -> None:
    lessons = [page for _, page in site.pages() if page.data]
    assert lessons
    for page in lessons:
        data = json.loads(page.data)
        assert set(data["widgets"]) <= page.places
        if data["widgets"]:  # a page without widgets, as the front page of the gallery, has no frames to fetch
            table = json.loads(site.file(urljoin(page.base, data["frames"])).read_text("utf-8"))
            assert set(table) <= set(data["widgets"])
        for address in data["runtime"].values():
            assert site.file(urljoin(page.base, address)).parent.is_dir()
            assert address.endswith("/") or site.file(urljoin(page.base, address)).is_file()


def test_scripts_can_be_read_and_ask_for_what_is_there(site: Site) -> None:
    scripts = sorted(site.folder.glob("assets/scripts-*/*.js"))
    assert [script.name for script in scripts] == ["early.js", "page.js", "worker.js"]
    for script in scripts:
        text = script.read_text("utf-8")
        others = re.findall(r"""(?:from|import\(|new URL\()\s*["'](\.[^"']+)["']""", text)
        assert others == (["./worker.js"] if script.name == "page.js" else [])
        kind = "--input-type=" + ("commonjs" if script.name == "early.js" else "module")
        read = subprocess.run([node.executable(), kind, "--check"], input=text, capture_output=True, text=True)
        assert read.returncode == 0, f"{script.name}: {read.stderr}"


def test_the_files_a_host_looks_for_are_there(site: Site) -> None:
    assert (site.folder / ".nojekyll").is_file()
    assert (site.folder / "404.html").is_file()
    places = re.findall(r"<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text("utf-8"))
    assert {site.file(place) for place in places} == {path for path, _ in site.pages() if path.name != "404.html"}


def test_the_course_is_valid_html(site: Site) -> None:
    assert complaints(site.folder) == []


def test_everything_a_lesson_may_hold_is_valid_html(
    write: Callable[..., None], press: Callable[..., Press], tmp_path: Path
) -> None:
    examples = {
        f"a/{path.name}": path.read_text("utf-8").replace("---\n\n", "---\n\n## Begin\n\n", 1)
        for path in (ROOT / "tests" / "golden").glob("*.md")
    }
    write({"glossary.md": "Rate\n: How fast.\n", "a/data.csv": "1,2\n", "a/dot.svg": DOT, **examples})
    result = press().build()
    assert result.written, result.found
    assert complaints(tmp_path / "site") == []


DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle cx="4" cy="4" r="3"/></svg>'


def complaints(folder: Path) -> list[str]:
    """What the validator finds wrong with the pages in a folder, one text a finding."""
    options = ("--config", ROOT / "tests" / "html-validate.mjs", "--formatter", "text", "--max-warnings", "0")
    command = [node.executable(), VALIDATOR, *options, f"{folder}/**/*.html"]
    done = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True, check=False)
    found = [line.removeprefix(f"{folder}/") for line in done.stdout.splitlines()]
    assert bool(done.returncode) == bool(found), done.stderr
    return found
