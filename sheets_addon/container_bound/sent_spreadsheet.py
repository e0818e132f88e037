"""The cells of the OKR tabs as a bound script sends them.

The cells are put into the form of the Sheets API, so that one reader reads both.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from okrsdk.workbook.days import serial_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sheets_addon.addon.widgets import Json

MOST_TABS = 20
_MOST_MARKS = 2_000
_LAST = 10_000_000
_LAST_GID = 2**31 - 1
_LONGEST_TEXT = 50_000
_LONGEST_LOCALE = 40
_LONGEST_MARK = 5_000
_DAY_SECONDS = 24 * 60 * 60

Title = Annotated[StrictStr, Field(max_length=1_000)]
Index = Annotated[StrictInt, Field(ge=0, le=_LAST)]
_Formula = Annotated[StrictStr, Field(max_length=_LONGEST_TEXT, pattern="^=")]
Gid = Annotated[StrictInt, Field(ge=0, le=_LAST_GID)]


def _instant(value: object) -> datetime:
    if isinstance(value, str):
        try:
            return datetime.strptime(value, "%Y-%m-%d %H:%M:%S")
        except ValueError:
            pass
    raise ValueError('Write a time as "2026-03-31 13:45:00".')


class Message(BaseModel):
    """A part of what a script sends: it holds what is expected and nothing else."""

    # What was sent is never in an error: it is what people wrote into their cells.
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class SentTime(Message):
    """A cell that holds a day, a time of day, or both."""

    time: Annotated[datetime, BeforeValidator(_instant)]


SentCell: TypeAlias = (
    Annotated[StrictStr, Field(max_length=_LONGEST_TEXT)] | StrictBool | StrictInt | Decimal | SentTime | None
)


class SentArea(Message):
    """A block of cells: `row` and `column` from 0, and how many of each."""

    row: Index
    column: Index
    rows: Index
    columns: Index


SentFormula: TypeAlias = tuple[Index, Index, _Formula]
"""A formula: its row and column, from 0, and its text."""


class SentTab(Message):
    """A tab: its cells from the first on, blank ones as empty texts."""

    gid: Gid
    title: Title
    values: list[list[SentCell]]
    formulas: list[SentFormula] = []
    merges: list[SentArea] = []


class SentMark(Message):
    """Developer metadata: of the spreadsheet, of a tab (`gid`), or of one of its columns from 0."""

    key: Title
    value: Annotated[StrictStr, Field(max_length=_LONGEST_MARK)]
    gid: Gid | None = None
    column: Index | None = None


class SentAround(Message):
    """What a reading says besides its tabs."""

    title: Title
    locale: Annotated[StrictStr, Field(max_length=_LONGEST_LOCALE)] = ""
    marks: list[SentMark] = Field(default=[], max_length=_MOST_MARKS)


class SentSpreadsheet(SentAround):
    """What the script reads of its spreadsheet."""

    tabs: list[SentTab] = Field(max_length=MOST_TABS)


def spreadsheet_of(sent: SentSpreadsheet) -> Json:
    """The answer that the API would give to a `spreadsheets.get` with the fields `READ_FIELDS`."""
    # The API numbers its marks; here their place in the list does.
    numbered = list(enumerate(sent.marks, 1))
    return {
        "properties": {"title": sent.title, "locale": sent.locale},
        "developerMetadata": [_mark(number, mark) for number, mark in numbered if mark.gid is None],
        "sheets": [_sheet(tab, [own for own in numbered if own[1].gid == tab.gid]) for tab in sent.tabs],
    }


def _mark(number: int, mark: SentMark) -> Json:
    place: Json = {} if mark.column is None else {"location": {"dimensionRange": {"startIndex": mark.column}}}
    return {"metadataId": number, "metadataKey": mark.key, "metadataValue": mark.value, **place}


def _sheet(tab: SentTab, marks: Iterable[tuple[int, SentMark]]) -> Json:
    own = list(marks)
    formulas = {(row, column): text for row, column, text in tab.formulas}
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


def _row(number: int, row: Iterable[SentCell], formulas: Mapping[tuple[int, int], str]) -> list[Json]:
    return [_cell(value, formulas.get((number, column))) for column, value in enumerate(row)]


def _cell(value: SentCell, text: str | None) -> Json:
    formula: Json = {} if text is None else {"userEnteredValue": {"formulaValue": text}}
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
