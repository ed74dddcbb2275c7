"""The only door from the browser: JSON in, JSON out.

The page describes its widgets once (`describe`), then asks for views (`answer`). A message carries a sequence number,
which comes back unchanged, so that the page can drop answers that a newer question has overtaken.
"""

from __future__ import annotations

import json
from typing import Any

from nudge.widgets import REGISTRY
from nudge.widgets.base import Widget, read

_widgets: dict[str, Widget] = {}


def describe(text: str) -> None:
    """Take the widgets of a page: `{"id": {"widget": kind, "fields": {key: text}}, …}`, as the build wrote them."""
    for name, description in json.loads(text).items():
        widget, problems = read(REGISTRY[description["widget"]], description["fields"])
        if widget is None:
            raise ValueError(f"{name}: {problems[0].message}")
        _widgets[name] = widget


def answer(text: str) -> str:
    """Answer `{"seq", "widget", "state", "drag"?}` with `{"seq", "parts", "caption", "done", "problems"}`.

    With `"drag": {"handle", "at": [x, y]}` the widget first moves to the state nearest to the pointer; the answer then
    also holds `"state"`.
    """
    message = json.loads(text)
    widget = _widgets[message["widget"]]
    state: Any = message["state"]
    drag = message.get("drag")
    if drag:
        x, y = drag["at"]
        state = widget.drag(drag["handle"], (x, y), state)
    view = widget.view(state)
    reply = {
        "seq": message["seq"],
        "parts": dict(view.parts),
        "caption": view.caption,
        "done": view.done,
        "problems": dict(view.problems),
    }
    if drag:
        reply["state"] = dict(state)
    return json.dumps(reply, ensure_ascii=False)
