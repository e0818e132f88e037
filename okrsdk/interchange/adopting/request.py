"""An `AdoptionPlan` as the requests of one `batchUpdate`. No cell of people's own is written, moved or formatted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.interchange.adopting.contents import digest_of
from okrsdk.schema import ColumnOwner
from okrsdk.schema.column import ColumnType
from okrsdk.schema.tables import columns
from okrsdk.workbook.addresses import column_letters, quoted
from okrsdk.workbook.cell_data import cell, sheet_value
from okrsdk.workbook.developer_metadata import (
    ADDED_KEY,
    ADOPTED_KEY,
    COLUMN_KEY,
    OBJECTIVE_WORDS_MARK,
    TABLE_KEY,
    mark,
)
from okrsdk.workbook.sheets_types import json_objects
from okrsdk.workbook.tabs import REFERENCE_FIELDS
from okrsdk.workbook.template.number_formats import TEXT, column_format
from okrsdk.workbook.template.requests import tab_requests
from okrsdk.workbook.template.styles import BAND_SHADES, PACE_SHADES
from okrsdk.workbook.template.table_sheet import header_format, text_rule
from okrsdk.workbook.template.workbook_template import workbook_template
from okrsdk.workbook.writing.new_columns import inserted_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.interchange.adopting.adoption_plan import AddedColumn, AdoptedTab, AdoptionPlan
    from okrsdk.schema import Column
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.template.table_sheet import TabTemplate

_KEY_RESULT_IDS = "='Key Results'!$A$2:$A"
_OBJECTIVE_IDS = "=Objectives!$A$2:$A"
_SHADES = {"band": BAND_SHADES, "pace": PACE_SHADES}


def adoption_requests(plan: AdoptionPlan) -> list[JsonObject]:
    """The requests that mark what is there and add what is missing."""
    requests = [request for tab in plan.tabs for request in _tab_requests(tab)]
    template = workbook_template(plan.okr_set)
    added = [tab for tab in template.tabs if _title(tab) in plan.new_tabs]
    for tab in plan.tabs:
        added = [_with_ids_of(own, tab) for own in added]
    requests += tab_requests(replace(template, tabs=tuple(added)), plan.taken)
    for own in added:
        properties = own.sheet["properties"]
        sheet_id = properties["sheetId"] if isinstance(properties, dict) else 0
        requests.append(_mark(ADDED_KEY, _digest(own), {"sheetId": sheet_id}))
    return requests


def _tab_requests(tab: AdoptedTab) -> Iterator[JsonObject]:
    """What is done to a tab of people's own: columns on the right, and marks."""
    first, count = tab.width, len(tab.added)
    yield from inserted_columns(tab.sheet_id, first, count, grid_columns=tab.grid_columns)
    own = {column.name: column for column in columns(tab.table)}
    for index, added in enumerate(tab.added, first):
        yield from _added_column(tab, own[added.name], added, index)
    for name, index in tab.marked.items():
        yield _mark(COLUMN_KEY, name, {"dimensionRange": _span(tab, index)})
    if tab.objective_words is not None:
        yield _mark(COLUMN_KEY, OBJECTIVE_WORDS_MARK, {"dimensionRange": _span(tab, tab.objective_words)})
    yield _mark(TABLE_KEY, tab.table, {"sheetId": tab.sheet_id})
    yield _mark(ADOPTED_KEY, 1, {"sheetId": tab.sheet_id})


