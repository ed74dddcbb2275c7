"""The files that all pages share."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath

from nudge.press.build import Bundle
from nudge.press.render import Assets


def gather(root: Path) -> Bundle:
    """Styles, scripts and KaTeX under hashed names."""
    static, katex = root / "templates" / "static", root / "node_modules" / "katex" / "dist"
    site = _folder("site", static, [p for p in sorted(static.rglob("*")) if p.is_file()])
    fonts = sorted((katex / "fonts").glob("*.woff2"))
    math = _folder("katex", katex, [katex / "katex.min.css", katex / "katex.mjs", *fonts])
    styles = (
        f"{math[0]}/katex.min.css",
        *(f"{site[0]}/css/{n}.css" for n in ("tokens", "page", "widget", "print")),
    )
    runtime = {"katex": f"{math[0]}/katex.mjs"}
    return Bundle(Assets(site[0], styles, runtime), (*site[1], *math[1]))


def _folder(name: str, base: Path, paths: list[Path]) -> tuple[str, tuple[tuple[PurePosixPath, Path], ...]]:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(str(path.relative_to(base)).encode() + path.read_bytes())
    address = f"assets/{name}-{digest.hexdigest()[:12]}"
    return address, tuple((PurePosixPath(address) / path.relative_to(base), path) for path in paths)
