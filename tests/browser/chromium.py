"""The Chromium that tests drive: Playwright's own, else the system's, else Debian's, which root may install.

The first that really starts is written down in .venv, so that later runs look no further.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

RECORD = Path(sys.prefix) / ".chromium"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--no-first-run",
)
"""A browser that asks nothing of the network by itself, and cannot reach beyond this machine."""


class NoBrowser(Exception):
    """There is none to be had. The text says what to do, in one sentence."""


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start this browser, unseen."""
    return playwright.chromium.launch(executable_path=executable, args=QUIET)


def executable() -> str:
    """The browser that was prepared. Raises `NoBrowser` if none was."""
    if RECORD.is_file():
        made_by, path = RECORD.read_text("utf-8").split("\n")
        if made_by == version("playwright") and Path(path).is_file():
            return path
    raise NoBrowser("no browser was prepared yet; python3 build.py test does it.")


def prepare() -> str:
    """The browser to use, installed if need be. Raises `NoBrowser`."""
    try:
        return executable()
    except NoBrowser:
        print("Preparing a browser for the tests …", file=sys.stderr, flush=True)
    with sync_playwright() as playwright:
        for path in _candidates(playwright):
            try:
                launch(playwright, path).close()
            except Error:
                continue
            RECORD.write_text(f"{version('playwright')}\n{path}", "utf-8")
            return path
    raise NoBrowser("the tests need Chromium, and it could not be installed here; install it, then start again.")


def _candidates(playwright: Playwright) -> Iterator[str]:
    """Browsers that may do, the best first; each is only looked for when those before it did not start."""
    if _ran(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"):
        yield playwright.chromium.executable_path
    yield from filter(None, map(shutil.which, NAMES))
    if shutil.which("apt-get") and os.geteuid() == 0 and _ran("apt-get", "update"):
        print("Preparing Debian's chromium …", file=sys.stderr, flush=True)
        if _ran("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"):
            yield from filter(None, [shutil.which("chromium")])


def _ran(*command: str) -> bool:
    """Whether a tool did what it was asked to."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(command, env=environment, check=False, **quiet).returncode == 0
