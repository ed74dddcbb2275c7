"""A server for authors: shows the site, rebuilds it when a file changes, and tells the browser.

The last good site is served as long as there is one; what is wrong with the course is shown over it. Pages
get one more script on their way out, so that the site on disk is exactly what will be published.
"""

from __future__ import annotations

import json
import mimetypes
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

CODE = Path(__file__).resolve().parents[2]
"""Where our own modules are."""

HOST = "127.0.0.1"
NAMES = ("localhost", "127.0.0.1", "[::1]")
"""The names of this machine for itself."""

_PORT = re.compile(r":\d*$")

SCRIPT = "_serve/reload.js"
EVENTS = "_serve/events"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}


@dataclass(slots=True)
class News:
    """What connected browsers should know: the number of the build they show, and what is wrong now."""

    build: int = 0
    trouble: str = ""
    _listeners: set[queue.SimpleQueue[str]] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def tell(self, built: bool, trouble: str) -> None:
        """Pass on the outcome of a build."""
        with self._lock:
            self.build += built
            self.trouble = trouble
            for listener in self._listeners:
                listener.put(self._message())

    def listen(self) -> queue.SimpleQueue[str]:
        """A queue of messages, the present one first."""
        listener: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            listener.put(self._message())
            self._listeners.add(listener)
        return listener

    def leave(self, listener: queue.SimpleQueue[str]) -> None:
        """Stop listening."""
        with self._lock:
            self._listeners.discard(listener)

    def _message(self) -> str:
        return json.dumps({"build": self.build, "trouble": self.trouble})


def server(site: Path, base: str, news: News, port: int, tries: int = 20) -> ThreadingHTTPServer:
    """A server of the folder `site` under the path `base`, on the first free port from `port` on.

    Raises OSError when none of `tries` ports is free.
    """
    handler = partial(_Handler, site=site, base=base, news=news)
    for number in range(port, port + tries):
        try:
            return _Server((HOST, number), handler)
        except OSError:
            if number == port + tries - 1:
                raise
    raise AssertionError("unreachable")


def watch(folders: Iterable[Path], stop: threading.Event, changed: Callable[[], None]) -> None:
    """Call `changed` after files in these folders have changed, until `stop` is set.

    A change of our own code, such as a widget's, is seen by starting again.
    """
    from watchfiles import watch as changes

    for files in changes(*folders, CODE, stop_event=stop, debounce=120, step=30):
        if any(Path(file).is_relative_to(CODE) for _, file in files):
            start_again()
        else:
            changed()


def start_again() -> None:
    """Become a new process with the same arguments, and the code as it is now; stay as we are while that is broken."""
    tried = subprocess.run([sys.executable, "-c", "import nudge.press.cli"], stderr=subprocess.PIPE, text=True)
    if tried.returncode:
        print(f"The code cannot be loaded, so the old one goes on:\n{tried.stderr}", file=sys.stderr)
    elif os.name == "nt":  # it has no way to become another process
        print("The code has changed; end this with Ctrl-C and start it again.", file=sys.stderr)
    else:
        print("The code has changed; starting again.", file=sys.stderr)
        os.execv(sys.executable, sys.orig_argv)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # where it would mean to share a port, not to take a free one at once

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that has gone; it is how every one of them ends."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, site: Path, base: str, news: News) -> None:
        self._site, self._base, self._news = site, base, news
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, body: bool) -> None:
        host = self.headers.get("Host", "")
        if (
            _PORT.sub("", host).lower() not in NAMES
        ):  # a page elsewhere could reach us under a name of its own that leads here
            self._send(HTTPStatus.FORBIDDEN, _TYPES[".txt"], b"Only localhost is answered.", body)
            return
        path = unquote(urlsplit(self.path).path)
        inside = path.removeprefix(self._base)
        file = (self._site / inside).resolve()
        if path in ("/", self._base.rstrip("/")) and path != self._base:
            self._redirect(self._base)
        elif not path.startswith(self._base) or not file.is_relative_to(self._site.resolve()):
            self._missing(body)
        elif inside == EVENTS:
            self._events()
        elif inside == SCRIPT:
            self._send(HTTPStatus.OK, _TYPES[".js"], Path(__file__).with_name("reload.js").read_bytes(), body)
        elif file.is_dir() and inside and not inside.endswith("/"):
            self._redirect(urlsplit(self.path).path + "/")
        elif (found := file / "index.html" if file.is_dir() else file).is_file():
            self._send_file(HTTPStatus.OK, found, body)
        else:
            self._missing(body)

    def _missing(self, body: bool) -> None:
        page = self._site / "404.html"
        if page.is_file():
            self._send_file(HTTPStatus.NOT_FOUND, page, body)
            return
        words = b"<!doctype html><html><head><title>Nothing yet</title></head><p>There is no page here yet."
        self._send(HTTPStatus.NOT_FOUND, _TYPES[".html"], self._with_script(words), body)

    def _send_file(self, status: HTTPStatus, file: Path, body: bool) -> None:
        data = file.read_bytes()
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        self._send(status, kind, self._with_script(data) if file.suffix == ".html" else data, body)

    def _with_script(self, html: bytes) -> bytes:
        tag = f'<script type="module" src="{self._base}{SCRIPT}"></script></head>'
        return html.replace(b"</head>", tag.encode(), 1)

    def _send(self, status: HTTPStatus, kind: str, data: bytes, body: bool) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if body:
            self.wfile.write(data)

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _events(self) -> None:
        """Messages for as long as the browser stays; a comment now and then finds out whether it does."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        listener = self._news.listen()
        try:
            while True:
                try:
                    line = f"data: {listener.get(timeout=10)}\n\n"
                except queue.Empty:
                    line = ": still here\n\n"
                self.wfile.write(line.encode())
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self._news.leave(listener)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for what is wrong with the course."""
