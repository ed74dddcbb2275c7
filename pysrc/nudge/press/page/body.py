"""The text of a lesson as HTML, with holes for what only the whole course knows. It can be kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from nudge.press.diagnostics import Diagnostic
from nudge.press.page.pages import Section
from nudge.press.read.lesson import Link, LinkTarget
from nudge.press.read.outline import Outline
from nudge.press.read.source import FrontMatter, Source


@dataclass(frozen=True, slots=True)
class LessonBody:
    """What a page is made of. `widgets` is what its scripts know of each widget and `frames` their frames, as JSON.

    `fonts` are those of KaTeX's that the first screen waits for.
    """

    opening: str
    steps: tuple[Section, ...]
    ending: Section | None
    notes: str
    widgets: str
    frames: str
    fonts: tuple[str, ...]

    def text(self) -> str:
        """The body as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of(cls, text: str) -> LessonBody:
        """The body that was kept as this JSON."""
        kept = json.loads(text)
        steps = tuple(Section(**one) for one in kept.pop("steps"))
        ending = kept.pop("ending")
        fonts = tuple(kept.pop("fonts"))
        return cls(steps=steps, ending=Section(**ending) if ending else None, fonts=fonts, **kept)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a lesson before the others are: its outline, all that is wrong, and what of its frames.

    `key` stands for everything it was made from.
    """

    key: str
    outline: Outline
    found: tuple[Diagnostic, ...]
    heavy: tuple[Diagnostic, ...]

    def text(self) -> str:
        """All of it as JSON."""
        one = self.outline
        return json.dumps(
            {
                "file": one.source.file,
                "place": str(one.source.place),
                "lines": {number: line for number, line in enumerate(one.source.lines, 1) if line},
                "count": len(one.source.lines),
                "front": asdict(one.front),
                "anchors": [asdict(anchor) for anchor in one.anchors.values()],
                "links": [asdict(link) for link in one.links],
                "minutes": one.minutes,
                "looks": one.looks,
                "frames": str(one.frames) if one.frames else None,
                "headings": dict(one.headings),
                "found": [asdict(each) for each in self.found],
                "heavy": [asdict(each) for each in self.heavy],
            },
            ensure_ascii=False,
        )

    @classmethod
    def of(cls, key: str, text: str) -> Known:
        """What was kept as this JSON."""
        kept = json.loads(text)
        shown: Mapping[str, str] = kept["lines"]
        lines = tuple(shown.get(str(number), "") for number in range(1, kept["count"] + 1))
        source = Source(kept["file"], PurePosixPath(kept["place"]), lines, "")
        anchors = {one["id"]: LinkTarget(**one) for one in kept["anchors"]}
        links = tuple(Link(**one) for one in kept["links"])
        frames = PurePosixPath(kept["frames"]) if kept["frames"] else None
        front = FrontMatter(**kept["front"])
        outline = Outline(
            source, front, anchors, links, kept["minutes"], tuple(kept["looks"]), frames, kept["headings"]
        )
        found, heavy = (tuple(Diagnostic(**one) for one in kept[name]) for name in ("found", "heavy"))
        return cls(key, outline, found, heavy)
