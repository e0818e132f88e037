"""The tab on which a portfolio's spreadsheet remembers: a row a workbook and day, so that a quarter can be followed.

Rows are only ever added, below everything, once a day. The day of the last ones is in a mark of fixed ID. It is taken
off and made anew in the batch that adds rows, and a batch is done whole or not at all: of two refreshes at once one is
refused, as is one whose tab people deleted, and nothing is there twice.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from okrsdk.portfolio.sheet_columns import COLUMNS, ID, SheetColumn, cells_of
from okrsdk.portfolio.sheet_template import append_request, colour_rules, column_requests, header_request
from okrsdk.workbook.days import serial_of
from okrsdk.workbook.developer_metadata import mark
from okrsdk.workbook.sheets_types import json_objects
from okrsdk.workbook.template.requests import free_title

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from okrsdk.portfolio.portfolio import Portfolio
    from okrsdk.portfolio.sheet_columns import Cells
    from okrsdk.workbook.sheets_types import JsonObject

TITLE = "History"
HISTORY_SHEET_ID = 730_000_002
DAY_ID = 730_000_003
DAY_MARK = "okrsdk.portfolio_day"
COLUMN_MARK = "okrsdk.history_column"
_DAY = "on"
_FIELDS = ("client", "cycle", "score", "band", "on_track", "behind", "at_risk", "outdated", "errors", "late", ID)
HISTORY_COLUMNS = (
    SheetColumn(_DAY, "Day", "yyyy-mm-dd", 100, "Of the first refresh of that day."),
    *(next(own for own in COLUMNS if own.field == field) for field in _FIELDS),
)
_ROWS, _FURTHER_COLUMNS = 1000, 4


def history_rows(portfolio: Portfolio, on: date) -> list[Cells]:
    """The rows of a day: the workbooks that could be read."""
    return [{**cells_of(row), _DAY: serial_of(on)} for row in portfolio.read]


def history_tab(rows: Sequence[Cells], on: date, taken: Collection[str] = ()) -> list[JsonObject]:
    """The requests that add the tab with its first rows; refused where the spreadsheet ever had it.

    Args:
        rows: the rows of the day.
        on: the day.
        taken: titles of tabs that are taken, in lower case.
    """
    grid = {
        "rowCount": _ROWS + len(rows),
        "columnCount": len(HISTORY_COLUMNS) + _FURTHER_COLUMNS,
        "frozenRowCount": 1,
    }
    sheet = {"sheetId": HISTORY_SHEET_ID, "title": free_title(TITLE, taken), "gridProperties": grid}
    places = {own.field: index for index, own in enumerate(HISTORY_COLUMNS)}
    return [
        {"addSheet": {"properties": sheet}},
        header_request(HISTORY_SHEET_ID, HISTORY_COLUMNS),
        *(
            request
            for index, own in enumerate(HISTORY_COLUMNS)
            for request in column_requests(HISTORY_SHEET_ID, COLUMN_MARK, own, index)
        ),
        *colour_rules(HISTORY_SHEET_ID, places, grid["rowCount"]),
        *added_rows(rows, on, places, last=""),
    ]


def added_rows(rows: Sequence[Cells], on: date, places: Mapping[str, int], *, last: str) -> list[JsonObject]:
    """The requests that add the rows of a day, refused where another refresh has done so meanwhile.

    Args:
        rows: the rows.
        on: the day.
        places: the 0-based place of each column.
        last: the day that the mark holds; empty where there is none.
    """
    lookup = {"metadataId": DAY_ID, "metadataValue": last}
    off: JsonObject = {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
    own = {**mark(DAY_MARK, on.isoformat()), "metadataId": DAY_ID, "location": {"spreadsheet": True}}
    appended = [append_request(HISTORY_SHEET_ID, rows, places)] if rows and places else []
    return [*([off] if last else []), {"createDeveloperMetadata": {"developerMetadata": own}}, *appended]


def history_lookup() -> JsonObject:
    """The body of a `developerMetadata:search` that shows the day of the last rows, and where the columns are."""
    by_key = ({"metadataId": DAY_ID}, {"metadataKey": COLUMN_MARK})
    return {"dataFilters": [{"developerMetadataLookup": own} for own in by_key]}


def last_day_and_places(answer: JsonObject) -> tuple[str, dict[str, int]]:
    """What the answer to `history_lookup` shows: the day, empty where there is none, and the places by field."""
    last, places = "", dict[str, int]()
    for one in json_objects(answer.get("matchedDeveloperMetadata", [])):
        own = cast("JsonObject", one["developerMetadata"])
        value = str(own.get("metadataValue", ""))
        if own.get("metadataKey") == DAY_MARK:
            last = value
        else:
            location = cast("JsonObject", own["location"])
            span = cast("Mapping[str, int]", location.get("dimensionRange", {}))
            places[value] = span.get("startIndex", 0)
    return last, places


def is_told(last: str, on: date) -> bool:
    """Whether there are rows of the day already, or of a later one."""
    return bool(last) and on <= date.fromisoformat(last)
