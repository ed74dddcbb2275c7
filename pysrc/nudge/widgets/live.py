"""The only door from the browser: JSON in, JSON out.

The page describes its widgets once (`describe`), then asks for views (`answer`). A message carries a sequence number,
which comes back unchanged, so that the page can drop answers that a newer question has overtaken.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from nudge.rates import Unreadable
from nudge.widgets.base import Widget, read
from nudge.widgets.controls import Slider
from nudge.widgets.kinds import REGISTRY

REACH = 60
"""How many places of a slider, to both sides, a point is looked for that is pulled along no line: no single movement
of a pointer goes farther."""

_widgets: dict[str, Widget] = {}


def describe(text: str) -> None:
    """Take the widgets of a page: `{"id": {"widget": kind, "fields": [[key, text], …]}, …}`, as the build wrote them.

    The description of a picture stands in the page alone and is left out: no part of a view has it.
    Only the kinds that are named are imported.
    """
    for name, description in json.loads(text).items():
        fields = [(key, text) for key, text in description["fields"]]
        if not any(key == "alt" for key, _ in fields):
            fields.append(("alt", ""))
        widget, problems = read(REGISTRY[description["widget"]], fields)
        if widget is None:
            raise ValueError(f"{name}: {problems[0].message}")
        _widgets[name] = widget


def answer(text: str) -> str:
    """Answer `{"seq", "widget", "state", "wanted"?}` with `{"seq", "parts", "problems"}`.

    `wanted` are the full names of parts; without it all are meant. With `"along": name` the answer is
    `{"seq", "along": {text: part}}` instead: the one part that is wanted, at the places of that slider near the state.
    """
    message = json.loads(text)
    widget, state, wanted = _widgets[message["widget"]], message["state"], message.get("wanted")
    reply: dict[str, Any] = {"seq": message["seq"]}
    if "along" in message:
        reply["along"] = _along(widget, state, message["along"], wanted[0])
    else:
        view = widget.view(state, None if wanted is None else frozenset(wanted))
        reply |= {"parts": dict(view.parts), "problems": dict(view.problems)}
    return json.dumps(reply, ensure_ascii=False)


def _along(widget: Widget, state: Mapping[str, str], name: str, part: str) -> dict[str, str]:
    """A part at the places of a slider near `state`, by the texts of these places."""
    slider = widget.assembly().controls[name]
    if not isinstance(slider, Slider):
        return {}
    try:
        here = slider.read(state[name])
    except Unreadable:
        return {}
    places = [slider.on_grid(here + k * float(slider.step)) for k in range(-REACH, REACH + 1)]
    views = {text: widget.view({**state, name: text}, {part}) for text in dict.fromkeys(places)}
    return {text: view.parts[part] for text, view in views.items() if part in view.parts}
