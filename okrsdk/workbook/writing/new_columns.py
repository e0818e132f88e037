"""New columns on the right of a table, which go over no column of people's, whatever is moved in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import JsonObject


def inserted_columns(sheet_id: int, first: int, count: int, *, grid_columns: int) -> list[JsonObject]:
    """The requests that insert blank columns without formats.

    Columns appended at the end of a sheet could be written to by their index alone, which is that of a column of
    people's once somebody inserted one. At the very end the API inserts only what takes its looks from the left.

    Args:
        sheet_id: the sheet.
        first: the 0-based index of the first of them.
        count: how many.
        grid_columns: number of columns of the sheet; 0 when that is not known.
    """
    is_at_the_end = 0 < grid_columns <= first
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": first, "endIndex": first + count}
    inserted: JsonObject = {"insertDimension": {"range": span, "inheritFromBefore": is_at_the_end}}
    if not is_at_the_end:
        return [inserted]
    area = {"sheetId": sheet_id, "startColumnIndex": first, "endColumnIndex": first + count}
    return [inserted, {"repeatCell": {"range": area, "cell": {}, "fields": "userEnteredFormat,dataValidation"}}]
