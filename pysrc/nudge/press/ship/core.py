"""What Python needs in the browser beside its wasm, in one zip: the engine, and as much of the standard library as it
uses, compiled.

This runs inside Pyodide, in Node, at build time (core.mjs starts it): only the Python that will read the bytecode can
write it. Compiled modules are what halves the time to the first answer; leaving out the rest only saves bytes.
"""

from __future__ import annotations

import ast
import importlib
import io
import json
import marshal
import sys
import zipfile
from collections.abc import Iterable, Mapping
from importlib.util import MAGIC_NUMBER, source_hash

SPARE = ("encodings.ascii", "encodings.latin_1", "traceback", "tracemalloc", "unicodedata", "warnings")
"""Modules that Python reaches for by itself when something unusual happens."""

UNCHECKED = (1).to_bytes(4, "little")
"""The flag of bytecode that is never compared with a source (PEP 552)."""


def make(wheel: str) -> bytes:
    """The core for the engine in this wheel. Raises what the engine raises, and ImportError for a missing module."""
    engine = _sources(wheel)
    rehearse(modules(wheel))
    for file, source in engine.items():
        _import_all(file, source)
    for name in SPARE:
        importlib.import_module(name)
    return _packed({**_library(), **engine})


def modules(wheel: str) -> list[str]:
    """The names of the modules in a wheel."""
    files = (file.removesuffix(".py").removesuffix("/__init__") for file in _sources(wheel))
    return sorted(file.replace("/", ".") for file in files)


def rehearse(names: Iterable[str]) -> None:
    """Import these modules of the engine, and let every widget that needs no more than its `alt` answer once."""
    for name in names:
        importlib.import_module(name)
    from nudge.widgets import REGISTRY, live, make, start

    for name, kind in REGISTRY.items():
        fields = {"alt": name}
        widget, _ = make(kind, fields)
        if widget:
            live.describe(json.dumps({name: {"widget": name, "fields": list(fields.items())}}))
            live.answer(json.dumps({"seq": 0, "widget": name, "state": start(widget)}))


def _import_all(file: str, source: bytes) -> None:
    """Import whatever this module may ever import, inside its functions too."""
    for node in ast.walk(ast.parse(source, file)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names]
            try:
                if isinstance(node, ast.Import):
                    for name in names:
                        importlib.import_module(name)
                elif node.module and not node.level:
                    __import__(node.module, fromlist=names)
            except ImportError as error:
                raise ImportError(f"{error}, wanted by pysrc/{file}:{node.lineno}") from None


def _library() -> dict[str, bytes]:
    """The part of the standard library that is loaded now: sources by their names in its zip."""
    archive = next(path for path in sys.path if path.endswith(".zip"))
    specs = (getattr(module, "__spec__", None) for module in sys.modules.values())
    origins = {str(getattr(spec, "origin", None)) for spec in specs}
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist() if f"{archive}/{name}" in origins}


def _sources(wheel: str) -> dict[str, bytes]:
    """The modules in a wheel, by file name."""
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist() if name.endswith(".py")}


def _packed(sources: Mapping[str, bytes]) -> bytes:
    """A zip of these modules, compiled. The same sources give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as core:
        for name, source in sorted(sources.items()):
            code = compile(source, f"/{name}", "exec", dont_inherit=True, optimize=0)
            entry = zipfile.ZipInfo(f"{name}c", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            core.writestr(entry, MAGIC_NUMBER + UNCHECKED + source_hash(source) + marshal.dumps(code), compresslevel=9)
    return made.getvalue()
