"""What is shown and said of an answer.

An answer has one of four outcomes. Accepted and rejected are marks; unfinished and unreadable are free retries, which
say what is still to be done, or where the trouble is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape

from nudge.widgets.exercises.answers import Marked
from nudge.widgets.exercises.echo import echo, noted


@dataclass(frozen=True, slots=True)
class Feedback:
    """What is shown of a mark, part by part; the sentence that is heard; and whether the question is answered."""

    parts: Mapping[str, str]
    said: str = ""
    done: bool = False


def feedback(mark: Marked, text: str, said: str, right: str = "") -> Feedback:
    """On one mark: `said` is the diagnosis of a wrong answer, `right` what follows a right one, both as HTML."""
    seen = echo(mark, text)
    if mark.outcome == "accepted":
        heard = f"Right. {plain(noted(mark))}".strip()
        return Feedback({"verdict": f"<b>Right.</b> {right}{seen}", "outcome": "accepted"}, heard, done=True)
    if mark.outcome == "rejected":
        heard = f"Not yet. {plain(said)} {plain(noted(mark))}".strip()
        return Feedback({"verdict": f"<b>Not yet.</b> {said}{seen}", "outcome": "rejected"}, heard)
    if mark.outcome == "unfinished":
        words = f"<b>Right so far.</b> {escape(mark.message)} This does not count as a try.{seen}"
        return Feedback({"verdict": words, "outcome": "unfinished"}, f"Right so far. {mark.message}")
    title = "Which is meant?" if mark.ambiguous else "That cannot be read."
    words = f"<b>{title}</b> {escape(mark.message)} This does not count as a try.{seen if mark.ambiguous else ''}"
    return Feedback({"verdict": words, "outcome": "unreadable"}, f"{title} {mark.message}")


UNANSWERED = Feedback({"verdict": "", "outcome": ""})
"""Of an exercise to which nothing was answered yet."""


def plain(html: str) -> str:
    """The words of a piece of HTML, for a sentence that is heard; a formula stands as its TeX."""
    heard = re.sub(r'<span data-tex="([^"]*)"></span>', lambda found: _heard(found[1]), html)
    return unescape(re.sub(r"<[^>]*>", " ", heard)).replace("  ", " ").strip()


def _heard(formula: str) -> str:
    """TeX without what is only for the eye."""
    return re.sub(r"\\(?:inner|outer|total)\b|[{}]", "", formula).replace(r"\cdot", "·")
