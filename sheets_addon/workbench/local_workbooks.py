"""The workbooks of a Local Sheets as the grid needs them, through its API as any other program."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import quote

import httpx

from okrsdk.errors import NotFoundError, SheetsError
from okrsdk.texts import text
from sheets_addon.workbench.drawn_lines import with_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.localsheets import LocalSheets

Json: TypeAlias = dict[str, object]
_Params: TypeAlias = "Mapping[str, str | Sequence[str]]"

# The host only has to look like one: no socket is opened.
_URL = "http://local-sheets"
_TEXT_FORMAT = "textFormat(bold,italic,strikethrough,fontSize,foregroundColorStyle)"
_CELL = (
    "formattedValue,userEnteredValue,effectiveValue,note,dataValidation(condition,strict),"
    f"effectiveFormat(backgroundColorStyle,horizontalAlignment,wrapStrategy,numberFormat(type),{_TEXT_FORMAT})"
)
_LINE = "pixelSize,hiddenByUser"
_TAB_FIELDS = (
    "sheets(properties,merges,charts,basicFilter,protectedRanges(range,warningOnly),"
    f"data(rowMetadata({_LINE},hiddenByFilter),columnMetadata({_LINE})))"
)
_CELLS_FIELDS = f"sheets(data(rowData(values({_CELL}))))"
_WORKBOOK_FIELDS = "spreadsheetId,properties(title),sheets(properties(sheetId,title,hidden))"
_TABLE_TYPE = "application/vnd.google-apps.spreadsheet"
_NOT_FOUND = 404


class LocalWorkbooks:
    """The workbooks of a Local Sheets in this process; threads may share it.

    Args:
        local: the Local Sheets; it stays open.
    """

    def __init__(self, local: LocalSheets) -> None:
        self._client = httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url=_URL)

    def titles(self) -> list[dict[str, str]]:
        """`id` and `title` of every workbook, by title."""
        params = {"q": f"mimeType='{_TABLE_TYPE}' and trashed=false", "fields": "files(id,name)", "pageSize": "1000"}
        answer = self._asked("GET", "/drive/v3/files", params=params)
        files: list[dict[str, str]] = answer.get("files", [])  # type: ignore[assignment]  # the API's form
        return sorted(({"id": file["id"], "title": file["name"]} for file in files), key=lambda file: file["title"])

    def workbook(self, spreadsheet_id: str) -> Json:
        """The workbook's title and the titles of its tabs.

        Raises:
            NotFoundError: there is no such workbook.
        """
        return self._asked("GET", f"/v4/spreadsheets/{spreadsheet_id}", params={"fields": _WORKBOOK_FIELDS})

    def tab(self, spreadsheet_id: str, sheet_id: int) -> bytes:
        """A tab without its cells, with the height and width of its lines: JSON of a list `sheets` of one `Sheet`.

        Raises:
            NotFoundError: there is no such workbook.
            SheetsError: there is no such tab.
        """
        return self._grid(spreadsheet_id, {"sheetId": sheet_id}, _TAB_FIELDS)

    def cells(self, spreadsheet_id: str, sheet_id: int, start: int, end: int) -> bytes:
        """The rows from `start` on, before `end`, with formats, notes and drop-downs, in the same form as `tab`.

        Raises:
            NotFoundError: there is no such workbook.
            SheetsError: there is no such tab, or no such row.
        """
        rows: Json = {"sheetId": sheet_id, "startRowIndex": start, "endRowIndex": end}
        answer = self._grid(spreadsheet_id, rows, _CELLS_FIELDS)
        return with_lines(answer, lambda columns: self._columns(spreadsheet_id, columns))

    def _columns(self, spreadsheet_id: str, addresses: Sequence[str]) -> dict[str, list[object]]:
        """What whole columns hold unformatted, by their addresses; without those of tabs that are gone."""
        params = {
            "ranges": [address.replace("$", "") for address in addresses],
            "valueRenderOption": "UNFORMATTED_VALUE",
            "majorDimension": "COLUMNS",
        }
        try:
            answer = self._asked("GET", f"/v4/spreadsheets/{spreadsheet_id}/values:batchGet", params=params)
        except SheetsError:
            return {}
        found: list[dict[str, list[list[object]]]] = answer["valueRanges"]  # type: ignore[assignment]  # the API's form
        return {address: (own.get("values") or [[]])[0] for address, own in zip(addresses, found, strict=True)}

    def filled(self, spreadsheet_id: str, sheet_id: int) -> list[list[int]]:
        """Of each row the columns, from 0, in which there is something.

        Raises:
            NotFoundError: there is no such workbook.
            SheetsError: there is no such tab.
        """
        answer = self._asked(
            "POST",
            f"/v4/spreadsheets/{spreadsheet_id}/values:batchGetByDataFilter",
            json={"dataFilters": [{"gridRange": {"sheetId": sheet_id}}], "valueRenderOption": "UNFORMATTED_VALUE"},
        )
        found: list[dict[str, dict[str, list[list[object]]]]] = answer["valueRanges"]  # type: ignore[assignment]  # the API's form
        rows = found[0]["valueRange"].get("values", [])
        return [[column for column, value in enumerate(row) if value != ""] for row in rows]

    def _grid(self, spreadsheet_id: str, area: Json, fields: str) -> bytes:
        # As it comes: nothing here needs to know what is in it.
        return self._answered(
            "POST",
            f"/v4/spreadsheets/{spreadsheet_id}:getByDataFilter",
            params={"fields": fields, "prettyPrint": "false"},
            json={"dataFilters": [{"gridRange": area}], "includeGridData": True},
        ).content

    def choices(self, spreadsheet_id: str, source: str) -> list[str]:
        """What a range that a drop-down refers to holds, without blanks, as it is shown.

        Args:
            spreadsheet_id: the workbook.
            source: the range as the drop-down names it: `=Objectives!$A$2:$A`.

        Raises:
            NotFoundError: there is no such workbook.
            SheetsError: there is no such range.
        """
        # The `$` of such a reference means nothing here, and the API's A1 notation has none.
        address = source.removeprefix("=").replace("$", "")
        answer = self._asked("GET", f"/v4/spreadsheets/{spreadsheet_id}/values/{quote(address, safe='')}")
        rows: list[list[str]] = answer.get("values", [])  # type: ignore[assignment]  # the API's form
        return list(dict.fromkeys(text for row in rows for text in row if text))

    def enter(self, spreadsheet_id: str, place: Mapping[str, int], texts: Sequence[Sequence[str]]) -> None:
        """Enters texts into a block of cells as a person would: numbers, days and formulas are taken as such.

        Args:
            spreadsheet_id: the workbook.
            place: `sheetId`, and `row` and `column` of the first cell, from 0.
            texts: what was typed, row by row; an empty text clears its cell.

        Raises:
            NotFoundError: there is no such workbook or tab.
            SheetsError: the cells cannot hold it.
        """
        row, column = place["row"], place["column"]
        rows = {"startRowIndex": row, "endRowIndex": row + len(texts)}
        columns = {"startColumnIndex": column, "endColumnIndex": column + max(map(len, texts))}
        cells = {"gridRange": {"sheetId": place["sheetId"], **rows, **columns}}
        self._asked(
            "POST",
            f"/v4/spreadsheets/{spreadsheet_id}/values:batchUpdateByDataFilter",
            json={"valueInputOption": "USER_ENTERED", "data": [{"dataFilter": cells, "values": texts}]},
        )

    def change(self, spreadsheet_id: str, requests: Sequence[Json]) -> None:
        """Applies requests of the API's `batchUpdate`, all of them or none.

        Raises:
            NotFoundError: there is no such workbook.
            SheetsError: Local Sheets refuses them, and says why.
        """
        self._asked("POST", f"/v4/spreadsheets/{spreadsheet_id}:batchUpdate", json={"requests": list(requests)})

    def _asked(self, method: str, path: str, *, params: _Params | None = None, json: Json | None = None) -> Json:
        answer: Json = self._answered(method, path, params=params, json=json).json()
        return answer

    def _answered(
        self, method: str, path: str, *, params: _Params | None = None, json: Json | None = None
    ) -> httpx.Response:
        response = self._client.request(method, path, params=params, json=json)
        if response.is_success:
            return response
        if response.status_code == _NOT_FOUND:
            raise NotFoundError(text("There is no such workbook any more. Reload the page."))
        error: dict[str, object] = response.json().get("error", {})
        said = str(error.get("message", response.reason_phrase))
        raise SheetsError(text("Local Sheets refused: {said}", said=said))
