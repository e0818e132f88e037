"""The workbench's grid: scrolling through 5,000 rows of 25 columns in Debian's Chromium.

Limit: 16.7 ms of scripting, layout and style for a frame, on average; so many fit into a second as a screen shows.
"""

from __future__ import annotations

import logging
import statistics
import tempfile
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import httpx
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from bench.timing import verdict
from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import SheetsSettings
from sheets_addon.workbench import local_app

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

_CHROMIUM = "/usr/bin/chromium"
_ROWS, _COLUMNS = 5_000, 25
_FRAMES, _STEP = 120, 150
_LIMIT_MS = 16.7
_SCROLL = """([frames, step]) => new Promise((resolve) => {
  const [grid, gaps] = [document.getElementById("grid"), []];
  let [before, most] = [performance.now(), 0];
  const frame = (now) => {
    gaps.push(now - before);
    before = now;
    grid.scrollBy(0, step);
    most = Math.max(most, document.querySelectorAll("tbody tr[aria-rowindex]").length);
    if (gaps.length <= frames) requestAnimationFrame(frame);
    else resolve([gaps.slice(1), most]);
  };
  requestAnimationFrame(frame);
})"""


def run() -> bool:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as home, LocalSheets() as local:
        _fill(local)
        server = make_server("127.0.0.1", 0, local_app(local, SheetsSettings(home=Path(home))), threaded=True)
        Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            # The sidebar would read all 125,000 cells meanwhile, to see whether OKRs are among them.
            page.route("**/addon/*", lambda route: route.abort())
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            page.locator("tbody td[data-row='1']", has_text="Text 1").first.wait_for()
            holds = _scrolled(page, page.context.new_cdp_session(page))
            browser.close()
        server.shutdown()
    return holds


def _fill(local: LocalSheets) -> None:
    rows: list[list[str | int]] = [[f"Column {column}" for column in range(_COLUMNS)]]
    rows += [[row * column if column % 2 else f"Text {row}" for column in range(_COLUMNS)] for row in range(1, _ROWS)]
    grid = {"rowCount": _ROWS, "columnCount": _COLUMNS, "frozenRowCount": 1}
    book = {"properties": {"title": "Many rows"}, "sheets": [{"properties": {"title": "Rows", "gridProperties": grid}}]}
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://local/v4/") as client:
        made = client.post("spreadsheets", json=book).raise_for_status().json()["spreadsheetId"]
        body = {"valueInputOption": "RAW", "data": [{"range": "Rows!A1", "values": rows}]}
        client.post(f"spreadsheets/{made}/values:batchUpdate", json=body).raise_for_status()


def _scrolled(page: Page, session: CDPSession) -> bool:
    # The time of its own thread, so that what else the machine does is not counted.
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _busy(session)
    gaps, most = page.evaluate(_SCROLL, [_FRAMES, _STEP])
    work = (_busy(session) - before) * 1000 / _FRAMES
    print(f"  {_FRAMES} frames, {_STEP} px each: every {statistics.median(gaps):.1f} ms at the median")
    print(f"  at most {most} of {_ROWS} rows are in the page")
    print(
        f"  scripting, style and layout {work:.1f} ms a frame, limit {_LIMIT_MS} ms: {verdict(holds=work <= _LIMIT_MS)}"
    )
    return work <= _LIMIT_MS


def _busy(session: CDPSession) -> float:
    """Seconds that the page has spent on scripts, styles and layout."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["ScriptDuration"] + metrics["LayoutDuration"] + metrics["RecalcStyleDuration"])
