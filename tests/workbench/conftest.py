"""The workbench over a sample client in Local Sheets, as a real server on loopback."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread

import httpx
import pytest
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server

from okrsdk.interchange import load_document
from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import connect, create_workbook, settings_from
from sheets_addon.workbench import local_app
from tests.browsing import browser, page  # noqa: F401 - fixtures

EXAMPLES = Path(__file__).parents[2] / "examples" / "clients"
VIOLATION = "'securitypolicyviolation', (event) => window.violations.push(event.violatedDirective)"
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


class Bench:
    """A workbench with the sample client `software-marketing`.

    Attributes:
        local: its Local Sheets.
        spreadsheet_id: the workbook.
        app: the Flask app.
    """

    def __init__(self, local: LocalSheets) -> None:
        settings = settings_from({"OKR_HOME": str(local.path)})
        self.local = local
        with connect(settings, local=local) as connection:
            okr_set = load_document(EXAMPLES / "software-marketing.yaml").okr_set
            self.spreadsheet_id = create_workbook(okr_set, connection).spreadsheet_id
        self.app: Flask = local_app(local, settings, now=lambda: NOW)
        transport = httpx.WSGITransport(app=local.wsgi_app)
        self._sheets = httpx.Client(transport=transport, base_url="http://local-sheets/v4/spreadsheets/")

    def create(self, title: str) -> str:
        """Makes a blank spreadsheet; gives its ID."""
        answer = self._sheets.post("http://local-sheets/v4/spreadsheets", json={"properties": {"title": title}})
        return answer.raise_for_status().json()["spreadsheetId"]

    def delete(self) -> None:
        """Deletes the workbook."""
        self._sheets.delete(f"http://local-sheets/drive/v3/files/{self.spreadsheet_id}").raise_for_status()

    def column(self, tab: str, header: str) -> int:
        """The place of a column, from 0."""
        return self.values(f"{tab}!1:1")[0].index(header)

    def values(self, address: str, render: str = "UNFORMATTED_VALUE") -> list[list[object]]:
        """The values of a range."""
        url = f"{self.spreadsheet_id}/values/{address}"
        return self._sheets.get(url, params={"valueRenderOption": render}).raise_for_status().json().get("values", [])

    def put(self, address: str, *rows: list[object]) -> None:
        """Writes cells as they are given."""
        url = f"{self.spreadsheet_id}/values/{address}"
        answer = self._sheets.put(url, params={"valueInputOption": "RAW"}, json={"values": list(rows)})
        answer.raise_for_status()


@pytest.fixture
def examples() -> Path:
    return EXAMPLES


@pytest.fixture
def bench() -> Iterator[Bench]:
    with LocalSheets() as local:
        yield Bench(local)


@pytest.fixture
def open_bench(bench: Bench, page: Page) -> Iterator[Callable[..., Page]]:  # noqa: F811 - the fixture
    server = make_server("127.0.0.1", 0, bench.app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.add_init_script(f"window.violations = []; document.addEventListener({VIOLATION});")

    def open_(*, has_workbooks: bool = True) -> Page:
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        if has_workbooks:
            page.wait_for_selector(".okr-card")
            page.wait_for_selector(".grid td")
        return page

    yield open_
    server.shutdown()
    thread.join()
    server.server_close()
