"""What all tests hold the traffic against: it must hear what is wrong, or it proves nothing."""

import json
import subprocess
import sys

import flask
import httpx
import pytest

from okrsdk.errors import SheetsError
from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import SheetsSettings, connect
from okrsdk.sheets.connection import Connection
from tests.discovery import problem_in, problem_in_request
from tests.present import present
from tests.serving import PATIENCE, free_port
from tests.traffic import Listener

BOOK = "/v4/spreadsheets/abc"
VALUES = f"{BOOK}/values/Sheet1!A1"


FILES = "/drive/v3/files"
WRONG = """
import flask
from okrsdk.localsheets.app import create_app
app = flask.Flask("okrsdk.localsheets")
app.add_url_rule("/v4/spreadsheets/<name>", view_func=lambda name: {"spreadsheetID": name})
app.test_client().get("/v4/spreadsheets/abc", headers={"User-Agent": "okrsdk (gzip)"}, query_string={"fields": "sheet"})
"""


def renaming(fields):
    change = {"properties": {"sheetId": 0, "title": "x"}, "fields": fields}
    return json.dumps({"requests": [{"updateSheetProperties": change}]}).encode()


@pytest.fixture
def connection(tmp_path):
    with LocalSheets() as local, connect(SheetsSettings(home=tmp_path), local=local) as made:
        yield made


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"spreadsheetId": "abc"}, None),
        ({"spreadsheetID": "abc"}, "Spreadsheet: nothing is described under 'spreadsheetID'"),
        ({"sheets": [{"properties": {"index": "2"}}]}, "Spreadsheet.sheets[].properties.index: '2' is no integer"),
        ({"sheets": [{"properties": {"sheetId": 2**31}}]}, "Spreadsheet.sheets[].properties.sheetId: 2147483648 is"),
        ({"properties": {"autoRecalc": "NEVER"}}, "Spreadsheet.properties.autoRecalc: 'NEVER' is not allowed there"),
    ],
)
def test_an_answer_that_google_does_not_describe_is_heard(traffic, answer, problem):
    app = flask.Flask("okrsdk.localsheets")
    app.add_url_rule("/v4/spreadsheets/<name>", view_func=lambda name: answer)
    app.test_client().get(BOOK)
    heard = traffic.taken()
    assert heard == [] if problem is None else heard[0].startswith(f"GET {BOOK}: {problem}")


def test_other_processes_are_heard_too(traffic, tmp_path):
    subprocess.run([sys.executable, "-c", WRONG], check=True, cwd=tmp_path)
    request, answer = traffic.taken()
    assert request == f"GET {BOOK}: request: parameter fields: 'sheet': nothing is described under 'sheet'"
    assert answer == f"GET {BOOK}: Spreadsheet: nothing is described under 'spreadsheetID'"
    assert traffic.taken() == []


@pytest.mark.slow
def test_the_workers_of_a_server_are_heard(traffic, tmp_path):
    port = free_port()
    okr = [sys.executable, "-c", "from okrsdk.cli import main; main()", "sheets", "serve"]
    before = traffic.count
    with subprocess.Popen([*okr, "--port", str(port), "--data", tmp_path, "--workers", "2"]) as server:
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(
            transport=transport, base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=PATIENCE
        ) as client:
            client.get(BOOK, headers={"User-Agent": "okrsdk (gzip)"}, params={"fields": "sheet"})
        server.terminate()
    (heard,) = traffic.taken()
    assert heard.startswith(f"GET {BOOK}: request: parameter fields")
    assert traffic.count == before + 1


def test_a_request_of_okrsdk_that_google_does_not_describe_is_heard(traffic: Listener, connection: Connection):
    made = connection.gspread.create("Book")
    assert traffic.taken() == []
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{made.id}"
    with pytest.raises(SheetsError, match="includeGridDatas"):
        connection.http.request("get", url, params={"includeGridDatas": "true"})
    (heard,) = traffic.taken()
    assert heard.endswith("request: parameter includeGridDatas: is not described")


@pytest.mark.parametrize(
    ("verb", "path", "query", "body", "problem"),
    [
        ("PUT", VALUES, {"valueInputOption": ["RAW"]}, b'{"values": [[1, null, "x"]]}', None),
        ("PUT", VALUES, {"valueInputOption": ["raw"]}, b"{}", "parameter valueInputOption: 'raw' is not one of its"),
        ("PUT", VALUES, {}, b'{"values": [1]}', "ValueRange.values[]: 1 is no array"),
        ("PUT", VALUES, {}, b'{"values": ', "the body is not JSON"),
        ("GET", BOOK, {"includeGridData": ["True"]}, b"", "parameter includeGridData: 'True' is no boolean"),
        ("GET", BOOK, {"ranges": ["A1", "B2"]}, b"", None),
        ("GET", BOOK, {"fields": ["sheets", "properties"]}, b"", "parameter fields: is there more than once"),
        ("GET", BOOK, {"fields": ["sheets(properties.title,data/rowData)"]}, b"", None),
        ("GET", BOOK, {"fields": ["*"]}, b"", None),
        (
            "GET",
            BOOK,
            {"fields": ["sheets.titel"]},
            b"",
            "parameter fields: 'sheets.titel': nothing is described under",
        ),
        ("GET", BOOK, {"fields": ["sheets(data"]}, b"", "parameter fields: 'sheets(data': a parenthesis is not closed"),
        ("GET", BOOK, {"fields": ["sheets,"]}, b"", "parameter fields: 'sheets,': a name is missing"),
        ("GET", FILES, {"fields": ["nextPageToken,files(id,capabilities/canEdit)"]}, b"", None),
        ("GET", FILES, {"fields": ["files(idd)"]}, b"", "parameter fields: 'files(idd)': nothing is described under"),
        ("POST", f"{BOOK}:batchUpdate", {}, renaming("title,gridProperties.frozenRowCount"), None),
        ("POST", f"{BOOK}:batchUpdate", {}, renaming("name"), "BatchUpdateSpreadsheetRequest.requests[].updateSheetPr"),
        ("GET", BOOK, {}, b"{}", "no body is described"),
        ("PATCH", BOOK, {}, b"", "no method is described there"),
    ],
)
def test_what_a_request_has_against_it_is_named(verb, path, query, body, problem):
    found = problem_in_request(verb, path, query, body)
    assert found is None if problem is None else present(found).startswith(problem)


@pytest.mark.parametrize("place", [0, 999])
def test_of_a_long_list_both_ends_are_looked_at(place):
    rows: list[object] = [["x"] for _ in range(1000)]
    rows[place] = "x"
    assert problem_in({"values": rows}, "ValueRange") == "ValueRange.values[]: 'x' is no array"


def test_a_request_that_is_refused_as_too_large_is_not_read(traffic):
    with LocalSheets() as local:
        client = httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://localhost")
        headers = {"User-Agent": "okrsdk (gzip)", "Content-Length": f"{65 * 2**20}", "Content-Type": "application/json"}
        answer = client.post(f"{BOOK}:batchUpdate", content=b"{", headers=headers)
    assert answer.status_code == 413
    assert traffic.taken() == []


def test_of_large_answers_of_one_method_the_first_and_then_each_tenth_are_looked_at(traffic):
    wrong = {"spreadsheetID": "x" * 30_000}
    app = flask.Flask("okrsdk.localsheets")
    app.add_url_rule("/v4/spreadsheets/<name>", view_func=lambda name: wrong)
    with Listener() as listener:
        for _ in range(40):
            app.test_client().get(BOOK)
        assert (listener.count, len(listener.taken())) == (40, 22)
    assert traffic.taken()  # that of all tests has heard them too
