"""The course: what course.toml says, and which lessons there are, in order."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from nudge.press.diagnostics import Diagnostic, did_you_mean
from nudge.press.read.content import DANGLING, OUTSIDE, UNREADABLE, survey
from nudge.press.read.text import NotText, decoded
from nudge.rates import Unreadable
from nudge.rates.lexer import LOGS, PLAIN
from nudge.widgets.exercises.possible import possible

KEYS = (
    "title",
    "description",
    "url",
    "author",
    "licence",
    "language",
    "modules",
    "macros",
    "check",
    "gallery",
    "slips",
    "log",
)
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*(-[a-wyz0-9](-[a-z0-9]{2,8})+)*"
    r"(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
"""The form of a language tag (RFC 5646), which browsers, screen readers and search go by."""

EXAMPLE = "https://someone.github.io/nudge/"


@dataclass(frozen=True, slots=True)
class Module:
    """A part of the course: the lessons of one folder."""

    folder: str
    name: str


@dataclass(frozen=True, slots=True)
class Course:
    """What course.toml says. `macros` are TeX macros, in addition to \\inner, \\outer and \\total.

    With `check`, every display is checked, not only those marked; with `gallery` the site has that page. `slips` says
    which slips readers can make, where a lesson does not say it itself; see `widgets.exercises.possible`. `log` is the
    base of a logarithm that is written without one, wherever it is written: one of `rates.lexer.LOGS`.
    """

    title: str = "A course"
    description: str = ""
    url: str = ""
    author: str = ""
    licence: str = ""
    language: str = "en"
    modules: tuple[Module, ...] = ()
    macros: Mapping[str, str] = field(default_factory=dict)
    check: bool = False
    gallery: bool = False
    slips: str = "all"
    log: str = PLAIN.log

    def base_path(self) -> str:
        """The path of `url`, with a slash at both ends."""
        path = urlsplit(self.url).path.strip("/")
        return f"/{path}/" if path else "/"

    def canonical(self, address: str) -> str:
        """The whole address of a page, empty while the course has none."""
        return f"{self.url.rstrip('/')}/{quote(address)}" if self.url else ""


def read(content: Path, shown: str, places: Iterable[PurePosixPath] | None = None) -> tuple[Course, list[Diagnostic]]:
    """Read course.toml; `shown` is how the content folder is named to its author, `places` are those of its
    lessons, looked for unless they are known. Nothing in it is required.
    """
    path, file = content / "course.toml", f"{shown}/course.toml"
    places = lessons(content) if places is None else places
    folders = list(dict.fromkeys(place.parts[0] for place in places if len(place.parts) > 1))
    if not os.path.lexists(path):
        return _with_folders(Course(), folders), []
    try:
        text = _text(content, path)
    except _Unread as error:
        return _with_folders(Course(), folders), [error.problem(file)]
    try:
        table = tomllib.loads(text)
    except RecursionError:
        hint = "values are texts, and lists of a few tables"
        return Course(), [_at(file, text, 1, 1, "bad-course", "this is nested too deep to be read", hint)]
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, col = (int(place[1]), int(place[2])) if place else (text.rstrip().count("\n") + 1, 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        return Course(), [_at(file, text, line, col, "bad-course", message, 'TOML: key = "text"')]
    found = _unknown(file, text, table, KEYS)
    found += _wrong_types(file, text, table)
    modules, more = _modules(file, text, table.get("modules", []), folders)
    texts = {key: table[key] for key in KEYS[:6] if isinstance(table.get(key), str)}
    macros = {k: v for k, v in _mapping(table.get("macros")).items() if isinstance(v, str)}
    made = Course(**texts, modules=modules, macros=macros, check=table.get("check") is True)
    slips, wrong = _slips(file, text, table.get("slips", "all"))
    log = next((base for base in LOGS if base == table.get("log")), PLAIN.log)
    made = replace(made, gallery=table.get("gallery") is True, slips=slips, log=log)
    return _with_folders(made, folders), found + more + wrong


def is_address(url: str) -> bool:
    """Whether this is the whole address of a site, from https:// on."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname) and not (parts.query or parts.fragment)


def lessons(content: Path) -> list[PurePosixPath]:
    """The places of the lessons of the course, sorted."""
    return list(survey(content, "").lessons)


class _Unread(Exception):
    """Why course.toml cannot be had; never leaves this file."""

    def __init__(self, code: str, message: str, hint: str, line: int = 1, col: int = 1) -> None:
        super().__init__(message)
        self.code, self.hint, self.line, self.col = code, hint, line, col

    def problem(self, file: str) -> Diagnostic:
        return Diagnostic(file, self.line, self.col, self.code, str(self), self.hint)


def _text(content: Path, path: Path) -> str:
    """The text of course.toml. Raises `_Unread`."""
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        raise _Unread(*DANGLING) from None
    if not real.is_relative_to(content.resolve()):
        raise _Unread(*OUTSIDE)
    if not real.is_file():
        raise _Unread("unreadable-file", "course.toml is not a file", "make it a text file, or remove it")
    try:
        raw = real.read_bytes()
    except OSError:
        raise _Unread(*UNREADABLE) from None
    try:
        return decoded(raw)
    except NotText as error:
        raise _Unread("not-text", str(error), error.hint, error.line, error.col) from None


