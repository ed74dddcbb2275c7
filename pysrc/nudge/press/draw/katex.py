"""Formulas, set by KaTeX at build time: one Node child for a whole build, and a cache so that it is seldom
started.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nudge.press import node
from nudge.press.cache import Cache, key
from nudge.press.codehash import code_hash

COLOURS = {f"\\{name}": rf"\htmlClass{{{name}}}{{#1}}" for name in ("inner", "outer", "total")}
"""The macros of every course: a formula in the colour of the inner, the outer or the total rate."""

WIDEST = 40
"""Em that a space or a rule of a formula may take: as wide as the text of a page. In a lesson, more is a mistake."""

SCRIPT = Path(__file__).with_name("katex.mjs")
"""What sets formulas, in Node."""

Tex = tuple[str, bool]
"""A formula to set: its TeX, and whether it is a display."""


@dataclass(frozen=True, slots=True)
class TexError:
    """Why KaTeX cannot set a formula: a message, and the offset and length of the trouble in its TeX."""

    message: str
    at: int
    length: int


Typeset = Mapping[Tex, str | TexError]


def options(macros: Mapping[str, str], output: str = "htmlAndMathml") -> dict[str, Any]:
    """KaTeX's options as JSON can hold them. The page is given the same ones, for formulas that arrive later."""
    return {"output": output, "strict": "ignore", "maxSize": WIDEST, "macros": {**COLOURS, **macros}}


class Typesetter:
    """Sets formulas. A context manager: Node starts when first needed and ends with the block."""

    def __init__(self, katex: Path, cache: Cache) -> None:
        self._katex, self._cache = katex, cache
        self._child: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the Node child. The next formula would start another."""
        if self._child:
            self._child.communicate()
            self._child = None

    def typeset(
        self, formulas: Iterable[Tex], macros: Mapping[str, str], output: str = "htmlAndMathml"
    ) -> dict[Tex, str | TexError]:
        """The HTML of each formula; "mathml" for what is read without KaTeX's styles. What succeeded is kept."""
        chosen = options(macros, output)
        settings = json.dumps(chosen, sort_keys=True) + self._version()
        keys = {one: key("katex", settings, str(one[1]), one[0]) for one in dict.fromkeys(formulas)}
        done: dict[Tex, str | TexError] = {}
        for one, name in keys.items():
            kept = self._cache.get(name)
            if kept is not None:
                done[one] = kept
        missing = [one for one in keys if one not in done]
        if missing:
            fresh = dict(zip(missing, self._ask(missing, chosen), strict=True))
            self._cache.put({keys[one]: html for one, html in fresh.items() if isinstance(html, str)})
            done |= fresh
        return done

    def _version(self) -> str:
        """KaTeX's version, as its package says it, and a hash of the code that asks it."""
        package = self._katex / "package.json"
        if not package.is_file():
            raise node.NotPrepared(f"KaTeX was not found in {self._katex}; python3 build.py sets it up.")
        version = str(json.loads(package.read_text("utf-8"))["version"])
        return f"{version} {code_hash(__name__, files=(SCRIPT,))}"

    def _ask(self, formulas: list[Tex], chosen: Mapping[str, Any]) -> list[str | TexError]:
        child = self._started()
        assert child.stdin
        assert child.stdout
        listed = [{"tex": tex, "display": display} for tex, display in formulas]
        child.stdin.write(json.dumps({"formulas": listed, "options": chosen}) + "\n")
        child.stdin.flush()
        answer = child.stdout.readline()
        if not answer:
            raise node.NotPrepared(f"KaTeX could not be run with {node.executable()}.")
        return [_outcome(tex, one) for (tex, _), one in zip(formulas, json.loads(answer), strict=True)]

    def _started(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            command = [str(node.executable()), str(SCRIPT), str(self._katex / "dist" / "katex.mjs")]
            pipe = subprocess.PIPE
            self._child = subprocess.Popen(command, stdin=pipe, stdout=pipe, encoding="utf-8")
        return self._child


def _outcome(tex: str, answer: Mapping[str, Any]) -> str | TexError:
    """One of the child's answers. JavaScript counts UTF-16 units, Python characters."""
    if "html" in answer:
        return str(answer["html"])
    units = tex.encode("utf-16-le")
    at, end = (
        len(units[: 2 * n].decode("utf-16-le", "ignore")) for n in (answer["at"], answer["at"] + answer["length"])
    )
    return TexError(str(answer["error"]), at, end - at)


@dataclass(frozen=True, slots=True)
class Unset:
    """Markup with empty `<span data-tex="…">` elements: `holes` has for each the offset of its content, and its TeX."""

    html: str
    holes: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, html: str) -> Self:
        """Look through the markup, once."""
        finder = _Finder(html)
        finder.feed(html)
        finder.close()
        return cls(html, tuple(finder.holes))

    @property
    def formulas(self) -> list[str]:
        """The TeX of each hole, in order."""
        return [tex for _, tex in self.holes]

    def filled(self, typeset: Typeset) -> str:
        """The markup with KaTeX's HTML in its holes. A formula that cannot be set shows its TeX."""
        pieces, done = [], 0
        for end, tex in self.holes:
            made = typeset[tex, False]
            pieces += [self.html[done:end], made if isinstance(made, str) else escape(tex)]
            done = end
        return "".join(pieces) + self.html[done:]


class _Finder(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.holes: list[tuple[int, str]] = []
        self._starts = [0]
        for row in html.split("\n"):
            self._starts.append(self._starts[-1] + len(row) + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tex = dict(attrs).get("data-tex")
        if tex is not None:
            row, col = self.getpos()
            self.holes.append((self._starts[row - 1] + col + len(self.get_starttag_text() or ""), tex))
