"""What pages share, under names that change with the content: styles and scripts, KaTeX, Pyodide and our engine.

Most of it is copied. The engine is made: a wheel of `rates`, `figures` and `widgets` and nothing else, a lock file that
records it, and the core (core.py). That takes seconds, so it is kept under a key of all that it was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from pyodide_lock import PyodideLockSpec
from pyodide_lock.spec import InfoSpec, PackageSpec

from nudge.press import licences, node
from nudge.press.build import ASSETS, Bundle
from nudge.press.node import NotPrepared
from nudge.press.pages import Assets

STYLES = (
    *("tokens", "page", "bar", "prose", "course", "steps", "code"),
    *("widget", "controls", "plot", "explorer", "strip", "pipeline", "backchain", "predict", "exercise"),
    *("checks", "print"),
)
"""The style sheets of a page, in their order, sent as one: each file more is a wait before the first paint."""

MAIN = "main.js"
"""The script that imports all others of a page."""

ENGINE = ("rates", "figures", "widgets")
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
CORE, LOCK, LICENCES, KATEX_STYLE = "core.zip", "pyodide-lock.json", "licenses.txt", "katex.min.css"
KEPT = 3
"""How many engines stay in the cache: going back to an earlier one is then as quick as keeping one."""


class Unbundled(NotPrepared):
    """The engine cannot be made ready for the browser. The text says where and why."""


def gather(root: Path, cache: Path, say: Callable[[str], None]) -> Bundle:
    """All shared files of a site. `say` hears of long work. Raises `NotPrepared`, and `Unbundled` for a bad engine."""
    packages = root / "node_modules"
    pyodide, katex = packages / "pyodide", packages / "katex" / "dist"
    for package in (pyodide, katex):
        if not package.is_dir():
            raise NotPrepared(f"{package} is missing; python3 build.py sets it up.")
    made = _made(root, pyodide, katex, cache / "runtime", say)
    fonts = {f"fonts/{font.name}": font for font in sorted((katex / "fonts").glob("*.woff2"))}
    static = {name: path for name, path in _below(root / "templates" / "static").items() if path.suffix != ".css"}
    site = _Folder.of("site", static)
    maths = _Folder.of("katex", {"katex.mjs": katex / "katex.mjs", **fonts})
    python = _Folder.of("pyodide", {name: pyodide / name for name in PYODIDE})
    engine = _Folder.of("engine", {path.name: path for path in (made / LOCK, *made.glob("*.whl"))})
    core = f"{ASSETS}/core-{_digest({CORE: made / CORE})[:12]}.zip"
    sheet = _sheet(made / KATEX_STYLE, maths.address, root / "templates" / "static" / "css")
    style = f"{ASSETS}/style-{hashlib.sha256(sheet.encode()).hexdigest()[:12]}.css"
    scripts = tuple(f"{site.address}/js/{name}" for name in _imported(root / "templates" / "static" / "js", MAIN))
    runtime = {
        "pyodide": f"{python.address}/",
        "core": core,
        "lock": f"{engine.address}/{LOCK}",
        "katex": f"{maths.address}/katex.mjs",
    }
    files = tuple(file for folder in (site, maths, python, engine) for file in folder.places())
    single = ((PurePosixPath(core), made / CORE), (PurePosixPath(LICENCES), made / LICENCES))
    assets = Assets(site.address, style, f"{maths.address}/fonts", scripts, runtime)
    return Bundle(assets, (*files, *single), ((PurePosixPath(style), sheet),))


@dataclass(frozen=True, slots=True)
class _Folder:
    """Files of the site that name each other by relative paths; one hash, in the folder's name, does for all."""

    address: str
    files: Mapping[str, Path]

    @classmethod
    def of(cls, name: str, files: Mapping[str, Path]) -> _Folder:
        return cls(f"{ASSETS}/{name}-{_digest(files)[:12]}", files)

    def places(self) -> list[tuple[PurePosixPath, Path]]:
        return [(PurePosixPath(self.address, name), path) for name, path in self.files.items()]


def _sheet(katex: Path, address: str, folder: Path) -> str:
    """All styles in one text, for a file beside KaTeX's folder."""
    fonts = katex.read_text("utf-8").replace("url(fonts/", f"url({PurePosixPath(address).name}/fonts/")
    return "\n".join((fonts, *((folder / f"{name}.css").read_text("utf-8") for name in STYLES)))


