"""What pages share, under names that change with the content: styles and scripts, KaTeX, Pyodide and our engine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nudge.press.node import NotPrepared
from nudge.press.page.pages import ASSETS, Assets
from nudge.press.ship.digest import below, digest
from nudge.press.ship.engine import CORE, KATEX_STYLE, LICENCES, LOCK, PYODIDE, engine
from nudge.press.ship.scripts import scripts

STYLES = (
    *("tokens", "page", "bar", "prose", "course", "steps", "code", "search"),
    *("widget", "controls", "editor", "plot", "readouts", "kit"),
    *("checks", "print"),
)
"""The style sheets of every page, in their order, sent as one: each file more is a wait before the first paint."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files all pages share: how pages name them, where each is copied from, and those that are texts."""

    assets: Assets
    files: tuple[tuple[PurePosixPath, Path], ...]
    texts: tuple[tuple[PurePosixPath, str], ...] = ()


def gather(root: Path, cache: Path, say: Callable[[str], None]) -> Bundle:
    """All shared files of a site. `say` hears of long work. Raises `NotPrepared`, and `Unbundled` for a bad engine."""
    packages = root / "node_modules"
    pyodide, katex = packages / "pyodide", packages / "katex" / "dist"
    for package in (pyodide, katex):
        if not package.is_dir():
            raise NotPrepared(f"{package} is missing; python3 build.py sets it up.")
    made = engine(root, pyodide, katex, cache / "runtime", say)
    fonts = {f"fonts/{font.name}": font for font in sorted((katex / "fonts").glob("*.woff2"))}
    static = root / "templates" / "static"
    site = _Folder.of("site", {path.name: path for path in sorted(static.iterdir()) if path.is_file()})
    page = _Folder.of("scripts", below(scripts(root, cache / "scripts")))
    maths = _Folder.of("katex", {"katex.mjs": katex / "katex.mjs", **fonts})
    python = _Folder.of("pyodide", {name: pyodide / name for name in PYODIDE})
    wheel = _Folder.of("engine", {path.name: path for path in (made / LOCK, *made.glob("*.whl"))})
    core = f"{ASSETS}/core-{digest({CORE: made / CORE})[:12]}.zip"
    sheet = _sheet(made / KATEX_STYLE, maths.address, static / "css")
    style = f"{ASSETS}/style-{hashlib.sha256(sheet.encode()).hexdigest()[:12]}.css"
    runtime = {
        "pyodide": f"{python.address}/",
        "core": core,
        "lock": f"{wheel.address}/{LOCK}",
        "katex": f"{maths.address}/katex.mjs",
    }
    files = tuple(file for folder in (site, page, maths, python, wheel) for file in folder.places())
    single = ((PurePosixPath(core), made / CORE), (PurePosixPath(LICENCES), made / LICENCES))
    kinds = sorted((root / "pysrc" / "nudge" / "widgets" / "kinds").glob("*.css"))
    looks = {path.stem: path.read_text("utf-8") for path in kinds}
    assets = Assets(site.address, style, f"{maths.address}/fonts", page.address, runtime, looks)
    return Bundle(assets, (*files, *single), ((PurePosixPath(style), sheet),))


@dataclass(frozen=True, slots=True)
class _Folder:
    """Files of the site that name each other by relative paths; one hash, in the folder's name, does for all."""

    address: str
    files: Mapping[str, Path]

    @classmethod
    def of(cls, name: str, files: Mapping[str, Path]) -> _Folder:
        return cls(f"{ASSETS}/{name}-{digest(files)[:12]}", files)

    def places(self) -> list[tuple[PurePosixPath, Path]]:
        return [(PurePosixPath(self.address, name), path) for name, path in self.files.items()]


def _sheet(katex: Path, address: str, folder: Path) -> str:
    """All styles in one text, for a file beside KaTeX's folder."""
    fonts = katex.read_text("utf-8").replace("url(fonts/", f"url({PurePosixPath(address).name}/fonts/")
    return "\n".join((fonts, *((folder / f"{name}.css").read_text("utf-8") for name in STYLES)))
