"""The cells that a bound script sends, in the form of the Sheets API, so that one reader reads both."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.workbook.days import serial_of
from sheets_addon.container_bound.sent_spreadsheet import SentTime

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sheets_addon.addon.widgets import Json
    from sheets_addon.container_bound.sent_spreadsheet import SentArea, SentCell, SentMark, SentSpreadsheet, SentTab

_DAY_SECONDS = 24 * 60 * 60


def spreadsheet_of(sent: SentSpreadsheet) -> Json:
    """The answer that the API would give to a `spreadsheets.get` with the fields `READ_FIELDS`."""
    # The API numbers its marks; here their place in the list does.
    numbered = list(enumerate(sent.marks, 1))
    return {
        "properties": {"title": sent.title},
        "developerMetadata": [_mark(number, mark) for number, mark in numbered if mark.gid is None],
        "sheets": [_sheet(tab, [own for own in numbered if own[1].gid == tab.gid]) for tab in sent.tabs],
    }


def _mark(number: int, mark: SentMark) -> Json:
    place: Json = {} if mark.column is None else {"location": {"dimensionRange": {"startIndex": mark.column}}}
    return {"metadataId": number, "metadataKey": mark.key, "metadataValue": mark.value, **place}


def _sheet(tab: SentTab, marks: Iterable[tuple[int, SentMark]]) -> Json:
    own = list(marks)
    formulas = set(tab.formulas)
    of_columns = [{"developerMetadata": [_mark(*found)]} for found in own if found[1].column is not None]
    return {
        "properties": {"sheetId": tab.gid, "title": tab.title},
        "developerMetadata": [_mark(*found) for found in own if found[1].column is None],
        "merges": [_area(area) for area in tab.merges],
        "data": [
            {
                "rowData": [{"values": _row(number, row, formulas)} for number, row in enumerate(tab.values)],
                "columnMetadata": of_columns,
            }
        ],
    }


def _row(number: int, row: Iterable[SentCell], formulas: Collection[tuple[int, int]]) -> list[Json]:
    return [_cell(value, has_formula=(number, column) in formulas) for column, value in enumerate(row)]


def _cell(value: SentCell, *, has_formula: bool) -> Json:
    formula: Json = {"userEnteredValue": {"formulaValue": "="}} if has_formula else {}
    match value:
        case None | "":
            return formula
        case SentTime(time=time):
            return {**_time(time), **formula}
        case bool():
            return {"effectiveValue": {"boolValue": value}, **formula}
        case str():
            return {"effectiveValue": {"stringValue": value}, **formula}
        case Decimal():
            return {"effectiveValue": {"numberValue": float(value)}, **formula}
        case _:
            return {"effectiveValue": {"numberValue": value}, **formula}


def _time(time: datetime) -> Json:
    days, seconds = serial_of(time.date()), (time.hour * 60 + time.minute) * 60 + time.second
    kind = "TIME" if days == 0 else "DATE_TIME"
    number = days if seconds == 0 else (days * _DAY_SECONDS + seconds) / _DAY_SECONDS
    return {"effectiveValue": {"numberValue": number}, "effectiveFormat": {"numberFormat": {"type": kind}}}


def _area(area: SentArea) -> Json:
    return {
        "startRowIndex": area.row,
        "endRowIndex": area.row + area.rows,
        "startColumnIndex": area.column,
        "endColumnIndex": area.column + area.columns,
    }
