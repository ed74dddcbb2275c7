"""Names on a page: each is given once, those an author chose are kept, the others are derived and numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from nudge.press.diagnostics import Diagnostic
from nudge.press.read.lesson import LinkTarget
from nudge.press.read.source import Source

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_OURS = ("lesson-data", "engine-status", "theme-toggle", "progress", "main", "contents")


def slug(text: str) -> str:
    """A heading as a name: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[^\W_]+", text.lower())) or "part"


@dataclass(slots=True)
class Ids:
    """The names of one page while it is being read."""

    source: Source
    anchors: dict[str, LinkTarget] = field(default_factory=dict)

    def claim(self, name: str, kind: str, line: int, col: int) -> Diagnostic | None:
        """Take a name an author chose, or say why it cannot be had."""
        length = max(1, len(name))
        if not _ID.fullmatch(name) or name in _OURS:
            ours = f"“{name}” is a name the page uses itself"
            message = ours if name in _OURS else f"“{name}” cannot be an id"
            hint = "an id is made of lower-case letters, digits and single hyphens, such as eq-chain"
            return self.source.problem(
                "bad-id", message, line, col, length, "choose another name" if name in _OURS else hint
            )
        if name in self.anchors:
            hint = f"it is the {self.anchors[name].kind} on line {self.anchors[name].line}"
            return self.source.problem("duplicate-id", f"the id “{name}” is taken", line, col, length, hint)
        self.anchors[name] = LinkTarget(name, kind, line)
        return None

    def derive(self, base: str, kind: str, line: int) -> str:
        """A free name that begins with `base`."""
        name, count = base, 1
        while name in self.anchors or name in _OURS:
            count += 1
            name = f"{base}-{count}"
        self.anchors[name] = LinkTarget(name, kind, line)
        return name
