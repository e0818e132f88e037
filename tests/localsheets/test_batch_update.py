"""batchUpdate: atomic, ordered, and each request kind doing what its description says."""

from __future__ import annotations

from typing import Any

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.localsheets.batch_update.apply import KINDS
from tests.discovery import document
from tests.localsheets.api import Api, area, lines

LEFT_OUT = {
    "addCommentReply", "addDataSource", "addDimensionGroup", "addSlicer", "cancelDataSourceRefresh", "deleteComment",
    "deleteCommentReply", "deleteDataSource", "deleteDimensionGroup", "deleteDuplicates", "deleteRange",
    "duplicateFilterView", "insertComment", "insertRange", "randomizeRange", "refreshDataSource", "textToColumns",
    "trimWhitespace", "updateCommentPost", "updateDataSource", "updateDimensionGroup", "updateEmbeddedObjectBorder",
    "updateSlicerSpec",
}  # fmt: skip


def test_every_kind_of_the_api_is_imitated_or_known_to_be_left_out() -> None:
    described = set(document("sheets.v4")["schemas"]["Request"]["properties"])
    assert set(KINDS) == described - LEFT_OUT


@pytest.mark.parametrize("kind", sorted(LEFT_OUT))
def test_a_kind_left_out_is_refused_by_name(api: Api, kind: str) -> None:
    book = api.create()
    assert (
        api.batch_error(book, {kind: {}}) == f"Invalid requests[0].{kind}: Local Sheets does not imitate this request."
    )


def test_a_batch_is_applied_whole_or_not_at_all(api: Api) -> None:
    book = api.filled([["a"]])
    message = api.batch_error(
        book,
        {"updateSheetProperties": {"properties": {"title": "New"}, "fields": "title"}},
        {"updateSheetProperties": {"properties": {"hidden": True}, "fields": "hidden"}},
    )
    assert message == "Invalid requests[1].updateSheetProperties: You can't hide all the sheets in a document."
    assert api.read(book, "Sheet1") == [["a"]]


def test_requests_that_are_none_are_refused(api: Api) -> None:
    book = api.create()
    path = f"/v4/spreadsheets/{book}:batchUpdate"
    assert api.error("POST", path, json={})[1] == "Must specify at least one request."
    assert api.error("POST", path, json={"requests": [{}]})[1] == "Invalid requests[0]: No request set."
    text = "Invalid JSON payload received. Unknown name \"fly\" at 'requests[0]': Cannot find field."
    assert api.error("POST", path, json={"requests": [{"fly": {}}]}) == (400, text)
    wrong = {"repeatCell": {"range": {"sheetId": "abc"}, "fields": "note"}}
    text = "Invalid value at 'requests[0].repeat_cell.range.sheet_id' (TYPE_INT32), \"abc\""
    assert api.error("POST", path, json={"requests": [wrong]}) == (400, text)


def test_the_spreadsheet_is_echoed_as_it_is_after_the_batch(api: Api) -> None:
    book = api.filled([["id", "score"], ["K1", "=1/4"]])
    body = {
        "requests": [
            {
                "updateCells": {
                    "start": {"rowIndex": 1, "columnIndex": 0},
                    "rows": [{"values": [{"userEnteredValue": {"stringValue": "K9"}}]}],
                    "fields": "userEnteredValue",
                }
            }
        ],
        "includeSpreadsheetInResponse": True,
        "responseRanges": ["Sheet1!A1:B2"],
        "responseIncludeGridData": True,
    }
    answer = api.call("POST", f"/v4/spreadsheets/{book}:batchUpdate", json=body)
    rows = answer["updatedSpreadsheet"]["sheets"][0]["data"][0]["rowData"]
    assert [[cell["formattedValue"] for cell in row["values"]] for row in rows] == [["id", "score"], ["K9", "0.25"]]
    assert list(answer) == ["spreadsheetId", "replies", "updatedSpreadsheet"]


