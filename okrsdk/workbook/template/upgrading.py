"""What the template has gained since a workbook was made, and the requests that add it without touching what is there.

Added is only what is missing: a column on the right, a tab behind the others, a note on a header that has none, a
drop-down or number format on a column of which no cell has one, the chart of an Overview without any. A note or a
drop-down is renewed where it still is what an earlier template gave. No cell, order, note, rule or format of people's
is changed. A tab that was adopted has the columns that its people chose, and is left alone.
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
from okrsdk.workbook.overview import OBJECTIVE_ROWS
from okrsdk.workbook.sheets_types import READ_FIELDS, json_objects
from okrsdk.workbook.tabs import TAB_OF, TABLE_TABS, Tab
from okrsdk.workbook.template.overview_lines import check_ins_of
from okrsdk.workbook.template.overview_upgrading import OverviewUpgrade
from okrsdk.workbook.template.parts_record import (
    NOTHING,
    PARTS_KEY,
    note_digest,
    parts_value,
    recorded_parts,
    rule_digest,
)
from okrsdk.workbook.template.requests import tab_requests
from okrsdk.workbook.template.styles import BAND_SHADES, PACE_SHADES
from okrsdk.workbook.template.table_sheet import TabTemplate, given_parts, table_tab, text_rule
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
).replace("sheets(", "sheets(charts(chartId),")
"""The `fields` mask of the one read: all of a workbook, with notes, drop-downs and charts."""
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
        marks = by_id[layout.sheet_id].get("developerMetadata", []) if layout else []
        if layout is None or marked_value(marks, ADOPTED_KEY):
            continue
        titles = frozenset(sheet["properties"].get("title", "") for sheet in sheets)
        template = table_tab(tab, [])
        own = _TableUpgrade(
            layout=layout,
            grid=grid_of(by_id[layout.sheet_id]),
            template=template,
            titles=titles,
            record=marked_value(marks, PARTS_KEY),
        )
        drift += own.drift()
        requests += own.requests()
    if (overview := _overview(reading, by_id)) is not None:
        drift += overview.drift()
        requests += overview.requests()
    missing = _missing_tabs(reading, sheets)
    drift += [f"no tab {tab}" for tab in missing]
    requests += _new_tabs(reading, missing, sheets)
    return WorkbookUpgrade(reading=reading, drift=tuple(drift), requests=tuple(requests))


def _overview(reading: WorkbookReading, by_id: Mapping[int, Sheet]) -> OverviewUpgrade | None:
    layout = reading.layout.overview
    if layout is None:
        return None
    active = sum(objective.is_active for objective in reading.okr_set.objectives)
    has_chart = bool(by_id[layout.sheet_id].get("charts"))
    check_ins = reading.layout.tables.get(Table.CHECK_INS)
    return OverviewUpgrade(
        layout=layout,
        has_chart=has_chart,
        objectives=min(active, OBJECTIVE_ROWS),
        check_ins=None if check_ins is None else check_ins_of(check_ins),
    )


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
    record: str | None

    def drift(self) -> Iterator[str]:
        table = self.layout.table
        for column in self._missing():
            yield f"no column {column.title} in {table}"
        parts = (
            ("no note on the header", self._without_notes()),
            ("an old note on the header", self._with_old_notes()),
            ("no drop-down for", self._without("dataValidation")),
            ("an old drop-down for", self._with_old_rules()),
            ("no format of", self._without("userEnteredFormat")),
        )
        for what, found in parts:
            titles = ", ".join(column.title for column in found)
            if titles:
                yield f"{what} {titles} in {table}"

    def requests(self) -> list[JsonObject]:
        changes = list(self._changes())
        return [*changes, *self._recorded()] if changes else []

    def _changes(self) -> Iterator[JsonObject]:
        yield from self._added_columns()
        for column in (*self._without_notes(), *self._with_old_notes()):
            place = self._span(self.layout.columns[column.name].index)
            row = {"startRowIndex": self.layout.header_row, "endRowIndex": self.layout.header_row + 1}
            cell = {"note": column.description}
            yield {"repeatCell": {"range": {**place, **row}, "cell": cell, "fields": "note"}}
        for column in (*self._without("dataValidation"), *self._with_old_rules()):
            area = self._below(self.layout.columns[column.name].index)
            yield {"setDataValidation": {"range": area, "rule": self._every_cell(column)["dataValidation"]}}
        for column in self._without("userEnteredFormat"):
            yield self._format(column, self.layout.columns[column.name].index)

    def _own(self) -> tuple[Column, ...]:
        return tuple(columns(self.layout.table))

    def _missing(self) -> list[Column]:
        return [column for column in self._own() if column.name not in self.layout.columns]

    def _without_notes(self) -> list[Column]:
        return [column for column, note in self._notes() if not note]

    def _with_old_notes(self) -> list[Column]:
        """The columns whose note is the one that an earlier template gave."""
        record, now = recorded_parts(self.record), _given(self.layout.table)
        return [
            column
            for column, note in self._notes()
            if note and note_digest(note) == record.get(column.name, ("", ""))[0] != now[column.name][0]
        ]

    def _with_old_rules(self) -> list[Column]:
        """The columns whose drop-down is, in all cells that have one, the one that an earlier template gave."""
        record, now = recorded_parts(self.record), _given(self.layout.table)
        return [
            column
            for column in self._own()
            if column.name in self.layout.columns
            and self._template_has(column, "dataValidation")
            and self._rules(column) == {record.get(column.name, ("", ""))[1]} != {now[column.name][1]}
        ]

    def _notes(self) -> Iterator[tuple[Column, object]]:
        """The columns that are there, each with the note on its header."""
        at, places = self.layout.header_row, self.layout.columns
        header = self.grid.rows[at] if 0 <= at < len(self.grid.rows) else []
        for column in self._own():
            if column.name in places and places[column.name].index < len(header):
                yield column, cast("Mapping[str, object]", header[places[column.name].index]).get("note", "")

    def _rules(self, column: Column) -> set[str]:
        """The digests of the drop-downs that cells of a column have."""
        found = (cell.get("dataValidation") for cell in self._cells(self.layout.columns[column.name].index))
        return {rule_digest(rule) for rule in found if rule}

    def _recorded(self) -> Iterator[JsonObject]:
        """What remembers the notes and drop-downs that are the template's once the changes are made."""
        record, now = dict(recorded_parts(self.record)), _given(self.layout.table)
        notes = {column.name for column in (*self._missing(), *self._without_notes(), *self._with_old_notes())}
        rules = {
            column.name for column in (*self._missing(), *self._without("dataValidation"), *self._with_old_rules())
        }
        parts = []
        for name, (note, rule) in now.items():
            old = record.get(name, (NOTHING, NOTHING))
            parts.append((name, note if name in notes else old[0], rule if name in rules else old[1]))
        place = {"sheetId": self.layout.sheet_id}
        if self.record is not None:
            lookup = {"metadataKey": PARTS_KEY, "locationType": "SHEET", "metadataLocation": place}
            yield {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
        yield {
            "createDeveloperMetadata": {"developerMetadata": {**mark(PARTS_KEY, parts_value(parts)), "location": place}}
        }

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


def _given(table: Table) -> Mapping[str, tuple[str, str]]:
    return {name: (note, rule) for name, note, rule in given_parts(table)}


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
    check_ins = reading.layout.tables.get(Table.CHECK_INS)
    theirs = None if check_ins is None else check_ins_of(check_ins)
    return tab_requests(replace(template, tabs=own, marks=()), taken, check_ins=theirs) if own else []
