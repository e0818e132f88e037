"""Debian's Chromium for tests that look at pages, and a page of the sidebar's size. Never downloads a browser.

All tests of a process share one page, since making one costs four times what loading the sidebar into it does. Each
gets it as new, and its own server, whose port makes an origin without anything in storage.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.serving import SIGHT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

CHROMIUM = "/usr/bin/chromium"
SIGHT_MS = SIGHT * 1000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIDEBAR: ViewportSize = {"width": 300, "height": 700}
COUNT = "window.clicks = 0; addEventListener('click', (event) => { if (event.detail > 0) window.clicks += 1; }, true);"
"""Counts the clicks of a mouse from then on, in `window.clicks`."""
LISTEN = """(() => {
  window.violations = [];
  document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
})()"""
"""Every page keeps what it was refused by its Content-Security-Policy."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("needs Debian's chromium: apt-get install chromium")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=SIGHT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=SIDEBAR, locale="en-US", reduced_motion="reduce")
    context.set_default_timeout(SIGHT_MS)
    context.add_init_script(LISTEN)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.pages[0] if context.pages else context.new_page()
    errors: list[str] = []

    def note(error: Exception) -> None:
        errors.append(str(error))

    page.on("pageerror", note)
    yield page
    page.remove_listener("pageerror", note)
    _leave_as_new(page)
    assert errors == []


def axe_finds(page: Page, within: str = "html", *, is_dark: bool = False) -> list[str]:
    """What axe has against the page: each rule that is broken, with the first node that breaks it.

    Args:
        page: the page.
        within: CSS selector of the part to look at.
        is_dark: whether it is a page in the dark that is looked at in the light too: only its colours differ then.
    """
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT}; null")
    colours = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} if is_dark else {}
    options = {"resultTypes": ["violations"], **colours}
    # Of the long answer only what is told goes over the wire.
    code = """([within, options]) => axe.run(within, options).then(({ violations }) =>
        violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html}`))"""
    found: list[str] = page.evaluate(code, [within, options])
    return found


def _leave_as_new(page: Page) -> None:
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.unroute_all()
    page.context.set_offline(False)
    page.context.clear_cookies()
    page.goto("about:blank")
    page.set_viewport_size(SIDEBAR)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
