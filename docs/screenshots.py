"""Takes the pictures in docs/images of sidebar, workbench and report, with Debian's Chromium and the sample clients."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import click
from playwright.sync_api import Page, ViewportSize, sync_playwright
from werkzeug.serving import make_server

import okrsdk
from okrsdk.localsheets import LocalSheets
from okrsdk.reports.html import report_html
from okrsdk.sheets import connect, create_workbook, settings_from
from okrsdk.workbook.overview import workbook_title
from sheets_addon.workbench import local_app

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).parent
_CLIENTS = _HERE.parent / "examples" / "clients"
_CHROMIUM = "/usr/bin/chromium"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
_NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
_WINDOW: ViewportSize = {"width": 1280, "height": 800}


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=_HERE / "images")
def main(folder: Path) -> None:
    """Take the pictures and put them into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with LocalSheets() as local, _served(local) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, headless=True, args=_FLAGS)
        page = browser.new_page(viewport=_WINDOW, locale="en-US", reduced_motion="reduce", color_scheme="light")
        page.goto(url)
        _take(page, folder)
        page.emulate_media(color_scheme="light")
        page.set_content(_report())
        page.screenshot(path=folder / "report.png")
        browser.close()


@contextmanager
def _served(local: LocalSheets) -> Iterator[str]:
    settings = settings_from({"OKR_HOME": str(local.path)})
    with connect(settings, local=local) as connection:
        for path in sorted(_CLIENTS.glob("*.yaml")):
            workbook = create_workbook(okrsdk.load(path), connection)
            workbook.grade(on=_NOW.date())
    server = make_server("127.0.0.1", 0, local_app(local, settings, now=lambda: _NOW), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _take(page: Page, folder: Path) -> None:
    """Walks through the page and takes the pictures on the way."""
    sidebar = page.locator("#sidebar")
    heading = sidebar.locator(".okr-title")
    heading.wait_for()
    page.get_by_role("tab", name="Key Results").click()
    page.get_by_role("grid", name="Key Results").wait_for()
    header = page.locator(".grid td", has_text="Stretch mark")
    header.evaluate("node => node.scrollIntoView({ inline: 'start', block: 'nearest' })")
    page.screenshot(path=folder / "workbench.png")
    sidebar.screenshot(path=folder / "sidebar-home.png")
    page.get_by_role("button", name="Check", exact=True).click()
    heading.get_by_text("Check").wait_for()
    sidebar.screenshot(path=folder / "sidebar-check.png")
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Meeting").click()
    heading.get_by_text("Weekly meeting").wait_for()
    sidebar.screenshot(path=folder / "sidebar-meeting.png")
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Dark theme").click()
    page.get_by_role("button", name="O1-KR1").first.click()
    heading.get_by_text("O1-KR1").wait_for()
    page.screenshot(path=folder / "workbench-dark.png")
    page.get_by_role("button", name="Check in", exact=True).click()
    heading.get_by_text("Check-in").wait_for()
    sidebar.screenshot(path=folder / "sidebar-check-in.png")


def _report() -> str:
    found = okrsdk.assess(okrsdk.load(_CLIENTS / "home-services.yaml"), on=_NOW.date())
    return report_html(found, title=workbook_title(found.okr_set))


if __name__ == "__main__":
    main()
