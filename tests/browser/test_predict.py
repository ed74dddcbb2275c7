"""A prediction with replies in a browser: they wait for the plot, and what was predicted is kept over a reload."""

import subprocess
import sys
import threading
from functools import partial

import pytest

from tests.browser.conftest import BASE, Handler, Server
from tests.browser.test_explorer import engine

pytestmark = pytest.mark.browser

LESSON = """---
title: Flight
summary: A ball thrown up.
---

## Up
<!-- step id=up -->

:::{predict} At the top

How fast does the ball rise at the top of its flight?

- id: top
- wrong: fastest | It is slower the higher it is.
- answer: not at all | For a moment it stands.

:::

```widget plot id=flight
let: s(t) = 10t - 5t^2
slider: t = 0 in [0, 2] step 0.1
pane: t in [0, 2]; y in [0, 6]
curve: s(t)
point: (t, s(t))
number: rate = s'(t)
hide: rate until #top
alt: A parabola with a point.
```
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("predict")
    (folder / "content" / "a").mkdir(parents=True)
    (folder / "content" / "a" / "up.md").write_text(LESSON, "utf-8")
    where = ("--content", str(folder / "content"), "--out", str(folder / "site"), "--base-path", BASE)
    built = subprocess.run(
        [sys.executable, "-m", "nudge.press.cli", "build", *where], capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stdout + built.stderr
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder / "site"))) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def said(page, words):
    page.locator("#top .guess", has_text=words).wait_for()


def test_replies_wait_until_the_plot_was_moved_and_are_kept(open_page):
    page = open_page("a/up/")
    engine(page, "live")
    slider = page.locator("#flight input[type=range][name=t]")
    slider.fill("0.5")
    page.locator("#top").get_by_role("button", name="fastest").click()
    said(page, "You predict: fastest.")
    assert page.locator("#flight .waits[data-shown]").count() == 1
    slider.fill("1.0")
    said(page, "It did not come true: not at all. It is slower the higher it is.")
    page.reload()
    said(page, "You predicted: fastest. It did not come true: not at all.")
    assert page.locator("#flight .waits[data-shown]").count() == 1
    page.locator("#top").get_by_role("button", name="not at all").click()
    said(page, "You predicted: not at all. It came true. For a moment it stands.")
