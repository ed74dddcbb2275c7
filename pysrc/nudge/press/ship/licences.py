"""The licences of what a site ships and we did not write, gathered from the packages it was taken from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

RUNTIME = (
    ("bzip2", "bzip2-1.0.6", "sourceware.org/bzip2"),
    ("CPython", "PSF-2.0", "docs.python.org/3/license.html"),
    ("Emscripten, with musl and compiler-rt", "MIT, Apache-2.0 WITH LLVM-exception", "emscripten.org"),
    ("error-stack-parser and stackframe", "MIT", "stacktracejs.com"),
    ("Expat", "MIT", "libexpat.github.io"),
    ("HACL*", "MIT", "hacl-star.github.io"),
    ("libffi", "MIT", "sourceware.org/libffi"),
    ("libmpdec", "BSD-2-Clause", "bytereef.org/mpdecimal"),
    ("liblzma", "0BSD", "tukaani.org/xz"),
    ("SQLite", "public domain", "sqlite.org/copyright.html"),
    ("zlib", "Zlib", "zlib.net"),
    ("Zstandard", "BSD-3-Clause", "facebook.github.io/zstd"),
)
"""What is compiled into pyodide.asm.wasm and .mjs: name, licence, where its text is. The package holds none of them."""


@dataclass(frozen=True, slots=True)
class Component:
    """One thing that is shipped. `text` is empty where the package came without it; `home` then says where it is."""

    name: str
    licence: str
    home: str
    text: str = ""


def text(root: Path) -> str:
    """The whole notice, for people: first what there is, then the texts."""
    parts = _parts(root)
    lines = ["Sites made with Nudge ship the work of others. Thank you.", ""]
    lines += [f"- {part.name}: {part.licence} ({part.home})" for part in parts]
    lines += ["", "pyodide.asm.wasm and pyodide.asm.mjs contain:", ""]
    lines += [f"- {name}: {licence} ({home})" for name, licence, home in RUNTIME]
    for part in parts:
        if part.text:
            lines += ["", "=" * 100, f"{part.name}, {part.licence}", "=" * 100, "", part.text.strip()]
    return "\n".join(lines) + "\n"


def _parts(root: Path) -> tuple[Component, ...]:
    packages = root / "node_modules"
    pyodide, katex = _version(packages / "pyodide"), _version(packages / "katex")
    # Pyodide's package has no licence file; axe-core's is the same licence, whole. So it is with Python's.
    mozilla = _read(packages / "axe-core" / "LICENSE")
    return (
        Component("Nudge", "MIT", "the engine, the styles and the scripts", _read(root / "LICENSE")),
        Component(f"Pyodide {pyodide}", "MPL-2.0", "source: github.com/pyodide/pyodide", mozilla),
        Component("The standard library of Python", "PSF-2.0", "docs.python.org/3/license.html", _python()),
        Component(f"KaTeX {katex}", "MIT", "katex.org", _read(packages / "katex" / "LICENSE")),
        Component(f"The fonts of KaTeX {katex}", "OFL-1.1", "openfontlicense.org; stated in each font", _FONTS),
    )


_FONTS = """Copyright (c) 2009-2010, Design Science, Inc. (www.mathjax.org)
Copyright (c) 2014-2018, Khan Academy (www.khanacademy.org), with Reserved Font Names KaTeX_*.

This Font Software is licensed under the SIL Open Font License, Version 1.1.
The licence is available with a FAQ at openfontlicense.org."""


def _python() -> str:
    """Python's licence, as typing_extensions carries it."""
    found = (file for file in metadata.files("typing_extensions") or () if file.name == "LICENSE")
    return next(found).read_text("utf-8")


def _read(file: Path) -> str:
    return file.read_text("utf-8")


def _version(package: Path) -> str:
    return str(json.loads(_read(package / "package.json"))["version"])
