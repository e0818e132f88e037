"""Malformed requests of every sort get Google's error form: made from Google's own description, then spoilt."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from okrsdk.localsheets import LocalSheets
from okrsdk.localsheets.batch_update.apply import KINDS
from tests.discovery import document
from tests.localsheets.api import Api

NUMBERS = st.integers(min_value=-3, max_value=60)
SMALL = st.one_of(NUMBERS, NUMBERS, NUMBERS, st.sampled_from([10**6, 10**7, 2**31 - 1, -(2**31)]))
ABSURD: st.SearchStrategy[object] = st.sampled_from(
    [None, True, -1, 0, 1.5, 2**31, 2**63, 1e308, "", "x", "=A1", "A1:B2", [], {}, [[]], "\x00", "é" * 9]
)
TEXTS = st.sampled_from(
    ["", "a", "A1", "Sheet1", "*", "=A1+B2", "name", "ROWS", "5", "2020-01-01", "'", "userEnteredValue"]
)
DEPTH = 5
FIELDS = {
    "fields": st.sampled_from(
        ["*", "note", "title", "userEnteredFormat.textFormat.bold", "nope", "", "a(b", "range", "pixelSize"]
    )
}


def plausible(node: dict[str, Any], depth: int, name: str = "") -> st.SearchStrategy[Any]:
    """Values of the form that a discovery schema describes, small numbers for all numbers."""
    found: st.SearchStrategy[Any]
    scalars: dict[str, st.SearchStrategy[Any]] = {
        "integer": SMALL,
        "number": st.floats(min_value=-2, max_value=300, allow_nan=False),
        "boolean": st.booleans(),
        "object": st.just({}),
    }
    if name in FIELDS:
        found = FIELDS[name]
    elif name == "sheetId":
        found = st.sampled_from([0, 0, 0, 1, 99])
    elif "$ref" in node:
        found = message(node["$ref"], depth - 1)
    elif "enum" in node:
        found = st.sampled_from(node["enum"])
    elif node.get("type") == "array":
        found = st.lists(plausible(node["items"], depth), max_size=3)
    else:
        found = scalars.get(node.get("type", ""), TEXTS)
    return found


def message(name: str, depth: int) -> st.SearchStrategy[Any]:
    if depth <= 0:
        return st.just({})
    properties = document("sheets.v4")["schemas"][name].get("properties", {})
    fields = {key: plausible(node, depth, key) for key, node in properties.items()}
    required = {key: fields.pop(key) for key in ("range", "fields", "source", "properties") if key in fields}
    return st.fixed_dictionaries(required, optional=fields)


def spoilt(value: Any, draw: Any) -> Any:
    """The value with one place somewhere inside replaced by something absurd."""
    if isinstance(value, dict) and value and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(sorted(value)))
        return {**value, key: spoilt(value[key], draw)}
    if isinstance(value, dict) and draw(st.booleans()):
        return {**value, "bogusField": 1}
    return draw(ABSURD)


@st.composite
def requests(draw: Any, kind: str) -> Any:
    schema = document("sheets.v4")["schemas"]["Request"]["properties"][kind]["$ref"]
    value = draw(message(schema, DEPTH))
    return {kind: spoilt(value, draw) if draw(st.integers(0, 3)) == 0 else value}


@pytest.fixture(scope="module")
def fuzzed() -> Any:
    with LocalSheets() as server:
        api = Api(server)
        size = {"rowCount": 12, "columnCount": 6}
        yield api, [{"properties": {"sheetId": 0, "title": "Sheet1", "gridProperties": size}}]


def bombard(api: Api, book: str, drawn: list[Any]) -> None:
    """Sends the requests one by one; a refused one must be refused as Google does and change nothing."""

    def state() -> bytes:
        return api.http.get(
            f"/v4/spreadsheets/{book}", params={"includeGridData": "true", "prettyPrint": "false"}
        ).content

    before = state()
    for request in drawn:
        response = api.http.post(f"/v4/spreadsheets/{book}:batchUpdate", json={"requests": [request]})
        after = state()
        if response.is_error:
            assert response.status_code == 400, response.text
            assert after == before
        before = after
    api.spreadsheet(book, includeGridData="true")


def furnished(api: Api, sheets: list[Any]) -> str:
    book = api.create(*sheets)
    api.write(book, "A1:C3", [["1", "=A1*2", "x"], ["2020-01-01", "=SUM(A:A)", "y"], ["", "50%", "=1/0"]])
    return book


SETTINGS = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@settings(SETTINGS, max_examples=8)
@given(data=st.data())
def test_any_request_succeeds_or_is_refused_in_googles_form(fuzzed: Any, data: Any) -> None:
    api, sheets = fuzzed
    kinds = data.draw(st.lists(st.sampled_from(sorted(KINDS)), min_size=1, max_size=6))
    bombard(api, furnished(api, sheets), [data.draw(requests(kind)) for kind in kinds])


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(KINDS))
@settings(SETTINGS, max_examples=10)
@given(data=st.data())
def test_requests_of_each_kind_succeed_or_are_refused(fuzzed: Any, kind: str, data: Any) -> None:
    api, sheets = fuzzed
    bombard(api, furnished(api, sheets), data.draw(st.lists(requests(kind), min_size=1, max_size=3)))


#: Where each message of the API is sent, the spreadsheet's own path before it; None makes a new spreadsheet.
BODIES_BY_MESSAGE = {
    "Spreadsheet": None,
    "BatchUpdateSpreadsheetRequest": ":batchUpdate",
    "GetSpreadsheetByDataFilterRequest": ":getByDataFilter",
    "SearchDeveloperMetadataRequest": "/developerMetadata:search",
    "CopySheetToAnotherSpreadsheetRequest": "/sheets/0:copyTo",
    "ValueRange": "/values/A1:C3:append?valueInputOption=USER_ENTERED",
    "BatchUpdateValuesRequest": "/values:batchUpdate",
    "BatchClearValuesRequest": "/values:batchClear",
    "BatchGetValuesByDataFilterRequest": "/values:batchGetByDataFilter",
    "BatchUpdateValuesByDataFilterRequest": "/values:batchUpdateByDataFilter",
    "BatchClearValuesByDataFilterRequest": "/values:batchClearByDataFilter",
}


@pytest.mark.parametrize("name", sorted(BODIES_BY_MESSAGE))
@settings(SETTINGS, max_examples=10)
@given(data=st.data())
def test_every_body_is_answered_or_refused_in_googles_form(fuzzed: Any, name: str, data: Any) -> None:
    api, sheets = fuzzed
    place = BODIES_BY_MESSAGE[name]
    book = furnished(api, sheets)
    body = data.draw(message(name, DEPTH))
    body = spoilt(body, data.draw) if data.draw(st.integers(0, 2)) == 0 else body
    path = "/v4/spreadsheets" if place is None else f"/v4/spreadsheets/{book}{place}"
    response = api.http.post(path, json=body)
    if response.is_error:
        assert response.status_code in (400, 404), response.text
        assert set(response.json()["error"]) >= {"code", "message", "status"}
    made = response.json().get("spreadsheetId", book) if place is None else book
    api.spreadsheet(made, includeGridData="true")


PATHS = st.sampled_from(
    [
        "values/{}",
        "values/{}:append",
        "values/{}:clear",
        "values:batchGet?ranges={}",
        "?ranges={}",
        "?fields={}",
        "values/{}?majorDimension=x",
    ]
)
METHODS = st.sampled_from(["GET", "POST", "PUT", "DELETE"])
RANGES = st.text(alphabet="ABZ19:!'$ ;RC()é\"%", max_size=12) | st.sampled_from(
    ["A:A", "1:1", "Sheet1!", "A1:ZZZ9999999", "R1C1"]
)
BODIES = st.sampled_from(
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"values":[[1]]}',
        b'{"values":{"a":1}}',
        b'{"values":[[{}]]}',
        b"\xff\xfe",
        b"[" * 5000,
    ]
)


@settings(max_examples=80)
@given(method=METHODS, path=PATHS, where=RANGES, body=BODIES)
def test_any_path_and_body_get_an_answer(fuzzed: Any, method: str, path: str, where: str, body: bytes) -> None:
    api, sheets = fuzzed
    book = getattr(api, "book", None) or api.create(*sheets)
    api.book = book
    url = (
        f"/v4/spreadsheets/{book}"
        + ("" if path.startswith("?") else "/")
        + path.format(where.replace("%", "%25").replace("?", "%3F").replace("#", "%23"))
    )
    joint = "&" if "?" in url else "?"
    headers = {"Content-Type": "application/json"}
    response = api.http.request(method, url + joint + "valueInputOption=USER_ENTERED", content=body, headers=headers)
    assert response.status_code in (200, 400, 404, 405)


@pytest.mark.parametrize(
    "path", ["/v4/spreadsheets", "/drive/v3/files", "/_local/faults", "/_local/interleave", "/token"]
)
@pytest.mark.parametrize(
    "body",
    [b"{", b"[1]", b"3", b'"x"', b'{"name": 5}', b'{"rules": [1]}', b'{"requests": [1]}', b"\x00", b"[" * 100_000],
)
def test_bodies_that_are_no_messages_are_refused(api: Api, path: str, body: bytes) -> None:
    method = "PUT" if path == "/_local/faults" else "POST"
    response = api.http.request(method, path, content=body, headers={"Content-Type": "application/json"})
    assert response.status_code in (400, 200)
    assert "error" in response.json() or response.status_code == 200


FAR = 2**31 - 1
CELL = {"values": [{"userEnteredValue": {"numberValue": 1}}]}
ABSURD_PLACES = (
    {"pasteData": {"coordinate": {"rowIndex": FAR}, "data": "x", "delimiter": ","}},
    {"updateCells": {"start": {"rowIndex": FAR}, "rows": [CELL], "fields": "*"}},
    {"cutPaste": {"source": {"sheetId": 0}, "destination": {"rowIndex": FAR - 1}}},
    {"copyPaste": {"source": {"sheetId": 0}, "destination": {"startRowIndex": FAR - 1, "endRowIndex": FAR}}},
    {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 0, "endIndex": FAR}}},
    {"appendDimension": {"dimension": "COLUMNS", "length": FAR}},
    {"addSheet": {"properties": {"gridProperties": {"rowCount": FAR, "columnCount": FAR}}}},
    {"autoFill": {"sourceAndDestination": {"source": {"sheetId": 0}, "dimension": "ROWS", "fillLength": FAR}}},
)


@pytest.mark.parametrize("request_", ABSURD_PLACES, ids=lambda one: next(iter(one)))
def test_places_beyond_all_limits_are_refused_at_once(api: Api, request_: Any) -> None:
    book = api.filled([["1"]])
    assert api.batch_error(book, request_)
    assert api.read(book) == [["1"]]


def test_cells_beyond_all_limits_are_refused_in_a_new_spreadsheet(api: Api) -> None:
    body = {"sheets": [{"data": [{"startRow": FAR, "rowData": [CELL]}]}]}
    code, message = api.error("POST", "/v4/spreadsheets", json=body)
    assert (code, "above the limit" in message) == (400, True)


def test_a_body_beyond_the_limit_is_refused_unread(api: Api) -> None:
    headers = {"Content-Length": str(100 * 1024 * 1024), "Content-Type": "application/json"}
    response = api.http.post("/v4/spreadsheets", content=b"{}", headers=headers)
    assert response.status_code == 413
    assert response.json()["error"]["code"] == 413
