"""The content folder: which of its files are lessons, which may be linked to, and which are neither, and why.

Nothing outside of the folder is part of a course, and nothing hidden: a symbolic link counts for what it leads to.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from nudge.press.diagnostics import Diagnostic

LONGEST = 1024
"""Bytes of a place in the content folder: the longest name that object stores, which many hosts are, can hold."""

_LESSON_LIKE = re.compile(r"\.(md|markdown|mdown|mkdn?|mdwn)$", re.IGNORECASE)
_NOWHERE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]|[. ]$')
"""What Windows cannot hold in a name, and the file hosts that copy its rules; or what is no text at all."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)

Refusal = tuple[str, str, str]
"""Why a file is not part of a course: the code of a diagnostic, its message and its hint."""

OUTSIDE: Refusal = (
    "outside-content",
    "this symbolic link leads out of the content folder",
    "put the file itself into the content folder",
)
DANGLING: Refusal = ("outside-content", "this symbolic link leads nowhere", "mend the link, or remove it")
CIRCLE: Refusal = ("outside-content", "this symbolic link leads in a circle", "mend the link, or remove it")
HIDDEN: Refusal = (
    "hidden-file",
    "this is hidden or a draft: its name, or that of a folder around it, begins with “.” or “_”",
    "what is published has a name that begins otherwise",
)
LESSON_FOLDER: Refusal = ("bad-name", "this is a folder with the name of a lesson", "give it another name")
SPECIAL: Refusal = ("unreadable-file", "this is neither a file nor a folder", "remove it; only files are published")
UNREADABLE: Refusal = ("unreadable-file", "this file may not be read", "let yourself read it: chmod u+r")


@dataclass(frozen=True, slots=True)
class Content:
    """What a content folder holds, by place. `refused` are files that nothing may link to, each with the reason."""

    lessons: tuple[PurePosixPath, ...]
    files: frozenset[PurePosixPath]
    refused: dict[PurePosixPath, Refusal]
    found: tuple[Diagnostic, ...]


def survey(root: Path, shown: str) -> Content:
    """Look through the content folder; `shown` is how it is named to its author. No file is opened."""
    lessons, files = [], []
    refused: dict[PurePosixPath, Refusal] = {}
    found: list[Diagnostic] = []
    for place, refusal, is_folder in _entries(root):
        wrong = refusal or _named(place)
        if wrong:
            refused[place] = wrong
            found += [_at(f"{shown}/{place}", wrong)] if is_folder or _LESSON_LIKE.search(place.name) else []
        elif place.suffix == ".md":
            lessons.append(place)
        elif place.suffix != ".toml":
            files.append(place)
    return Content(tuple(sorted(lessons)), frozenset(files), refused, tuple(found))


def is_hidden(place: PurePosixPath) -> bool:
    """Whether this is kept from readers by its name."""
    return any(part.startswith((".", "_")) and part != ".." for part in place.parts)


def _entries(root: Path) -> Iterator[tuple[PurePosixPath, Refusal | None, bool]]:
    """Every file that is not hidden, and whatever cannot be read or followed, with the reason and whether it is a
    folder. Other folders are walked.
    """
    real = Path(os.path.realpath(root))
    folders = [(PurePosixPath(), frozenset({str(real)}))]
    while folders:
        folder, above = folders.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError:
            yield folder, UNREADABLE, True
            continue
        for entry in entries:
            place = folder / entry.name
            if is_hidden(PurePosixPath(entry.name)):
                continue
            target, refusal = _target(real, Path(entry.path)) if entry.is_symlink() else (Path(entry.path), None)
            kind = stat.S_IFREG if refusal else target.stat().st_mode
            if refusal or stat.S_ISREG(kind):
                yield place, refusal, bool(refusal) and os.path.isdir(entry.path)
            elif not stat.S_ISDIR(kind):
                yield place, SPECIAL, False
            elif _LESSON_LIKE.search(entry.name):
                yield (
                    place,
                    ("bad-name", "this is a folder with the name of a lesson", "give the folder another name"),
                    True,
                )
            elif (reached := os.path.realpath(target)) in above:
                yield place, CIRCLE, True
            elif len(os.fsencode(place)) > LONGEST:
                yield place, _named(place), True
            else:
                folders.append((place, above | {reached}))


def _target(real: Path, link: Path) -> tuple[Path, Refusal | None]:
    """Where a symbolic link leads, and why it may not be followed."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        return link, DANGLING if isinstance(error, FileNotFoundError) else CIRCLE
    if not target.is_relative_to(real):
        return link, OUTSIDE
    return target, HIDDEN if is_hidden(PurePosixPath(target.relative_to(real))) else None


def _named(place: PurePosixPath) -> Refusal | None:
    """What is wrong with the name of a file that would be published."""
    for part in place.parts:
        if bad := _NOWHERE.search(part):
            sign = "a full stop or a space at its end" if bad[0] in (". ") else f"“{_visible(bad[0])}”"
            return "bad-name", f"a name with {sign} cannot be kept everywhere", "give it another name"
        if _DEVICES.match(part):
            return "bad-name", f"“{part}” is the name of a device on Windows", "give it another name"
    if len(os.fsencode(place)) > LONGEST:
        return "bad-name", f"this name is longer than {LONGEST} bytes with its folders", "use fewer folders"
    if _LESSON_LIKE.search(place.name) and place.suffix != ".md":
        return "bad-name", "a lesson's file ends in .md, in small letters", "rename it, and it is a lesson"
    if place.suffix == ".md" and place.stem.casefold() == "index" and len(place.parts) > 1:
        hint = f"call it after its title; the course's front page lists the lessons of {place.parts[0]}"
        return "bad-name", "a lesson's address is its name, and index is the name of a folder's own page", hint
    return None


def _at(file: str, refusal: Refusal) -> Diagnostic:
    code, message, hint = refusal
    return Diagnostic(_visible(file), 1, 1, code, message, hint)


def _visible(text: str) -> str:
    """A name with its invisible characters written out, so that no terminal is moved by it."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)
