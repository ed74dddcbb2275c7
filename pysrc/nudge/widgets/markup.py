"""HTML for widgets: parts, formulas and attributes, each written in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

SETTABLE = frozenset(
    {
        *("d", "translate", "value", "aria-label", "aria-valuetext", "aria-pressed"),
        *("data-been", "data-outcome", "data-scale", "data-scroll"),
    }
)
"""What a part may set instead of an element's content. The page accepts the same list and nothing else."""


def attributes(pairs: Mapping[str, str]) -> str:
    """Attributes as text, with a leading space each, escaped."""
    return "".join(f' {name}="{escape(text)}"' for name, text in pairs.items())


def full(piece: str, part: str) -> str:
    """The name that a part of a piece has on the page: "inner-curve". A piece with one part may call it ""."""
    return "-".join(filter(None, (piece, part)))


@dataclass(frozen=True, slots=True)
class Put:
    """Puts the parts of one piece into its markup. Every part but "said" and "done" has one place there.

    `parts` has the texts of all parts of the widget, `id` is the widget's name on the page: ids inside begin with it.
    """

    parts: Mapping[str, str]
    piece: str
    id: str

    def part(self, name: str, tag: str, /, **more: str) -> str:
        """The element whose content is a part. `class_` is the attribute class, `_` in the names of others is `-`."""
        whole = full(self.piece, name)
        return f'<{tag} data-part="{whole}"{attributes(_spelled(more))}>{self.parts[whole]}</{tag}>'

    def bound(self, bindings: Mapping[str, str], **more: str) -> str:
        """The attributes of a stable element, some of which are parts (attribute -> part), the others as given.

        "translate" is written "px py" and becomes an SVG transform; an empty one takes the element out of the picture.
        """
        named = {attribute: full(self.piece, name) for attribute, name in bindings.items()}
        found = {**_spelled(more), "data-set": " ".join(f"{attribute}:{name}" for attribute, name in named.items())}
        for attribute, name in named.items():
            if attribute not in SETTABLE:
                raise ValueError(f"a part cannot set “{attribute}”")
            text = self.parts[name]
            if attribute != "translate":
                found[attribute] = text
            elif text:
                found["transform"] = f"translate({text})"
            else:
                found["display"] = "none"
        return attributes(found)


def math(tex: str) -> str:
    """A formula: the build or the page typesets it in place."""
    return f'<span data-tex="{escape(tex)}"></span>'


def prose(text: str) -> str:
    """An author's words as HTML: formulas between dollar signs, everything else as written."""
    pieces = text.split("$")
    return "".join(math(piece) if i % 2 else escape(piece) for i, piece in enumerate(pieces))


def _spelled(more: Mapping[str, str]) -> dict[str, str]:
    return {name.rstrip("_").replace("_", "-"): text for name, text in more.items()}
