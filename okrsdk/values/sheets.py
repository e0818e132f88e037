"""Values in cells of spreadsheets: all cells of one spreadsheet in one read, with its locale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from okrsdk.errors import OkrError, SheetsError, SourceError
from okrsdk.language.source_references import CellReference
from okrsdk.sheets.references import NameMatch, spreadsheet_id_of
from okrsdk.values.found_value import FoundValue
from okrsdk.workbook.addresses import quoted
from okrsdk.workbook.layout.grid import number_format_type, raw_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from okrsdk.sheets.connection import Connection
    from okrsdk.sheets.transport.http_client import Params
    from okrsdk.values.settings import SourceSettings
    from okrsdk.workbook.sheets_types import CellData, GridRange, Spreadsheet

_FIELDS = (
    "properties(locale),namedRanges(name,range),sheets(properties(sheetId,title),"
    "data(startRow,startColumn,rowData(values(effectiveValue,effectiveFormat(numberFormat)))))"
)
_NAMES = "namedRanges(name),sheets(properties(title))"
_REFUSED = 400
_SHOWN = 12
_AT_ONCE = 100
_A1 = re.compile(r"(?P<letters>[A-Z]{1,3})(?P<number>[0-9]{1,7})")

Found = dict[CellReference, "FoundValue | OkrError"]
"""What each reference led to: a value, or why it led to none."""


def values_in_sheets(
    references: Iterable[CellReference], connection: Connection, settings: SourceSettings, *, own_id: str
) -> Found:
    """What the cells hold, in one read of each spreadsheet; an error of one keeps no other from being read.

    Args:
        references: the cells.
        connection: how spreadsheets are reached: they are read with the rights of whoever runs this.
        settings: what spreadsheets may be read beside the workbook.
        own_id: the ID of the workbook that names them.
    """
    found: Found = {}
    own = tuple(dict.fromkeys(references))
    groups: dict[str, list[CellReference]] = {}
    places = {ref: _place_named(ref, connection) if ref else own_id for ref in {one.spreadsheet for one in own}}
    foreign = any(isinstance(place, str) and place != own_id for place in places.values())
    allowed = {own_id, *(_allowed(connection, settings) if foreign else ())}
    for reference in own:
        place = places[reference.spreadsheet]
        if isinstance(place, OkrError):
            found[reference] = place
        elif place in allowed or settings.any_spreadsheet:
            groups.setdefault(place, []).append(reference)
        else:
            found[reference] = SourceError(_not_allowed(reference))
    for id_, asked in groups.items():
        for start in range(0, len(asked), _AT_ONCE):
            found |= _read(id_, asked[start : start + _AT_ONCE], connection)
    return found


def _place_named(ref: str, connection: Connection) -> str | OkrError:
    """The ID of the spreadsheet that a REF means, or why it means none."""
    try:
        return spreadsheet_id_of(ref, connection, match=NameMatch.TITLE_OR_CLIENT)
    except OkrError as error:
        return error


def _allowed(connection: Connection, settings: SourceSettings) -> Iterator[str]:
    """The IDs of the spreadsheets that the settings name; one that is gone keeps no other from being read."""
    places = (_place_named(ref, connection) for ref in settings.spreadsheets)
    return (place for place in places if isinstance(place, str))


def _not_allowed(reference: CellReference) -> str:
    return (
        "It is another spreadsheet, which would be read with your rights: a cell alone may not name it. Allow it: "
        f'--allow "sheet: {reference.spreadsheet}", or allow in [sources] of okr.toml.'
    )


def _read(id_: str, references: Sequence[CellReference], connection: Connection) -> Found:
    """What cells of one spreadsheet hold; where the server refuses one range, each is asked for by itself."""
    try:
        answer = _answer(id_, references, connection)
    except SheetsError as error:
        if error.status == _REFUSED and len(references) > 1:
            return {own: value for one in references for own, value in _read(id_, [one], connection).items()}
        if error.status == _REFUSED:
            return {references[0]: SourceError(_not_there(references[0], _names(id_, connection)))}
        return dict.fromkeys(references, error)
    return {own: _found(answer, own) for own in references}


def _answer(id_: str, references: Sequence[CellReference], connection: Connection) -> Spreadsheet:
    ranges = [f"{quoted(own.tab)}!{own.cell}" if own.tab else own.cell for own in references]
    params: Params = {"ranges": ranges, "includeGridData": True, "fields": _FIELDS, "prettyPrint": False}
    return cast("Spreadsheet", connection.http.get_spreadsheet(id_, params))


def _names(id_: str, connection: Connection) -> Spreadsheet:
    """The names of the tabs and ranges that there are; none where they cannot be read."""
    try:
        return cast("Spreadsheet", connection.http.get_spreadsheet(id_, {"fields": _NAMES}))
    except SheetsError:
        return {}


def _not_there(reference: CellReference, known: Spreadsheet) -> str:
    tabs = [own["properties"]["title"] for own in known.get("sheets", [])]
    ranges = [own["name"] for own in known.get("namedRanges", [])]
    if reference.tab and reference.tab.casefold() in map(str.casefold, tabs):
        return f"The tab {reference.tab!r} has no cell {reference.cell}: it is smaller."
    what, names = ("tab", tabs) if reference.tab else ("named range", ranges)
    name = reference.tab or reference.cell
    there = (
        f"There are: {', '.join(names[:_SHOWN])}{' …' if len(names) > _SHOWN else ''}." if names else "There is none."
    )
    words = "" if reference.tab or reference.spreadsheet else " Where words are meant, leave sheet: out."
    return f"There is no {what} {name!r}. {there}{words}"


def _found(answer: Spreadsheet, reference: CellReference) -> FoundValue | OkrError:
    place = _place(answer, reference)
    if isinstance(place, OkrError):
        return place
    sheet_id, row, column = place
    cell = _cell(answer, sheet_id, row, column)
    locale = str(answer.get("properties", {}).get("locale", ""))
    where = f"{reference.tab}!{reference.cell}" if reference.tab else reference.cell
    return FoundValue(raw=raw_value(cell), where=where, locale=locale, number_format_type=number_format_type(cell))


def _place(answer: Spreadsheet, reference: CellReference) -> tuple[int, int, int] | OkrError:
    """The sheet's ID, row and column of a reference."""
    if not reference.tab:
        return _named_place(answer, reference)
    match = _A1.fullmatch(reference.cell)
    title = reference.tab.casefold()
    sheets = [own["properties"] for own in answer.get("sheets", [])]
    sheet = next((own for own in sheets if own["title"].casefold() == title), None)
    if match is None or sheet is None:
        return SourceError(_not_there(reference, answer))
    column = 0
    for letter in match["letters"]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return sheet.get("sheetId", 0), int(match["number"]) - 1, column - 1


def _named_place(answer: Spreadsheet, reference: CellReference) -> tuple[int, int, int] | OkrError:
    name = reference.cell.casefold()
    span: GridRange | None = next(
        (own["range"] for own in answer.get("namedRanges", []) if own["name"].casefold() == name), None
    )
    if span is None:
        return SourceError(_not_there(reference, answer))
    row, column = span.get("startRowIndex", 0), span.get("startColumnIndex", 0)
    if (span.get("endRowIndex"), span.get("endColumnIndex")) != (row + 1, column + 1):
        return SourceError(f"The named range {reference.cell} is more than one cell. Name one, or write its address.")
    return span.get("sheetId", 0), row, column


def _cell(answer: Spreadsheet, sheet_id: int, row: int, column: int) -> CellData:
    """A cell of an answer, empty where nothing was sent of it."""
    for sheet in answer.get("sheets", []):
        if sheet["properties"].get("sheetId", 0) != sheet_id:
            continue
        for block in sheet.get("data", []):
            rows = block.get("rowData", [])
            at, beside = row - block.get("startRow", 0), column - block.get("startColumn", 0)
            cells = rows[at].get("values", []) if 0 <= at < len(rows) else []
            if 0 <= beside < len(cells):
                return cells[beside]
    return {}