def _with_folders(course: Course, folders: Iterable[str]) -> Course:
    """The course with a module for every folder of lessons that it does not list, named after the folder."""
    listed = {module.folder for module in course.modules}
    more = tuple(Module(f, f.replace("-", " ").capitalize()) for f in folders if f not in listed)
    return replace(course, modules=course.modules + more)


def _modules(file: str, text: str, tables: Any, folders: Sequence[str]) -> tuple[tuple[Module, ...], list[Diagnostic]]:
    if not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        hint = '[[modules]], then folder = "derivatives" and name = "Derivatives"'
        return (), [_find(file, text, "modules", "bad-value", "modules has to be a list of tables", hint)]
    modules: dict[str, Module] = {}
    found: list[Diagnostic] = []
    at = 0
    for table in tables:
        at = max(at, text.find("[[modules]]", at + 1 if at else 0))
        found += _unknown(file, text, table, ("folder", "name"), at)
        folder = str(table.get("folder", ""))
        if folder not in folders:
            message = f"there is no folder “{folder}” with a lesson in it" if folder else "a module without a folder"
            hint = did_you_mean(folder, folders, "" if folders else "write a lesson: a folder, and a file in it")
            found.append(_find(file, text, folder or "[[modules]]", "missing-module", message, hint, at))
        elif folder in modules:
            message = f"the module “{folder}” is listed twice"
            found.append(_find(file, text, f'"{folder}"', "duplicate-key", message, "list each once", at))
        else:
            modules[folder] = Module(folder, str(table.get("name", folder)))
    return tuple(modules.values()), found


def _unknown(
    file: str, text: str, table: Mapping[str, Any], known: tuple[str, ...], start: int = 0
) -> list[Diagnostic]:
    return [
        _find(
            file,
            text,
            key,
            "unknown-key",
            f"course.toml has no “{key}” here",
            did_you_mean(key, known),
            start,
        )
        for key in table
        if key not in known
    ]


def _wrong_types(file: str, text: str, table: Mapping[str, Any]) -> list[Diagnostic]:
    found = [
        _find(file, text, key, "bad-value", f"{key} has to be text", f'{key} = "…"')
        for key in KEYS[:6]
        if key in table and not isinstance(table[key], str)
    ]
    url = table.get("url", "")
    if isinstance(url, str) and url and not is_address(url):
        found.append(_find(file, text, "url", "bad-value", "url has to be a whole address", f'url = "{EXAMPLE}"'))
    found += [
        _find(file, text, key, "bad-value", f"{key} has to be true or false", f"{key} = true")
        for key in ("check", "gallery")
        if not isinstance(table.get(key, False), bool)
    ]
    language = table.get("language", "en")
    if isinstance(language, str) and not _LANGUAGE.fullmatch(language):
        hint = 'language = "en", or "de", "pt-BR", "zh-Hant"'
        found.append(_find(file, text, "language", "bad-value", f"“{language}” is no tag of a language", hint))
    if not isinstance(table.get("macros", {}), dict):
        hint = 'a line [macros], and below it "\\\\R" = "\\\\mathbb{R}"'
        found.append(_find(file, text, "macros", "bad-value", "macros has to be a table", hint))
    if table.get("log", PLAIN.log) not in LOGS:
        hint = 'log = "e" for the natural logarithm, or log = "10"'
        found.append(_find(file, text, "log", "bad-value", "this is no base of a logarithm without one", hint))
    if not all(isinstance(v, str) for v in _mapping(table.get("macros", {})).values()):
        found.append(_find(file, text, "macros", "bad-value", "a macro has to be text", '"\\\\R" = "\\\\mathbb{R}"'))
    return found


def _slips(file: str, text: str, value: Any) -> tuple[str, list[Diagnostic]]:
    """Which slips readers can make, and what is wrong with how it is said; then all of them can."""
    if not isinstance(value, str):
        hint = 'slips = "all except integrated", or front matter says it for a lesson'
        return "all", [_find(file, text, "slips", "bad-value", "slips has to be text", hint)]
    try:
        possible(value)
    except Unreadable as error:
        key = re.search(r"^\s*slips\s*=", text, re.MULTILINE)
        word = value[error.offset : error.offset + error.length] or "slips"
        at = key.end() if key and word in text[key.end() :] else 0
        return "all", [_find(file, text, word, "bad-value", error.message, error.hint, at)]
    return value, []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _find(file: str, text: str, word: str, code: str, message: str, hint: str, start: int = 0) -> Diagnostic:
    """A diagnostic at the first place from `start` on where `word` stands; tomllib keeps no positions."""
    at = max(0, text.find(word, start))
    line = text.count("\n", 0, at) + 1
    return _at(file, text, line, at - (text.rfind("\n", 0, at) + 1) + 1, code, message, hint, len(word))


def _at(file: str, text: str, line: int, col: int, code: str, message: str, hint: str, length: int = 1) -> Diagnostic:
    lines = text.split("\n")
    excerpt = lines[line - 1] if line <= len(lines) else ""
    return Diagnostic(file, line, col, code, message, hint, "error", excerpt, length)
