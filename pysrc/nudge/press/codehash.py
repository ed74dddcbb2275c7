"""A hash of the code that a kept value was made by.

It covers a module, all modules of ours that it imports, directly or through others, and the versions of the packages
that these import. Imports are found in the source, so nobody keeps a list, and one inside of a function counts too.
"""

from __future__ import annotations

import ast
import hashlib
import sys
from collections.abc import Iterable
from functools import lru_cache
from importlib import metadata
from pathlib import Path

SOURCES = Path(__file__).parents[2]
"""The folder that holds the package `nudge`."""

_OURS = "nudge"


@lru_cache(maxsize=64)
def code_hash(*names: str, files: tuple[Path, ...] = (), root: Path = SOURCES) -> str:
    """A hash of modules with all that they import, of other files that they read, and of the Python that runs them.

    A process imports code once, so the hash of a module is taken once in a process.
    """
    digest = hashlib.sha256(sys.version.encode())
    modules, packages = imported(names, root)
    for path in (*modules, *files):
        inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        digest.update(inside.encode() + b"\0" + path.read_bytes() + b"\0")
    for package in packages:
        digest.update(f"{package}\0{_versions(package)}\0".encode())
    return digest.hexdigest()


def imported(names: Iterable[str], root: Path = SOURCES) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """The files of modules and of all of ours that they import; and the names of the packages that these import."""
    found: dict[str, Path] = {}
    packages: set[str] = set()
    todo = [each for name in names for each in _with_parents(name)]
    while todo:
        name = todo.pop()
        path = _file(name, root)
        if name in found or path is None:
            continue
        found[name] = path
        for other in _names(path.read_bytes()):
            if other.split(".")[0] == _OURS:
                todo += _with_parents(other)
            elif other.split(".")[0] not in sys.stdlib_module_names:
                packages.add(other.split(".")[0])
    return tuple(found[name] for name in sorted(found)), tuple(sorted(packages))


def _with_parents(name: str) -> list[str]:
    """A module and the packages that it is in: importing it runs them too."""
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(1, len(parts) + 1)]


def _file(name: str, root: Path) -> Path | None:
    """The file of a module; None for a package without code, and for a name that is not a module."""
    base = root.joinpath(*name.split("."))
    return next((path for path in (base.with_suffix(".py"), base / "__init__.py") if path.is_file()), None)


@lru_cache(maxsize=1024)
def _names(source: bytes) -> tuple[str, ...]:
    """What a module may import. In `from a import b`, b may be a module. Raises ValueError for a relative import."""
    found: list[str] = []
    for one in ast.walk(ast.parse(source)):
        if isinstance(one, ast.Import):
            found += [alias.name for alias in one.names]
        elif isinstance(one, ast.ImportFrom) and one.level:
            raise ValueError("relative imports are not followed")
        elif isinstance(one, ast.ImportFrom) and one.module:
            found += [one.module, *(f"{one.module}.{alias.name}" for alias in one.names)]
    return tuple(found)


@lru_cache(maxsize=64)
def _versions(package: str) -> str:
    """The versions of the distributions that provide a package and of all that they require."""
    todo = list(_providers().get(package, ()))
    found: dict[str, str] = {}
    while todo:
        name = todo.pop()
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # required for another platform or as an extra
            continue
        if about.name not in found:
            found[about.name] = about.version
            todo += [_requirement(text) for text in about.requires or () if "extra ==" not in text]
    return " ".join(f"{name} {found[name]}" for name in sorted(found))


def _requirement(text: str) -> str:
    """The name in a requirement such as `mpmath<1.4,>=1.1.0`."""
    end = next((i for i, c in enumerate(text) if not (c.isalnum() or c in "-_.")), len(text))
    return text[:end]


@lru_cache(maxsize=1)
def _providers() -> dict[str, list[str]]:
    return dict(metadata.packages_distributions())
