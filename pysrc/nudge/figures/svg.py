"""Scenes as SVG text.

Everything is classes and geometry; colours, widths and fonts belong to the style sheet, so that dark mode, print and
forced colours can change them. Numbers are written by `nudge.rates.numbers.coordinate`, the same on every platform.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from nudge.figures.scene import Mark, Scene
from nudge.figures.windows import Place
from nudge.rates.numbers import coordinate

HIDDEN = {"display": "none"}


def draw(scene: Scene) -> str:
    """The marks of a scene as SVG elements."""
    return "".join(element(mark, mark.geometry(scene.window)) for mark in scene.marks)


def element(mark: Mark, texts: Mapping[str, str]) -> str:
    """A mark's element with its moving texts in place."""
    bound = {name: text for name, text in texts.items() if name not in ("content", "translate")}
    if "translate" in texts:
        bound |= moved(texts["translate"])
    return shell(mark, attributes(bound), texts.get("content"))


def shell(mark: Mark, bound: str = "", content: str | None = None) -> str:
    """The stable element of a mark. `bound` are attributes as text for what moves; `content` replaces its own."""
    names = f"{mark.word} {mark.role}".strip()
    held = mark.inside() if content is None else content
    return tag(mark.tag, {"class": names, **mark.stable()}, held, bound)


def moved(place: str) -> dict[str, str]:
    """The attributes that move an element to "px py"; without a place they take it out of the picture."""
    return {"transform": f"translate({place})"} if place else HIDDEN


def tag(name: str, given: Mapping[str, str], content: str = "", bound: str = "") -> str:
    """An element as text: attributes given by name, then some as text, then its content, which is SVG."""
    opened = f"<{name}{attributes(given)}{bound}"
    return f"{opened}>{content}</{name}>" if content or name in ("g", "text") else f"{opened}/>"


def attributes(given: Mapping[str, str]) -> str:
    """Attributes as text, with a leading space each, escaped."""
    return "".join(f' {key}="{escape(text)}"' for key, text in given.items())


def group(role: str, content: str) -> str:
    """Elements as one, with the class `role`."""
    return tag("g", {"class": role}, content)


def uncovered(clip: str, window: str, content: str) -> str:
    """Elements that refer to the clip path `clip`, after its rectangle, whose attributes `window` are text."""
    return tag("clipPath", {"id": clip}, tag("rect", {}, bound=window)) + content


def polyline(places: Iterable[Place]) -> str:
    """The `d` of one run of straight lines through places given in viewBox units."""
    numbers = [pair(place) for place in places]
    return "M" + "L".join(numbers) if numbers else ""


def pair(place: Place) -> str:
    """A place in viewBox units as "px py"."""
    return f"{coordinate(place[0])} {coordinate(place[1])}"
