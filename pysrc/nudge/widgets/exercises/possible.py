"""Which slips the readers of a course can make yet: before integrals are taught nobody integrates."""

from __future__ import annotations

import re

from nudge.rates import Unreadable
from nudge.rates.slips import ALL, APART, MESSAGES

_EXCEPT = re.compile(r"\s*all\s+except\b")
_ITEM = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


def possible(text: str) -> frozenset[str]:
    """Read `all`, `none`, `all except integrated, sign`, or a list of ids. Raises `Unreadable`."""
    whole = text.strip()
    if whole in ("all", "none"):
        return ALL if whole == "all" else frozenset()
    lead = _EXCEPT.match(text)
    items = list(_ITEM.finditer(text, lead.end() if lead else 0))
    if not items:
        raise Unreadable("This names no slip", 0, len(text), "write all, none, all except integrated, or a list of ids")
    for item in items:
        if item[0] not in MESSAGES:
            raise Unreadable(f"“{item[0]}” is not a slip", item.start(), len(item[0]), _hint(item[0]))
    listed = {item[0] for item in items}
    return ALL - listed if lead else frozenset(listed)


def _hint(word: str) -> str:
    from difflib import get_close_matches  # only ever needed at build time; slow to import in the browser

    close = get_close_matches(word, MESSAGES, 1)
    if close:
        return f"did you mean “{close[0]}”?"
    usual = ", ".join(one for one in MESSAGES if one in APART)
    return f"all, none, all except …, or of these: {usual}; docs/authoring.md has the rarer ones"
