"""Requests in the forms that clients in the field send them."""

from __future__ import annotations

from tests.localsheets.api import Api, area, lines


def test_an_empty_part_of_the_path_is_overlooked(api: Api) -> None:
    book = api.create()
    assert api.call("GET", f"/v4/spreadsheets/{book}/")["spreadsheetId"] == book
    added = api.call("POST", f"/v4/spreadsheets/{book}/:batchUpdate", json={"requests": [{"addSheet": {}}]})
    assert added["replies"][0]["addSheet"]["properties"]["index"] == 1
    assert api.call("GET", f"/drive/v3/files/{book}/")["id"] == book


def test_a_sheet_whose_name_ends_in_a_slash_keeps_it(api: Api) -> None:
    book = api.create({"properties": {"title": "in/"}})
    assert api.call("GET", f"/v4/spreadsheets/{book}/values/in%2F")["range"] == "'in/'!A1:Z1000"


def test_drive_overlooks_spaces_between_the_fields_asked_for(api: Api) -> None:
    book = api.create()
    found = api.call("GET", "/drive/v3/files", params={"fields": "files(id, name), incompleteSearch", "pageSize": 1})
    assert list(found) == ["incompleteSearch", "files"]
    assert list(found["files"][0]) == ["id", "name"]
    assert api.call("GET", f"/drive/v3/files/{book}", params={"fields": "id, name"}) == {"id": book, "name": "Book"}


def test_spaces_between_the_fields_of_a_request_are_overlooked(api: Api) -> None:
    book = api.create()
    cell = {"note": "n", "userEnteredValue": {"numberValue": 1}}
    repeat = {"range": area(0, 1, 0, 1), "cell": cell, "fields": "userEnteredFormat, note , userEnteredValue"}
    api.batch(book, {"repeatCell": repeat})
    assert api.cells(book, mask="(note,userEnteredValue)") == [{"values": [dict(reversed(cell.items()))]}]
    answer = api.http.get(f"/v4/spreadsheets/{book}", params={"fields": "properties, sheets"}).json()["error"]
    assert (answer["code"], answer["message"]) == (400, "Request contains an invalid argument.")
    text = "Error expanding 'fields' parameter. Cannot find matching fields for path ' sheets'."
    assert answer["details"][0]["fieldViolations"] == [{"field": " sheets", "description": text}]


def test_lists_inside_a_list_are_opened(api: Api) -> None:
    book = api.create()
    add = [{"addSheet": {"properties": {"title": title}}} for title in "ABC"]
    replies = api.batch(book, [add[0], [add[1]]], add[2])
    assert [reply["addSheet"]["properties"]["title"] for reply in replies] == ["A", "B", "C"]


def test_an_empty_list_is_not_there(api: Api) -> None:
    book = api.create()
    given = {"title": "All", "range": {"sheetId": 0}, "sortSpecs": [], "filterSpecs": [], "criteria": {}}
    (reply,) = api.batch(book, {"addFilterView": {"filter": given}})
    assert list(reply["addFilterView"]["filter"]) == ["filterViewId", "title", "range"]


def test_of_a_union_one_field_may_be_given(api: Api) -> None:
    book = api.create()
    cell = {"userEnteredValue": {"numberValue": 1, "stringValue": "1"}}
    update = {"range": area(0, 1, 0, 1), "rows": [{"values": [cell]}], "fields": "*"}
    place = "requests[0].update_cells.rows[0].values[0].user_entered_value"
    assert api.batch_error(book, {"updateCells": update}) == (
        f"Invalid value at '{place}' (oneof), oneof field 'value' is already set. Cannot set 'stringValue'"
    )
    assert api.batch_error(book, {"addSheet": {}, "deleteSheet": {"sheetId": 0}}) == (
        "Invalid value at 'requests[0]' (oneof), oneof field 'kind' is already set. Cannot set 'deleteSheet'"
    )


def test_a_rule_may_be_kept_for_a_range_that_means_no_cell(api: Api) -> None:
    book = api.filled([["1", "1"], ["1", "1"]])
    bold = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
    rule = {"ranges": [area(1, 1, 1, 2)], "booleanRule": bold}
    api.batch(book, {"addConditionalFormatRule": {"rule": rule}})
    kept = api.spreadsheet(book)["sheets"][0]["conditionalFormats"][0]["ranges"]
    assert kept == [{"startRowIndex": 1, "endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}]
    looks = api.cells(book, mask=".effectiveFormat.textFormat.bold")
    assert {cell["effectiveFormat"]["textFormat"]["bold"] for row in looks for cell in row["values"]} == {False}
    api.batch(book, {"insertDimension": {"range": lines("ROWS", 0, 1)}})
    assert api.spreadsheet(book)["sheets"][0]["conditionalFormats"][0]["ranges"][0]["startRowIndex"] == 2


def test_a_colour_style_without_a_colour_takes_the_colour_away(api: Api) -> None:
    book = api.create({"properties": {"tabColorStyle": {"rgbColor": {"red": 1}}}})
    none = {"sheetId": 0, "tabColorStyle": {"rgbColor": None}}
    api.batch(book, {"updateSheetProperties": {"properties": none, "fields": "tabColorStyle"}})
    assert api.spreadsheet(book, fields="sheets.properties.tabColorStyle") == {"sheets": [{"properties": {}}]}
    assert "tabColor" not in api.spreadsheet(book)["sheets"][0]["properties"]
    black = {"sheetId": 0, "tabColorStyle": {"rgbColor": {}}}
    api.batch(book, {"updateSheetProperties": {"properties": black, "fields": "tabColorStyle"}})
    assert api.spreadsheet(book)["sheets"][0]["properties"]["tabColor"] == {}


def test_a_false_beside_the_one_field_of_a_union_does_not_count(api: Api) -> None:
    book = api.filled([["old"]])
    find = {"find": "old", "replacement": "new", "allSheets": False, "range": area(0, 1, 0, 1)}
    api.batch(book, {"findReplace": find})
    assert api.read(book) == [["new"]]


def test_a_parameter_that_the_method_does_not_have_is_refused(api: Api) -> None:
    book = api.create()
    code, message = api.error("GET", f"/v4/spreadsheets/{book}", params={"includeGriddata": "true", "fields": "sheets"})
    assert code == 400
    assert message == (
        'Invalid JSON payload received. Unknown name "includeGriddata": Cannot bind query parameter. '
        "Field 'includeGriddata' could not be found in request message."
    )
    batch = f"/v4/spreadsheets/{book}:batchUpdate"
    assert api.error("POST", batch, params={"requests": "[]"}, json={"requests": [{"addSheet": {}}]})[0] == 400


def test_a_parameter_may_be_spelt_in_snake_case(api: Api) -> None:
    book = api.filled([[1]])
    with_data = api.spreadsheet(book, include_grid_data="true", **{"$.xgafv": "1"})
    assert with_data["sheets"][0]["data"][0]["rowData"][0]["values"][0]["formattedValue"] == "1"
    assert api.read(book, "A1", value_render_option="UNFORMATTED_VALUE", alt="json") == [[1]]
