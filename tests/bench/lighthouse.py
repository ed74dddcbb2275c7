"""Lighthouse on the lesson, as a phone on a slow line sees it: the median of five runs.

The site is served from this machine, compressed as GitHub Pages does; Lighthouse works out what the slow line and the
slow phone would make of it. Other work on this machine makes the first score worse, never better.
"""

import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from nudge.press import node
from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[2]
LIGHTHOUSE = Path(__file__).with_name("node_modules") / "lighthouse" / "cli" / "index.js"
LESSON = "derivatives/the-chain-rule/"
RUNS = 5
TARGETS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FIGURES = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
)


def main(arguments: list[str]) -> int:
    """Measure a page, the lesson unless another address in the site is given. Returns 1 if a target is missed."""
    try:
        browser = chromium.prepare()
    except chromium.NoBrowser as problem:
        print(f"build.py: {problem}", file=sys.stderr)
        return 3
    page = arguments[0] if arguments else LESSON
    with tempfile.TemporaryDirectory() as folder, served(built(Path(folder))) as home:
        reports = [report(home + page, browser) for _ in range(RUNS)]
    for name, target in TARGETS.items():
        scores = [round(100 * one["categories"][name]["score"]) for one in reports]
        print(f"{name:26} {statistics.median(scores):4}  target {target:3}  runs {scores}")
    for name in FIGURES:
        values = [one["audits"][name] for one in reports]
        middle = statistics.median(value["numericValue"] for value in values)
        print(f"{name:26} {next(one['displayValue'] for one in values if one['numericValue'] == middle)}")
    medians = {name: statistics.median(one["categories"][name]["score"] for one in reports) for name in TARGETS}
    return int(any(100 * medians[name] < target for name, target in TARGETS.items()))


def built(folder: Path) -> Path:
    """The course, built as it would be published."""
    site = folder / "site"
    command = [sys.executable, "-m", "nudge.press.cli", "build", "--out", str(site), "--base-path", "/"]
    subprocess.run(command, cwd=ROOT, check=True)
    return site


def report(url: str, browser: str) -> dict[str, Any]:
    """What Lighthouse has to say about a page, with a fresh browser."""
    flags = " ".join(("--headless=new", "--no-sandbox", *(flag for flag in chromium.QUIET if " " not in flag)))
    options = ("--output=json", "--quiet", "--no-enable-error-reporting", f"--chrome-flags={flags}")
    done = subprocess.run(
        [node.executable(), LIGHTHOUSE, url, *options],
        env={**os.environ, "CHROME_PATH": browser},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=300,
    )
    return json.loads(done.stdout)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of this site, with a slash at its end, while the context lasts."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@cache
def compressed(path: Path) -> bytes:
    """A file as it goes over the line; worked out once, as a host would."""
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class Handler(SimpleHTTPRequestHandler):
    """Files as GitHub Pages sends them: compressed if that helps, and fresh for ten minutes."""

    protocol_version = "HTTP/1.1"
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def send_head(self) -> BytesIO | None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return None
        packed = file.suffix in (".html", ".css", ".js", ".mjs", ".json", ".svg", ".txt", ".wasm", ".xml")
        data = compressed(file) if packed else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return BytesIO(data)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