def _imported(folder: Path, name: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    """A script and all that it imports, so that a page can ask for them at once instead of one after the other."""
    if name in known:
        return known
    known += (name,)
    for other in re.findall(r'^import .* from "\./(.+)";', (folder / name).read_text("utf-8"), re.MULTILINE):
        known = _imported(folder, other, known)
    return known


def _below(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}


def _digest(files: Mapping[str, Path]) -> str:
    """One hash of the names and contents of files."""
    found = hashlib.sha256()
    for name, path in files.items():
        status = path.stat()
        found.update(f"{name}\0{_file_digest(path, status.st_mtime_ns, status.st_size)}\0".encode())
    return found.hexdigest()


@lru_cache(maxsize=1024)
def _file_digest(path: Path, changed: int, size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _made(root: Path, pyodide: Path, katex: Path, kept: Path, say: Callable[[str], None]) -> Path:
    """The folder with what is made rather than copied; made now unless it is in the cache."""
    own = Path(__file__).parent
    sources = {
        **{name: root / name for name in ("pyproject.toml", "requirements.txt", "package-lock.json", "LICENSE")},
        **{name: own / name for name in ("bundle.py", "licences.py", "core.py", "core.mjs")},
        **{name: pyodide / name for name in (*PYODIDE, LOCK, "python_stdlib.zip")},
        KATEX_STYLE: katex / KATEX_STYLE,
    }
    for package in ENGINE:
        below = _below(root / "pysrc" / "nudge" / package)
        sources |= {f"{package}/{name}": path for name, path in below.items() if path.suffix == ".py"}
    folder = kept / f"{_digest(sources)[:16]}-py{sys.version_info[0]}{sys.version_info[1]}"
    if folder.is_dir():
        os.utime(folder)
        return folder
    say("Preparing the engine for the browser …")
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=kept) as new:
        _make(root, pyodide, katex, Path(new))
        try:
            os.rename(new, folder)
        except OSError:
            if not folder.is_dir():  # else another build was first
                raise
        else:
            Path(new).mkdir()  # for the with statement to remove
    for old in sorted(kept.glob("[!.]*"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return folder


def _make(root: Path, pyodide: Path, katex: Path, folder: Path) -> None:
    """Everything that is made, into an empty folder."""
    _run("its wheel cannot be built", root, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    wheel = next(folder.glob("*.whl"))
    _lock(wheel, pyodide).to_json(folder / LOCK, indent=2)
    maker = Path(__file__).with_name("core.mjs")
    _run("it does not run there", root, node.executable(), maker, pyodide, folder / LOCK, folder / CORE)
    style = (katex / KATEX_STYLE).read_text("utf-8")
    (folder / KATEX_STYLE).write_text(re.sub(r',url\([^)]*\.(woff|ttf)\) format\("[^"]*"\)', "", style), "utf-8")
    (folder / LICENCES).write_text(licences.text(root), "utf-8")


def _lock(wheel: Path, pyodide: Path) -> PyodideLockSpec:
    """A lock file for this Pyodide that knows one package: our engine."""
    name, version = wheel.name.split("-")[:2]
    about = json.loads((pyodide / LOCK).read_text("utf-8"))["info"]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    package = PackageSpec(
        name=name, version=version, file_name=wheel.name, install_dir="site", sha256=digest, imports=[name]
    )
    # pyodide-lock 0.1 insists on a version that later ones ignore.
    lock = PyodideLockSpec(info=InfoSpec(**{"version": "", **about}), packages={name: package})
    lock.check_wheel_filenames()
    return lock


def _run(trouble: str, root: Path, *command: str | Path) -> None:
    """Run a tool in the root; if it fails, say what it said last, and where in the engine that was."""
    done = subprocess.run(
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        reasons = re.findall(r"^\w*(?:Error|Exception)\b.*", done.stdout, re.MULTILINE)
        places = re.findall(r'nudge\.whl/(.+?)", line (\d+)', done.stdout)
        where = f" ({'pysrc/{}:{}'.format(*places[-1])})" if places else ""
        reason = (reasons or done.stdout.strip().splitlines() or ["no reason given"])[-1]
        raise Unbundled(f"The engine cannot be sent to the browser, {trouble}: {reason}{where}")
