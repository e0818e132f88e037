"""The Strategy tab in a workbook that has none: the requests that add it, and those that take a blank one off again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.cycle import blank_strategy
from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.schema.frames import cells_of
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.developer_metadata import COLUMN_KEY, mark
from okrsdk.workbook.sheets_types import json_objects, showing_changes
from okrsdk.workbook.tabs import LATER_TABS, TABLE_TABS, Tab
from okrsdk.workbook.template.requests import free_title, tab_requests
from okrsdk.workbook.template.table_sheet import challenge_request, table_tab
from okrsdk.workbook.template.workbook_template import WorkbookTemplate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.workbook.layout.positions import ColumnPlace, TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject

_CHALLENGE = "challenge"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyPlan:
    """What is added to a workbook.

    Attributes:
        adds_tab: whether the Strategy tab is.
        adds_column: whether the column Challenge is, on the right of Objectives.
        body: the body of the `batchUpdate`; empty where nothing is added. Send it with `CHANGED_FIELDS`.
    """

    adds_tab: bool
    adds_column: bool
    body: JsonObject


def plan_strategy(reading: WorkbookReading) -> StrategyPlan:
    """What a workbook lacks to hold its strategy: the tab with blank entries, and the objectives' column for it.

    No cell that is there is changed. A tab that people have adopted keeps the columns that they chose.

    Args:
        reading: the workbook as it was read.
    """
    requests: list[JsonObject] = []
    adds_tab = Table.STRATEGY not in reading.layout.tables
    if adds_tab:
        tab = next(own for own in LATER_TABS if own.table is Table.STRATEGY)
        rows = [cells_of(Table.STRATEGY, entry) for entry in blank_strategy()]
        added = WorkbookTemplate(title="", tabs=(table_tab(tab, rows),), marks=())
        requests += tab_requests(added, reading.layout.titles)
    objectives = reading.layout.tables.get(Table.OBJECTIVES)
    adds_column = objectives is not None and not objectives.is_adopted and _CHALLENGE not in objectives.columns
    if objectives is not None and adds_column:
        requests += _column_requests(objectives)
        there = reading.layout.tables.get(Table.STRATEGY)
        title = free_title(Tab.STRATEGY, reading.layout.titles) if there is None else there.title
        # Only in a column that this very batch makes: another one may be moved in the same moment.
        requests.append(challenge_request(_below_header(objectives, max(objectives.width, 1)), title))
    return StrategyPlan(adds_tab=adds_tab, adds_column=adds_column, body=showing_changes(requests) if requests else {})


def _below_header(layout: TableLayout, index: int) -> JsonObject:
    columns_ = {"startColumnIndex": index, "endColumnIndex": index + 1}
    return {"sheetId": layout.sheet_id, "startRowIndex": max(layout.header_row, 0) + 1, **columns_}


def _is_larger(layout: TableLayout) -> bool:
    """Whether a tab holds anything below or beside what a new one holds."""
    return layout.height > len(blank_strategy()) + 1 or layout.width > len(columns(Table.STRATEGY))


def _is_blank(layout: TableLayout, place: ColumnPlace) -> bool:
    """Whether a column holds nothing but its header, above it or below; a formula that shows nothing is something."""
    held = (value for row, value in enumerate(place.values) if row != layout.header_row)
    return not place.formulas and all(value in ("", None) for value in held)


def undo_request(reading: WorkbookReading, *, with_column: bool) -> JsonObject:
    """The body of the `batchUpdate` that takes the Strategy tab off again.

    Args:
        reading: the workbook as it was read.
        with_column: whether the objectives' column came with the tab; where something is in it, it stays.

    Raises:
        InvalidOkrError: there is no such tab, or something was written in it since.
    """
    layout = reading.layout.tables.get(Table.STRATEGY)
    if layout is None:
        raise InvalidOkrError(text("There is no Strategy tab any more; nothing was changed."))
    if reading.okr_set.strategy != blank_strategy() or _is_larger(layout):
        raise InvalidOkrError(
            text(
                "Something was written in the tab {tab} since it was added, so it stays. Delete it in the spreadsheet "
                "if nobody needs it.",
                tab=layout.title,
            )
        )
    requests: list[JsonObject] = [{"deleteSheet": {"sheetId": layout.sheet_id}}]
    objectives = reading.layout.tables[Table.OBJECTIVES]
    place = objectives.columns.get(_CHALLENGE)
    if place is None or objectives.is_adopted or not _is_blank(objectives, place):
        return showing_changes(requests)
    if with_column:
        span = {"sheetId": objectives.sheet_id, "dimension": "COLUMNS"}
        where = {**span, "startIndex": place.index, "endIndex": place.index + 1}
        requests.append({"deleteDimension": {"range": where}})
    else:
        requests.append({"setDataValidation": {"range": _below_header(objectives, place.index)}})
    return showing_changes(requests)


def _column_requests(layout: TableLayout) -> Iterator[JsonObject]:
    """The column Challenge behind the last that holds anything, in a column that this very batch makes."""
    index = max(layout.width, 1)
    span = {"sheetId": layout.sheet_id, "dimension": "COLUMNS"}
    if layout.grid_columns <= index:
        yield {"appendDimension": {**span, "length": 1}}
    place = {**span, "startIndex": index, "endIndex": index + 1}
    yield {"insertDimension": {"range": place, "inheritFromBefore": False}}
    start = {"sheetId": layout.sheet_id, "rowIndex": max(layout.header_row, 0), "columnIndex": index}
    fields = "userEnteredValue,note,userEnteredFormat"
    yield {"updateCells": {"start": start, "rows": [{"values": [_header()]}], "fields": fields}}
    yield {
        "createDeveloperMetadata": {
            "developerMetadata": {**mark(COLUMN_KEY, _CHALLENGE), "location": {"dimensionRange": place}}
        }
    }


def _header() -> JsonObject:
    """The header's cell as a new workbook has it."""
    template = table_tab(next(own for own in TABLE_TABS if own.table is Table.OBJECTIVES), [])
    (block,) = json_objects(template.sheet["data"])
    place = [column.name for column in columns(Table.OBJECTIVES)].index(_CHALLENGE)
    return json_objects(json_objects(block["rowData"])[0]["values"])[place]
