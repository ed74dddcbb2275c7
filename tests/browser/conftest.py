"""The built site in a real browser. A page that says anything on the console, or asks another host, fails its test."""

import fnmatch
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser import chromium

BASE = "/repo/"
SCRIPTS = Path(__file__).parents[2] / "templates" / "static" / "js"
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    with sync_playwright() as playwright:
        started = chromium.launch(playwright, chromium.executable())
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real course, built once by the command line for `/repo/`."""
    out = tmp_path_factory.mktemp("built") / "site"
    command = [sys.executable, "-m", "nudge.press.cli", "build", "--out", str(out), "--base-path", BASE]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return out


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator["Server"]:
    """A server of the built site, without any headers that a plain host would not send."""
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(site))) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def site_url(server: "Server") -> str:
    """The address of the built site, with a slash at its end."""
    return server.url


@pytest.fixture
def open_page(browser: Browser, server: "Server") -> Iterator[OpenPage]:
    """Opens pages of the site: `open_page("derivatives/the-chain-rule/")`. All their troubles fail the test at its end.

    `before` is a script that runs before the page's own, `missing` a pattern of addresses answered with 404, `fails`
    what an error that the test brings about says, `javascript=False` turns scripts off; all else (`viewport`,
    `color_scheme`, …) goes to Playwright's `new_context`.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(
        path: str = "", *, before: str = "", missing: str = "", fails: str = "", javascript: bool = True, **options
    ) -> Page:
        server.missing = missing
        context = browser.new_context(java_script_enabled=javascript, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        watch(context, server.url, missing, fails, troubles)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(server.url + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    server.missing = ""
    assert not troubles, "\n".join(troubles)


@pytest.fixture(scope="session")
def axe(root: Path) -> Callable[[Page], list[str]]:
    """Checks a page with axe-core: what it finds wrong, one text a finding, best compared with []."""
    source = (root / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

    def check(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [f"{one['id']}: {one['help']}\n{json.dumps(one['nodes'], indent=1)}" for one in found["violations"]]

    return check


def watch(context: BrowserContext, home: str, missing: str, fails: str, troubles: list[str]) -> None:
    """Write down what the pages of this context and their workers should not do."""

    def on_console(message) -> None:
        wanted = (missing and message.text.startswith("Failed to load resource")) or (fails and fails in message.text)
        if "was preloaded using link preload but not used within a few seconds" in message.text:
            return  # on a busy machine nothing is laid out within a few seconds
        if message.type in ("error", "warning") and not wanted:
            troubles.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def on_request(request) -> None:
        if not request.url.startswith((home, "data:", "blob:")):
            troubles.append(f"request to {request.url}")

    context.on("console", on_console)
    context.on("request", on_request)

    def on_error(error) -> None:
        if not (fails and fails in str(error.error)):
            troubles.append(f"uncaught: {error.error}")

    context.on("weberror", on_error)


class Server(ThreadingHTTPServer):
    """Serves under `/repo/`. `missing` is a pattern of paths that are answered with 404 although they are there."""

    missing = ""

    def handle_error(self, *args: object) -> None:
        """A browser that closes a page hangs up; that is no trouble."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*args)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{BASE}"


class Handler(SimpleHTTPRequestHandler):
    """Files with the types a plain static host gives them; everything outside of `/repo/` is missing."""

    extensions_map: ClassVar = {
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }

    def send_head(self):
        if not self.path.startswith(BASE) or fnmatch.fnmatch(self.path, self.server.missing):
            self.send_error(404)
            return None
        self.path = "/" + self.path.removeprefix(BASE)
        if self.path.startswith("/modules/"):  # the page's scripts one by one, for tests that ask them
            self.directory, self.path = str(SCRIPTS), self.path.removeprefix("/modules")
        return super().send_head()

    def log_message(self, *args: object) -> None:
        """Say nothing."""
