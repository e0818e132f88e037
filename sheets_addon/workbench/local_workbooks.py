"""The workbooks of a Local Sheets as the grid needs them, through its API as any other program."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import httpx

from okrsdk.errors import NotFoundError, SheetsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.localsheets import LocalSheets

Json: TypeAlias = dict[str, object]

# The host only has to look like one: no socket is opened.
_URL = "http://local-sheets"
_TEXT_FORMAT = "textFormat(bold,italic,strikethrough,fontSize,foregroundColorStyle)"
_CELL = (
    "formattedValue,userEnteredValue,effectiveValue,note,dataValidation(condition,strict),"
    f"effectiveFormat(backgroundColorStyle,horizontalAlignment,wrapStrategy,numberFormat(type),{_TEXT_FORMAT})"
)
_TAB_FIELDS = (
    "sheets(properties,merges,charts,protectedRanges(range,warningOnly),"
    f"data(rowData(values({_CELL})),rowMetadata(hiddenByUser,hiddenByFilter),columnMetadata(pixelSize,hiddenByUser)))"
)
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

    def tab(self, spreadsheet_id: str, sheet_id: int) -> Json:
        """A tab with its cells, formats, notes, drop-downs and charts, as a `Sheet` of the Sheets API.

        Beside it stand the `choices` of each range that a drop-down refers to.

        Raises:
            NotFoundError: there is no such workbook or tab.
        """
        answer = self._asked(
            "POST",
            f"/v4/spreadsheets/{spreadsheet_id}:getByDataFilter",
            params={"fields": _TAB_FIELDS, "prettyPrint": "false"},
            json={"dataFilters": [{"gridRange": {"sheetId": sheet_id}}], "includeGridData": True},
        )
        sheets: list[Json] = answer.get("sheets", [])  # type: ignore[assignment]  # the API's form
        if not sheets:
            raise NotFoundError("This tab is gone. Reload the page.")
        return {**sheets[0], "choices": self._choices(spreadsheet_id, sorted(set(_ranges(sheets[0]))))}

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

    def restore(self, spreadsheet_id: str, place: Mapping[str, int], values: Sequence[Sequence[Json | None]]) -> None:
        """Puts back what stood in a block of cells; nothing is parsed, so that all is exactly as it was.

        Args:
            spreadsheet_id: the workbook.
            place: `sheetId`, and `row` and `column` of the first cell, from 0.
            values: the API's `userEnteredValue` of each cell, row by row; None for a blank one.

        Raises:
            NotFoundError: there is no such workbook or tab.
            SheetsError: the cells cannot hold it.
        """
        start = {"sheetId": place["sheetId"], "rowIndex": place["row"], "columnIndex": place["column"]}
        rows = [{"values": [{"userEnteredValue": value} if value else {} for value in row]} for row in values]
        update = {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}
        self._asked("POST", f"/v4/spreadsheets/{spreadsheet_id}:batchUpdate", json={"requests": [update]})

    def _choices(self, spreadsheet_id: str, sources: Sequence[str]) -> dict[str, list[str]]:
        """What stands in each range, without blanks, as it is shown; nothing for a range that is not there."""
        if not sources:
            return {}
        ranges = [source.removeprefix("=").replace("$", "") for source in sources]
        try:
            answer = self._asked("GET", f"/v4/spreadsheets/{spreadsheet_id}/values:batchGet", params={"ranges": ranges})
        except SheetsError:
            return {}
        found: list[dict[str, list[list[str]]]] = answer["valueRanges"]  # type: ignore[assignment]  # the API's form
        return {
            source: list(dict.fromkeys(text for row in own.get("values", []) for text in row if text))
            for source, own in zip(sources, found, strict=True)
        }

    def _asked(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | Sequence[str]] | None = None,
        json: Json | None = None,
    ) -> Json:
        response = self._client.request(method, path, params=params, json=json)
        answer: Json = response.json()
        if response.is_success:
            return answer
        if response.status_code == _NOT_FOUND:
            raise NotFoundError("There is no such workbook any more. Reload the page.")
        error: dict[str, object] = answer.get("error", {})  # type: ignore[assignment]  # the API's form
        raise SheetsError(f"Local Sheets refused: {error.get('message', response.reason_phrase)}")


def _ranges(sheet: Json) -> Iterator[str]:
    """The ranges that the drop-downs of a tab refer to."""
    data: list[dict[str, list[Json]]] = sheet.get("data", [])  # type: ignore[assignment]  # the API's form
    for row in (row for block in data for row in block.get("rowData", [])):
        cells: list[dict[str, dict[str, dict[str, object]]]] = row.get("values", [])  # type: ignore[assignment]  # as above
        for cell in cells:
            condition = cell.get("dataValidation", {}).get("condition", {})
            if condition.get("type") == "ONE_OF_RANGE":
                values: list[dict[str, str]] = condition.get("values", [])  # type: ignore[assignment]  # as above
                yield values[0]["userEnteredValue"]
