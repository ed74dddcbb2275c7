"""The rules of the house (docs/architecture.md) that a tool can check. `python3 build.py lint` runs only these."""

import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parents[1]
PYSRC = ROOT / "pysrc"
MODULES = sorted(PYSRC.rglob("*.py"))
BUNDLED = [path for path in MODULES if path.relative_to(PYSRC / "nudge").parts[0] in ("rates", "figures", "widgets")]
SCRIPTS = sorted((ROOT / "templates" / "static").rglob("*.js"))
LOCKS = [ROOT / folder / "package-lock.json" for folder in ("", "tests", "tests/bench")]
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))

LONGEST = 300
CELLS = PYSRC / "nudge" / "cells"
"""The one room where text may be run as code."""

EVALUATORS = {"eval", "exec", "sympify"}
ARITHMETIC = {"abs", "ceil", "floor", "hypot", "max", "min", "round", "sign", "trunc"}
"""What scripts may take from Math: enough to place things and to follow a pointer."""


def name(path: Path) -> str:
    """How a file is called in a test's name and in its message."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> list[ast.AST]:
    """Everything in a module, in no special order."""
    return list(ast.walk(ast.parse(path.read_text("utf-8"), name(path))))


def imports(path: Path) -> set[str]:
    """The modules a module imports, anywhere in it."""
    found = {alias.name for node in tree(path) if isinstance(node, ast.Import) for alias in node.names}
    return found | {f"{'.' * node.level}{node.module or ''}" for node in tree(path) if isinstance(node, ast.ImportFrom)}


def passes(*tool: str) -> None:
    """Run a tool on the whole project."""
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_what_is_bundled_needs_only_the_standard_library() -> None:
    needed = {(name(path), one.split(".")[0]) for path in BUNDLED for one in imports(path)}
    assert [found for found in sorted(needed) if found[1] not in sys.stdlib_module_names | {"nudge"}] == []


def test_style() -> None:
    passes("ruff", "check")


def test_layout() -> None:
    passes("ruff", "format", "--check")


@pytest.mark.slow
def test_types() -> None:
    passes("mypy")


def test_a_module_is_short_enough_to_read() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def named(source: str) -> set[str]:
    """The classes that a module defines, and the types that it gives a name."""
    found = ast.parse(source)
    classes = {node.name for node in ast.walk(found) if isinstance(node, ast.ClassDef)}
    targets = {
        one.id
        for node in found.body
        if isinstance(node, ast.Assign)
        for one in node.targets
        if isinstance(one, ast.Name)
    }
    return {one for one in classes | targets if re.match(r"[A-Z]\w*[a-z]", one)}


def test_a_class_name_has_one_meaning() -> None:
    modules = defaultdict(set)
    for path in MODULES:
        for one in named(path.read_text("utf-8")):
            modules[one].add(name(path))
    assert {one: sorted(where) for one, where in modules.items() if len(where) > 1} == {}


@pytest.mark.parametrize(
    "source", ["class Place:\n    x: float", "Place = tuple[float, float]", "def made():\n    class Place: ..."]
)
def test_the_name_of_a_class_or_a_type_is_seen(source: str) -> None:
    assert named(source) == {"Place"}


def runs_text(source: str) -> set[str]:
    """The calls in a module that run text as code."""
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    called = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return called & EVALUATORS


def test_text_is_never_run_as_code() -> None:
    elsewhere = [path for path in MODULES if CELLS not in path.parents]
    assert [name(path) for path in elsewhere if runs_text(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "source", ["eval('1')", "exec('x = 1')", "import sympy\nsympy.sympify('x')", "import builtins as b; b.eval('1')"]
)
def test_running_text_is_seen(source: str) -> None:
    assert runs_text(source)


def svg(source: str) -> list[str]:
    """The texts in a module that are SVG: an element, or a path; and imports of what writes an element."""
    found = list(ast.walk(ast.parse(source)))
    texts = [node.value for node in found if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    taken = [f"{node.module}.{one.name}" for node in found if isinstance(node, ast.ImportFrom) for one in node.names]
    return [text for text in texts if _SVG.search(text)] + [one for one in taken if one == "nudge.figures.svg.tag"]


_SVG = re.compile(
    r"(?<!\?P)</?(svg|g|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|clipPath|defs|use|marker)\b"
    r"|^M-?[\d.]+[ ,-]?-?[\d.]+[A-Za-z]"
)
"""An element of SVG, unless it is the name of a group in a pattern; or the data of a path."""


@pytest.mark.parametrize("path", [path for path in BUNDLED if "widgets" in path.parts], ids=name)
def test_svg_is_written_in_figures_alone(path: Path) -> None:
    assert svg(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source", ["x = f'<path d=\"{d}\"/>'", "x = '<circle/>'", "x = 'M0-5H8V5H0Z'", "from nudge.figures.svg import tag"]
)
def test_svg_is_seen(source: str) -> None:
    assert svg(source)


def mathematics(script: str) -> list[str]:
    """What a script says that it should leave to Python: functions of numbers, powers, and text run as code."""
    code = _ASIDE.sub(lambda found: '""' if found[0][0] in "\"'" else "", script)
    functions = [found[0] for found in re.finditer(r"\bMath\b(?:\.(\w+))?", code) if found[1] not in ARITHMETIC]
    return functions + re.findall(r"\beval\b|\bFunction\b|\*\*", code)


_ASIDE = re.compile(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
"""Comments and texts of a script. A template's text is left in, since code may stand in it."""


def test_scripts_know_no_mathematics() -> None:
    said = {name(path): mathematics(path.read_text("utf-8")) for path in SCRIPTS}
    assert {path: words for path, words in said.items() if words} == {}


@pytest.mark.parametrize(
    "script",
    [
        "// a comment\nconst y = Math.exp(x);",
        "/* one */ eval(text);",
        'const url = "https://example.org"; const y = x ** 2;',
        "new Function(text)();",
        "const { sin } = Math;",
        "const y = Math['cos'](x);",
        "const shown = `${x ** 2}`;",
    ],
)
def test_mathematics_in_a_script_is_seen(script: str) -> None:
    assert mathematics(script)


@pytest.mark.parametrize(
    "script", ["// x ** 2, by eval(x)", "/* Math.sin */", 'const words = "Math.sin(x) ** 2";', "Math.max(1, x);"]
)
def test_what_is_only_said_in_a_script_is_no_mathematics(script: str) -> None:
    assert mathematics(script) == []


@pytest.mark.parametrize("path", LOCKS, ids=name)
def test_a_javascript_lock_names_no_host(path: Path) -> None:
    packages = json.loads(path.read_text("utf-8"))["packages"]
    assert [where for where, package in packages.items() if "resolved" in package] == []
    assert all("integrity" in package for where, package in packages.items() if where)


@pytest.mark.parametrize("path", REQUIREMENTS, ids=name)
def test_requirements_are_hashed_and_name_no_host(path: Path) -> None:
    lines = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    pinned = [line for line in lines if line and not line.lstrip().startswith("#")]
    assert pinned
    for line in pinned:
        assert re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", line), line
    assert "://" not in path.read_text("utf-8")


def test_tests_run_with_what_a_build_runs_with() -> None:
    build, develop = (pins(ROOT / f) for f in ("requirements.txt", "requirements-dev.txt"))
    assert build <= develop


def pins(path: Path) -> set[str]:
    """The lines of a requirements file that pin a version, with their conditions."""
    return set(re.findall(r"^[\w.-]+==.*?(?= \\$)", path.read_text("utf-8"), re.MULTILINE))
