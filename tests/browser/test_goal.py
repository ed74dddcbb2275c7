"""A goal on a plot of two sliders in a browser: moved, checked, mended, and kept over a reload."""

import subprocess
import sys
import threading
from functools import partial

import pytest

from tests.browser.conftest import BASE, Handler, Server
from tests.browser.test_exercises import check, verdict
from tests.browser.test_explorer import engine

pytestmark = pytest.mark.browser

LESSON = """---
title: Boxes
summary: The largest box.
---

## Fold
<!-- step id=fold -->

:::{plot} The largest box

Move $x$ and $k$ until the volume stops growing.

- id: box
- let: V(x) = x (12 - 2x)^2
- slider: x = 1 in [0, 5.5] step 0.1
- slider: k = 1 in [1, 3] step 1
- pane: x in [0, 6]; y in [0, 140]
- curve: V(x)
- tangent: V at x as inner
- number: rate = k V'(x)
- goal: rate = 0
- slip: rate = 180 | You doubled it.
- right: Here it is largest.
- alt: The volume of the box over x, with a tangent.

:::
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("goal")
    (folder / "content" / "a").mkdir(parents=True)
    (folder / "content" / "a" / "box.md").write_text(LESSON, "utf-8")
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


def place(page, name, text):
    page.locator(f"#box input[type=range][name={name}]").fill(text)


def test_a_goal_is_checked_where_the_sliders_stand_and_kept(open_page):
    page = open_page("a/box/")
    engine(page, "live")
    assert "exercise" in page.locator("figure#box").get_attribute("class").split()
    place(page, "k", "3")
    check(page, "box")
    assert "You doubled it." in verdict(page, "box", "rejected")
    place(page, "x", "2.0")
    check(page, "box")
    assert "Here it is largest." in verdict(page, "box", "accepted")
    page.reload()
    engine(page, "live")
    assert "Here it is largest." in verdict(page, "box", "accepted")
    assert page.locator("#box input[type=range][name=k]").input_value() == "3"
    assert page.locator("#box output[name=rate]").inner_text() in ("0.00", "+0.00")
