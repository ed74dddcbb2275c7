"""Whether a file that a lesson links to may be published: nothing that could run on the site's origin is."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path, PurePosixPath

from nudge.press.read import svg
from nudge.press.read.content import Refusal

LARGEST = 100 * 2**20
"""Bytes. GitHub takes no larger file into a repository."""

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".apng", ".bmp", ".ico")

_TYPES = mimetypes.MimeTypes(())
"""Python's own table: that of the system differs from one machine to another."""

_RUNS = re.compile(r"text/(html|xml|css|javascript|ecmascript)|application/(.*\+xml|xml.*|(x-)?(java|ecma)script|wasm)")
_NAMES = re.compile(
    r"\.([xsdp]?html?|xht|mht(ml)?|shtml?|xml|xslt?|xsd|dtd|rdf|rss|atom|opml|xul|xbl|svgz|[mc]?[jt]sx?|es6?|coffee|wasm|css"
    r"|htc|hta|hta?ccess|swf|jar|class|jnlp|php\d?|phtml|phar|aspx?|ashx|asmx|jspx?|cfm|cgi|pl|fcgi|webmanifest|appcache"
    r"|config|manifest|url|lnk|eml)$",
    re.IGNORECASE,
)
"""Ends of names that browsers run, or servers do. Servers look for them inside a name too: `photo.php.jpg`."""

_MARKUP = re.compile(rb"\s*(<!|<\?|<[a-z][a-z0-9:-]*[\s>/])", re.IGNORECASE)
_SNIFFED = 1445
"""Bytes in which a browser looks for HTML where a host names no type, by the standard for sniffing."""

_HINT = "pictures, data and documents may be linked to; pack programs and pages into a .zip"


def refusal(content: Path, place: PurePosixPath, image: bool = False) -> Refusal | None:
    """Why this file of the content folder may not be published, None when it may. `image`: it is shown as one."""
    path = content / place
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            head = opened.read(svg.LARGEST + 1 if place.suffix.lower() == ".svg" else _SNIFFED)
    except OSError as error:
        return "unreadable-file", f"“{place.name}” cannot be read: {error.strerror}", "let yourself read it: chmod u+r"
    if size > LARGEST:
        return (
            "unreadable-file",
            f"“{place.name}” is larger than {LARGEST // 2**20} MB",
            "link to where it is kept instead",
        )
    if image and place.suffix.lower() not in PICTURES:
        return "active-file", f"“{place.name}” is no picture", f"pictures end in {', '.join(PICTURES)}"
    if place.suffix.lower() == ".svg":
        wrong = svg.trouble(head)
        hint = "save it as plain SVG, or as PNG; a link inside of it leads to #… or is an <a> to https://"
        return ("active-file", f"{wrong}: it is not published", hint) if wrong else None
    if _runs(place.name) or (_TYPES.guess_type(place.name)[0] is None and _is_markup(head)):
        return "active-file", f"“{place.name}” could run scripts on the site, so it is not published", _HINT
    return None


def _runs(name: str) -> bool:
    ends = name.casefold().split(".")[1:]
    return any(_NAMES.fullmatch(f".{end}") for end in ends) or bool(
        _RUNS.fullmatch(_TYPES.guess_type(name.casefold())[0] or "")
    )


def _is_markup(head: bytes) -> bool:
    """Whether a browser that is told no type may take this for a page."""
    return bool(_MARKUP.match(head.removeprefix(b"\xef\xbb\xbf"))) or head.startswith((b"\xff\xfe<", b"\xfe\xff\0<"))
