"""A portfolio in a spreadsheet, while people sort it, insert rows and write beside it."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from typing import Literal, cast

import gspread
import pytest

from okrsdk.errors import ConfigError, StaleWorkbookError
from okrsdk.localsheets import LocalSheets
from okrsdk.portfolio.portfolio import Portfolio
from okrsdk.portfolio.portfolio_sheet import (
    SheetUpdate,
    create_portfolio_sheet,
    find_portfolio_sheet,
    update_portfolio_sheet,
)
from okrsdk.portfolio.sheet_columns import COLUMNS
from okrsdk.portfolio.summary import WorkbookRow
from okrsdk.portfolio.workbook_files import files_of_folder
from okrsdk.sheets.connection import Connection
from okrsdk.sheets.transport.http_client import HttpClient
from tests.portfolio.rows import row

ON, LATER = date(2026, 5, 1), date(2026, 5, 8)
WRITES = r"POST .*values:batchUpdateByDataFilter"
NOTES = len(COLUMNS)
"""The place of the first column that is people's own."""


def workbook(client: str, score: float | None, **parts: object) -> WorkbookRow:
    own = {
        **row(client, score=score),
        "spreadsheet_id": f"{client}-of-the-agency",
        "url": f"https://x.example/{client}",
    }
    return {**own, **parts}  # type: ignore[typeddict-item]  # its keys are those of the row


def three(*scores: float) -> Portfolio:
    return Portfolio(rows=[workbook(name, score) for name, score in zip("ABC", scores, strict=True)])


@pytest.fixture
def sheet(connection: Connection, local: LocalSheets) -> gspread.Worksheet:
    """The tab of A, B and C with scores of 0.1, 0.2 and 0.3, each with a note of people's beside it."""
    made = create_portfolio_sheet(
        three(0.1, 0.2, 0.3), connection.http, title="Portfolio", which="own", folder="", on=ON
    )
    assert (local.requests["sheets"], made.added) == (1, 3)
    tab = connection.gspread.open_by_key(made.spreadsheet_id).worksheet("Portfolio")
    notes = [["Notes"], ["about A"], ["about B"], ["about C"]]
    tab.update(notes, f"W1:W{len(notes)}", raw=True)
    local.reset_requests()
    return tab


@pytest.fixture
def update(connection: Connection, sheet: gspread.Worksheet) -> Callable[[Portfolio], SheetUpdate]:
    return lambda own: update_portfolio_sheet(sheet.spreadsheet_id, own, connection.http, on=LATER)


def shown(sheet: gspread.Worksheet, *titles: str) -> list[tuple[object, ...]]:
    """What the columns of these titles hold below the header, rows without anything in them left out."""
    rows = sheet.get_all_values(value_render_option=gspread.utils.ValueRenderOption.unformatted)
    head = next(number for number, own in enumerate(rows) if "Client" in own)
    places = [rows[head].index(title) for title in titles]
    found = [tuple(own[place] for place in places) for number, own in enumerate(rows) if number != head]
    return [own for own in found if any(value != "" for value in own)]


def sort(sheet: gspread.Worksheet, rows: int = 4, column: int = 3, order: Literal["asc", "des"] = "des") -> None:
    sheet.sort((column, order), range=f"A2:Z{rows}")


def test_a_refresh_is_two_reads_and_a_write_and_a_write_more_on_the_first_of_a_day(update, sheet, local):
    update(three(0.4, 0.5, 0.6))
    assert local.requests["sheets"] == 2 + 3  # the first of a day looks where the rows came to lie
    update(three(0.5, 0.5, 0.6))
    assert local.requests["sheets"] == 5 + 3
    update(three(0.5, 0.5, 0.6))  # nothing new
    assert local.requests["sheets"] == 8 + 2
    assert shown(sheet, "Client", "Score", "Notes") == [
        ("A", 0.5, "about A"),
        ("B", 0.5, "about B"),
        ("C", 0.6, "about C"),
    ]


def test_the_cells_are_numbers_days_and_texts_never_formulas(connection, local):
    own = [workbook("=1+1", 0.75, band="green", pass_mark=0.7, last_check_in="2026-04-28", errors=2)]
    made = create_portfolio_sheet(Portfolio(rows=own), connection.http, title="P", which="w", folder="", on=ON)
    tab = connection.gspread.open_by_key(made.spreadsheet_id).sheet1
    titles = ("Client", "Score", "Band", "Pass mark", "Errors", "Last check-in", "Judged on", "State")
    # 2026-04-28 is 46140 days after 1899-12-30
    assert shown(tab, *titles) == [("=1+1", 0.75, "green", 0.7, 2, 46140, 46143, "")]
    assert {"0.75", "0.70", "2026-04-28", "2026-05-01"} <= set(tab.row_values(2))
    assert tab.frozen_row_count == 1


