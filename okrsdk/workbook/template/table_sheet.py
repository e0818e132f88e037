"""A tab that holds one table, as part of a `spreadsheets.create` body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from okrsdk.findings import Table
from okrsdk.schema import Column, ColumnOwner, ColumnType
from okrsdk.schema.tables import columns
from okrsdk.workbook.addresses import column_letters
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.developer_metadata import COLUMN_KEY, TABLE_KEY, mark
from okrsdk.workbook.tabs import REFERENCE_FIELDS, SHEET_IDS, TAB_OF, WRAPPED_FROM, TableTab
from okrsdk.workbook.template.number_formats import TEXT, column_format
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
_FURTHER_ROWS = 100
_REFERENCES = {
    (Table.KEY_RESULTS, "objective_id"): "=Objectives!$A$2:$A",
    (Table.CHECK_INS, "key_result_id"): "='Key Results'!$A$2:$A",
}


class _BlankCell(NamedTuple):
    """What every cell of a column has before anything is written in it."""

    column: Column
    number_format: JsonObject | None
    validation: JsonObject | None


def table_sheet(
    tab: TableTab, records: Sequence[Values], formats: Sequence[Mapping[str, JsonObject]] = ()
) -> JsonObject:
    """The sheet of a table: header, records, and rows that are ready to write in.

    Args:
        tab: how the tab is laid out.
        records: canonical values by field, one record after the other.
        formats: number formats by field of the records whose formats differ from their column's.
    """
    own = columns(tab.table)
    sheet_id = SHEET_IDS[TAB_OF[tab.table]]
    blank = [_BlankCell(column, _number_format(column), _validation(tab.table, column)) for column in own]
    rows = [{"values": [_header_cell(column) for column in own]}]
    for position in range(len(records) + tab.spare_rows):
        values = records[position] if position < len(records) else {}
        special = formats[position] if position < len(formats) else {}
        rows.append({"values": [_body_cell(own_cell, values, special) for own_cell in blank]})
    grid_rows = max(tab.grid_rows, len(rows) + _FURTHER_ROWS)
    return {
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
        "protectedRanges": _protection(sheet_id, own),
        "developerMetadata": [mark(TABLE_KEY, tab.table)],
    }


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


def _body_cell(blank: _BlankCell, values: Values, formats: Mapping[str, JsonObject]) -> JsonObject:
    name = blank.column.name
    look: JsonObject = {}
    if number_format := formats.get(name) or blank.number_format:
        look["numberFormat"] = number_format
    if blank.column.width >= WRAPPED_FROM:
        look |= {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"}
    value = values.get(name)
    validation = {"condition": {"type": "BOOLEAN"}} if isinstance(value, bool) else blank.validation
    return cell(value, userEnteredFormat=look, dataValidation=validation)


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
        condition = {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": source}]}
        return {"condition": condition, "showCustomUi": True, "strict": False}
    return None


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


def _protection(sheet_id: int, own: Sequence[Column]) -> list[JsonObject]:
    area = [index for index, column in enumerate(own) if column.owner is ColumnOwner.OKR]
    if not area:
        return []
    block = {"sheetId": sheet_id, "startColumnIndex": min(area), "endColumnIndex": max(area) + 1}
    return [{"range": block, "description": "Written by okrsdk: what you type here is replaced.", "warningOnly": True}]
