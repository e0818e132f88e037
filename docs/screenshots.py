"""Takes the pictures in docs/images of sidebar, workbench and report, with Debian's Chromium and the sample clients."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import click
import httpx
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
_AFTER = datetime(2027, 1, 5, 12, tzinfo=UTC)
_WINDOW: ViewportSize = {"width": 1280, "height": 800}


class _Step(NamedTuple):
    """A button, the title of the card behind it, and what the picture of that is called."""

    button: str
    title: str
    picture: str


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=_HERE / "images")
def main(folder: Path) -> None:
    """Take the pictures and put them into FOLDER."""
    (folder / "cards").mkdir(parents=True, exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with LocalSheets() as local, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, headless=True, args=_FLAGS)
        page = browser.new_page(viewport=_WINDOW, locale="en-US", reduced_motion="reduce", color_scheme="light")
        _make_workbooks(local)
        with _served(local, _NOW) as url:
            page.goto(url)
            _take(page, folder)
            _take_cards(page, folder / "cards")
            _take_own_sheet(page, folder / "cards", local)
        with _served(local, _AFTER) as url:
            page.goto(url)
            _take_close(page, folder / "cards")
        page.emulate_media(color_scheme="light")
        page.set_content(_report())
        page.screenshot(path=folder / "report.png")
        browser.close()


def _make_workbooks(local: LocalSheets) -> None:
    with connect(settings_from({"OKR_HOME": str(local.path)}), local=local) as connection:
        for path in sorted(_CLIENTS.glob("*.yaml")):
            create_workbook(okrsdk.load(path), connection).grade(on=_NOW.date())


@contextmanager
def _served(local: LocalSheets, now: datetime) -> Iterator[str]:
    app = local_app(local, settings_from({"OKR_HOME": str(local.path)}), now=lambda: now)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _take(page: Page, folder: Path) -> None:
    """Walks through the page and takes the pictures that the pages of the docs show."""
    page.locator("#sidebar .okr-title").wait_for()
    _take_overview(page, folder)
    page.get_by_role("tab", name="Key Results").click()
    page.get_by_role("grid", name="Key Results").wait_for()
    header = page.locator(".grid td", has_text="Stretch mark")
    header.evaluate("node => node.scrollIntoView({ inline: 'start', block: 'nearest' })")
    page.screenshot(path=folder / "workbench.png")
    _card(page, folder, "sidebar-home")
    _look(page, folder, _Step("Check", "Check", "sidebar-check"))
    _look(page, folder, _Step("Meeting", "Weekly meeting", "sidebar-meeting"))
    page.get_by_role("button", name="Dark theme").click()
    _press(page, "O1-KR1", then="O1-KR1")
    page.screenshot(path=folder / "workbench-dark.png")
    _look(page, folder, _Step("Check in", "Check-in", "sidebar-check-in"))
    page.get_by_role("button", name="Light theme").click()
    page.get_by_role("button", name="Back").click()


def _take_overview(page: Page, folder: Path) -> None:
    """The whole Overview, in a window that is wide enough for its lines."""
    page.set_viewport_size({"width": 2010, "height": 900})
    page.locator("td svg.line").first.wait_for()
    page.locator(".grid").screenshot(path=folder / "overview.png")
    page.set_viewport_size(_WINDOW)


def _take_cards(page: Page, folder: Path) -> None:
    """The other cards of a workbook: a key result, what is decided, forms, a round, grades."""
    key_result = _Step("O1-KR1", "O1-KR1", "key-result")
    _look(page, folder, key_result, _Step("Decide", "Decide", "decide"))
    _look(page, folder, key_result, _Step("Edit", "O1-KR1", "key-result-form"))
    _look(page, folder, _Step("Add an objective", "New objective", "objective-form"))
    _look(page, folder, _Step("Strategy", "Strategy", "strategy"))
    _look(page, folder, _Step("Read rows as OKRs", "rows", "import"))
    _look(page, folder, _Step("Client", "Brightloom", "client"))
    _press(page, "Grade", then="Grade")
    _card(page, folder, "grade")
    _press(page, "Write", then="Scores written")
    _card(page, folder, "scores-written")
    _press(page, "Home", then="Brightloom")
    _press(page, "Check in (", then="Check-in")
    _card(page, folder, "check-in-round")
    _press(page, "Unchanged", then="saved")
    _card(page, folder, "check-ins-saved")


def _take_own_sheet(page: Page, folder: Path, local: LocalSheets) -> None:
    """A spreadsheet without OKRs."""
    transport = httpx.WSGITransport(app=local.wsgi_app)
    with httpx.Client(transport=transport, base_url="http://local/") as client:
        made = client.post("v4/spreadsheets", json={"properties": {"title": "Clover Landscaping"}}).json()
        page.reload()
        page.get_by_label("Workbook").select_option(made["spreadsheetId"])
        page.locator("#sidebar .okr-title", has_text="No OKRs here yet").wait_for()
        _card(page, folder, "no-okrs")


def _take_close(page: Page, folder: Path) -> None:
    """The end of a cycle."""
    page.locator("#sidebar .okr-title").wait_for()
    _card(page, folder, "ended")
    _press(page, "Close the cycle", then="Close the cycle")
    _card(page, folder, "close")
    _press(page, "Close the cycle", then="The cycle is closed")
    _card(page, folder, "closed")


def _look(page: Page, folder: Path, *steps: _Step) -> None:
    """Takes the pictures of cards that lead to each other, and goes all the way back."""
    for step in steps:
        _press(page, step.button, then=step.title)
        _card(page, folder, step.picture)
    for _ in steps:
        page.get_by_role("button", name="Back").click()


def _press(page: Page, name: str, *, then: str) -> None:
    """Presses a button of the sidebar and waits for the card of that title."""
    exact = name in ("Check", "Check in", "Client", "Grade")
    page.locator("#sidebar").get_by_role("button", name=name, exact=exact).first.click()
    page.locator("#sidebar .okr-title", has_text=then).wait_for()
    page.locator("#sidebar .okr-view:not([aria-busy])").wait_for()


def _card(page: Page, folder: Path, name: str) -> None:
    page.locator("#sidebar").screenshot(path=folder / f"{name}.png")


def _report() -> str:
    found = okrsdk.assess(okrsdk.load(_CLIENTS / "home-services.yaml"), on=_NOW.date())
    return report_html(found, title=workbook_title(found.okr_set))


if __name__ == "__main__":
    main()