def test_rows_that_people_sorted_and_columns_that_they_moved_are_found(update, sheet, connection, local):
    sort(sheet)
    move = {"sheetId": sheet.id, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    sheet.spreadsheet.batch_update({"requests": [{"moveDimension": {"source": move, "destinationIndex": NOTES + 1}}]})
    sheet.update_cell(1, 3, "Colour")
    update(Portfolio(rows=[*three(0.4, 0.5, 0.6).rows, workbook("D", 0.7)]))
    assert shown(sheet, "Client", "Score", "Notes") == [
        ("C", 0.6, "about C"),
        ("B", 0.5, "about B"),
        ("A", 0.4, "about A"),
        ("D", 0.7, ""),
    ]


def test_new_workbooks_come_below_everything_in_one_more_write(update, sheet, local):
    sheet.update_cell(9, NOTES + 2, "a thought below")
    local.reset_requests()
    done = update(Portfolio(rows=[*three(0.1, 0.2, 0.3).rows, workbook("D", 0.7)]))
    assert (local.requests["sheets"], done.added) == (3 + 3, 1)  # three for the history
    assert sheet.cell(10, 1).value == "D"


def test_what_left_or_cannot_be_read_keeps_row_figures_and_note(update, sheet):
    lost = workbook("B", None, problem="It is not shared.")
    update(Portfolio(rows=[workbook("A", 0.4), lost]))
    expected = [
        ("A", 0.4, "", "about A"),
        ("B", 0.2, "Not read: It is not shared.", "about B"),
        ("C", 0.3, "Not in the portfolio any more, found so on 2026-05-08", "about C"),
    ]
    assert shown(sheet, "Client", "Score", "State", "Notes") == expected
    update(three(0.4, 0.5, 0.6))
    assert [own[0] for own in shown(sheet, "State", "Client")] == ["", "", ""]


def _insert_row(sheet: gspread.Worksheet, at: int) -> None:
    sheet.insert_row([""] * NOTES + ["of people"], at)


def _insert_and_sort(sheet: gspread.Worksheet) -> None:
    _insert_row(sheet, 3)
    sort(sheet, rows=5)


def _delete_and_sort(sheet: gspread.Worksheet) -> None:
    sheet.delete_rows(10, 490)  # the write does not fit any more and is refused
    sort(sheet)


@pytest.mark.parametrize(
    ("meanwhile", "restored"),
    [
        (sort, False),
        (lambda sheet: _insert_row(sheet, 1), True),
        (lambda sheet: _insert_row(sheet, 2), True),
        (lambda sheet: _insert_row(sheet, 4), True),
        (_insert_and_sort, False),
        (_delete_and_sort, False),
    ],
)
def test_rows_moved_between_read_and_write_end_right(update, sheet, local, meanwhile, restored):
    local.interleave(WRITES, lambda: meanwhile(sheet))
    done = update(three(0.4, 0.5, 0.6))
    own = sorted(shown(sheet, "Client", "Score", "Notes"))
    assert [one for one in own if one[0]] == [("A", 0.4, "about A"), ("B", 0.5, "about B"), ("C", 0.6, "about C")]
    assert [one for one in own if not one[0]] in ([], [("", "", "of people")])
    assert bool(done.restored) is restored
    ids = [one for one in sorted(shown(sheet, "Client", "Spreadsheet ID")) if one[0]]
    assert ids == [(name, f"{name}-of-the-agency") for name in "ABC"]


def test_a_row_inserted_while_a_new_workbook_comes_in_loses_nothing(update, sheet, local):
    local.interleave(r"POST .*:batchUpdate$", lambda: _insert_row(sheet, 3))
    update(Portfolio(rows=[*three(0.4, 0.5, 0.6).rows, workbook("D", 0.7)]))
    assert [own for own in shown(sheet, "Client", "Score", "Notes") if own[0]] == [
        ("A", 0.4, "about A"),
        ("B", 0.5, "about B"),
        ("C", 0.6, "about C"),
        ("D", 0.7, ""),
    ]


def test_columns_moved_in_the_moment_in_which_a_workbook_comes_in_are_told(update, sheet, local):
    source = {"sheetId": sheet.id, "dimension": "COLUMNS", "startIndex": NOTES, "endIndex": NOTES + 1}
    move = {"moveDimension": {"source": source, "destinationIndex": 0}}
    local.interleave(r"POST .*:batchUpdate$", lambda: sheet.spreadsheet.batch_update({"requests": [move]}))
    own = Portfolio(rows=[*three(0.4, 0.5, 0.6).rows, workbook("D", 0.7)])
    with pytest.raises(StaleWorkbookError, match=r"those of: D-of-the-agency\. Delete these rows and run it again"):
        update(own)
    sheet.delete_rows(5)
    update(own)
    assert shown(sheet, "Client", "Score", "Notes") == [
        ("A", 0.4, "about A"),
        ("B", 0.5, "about B"),
        ("C", 0.6, "about C"),
        ("D", 0.7, ""),
    ]


def test_rows_moved_at_every_try_are_told(sheet, connection, local):
    orders: Iterator[Literal["asc", "des"]] = cycle(("des", "asc"))

    class SortedBeforeEachWrite:
        """The connection; someone sorts the clients the other way round before each of its writes."""

        def __getattr__(self, name: str) -> object:
            if name.startswith("update_values"):
                local.interleave(WRITES, lambda: sort(sheet, column=1, order=next(orders)))
            return getattr(connection.http, name)

    with pytest.raises(StaleWorkbookError, match="Run it again while no one sorts") as caught:
        update_portfolio_sheet(
            sheet.spreadsheet_id, three(0.4, 0.5, 0.6), cast("HttpClient", SortedBeforeEachWrite()), on=LATER
        )
    assert caught.value.in_doubt == ("A-of-the-agency", "C-of-the-agency")


def test_rows_of_peoples_in_our_columns_stay_formulas_among_them(update, sheet):
    sheet.update([["Mean", "", "=AVERAGE(C2:C4)"], ["Mean", "", "by hand"]], "A6:C7", raw=False)
    sheet.update([["mean"], ["mean"]], f"V6:V{7}")
    update(three(0.4, 0.5, 0.6))
    assert sheet.cell(6, 3, value_render_option=gspread.utils.ValueRenderOption.formula).value == "=AVERAGE(C2:C4)"
    assert sheet.cell(7, 3).value == "by hand"


def test_a_copied_row_is_written_too_and_told(update, sheet):
    sheet.update([sheet.row_values(2)], "A6")
    done = update(three(0.4, 0.5, 0.6))
    assert done.doubled == ("A-of-the-agency",)
    assert [own for own in shown(sheet, "Client", "Score") if own[0] == "A"] == [("A", 0.4), ("A", 0.4)]


def test_columns_that_people_deleted_stay_away_but_for_the_id(update, sheet):
    sheet.delete_columns(4)
    update(three(0.4, 0.5, 0.6))
    assert "Band" not in sheet.row_values(1)
    assert [own[1] for own in shown(sheet, "Client", "Score")] == [0.4, 0.5, 0.6]
    sheet.delete_columns(sheet.row_values(1).index("Spreadsheet ID") + 1)
    with pytest.raises(ConfigError, match="Spreadsheet ID of the tab Portfolio is gone"):
        update(three(0.4, 0.5, 0.6))


def test_a_spreadsheet_of_peoples_gets_the_tab_beside_theirs(connection):
    own = connection.gspread.create("Board")
    own.sheet1.update_title("portfolio")
    update_portfolio_sheet(own.id, three(0.1, 0.2, 0.3), connection.http, on=ON)
    update_portfolio_sheet(own.id, three(0.4, 0.5, 0.6), connection.http, on=ON)
    assert [tab.title for tab in own.worksheets()] == ["portfolio", "Portfolio (OKR)", "History"]
    assert shown(own.worksheet("Portfolio (OKR)"), "Client", "Score") == [("A", 0.4), ("B", 0.5), ("C", 0.6)]


def test_it_is_found_again_and_is_no_workbook_of_a_portfolio(sheet, connection):
    assert find_portfolio_sheet("own", connection.http) == sheet.spreadsheet_id
    assert find_portfolio_sheet("other", connection.http) == ""
    assert files_of_folder("", connection.http) == ()