def test_sheets_are_added_moved_and_deleted(api: Api) -> None:
    book = api.create()
    first, second = api.batch(
        book,
        {"addSheet": {"properties": {"sheetId": 5, "title": "First", "index": 0}}},
        {"addSheet": {}},
    )
    assert first["addSheet"]["properties"]["index"] == 0
    assert second["addSheet"]["properties"]["title"] == "Sheet3"
    api.batch(book, {"updateSheetProperties": {"properties": {"sheetId": 5, "index": 3}, "fields": "index"}})
    assert titles(api, book) == ["Sheet1", "Sheet3", "First"]
    api.batch(book, {"deleteSheet": {"sheetId": 0}})
    assert titles(api, book) == ["Sheet3", "First"]


def titles(api: Api, book: str) -> list[str]:
    return [sheet["properties"]["title"] for sheet in api.spreadsheet(book)["sheets"]]


def test_a_duplicated_sheet_has_everything_under_new_ids(api: Api) -> None:
    book = api.filled([["1", "=A1*2"]])
    api.batch(book, {"addProtectedRange": {"protectedRange": {"range": area(0, 1, 0, 1), "warningOnly": True}}})
    reply = api.batch(
        book, {"duplicateSheet": {"sourceSheetId": 0, "insertSheetIndex": 1, "newSheetId": 8, "newSheetName": "Twin"}}
    )
    assert reply[0]["duplicateSheet"]["properties"]["index"] == 1
    api.write(book, "Twin!A1", [["5"]])
    assert api.read(book, "Twin") == [["5", "10"]]
    assert api.read(book, "Sheet1") == [["1", "2"]]
    one, two = (sheet["protectedRanges"][0] for sheet in api.spreadsheet(book)["sheets"])
    assert two["range"]["sheetId"] == 8
    assert one["protectedRangeId"] != two["protectedRangeId"]


def cell(value: Any, **more: Any) -> dict[str, Any]:
    kind = (
        "numberValue" if isinstance(value, (int, float)) else "formulaValue" if value.startswith("=") else "stringValue"
    )
    return {"userEnteredValue": {kind: value}, **more}


def test_update_cells_writes_masked_fields_and_clears_the_rest_of_the_range(api: Api) -> None:
    book = api.filled([["a", "b"], ["c", "d"]])
    rows = [{"values": [cell("A", note="kept out by the mask")]}]
    api.batch(book, {"updateCells": {"range": area(0, 2, 0, 2), "rows": rows, "fields": "userEnteredValue"}})
    assert api.read(book) == [["A"]]
    assert api.cells(book, "A1", ".note") == []


def test_repeat_cell_moves_relative_references(api: Api) -> None:
    book = api.filled([["1", "2"], ["3", "4"]])
    request = {"range": area(0, 2, 2, 4), "cell": cell("=A1*$B$1"), "fields": "userEnteredValue"}
    api.batch(book, {"repeatCell": request})
    assert api.formulas(book, "C1:D2") == [["=A1*$B$1", "=B1*$B$1"], ["=A2*$B$1", "=B2*$B$1"]]
    assert api.read(book, "C1:D2") == [["2", "4"], ["6", "8"]]


def test_format_masks_reach_single_fields(api: Api) -> None:
    book = api.create()

    def form(value: Any, fields: str) -> Any:
        api.batch(
            book, {"repeatCell": {"range": area(0, 1, 0, 1), "cell": {"userEnteredFormat": value}, "fields": fields}}
        )
        rows = api.cells(book, "A1", ".userEnteredFormat")
        return rows[0]["values"][0]["userEnteredFormat"] if rows else None

    assert form({"textFormat": {"bold": True, "fontSize": 12}}, "userEnteredFormat") == {
        "textFormat": {"fontSize": 12, "bold": True}
    }
    assert form({"textFormat": {"italic": True}}, "userEnteredFormat.textFormat.italic") == {
        "textFormat": {"fontSize": 12, "bold": True, "italic": True}
    }
    assert form({}, "userEnteredFormat.textFormat(bold,italic)") == {"textFormat": {"fontSize": 12}}
    assert form({}, "userEnteredFormat") is None
    message = api.batch_error(
        book, {"repeatCell": {"range": area(0, 1, 0, 1), "cell": {}, "fields": "userEnteredFormat.nope"}}
    )
    assert message == "Invalid requests[0].repeatCell: Invalid field: userEnteredFormat.nope"


