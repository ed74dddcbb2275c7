"""What is wrong with a lesson, where, and what would help.

A diagnostic is returned, never raised: every stage goes on as far as it can, so that an author sees all the
mistakes of a course in one run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]

CODES = {
    "active-file": "a linked file that could run on the site's origin, or an image that is none",
    "answer-in-hint": "a hint that prints the answer",
    "bad-address": "a link that no browser should follow, or that names no host",
    "bad-course": "course.toml cannot be read",
    "bad-field": "a line that should be `key: value` is not",
    "bad-id": "a name that cannot be an id",
    "bad-name": "a name that a lesson or a linked file cannot have",
    "bad-option": "an option in a comment that its comment does not have",
    "bad-tex": "a formula KaTeX cannot set",
    "bad-value": "a value of the wrong kind",
    "colliding-slips": "an exercise with a slip that meets the answer, or with two options that are the same",
    "dead-anchor": "a link to a place its page does not have, or a line that waits for one",
    "dead-link": "a link to a lesson or file that does not exist",
    "derived-id": "a step without an id of its own (a warning)",
    "display-glued": "a display formula that shares its lines with text",
    "duplicate-id": "an id given twice on one page",
    "duplicate-key": "a key given twice",
    "empty-lesson": "a lesson without any text",
    "false-equation": "an equation in a checked display that does not hold",
    "foreign-image": "an image on another host",
    "front-matter": "a lesson whose front matter is missing or not closed",
    "hidden-file": "a link to a hidden file or a draft",
    "idle-control": "a slider or another control on which nothing in its widget depends",
    "large-frames": "a widget of which more is drawn ahead than a page should load (a warning)",
    "missing-alt": "an image without a description",
    "missing-key": "a key that has to be there",
    "misplaced-block": "a widget, callout or the like inside a list or a quotation",
    "misplaced-comment": "one of our comments with nothing to belong to",
    "missing-module": "a module without a folder, or a lesson outside of any folder",
    "module-mismatch": "a lesson whose `module:` is not its folder",
    "no-lessons": "a course without a lesson",
    "not-an-identity": "an equation in a checked display that is a condition, and was not checked (a warning)",
    "not-text": "a file that is not UTF-8",
    "outside-content": "a symbolic link that leads out of the content folder, or nowhere",
    "raw-html": "HTML that is not one of our comments or <details>",
    "reading-time": "`minutes:` far from what the text takes (a warning)",
    "same-address": "two files that would be published in one place",
    "spaced-math": "a formula with a space just inside its dollar signs",
    "title-heading": "a level-one heading; the title is in the front matter",
    "unclear-equation": "a checked display that is not understood",
    "unclear-number": "a number in the text that cannot be computed",
    "unclosed-colons": "a `:::` block that is never closed",
    "unclosed-comment": "a comment that is never closed",
    "unclosed-details": "a <details> that is never closed",
    "unclosed-fence": "a code block that is never closed",
    "unclosed-math": "a dollar sign that opens a formula and is never answered",
    "unknown-block": "a `:::{name}` block of a kind there is not",
    "unknown-callout": "a `> [!NAME]` callout of a kind there is not",
    "unknown-comment": "a comment that is not one of ours",
    "unknown-key": "a key that nothing reads",
    "unknown-link": "a `[text][name]` without a line that says where it leads",
    "unknown-note": "a `[^name]` without a note",
    "unknown-reference": "a `[](#id)` to something that has no number",
    "unknown-term": "a `term:` that the glossary does not explain",
    "unknown-widget": "a widget of a kind there is not",
    "unreadable-field": "a field of a widget that cannot be read",
    "unreadable-file": "a file that cannot be read, or is too large for it",
    "unseen-mark": "a mark that is inside of its pane in no state",
    "unshown-number": "a number that varies, and that the question does not show",
}
"""Every code there is, with what it stands for. Each has a fixture in tests/errors."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One mistake. `line` and `col` count from 1; `length` characters of the line `excerpt` are underlined."""

    file: str
    line: int
    col: int
    code: str
    message: str
    hint: str = ""
    severity: Severity = "error"
    excerpt: str = ""
    length: int = 1

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise ValueError(f"no such diagnostic: {self.code}")


def text(found: Diagnostic) -> str:
    """A diagnostic for a terminal: place, message, the line with the trouble underlined, a hint."""
    lines = [f"{found.file}:{found.line}:{found.col}: {found.severity}[{found.code}]: {found.message}"]
    if found.excerpt.strip():
        number = str(found.line)
        lead = "".join("\t" if c == "\t" else " " for c in found.excerpt[: found.col - 1])
        width = max(1, min(found.length, len(found.excerpt) - found.col + 1))
        lines += [f"  {number} | {found.excerpt}", f"  {' ' * len(number)} | {lead}{'^' * width}"]
    if found.hint:
        lines.append(f"  hint: {found.hint}")
    return "\n".join(lines)


def as_json(found: Iterable[Diagnostic]) -> str:
    """Diagnostics for a program: a JSON array of objects."""
    return json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2)


def errors(found: Iterable[Diagnostic]) -> int:
    """How many of these stop a build."""
    return sum(one.severity == "error" for one in found)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint with the closest known word; without one, `otherwise`, or the list of what is known."""
    words = list(known)
    close = get_close_matches(word, words, 1)
    if close:
        return f"did you mean “{close[0]}”?"
    return otherwise or ("known here: " + ", ".join(words) if words else "")