def _added_column(tab: AdoptedTab, column: Column, added: AddedColumn, index: int) -> Iterator[JsonObject]:
    """One column: format, header, values, marks."""
    look = TEXT if column.name in REFERENCE_FIELDS else column_format(column)
    area: JsonObject = {"sheetId": tab.sheet_id, "startRowIndex": tab.header_row + 1, "startColumnIndex": index}
    area["endColumnIndex"] = index + 1
    if look:
        shown = {"userEnteredFormat": {"numberFormat": look}}
        yield {"repeatCell": {"range": area, "cell": shown, "fields": "userEnteredFormat.numberFormat"}}
    header = cell(added.header, note=column.description, userEnteredFormat=header_format(column.owner))
    yield _cells(tab, tab.header_row, index, [header], "userEnteredValue,note,userEnteredFormat")
    if added.values:
        last = max(added.values)
        rows = [cell(added.values.get(row)) for row in range(tab.header_row + 1, last + 1)]
        yield _cells(tab, tab.header_row + 1, index, rows, "userEnteredValue")
    yield _mark(COLUMN_KEY, added.name, {"dimensionRange": _span(tab, index)})
    is_ours = column.owner is ColumnOwner.OKR
    values = () if is_ours else (added.header, *map(sheet_value, added.values.values()))
    yield _mark(ADDED_KEY, digest_of(values), {"dimensionRange": _span(tab, index)})
    for word, shade in _SHADES.get(column.name, {}).items():
        yield {"addConditionalFormatRule": {"rule": text_rule(area, word, shade)}}
    if is_ours:
        protected = {"sheetId": tab.sheet_id, "startColumnIndex": index, "endColumnIndex": index + 1}
        said = "Written by okrsdk: what you type here is replaced."
        yield {"addProtectedRange": {"protectedRange": {"range": protected, "description": said, "warningOnly": True}}}
    if column.choices and not is_ours and column.type is ColumnType.CHOICE:
        values_of = [{"userEnteredValue": str(choice)} for choice in column.choices]
        rule = {"condition": {"type": "ONE_OF_LIST", "values": values_of}, "showCustomUi": True, "strict": False}
        yield {"setDataValidation": {"range": area, "rule": rule}}


def _cells(tab: AdoptedTab, row: int, index: int, cells: list[JsonObject], fields: str) -> JsonObject:
    start = {"sheetId": tab.sheet_id, "rowIndex": row, "columnIndex": index}
    return {"updateCells": {"start": start, "rows": [{"values": [own]} for own in cells], "fields": fields}}


def _span(tab: AdoptedTab, index: int) -> JsonObject:
    return {"sheetId": tab.sheet_id, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}


def _mark(key: str, value: str | int, location: JsonObject) -> JsonObject:
    return {"createDeveloperMetadata": {"developerMetadata": {**mark(key, value), "location": location}}}


def _title(tab: TabTemplate) -> str:
    properties = tab.sheet["properties"]
    return str(properties["title"]) if isinstance(properties, dict) else ""


def _with_ids_of(template: TabTemplate, tab: AdoptedTab) -> TabTemplate:
    """A new tab whose drop-downs offer the IDs of a tab of people's own in the place of one that is not made."""
    index = tab.width + next(at for at, own in enumerate(tab.added) if own.name == "id")
    letters, first = column_letters(index), tab.header_row + 2
    theirs = f"={quoted(tab.title)}!${letters}${first}:${letters}"
    ours = _KEY_RESULT_IDS if tab.table is Table.KEY_RESULTS else _OBJECTIVE_IDS
    return replace(template, columns=tuple(_replaced(own, ours, theirs) for own in template.columns))


def _replaced(own: JsonObject, old: str, new: str) -> JsonObject:
    """A cell whose drop-down takes its choices from elsewhere."""
    rule = own.get("dataValidation")
    if not isinstance(rule, dict) or rule["condition"].get("values") != [{"userEnteredValue": old}]:
        return own
    condition = {**rule["condition"], "values": [{"userEnteredValue": new}]}
    return {**own, "dataValidation": {**rule, "condition": condition}}


def _digest(tab: TabTemplate) -> str:
    """The digest of what people may write on a new tab; the Overview and the columns of okrsdk do not count."""
    table = next((own for own in Table if own == _title(tab)), None)
    if table is None:
        return digest_of(())
    ours = {at for at, own in enumerate(columns(table)) if own.owner is ColumnOwner.OKR} if tab.columns else set()
    (block,) = json_objects(tab.sheet["data"])
    rows = [json_objects(row["values"]) for row in json_objects(block["rowData"])]
    held = (own for row in rows for at, own in enumerate(row) if at not in ours)
    entered = (own.get("userEnteredValue") for own in held)
    return digest_of(next(iter(value.values())) for value in entered if isinstance(value, dict) and value)
