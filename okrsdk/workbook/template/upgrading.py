"""What the template has gained since a workbook was made, and the requests that add it without touching what is there.

Added is only what is missing: a column on the right, a tab behind the others, a note on a header that has none, a
drop-down or number format on a column of which no cell has one. No cell, order, note, rule or format of people's is
changed. A tab that was adopted has the columns that its people chose, and is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from okrsdk.findings import Table
from okrsdk.schema import ColumnOwner
from okrsdk.schema.tables import columns
from okrsdk.workbook.developer_metadata import ADOPTED_KEY, COLUMN_KEY, mark, marked_value
from okrsdk.workbook.layout.grid import grid_of
from okrsdk.workbook.layout.reading import read_workbook
from okrsdk.workbook.sheets_types import READ_FIELDS, json_objects
from okrsdk.workbook.tabs import TAB_OF, TABLE_TABS, Tab
from okrsdk.workbook.template.requests import tab_requests
from okrsdk.workbook.template.styles import BAND_SHADES, PACE_SHADES
from okrsdk.workbook.template.table_sheet import TabTemplate, table_tab, text_rule
from okrsdk.workbook.template.workbook_template import workbook_template

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from okrsdk.schema import Column
    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject, Sheet, Spreadsheet

UPGRADE_FIELDS = READ_FIELDS.replace(
    "effectiveFormat(numberFormat",
    "note,dataValidation,userEnteredFormat(numberFormat(type)),effectiveFormat(numberFormat",
)
"""The `fields` mask of the one read: all of a workbook, with notes and drop-downs."""
_SHADES = {"band": BAND_SHADES, "pace": PACE_SHADES}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookUpgrade:
    """What a workbook lacks.

    Attributes:
        reading: the workbook as it was read.
        drift: what it lacks, a few words each: `no column Pace in Key Results`.
        requests: what adds it, for one `batchUpdate`.
    """

    reading: WorkbookReading
    drift: tuple[str, ...] = ()
    requests: tuple[JsonObject, ...] = ()


def plan_upgrade(spreadsheet: JsonObject) -> WorkbookUpgrade:
    """What a workbook lacks of what a new one has.

    Args:
        spreadsheet: the answer to `spreadsheets.get` with `includeGridData` and the fields `UPGRADE_FIELDS`.

    Raises:
        InvalidOkrError: it is not an OKR workbook.
        SchemaVersionError: a newer okrsdk made it.
    """
    reading, sheets = read_workbook(spreadsheet), cast("Spreadsheet", spreadsheet).get("sheets", [])
    drift: list[str] = []
    requests: list[JsonObject] = []
    by_id = {sheet["properties"].get("sheetId", 0): sheet for sheet in sheets}
    for tab in TABLE_TABS:
        layout = reading.layout.tables.get(tab.table)
        if layout is None or marked_value(by_id[layout.sheet_id].get("developerMetadata", []), ADOPTED_KEY):
            continue
        titles = frozenset(sheet["properties"].get("title", "") for sheet in sheets)
        template = table_tab(tab, [])
        own = _TableUpgrade(layout=layout, grid=grid_of(by_id[layout.sheet_id]), template=template, titles=titles)
        drift += own.drift()
        requests += own.requests()
    missing = _missing_tabs(reading, sheets)
    drift += [f"no tab {tab}" for tab in missing]
    requests += _new_tabs(reading, missing, sheets)
    return WorkbookUpgrade(reading=reading, drift=tuple(drift), requests=tuple(requests))


def has_moved(before: WorkbookReading, after: WorkbookReading) -> bool:
    """Whether people moved columns between the read and the write, so that what was added may be on another column."""
    places = {
        (table, name): place.index for table, own in before.layout.tables.items() for name, place in own.columns.items()
    }
    now = {
        (table, name): place.index for table, own in after.layout.tables.items() for name, place in own.columns.items()
    }
    return any(now.get(place) != index for place, index in places.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class _TableUpgrade:
    """A table's tab beside what it would be if it were new."""

    layout: TableLayout
    grid: Grid
    template: TabTemplate
    titles: frozenset[str]

    def drift(self) -> Iterator[str]:
        table = self.layout.table
        for column in self._missing():
            yield f"no column {column.title} in {table}"
        parts = (
            ("note on the header", self._without_notes()),
            ("drop-down for", self._without("dataValidation")),
            ("format of", self._without("userEnteredFormat")),
        )
        for what, found in parts:
            titles = ", ".join(column.title for column in found)
            if titles:
                yield f"no {what} {titles} in {table}"

    def requests(self) -> Iterator[JsonObject]:
        yield from self._added_columns()
        for column in self._without_notes():
            place = self._span(self.layout.columns[column.name].index)
            row = {"startRowIndex": self.layout.header_row, "endRowIndex": self.layout.header_row + 1}
            cell = {"note": column.description}
            yield {"repeatCell": {"range": {**place, **row}, "cell": cell, "fields": "note"}}
        for column in self._without("dataValidation"):
            area = self._below(self.layout.columns[column.name].index)
            yield {"setDataValidation": {"range": area, "rule": self._every_cell(column)["dataValidation"]}}
        for column in self._without("userEnteredFormat"):
            yield self._format(column, self.layout.columns[column.name].index)

    def _own(self) -> tuple[Column, ...]:
        return tuple(columns(self.layout.table))

    def _missing(self) -> list[Column]:
        return [column for column in self._own() if column.name not in self.layout.columns]

    def _without_notes(self) -> list[Column]:
        if self.layout.header_row < 0:
            return []
        header = self.grid.rows[self.layout.header_row] if self.layout.header_row < len(self.grid.rows) else []
        places = self.layout.columns
        return [
            column
            for column in self._own()
            if column.name in places
            and places[column.name].index < len(header)
            and not header[places[column.name].index].get("note")
        ]

    def _without(self, part: str) -> list[Column]:
        """The columns of which no cell has the drop-down or number format that the template gives every cell."""
        return [
            column
            for column in self._own()
            if column.name in self.layout.columns
            and self._template_has(column, part)
            and not any(_has(cell, part) for cell in self._cells(self.layout.columns[column.name].index))
        ]

    def _template_has(self, column: Column, part: str) -> bool:
        own = self._every_cell(column)
        return _has(own, part) and (part != "dataValidation" or _is_there(own[part], self.titles))

    def _cells(self, index: int) -> Iterator[Mapping[str, object]]:
        for row in self.grid.rows[self.layout.header_row + 1 :]:
            if index < len(row):
                yield cast("Mapping[str, object]", row[index])

    def _every_cell(self, column: Column) -> JsonObject:
        return self.template.columns[self._own().index(column)]

    def _added_columns(self) -> Iterator[JsonObject]:
        """The missing columns, behind the last that holds anything, always in columns that this very batch makes."""
        missing, first = self._missing(), max(self.layout.width, 1)
        if not missing:
            return
        if self.layout.grid_columns <= first:
            yield {"appendDimension": {"sheetId": self.layout.sheet_id, "dimension": "COLUMNS", "length": 1}}
        span = {"sheetId": self.layout.sheet_id, "dimension": "COLUMNS"}
        place = {**span, "startIndex": first, "endIndex": first + len(missing)}
        yield {"insertDimension": {"range": place, "inheritFromBefore": False}}
        for index, column in enumerate(missing, first):
            yield from self._added_column(column, index, {**span, "startIndex": index, "endIndex": index + 1})

    def _added_column(self, column: Column, index: int, span: JsonObject) -> Iterator[JsonObject]:
        (block,) = json_objects(self.template.sheet["data"])
        header = json_objects(json_objects(block["rowData"])[0]["values"])[self._own().index(column)]
        start = {"sheetId": self.layout.sheet_id, "rowIndex": max(self.layout.header_row, 0), "columnIndex": index}
        fields = "userEnteredValue,note,userEnteredFormat"
        yield {"updateCells": {"start": start, "rows": [{"values": [header]}], "fields": fields}}
        if self._template_has(column, "userEnteredFormat"):
            yield self._format(column, index)
        if self._template_has(column, "dataValidation"):
            rule = self._every_cell(column)["dataValidation"]
            yield {"setDataValidation": {"range": self._below(index), "rule": rule}}
        properties = {"pixelSize": column.width}
        yield {"updateDimensionProperties": {"range": span, "properties": properties, "fields": "pixelSize"}}
        marked = {**mark(COLUMN_KEY, column.name), "location": {"dimensionRange": span}}
        yield {"createDeveloperMetadata": {"developerMetadata": marked}}
        for word, shade in _SHADES.get(column.name, {}).items():
            yield {"addConditionalFormatRule": {"rule": text_rule(self._below(index), word, shade)}}
        if column.owner is ColumnOwner.OKR:
            said = "Written by okrsdk: what you type here is replaced."
            own = {"range": self._span(index), "description": said, "warningOnly": True}
            yield {"addProtectedRange": {"protectedRange": own}}

    def _format(self, column: Column, index: int) -> JsonObject:
        look = self._every_cell(column)["userEnteredFormat"]
        number_format = cast("Mapping[str, object]", look)["numberFormat"]
        shown = {"userEnteredFormat": {"numberFormat": number_format}}
        fields = "userEnteredFormat.numberFormat"
        return {"repeatCell": {"range": self._below(index), "cell": shown, "fields": fields}}

    def _below(self, index: int) -> JsonObject:
        return {**self._span(index), "startRowIndex": self.layout.header_row + 1}

    def _span(self, index: int) -> JsonObject:
        return {"sheetId": self.layout.sheet_id, "startColumnIndex": index, "endColumnIndex": index + 1}


