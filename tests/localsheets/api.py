"""The one way to Local Sheets in these tests."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import httpx

from okrsdk.localsheets import LocalSheets

LOCAL = {"X-Local-Sheets": "1"}
"""What opens `/_local`."""


class Api:
    """The calls of the API, each giving the decoded answer of a success."""

    def __init__(self, server: LocalSheets) -> None:
        self.server = server
        transport = httpx.WSGITransport(app=server.wsgi_app)
        self.http = httpx.Client(transport=transport, base_url="http://local", headers=LOCAL)

    def call(self, method: str, path: str, **more: Any) -> Any:
        response = self.http.request(method, path, **more)
        assert response.is_success, response.text
        return response.json() if response.content else None

    def error(self, method: str, path: str, **more: Any) -> tuple[int, str]:
        response = self.http.request(method, path, **more)
        assert response.is_error, response.text
        error = response.json()["error"]
        return error["code"], error["message"]

    def create(self, *sheets: Any, **body: Any) -> str:
        body = {"properties": {"title": "Book"}, **({"sheets": list(sheets)} if sheets else {}), **body}
        found: str = self.call("POST", "/v4/spreadsheets", json=body)["spreadsheetId"]
        return found

    def filled(self, rows: list[list[Any]], option: str = "USER_ENTERED") -> str:
        book = self.create()
        self.write(book, "A1", rows, option)
        return book

    def spreadsheet(self, book: str, **params: Any) -> Any:
        return self.call("GET", f"/v4/spreadsheets/{book}", params=params)

    def cells(self, book: str, area: str = "Sheet1", mask: str = "") -> Any:
        """The rowData of a range."""
        fields = f"sheets.data.rowData.values{mask}"
        return self.spreadsheet(book, ranges=area, fields=fields)["sheets"][0]["data"][0].get("rowData", [])

    def write(self, book: str, area: str, rows: list[list[Any]], option: str = "USER_ENTERED", **params: Any) -> Any:
        path = f"/v4/spreadsheets/{book}/values/{quote(area, safe='')}"
        return self.call("PUT", path, params={"valueInputOption": option, **params}, json={"values": rows})

    def read(self, book: str, area: str = "Sheet1", **params: Any) -> Any:
        """The values of a range, [] for none."""
        path = f"/v4/spreadsheets/{book}/values/{quote(area, safe='')}"
        return self.call("GET", path, params=params).get("values", [])

    def raw(self, book: str, area: str = "Sheet1") -> Any:
        return self.read(book, area, valueRenderOption="UNFORMATTED_VALUE")

    def formulas(self, book: str, area: str = "Sheet1") -> Any:
        return self.read(book, area, valueRenderOption="FORMULA")

    def batch(self, book: str, *requests: Any) -> Any:
        """The replies to a batchUpdate."""
        return self.call("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": list(requests)})["replies"]

    def batch_error(self, book: str, *requests: Any) -> str:
        code, message = self.error("POST", f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": list(requests)})
        assert code == 400
        return message


def area(top: int, bottom: int, left: int, right: int, sheet: int = 0) -> dict[str, int]:
    """A GridRange."""
    return {
        "sheetId": sheet,
        "startRowIndex": top,
        "endRowIndex": bottom,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }


def lines(dimension: str, start: int, end: int, sheet: int = 0) -> dict[str, Any]:
    """A DimensionRange."""
    return {"sheetId": sheet, "dimension": dimension, "startIndex": start, "endIndex": end}
