"""Rows and columns inserted, deleted, moved and sorted: everything that hangs on them follows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area, lines


def insert(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"insertDimension": {"range": lines(dimension, start, end)}}


def delete(dimension: str, start: int, end: int) -> dict[str, Any]:
    return {"deleteDimension": {"range": lines(dimension, start, end)}}


def move(dimension: str, start: int, end: int, to: int) -> dict[str, Any]:
    return {"moveDimension": {"source": lines(dimension, start, end), "destinationIndex": to}}


def test_formulas_follow_their_cells(api: Api) -> None:
    book = api.filled([["1", "=A1*10", "=SUM(A1:A3)"], ["2", "=$A$2", "=A:A"], ["3", "x", "=Sheet1!A3"]])
    api.batch(book, insert("ROWS", 1, 3))
    assert api.formulas(book) == [
        [1, "=A1*10", "=SUM(A1:A5)"],
        [],
        [],
        [2, "=$A$4", "=A:A"],
        [3, "x", "=Sheet1!A5"],
    ]
    api.batch(book, delete("ROWS", 0, 1))
    assert api.formulas(book) == [[], [], [2, "=$A$3", "=A:A"], [3, "x", "=Sheet1!A4"]]
    api.batch(book, insert("COLUMNS", 0, 1))
    assert api.formulas(book)[2] == ["", 2, "=$B$3", "=B:B"]
    api.batch(book, delete("COLUMNS", 1, 2))
    assert api.formulas(book)[2:] == [["", "=#REF!", "=#REF!"], ["", "x", "=#REF!"]]


def test_text_in_formulas_is_left_alone(api: Api) -> None:
    book = api.filled([["1"], ['="A1 and "&A1&LOG10(100)']])
    api.batch(book, insert("ROWS", 0, 1))
    assert api.formulas(book, "A3") == [['="A1 and "&A2&LOG10(100)']]
    assert api.read(book, "A3") == [["A1 and 12"]]


def test_formulas_on_other_sheets_follow(api: Api) -> None:
    book = api.create(
        {"properties": {"sheetId": 0, "title": "My Data"}}, {"properties": {"sheetId": 1, "title": "Sums"}}
    )
    api.write(book, "'My Data'!A1", [["1"], ["2"]])
    api.write(book, "Sums!A1", [["='My Data'!A2", "=A2"]])
    api.batch(book, insert("ROWS", 0, 2))
    assert api.formulas(book, "Sums") == [["='My Data'!A4", "=A2"]]
    assert api.read(book, "Sums!A1") == [["2"]]
    properties = {"sheetId": 0, "title": "Renamed"}
    api.batch(book, {"updateSheetProperties": {"properties": properties, "fields": "title"}})
    assert api.formulas(book, "Sums!A1") == [["=Renamed!A4"]]
    api.batch(book, {"deleteSheet": {"sheetId": 0}})
    assert api.formulas(book, "Sums!A1") == [["=#REF!"]]
    assert api.read(book, "Sums!A1") == [["#REF!"]]


def decorated(api: Api) -> str:
    """A book with one of everything on rows 2 to 4 of columns B and C."""
    book = api.filled([["h", "h", "h"], ["", "b", "c"]])
    rule = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
    metadata = {"metadataKey": "row", "visibility": "DOCUMENT", "location": {"dimensionRange": lines("ROWS", 2, 3)}}
    column = {"metadataKey": "col", "visibility": "DOCUMENT", "location": {"dimensionRange": lines("COLUMNS", 1, 2)}}
    validation = {"condition": {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=Sheet1!$A$2:$A$4"}]}}
    api.batch(
        book,
        {"addNamedRange": {"namedRange": {"name": "spot", "range": area(1, 4, 1, 3)}}},
        {"addProtectedRange": {"protectedRange": {"range": area(1, 4, 1, 3), "warningOnly": True}}},
        {"addBanding": {"bandedRange": {"range": area(1, 4, 1, 3), "rowProperties": {"headerColor": {"red": 1}}}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [area(1, 4, 1, 3)], "booleanRule": rule}, "index": 0}},
        {"mergeCells": {"range": area(2, 4, 1, 3), "mergeType": "MERGE_ALL"}},
        {"createDeveloperMetadata": {"developerMetadata": metadata}},
        {"createDeveloperMetadata": {"developerMetadata": column}},
        {"setDataValidation": {"range": area(1, 2, 1, 2), "rule": validation}},
        {"updateCells": {"range": area(1, 2, 1, 2), "rows": [{"values": [{"note": "n"}]}], "fields": "note"}},
        {"setBasicFilter": {"filter": {"range": area(0, 4, 0, 3), "criteria": {"1": {"hiddenValues": ["z"]}}}}},
    )
    return book


def places(api: Api, book: str) -> dict[str, Any]:
    whole = api.spreadsheet(book)
    sheet = whole["sheets"][0]
    found: dict[str, Any] = {"named": [item["range"] for item in whole.get("namedRanges", [])]}
    found |= {key: [item["range"] for item in sheet.get(key, [])] for key in ("protectedRanges", "bandedRanges")}
    found["rules"] = [item["ranges"] for item in sheet.get("conditionalFormats", [])]
    found["merges"] = sheet.get("merges", [])
    found["filter"] = sheet.get("basicFilter")
    body = {"dataFilters": [{"developerMetadataLookup": {"visibility": "DOCUMENT"}}]}
    answer = api.call("POST", f"/v4/spreadsheets/{book}/developerMetadata:search", json=body)
    metadata = [item["developerMetadata"] for item in answer.get("matchedDeveloperMetadata", [])]
    found["metadata"] = {item["metadataKey"]: item["location"]["dimensionRange"]["startIndex"] for item in metadata}
    return found


def spot(top: int, bottom: int, left: int, right: int) -> dict[str, int]:
    """A GridRange as printed for sheet 0."""
    return {key: value for key, value in area(top, bottom, left, right).items() if key != "sheetId"}


@pytest.mark.parametrize(
    ("edit", "at", "merge", "row", "column"),
    [
        (insert("ROWS", 0, 2), spot(3, 6, 1, 3), spot(4, 6, 1, 3), 4, 1),
        (insert("ROWS", 2, 3), spot(1, 5, 1, 3), spot(3, 5, 1, 3), 3, 1),
        (insert("ROWS", 4, 5), spot(1, 4, 1, 3), spot(2, 4, 1, 3), 2, 1),
        (delete("ROWS", 0, 1), spot(0, 3, 1, 3), spot(1, 3, 1, 3), 1, 1),
        (delete("ROWS", 3, 4), spot(1, 3, 1, 3), spot(2, 3, 1, 3), 2, 1),
        (insert("COLUMNS", 1, 2), spot(1, 4, 2, 4), spot(2, 4, 2, 4), 2, 2),
        (delete("COLUMNS", 0, 1), spot(1, 4, 0, 2), spot(2, 4, 0, 2), 2, 0),
        (move("ROWS", 0, 1, 5), spot(0, 3, 1, 3), spot(1, 3, 1, 3), 1, 1),
        (move("COLUMNS", 4, 6, 0), spot(1, 4, 3, 5), spot(2, 4, 3, 5), 2, 3),
    ],
)
def test_ranges_merges_and_metadata_follow(
    api: Api, edit: dict[str, Any], at: Any, merge: Any, row: int, column: int
) -> None:
    book = decorated(api)
    api.batch(book, edit)
    found = places(api, book)
    assert found["named"] == found["protectedRanges"] == found["bandedRanges"] == [at]
    assert found["rules"] == [[at]]
    assert found["merges"] == [merge]
    assert found["metadata"] == {"row": row, "col": column}


def test_what_lies_wholly_on_deleted_rows_goes(api: Api) -> None:
    book = decorated(api)
    api.batch(book, delete("ROWS", 1, 4))
    found = places(api, book)
    assert found["named"] == found["protectedRanges"] == found["rules"] == found["merges"] == []
    assert found["metadata"] == {"col": 1}
    assert found["filter"]["range"] == spot(0, 1, 0, 3)


def test_validations_notes_and_filter_criteria_follow(api: Api) -> None:
    book = decorated(api)
    api.batch(book, insert("ROWS", 0, 1), insert("COLUMNS", 0, 1))
    cell = api.cells(book, "C3", "(note,dataValidation)")[0]["values"][0]
    assert cell["note"] == "n"
    assert cell["dataValidation"]["condition"]["values"] == [{"userEnteredValue": "=Sheet1!$B$3:$B$5"}]
    assert places(api, book)["filter"]["criteria"] == {"2": {"hiddenValues": ["z"]}}


def test_row_and_column_properties_follow(api: Api) -> None:
    book = api.create()
    tall = {"range": lines("ROWS", 4, 5), "properties": {"pixelSize": 60}, "fields": "pixelSize"}
    hidden = {"range": lines("COLUMNS", 2, 3), "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
    api.batch(book, {"updateDimensionProperties": tall}, {"updateDimensionProperties": hidden})
    api.batch(book, insert("ROWS", 1, 2), delete("COLUMNS", 0, 1), move("ROWS", 5, 6, 0))
    data = api.spreadsheet(book, fields="sheets.data(rowMetadata,columnMetadata)")["sheets"][0]["data"][0]
    assert [index for index, row in enumerate(data["rowMetadata"]) if row["pixelSize"] == 60] == [0]
    assert [index for index, column in enumerate(data["columnMetadata"]) if column.get("hiddenByUser")] == [1]


def test_sorting_moves_whole_cells_and_their_row_formulas(api: Api) -> None:
    book = api.filled([["n", "v", "f"], ["c", "3", "=B2*10"], ["a", "1", "=B3*10"], ["b", "", "=B4*10"]])
    api.batch(
        book,
        {"updateCells": {"range": area(1, 2, 0, 1), "rows": [{"values": [{"note": "note of c"}]}], "fields": "note"}},
        {"sortRange": {"range": area(1, 4, 0, 3), "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]}},
    )
    assert api.formulas(book) == [["n", "v", "f"], ["c", 3, "=B2*10"], ["a", 1, "=B3*10"], ["b", "", "=B4*10"]]
    api.batch(book, {"sortRange": {"range": area(1, 4, 0, 3), "sortSpecs": [{"dimensionIndex": 0}]}})
    assert api.formulas(book) == [["n", "v", "f"], ["a", 1, "=B2*10"], ["b", "", "=B3*10"], ["c", 3, "=B4*10"]]
    assert api.cells(book, "A4", ".note") == [{"values": [{"note": "note of c"}]}]


def test_sorting_orders_numbers_texts_booleans_and_blanks(api: Api) -> None:
    book = api.filled([["TRUE"], ["b"], [""], ["10"], ["A"], ["2"], ["=1/0"]])
    api.batch(book, {"sortRange": {"range": area(0, 7, 0, 1), "sortSpecs": [{"dimensionIndex": 0}]}})
    assert api.read(book) == [["2"], ["10"], ["A"], ["b"], ["TRUE"], ["#DIV/0!"]]


def test_frozen_rows_grow_and_shrink(api: Api) -> None:
    book = api.create(
        {"properties": {"sheetId": 0, "gridProperties": {"rowCount": 10, "columnCount": 5, "frozenRowCount": 2}}}
    )

    def frozen() -> Any:
        return api.spreadsheet(book)["sheets"][0]["properties"]["gridProperties"].get("frozenRowCount")

    api.batch(book, insert("ROWS", 1, 2))
    assert frozen() == 3
    api.batch(book, delete("ROWS", 0, 2))
    assert frozen() == 1


def test_the_last_row_cannot_be_deleted(api: Api) -> None:
    book = api.create()
    message = api.batch_error(book, delete("ROWS", 0, 1000))
    assert message == "Invalid requests[0].deleteDimension: You can't delete all the rows on the sheet."


def test_what_lies_on_cells_moves_with_them(api: Api) -> None:
    book = api.filled([["a", "1"], ["b", "2"], ["c", "3"]])
    bold = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
    api.batch(
        book,
        {"addNamedRange": {"namedRange": {"name": "second", "range": area(1, 2, 1, 2)}}},
        {"addConditionalFormatRule": {"rule": {"ranges": [area(1, 3, 1, 2)], "booleanRule": bold}}},
        {"mergeCells": {"range": area(5, 7, 1, 2)}},
        {"cutPaste": {"source": area(1, 7, 1, 2), "destination": {"rowIndex": 10, "columnIndex": 3}}},
    )
    whole = api.spreadsheet(book)
    sheet = whole["sheets"][0]
    moved = [whole["namedRanges"][0]["range"], sheet["conditionalFormats"][0]["ranges"][0], sheet["merges"][0]]
    rows = [(one["startRowIndex"], one["endRowIndex"], one["startColumnIndex"]) for one in moved]
    assert rows == [(10, 11, 3), (10, 12, 3), (14, 16, 3)]
    cut = {"source": area(14, 15, 3, 4), "destination": {"rowIndex": 0, "columnIndex": 5}}
    assert api.batch_error(book, {"cutPaste": cut}).endswith("You can't move only a part of a merged range.")


@pytest.mark.parametrize(
    ("kind", "value", "has_format"),
    [("PASTE_VALUES", 2, False), ("PASTE_FORMULA", "=C1*2", False), ("PASTE_FORMAT", "", True)],
)
def test_a_cut_empties_its_source_whatever_is_pasted(api: Api, kind: str, value: Any, has_format: bool) -> None:  # noqa: FBT001 - pytest passes by name
    book = api.filled([["1", "=A1*2"]])
    form = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    api.batch(
        book,
        {"repeatCell": {"range": area(0, 1, 1, 2), "cell": form, "fields": "userEnteredFormat"}},
        {"cutPaste": {"source": area(0, 1, 1, 2), "destination": {"columnIndex": 3}, "pasteType": kind}},
    )
    cells = api.cells(book, "A1:D1", "(userEnteredValue,userEnteredFormat)")[0]["values"]
    assert cells[1] == {}
    assert ("userEnteredFormat" in cells[3]) is has_format
    assert api.formulas(book, "D1") == ([[value]] if value else [])
