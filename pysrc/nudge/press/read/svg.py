"""Whether an SVG file only draws. One that is opened by itself is a document of the site, with its rights."""

from __future__ import annotations

import re
from xml.parsers import expat

LARGEST = 10 * 2**20
"""Bytes. Larger drawings hold a page up for seconds, and are photographs by mistake."""

_SVG = "http://www.w3.org/2000/svg"
_RUNS = {"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener"}
_FOREIGN = re.compile(r"xhtml|mathml|xslt|xbl", re.IGNORECASE)
_ADDRESSES = {"href", "src", "data", "base", "from", "to", "by", "values", "action", "formaction"}
_INSIDE = re.compile(r"#|data:image/(png|jpeg|gif|webp)[;,]", re.IGNORECASE)
_SCRIPTED = re.compile(r"(javascript|vbscript|data|file)\s*:", re.IGNORECASE)
_FETCHED = re.compile(r"@import|image-set\(|expression\(|src\(", re.IGNORECASE)
_URL = re.compile(r"url\(([^)]*)", re.IGNORECASE)
_BLANK = re.compile(r"[\s\x00-\x20]+")


class _Found(Exception):
    """What an SVG does besides drawing; never leaves this file."""


def trouble(data: bytes) -> str:
    """Why an SVG may not be published, "" when there is no reason: it runs something, fetches something, or cannot
    be read the same way everywhere.
    """
    if len(data) > LARGEST:
        return f"this drawing is larger than {LARGEST // 2**20} MB"
    text = data.removeprefix(b"\xef\xbb\xbf")
    declared = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", text)
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii"):
        return "this drawing is in an encoding other than UTF-8"
    try:
        text.decode("utf-8")
        _read(text)
    except UnicodeDecodeError:
        return "this drawing is not UTF-8 text"
    except expat.ExpatError as error:
        return f"this drawing cannot be read, line {error.lineno}: {expat.ErrorString(error.code)}"
    except _Found as found:
        return str(found)
    return ""


def _read(text: bytes) -> None:
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    style: list[str] = []
    root: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if not root:
            root.append(tag)
            if (space, tag) != (_SVG, "svg"):
                raise _Found("this drawing does not begin with <svg> of the SVG namespace")
        if tag.lower() in _RUNS or _FOREIGN.search(space):
            raise _Found(f"this drawing holds <{tag}>")
        if tag == "style":
            style.append("")
        for key, value in attributes.items():
            _attribute(tag, key.rpartition(" ")[2].lower(), value)

    def characters(data: str) -> None:
        if style:
            style.append(data)

    def end(name: str) -> None:
        if name.rpartition(" ")[2] == "style":
            _styled("".join(style))
            style.clear()

    def instruction(target: str, data: str) -> None:
        raise _Found(f"this drawing asks for <?{target}?>")

    def entity(name: str, *rest: object) -> None:
        raise _Found(f"this drawing declares the entity {name}")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = characters, instruction
    parser.EntityDeclHandler = entity
    parser.Parse(text, True)


def _attribute(tag: str, key: str, value: str) -> None:
    bare = _BLANK.sub("", value)
    if key.startswith("on"):
        raise _Found(f"this drawing runs a script in {key}")
    if key == "attributename" and (bare.lower().startswith("on") or bare.lower().endswith("href")):
        raise _Found(f"this drawing changes {value} of its own")
    if key == "style" or "(" in value:
        _styled(value)
    outward = tag == "a" and re.match(r"https?://", bare, re.IGNORECASE)
    if key == "href" and bare and not (_INSIDE.match(bare) or outward):
        raise _Found(f"this drawing leads to “{value[:40]}”")
    if key in _ADDRESSES and _SCRIPTED.match(bare) and not _INSIDE.match(bare):
        raise _Found(f"this drawing leads to “{value[:40]}”")


def _styled(text: str) -> None:
    """Raise `_Found` for a style that fetches something. An escape could hide anything, so there is none."""
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    outward = any(not _INSIDE.match(url.strip(" \t\r\n\f\"'")) for url in _URL.findall(bare))
    if outward or "\\" in bare or _FETCHED.search(bare):
        raise _Found("this drawing's style fetches something from elsewhere")