def _has(cell: Mapping[str, object], part: str) -> bool:
    """Whether a cell has a drop-down, or a number format of its own."""
    found = cell.get(part)
    return bool(found.get("numberFormat")) if part == "userEnteredFormat" and isinstance(found, dict) else bool(found)


def _is_there(rule: object, titles: Collection[str]) -> bool:
    """Whether a drop-down takes its choices from itself, or from a tab that is there under its title."""
    condition = cast("Mapping[str, JsonObject]", rule)["condition"]
    if condition["type"] != "ONE_OF_RANGE":
        return True
    source = str(json_objects(condition["values"])[0]["userEnteredValue"])
    return source.removeprefix("=").partition("!")[0].strip("'") in titles


def _missing_tabs(reading: WorkbookReading, sheets: list[Sheet]) -> list[Tab]:
    """The tabs of a new workbook that are not there; the Overview is there where any tab is called so."""
    titles = {sheet["properties"].get("title", "").casefold() for sheet in sheets}
    missing = [TAB_OF[tab.table] for tab in TABLE_TABS if tab.table not in reading.layout.tables]
    if reading.layout.profile is None:
        missing.append(TAB_OF[Table.CLIENT])
    if reading.layout.overview is None and Tab.OVERVIEW.casefold() not in titles:
        missing.insert(0, Tab.OVERVIEW)
    return missing


def _new_tabs(reading: WorkbookReading, missing: list[Tab], sheets: list[Sheet]) -> list[JsonObject]:
    template = workbook_template(reading.okr_set)
    own = tuple(tab for tab in template.tabs if cast("JsonObject", tab.sheet["properties"])["title"] in missing)
    taken = {sheet["properties"].get("title", "").casefold() for sheet in sheets}
    return tab_requests(replace(template, tabs=own, marks=()), taken) if own else []
