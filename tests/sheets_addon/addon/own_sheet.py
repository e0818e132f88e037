"""A spreadsheet as its team works on it, by the API and not by okrsdk."""

from typing import Any

import httpx

from okrsdk.localsheets import LocalSheets


class OwnSheet:
    """A spreadsheet of a team's own in Local Sheets, by its API."""

    def __init__(self, local: LocalSheets, spreadsheet_id: str = "") -> None:
        transport = httpx.WSGITransport(app=local.wsgi_app)
        self._client = httpx.Client(transport=transport, base_url="http://local-sheets/v4/spreadsheets")
        self.id = spreadsheet_id or self._made()

    def _made(self) -> str:
        answer = self._client.post("", json={"properties": {"title": "Our plan"}}).raise_for_status()
        return answer.json()["spreadsheetId"]

    def write(self, rows: list[list[object]], tab: str = "Sheet1") -> None:
        path = f"/{self.id}/values/{tab}!A1"
        sent = self._client.put(path, params={"valueInputOption": "USER_ENTERED"}, json={"values": rows})
        sent.raise_for_status()

    def add_tab(self, title: str) -> None:
        request = {"addSheet": {"properties": {"title": title}}}
        self._client.post(f"/{self.id}:batchUpdate", json={"requests": [request]}).raise_for_status()

    def cells(self) -> dict[str, Any]:
        """Values by tab."""
        answer = self._client.get(f"/{self.id}", params={"fields": "sheets.properties.title"}).json()
        titles = [sheet["properties"]["title"] for sheet in answer["sheets"]]
        return {title: self._client.get(f"/{self.id}/values/{title}").json().get("values", []) for title in titles}
