"""Connections to a real Local Sheets: in this process, and over HTTP."""

import logging
import threading
from collections.abc import Iterator

import httpx
import pytest
from gspread.utils import ExportFormat

from okrsdk.errors import ConfigError, NotFoundError, SheetsError, UnavailableError
from okrsdk.localsheets import LocalSheets
from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import Backend, SheetsSettings, settings_from
from tests.serving import PATIENCE, served

CREATE = "https://sheets.googleapis.com/v4/spreadsheets"


@pytest.fixture
def embedded(tmp_path) -> SheetsSettings:
    return SheetsSettings(home=tmp_path / "okr")


@pytest.fixture
def over_http(tmp_path) -> Iterator[SheetsSettings]:
    with LocalSheets() as local, served(local.served_app) as url:
        yield SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url=url, timeout=PATIENCE)


@pytest.fixture(params=["embedded", "over_http"])
def settings(request) -> SheetsSettings:
    return request.getfixturevalue(request.param)


def make(connection, title="Acme") -> str:
    answer = connection.http.request("post", CREATE, json={"properties": {"title": title}})
    return answer.json()["spreadsheetId"]


def test_gspread_works_the_same_in_this_process_and_over_http(settings):
    with connect(settings) as connection:
        sheet = connection.gspread.open_by_key(make(connection)).sheet1
        sheet.update([[1, 2, "Größe"], ["=A1+B1"]], raw=False)
        assert sheet.get_all_values() == [["1", "2", "Größe"], ["3", "", ""]]
        assert [file["name"] for file in connection.gspread.list_spreadsheet_files()] == ["Acme"]
        assert connection.gspread.export(sheet.spreadsheet_id, ExportFormat.CSV) == "1,2,Größe\r\n3,,".encode()


@pytest.mark.parametrize(("settings", "encoding"), [("embedded", None), ("over_http", "gzip")], indirect=["settings"])
def test_answers_come_compressed_over_the_network_alone(settings, encoding):
    with connect(settings) as connection:
        sheet = connection.gspread.open_by_key(make(connection)).sheet1
        sheet.update([["x" * 2000]])
        url = f"https://sheets.googleapis.com/v4/spreadsheets/{sheet.spreadsheet_id}/values/A1"
        answer = connection.http.request("get", url)
        assert answer.headers.get("Content-Encoding") == encoding
        assert answer.json()["values"] == [["x" * 2000]]


def test_requests_to_the_sheets_api_are_counted(settings):
    with connect(settings) as connection:
        assert connection.requests == 0
        connection.gspread.open_by_key(make(connection))
        connection.gspread.list_spreadsheet_files()
        assert connection.requests == 2


def test_a_spreadsheet_that_is_not_there_is_named_with_the_place_where_we_looked(settings):
    with connect(settings) as connection:
        with pytest.raises(NotFoundError, match="The spreadsheet nowhere is not in Local Sheets") as caught:
            connection.gspread.open_by_key("nowhere")
        assert connection.endpoint.place in str(caught.value)
        assert (caught.value.status, caught.value.spreadsheet_id) == (404, "nowhere")


def test_a_request_that_local_sheets_does_not_imitate_is_an_error_of_ours(settings):
    with connect(settings) as connection, pytest.raises(SheetsError, match="Local Sheets refused the request"):
        connection.http.batch_update(make(connection), {"requests": [{"refreshDataSource": {}}]})


def test_what_was_answered_is_there_for_the_next_connection(embedded):
    with connect(embedded) as connection:
        spreadsheet_id = make(connection, "Kept")
    with connect(embedded) as connection:
        assert connection.gspread.open_by_key(spreadsheet_id).title == "Kept"


def test_local_sheets_starts_with_the_first_request_and_not_before(embedded):
    with connect(embedded) as connection:
        assert not embedded.home.exists()
        make(connection)
        assert embedded.home.is_dir()


def test_a_local_sheets_that_is_open_already_is_used_and_left_open(embedded):
    with LocalSheets() as local:
        with connect(embedded, local=local) as connection:
            spreadsheet_id = make(connection)
        with connect(embedded, local=local) as connection:
            assert connection.gspread.open_by_key(spreadsheet_id).title == "Acme"
        assert local.requests["sheets"] == 2


def test_threads_share_a_connection(settings):
    with connect(settings) as connection:
        titles = [f"Client {number}" for number in range(12)]
        threads = [threading.Thread(target=make, args=(connection, title)) for title in titles]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(file["name"] for file in connection.gspread.list_spreadsheet_files()) == sorted(titles)
        assert connection.requests == 12


def test_a_server_that_is_down_is_named_with_the_command_that_starts_it(tmp_path):
    closed = SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://127.0.0.1:1")
    with connect(closed) as connection, pytest.raises(UnavailableError, match="Is `okr sheets serve` running"):
        connection.gspread.open_by_key("abc")


def test_how_one_signs_in_at_a_server_stands_in_no_message_and_no_link(tmp_path):
    server = "http://someone:secret@127.0.0.1:9/"
    with connect(settings_from({"OKR_SHEETS": server, "OKR_HOME": str(tmp_path)})) as connection:
        with pytest.raises(UnavailableError) as caught:
            make(connection)
        assert str(caught.value) == "No connection to http://127.0.0.1:9. Is `okr sheets serve` running?"
        assert connection.endpoint.link("abc") == "http://127.0.0.1:9/spreadsheets/d/abc/edit"


def test_a_data_folder_that_is_a_file_is_a_clear_error(tmp_path):
    (tmp_path / "okr").write_text("not a folder")
    connection = connect(SheetsSettings(home=tmp_path / "okr"))
    with connection, pytest.raises(ConfigError, match="Set OKR_HOME to another one"):
        make(connection)


def test_neither_tokens_nor_cells_are_logged(settings, caplog):
    caplog.set_level(logging.DEBUG)
    with connect(settings, token="secret-token") as connection:  # noqa: S106 -- opens nothing
        sheet = connection.gspread.open_by_key(make(connection)).sheet1
        sheet.update([["secret cell"]])
        assert sheet.get_all_values() == [["secret cell"]]
    assert "secret" not in caplog.text


def test_what_is_wrong_with_the_data_of_local_sheets_is_told_as_it_says_it(embedded):
    message = "The disk is full. Make room on it and try again. Nothing was changed in /data/localsheets.sqlite3."
    body = {"error": {"code": 507, "message": message, "status": "INTERNAL"}}
    full = SheetsSettings(home=embedded.home, backend=Backend.SERVER, server_url="http://127.0.0.1:1")
    transport = httpx.MockTransport(lambda _: httpx.Response(507, json=body))
    with connect(full, transport=transport) as connection, pytest.raises(UnavailableError) as told:
        make(connection)
    assert str(told.value) == message
