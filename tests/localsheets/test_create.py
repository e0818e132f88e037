"""spreadsheets.create with a full body."""

from __future__ import annotations

import httpx

from okrsdk.localsheets import LocalSheets


def test_a_created_spreadsheet_gives_back_its_cells() -> None:
    with (
        LocalSheets() as server,
        httpx.Client(transport=httpx.WSGITransport(app=server.wsgi_app), base_url="http://local") as client,
    ):
        cells = [{"userEnteredValue": {"numberValue": 2}}, {"userEnteredValue": {"formulaValue": "=A1*21"}}]
        sheet = {"properties": {"sheetId": 7, "title": "Key Results"}, "data": [{"rowData": [{"values": cells}]}]}
        made = client.post("/v4/spreadsheets", json={"properties": {"title": "T"}, "sheets": [sheet]}).json()
        got = client.get(f"/v4/spreadsheets/{made['spreadsheetId']}/values/Key Results!A1:B1").json()
        assert got == {"range": "'Key Results'!A1:B1", "majorDimension": "ROWS", "values": [["2", "42"]]}
        assert server.requests == {"sheets": 2, "drive": 0}
