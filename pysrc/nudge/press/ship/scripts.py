"""The scripts of a page, as it is sent: all its modules in one file, so that either all of them are there or none.

esbuild joins them and takes out what only people need. The worker and what runs before the first paint are files of
their own, since a browser starts them by themselves.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from nudge.press import node
from nudge.press.codehash import code_hash
from nudge.press.node import NotPrepared
from nudge.press.ship.digest import below, digest
from nudge.press.ship.made import made_once

EARLY, PAGE, WORKER = "early.js", "page.js", "worker.js"

_ENTRIES = {EARLY: ("early.js", "iife"), PAGE: ("main.js", "esm"), WORKER: ("worker.js", "esm")}
"""The file that is sent, the module it begins with, and how it is run."""

_OLDEST = "es2022,chrome111,firefox114,safari16.4"
"""The browsers that have all that Pyodide needs: module workers, and WebAssembly with exceptions and bulk memory."""


def scripts(root: Path, kept: Path) -> Path:
    """The folder with the scripts, made unless `kept` has it. Raises `NotPrepared` where one cannot be read."""
    folder, esbuild = root / "templates" / "static" / "js", root / "node_modules" / "esbuild"
    command = esbuild / "bin" / "esbuild"
    if not command.is_file():
        raise NotPrepared(f"{esbuild} is missing; python3 build.py sets it up.")
    sources = {**below(folder), "package": esbuild / "package.json"}

    def make(new: Path) -> None:
        for name, (entry, form) in _ENTRIES.items():
            flags = ("--bundle", "--minify", "--charset=utf8", "--legal-comments=none", "--log-level=error")
            given = (folder / entry, f"--format={form}", f"--target={_OLDEST}", f"--outfile={new / name}")
            _run(root, node.executable(), command, *given, *flags)

    return made_once(kept, digest(sources) + code_hash(__name__), make)


def _run(root: Path, *words: Path | str) -> None:
    done = subprocess.run(words, cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise NotPrepared(f"The scripts cannot be sent to the browser:\n{done.stderr.strip()}")
