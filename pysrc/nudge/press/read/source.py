"""A markdown file as it was read: its lines, and its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from nudge.press.diagnostics import Diagnostic, Severity, did_you_mean
from nudge.press.read import fields
from nudge.press.read.text import NotText, decoded
from nudge.rates import Unreadable
from nudge.rates.lexer import PLAIN
from nudge.widgets.exercises.possible import possible

KEYS = ("title", "summary", "minutes", "module", "order", "slips")
"""What front matter may say; the first two have to be there."""


LARGEST = 1_000_000
"""Bytes of a lesson: as long as a long novel, and more than a page should make a reader load."""


@dataclass(frozen=True, slots=True)
class Source:
    """A lesson's text. `file` is the name shown to its author, `place` its path inside the content folder.

    `body` has an empty line for every line of front matter, so that line numbers stay those of the file.
    """

    file: str
    place: PurePosixPath
    lines: tuple[str, ...]
    body: str

    def problem(
        self,
        code: str,
        message: str,
        line: int,
        col: int = 1,
        length: int = 1,
        hint: str = "",
        severity: Severity = "error",
    ) -> Diagnostic:
        """A diagnostic at a place of this file."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return Diagnostic(self.file, line, col, code, message, hint, severity, excerpt, length)

    def whole_line(
        self, code: str, message: str, line: int, hint: str = "", severity: Severity = "error"
    ) -> Diagnostic:
        """A diagnostic about all of a line's text."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        lead = len(text) - len(text.lstrip())
        return self.problem(code, message, line, lead + 1, max(1, len(text.strip())), hint, severity)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a lesson says about itself. `minutes` and `order` are None where it does not say, and `slips` is "".

    `slips` is which slips its readers can make yet; see `widgets.exercises.possible`. `log` is what its course says of
    logarithms without a base.
    """

    title: str
    summary: str
    minutes: int | None = None
    order: int | None = None
    minutes_line: int = 1
    slips: str = ""
    log: str = PLAIN.log


def read(raw: bytes, file: str, place: PurePosixPath) -> tuple[Source, FrontMatter, list[Diagnostic]]:
    """Read a markdown file. Whatever is wrong with it, there is a source and front matter to go on with."""
    if len(raw) > LARGEST:
        message, hint = f"this lesson is larger than {LARGEST // 1000} kB", "make several lessons of it"
        return (
            Source(file, place, (), ""),
            FrontMatter(place.stem, ""),
            [Diagnostic(file, 1, 1, "unreadable-file", message, hint)],
        )
    try:
        text = decoded(raw)
    except NotText as error:
        trouble = Diagnostic(file, error.line, error.col, "not-text", str(error), error.hint)
        return Source(file, place, (), ""), FrontMatter(place.stem, ""), [trouble]
    return split(text, file, place)


def split(text: str, file: str, place: PurePosixPath) -> tuple[Source, FrontMatter, list[Diagnostic]]:
    """Part a lesson's text into front matter and body."""
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    end = _end(lines)
    if not end:
        source = Source(file, place, lines, "\n".join(lines))
        opened = bool(lines and lines[0].strip() == "---")
        message = "the front matter is not closed" if opened else "the front matter is missing"
        hint = "begin the file with a line ---, then title: and summary:, then a line ---"
        return source, FrontMatter(place.stem, ""), [source.whole_line("front-matter", message, 1, hint)]
    body = "\n".join(("",) * end + lines[end:])
    source = Source(file, place, lines, body)
    front, found = _front(source, lines[1 : end - 1])
    return source, front, found


def _end(lines: tuple[str, ...]) -> int:
    """How many lines the front matter takes, fences included; 0 without one."""
    if not lines or lines[0].strip() != "---":
        return 0
    closing = (i for i, line in enumerate(lines[1:], 1) if line.strip() == "---")
    return next(closing, -1) + 1


def _front(source: Source, lines: tuple[str, ...]) -> tuple[FrontMatter, list[Diagnostic]]:
    found: list[Diagnostic] = []
    seen: dict[str, fields.Field] = {}
    for field in fields.read((number, 1, line) for number, line in enumerate(lines, 2)):
        if isinstance(field, fields.NotAField):
            hint = "front matter is made of lines like title: The Chain Rule"
            found.append(source.whole_line("bad-field", "this is not `key: value`", field.line, hint))
        elif field.key not in KEYS:
            message, hint = f"front matter has no “{field.key}”", did_you_mean(field.key, KEYS)
            found.append(source.problem("unknown-key", message, field.line, field.key_col, len(field.key), hint))
        elif field.key in seen:
            message, hint = f"“{field.key}” is given twice", f"first on line {seen[field.key].line}"
            found.append(source.problem("duplicate-key", message, field.line, field.key_col, len(field.key), hint))
        else:
            seen[field.key] = field
    found += [
        source.problem("missing-key", f"the front matter has no {key}", 1, 1, 3, f"add {key}: …")
        for key in KEYS[:2]
        if not (key in seen and seen[key].value)
    ]
    numbers = {key: _number(source, seen.get(key), found) for key in ("minutes", "order")}
    found += _module(source, seen.get("module"))
    slips = _slips(source, seen.get("slips"), found)
    texts = {key: seen[key].value if key in seen else "" for key in KEYS}
    where = seen["minutes"].line if "minutes" in seen else 1
    title = texts["title"] or source.place.stem
    front = FrontMatter(title, texts["summary"], numbers["minutes"], numbers["order"], where, slips)
    return front, found


def _number(source: Source, field: fields.Field | None, found: list[Diagnostic]) -> int | None:
    if field is None:
        return None
    if field.value.isascii() and field.value.isdigit() and int(field.value) > 0:
        return int(field.value)
    message = f"{field.key} has to be a whole number above zero"
    length = max(1, len(field.value))
    found.append(source.problem("bad-value", message, field.line, field.value_col, length, f"like {field.key}: 12"))
    return None


def _slips(source: Source, field: fields.Field | None, found: list[Diagnostic]) -> str:
    """Which slips readers can make, "" where nothing is said that can be understood."""
    if field is None:
        return ""
    try:
        possible(field.value)
    except Unreadable as error:
        col, length = field.value_col + error.offset, max(1, error.length)
        found.append(source.problem("bad-value", error.message, field.line, col, length, error.hint))
        return ""
    return field.value


def _module(source: Source, field: fields.Field | None) -> list[Diagnostic]:
    """The folder is the module; saying it again is allowed as long as it is true."""
    folder = source.place.parts[0] if len(source.place.parts) > 1 else ""
    if field is None or field.value == folder:
        return []
    message = f"this lesson is in the folder “{folder}”, which is its module"
    hint = f"write module: {folder}, leave the line out, or move the file"
    length = max(1, len(field.value))
    return [source.problem("module-mismatch", message, field.line, field.value_col, length, hint)]
