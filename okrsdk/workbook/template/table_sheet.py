"""A tab that holds one table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema import Column, ColumnOwner, ColumnType
from okrsdk.schema.tables import columns
from okrsdk.workbook.addresses import column_letters, quoted
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.developer_metadata import COLUMN_KEY, TABLE_KEY, mark
from okrsdk.workbook.sheets_types import json_objects
from okrsdk.workbook.tabs import REFERENCE_FIELDS, SHEET_IDS, TAB_OF, WRAPPED_FROM, TableTab
from okrsdk.workbook.template.number_formats import TEXT, column_format
from okrsdk.workbook.template.parts_record import PARTS_KEY, note_digest, parts_value, rule_digest
from okrsdk.workbook.template.styles import (
    BAND_SHADES,
    HEADER,
    OKR_HEADER,
    OKR_STRIPES,
    PACE_SHADES,
    STRIPES,
    Shade,
    shaded,
    style,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.workbook.score_values import Values
    from okrsdk.workbook.sheets_types import JsonObject

_FURTHER_COLUMNS = 3
_FURTHER_ROWS = 50
_REFERENCES = {
    (Table.OBJECTIVES, "challenge"): "=Strategy!$A$2:$A",
    (Table.KEY_RESULTS, "objective_id"): "=Objectives!$A$2:$A",
    (Table.CHECK_INS, "key_result_id"): "='Key Results'!$A$2:$A",
    (Table.DECISIONS, "key_result_id"): "='Key Results'!$A$2:$A",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TabTemplate:
    """One tab of a new workbook.

    Attributes:
        sheet: the tab as the API's `Sheet`: properties, cells, widths, marks, bands, colours, protection, charts.
        columns: for each column of a table what all its cells below the header have, as the API's `CellData`: format
            and drop-down. It reaches the rows that people add. Empty for a tab that is no table.
    """

    sheet: JsonObject
    columns: tuple[JsonObject, ...] = ()


def table_tab(
    tab: TableTab, records: Sequence[Values], formats: Sequence[Mapping[str, JsonObject]] = ()
) -> TabTemplate:
    """The tab of a table: header, records, and room for more.

    Args:
        tab: how the tab is laid out.
        records: canonical values by field, one record after the other.
        formats: number formats by field of the records whose formats differ from their column's.
    """
    own = columns(tab.table)
    sheet_id = SHEET_IDS[TAB_OF[tab.table]]
    rows = [{"values": [_header_cell(column) for column in own]}]
    for position, values in enumerate(records):
        special = formats[position] if position < len(formats) else {}
        rows.append({"values": _without_end([_record_cell(column.name, values, special) for column in own])})
    grid_rows = max(tab.grid_rows, len(rows) + _FURTHER_ROWS)
    sheet: JsonObject = {
        "properties": {
            "sheetId": sheet_id,
            "title": str(TAB_OF[tab.table]),
            "gridProperties": {
                "rowCount": grid_rows,
                "columnCount": len(own) + _FURTHER_COLUMNS,
                "frozenRowCount": 1,
                "frozenColumnCount": tab.frozen_columns,
            },
        },
        "data": [{"rowData": rows, "columnMetadata": [_column_properties(column) for column in own]}],
        "bandedRanges": _bands(sheet_id, own, grid_rows),
        "conditionalFormats": _colours(sheet_id, own, grid_rows),
        "protectedRanges": _protection(sheet_id, own, tab.warning),
        "developerMetadata": [mark(TABLE_KEY, tab.table), mark(PARTS_KEY, parts_value(given_parts(tab.table)))],
    }
    return TabTemplate(sheet=sheet, columns=tuple(_every_cell(tab.table, column) for column in own))


def without_choices_of_later_tabs(tab: TabTemplate) -> TabTemplate:
    """The tab without drop-downs that take their choices from a tab that is made after it, or not at all."""
    later = _REFERENCES[Table.OBJECTIVES, "challenge"]
    return replace(tab, columns=tuple(own if _source(own) != later else _without_rule(own) for own in tab.columns))


def _source(every_cell: JsonObject) -> str:
    """The range from which a drop-down takes its choices; empty for any other."""
    rule = every_cell.get("dataValidation")
    values = json_objects(rule["condition"].get("values", [])) if isinstance(rule, dict) else []
    return str(values[0].get("userEnteredValue", "")) if values else ""


def _without_rule(every_cell: JsonObject) -> JsonObject:
    return {name: part for name, part in every_cell.items() if name != "dataValidation"}


def challenge_request(area: JsonObject, strategy: str) -> JsonObject:
    """The request that offers the challenges of the Strategy tab in the objectives' column for them.

    Args:
        area: the cells of the column.
        strategy: the title of the tab, which is there by then.
    """
    return {"setDataValidation": {"range": area, "rule": _choices_of(f"={quoted(strategy)}!$A$2:$A")}}


def given_parts(table: Table) -> list[tuple[str, str, str]]:
    """Of each column of a table its field, and the digests of the note and the drop-down that the template gives it."""
    return [
        (column.name, note_digest(column.description), rule_digest(_validation(table, column)))
        for column in columns(table)
    ]


def header_format(owner: ColumnOwner) -> JsonObject:
    """How a header looks: darker for what people write, grey for what okrsdk writes."""
    shade = HEADER if owner is ColumnOwner.USER else OKR_HEADER
    return {**shaded(shade, bold=True), "wrapStrategy": "WRAP", "verticalAlignment": "MIDDLE"}


def drop_down(choices: Sequence[str]) -> JsonObject:
    """A drop-down of choices.

    It warns and does not refuse: `At least` is understood as `at_least`, blocks are pasted from elsewhere, and a word
    that is none of the choices is a finding with its reason rather than a dialog without one.
    """
    values = [{"userEnteredValue": choice} for choice in choices]
    return {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True, "strict": False}


def text_rule(area: JsonObject, text: str, shade: Shade) -> JsonObject:
    """A conditional format: cells that hold `text` get the shade."""
    condition: JsonObject = {"type": "TEXT_EQ", "values": [{"userEnteredValue": text}]}
    return {"ranges": [area], "booleanRule": {"condition": condition, "format": shaded(shade)}}


def _header_cell(column: Column) -> JsonObject:
    return cell(column.title, note=column.description, userEnteredFormat=header_format(column.owner))


def _record_cell(name: str, values: Values, formats: Mapping[str, JsonObject]) -> JsonObject:
    """A cell of a record: its value, and only what it has otherwise than its column."""
    value = values.get(name)
    look = {"numberFormat": formats[name]} if name in formats else None
    box = {"condition": {"type": "BOOLEAN"}} if isinstance(value, bool) else None
    return cell(value, userEnteredFormat=look, dataValidation=box)


def _without_end(cells: list[JsonObject]) -> list[JsonObject]:
    """The cells up to the last that says anything."""
    filled = [number for number, own in enumerate(cells, 1) if own]
    return cells[: max(filled, default=0)]


def _every_cell(table: Table, column: Column) -> JsonObject:
    """What all cells of a column below its header have."""
    look: JsonObject = {}
    if number_format := _number_format(column):
        look["numberFormat"] = number_format
    if column.width >= WRAPPED_FROM:
        look |= {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    return cell(None, userEnteredFormat=look, dataValidation=_validation(table, column))


def _number_format(column: Column) -> JsonObject | None:
    return TEXT if column.name in REFERENCE_FIELDS else column_format(column)


def _validation(table: Table, column: Column) -> JsonObject | None:
    if column.owner is ColumnOwner.OKR:
        return None
    if column.choices:
        return drop_down(column.choices)
    if column.type is ColumnType.DAY:
        return {"condition": {"type": "DATE_IS_VALID"}, "strict": False}
    if source := _REFERENCES.get((table, column.name)):
        return _choices_of(source)
    return None


def _choices_of(source: str) -> JsonObject:
    condition = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": source}]}
    return {"condition": condition, "showCustomUi": True, "strict": False}


def _column_properties(column: Column) -> JsonObject:
    return {"pixelSize": column.width, "developerMetadata": [mark(COLUMN_KEY, column.name)]}


def _area(sheet_id: int, own: Sequence[Column], chosen: Sequence[Column], rows: tuple[int, int]) -> JsonObject:
    """The block from the first to the last chosen column."""
    indexes = [own.index(column) for column in chosen]
    return {
        "sheetId": sheet_id,
        "startRowIndex": rows[0],
        "endRowIndex": rows[1],
        "startColumnIndex": min(indexes),
        "endColumnIndex": max(indexes) + 1,
    }


def _bands(sheet_id: int, own: Sequence[Column], grid_rows: int) -> list[JsonObject]:
    looks = {ColumnOwner.USER: (HEADER, STRIPES), ColumnOwner.OKR: (OKR_HEADER, OKR_STRIPES)}
    bands = []
    for owner, (header, stripes) in looks.items():
        if chosen := [column for column in own if column.owner is owner]:
            properties = {
                "headerColorStyle": style(header.background),
                "firstBandColorStyle": style(stripes[0]),
                "secondBandColorStyle": style(stripes[1]),
            }
            bands.append({"range": _area(sheet_id, own, chosen, (0, grid_rows)), "rowProperties": properties})
    return bands


def _colours(sheet_id: int, own: Sequence[Column], grid_rows: int) -> list[JsonObject]:
    by_name = {column.name: column for column in own}
    rules = []
    for name, shades in (("band", BAND_SHADES), ("pace", PACE_SHADES)):
        if name in by_name:
            area = _area(sheet_id, own, [by_name[name]], (1, grid_rows))
            rules += [text_rule(area, text, shade) for text, shade in shades.items()]
    if "band" in by_name and "score" in by_name:
        area = _area(sheet_id, own, [by_name["score"]], (1, grid_rows))
        letters = column_letters(own.index(by_name["band"]))
        rules += [_formula_rule(area, f'=${letters}2="{band}"', shade) for band, shade in BAND_SHADES.items()]
    return rules


def _formula_rule(area: JsonObject, formula: str, shade: Shade) -> JsonObject:
    condition: JsonObject = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    return {"ranges": [area], "booleanRule": {"condition": condition, "format": shaded(shade)}}


def _protection(sheet_id: int, own: Sequence[Column], warning: str) -> list[JsonObject]:
    if warning:
        return [{"range": {"sheetId": sheet_id}, "description": warning, "warningOnly": True}]
    area = [index for index, column in enumerate(own) if column.owner is ColumnOwner.OKR]
    if not area:
        return []
    block = {"sheetId": sheet_id, "startColumnIndex": min(area), "endColumnIndex": max(area) + 1}
    return [{"range": block, "description": "Written by okrsdk: what you type here is replaced.", "warningOnly": True}]
