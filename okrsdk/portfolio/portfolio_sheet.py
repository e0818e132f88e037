"""A portfolio as a spreadsheet of its own, kept up to date while people sort it, filter it and write beside it.

A refresh is two reads and one write, one more write where workbooks came in, and one on the first of a day, which adds
the day's rows to the history. Rows are found by the ID in them and
columns by their marks. The API cannot refuse a write because rows were moved since the read; its answer shows all IDs
beside what was written, so what came to lie beside another workbook is put right by the next write.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from okrsdk.errors import ConfigError, SheetsError, StaleWorkbookError
from okrsdk.portfolio.sheet_columns import ID
from okrsdk.portfolio.sheet_history import (
    added_rows,
    history_lookup,
    history_rows,
    history_tab,
    is_told,
    last_day_and_places,
)
from okrsdk.portfolio.sheet_state import (
    SheetState,
    differing,
    doubled,
    held_cells,
    misplaced,
    read_request,
    state_of_read,
    state_of_write,
    wanted_cells,
    write_request,
)
from okrsdk.portfolio.sheet_template import SHEET_ID, append_request, tab_requests
from okrsdk.provision.marking import PORTFOLIO_MARK
from okrsdk.sheets.drive_files import DriveFiles
from okrsdk.sheets.transport.http_client import SPREADSHEETS_URL
from okrsdk.workbook.sheets_types import json_objects

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from okrsdk.portfolio.portfolio import Portfolio
    from okrsdk.portfolio.sheet_columns import Cell, Cells
    from okrsdk.portfolio.sheet_state import Writes
    from okrsdk.sheets.transport.http_client import HttpClient
    from okrsdk.workbook.sheets_types import SheetProperties

TRIES = 5
_DEFAULT_SHEET = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetUpdate:
    """What became of a portfolio's spreadsheet.

    Attributes:
        spreadsheet_id: its ID.
        added: number of workbooks that got a row.
        restored: rows, numbered from 1, into which figures were written since rows were moved in that moment, and that
            hold again what was read of them: a formula its value, nothing where they have no ID.
        doubled: IDs that are on several rows, all of which were written.
    """

    spreadsheet_id: str
    added: int = 0
    restored: tuple[int, ...] = ()
    doubled: tuple[str, ...] = ()


def find_portfolio_sheet(which: str, http: HttpClient) -> str:
    """The ID of the spreadsheet that was made last for these workbooks; empty where Drive knows of none.

    Args:
        which: which workbooks, as they were named to `create_portfolio_sheet`.
        http: sends the request.

    Raises:
        SheetsError: Drive cannot be asked.
    """
    found = max(DriveFiles(http=http).marked(PORTFOLIO_MARK, which), key=lambda own: own.created, default=None)
    return found.file_id if found else ""


def create_portfolio_sheet(
    portfolio: Portfolio, http: HttpClient, *, title: str, which: str, folder: str, on: date
) -> SheetUpdate:
    """A new spreadsheet of the portfolio, in one request to Drive and one to Sheets: wholly, or not at all.

    Args:
        portfolio: the workbooks, which come in its order.
        http: sends the requests.
        title: its title.
        which: which workbooks are in it, so that it is found again; at most 100 characters.
        folder: where to make it; empty for My Drive.
        on: the day.

    Raises:
        SheetsError: it was not made.
    """
    drive = DriveFiles(http=http)
    spreadsheet_id = drive.create(title, folder=folder, marks={PORTFOLIO_MARK: which}).file_id
    rows = _new_rows(portfolio, on)
    history = history_tab(history_rows(portfolio, on), on)
    requests = [*tab_requests(rows), *history, {"deleteSheet": {"sheetId": _DEFAULT_SHEET}}]
    try:
        http.batch_update(spreadsheet_id, {"requests": requests}, fields="spreadsheetId")
    except SheetsError:
        with suppress(SheetsError):
            drive.bin(spreadsheet_id)
        raise
    return SheetUpdate(spreadsheet_id=spreadsheet_id, added=len(rows))


def update_portfolio_sheet(spreadsheet_id: str, portfolio: Portfolio, http: HttpClient, *, on: date) -> SheetUpdate:
    """Brings a spreadsheet up to date: the rows of the portfolio's workbooks, in okrsdk's columns, and nothing else.

    A spreadsheet without the tab gets it.

    Args:
        spreadsheet_id: the spreadsheet.
        portfolio: the workbooks.
        http: sends the requests.
        on: the day.

    Raises:
        ConfigError: its column of IDs is gone.
        StaleWorkbookError: rows were moved at every try, or columns while rows were added; `in_doubt` names the IDs
            beside which other figures may be, and the message says what to do.
        SheetsError: it cannot be read or written.
    """
    update = _Update(spreadsheet_id, http)
    updated = _brought_up_to_date(update, portfolio, on)
    update.remember(history_rows(portfolio, on), on)
    return updated


def _brought_up_to_date(update: _Update, portfolio: Portfolio, on: date) -> SheetUpdate:
    state = update.read()
    if not state.places and SHEET_ID not in (tabs := update.tabs()):
        rows = _new_rows(portfolio, on)
        update.change(tab_requests(rows, set(tabs.values())))
        return SheetUpdate(spreadsheet_id=update.spreadsheet_id, added=len(rows))
    if ID not in state.places:
        raise ConfigError(
            "The column Spreadsheet ID of the tab Portfolio is gone, by which rows are found. Take it back (Ctrl-Z, or "
            "File > Version history), or make another spreadsheet: --to-sheet new."
        )
    return update.to_the_end(wanted_cells((*portfolio.read, *portfolio.unread, *portfolio.others), state, on), state)


class _Update:
    """One refresh, from its first request to its last."""

    def __init__(self, spreadsheet_id: str, http: HttpClient) -> None:
        self.spreadsheet_id = spreadsheet_id
        self._http = http

    def read(self) -> SheetState:
        url = f"{SPREADSHEETS_URL}/{self.spreadsheet_id}/values:batchGetByDataFilter"
        return state_of_read(self._http.request("post", url, json=read_request()).json())

    def change(self, requests: Sequence[object]) -> None:
        self._http.batch_update(self.spreadsheet_id, {"requests": requests}, fields="spreadsheetId")

    def tabs(self) -> dict[int, str]:
        """The titles of the tabs in lower case, by ID."""
        answer = self._http.get_spreadsheet(self.spreadsheet_id, {"fields": "sheets(properties(sheetId,title))"})
        found = [cast("SheetProperties", own["properties"]) for own in json_objects(answer.get("sheets", []))]
        return {own.get("sheetId", 0): own["title"].casefold() for own in found}

    def remember(self, rows: Sequence[Cells], on: date) -> None:
        """Adds the rows of a day to the history, unless there are some; where people deleted its tab it stays away.

        Raises:
            StaleWorkbookError: its columns were moved in that moment.
        """
        last, places = self._history()
        if is_told(last, on):
            return
        try:
            if last:
                self.change(added_rows(rows, on, places, last=last))
            else:
                self.change(history_tab(rows, on, set(self.tabs().values())))
        except SheetsError as error:
            if error.status != HTTPStatus.BAD_REQUEST:
                raise
            return  # another refresh came first, or the tab is gone
        if last and self._history()[1] != places:
            raise StaleWorkbookError(
                f"Columns of the tab History were moved in the moment in which rows were added. Those of {on} at its "
                "end have cells in other columns: put them right or delete them.",
                spreadsheet_id=self.spreadsheet_id,
            )

    def _history(self) -> tuple[str, dict[str, int]]:
        url = f"{SPREADSHEETS_URL}/{self.spreadsheet_id}/developerMetadata:search"
        return last_day_and_places(self._http.request("post", url, json=history_lookup()).json())

    def to_the_end(self, wanted: dict[str, Cells], state: SheetState) -> SheetUpdate:
        before, restored = held_cells(state), set[int]()
        written: Writes = {}
        new = {key: cells for key, cells in wanted.items() if key not in state.keys}
        if new:
            self.change([append_request(SHEET_ID, tuple(new.values()), state.places)])
        for _ in range(TRIES):
            back = misplaced(written, state, wanted, before)
            restored |= {row + 1 for cells in back.values() for row in cells}
            writes = _together(differing(wanted, state), back)
            if not writes and new.keys() <= set(state.keys):
                return SheetUpdate(
                    spreadsheet_id=self.spreadsheet_id,
                    added=len(new),
                    restored=tuple(sorted(restored)),
                    doubled=doubled(state),
                )
            try:
                state, written = self._written(writes, state, wanted), writes
            except StaleWorkbookError:  # rows were deleted, so that it did not fit and nothing was written
                state = self.read()
            if lost := new.keys() - set(state.keys):
                raise self._appended_elsewhere(lost)
        raise self._kept_moving(wanted, state)

    def _written(self, writes: Writes, state: SheetState, wanted: dict[str, Cells]) -> SheetState:
        """The tab after a write."""
        body = write_request(writes, state)
        after = state_of_write(self._http.update_values_by_data_filter(self.spreadsheet_id, body))
        shows_all = after.places.keys() == state.places.keys() and wanted.keys() <= set(after.keys)
        return after if shows_all else self.read()

    def _appended_elsewhere(self, lost: AbstractSet[str]) -> StaleWorkbookError:
        ids = tuple(sorted(lost))
        return StaleWorkbookError(
            "Columns of the portfolio's spreadsheet were moved in the moment in which rows were added. At its end are "
            f"rows whose cells are in other columns, those of: {', '.join(ids)}. Delete these rows and run it again.",
            spreadsheet_id=self.spreadsheet_id,
            in_doubt=ids,
        )

    def _kept_moving(self, wanted: dict[str, Cells], state: SheetState) -> StaleWorkbookError:
        wrong = {row for cells in differing(wanted, state).values() for row in cells}
        in_doubt = {state.keys[row] for row in wrong} | (wanted.keys() - set(state.keys))
        return StaleWorkbookError(
            f"Rows or columns of the portfolio's spreadsheet were moved at every one of {TRIES} tries to write. The "
            "figures of these workbooks may be old or another's: "
            f"{', '.join(sorted(in_doubt)) or 'none'}. Run it again while no one sorts or inserts rows.",
            spreadsheet_id=self.spreadsheet_id,
            in_doubt=tuple(sorted(in_doubt)),
        )


def _new_rows(portfolio: Portfolio, on: date) -> list[Cells]:
    blank = SheetState(columns={}, places={}, grid_rows=0)
    return list(wanted_cells((*portfolio.read, *portfolio.unread), blank, on).values())


def _together(writes: Writes, back: Writes) -> dict[str, dict[int, Cell]]:
    return {field: {**back.get(field, {}), **writes.get(field, {})} for field in {**back, **writes}}
