"""A kept value is not used again once anything that made it has changed."""

import shutil
from importlib import metadata
from pathlib import Path

import pytest

from nudge.press import codehash
from nudge.press.cache import Memory
from nudge.press.checks.judge import workers
from nudge.press.codehash import SOURCES, code_hash, imported
from nudge.press.draw import katex

USES = {
    "verdicts": ("nudge.press.checks.judge.worker",),
    "formulas": ("nudge.press.draw.katex",),
    "code in colour": ("nudge.press.draw.highlight",),
    "pictures and frames": ("nudge.press.draw.pictures", "nudge.widgets.kinds.composition"),
}
"""The modules that each kind of kept value is made by."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the sources, to change."""
    shutil.copytree(SOURCES, tmp_path / "pysrc", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "pysrc"


def fresh(*modules: str, root: Path) -> str:
    """The hash as another process would take it."""
    code_hash.cache_clear()
    return code_hash(*modules, root=root)


QUICK = ("formulas", "code in colour")
"""Those made by a few files; a change of each of a hundred files is tried among the slow tests."""


@pytest.mark.parametrize(
    "modules",
    [pytest.param(USES[name], id=name, marks=() if name in QUICK else pytest.mark.slow) for name in USES],
)
def test_each_file_that_matters_changes_the_hash(modules: tuple[str, ...], copy: Path) -> None:
    """Fails when imports are followed one level only, and when the packages that a module is in are left out."""
    before = fresh(*modules, root=copy)
    files, _ = imported(modules, copy)
    assert {copy / f"{'/'.join(module.split('.'))}.py" for module in modules} < set(files)
    for path in files:
        kept = path.read_bytes()
        path.write_bytes(kept + b"\n# changed\n")
        assert fresh(*modules, root=copy) != before, path
        path.write_bytes(kept)
    assert fresh(*modules, root=copy) == before


def test_what_is_imported_by_what_is_imported_counts(copy: Path) -> None:
    """The reader of functions is three imports away from a picture, the table of functions four from a verdict."""
    named = {
        name: {path.relative_to(copy / "nudge").as_posix() for path in imported(USES[name], copy)[0]} for name in USES
    }
    assert "widgets/pieces/strip.py" in named["pictures and frames"]
    assert {"rates/lexer.py", "rates/primitives.py", "figures/sampling.py"} <= named["pictures and frames"]
    assert {f"press/checks/{one}.py" for one in ("judge/meaning", "tex/tree", "judge/verdicts")} <= named["verdicts"]
    assert not any("press/serve.py" in files for files in named.values())


def test_an_import_inside_of_a_function_counts(copy: Path) -> None:
    (copy / "nudge" / "one.py").write_text("def f():\n    from nudge import two\n    import sympy\n")
    (copy / "nudge" / "two.py").write_text("")
    files, packages = imported(["nudge.one"], copy)
    assert [path.name for path in files] == ["one.py", "two.py"]
    assert packages == ("sympy",)


def test_versions_of_packages_count_and_those_that_they_require(monkeypatch: pytest.MonkeyPatch) -> None:
    """SymPy works numbers out by mpmath, which no module of ours that judges has to import for that."""
    before = fresh("nudge.press.checks.judge.worker", root=SOURCES)
    assert "mpmath" in codehash._versions("sympy")

    real = metadata.distribution

    class Newer:
        def __init__(self, name: str) -> None:
            about = real(name)
            self.name, self.requires = about.name, about.requires
            self.version = "99" if name == "mpmath" else about.version

    monkeypatch.setattr(codehash.metadata, "distribution", Newer)
    codehash._versions.cache_clear()
    assert fresh("nudge.press.checks.judge.worker", root=SOURCES) != before
    codehash._versions.cache_clear()
    code_hash.cache_clear()


@pytest.fixture
def another_code(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """As if all code had changed since the first call."""
    asked: list[tuple[str, ...]] = []

    def changed(*modules: str, files: tuple[Path, ...] = ()) -> str:
        asked.append((*modules, *(path.name for path in files)))
        return f"changed {len(asked)}"

    for module in ("checks.judge.workers", "draw.katex", "draw.highlight", "draw.pictures"):
        monkeypatch.setattr(f"nudge.press.{module}.code_hash", changed)
    return asked


def test_the_script_that_sets_formulas_counts(
    another_code: list[tuple[str, ...]], typesetter: katex.Typesetter
) -> None:
    cache = Memory()
    with katex.Typesetter(typesetter._katex, cache) as one:
        one.typeset([("x", False)], {})
        one.typeset([("x", False)], {})
    assert another_code == [("nudge.press.draw.katex", "katex.mjs")] * 2
    assert len(cache) == 2


def test_verdicts_are_asked_for_again(another_code: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    from nudge.press.checks.judge.wire import ClaimCheck
    from nudge.press.checks.tex.scope import LessonScope
    from nudge.press.checks.tex.statements import read

    asked = []

    def answered(self: workers.Workers, texts: list[str]) -> list[str]:
        asked.append(texts)
        return ['{"status": "proved", "where": []}'] * len(texts)

    monkeypatch.setattr(workers.Workers, "_asked", answered)
    question, cache = ClaimCheck(read("1 = 1", LessonScope(), 1).claims[0]), Memory()
    for _ in range(2):
        workers.Workers().verdicts([question], cache)
    assert [len(texts) for texts in asked] == [1, 1]
