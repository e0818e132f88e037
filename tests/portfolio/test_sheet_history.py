"""A portfolio's spreadsheet remembers a row a workbook and day, whoever refreshes it how often."""

from collections.abc import Callable
from datetime import date

import gspread
import pytest

from okrsdk.errors import StaleWorkbookError
from okrsdk.localsheets import LocalSheets
from okrsdk.portfolio.portfolio import Portfolio
from okrsdk.portfolio.portfolio_sheet import create_portfolio_sheet, update_portfolio_sheet
from okrsdk.portfolio.sheet_history import DAY_ID
from okrsdk.sheets.connection import Connection
from okrsdk.sheets.transport.http_client import SPREADSHEETS_URL
from tests.portfolio.test_portfolio_sheet import shown, workbook

MAY_1, MAY_8, MAY_15 = date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 15)
FIRST, SECOND, THIRD = 46143, 46150, 46157
"""The same days as serial numbers: 2026-05-01 is 46143 days after 1899-12-30."""
ADDED = r"POST .*:batchUpdate$"
Refresh = Callable[[date, float], None]


def two(first: float, second: float) -> Portfolio:
    return Portfolio(rows=[workbook("A", first), workbook("B", second)])


@pytest.fixture
def book(connection: Connection) -> gspread.Spreadsheet:
    made = create_portfolio_sheet(two(0.1, 0.2), connection.http, title="P", which="w", folder="", on=MAY_1)
    return connection.gspread.open_by_key(made.spreadsheet_id)


@pytest.fixture
def refresh(connection: Connection, book: gspread.Spreadsheet) -> Refresh:
    def refreshed(on: date, score: float) -> None:
        update_portfolio_sheet(book.id, two(score, 0.5), connection.http, on=on)

    return refreshed


def history(book: gspread.Spreadsheet) -> list[tuple[object, ...]]:
    return shown(book.worksheet("History"), "Day", "Client", "Score")


def test_each_day_adds_its_rows_once_and_an_earlier_one_adds_none(book, refresh):
    assert history(book) == [(FIRST, "A", 0.1), (FIRST, "B", 0.2)]
    refresh(MAY_1, 0.2)
    refresh(MAY_8, 0.3)
    refresh(MAY_8, 0.4)
    refresh(MAY_1, 0.9)
    assert history(book)[2:] == [(SECOND, "A", 0.3), (SECOND, "B", 0.5)]
    assert book.worksheet("History").row_values(4)[0] == "2026-05-08"


def test_of_two_refreshes_at_once_one_adds_the_rows(book, refresh, local: LocalSheets):
    local.interleave(ADDED, lambda: refresh(MAY_8, 0.3))
    refresh(MAY_8, 0.4)
    assert [own[2] for own in history(book)[2:]] == [0.3, 0.5]


def test_rows_go_into_their_columns_wherever_people_moved_them(book, refresh):
    tab = book.worksheet("History")
    move = {"source": {"sheetId": tab.id, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}}
    book.batch_update({"requests": [{"moveDimension": {**move, "destinationIndex": 3}}]})
    tab.insert_cols([["Ours"]])
    tab.delete_columns(tab.row_values(1).index("Band") + 1)
    refresh(MAY_8, 0.3)
    assert history(book)[2:] == [(SECOND, "A", 0.3), (SECOND, "B", 0.5)]
    assert tab.row_values(1)[:4] == ["Ours", "Client", "Cycle", "Day"]


def test_columns_that_are_moved_in_that_very_moment_are_told(book, refresh, local: LocalSheets):
    tab = book.worksheet("History")
    local.interleave(ADDED, lambda: tab.insert_cols([["Ours"]]))
    with pytest.raises(StaleWorkbookError, match="Columns of the tab History were moved") as caught:
        refresh(MAY_8, 0.3)
    assert "Those of 2026-05-08 at its end" in str(caught.value)
    refresh(MAY_15, 0.4)
    assert history(book)[-2:] == [(THIRD, "A", 0.4), (THIRD, "B", 0.5)]


def test_a_history_that_people_deleted_stays_away_and_the_rest_goes_on(book, refresh):
    book.del_worksheet(book.worksheet("History"))
    refresh(MAY_8, 0.3)
    assert [tab.title for tab in book.worksheets()] == ["Portfolio"]
    assert shown(book.sheet1, "Client", "Score") == [("A", 0.3), ("B", 0.5)]


def test_a_spreadsheet_of_before_there_was_a_history_gets_one(book, refresh, connection: Connection):
    book.del_worksheet(book.worksheet("History"))
    own = {"dataFilter": {"developerMetadataLookup": {"metadataId": DAY_ID}}}
    url = f"{SPREADSHEETS_URL}/{book.id}:batchUpdate"
    connection.http.request("post", url, json={"requests": [{"deleteDeveloperMetadata": own}]})
    refresh(MAY_8, 0.3)
    assert history(book) == [(SECOND, "A", 0.3), (SECOND, "B", 0.5)]
