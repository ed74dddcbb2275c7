"""The frame table: every position of a control, drawn at build time, so that the page answers before Python arrives.

A table belongs to one widget. For each control with a finite list of states (a slider, a choice) it holds that list
and, for each part that varies, its column of texts, all other controls standing at their start:

    {"x": {"states": ["-3.14", …], "parts": {"total": {"text": [...]}}, "caption": {...}}}

A column is `{"text": [one text per state]}` or, when the texts differ only in their numbers,
`{"like": ["M", "L", ""], "holes": [[…], "7"]}`: the pieces between the numbers, and for each gap its column of numerals
as they are to be shown, or the one numeral that stands there throughout. Joined, they are the texts, to the byte.
"""

from __future__ import annotations

import re
from typing import Any

from nudge.widgets.base import View, Widget, start

_NUMERAL = re.compile(r"[-−+]?\d+(?:\.\d+)?")


def table(widget: Widget) -> dict[str, Any]:
    """The frames of `widget`, one entry per control that has a finite list of states."""
    rest = start(widget)
    found = {}
    for control in widget.controls():
        states = control.states()
        if len(states) < 2:
            continue
        views = [widget.view({**rest, control.name: text}) for text in states]
        found[control.name] = {
            "states": list(states),
            "parts": _varying(views),
            "caption": column([view.caption for view in views]),
            "done": [i for i, view in enumerate(views) if view.done],
        }
    return found


def _varying(views: list[View]) -> dict[str, Any]:
    first = views[0].parts
    names = [name for name in first if any(view.parts[name] != first[name] for view in views)]
    return {name: column([view.parts[name] for view in views]) for name in names}


def column(texts: list[str]) -> dict[str, Any]:
    """The shorter of the two encodings of a column of texts."""
    pieces = _NUMERAL.split(texts[0])
    if len(set(texts)) > 1 and len(pieces) > 1 and all(_NUMERAL.split(text) == pieces for text in texts):
        holes = zip(*(_NUMERAL.findall(text) for text in texts), strict=True)
        return {"like": pieces, "holes": [hole[0] if len(set(hole)) == 1 else list(hole) for hole in holes]}
    return {"text": texts}


def texts(column: dict[str, Any]) -> list[str]:
    """The texts of a column, whichever way it is encoded. The inverse of `column`."""
    if "text" in column:
        return list(column["text"])
    pieces, holes = column["like"], column["holes"]
    count = max((len(hole) for hole in holes if isinstance(hole, list)), default=0)
    return ["".join(a + b for a, b in zip(pieces, (*_row(holes, i), ""), strict=True)) for i in range(count)]


def _row(holes: list[list[str] | str], i: int) -> list[str]:
    return [hole if isinstance(hole, str) else hole[i] for hole in holes]
