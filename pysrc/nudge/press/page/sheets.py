"""The style sheets of the kinds of widgets that a lesson uses, as one file of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from nudge.press.page.pages import ASSETS, Page


def sheet(kinds: Iterable[str], looks: Mapping[str, str]) -> Page | None:
    """What widgets of these kinds look like, beyond what all have; `looks` are style sheets by kind.

    Lessons with the same kinds share the file: one more would be one more wait before the first paint.
    """
    used = set(kinds) & looks.keys()
    if not used:
        return None
    text = "\n".join(looks[kind] for kind in sorted(used))
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return Page(PurePosixPath(ASSETS) / f"{'-'.join(sorted(used))}-{digest}.css", text)