def test_append_cells_goes_after_the_last_row_with_a_value(api: Api) -> None:
    book = api.filled([["a"], [""], ["b"]])
    api.batch(book, {"appendCells": {"rows": [{"values": [cell("c"), cell(1)]}], "fields": "*"}})
    assert api.read(book) == [["a"], [], ["b"], ["c", "1"]]


def test_borders_are_set_outside_and_inside(api: Api) -> None:
    book = api.create()
    line = {"style": "SOLID"}
    api.batch(book, {"updateBorders": {"range": area(0, 2, 0, 2), "top": line, "innerVertical": line}})
    rows = api.cells(book, "A1:B2", ".userEnteredFormat.borders")
    sides = [[sorted(one.get("userEnteredFormat", {}).get("borders", {})) for one in row["values"]] for row in rows]
    assert sides == [[["right", "top"], ["left", "top"]], [["right"], ["left"]]]


def test_validation_is_set_and_removed(api: Api) -> None:
    book = api.create()
    rule = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "x"}]}, "strict": True}
    api.batch(book, {"setDataValidation": {"range": area(0, 2, 0, 1), "rule": rule}})
    assert api.cells(book, "A1", ".dataValidation") == [{"values": [{"dataValidation": rule}]}]
    api.batch(book, {"setDataValidation": {"range": area(0, 1, 0, 1)}})
    assert api.cells(book, "A1", ".dataValidation") == []


def test_conditional_formats_keep_their_order(api: Api) -> None:
    book = api.create()

    def rule(text: str) -> Any:
        condition = {"type": "TEXT_EQ", "values": [{"userEnteredValue": text}]}
        return {
            "ranges": [area(0, 5, 0, 1)],
            "booleanRule": {"condition": condition, "format": {"textFormat": {"bold": True}}},
        }

    api.batch(book, *({"addConditionalFormatRule": {"rule": rule(text), "index": 0}} for text in "abc"))

    def order() -> str:
        rules = api.spreadsheet(book)["sheets"][0].get("conditionalFormats", [])
        return "".join(one["booleanRule"]["condition"]["values"][0]["userEnteredValue"] for one in rules)

    assert order() == "cba"
    api.batch(book, {"updateConditionalFormatRule": {"sheetId": 0, "index": 0, "newIndex": 2}})
    assert order() == "bac"
    api.batch(
        book,
        {"updateConditionalFormatRule": {"index": 1, "rule": rule("x")}},
        {"deleteConditionalFormatRule": {"index": 0}},
    )
    assert order() == "xc"
    assert "No conditional format on sheet: 0 at index: 7" in api.batch_error(
        book, {"deleteConditionalFormatRule": {"index": 7}}
    )


def test_merging_by_rows_replaces_smaller_merges(api: Api) -> None:
    book = api.filled([["a", "b"], ["c", "d"]])
    api.batch(book, {"mergeCells": {"range": area(0, 1, 0, 2), "mergeType": "MERGE_ALL"}})
    assert api.read(book) == [["a"], ["c", "d"]]
    api.batch(book, {"mergeCells": {"range": area(0, 2, 0, 2), "mergeType": "MERGE_ROWS"}})
    merges = api.spreadsheet(book)["sheets"][0]["merges"]
    assert [(one["startRowIndex"], one["endColumnIndex"]) for one in merges] == [(0, 2), (1, 2)]
    assert "You must select all cells" in api.batch_error(book, {"unmergeCells": {"range": area(0, 1, 1, 2)}})
    api.batch(book, {"unmergeCells": {"range": area(0, 2, 0, 2)}})
    assert "merges" not in api.spreadsheet(book)["sheets"][0]


def test_rows_and_columns_go_in_between_two_bounds(api: Api) -> None:
    message = api.batch_error(api.create(), {"insertDimension": {"range": {"dimension": "ROWS", "startIndex": 2}}})
    assert message.endswith("Both the start and end indexes of range must be bounded.")


