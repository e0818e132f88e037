"""Rows for the logs, decisions and final scores: appended to their tab, which is made where it is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.frames import cells_of
from okrsdk.schema.tables import columns
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.tabs import LATER_TABS, REFERENCE_FIELDS
from okrsdk.workbook.template.number_formats import TEXT, column_format
from okrsdk.workbook.template.requests import tab_requests
from okrsdk.workbook.template.table_sheet import table_tab
from okrsdk.workbook.template.workbook_template import WorkbookTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.model import Decision, FinalScore
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject

_WRITTEN = "userEnteredValue,userEnteredFormat.numberFormat"


def log_requests(
    reading: WorkbookReading, table: Table, records: Sequence[Decision] | Sequence[FinalScore]
) -> list[JsonObject]:
    """The requests that add records to a log.

    Args:
        reading: the workbook as it was read.
        table: the log: `Table.DECISIONS` or `Table.FINAL_SCORES`.
        records: what is added, in order.
    """
    layout = reading.layout.tables.get(table)
    rows = [cells_of(table, record) for record in records]
    if layout is None:
        tab = next(own for own in LATER_TABS if own.table is table)
        added = WorkbookTemplate(title="", tabs=(table_tab(tab, rows),), marks=())
        return tab_requests(added, reading.layout.titles)
    appended = [_row(layout, values) for values in rows]
    return [{"appendCells": {"sheetId": layout.sheet_id, "rows": appended, "fields": _WRITTEN}}]


def are_logged(reading: WorkbookReading, records: Sequence[FinalScore]) -> bool:
    """Whether the last final scores are these, as far as the tab has columns."""
    layout = reading.layout.tables.get(Table.FINAL_SCORES)
    last = reading.okr_set.final_scores[-len(records) :] if records else ()
    return layout is not None and [_said(layout, one) for one in last] == [_said(layout, one) for one in records]


def is_logged(reading: WorkbookReading, decision: Decision) -> bool:
    """Whether a decision is in the log, wherever others were added since."""
    layout = reading.layout.tables.get(Table.DECISIONS)
    return layout is not None and any(
        _said(layout, one) == _said(layout, decision) for one in reading.okr_set.decisions
    )


def _said(layout: TableLayout, record: Decision | FinalScore) -> Mapping[str, object]:
    return {name: value for name, value in cells_of(layout.table, record).items() if name in layout.columns}


def _row(layout: TableLayout, values: Mapping[str, object]) -> JsonObject:
    own = {column.name: column for column in columns(layout.table)}
    cells: list[JsonObject] = [{} for _ in range(max(place.index for place in layout.columns.values()) + 1)]
    for name, place in layout.columns.items():
        number_format = TEXT if name in REFERENCE_FIELDS else column_format(own[name])
        look = {"numberFormat": number_format} if number_format else {}
        cells[place.index] = cell(values.get(name), userEnteredFormat=look)
    return {"values": cells}
