"""gspread and Google's own client library, unchanged, over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gspread
import pytest
import requests
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from gspread.utils import ExportFormat, ValueInputOption

from okrsdk.localsheets import create_app
from tests.discovery import document
from tests.serving import PATIENCE, served


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    with served(create_app(tmp_path)) as address:
        yield address


@pytest.fixture
def client(url: str) -> Iterator[gspread.Client]:
    class LocalClient(gspread.HTTPClient):
        def request(self, method: str, endpoint: str, *args: Any, **more: Any) -> Any:
            for host in ("https://sheets.googleapis.com", "https://www.googleapis.com"):
                endpoint = endpoint.replace(host, url, 1)
            return super().request(method, endpoint, *args, **more)

    with requests.Session() as session:
        yield gspread.Client(auth=Credentials("unchecked"), session=session, http_client=LocalClient)


def test_gspread_works_through_a_day(client: gspread.Client) -> None:
    book = client.create("A day")
    sheet = book.sheet1
    sheet.update([["Name", "Score"], ["Ann", 0.7], ["Bob", 0.4]], "A1")
    assert sheet.get_all_records() == [{"Name": "Ann", "Score": 0.7}, {"Name": "Bob", "Score": 0.4}]
    sheet.append_row(["Cy", "=B2+B3"], value_input_option=ValueInputOption.user_entered)
    assert sheet.acell("B4").value == "1.1"
    found = sheet.find("Bob")
    assert found is not None
    assert (found.row, found.col) == (3, 1)
    sheet.insert_row(["Zoe", 1], index=2)
    sheet.sort((2, "des"), range="A2:B5")
    assert sheet.col_values(1) == ["Name", "Cy", "Zoe", "Ann", "Bob"]
    sheet.format("A1:B1", {"textFormat": {"bold": True}})
    sheet.freeze(rows=1)
    sheet.update_note("A1", "people")
    assert sheet.get_note("A1") == "people"
    sheet.merge_cells("A10:B10")
    sheet.define_named_range("B2:B5", "scores")
    assert book.values_get("scores")["range"] == "Sheet1!B2:B5"
    second = book.add_worksheet("Second tab", rows=5, cols=5)
    second.batch_update([{"range": "A1", "values": [[1]]}, {"range": "B2", "values": [[2]]}])
    assert second.get("A1:B2") == [["1"], ["", "2"]]
    assert [tab.title for tab in book.worksheets()] == ["Sheet1", "Second tab"]
    copy = client.copy(book.id, "A day, copied")
    assert copy.worksheet("Second tab").get_all_values() == [["1", ""], ["", "2"]]
    assert {item["name"] for item in client.list_spreadsheet_files()} == {"A day", "A day, copied"}
    assert client.open("A day").id == book.id
    book.del_worksheet(second)
    client.del_spreadsheet(book.id)
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open_by_key(book.id)


def test_gspread_shares_imports_and_exports(client: gspread.Client) -> None:
    book = client.create("Shared")
    book.share("ann@example.com", perm_type="user", role="writer", notify=False)
    assert sorted(item["role"] for item in book.list_permissions()) == ["owner", "writer"]
    book.remove_permissions("ann@example.com")
    assert [item["role"] for item in book.list_permissions()] == ["owner"]
    client.import_csv(book.id, "a,b\n1,2\n")
    assert client.open_by_key(book.id).sheet1.get_all_values() == [["a", "b"], ["1", "2"]]
    assert client.export(book.id, ExportFormat.CSV) == b"a,b\r\n1,2"


def test_gspread_works_in_a_folder_and_prints(client: gspread.Client, url: str) -> None:
    mime = "application/vnd.google-apps.folder"
    folder = requests.post(
        f"{url}/drive/v3/files", json={"name": "Clients", "mimeType": mime}, timeout=PATIENCE
    ).json()["id"]
    book = client.create("Inside", folder_id=folder)
    client.create("Outside")
    assert [item["name"] for item in client.list_spreadsheet_files(folder_id=folder)] == ["Inside"]
    assert client.open("Inside", folder_id=folder).id == book.id
    with pytest.raises(gspread.SpreadsheetNotFound):
        client.open("Outside", folder_id=folder)
    with pytest.raises(gspread.exceptions.APIError, match="not supported"):
        book.export(ExportFormat.PDF)


def test_googles_own_client_works(url: str) -> None:
    description = {**document("sheets.v4"), "rootUrl": f"{url}/", "baseUrl": f"{url}/", "mtlsRootUrl": f"{url}/"}
    service = build_from_document(description, credentials=Credentials(token="any"))  # noqa: S106 - any token will do
    sheets = service.spreadsheets()
    book = sheets.create(body={"properties": {"title": "G"}}).execute()["spreadsheetId"]
    body = {"values": [["x", "=1+1"]]}
    sheets.values().update(spreadsheetId=book, range="A1", valueInputOption="USER_ENTERED", body=body).execute()
    answer = sheets.values().batchGet(spreadsheetId=book, ranges=["A1:B1"]).execute()
    assert answer["valueRanges"][0]["values"] == [["x", "2"]]
    service.close()