def test_find_and_replace_counts_what_it_changes(api: Api) -> None:
    book = api.filled([["apple pie", "Apple"], ['=LEN("apple")', "12"]])
    reply = api.batch(book, {"findReplace": {"find": "apple", "replacement": "plum", "allSheets": True}})[0]
    assert reply["findReplace"] == {"valuesChanged": 2, "rowsChanged": 1, "sheetsChanged": 1, "occurrencesChanged": 2}
    reply = api.batch(
        book, {"findReplace": {"find": "apple", "replacement": "fig", "sheetId": 0, "includeFormulas": True}}
    )[0]
    assert reply["findReplace"]["formulasChanged"] == 1
    assert api.read(book) == [["plum pie", "plum"], ["3", "12"]]
    api.batch(
        book,
        {"findReplace": {"find": r"(\d)(\d)", "replacement": "$2$1", "range": area(1, 2, 1, 2), "searchByRegex": True}},
    )
    assert api.raw(book, "B2") == [[21]]
    assert api.batch(book, {"findReplace": {"find": "PLUM", "sheetId": 0, "matchCase": True}}) == [{"findReplace": {}}]


def test_copy_paste_repeats_transposes_and_chooses(api: Api) -> None:
    book = api.filled([["1", "=A1+1"], ["x", "y"]])
    api.batch(
        book, {"copyPaste": {"source": area(0, 1, 0, 2), "destination": area(2, 4, 0, 4), "pasteType": "PASTE_NORMAL"}}
    )
    assert api.formulas(book, "A3:D4") == [[1, "=A3+1", 1, "=C3+1"], [1, "=A4+1", 1, "=C4+1"]]
    api.batch(
        book, {"copyPaste": {"source": area(0, 1, 0, 2), "destination": area(5, 6, 0, 2), "pasteType": "PASTE_VALUES"}}
    )
    assert api.formulas(book, "A6:B6") == [[1, 2]]
    turned = {"source": area(0, 2, 0, 1), "destination": area(7, 8, 0, 2), "pasteOrientation": "TRANSPOSE"}
    api.batch(book, {"copyPaste": turned})
    assert api.formulas(book, "A8:B8") == [[1, "x"]]


def test_cut_paste_takes_references_along(api: Api) -> None:
    book = api.filled([["1", "=A1"], ["2", "=SUM(A1:A2)"]])
    api.batch(
        book, {"cutPaste": {"source": area(0, 2, 0, 1), "destination": {"sheetId": 0, "rowIndex": 4, "columnIndex": 3}}}
    )
    assert api.formulas(book) == [["", "=D5"], ["", "=SUM(D5:D6)"], [], [], ["", "", "", 1], ["", "", "", 2]]


def test_auto_fill_repeats_in_either_direction(api: Api) -> None:
    book = api.filled([[], [], ["3", "Wed"], ["4", "Thu"]])
    given = {"source": area(2, 4, 0, 2), "dimension": "ROWS", "fillLength": -2}
    api.batch(book, {"autoFill": {"sourceAndDestination": given}}, {"autoFill": {"range": area(2, 5, 0, 2)}})
    assert api.read(book) == [["3", "Wed"], ["4", "Thu"], ["3", "Wed"], ["4", "Thu"], ["3", "Wed"]]


def test_auto_fill_moves_formulas(api: Api) -> None:
    book = api.filled([["1", "=A1*10"], ["2"], ["3"]])
    given = {"source": area(0, 1, 1, 2), "dimension": "ROWS", "fillLength": 2}
    api.batch(book, {"autoFill": {"sourceAndDestination": given}})
    assert api.formulas(book, "B1:B3") == [["=A1*10"], ["=A2*10"], ["=A3*10"]]


