"""The guides show only what works: docs/widgets.md is complete, and the recipes of CONTRIBUTING.md are followed."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from nudge.press.build import Press
from nudge.press.diagnostics import text
from nudge.press.read.embed import OURS
from nudge.rates.slips import MESSAGES
from nudge.widgets import REGISTRY, Entry, Widget, entries
from nudge.widgets.exercises.base import Exercise
from nudge.widgets.kit import SHARED as LINES
from nudge.widgets.kit import Composed
from tests.guide import OPENING, SECTIONS, example, rows, specimen
from tests.press import conftest as bench

ROOT = Path(__file__).parents[1]
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
GUIDES = [CONTRIBUTING, *sorted((ROOT / "docs").rglob("*.md"))]

press, typesetter, write = bench.press, bench.typesetter, bench.write
"""The generator, as its own tests have it."""

(COMMON,) = (entry for entry in entries(Widget) if entry.key == "alt")
SHARED = entries(Exercise)


def row(entry: Entry) -> str:
    """A field as the guide has to show it."""
    default = "required" if entry.default is None else f"`{entry.default}`" if entry.default else "nothing"
    return f"| `{entry.key}` | {entry.doc} | {default} |"


def test_the_guide_has_a_section_for_each_widget() -> None:
    assert sorted(SECTIONS) == sorted(REGISTRY)


@pytest.mark.parametrize("kind", REGISTRY)
def test_a_table_shows_each_field_with_its_meaning_and_default(kind: str) -> None:
    more = SHARED if issubclass(REGISTRY[kind], Exercise) else LINES if issubclass(REGISTRY[kind], Composed) else ()
    shared = {row(entry) for entry in (COMMON, *more)}
    wanted = [row(entry) for entry in entries(REGISTRY[kind]) if row(entry) not in shared]
    assert "\n".join(rows(SECTIONS[kind])) == "\n".join(wanted)


def test_the_opening_shows_what_every_widget_understands() -> None:
    shown = rows(OPENING)
    assert shown[0] == row(COMMON)
    assert [one.split("`")[1] for one in shown[: len(OURS) + 1]] == ["alt", *sorted(OURS)]
    assert shown[len(OURS) + 1 :] == [*map(row, SHARED), *map(row, LINES)]


def test_the_opening_says_which_fields_repeat() -> None:
    said = re.search(r"except (.*?): of these each", OPENING, re.DOTALL)
    assert said
    plain = (kind for kind in REGISTRY.values() if not issubclass(kind, Composed))
    wanted = {entry.key for kind in plain for entry in entries(kind) if entry.repeats}
    assert set(re.findall("`([^`]*)`", said[1])) - set(REGISTRY) == wanted - set(REGISTRY)


@pytest.mark.parametrize("kind", REGISTRY)
def test_a_section_begins_with_what_the_widget_is_for(kind: str) -> None:
    assert re.match(r"\n[A-Z][^`|#]{40,}\.\n", SECTIONS[kind])


@pytest.mark.parametrize("kind", REGISTRY)
def test_an_example_builds_into_a_page_with_its_frames(
    kind: str, write: Callable[[Mapping[str, str]], None], press: Callable[[], Press], tmp_path: Path
) -> None:
    write({"a/one.md": example(kind)})
    result = press().build()
    assert result.written, "\n".join(map(text, result.found))
    page = (tmp_path / "site" / "a" / "one" / "index.html").read_text("utf-8")
    assert len(re.findall(rf'<figure class="widget( exercise)?( wide)?" data-widget="{kind}"', page)) == 1
    (file,) = (tmp_path / "site" / "assets").glob("frames-*.json")
    (frames,) = json.loads(file.read_text("utf-8")).values()
    drawn = frames["places"]
    states = {control.name: list(control.states()) for control in specimen(kind).controls()}
    assert {name for name, texts in states.items() if len(texts) > 1} <= drawn.keys()
    assert drawn == {name: states[name] for name in drawn}


def anchors(guide: Path) -> set[str]:
    """The places in a guide that a link can name, as GitHub names them."""
    titles = re.findall(r"^#+ (.+)$", guide.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_links_lead_somewhere(guide: Path) -> None:
    prose = re.sub(r"^(`{3,}).*?^\1$", "", guide.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target, anchor in re.findall(r"\]\((?!https:|`)([^)#]*)#?([^)]*)\)", prose):
        there = guide.parent / target if target else guide
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), anchor


_BLOCK = re.compile(r"`(?P<path>[\w/.]+)`:\n(?P<blocks>(?:\n(?P<fence>`{3,})\w+\n.*?^(?P=fence)\n)+)", re.M | re.S)
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<language>\w+)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)


def recipe(heading: str) -> list[tuple[str, str, str]]:
    """The changes a recipe asks for, in order: file, language of the block, text of the block."""
    part = re.split(r"^## (?=[A-Z])", CONTRIBUTING.read_text("utf-8").split(f"## {heading}\n")[1], flags=re.M)[0]
    return [
        (named["path"], block["language"], block["text"])
        for named in _BLOCK.finditer(part)
        for block in _FENCE.finditer(named["blocks"])
    ]


def follow(heading: str, folder: Path) -> Path:
    """A copy of the project in which a recipe has been followed: a file is made, added to, or patched."""
    here = folder / "copy"
    left_out = shutil.ignore_patterns(".*", "node_modules", "site", "__pycache__")
    shutil.copytree(ROOT, here, ignore=left_out, symlinks=True)
    (here / "node_modules").symlink_to(ROOT / "node_modules")
    changes = recipe(heading)
    assert changes
    for path, language, block in changes:
        file = here / path
        if language == "diff":
            old, new = ("".join(line[1:] for line in block.splitlines(True) if line[0] in s) for s in (" -", " +"))
            before = file.read_text("utf-8")
            assert before.count(old) == 1, f"{path} has no place for:\n{block}"
            file.write_text(before.replace(old, new), "utf-8")
        else:
            before = file.read_text("utf-8") if file.exists() else ""
            gap = "" if not before else "\n\n" if language == "python" else "\n"
            file.write_text(before + gap + block, "utf-8")
    return here


def run(here: Path, *arguments: str) -> str:
    """What Python says in the copy. It has to succeed."""
    settings = {**os.environ, "PYTHONPATH": str(here / "pysrc"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, cwd=here, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def passed(said: str) -> int:
    """How many tests passed, as pytest counts them."""
    return int(re.findall(r"(\d+) passed", said)[-1])


@pytest.mark.slow
def test_the_recipe_for_a_widget_works_as_written(tmp_path: Path) -> None:
    here = follow("Add a widget", tmp_path)
    assert passed(run(here, "-m", "pytest", "--quick", "-k", "secant", "tests/widgets", "tests/test_docs.py")) > 20


@pytest.mark.slow
def test_the_recipe_for_a_primitive_works_as_written(tmp_path: Path) -> None:
    here = follow("Add a primitive", tmp_path)
    assert passed(run(here, "-m", "pytest", "--quick", "-k", "versin", "tests/rates")) >= 5
    shown = "from nudge.rates import *; f = parse('versin(x^2)'); print(tex(f), tex(derivative(f)))"
    assert run(here, "-c", shown).split() == [r"\operatorname{versin}(x^2)", r"2x\sin(x^2)"]


def test_the_guide_lists_each_slip() -> None:
    listed = (ROOT / "docs" / "authoring.md").read_text("utf-8").split("The slips are these:")[1].split("\n\n")[0]
    assert re.findall("`([^`]*)`", listed) == list(MESSAGES)


@pytest.mark.slow
def test_the_recipe_for_a_slip_works_as_written(tmp_path: Path) -> None:
    here = follow("Add a slip", tmp_path)
    chosen = "slip and not recipe and not lesson"
    tests = ("tests/rates/test_check.py", "tests/test_docs.py", "tests/widgets")
    assert passed(run(here, "-m", "pytest", "--quick", "-k", chosen, *tests)) > 25
    asked = "from nudge.rates import *; print(check('42', '3', Question(of='(3x+1)^2', at='2')).slip)"
    assert run(here, "-c", asked).strip() == "inner-rate-alone"


@pytest.mark.slow
@pytest.mark.parametrize("heading", ["Add a widget", "Add a primitive", "Add a slip"])
def test_what_a_recipe_makes_is_as_tidy_as_the_rest(heading: str, tmp_path: Path) -> None:
    here = follow(heading, tmp_path)
    touched = sorted({path for path, _, _ in recipe(heading) if path.endswith(".py")})
    run(here, "-m", "ruff", "check", *touched)
    run(here, "-m", "ruff", "format", "--check", *touched)
    run(here, "-m", "mypy", *(path for path in touched if path.startswith("pysrc/")))
