"""A content folder full of traps: what is said of each, and what is published all the same."""

from __future__ import annotations

import os
import socket
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from nudge.press.build import Press

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows can hold few of these names")

FRONT = "---\ntitle: A lesson\nsummary: What it is about.\n---\n\n"
WIDGET = "```widget pipeline\nfunctions: sin(x); u^2\nalt: Boxes.\n```\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'

DRAWINGS: dict[str, str | bytes] = {
    "script": SVG.format("", "<script>alert(1)</script>"),
    "event": SVG.format('onload="alert(1)"', ""),
    "event-inside": SVG.format("", '<g OnClick="alert(1)"/>'),
    "foreign": SVG.format("", "<foreignObject><p>x</p></foreignObject>"),
    "html": SVG.format("", '<x:iframe xmlns:x="http://www.w3.org/1999/xhtml" src="x"/>'),
    "prefixed": SVG.format("", '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
    "xlink": SVG.format("", '<a xlink:href="javascript:alert(1)"><g/></a>'),
    "tabbed": SVG.format("", '<a href=" java&#9;script:alert(1)"><g/></a>'),
    "data": SVG.format("", '<a href="data:text/html,x"><g/></a>'),
    "outside-image": SVG.format("", '<image href="https://example.org/x.png"/>'),
    "outside-use": SVG.format("", '<use xlink:href="other.svg#a"/>'),
    "animated": SVG.format("", '<a><animate attributeName="href" values="javascript:alert(1)"/></a>'),
    "set": SVG.format("", '<set attributeName="onclick" to="alert(1)"/>'),
    "styled": SVG.format("", '<rect style="fill:url(https://example.org/x)"/>'),
    "imported": SVG.format("", "<style>@import 'https://example.org/x.css';</style>"),
    "escaped-style": SVG.format("", "<style>@\\69mport 'https://example.org/x.css';</style>"),
    "painted": SVG.format("", "<rect fill=\"url( '//example.org/x#a')\"/>"),
    "sheet": '<?xml-stylesheet href="x.css"?>' + SVG.format("", ""),
    "entity": '<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.format("", "&a;"),
    "outer-entity": '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + SVG.format("", "&a;"),
    "utf-16": SVG.format("", "").encode("utf-16"),
    "utf-7": b'<?xml version="1.0" encoding="utf-7"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "odd": b'<?xml version="1.0" encoding="x-nothing"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "latin": b'<svg xmlns="http://www.w3.org/2000/svg"><text>\xe4</text></svg>',
    "no-svg": '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "bare": '<svg onload="alert(1)"/>',
    "broken": "<svg",
    "empty": "",
}
"""Drawings that are not published, and why in a word."""

SOUND: dict[str, str] = {
    "percent": SVG.format('width="100%" height="100%"', ""),
    "odd-sizes": SVG.format('width="1.2.3" height="1e999" viewBox="0 0 nan inf"', ""),
    "box": SVG.format('viewBox="0 0 100% 7"', ""),
    "inside": SVG.format(
        "", '<style>a{fill:url("#b")}</style><use href="#a"/><a href="https://example.org/"><g fill="url( #b )"/></a>'
    ),
    "doctype": '\ufeff<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + SVG.format("", "<metadata>Made by hand</metadata>"),
}

RUNS = (
    *("a.html", "a.HTM", "a.xhtml", "a.xht", "a.shtml", "a.xml", "a.js", "a.mjs", "a.wasm", "a.css", "a.svgz", "a.swf"),
    *("a.php", "a.php.jpg", "a.html.txt", "a.mhtml", "a.rss", "a.xsl", "a.htc", "web.config", "a.webmanifest", "page"),
)
"""Files that browsers or servers run; the last has HTML in it and no end."""

ADDRESSES = (
    *("javascript:alert(1)", "JAVASCRIPT:alert(1)", "javascript&colon;alert(1)", "&#106;avascript:alert(1)"),
    *("vbscript:x", "data:text/html,x", "data:image/svg+xml,x", "file:///etc/passwd", "blob:x", "htps://example.org"),
    *("https:example.org", "http://", "//", "about:blank", "view-source:x", "ws://example.org", "java%0Ascript:x"),
)

HIDDEN = ("../.git/config", "../_drafts/plan.txt", "_plan.txt", ".htaccess", "../_drafts/one.md", "_two.md")


def lesson(text: str = "Text.\n") -> bytes:
    return (FRONT + text).encode()


def put(path: Path, data: bytes | str = b"") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def linked(content: Path, name: str, to: str, image: bool = False) -> str:
    """A lesson with one link, and its place."""
    put(content / "t" / f"{name}.md", lesson(f"{'!' * image}[A file]({to})\n"))
    return f"content/t/{name}.md"


def links(content: Path) -> dict[str, str]:
    """Traps behind links, with the code that is said of each."""
    said = {}
    for name, drawing in DRAWINGS.items():
        put(content / "t" / f"{name}.svg", drawing)
        said[linked(content, f"drawing-{name}", f"{name}.svg", image=True)] = "active-file"
    for name in RUNS:
        put(content / "t" / name, "<!DOCTYPE html><script>alert(1)</script>")
        said[linked(content, f"runs-{name.replace('.', '-')}", name)] = "active-file"
    for number, address in enumerate(ADDRESSES):
        code = "dead-link" if "%0A" in address else "bad-address"
        said[linked(content, f"address-{number:02}", address)] = code
    for number, place in enumerate(HIDDEN):
        put(content / "t" / place, lesson())
        said[linked(content, f"hidden-{number}", place)] = "hidden-file"
    return said


def systems(content: Path, elsewhere: Path) -> dict[str, str]:
    """Traps that are no files, or lead out, with the code that is said of each."""
    put(elsewhere / "secret.md", lesson("A secret.\n"))
    put(elsewhere / "secret.txt", "A secret.\n")
    put(content / "_drafts" / "plan.md", lesson())
    folder = content / "s"
    folder.mkdir()
    (folder / "out.md").symlink_to(elsewhere / "secret.md")
    (folder / "out-folder").symlink_to(elsewhere)
    (folder / "dangling.md").symlink_to("nowhere.md")
    (folder / "self.md").symlink_to("self.md")
    (folder / "circle").symlink_to("..")
    (folder / "draft.md").symlink_to("../_drafts/plan.md")
    (folder / "environ.txt").symlink_to("/proc/self/environ")
    (folder / "secret.txt").symlink_to(elsewhere / "secret.txt")
    os.mkfifo(folder / "pipe.md")
    os.mkfifo(folder / "pipe.txt")
    (folder / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(folder)  # a socket's path is short
        listening.bind("socket.md")
        os.chdir(here)
    for name in ("what?.md", "a:b.md", "con.md", "Aux.md", "end..md", 'quote".md', "b.MD", "c.markdown", "index.md"):
        put(folder / name, lesson())
    put(folder.joinpath(*["d" * 200] * 6, "deep.md"), lesson())
    outward = ("out.md", "out-folder", "dangling.md", "self.md", "circle")
    said = {f"content/s/{name}": "outside-content" for name in outward}
    said |= {"content/s/draft.md": "hidden-file", "content/s/folder.md": "bad-name"}
    said |= {f"content/s/{name}": "unreadable-file" for name in ("pipe.md", "socket.md")}
    for name in ("what?.md", "a:b.md", "con.md", "Aux.md", 'quote".md', "b.MD", "c.markdown", "index.md"):
        said[f"content/s/{name}"] = "bad-name"
    said["content/s" + f"/{'d' * 200}" * 6] = "bad-name"
    for name, to, code in (
        ("environ", "environ.txt", "outside-content"),
        ("secret", "secret.txt", "outside-content"),
        ("pipe", "pipe.txt", "unreadable-file"),
    ):
        said[linked(content, f"system-{name}", f"../s/{to}")] = code
    return said


def texts(content: Path) -> dict[str, str]:
    """Traps in the text of lessons, with the code that is said of each."""
    bad = {
        "latin": (FRONT + "Ä").encode("latin-1"),
        "utf-16": (FRONT + "Text").encode("utf-16"),
        "utf-16-bare": (FRONT + "Text").encode("utf-16-le"),
        "zero": lesson("a\0b"),
        "escape": lesson("a\x1b[2Jb"),
        "reference": lesson("[text][nope]"),
        "note": lesson("a[^9]"),
        "rule": lesson(r"$\rule{100000em}{100000em}$"),
        "href": lesson(r"$\href{javascript:alert(1)}{x}$"),
        "html": lesson("<img src=x onerror=alert(1)>"),
        "autolink": lesson("<javascript:alert(1)>"),
        "large": lesson("x " * 600_000),
    }
    codes = {"latin": "not-text", "utf-16": "not-text", "utf-16-bare": "not-text", "zero": "not-text"}
    codes |= {"escape": "not-text", "reference": "unknown-link", "note": "unknown-note", "rule": "bad-tex"}
    codes |= {"href": "bad-tex", "html": "raw-html", "autolink": "bad-address", "large": "unreadable-file"}
    for name, data in bad.items():
        put(content / "x" / f"{name}.md", data)
    return {f"content/x/{name}.md": code for name, code in codes.items()}


def twins(content: Path) -> dict[str, str]:
    """Traps of two files for one place, with the code that is said of the second."""
    if not (content / "x").exists() or (content / "X").exists():
        pytest.skip("this file system takes small and capital letters for one")
    names = ("One", "one", "caf\u00e9", "cafe\u0301")
    for name in names:
        put(content / "y" / f"{name}.md", lesson())
    for place in ("licenses.txt", "robots.txt", "assets/x.csv", "y/pic/one.csv", "y/PIC/two.csv"):
        put(content / place, "1,2\n")
    said = {"content/y/one.md": "same-address", "content/y/caf\u00e9.md": "same-address"}
    for number, to in enumerate(("../licenses.txt", "../robots.txt", "../assets/x.csv")):
        said[linked(content, f"twin-{number}", to)] = "same-address"
    put(content / "t" / "twin-3.md", lesson("[One](../y/pic/one.csv) and [two](../y/PIC/two.csv)\n"))
    return said | {"content/t/twin-3.md": "same-address"}


def test_every_trap_is_reported_at_its_place(press: Callable[[], Press], tmp_path: Path) -> None:
    content = tmp_path / "content"
    wanted = {**links(content), **systems(content, tmp_path / "elsewhere"), **texts(content), **twins(content)}
    assert len(wanted) >= 50
    result = press().build()
    assert not result.written
    assert not (tmp_path / "site").exists()
    said: dict[str, set[str]] = defaultdict(set)
    for one in result.found:
        assert one.hint, one
        said[one.file.removeprefix(str(tmp_path) + "/")].add(one.code)
    missed = {file: (code, said[file]) for file, code in wanted.items() if code not in said[file]}
    assert missed == {}
    assert {file for file in said if said[file]} == set(wanted)


def test_what_is_not_linked_to_or_leads_out_is_not_published(press: Callable[[], Press], tmp_path: Path) -> None:
    content = tmp_path / "content"
    put(tmp_path / "secret.txt", "A secret.\n")
    for name in (
        ".env",
        ".git/config",
        "_drafts/plan.md",
        "_drafts/plan.txt",
        "a/_two.md",
        "a/~one.md~",
        "a/notes.txt",
    ):
        put(content / name, lesson())
    for name in ("page.html", "run.js", "CNAME", "_headers", "_redirects", "sw.js", ".htaccess"):
        put(content / name, "alert(1)")
    (content / "a" / "secret.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(content / "a" / "pipe.txt")
    pictures = "".join(f"![A drawing]({name}.svg)\n\n" for name in SOUND)
    for name, drawing in SOUND.items():
        put(content / "a" / f"{name}.svg", drawing)
    put(content / "b.csv", "1,2\n")
    (content / "a" / "linked.csv").symlink_to("../b.csv")
    put(content / "a" / "50% of #1 and more.txt", "x")
    put(content / "a" / "one.md", b"\xef\xbb\xbf" + lesson(pictures).replace(b"\n", b"\r\n"))
    put(
        content / "a" / "two.md",
        lesson("[Data](linked.csv), [more](50%25%20of%20%231%20and%20more.txt)\n").replace(b"\n", b"\r"),
    )
    put(content / "a" / f"{'n' * 240}.md", lesson())
    put(
        content / "a" / "#1 100% 'ü' \U0001f600.md",
        lesson("```widget pipeline\nfunctions: sin(x); u^2\nalt: Boxes.\n```\n"),
    )
    result = press().build()
    assert [(one.file, one.code, one.message) for one in result.found if one.severity == "error"] == []
    assert result.written
    site = tmp_path / "site"
    made = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir())
    frames = next(name for name in made if "frames-" in name)
    assert frames.startswith("assets/frames-a-1-100-")
    assert made == sorted(
        [
            *(".nojekyll", ".nudge-site", "404.html", "index.html", "search.json", "assets/page.css", frames),
            *("a/one/index.html", "a/two/index.html", f"a/{'n' * 240}/index.html"),
            *("a/#1 100% 'ü' \U0001f600/index.html", "a/linked.csv", "a/50% of #1 and more.txt"),
            *(f"a/{name}.svg" for name in SOUND),
        ]
    )
    assert not any(path.is_symlink() for path in site.rglob("*"))
    assert b"A secret" not in b"".join(path.read_bytes() for path in site.rglob("*") if path.is_file())