def test_charts_and_filter_views_are_kept_and_found_by_id(api: Api) -> None:
    book = api.create()
    source = {"sourceRange": {"sources": [area(0, 5, 0, 1)]}}
    spec = {"title": "T", "pieChart": {"domain": source, "series": source}}
    anchor = {"overlayPosition": {"anchorCell": {"sheetId": 0, "rowIndex": 3, "columnIndex": 2}}}
    chart, other, _view = api.batch(
        book,
        {"addChart": {"chart": {"spec": spec, "position": anchor}}},
        {"addChart": {"chart": {"spec": spec}}},
        {"addFilterView": {"filter": {"title": "V", "range": area(0, 5, 0, 2)}}},
    )
    number = chart["addChart"]["chart"]["chartId"]
    api.batch(
        book,
        {"insertDimension": {"range": lines("ROWS", 2, 4)}},
        {"updateChartSpec": {"chartId": number, "spec": {**spec, "title": "New"}}},
        {"deleteEmbeddedObject": {"objectId": other["addChart"]["chart"]["chartId"]}},
    )
    sheet = api.spreadsheet(book)["sheets"][0]
    assert sheet["charts"][0]["spec"]["title"] == "New"
    assert sheet["charts"][0]["position"]["overlayPosition"]["anchorCell"] == {"rowIndex": 5, "columnIndex": 2}
    assert [one["chartId"] for one in sheet["charts"]] == [number]
    assert [one["title"] for one in sheet["filterViews"]] == ["V"]
    assert "No embedded object with id: 12" in api.batch_error(book, {"deleteEmbeddedObject": {"objectId": 12}})


def test_developer_metadata_is_created_searched_updated_and_deleted(api: Api) -> None:
    book = api.create()

    def made(key: str, location: Any) -> Any:
        item = {"metadataKey": key, "metadataValue": "v", "visibility": "DOCUMENT", "location": location}
        reply = api.batch(book, {"createDeveloperMetadata": {"developerMetadata": item}})
        return reply[0]["createDeveloperMetadata"]["developerMetadata"]

    row = made("k", {"dimensionRange": lines("ROWS", 3, 4)})
    made("k", {"spreadsheet": True})
    assert row["location"] == {
        "locationType": "ROW",
        "dimensionRange": {"dimension": "ROWS", "startIndex": 3, "endIndex": 4},
    }
    assert api.call("GET", f"/v4/spreadsheets/{book}/developerMetadata/{row['metadataId']}") == row
    search = {"dataFilters": [{"developerMetadataLookup": {"metadataKey": "k", "locationType": "ROW"}}]}
    path = f"/v4/spreadsheets/{book}/developerMetadata:search"
    assert [one["developerMetadata"] for one in api.call("POST", path, json=search)["matchedDeveloperMetadata"]] == [
        row
    ]
    update = {
        "dataFilters": search["dataFilters"],
        "developerMetadata": {"metadataValue": "w"},
        "fields": "metadataValue",
    }
    reply = api.batch(book, {"updateDeveloperMetadata": update})
    assert reply[0]["updateDeveloperMetadata"]["developerMetadata"][0]["metadataValue"] == "w"
    lookup = {"dataFilter": {"developerMetadataLookup": {"metadataKey": "k"}}}
    reply = api.batch(book, {"deleteDeveloperMetadata": lookup})
    assert len(reply[0]["deleteDeveloperMetadata"]["deletedDeveloperMetadata"]) == 2
    assert api.error("GET", f"/v4/spreadsheets/{book}/developerMetadata/{row['metadataId']}")[0] == 404


