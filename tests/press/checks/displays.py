"""Displays of `displays/`, read and judged as a build does it, by way of the same comments and macros."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from nudge.press.checks.displays import Display, Judged, ask
from nudge.press.checks.judge import wire
from nudge.press.checks.judge.worker import answers
from nudge.press.checks.tex import statements
from nudge.press.checks.tex.macros import written_out
from nudge.press.checks.tex.scope import LessonScope
from nudge.press.checks.tex.tree import Unclear

FOLDER = Path(__file__).parent / "displays"
EXPECTED = {
    "=": {"proved", "held"},
    "*": {"proved"},
    "d": {"defined"},
    "~": {"unchecked"},
    "?": {"unclear"},
    "/": {"false", "unclear", "unchecked"},
}
"""What may become of a display, by its mark."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A display of a file, `kind`, with its mark; what stands before it, its options, and the course's macros."""

    kind: str
    mark: str
    tex: str
    given: str = ""
    options: str = ""
    macros: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def name(self) -> str:
        """How it is called in the name of a test."""
        return " ; ".join(filter(None, [self.kind, self.given, self.options, f"{self.mark} {self.tex}"]))


def displays(folder: Path = FOLDER) -> Iterator[Shown]:
    """All displays of all files of a folder."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text("utf-8").strip().split("\n\n"):
            known = Shown(path.stem, "", "")
            for row in block.split("\n"):
                mark, _, rest = row.partition(" ")
                match mark:
                    case ":":
                        known = replace(known, given=rest)
                    case "!":
                        known = replace(known, options=rest)
                    case "@":
                        name, _, body = rest.partition(" = ")
                        known = replace(known, macros={**known.macros, name: body})
                    case "#":
                        continue
                    case _:
                        yield replace(known, mark=mark, tex=rest)


@lru_cache
def scope(given: str) -> LessonScope:
    """What the display before defines."""
    return statements.read(given, LessonScope()).scope if given else LessonScope()


def judged(one: Shown, deep: bool) -> Display:
    """What becomes of a display. `deep`: with proofs."""
    try:
        tex = written_out(one.tex, one.macros).text
        asked = ask(tex, one.options, scope(one.given))
    except Unclear as problem:
        return Display(0, "unclear", reason=f"{problem.message}: {one.tex[problem.start : problem.end]}")
    found = []
    for question in asked.questions:
        verdicts = answers(wire.question(question.text()))
        found.append(Judged(question, list(verdicts)[-1] if deep else next(iter(verdicts))))
    return asked.display.with_verdicts(tuple(found))
