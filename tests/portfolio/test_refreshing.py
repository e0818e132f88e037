from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from okrsdk.errors import ConfigError
from okrsdk.localsheets import LocalSheets
from okrsdk.model import Client, Cycle, Today
from okrsdk.portfolio.portfolio import Portfolio
from okrsdk.portfolio.refreshing import grade_all, refresh
from okrsdk.portfolio.summary import WorkbookRow
from okrsdk.portfolio.summary_cache import SummaryCache
from okrsdk.portfolio.workbook_files import files_of_folder
from okrsdk.sheets.connection import Connection
from okrsdk.sheets.creation import create_workbook
from okrsdk.sheets.drive_files import DriveFiles
from tests.sheets.conftest import okrs

ON = date(2026, 2, 15)
NAMES = ("Acme Dental", "Harbor Dental", "Nordwind Logistik")


@pytest.fixture(autouse=True)
def three_workbooks(connection: Connection, local: LocalSheets) -> None:
    for name in NAMES:
        client = Client(name=name, currency="USD", time_zone="America/Chicago")
        create_workbook(replace(okrs(), client=client), connection)
    local.reset_requests()


@pytest.fixture
def refreshed(connection: Connection, tmp_path: Path) -> Callable[..., list[WorkbookRow]]:
    def rows(on: date | Today = ON, version: str = "1") -> list[WorkbookRow]:
        with SummaryCache(tmp_path / "cache" / "portfolio.sqlite3", version=version) as cache:
            return list(refresh(files_of_folder("", connection.http), connection, cache, on=on))

    return rows


def test_only_what_changed_is_read_again(refreshed, connection, local):
    first = refreshed()
    assert [(row["client"], row["score"], row["graded"], row["cycle"]) for row in first] == [
        (name, 0.7, 3, "2026-Q1") for name in NAMES
    ]
    assert local.requests["sheets"] == 3
    assert refreshed() == first
    assert local.requests["sheets"] == 3

    sheet = connection.gspread.open_by_key(first[1]["spreadsheet_id"]).worksheet("Key Results")
    column = sheet.row_values(1).index("Current") + 1
    local.reset_requests()
    sheet.update_cell(2, column, 100)
    before = local.requests["sheets"]
    # 100, 70 and 70 of 100 in one objective each
    assert [row["score"] for row in refreshed()] == [0.7, 0.8, 0.7]
    assert local.requests["sheets"] == before + 1


def test_another_day_or_version_costs_no_request(refreshed, local):
    refreshed()
    later = refreshed(on=date(2026, 3, 1))
    assert {row["on"] for row in later} == {"2026-03-01"}
    refreshed(version="2")
    assert local.requests["sheets"] == 3


def test_today_is_a_day_of_each_client(refreshed, local):
    instant = datetime(2026, 2, 16, 3, tzinfo=UTC)  # 21:00 of the 15th in Chicago
    today = Today(instant=instant, elsewhere=UTC)
    assert {row["on"] for row in refreshed(on=today)} == {"2026-02-15"}
    refreshed(on=today)
    assert local.requests["sheets"] == 3


def test_what_cannot_be_read_stops_no_other(refreshed, connection, local):
    DriveFiles(http=connection.http).create("Budget", folder="", marks={})
    before = refreshed()
    lost = connection.gspread.open("Harbor Dental · 2026-Q1")
    lost.sheet1.update_cell(30, 9, "a new version")
    local.interleave(rf"GET .*{lost.id}", lambda: connection.gspread.del_spreadsheet(lost.id))
    local.reset_requests()
    portfolio = Portfolio(rows=refreshed())
    assert len(before) == 4
    assert local.requests["sheets"] == 1  # neither those that did not change nor what is no OKR workbook
    assert [row["client"] for row in portfolio.read] == ["Acme Dental", "Nordwind Logistik"]
    assert [row["title"] for row in portfolio.unread] == ["Harbor Dental · 2026-Q1"]
    assert [row["title"] for row in portfolio.others] == ["Budget"]


def test_all_are_graded_in_two_requests_each(connection, local):
    rows = list(grade_all(files_of_folder("", connection.http), connection, on=ON))
    assert [row["score"] for row in rows] == [0.7, 0.7, 0.7]
    assert local.requests["sheets"] == 6


def test_a_damaged_cache_says_that_it_can_be_thrown_away(tmp_path):
    path = tmp_path / "portfolio.sqlite3"
    path.write_bytes(b"no database, whatever it is called" * 50)
    with pytest.raises(ConfigError, match=r"portfolio\.sqlite3.*Delete the file; all of it is read again"):
        SummaryCache(path, version="1")


def test_a_cycle_is_listed_by_its_mark_wherever_its_workbooks_are(connection):
    from okrsdk.portfolio.workbook_files import files_of_cycle
    from okrsdk.provision.marking import marks_of

    drive = DriveFiles(http=connection.http)
    listed = files_of_folder("", connection.http)
    drive.mark(listed[0].file_id, marks_of("acme", "2026-Q1"))
    drive.mark(listed[1].file_id, marks_of("harbor", "2026-Q2"))
    found = files_of_cycle(Cycle.parse("Q1 2026"), connection.http)
    assert [file.file_id for file in found] == [listed[0].file_id]