def test_metadata_is_looked_up_by_crossing_places_unless_told_otherwise(api: Api) -> None:
    book = api.create()
    places = {
        "book": {"spreadsheet": True},
        "sheet": {"sheetId": 0},
        "row": {"dimensionRange": lines("ROWS", 3, 4)},
        "column": {"dimensionRange": lines("COLUMNS", 1, 2)},
    }
    for key, location in places.items():
        item = {"metadataKey": key, "visibility": "DOCUMENT", "location": location}
        api.batch(book, {"createDeveloperMetadata": {"developerMetadata": item}})
    path = f"/v4/spreadsheets/{book}/developerMetadata:search"

    def found(**lookup: Any) -> list[str]:
        answer = api.call("POST", path, json={"dataFilters": [{"developerMetadataLookup": lookup}]})
        return [one["developerMetadata"]["metadataKey"] for one in answer.get("matchedDeveloperMetadata", [])]

    exact = {"locationMatchingStrategy": "EXACT_LOCATION"}
    assert found(metadataLocation={"sheetId": 0}) == ["sheet", "row", "column"]
    assert found(metadataLocation={"sheetId": 0}, **exact) == ["sheet"]
    assert found(metadataLocation=places["row"]) == ["sheet", "row", "column"]
    assert found(metadataLocation=places["row"], **exact) == ["row"]
    assert found(metadataLocation={"dimensionRange": lines("ROWS", 4, 9)}) == ["sheet", "column"]
    assert found(metadataLocation={"spreadsheet": True}) == ["book"]
    assert found(locationType="COLUMN", metadataLocation={"sheetId": 0}) == ["column"]
    for wrong in (
        exact,
        {"locationType": "ROW", "metadataLocation": {"sheetId": 0}, **exact},
        {"locationType": "SPREADSHEET", "metadataLocation": {"sheetId": 0}},
    ):
        code, _ = api.error("POST", path, json={"dataFilters": [{"developerMetadataLookup": wrong}]})
        assert code == 400


def test_resizing_drops_what_lies_beyond(api: Api) -> None:
    book = api.filled([["a", "b"], ["c", "d"]])
    properties = {"gridProperties": {"rowCount": 1, "columnCount": 1}}
    fields = "gridProperties(rowCount,columnCount)"
    api.batch(book, {"updateSheetProperties": {"properties": properties, "fields": fields}})
    assert api.read(book) == [["a"]]
    code, message = api.error("GET", f"/v4/spreadsheets/{book}/values/B2")
    assert (code, message) == (400, "Range (Sheet1!B2) exceeds grid limits. Max rows: 1, max columns: 1")


def test_a_format_over_ten_million_cells_is_taken_at_once(api: Api) -> None:
    size = {"rowCount": 400_000, "columnCount": 25}
    book = api.create({"properties": {"sheetId": 0, "title": "S", "gridProperties": size}})
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    whole = {"sheetId": 0}
    tall = {"range": lines("ROWS", 1, 400_000), "properties": {"pixelSize": 40}, "fields": "pixelSize"}
    api.batch(
        book,
        {"repeatCell": {"range": whole, "cell": bold, "fields": "userEnteredFormat"}},
        {"updateBorders": {"range": whole, "bottom": {"style": "SOLID"}}},
        {"updateDimensionProperties": tall},
    )
    api.write(book, "S!B200000", [["x"]])
    with LocalSheets(api.server.path) as other:
        for one in (api, Api(other)):
            mask = "(formattedValue,userEnteredFormat.textFormat.bold,userEnteredFormat.borders.bottom.style)"
            fresh = {"userEnteredFormat": {"textFormat": {"bold": True}}}
            last = {"userEnteredFormat": {"borders": {"bottom": {"style": "SOLID"}}, "textFormat": {"bold": True}}}
            assert one.cells(book, "S!A199999:A200001", mask) == [{"values": [fresh]}] * 3
            assert one.cells(book, "S!B200000", mask) == [{"values": [{"formattedValue": "x", **fresh}]}]
            assert one.cells(book, "S!Y400000", mask) == [{"values": [last]}]
            rows = one.spreadsheet(book, ranges="S!A1:A2", fields="sheets.data.rowMetadata")["sheets"][0]["data"][0]
            assert rows == {"rowMetadata": [{"pixelSize": 21}, {"pixelSize": 40}]}


