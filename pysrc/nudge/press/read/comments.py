"""What comments say: `<!-- step id=multiply -->` and its kin. Each belongs to the block it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markdown_it.token import Token

from nudge.press.diagnostics import Diagnostic, did_you_mean
from nudge.press.read.ids import Ids
from nudge.press.read.locate import Locator, Spot
from nudge.press.read.source import Source
from nudge.press.read.tokens import DisplayComment, mean, meaning, seen

_WORD = re.compile(r"\s*(?P<word>[A-Za-z][\w-]*)(?P<colon>:?)\s*(?P<rest>.*?)\s*$", re.DOTALL)
_OPTION = re.compile(r"(?P<key>[\w-]+)=(?P<value>\S*)|(?P<stray>\S+)")

OWNERS = {
    "step": "a level-two heading",
    "ending": "a level-two heading",
    "equation": "a display formula",
    "figure": "an image in a paragraph of its own",
    "check": "a display formula",
    "unchecked": "a display formula",
    "note": "",
}
"""The comments there are, and what each stands under. `note:` is for authors among themselves."""


@dataclass(frozen=True, slots=True)
class _Remark:
    word: str
    rest: str
    line: int
    spot: Spot
    rest_at: int


def attach(tokens: Iterable[Token], source: Source, locator: Locator, ids: Ids) -> tuple[list[Token], list[Diagnostic]]:
    """Take comments out of a row of tokens, leaving what they say in the meaning of the token they belong to."""
    kept: list[Token] = []
    found: list[Diagnostic] = []
    for token in tokens:
        if token.type != "comment":
            kept.append(token)
            continue
        remark = _read(token, source, locator, found)
        if remark and remark.word != "note":
            owner = _owner(remark.word, kept)
            if owner is None:
                message = f"“{remark.word}” has to stand directly under {OWNERS[remark.word]}"
                hint = "move it there; only comments may stand between"
                found.append(source.whole_line("misplaced-comment", message, remark.line, hint))
            else:
                found += _again(remark, owner, source) or _apply(remark, owner, source, ids)
    return kept, found


def _read(token: Token, source: Source, locator: Locator, found: list[Diagnostic]) -> _Remark | None:
    line = (token.map or [0, 0])[0] + 1
    if not seen(token).closed:
        found.append(source.whole_line("unclosed-comment", "this comment is never closed", line, "close it with -->"))
        return None
    words = _WORD.match(token.content)
    spot = locator.spot("<!--" + token.content + "-->", line)
    if words and words["word"] in OWNERS:
        return _Remark(words["word"], words["rest"], line, spot, 4 + words.start("rest"))
    word = words["word"] if words else token.content.strip()
    hint = did_you_mean(word, OWNERS, "for a remark to other authors write <!-- note: … -->")
    at, col = spot.place(4 + (words.start("word") if words else 0))
    message = f"“{word}” is not a comment the page understands" if word else "this comment is empty"
    found.append(source.problem("unknown-comment", message, at, col, max(1, len(word)), hint))
    return None


def _owner(word: str, kept: list[Token]) -> Token | None:
    """The token a comment belongs to, if it stands right under one of the right kind."""
    last = kept[-1] if kept else None
    if last is None:
        return None
    if word in ("step", "ending"):
        return kept[-3] if last.type == "heading_close" and last.tag == "h2" else None
    if word == "figure":
        return kept[-3] if last.type == "paragraph_close" and is_figure(kept[-2]) else None
    return last if last.type == "math_block" else None


def is_figure(inline: Token) -> bool:
    """Whether an inline token is one image and nothing else."""
    children = inline.children or []
    return len(children) == 1 and children[0].type == "image"


def _again(remark: _Remark, owner: Token, source: Source) -> list[Diagnostic]:
    """A complaint if the same comment stands under this owner already."""
    known = meaning(owner)
    first = dict(known.remarks).get(remark.word)
    if first is None:
        mean(owner, replace(known, remarks=(*known.remarks, (remark.word, remark.line))))
        return []
    message, hint = f"“{remark.word}” is given twice", f"first on line {first}"
    return [source.whole_line("duplicate-key", message, remark.line, hint)]


def _apply(remark: _Remark, owner: Token, source: Source, ids: Ids) -> list[Diagnostic]:
    known = meaning(owner)
    equation = known.equation or DisplayComment()
    match remark.word:
        case "check":
            mean(owner, replace(known, equation=replace(equation, check=remark.rest)))
        case "unchecked":
            mean(owner, replace(known, equation=replace(equation, unchecked=remark.rest)))
            if not remark.rest:
                message = "say why this is not checked"
                return [source.whole_line("bad-option", message, remark.line, "<!-- unchecked: reason -->")]
        case word:
            name, found = _id(remark, source, ids)
            match word:
                case "equation":
                    known = replace(known, equation=replace(equation, id=name))
                case "step":
                    known = replace(known, step=name)
                case "ending":
                    known = replace(known, ending=True)
                case _:
                    known = replace(known, figure=name)
            mean(owner, known)
            return found
    return []


def _id(remark: _Remark, source: Source, ids: Ids) -> tuple[str, list[Diagnostic]]:
    """The `id=` of a comment: "" when it is not given or cannot be had."""
    name, found, first = "", [], None
    for option in _OPTION.finditer(remark.rest):
        line, col = remark.spot.place(remark.rest_at + option.start())
        if option["key"] == "id" and first is not None:
            hint = f"the first one is {first}"
            found.append(source.problem("duplicate-key", "“id” is given twice", line, col, len(option[0]), hint))
        elif option["key"] == "id" and remark.word != "ending":
            first = option["value"]
            trouble = ids.claim(option["value"], remark.word, line, col + 3)
            name = name if trouble else option["value"]
            found += [trouble] if trouble else []
        else:
            hint = "write <!-- ending -->" if remark.word == "ending" else f"write <!-- {remark.word} id=a-name -->"
            message = f"“{remark.word}” has no option “{option['key'] or option['stray']}”"
            found.append(source.problem("bad-option", message, line, col, len(option[0]), hint))
    if not remark.rest and remark.word != "ending":
        hint = f"write <!-- {remark.word} id=a-name -->"
        found.append(source.whole_line("bad-option", f"“{remark.word}” needs an id", remark.line, hint))
    return name, found
