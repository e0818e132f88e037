"""Charts on sheets of their own."""

from __future__ import annotations

from typing import Any

from tests.localsheets.api import Api, area

SOURCE = {"sourceRange": {"sources": [area(0, 3, 0, 1)]}}
SPEC = {"title": "T", "pieChart": {"domain": SOURCE, "series": SOURCE}}


def sheets(api: Api, book: str) -> list[tuple[str, str]]:
    found = api.spreadsheet(book)["sheets"]
    return [(sheet["properties"]["title"], sheet["properties"]["sheetType"]) for sheet in found]


def add(api: Api, book: str, **position: Any) -> Any:
    return api.batch(book, {"addChart": {"chart": {"spec": SPEC, "position": position}}})[0]["addChart"]["chart"]


def test_a_chart_may_ask_for_a_new_sheet_or_for_one_of_a_number(api: Api) -> None:
    book = api.filled([["1"], ["2"], ["3"]])
    chart = add(api, book, newSheet=True)
    assert list(chart["position"]) == ["sheetId"]
    assert add(api, book, sheetId=77)["position"] == {"sheetId": 77}
    assert sheets(api, book) == [("Sheet1", "GRID"), ("Chart1", "OBJECT"), ("Chart2", "OBJECT")]
    own = api.spreadsheet(book, includeGridData="true")["sheets"][2]
    assert set(own) == {"properties", "charts"}
    assert "gridProperties" not in own["properties"]
    message = api.batch_error(book, {"addChart": {"chart": {"spec": SPEC, "position": {"sheetId": 77}}}})
    assert message.endswith("Cannot add chart to new sheet with ID: 77, a sheet with that ID already exists.")


def test_a_sheet_without_a_grid_has_no_cells(api: Api) -> None:
    book = api.filled([["1"]])
    add(api, book, sheetId=77)
    for where in ("Chart1", "'Chart1'", "Chart1!A1"):
        code, message = api.error("GET", f"/v4/spreadsheets/{book}/values/{where}")
        assert (code, message) == (400, f"Unable to parse range: {where}")
    for request in (
        {"updateCells": {"range": {"sheetId": 77}, "fields": "*"}},
        {"appendDimension": {"sheetId": 77, "dimension": "ROWS", "length": 1}},
        {"insertDimension": {"range": {"sheetId": 77, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}},
    ):
        assert api.batch_error(book, request).endswith("No grid with id: 77")
    size = {"sheetId": 77, "gridProperties": {"rowCount": 5}}
    assert "only be set on a sheet that is a grid" in api.batch_error(
        book, {"updateSheetProperties": {"properties": size, "fields": "gridProperties"}}
    )
    api.batch(
        book,
        {"updateSheetProperties": {"properties": {"sheetId": 77, "title": "Picture"}, "fields": "title"}},
        {"findReplace": {"find": "1", "replacement": "2", "allSheets": True}},
    )
    assert api.read(book) == [["2"]]
    assert sheets(api, book)[1] == ("Picture", "OBJECT")


def test_a_chart_moves_between_a_grid_and_a_sheet_of_its_own(api: Api) -> None:
    book = api.filled([["1"]])
    number = add(api, book, overlayPosition={"anchorCell": {"rowIndex": 2}})["chartId"]

    def move(position: Any, fields: str = "*") -> Any:
        request = {"objectId": number, "newPosition": position, "fields": fields}
        reply = api.batch(book, {"updateEmbeddedObjectPosition": request})
        return reply[0]["updateEmbeddedObjectPosition"]["position"]

    own = move({"newSheet": True})["sheetId"]
    found = api.spreadsheet(book)["sheets"]
    assert "charts" not in found[0]
    assert found[1]["charts"][0]["chartId"] == number
    assert found[1]["properties"]["sheetId"] == own
    place = move({"overlayPosition": {"anchorCell": {"rowIndex": 4}}})
    assert place["overlayPosition"]["anchorCell"] == {"rowIndex": 4}
    assert sheets(api, book) == [("Sheet1", "GRID")]


def test_the_sheet_goes_with_its_chart_and_is_copied_with_it(api: Api) -> None:
    book = api.filled([["1"]])
    number = add(api, book, sheetId=5)["chartId"]
    api.batch(book, {"duplicateSheet": {"sourceSheetId": 5, "newSheetId": 6, "insertSheetIndex": 2}})
    copy = api.spreadsheet(book)["sheets"][2]
    assert copy["charts"][0]["position"] == {"sheetId": 6}
    api.batch(book, {"deleteEmbeddedObject": {"objectId": number}}, {"deleteSheet": {"sheetId": 6}})
    assert sheets(api, book) == [("Sheet1", "GRID")]


def test_a_new_spreadsheet_may_come_with_a_chart_on_a_sheet_of_its_own(api: Api) -> None:
    chart = {"spec": SPEC, "position": {"sheetId": 9}}
    book = api.create(
        {"properties": {"sheetId": 0, "title": "Data"}},
        {"properties": {"sheetId": 9, "title": "Graph", "sheetType": "OBJECT"}, "charts": [chart]},
    )
    assert sheets(api, book) == [("Data", "GRID"), ("Graph", "OBJECT")]
    body = {"sheets": [{"properties": {"sheetType": "OBJECT"}}]}
    code, message = api.error("POST", "/v4/spreadsheets", json=body)
    assert (code, "can only be made with the one chart it holds" in message) == (400, True)
    assert "to add an object sheet" in api.batch_error(book, {"addSheet": {"properties": {"sheetType": "OBJECT"}}})
