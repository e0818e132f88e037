"""Keys written into a roster on a tab of a spreadsheet, while people may be working in it.

Cells are written by row, and the answer shows what the rows were at that moment. A key that came to rest in another row
than its client's, because somebody sorted or inserted rows in between, is taken out again, and the key that it took the
place of is put back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from okrsdk.errors import RosterError, StaleWorkbookError
from okrsdk.provision.roster_reading import key_places, read_roster
from okrsdk.provision.roster_source import table_of_spreadsheet
from okrsdk.sheets.spreadsheet import Spreadsheet
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.layout.grid import grid_of, has_formula
from okrsdk.workbook.sheets_types import CHANGED_FIELDS, showing_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
    from okrsdk.provision.roster import Roster
    from okrsdk.sheets.transport.http_client import HttpClient
    from okrsdk.workbook.sheets_types import JsonObject, Sheet


def write_keys_in_sheet(spreadsheet_id: str, roster: Roster, http: HttpClient, *, tab: str = "") -> None:
    """Writes the keys that were made from names into blank cells of their rows, in one read and one write.

    Args:
        spreadsheet_id: the spreadsheet.
        roster: what was read of it.
        http: sends the requests.
        tab: the tab of the roster, as it was read.

    Raises:
        RosterError: somebody changed the roster since it was read, or a cell of a key holds a formula.
        StaleWorkbookError: somebody moved rows in the very moment of the write; no key is left beside another client.
        SheetsError: it cannot be read or written.
    """
    spreadsheet: Any = Spreadsheet(spreadsheet_id=spreadsheet_id, http=http).cells()
    table = table_of_spreadsheet(spreadsheet, tab=tab)
    if read_roster(table).entries != roster.entries:
        raise RosterError(
            f"{roster.name} was changed while its plan was looked at; nothing was made.",
            problems=["Give the command again: it reads the roster anew."],
        )
    sheet = _sheet(spreadsheet, table.tab)
    cells = key_places(table)
    _refuse_formulas(sheet, cells, roster)
    answer: Any = http.batch_update(
        spreadsheet_id, showing_changes([*_wider(sheet, cells), *_written(sheet, cells)]), fields=CHANGED_FIELDS
    )
    after = table_of_spreadsheet(answer["updatedSpreadsheet"], tab=table.tab)
    astray = {place: _held(table, after, place) for place in _astray(table, after, cells)}
    if astray:
        found = {place: held or "" for place, held in astray.items()}
        http.batch_update(spreadsheet_id, {"requests": _written(sheet, found)}, fields="spreadsheetId")
        lost = ", ".join(cell_name(*place) for place, held in astray.items() if held is None)
        look = f"What {lost} of {table.tab} held is in File > Version history: put it back. " if lost else ""
        raise StaleWorkbookError(
            f"Somebody changed rows of {roster.name} while its keys were written: those that came to rest in others "
            f"were taken out again, and nothing was made. {look}Give the command again.",
            spreadsheet_id=spreadsheet_id,
        )


def _astray(before: SourceTable, after: SourceTable, cells: Mapping[tuple[int, int], str]) -> Iterator[tuple[int, int]]:
    """Where something was written into another row than it was meant for."""
    then, now = ({row.line - 1: row for row in table.rows} for table in (before, after))
    for (row, column), text in cells.items():
        if row in now and now[row].text(column) == text and _beside(now[row], column) != _beside(then[row], column):
            yield row, column


def _held(before: SourceTable, after: SourceTable, place: tuple[int, int]) -> str | None:
    """What a cell that was written over held: its row, wherever it was, is known by all that is beside.

    None where no row is known by that, since columns were moved.
    """
    line, column = place
    own = next(_beside(row, column) for row in after.rows if row.line - 1 == line)
    held = [row.text(column) for row in before.rows if _beside(row, column) == own]
    if not own:
        return ""  # a row that was inserted
    return held[0] if len(held) == 1 else None


def _beside(row: SourceRow, column: int) -> Mapping[int, str]:
    """What a row says but for one column."""
    return {index: row.text(index) for index in row.filled if index != column}


def _sheet(spreadsheet: Mapping[str, Any], title: str) -> Sheet:
    return next(cast("Sheet", one) for one in spreadsheet["sheets"] if one["properties"]["title"] == title)


def _refuse_formulas(sheet: Sheet, cells: Mapping[tuple[int, int], str], roster: Roster) -> None:
    rows = grid_of(sheet).rows
    for row, column in cells:
        own = rows[row] if row < len(rows) else []
        if column < len(own) and has_formula(own[column]):
            place = f"{quoted(sheet['properties']['title'])}!{cell_name(row, column)}"
            raise RosterError(
                f"A key of {roster.name} is a formula; nothing was made.",
                problems=[f"{place}: Write the key in its place, or clear the cell."],
            )


def _wider(sheet: Sheet, cells: Mapping[tuple[int, int], str]) -> list[JsonObject]:
    properties = sheet["properties"]
    lacking = max(column for _, column in cells) + 1 - properties.get("gridProperties", {}).get("columnCount", 0)
    dimension = {"sheetId": properties["sheetId"], "dimension": "COLUMNS", "length": lacking}
    return [{"appendDimension": dimension}] if lacking > 0 else []


def _written(sheet: Sheet, cells: Mapping[tuple[int, int], str]) -> list[JsonObject]:
    return [
        {
            "updateCells": {
                "start": {"sheetId": sheet["properties"]["sheetId"], "rowIndex": row, "columnIndex": column},
                "rows": [{"values": [cell(text or None)]}],
                "fields": "userEnteredValue",
            }
        }
        for (row, column), text in cells.items()
    ]
