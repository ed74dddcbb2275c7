"""What a lesson's text cannot know by itself: where its links lead, and how large its pictures are.

A body is written with a hole for each, so that it depends on nothing but its lesson, and the holes are filled when the
whole course is known. A hole is the address as its author wrote it, between NUL characters, which markdown never keeps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape

from nudge.press.page.links import ResolvedLinks

_HREF = ' href="'
_URL, _LABEL, _ROOM = "url:", "label:", "room:"


@dataclass(frozen=True, slots=True)
class _Holes(Mapping[str, str]):
    """Has a hole of its sort for every address."""

    sort: str

    def __getitem__(self, href: str) -> str:
        return f"\0{self.sort}{href}\0"

    def __contains__(self, href: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


ROOMS: Mapping[str, str] = _Holes(_ROOM)
"""The attributes of each picture that keep room for it, as holes."""


def unresolved(numbers: Mapping[str, int]) -> ResolvedLinks:
    """The links of a lesson, all of them holes; the numbers of its equations and figures are its own."""
    return ResolvedLinks(_Holes(_URL), _Holes(_LABEL), numbers, {})


def room(size: tuple[int, int] | None) -> str:
    """The attributes of a picture that keep room for it."""
    return f' width="{size[0]}" height="{size[1]}"' if size else ""


def filled(html: str, resolved: ResolvedLinks, sizes: Mapping[str, tuple[int, int]]) -> str:
    """The text with what belongs into its holes."""
    pieces = html.split("\0")
    for i in range(1, len(pieces), 2):
        sort, _, written = pieces[i].partition(":")
        href = unescape(written)
        match f"{sort}:":
            case "url:":
                if href in resolved.urls or not pieces[i - 1].endswith(_HREF):
                    pieces[i] = escape(resolved.urls.get(href, "data:,"))
                else:  # a link that leads nowhere
                    pieces[i - 1], pieces[i] = pieces[i - 1].removesuffix(_HREF), ""
                    pieces[i + 1] = pieces[i + 1].removeprefix('"')
            case "label:":
                pieces[i] = escape(resolved.labels.get(href, ""))
            case _:
                pieces[i] = room(sizes.get(href))
    return "".join(pieces)
