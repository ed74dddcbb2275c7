"""What is sent to the browser: the right files, the same each time, and an engine that runs there."""

import json
import re
import shutil
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from nudge.press import node
from nudge.press.node import NotPrepared
from nudge.press.ship import bundle, engine, scripts
from nudge.press.ship.bundle import Bundle

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of our own, empty at first."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def said() -> list[str]:
    """What the first bundling told of long work."""
    return []


@pytest.fixture(scope="module")
def made(cache: Path, said: list[str]) -> Bundle:
    """The bundle of the real engine."""
    return bundle.gather(ROOT, cache, said.append)


def place(made: Bundle, pattern: str) -> Path:
    """The one file whose address in the site matches."""
    (found,) = (path for address, path in made.files if address.match(pattern))
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of what a bundle is made from, to change."""
    for name in ("pyproject.toml", "requirements.txt", "package-lock.json", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    for package in engine.ENGINE:
        shutil.copytree(ROOT / "pysrc" / "nudge" / package, tmp_path / "pysrc" / "nudge" / package)
    for name in ("templates", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_long_work_is_told_and_done_once(made: Bundle, cache: Path, said: list[str]) -> None:
    assert said == ["Preparing the engine for the browser …"]
    assert bundle.gather(ROOT, cache, pytest.fail) == made


def test_two_bundles_are_the_same_to_the_byte(made: Bundle, tmp_path: Path) -> None:
    again = bundle.gather(ROOT, tmp_path, lambda text: None)
    assert again.assets == made.assets
    assert [(address, path.read_bytes()) for address, path in again.files] == [
        (address, path.read_bytes()) for address, path in made.files
    ]


def test_the_browser_gets_the_engine_and_never_the_generator(made: Bundle) -> None:
    packages = {"rates", "figures", "widgets"}
    for pattern in ("*.whl", "assets/core-*.zip"):
        names = [PurePosixPath(name).parts for name in zipfile.ZipFile(place(made, pattern)).namelist()]
        assert {parts[1] for parts in names if parts[0] == "nudge"} == packages
    assert not {parts[0] for parts in names} & {"unittest", "sqlite3", "email", "test"}
    assert all(parts[-1].endswith(".pyc") for parts in names)


def test_the_lock_file_knows_the_wheel(made: Bundle) -> None:
    wheel, lock = place(made, "*.whl"), json.loads(place(made, "pyodide-lock.json").read_text("utf-8"))
    runtime = json.loads((ROOT / "node_modules" / "pyodide" / "pyodide-lock.json").read_text("utf-8"))
    assert lock["info"].items() >= runtime["info"].items()
    assert list(lock["packages"]) == ["nudge"]
    assert lock["packages"]["nudge"]["file_name"] == wheel.name
    assert lock["packages"]["nudge"]["sha256"] == sha256(wheel.read_bytes()).hexdigest()


def test_every_address_the_page_is_given_is_there(made: Bundle) -> None:
    addresses = {str(address) for address, _ in (*made.files, *made.texts)}
    assert {made.assets.style, made.assets.runtime["core"], made.assets.runtime["lock"]} <= addresses
    assert {f"{made.assets.scripts}/{name}" for name in (scripts.EARLY, scripts.PAGE, scripts.WORKER)} <= addresses
    assert made.assets.runtime["katex"] in addresses
    assert {f"{made.assets.runtime['pyodide']}{name}" for name in engine.PYODIDE} <= addresses
    assert f"{made.assets.static}/favicon.svg" in addresses
    for address in addresses - {"licenses.txt"}:
        assert re.search(r"-[0-9a-f]{12}[/.]", address)


def test_styles_ask_only_for_fonts_that_are_there(made: Bundle) -> None:
    ((address, style),) = made.texts
    assert address.parent == PurePosixPath(made.assets.fonts).parent.parent
    fonts = {str(place.relative_to(address.parent)) for place, _ in made.files if place.suffix == ".woff2"}
    assert set(re.findall(r"url\(([^)]*)\)", style)) == fonts
    assert len(fonts) == style.count("@font-face")


def test_licences_are_shipped(made: Bundle) -> None:
    text = place(made, "licenses.txt").read_text("utf-8")
    for words in ("Khan Academy", "Mozilla Public License", "PYTHON SOFTWARE FOUNDATION LICENSE", "Open Font License"):
        assert words in text


def test_pythons_errors_reach_javascript_whole(made: Bundle, tmp_path: Path) -> None:
    """Errors need modules that an answer does not; a trimmed library must still have them."""
    script = tmp_path / "script.mjs"
    script.write_text("""
        const [pyodide, core, lock] = process.argv.slice(2);
        const { loadPyodide } = await import(`${pyodide}/pyodide.mjs`);
        const python = await loadPyodide({ indexURL: pyodide, stdLibURL: core, lockFileURL: lock });
        const live = python.pyimport("nudge.widgets.live");
        try { live.answer("{"); } catch (error) { console.log(error.type, error.message); }
        python.runPython("import warnings; warnings.warn('careful')");
    """)
    files = (ROOT / "node_modules" / "pyodide", place(made, "assets/core-*.zip"), place(made, "pyodide-lock.json"))
    done = subprocess.run([node.executable(), script, *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.startswith("JSONDecodeError Traceback (most recent call last):")
    assert "nudge/widgets/live.py" in done.stdout
    assert "UserWarning: careful" in done.stderr


@pytest.mark.parametrize(
    ("file", "line", "reason"),
    [
        ("rates/tex.py", "import numpy", "No module named 'numpy'"),
        ("figures/svg.py", "def later():\n    from nudge.press import cli", "No module named 'nudge.press'"),
        ("widgets/live.py", "def oops(:", "SyntaxError"),
    ],
)
def test_an_engine_that_cannot_run_there_is_told_with_its_place(copy: Path, file: str, line: str, reason: str) -> None:
    module = copy / "pysrc" / "nudge" / file
    module.write_text(module.read_text("utf-8") + "\n" + line + "\n", "utf-8")
    with pytest.raises(engine.Unbundled) as told:
        bundle.gather(copy, copy / "cache", lambda text: None)
    assert reason in str(told.value)
    assert re.search(rf"pysrc/nudge/{file}:\d+", str(told.value))
    assert not list((copy / "cache" / "runtime").iterdir())


def test_missing_packages_are_told(tmp_path: Path) -> None:
    with pytest.raises(node.NotPrepared, match=r"pyodide is missing; python3 build\.py sets it up"):
        bundle.gather(tmp_path, tmp_path, pytest.fail)


def test_a_script_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates" / "static" / "js", tmp_path / "templates" / "static" / "js")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    with (tmp_path / "templates" / "static" / "js" / "drag.js").open("a") as script:
        script.write("\nconst = 1;\n")
    with pytest.raises(NotPrepared, match=r"(?s)cannot be sent to the browser.*drag\.js:\d+:6"):
        scripts.scripts(tmp_path, tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())
