"""The workbench over a sample client in Local Sheets, as a real server on loopback."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from flask import Flask
from playwright.sync_api import Page

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import settings_from
from okrsdk.workbook.addresses import column_letters
from sheets_addon.workbench import local_app
from tests.prepared import SAMPLE
from tests.serving import served

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
        self.spreadsheet_id = SAMPLE.spreadsheet_id
        self.app: Flask = local_app(local, settings, now=lambda: NOW)
        transport = httpx.WSGITransport(app=local.wsgi_app)
        self._sheets = httpx.Client(transport=transport, base_url="http://local-sheets/v4/spreadsheets/")

    def create(self, title: str) -> str:
        """Makes a blank spreadsheet; gives its ID."""
        answer = self._sheets.post("http://local-sheets/v4/spreadsheets", json={"properties": {"title": title}})
        return answer.raise_for_status().json()["spreadsheetId"]

    def add_tab(self, title: str) -> None:
        """Adds a tab."""
        request = {"addSheet": {"properties": {"title": title}}}
        self._sheets.post(f"{self.spreadsheet_id}:batchUpdate", json={"requests": [request]}).raise_for_status()

    def delete(self) -> None:
        """Deletes the workbook."""
        self._sheets.delete(f"http://local-sheets/drive/v3/files/{self.spreadsheet_id}").raise_for_status()

    def sheet_id(self, tab: str) -> int:
        """The ID of a tab."""
        answer = self._sheets.get(self.spreadsheet_id, params={"fields": "sheets.properties"}).raise_for_status()
        [found] = [entry for entry in answer.json()["sheets"] if entry["properties"]["title"] == tab]
        return found["properties"].get("sheetId", 0)

    def column(self, tab: str, header: str) -> int:
        """The place of a column, from 0."""
        return self.values(f"{tab}!1:1")[0].index(header)

    def letters(self, tab: str, header: str) -> str:
        """The letters of a column."""
        return column_letters(self.column(tab, header))

    def insert_row(self, tab: str, row: int) -> None:
        """Inserts a blank row, from 0, as another program would."""
        place = {"sheetId": self.sheet_id(tab), "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
        request = {"insertDimension": {"range": place}}
        self._sheets.post(f"{self.spreadsheet_id}:batchUpdate", json={"requests": [request]}).raise_for_status()

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
def bench(tmp_path: Path) -> Iterator[Bench]:
    with LocalSheets(SAMPLE.copied_to(tmp_path / "local")) as local:
        yield Bench(local)


@pytest.fixture
def open_bench(bench: Bench, page: Page) -> Iterator[Callable[..., Page]]:
    page.set_viewport_size({"width": 1280, "height": 800})
    with served(bench.app) as url:

        def open_(*, workbook: str = "", has_workbooks: bool = True) -> Page:
            # Chosen in the list, a workbook that is there already would be read once more under the first click.
            page.goto(f"{url}?workbook={workbook}" if workbook else url)
            if has_workbooks:
                page.wait_for_selector(".okr-card")
                page.wait_for_selector(".grid td")
            return page

        yield open_
