"""The tests' own eyes: what a page or its worker does wrong is seen, or every other test here means little."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import watch

pytestmark = pytest.mark.browser

FAULTS = {
    "console.warn('odd')": "console warning: odd",
    "console.error('bad')": "console error: bad",
    "setTimeout(() => { throw new Error('late'); })": "uncaught: late",
    "fetch('http://elsewhere.test/').catch(() => {})": "request to http://elsewhere.test/",
}


@pytest.mark.parametrize(("fault", "trouble"), FAULTS.items())
@pytest.mark.parametrize("where", ["page", "worker"])
def test_a_fault_is_seen(browser: Browser, site_url: str, fault: str, trouble: str, where: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(site_url)
    troubles: list[str] = []
    watch(context, site_url, "", "", troubles)
    if where == "page":
        page.evaluate(fault)
    else:
        page.evaluate("code => { new Worker(URL.createObjectURL(new Blob([code]))); }", fault)
    page.wait_for_timeout(500)
    context.close()
    assert any(one.startswith(trouble) for one in troubles), troubles


def test_axe_finds_what_is_wrong(browser: Browser, site_url: str, axe) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site_url)
    page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert [one.split(":")[0] for one in axe(page)] == ["button-name"]
    context.close()
