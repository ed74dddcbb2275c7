"""The engine, made ready for the browser: a wheel of `rates`, `figures` and `widgets` and nothing else, a lock file
that records it, and the core (core.py).

Making it takes seconds, so it is kept under a key of all that it was made from.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from pyodide_lock import PyodideLockSpec
from pyodide_lock.spec import InfoSpec, PackageSpec

from nudge.press import node
from nudge.press.codehash import code_hash
from nudge.press.node import NotPrepared
from nudge.press.ship import licences
from nudge.press.ship.digest import below, digest
from nudge.press.ship.made import made_once

ENGINE = ("rates", "figures", "widgets")
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
CORE, LOCK, LICENCES, KATEX_STYLE = "core.zip", "pyodide-lock.json", "licenses.txt", "katex.min.css"
_SCRIPTS = tuple(Path(__file__).with_name(name) for name in ("core.py", "core.mjs"))
"""What runs in Node, and in Pyodide there."""


class Unbundled(NotPrepared):
    """The engine cannot be made ready for the browser. The text says where and why."""


def engine(root: Path, pyodide: Path, katex: Path, kept: Path, say: Callable[[str], None]) -> Path:
    """The folder with what is made rather than copied; made now unless it is in the cache."""
    sources = {
        **{name: root / name for name in ("pyproject.toml", "requirements.txt", "package-lock.json", "LICENSE")},
        **{name: pyodide / name for name in (*PYODIDE, LOCK, "python_stdlib.zip")},
        KATEX_STYLE: katex / KATEX_STYLE,
    }
    for package in ENGINE:
        files = below(root / "pysrc" / "nudge" / package)
        sources |= {f"{package}/{name}": path for name, path in files.items() if path.suffix == ".py"}
    name = digest(sources) + code_hash(__name__, files=_SCRIPTS)

    def make(folder: Path) -> None:
        say("Preparing the engine for the browser …")
        _make(root, pyodide, katex, folder)

    return made_once(kept, name, make)


def _make(root: Path, pyodide: Path, katex: Path, folder: Path) -> None:
    """Everything that is made, into an empty folder."""
    _run("its wheel cannot be built", root, sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    wheel = next(folder.glob("*.whl"))
    _lock(wheel, pyodide).to_json(folder / LOCK, indent=2)
    _run("it does not run there", root, node.executable(), _SCRIPTS[1], pyodide, folder / LOCK, folder / CORE)
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