def test_a_chart_is_shown_with_what_the_api_fills_in(api: Api) -> None:
    book = api.create()
    axes = [{"position": "BOTTOM_AXIS", "title": "Month"}, {"position": "LEFT_AXIS"}]
    spec = {"title": "Leads", "basicChart": {"axis": axes, "chartType": "LINE"}}
    (reply,) = api.batch(book, {"addChart": {"chart": {"spec": spec}}})
    chart = reply["addChart"]["chart"]
    assert chart["spec"] == {
        "title": "Leads",
        "basicChart": {
            "chartType": "LINE",
            "axis": [
                {
                    "position": "BOTTOM_AXIS",
                    "title": "Month",
                    "format": {"fontFamily": "Roboto"},
                    "viewWindowOptions": {},
                },
                {"position": "LEFT_AXIS", "viewWindowOptions": {}},
            ],
        },
        "hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS",
        "titleTextFormat": {"fontFamily": "Roboto"},
        "fontName": "Roboto",
    }
    assert list(chart["spec"]) == ["title", "basicChart", "hiddenDimensionStrategy", "titleTextFormat", "fontName"]
    assert chart["position"] == {"overlayPosition": {"anchorCell": {}, "widthPixels": 600, "heightPixels": 371}}


def test_what_a_chart_says_itself_stays(api: Api) -> None:
    book = api.create()
    own = {"fontName": "Arial", "title": "Leads", "hiddenDimensionStrategy": "SHOW_ALL", "pieChart": {"pieHole": 0.5}}
    place = {"overlayPosition": {"anchorCell": {"rowIndex": 2}, "widthPixels": 300}}
    (reply,) = api.batch(book, {"addChart": {"chart": {"spec": own, "position": place}}})
    chart = reply["addChart"]["chart"]
    assert chart["spec"] == {**own, "titleTextFormat": {"fontFamily": "Arial"}}
    assert chart["position"]["overlayPosition"] == {
        "anchorCell": {"rowIndex": 2},
        "widthPixels": 300,
        "heightPixels": 371,
    }


def test_a_chart_moves_on_its_sheet_and_to_another(api: Api) -> None:
    book = api.create({"properties": {"sheetId": 0, "title": "A"}}, {"properties": {"sheetId": 7, "title": "B"}})
    chart = {"spec": {"pieChart": {}}, "position": {"overlayPosition": {"anchorCell": {"rowIndex": 2}}}}
    number = api.batch(book, {"addChart": {"chart": chart}})[0]["addChart"]["chart"]["chartId"]
    there = {"overlayPosition": {"anchorCell": {"sheetId": 7, "rowIndex": 4}, "widthPixels": 10}}
    move = {"objectId": number, "newPosition": there, "fields": "anchorCell"}
    (reply,) = api.batch(book, {"updateEmbeddedObjectPosition": move})
    assert reply["updateEmbeddedObjectPosition"]["position"]["overlayPosition"] == {
        "anchorCell": {"sheetId": 7, "rowIndex": 4},
        "widthPixels": 600,
        "heightPixels": 371,
    }
    first, second = api.spreadsheet(book)["sheets"]
    assert "charts" not in first
    assert [one["chartId"] for one in second["charts"]] == [number]


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"addChart": {"chart": {"spec": {}, "position": {"newSheet": True}}}}, "charts on sheets of their own"),
        ({"addSheet": {"properties": {"sheetType": "OBJECT"}}}, "sheets that are no grids"),
        (
            {"sortRange": {"range": {"sheetId": 0}, "sortSpecs": [{"backgroundColor": {}}]}},
            "does not sort by colours",
        ),
    ],
)
def test_what_is_not_imitated_is_refused_by_name(api: Api, request_: Any, said: str) -> None:
    assert said in api.batch_error(api.create(), request_)


@pytest.mark.parametrize(("text", "pixels"), [("Leads", 5 * 7 + 12), ("one\ntwelve", 6 * 7 + 12), ("i", 21), ("", 100)])
def test_a_column_fits_its_longest_line(api: Api, text: str, pixels: int) -> None:
    book = api.filled([["x"], [text]] if text else [])
    api.batch(book, {"autoResizeDimensions": {"dimensions": lines("COLUMNS", 0, 1)}})
    data = api.spreadsheet(book, ranges="A1", fields="sheets.data.columnMetadata")["sheets"][0]["data"][0]
    assert data["columnMetadata"] == [{"pixelSize": pixels}]
