"""spreadsheets.create with a full body, and spreadsheets.get of what it made."""

from __future__ import annotations

from typing import Any

from tests.localsheets.api import Api, area

BOLD = {"textFormat": {"bold": True}}


def text(value: str, **more: Any) -> dict[str, Any]:
    return {"userEnteredValue": {"stringValue": value}, **more}


def full_body() -> dict[str, Any]:
    data = {
        "rowData": [
            {"values": [text("ID", userEnteredFormat=BOLD, note="the key"), text("Score", userEnteredFormat=BOLD)]},
            {"values": [text("O1"), {"userEnteredValue": {"formulaValue": "=1/2"}}]},
        ],
        "rowMetadata": [{"pixelSize": 40}, {"hiddenByUser": True}],
        "columnMetadata": [
            {"pixelSize": 200, "developerMetadata": [{"metadataKey": "id", "visibility": "DOCUMENT"}]},
            {"hiddenByUser": True},
        ],
    }
    rule = {
        "ranges": [area(1, 5, 1, 2, 7)],
        "booleanRule": {
            "condition": {"type": "NUMBER_LESS", "values": [{"userEnteredValue": "0.4"}]},
            "format": {"backgroundColor": {"red": 1}},
        },
    }
    source = {"sourceRange": {"sources": [area(0, 2, 0, 1, 7)]}}
    chart = {
        "spec": {"title": "Scores", "basicChart": {"chartType": "COLUMN", "domains": [{"domain": source}]}},
        "position": {"overlayPosition": {"anchorCell": {"sheetId": 7, "rowIndex": 1, "columnIndex": 3}}},
    }
    sheet = {
        "properties": {
            "sheetId": 7,
            "title": "Key Results",
            "gridProperties": {"rowCount": 9, "columnCount": 4, "frozenRowCount": 1},
        },
        "data": [data],
        "merges": [area(4, 5, 0, 2, 7)],
        "conditionalFormats": [rule],
        "protectedRanges": [{"range": area(0, 9, 1, 2, 7), "warningOnly": True, "description": "ours"}],
        "bandedRanges": [{"range": area(0, 9, 0, 2, 7), "rowProperties": {"firstBandColor": {"blue": 1}}}],
        "charts": [chart],
        "basicFilter": {"range": area(0, 9, 0, 2, 7)},
        "developerMetadata": [{"metadataKey": "tab", "metadataValue": "kr", "visibility": "DOCUMENT"}],
    }
    return {
        "properties": {"title": "Acme", "timeZone": "Europe/Paris"},
        "sheets": [sheet, {"properties": {"sheetId": 9, "title": "Second", "hidden": True}}],
        "namedRanges": [{"name": "scores", "range": area(1, 9, 1, 2, 7)}],
        "developerMetadata": [{"metadataKey": "version", "metadataValue": "1", "visibility": "DOCUMENT"}],
    }


def test_everything_in_the_body_is_kept(api: Api) -> None:
    made = api.call("POST", "/v4/spreadsheets", json=full_body())
    assert list(made) == ["spreadsheetId", "properties", "sheets", "namedRanges", "spreadsheetUrl", "developerMetadata"]
    assert made["properties"]["title"] == "Acme"
    assert made["properties"]["timeZone"] == "Europe/Paris"
    first, second = made["sheets"]
    assert list(first) == [
        "properties",
        "merges",
        "conditionalFormats",
        "protectedRanges",
        "basicFilter",
        "charts",
        "bandedRanges",
        "developerMetadata",
    ]
    assert first["properties"] == {
        "sheetId": 7,
        "title": "Key Results",
        "index": 0,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": 9, "columnCount": 4, "frozenRowCount": 1},
    }
    assert second["properties"]["hidden"] is True
    assert first["protectedRanges"][0]["warningOnly"] is True
    assert first["charts"][0]["chartId"] > 0
    assert first["charts"][0]["position"]["overlayPosition"]["anchorCell"] == {
        "sheetId": 7,
        "rowIndex": 1,
        "columnIndex": 3,
    }
    assert first["bandedRanges"][0]["rowProperties"]["firstBandColorStyle"] == {"rgbColor": {"blue": 1}}
    assert made["namedRanges"][0]["range"] == area(1, 9, 1, 2, 7)
    assert made["developerMetadata"][0]["location"] == {"locationType": "SPREADSHEET", "spreadsheet": True}


def test_grid_data_shows_cells_rows_and_columns(api: Api) -> None:
    book = api.call("POST", "/v4/spreadsheets", json=full_body())["spreadsheetId"]
    data = api.spreadsheet(book, ranges="'Key Results'!A1:C3", includeGridData="true")["sheets"][0]["data"][0]
    assert list(data) == ["rowData", "rowMetadata", "columnMetadata"]
    header = data["rowData"][0]["values"][0]
    assert list(header) == [
        "userEnteredValue",
        "effectiveValue",
        "formattedValue",
        "userEnteredFormat",
        "effectiveFormat",
        "note",
    ]
    assert header["effectiveFormat"]["textFormat"]["bold"] is True
    assert header["effectiveFormat"]["textFormat"]["fontSize"] == 10
    score = data["rowData"][1]["values"][1]
    assert score["userEnteredValue"] == {"formulaValue": "=1/2"}
    assert score["effectiveValue"] == {"numberValue": 0.5}
    assert data["rowMetadata"] == [{"pixelSize": 40}, {"hiddenByUser": True, "pixelSize": 21}, {"pixelSize": 21}]
    assert [column.get("pixelSize") for column in data["columnMetadata"]] == [200, 100, 100]
    assert data["columnMetadata"][0]["developerMetadata"][0]["metadataKey"] == "id"
    assert data["columnMetadata"][1]["hiddenByUser"] is True


def test_ranges_choose_sheets_and_give_a_block_each(api: Api) -> None:
    book = api.call("POST", "/v4/spreadsheets", json=full_body())["spreadsheetId"]
    ranges = ["'Key Results'!B2:B3", "'Key Results'!A1"]
    answer = api.spreadsheet(
        book, ranges=ranges, fields="sheets(properties.title,data(startRow,startColumn,rowData.values.formattedValue))"
    )
    assert answer == {
        "sheets": [
            {
                "properties": {"title": "Key Results"},
                "data": [
                    {"startRow": 1, "startColumn": 1, "rowData": [{"values": [{"formattedValue": "0.5"}]}]},
                    {"rowData": [{"values": [{"formattedValue": "ID"}]}]},
                ],
            }
        ]
    }


def test_a_new_spreadsheet_has_googles_defaults(api: Api) -> None:
    made = api.call("POST", "/v4/spreadsheets", json={})
    assert made["properties"]["title"] == "Untitled spreadsheet"
    assert (made["properties"]["locale"], made["properties"]["autoRecalc"]) == ("en_US", "ON_CHANGE")
    assert len(made["properties"]["spreadsheetTheme"]["themeColors"]) == 9
    assert made["sheets"][0]["properties"]["sheetId"] == 0
    assert made["sheets"][0]["properties"]["gridProperties"] == {"rowCount": 1000, "columnCount": 26}


def test_colours_are_kept_in_eight_bits(api: Api) -> None:
    cell = text("x", userEnteredFormat={"backgroundColor": {"red": 0.5, "green": 0, "blue": 1}})
    book = api.create({"properties": {"sheetId": 0}, "data": [{"rowData": [{"values": [cell]}]}]})
    color = {"red": 0.49803922, "blue": 1}
    shown = api.cells(book, "A1", ".userEnteredFormat")[0]["values"][0]["userEnteredFormat"]
    assert shown == {"backgroundColor": color, "backgroundColorStyle": {"rgbColor": color}}


def test_bodies_that_contradict_themselves_are_refused(api: Api) -> None:
    twice = {"properties": {"sheetId": 3, "title": "A"}}
    code, message = api.error("POST", "/v4/spreadsheets", json={"sheets": [twice, {"properties": {"sheetId": 3}}]})
    assert (code, message) == (400, "Sheet with id 3 already exists.")
    code, message = api.error("POST", "/v4/spreadsheets", json={"sheets": [twice, {"properties": {"title": "a"}}]})
    assert message == 'A sheet with the name "a" already exists. Please enter another name.'
    big = {"properties": {"gridProperties": {"rowCount": 1_000_000, "columnCount": 26}}}
    code, message = api.error("POST", "/v4/spreadsheets", json={"sheets": [big]})
    assert "above the limit of 10000000 cells" in message


def test_all_that_is_wrong_with_a_body_is_listed(api: Api) -> None:
    body = {"bogus": 1, "properties": {"title": 5}, "sheets": [{"properties": {"sheetId": "x"}}]}
    response = api.http.post("/v4/spreadsheets", json=body)
    fields = [item["field"] for item in response.json()["error"]["details"][0]["fieldViolations"]]
    assert response.status_code == 400
    assert fields == ["spreadsheet", "spreadsheet.properties.title", "spreadsheet.sheets[0].properties.sheet_id"]
    assert response.json()["error"]["message"].splitlines()[0] == (
        "Invalid JSON payload received. Unknown name \"bogus\" at 'spreadsheet': Cannot find field."
    )


def test_masks_take_dots_slashes_parentheses_and_stars(api: Api) -> None:
    book = api.create()
    title = {"sheets": [{"properties": {"title": "Sheet1"}}]}
    for mask in (
        "sheets.properties.title",
        "sheets/properties/title",
        "sheets(properties(title))",
        "sheets.properties(title)",
    ):
        assert api.spreadsheet(book, fields=mask) == title
    assert api.spreadsheet(book, fields="namedRanges") == {}
    assert set(api.spreadsheet(book, fields="*")) == {"spreadsheetId", "properties", "sheets", "spreadsheetUrl"}
    code, message = api.error("GET", f"/v4/spreadsheets/{book}", params={"fields": " sheets.properties"})
    assert (code, message) == (400, "Request contains an invalid argument.")


def test_get_by_data_filter(api: Api) -> None:
    book = api.filled([["a", "b"]])
    body = {"dataFilters": [{"gridRange": area(0, 1, 1, 2)}], "includeGridData": True}
    answer = api.call("POST", f"/v4/spreadsheets/{book}:getByDataFilter", json=body)
    data = answer["sheets"][0]["data"][0]
    assert (data["startColumn"], data["rowData"][0]["values"][0]["formattedValue"]) == (1, "b")


def test_what_does_not_exist_is_not_found(api: Api) -> None:
    assert api.error("GET", "/v4/spreadsheets/nope") == (404, "Requested entity was not found.")
    assert api.error("GET", "/v4/nope") == (404, "Requested entity was not found.")
    assert api.error("GET", "/drive/v3/files/nope") == (404, "File not found: nope.")


def test_requests_are_counted_by_api(fresh_api: Api) -> None:
    api = fresh_api
    api.create()
    api.call("GET", "/drive/v3/files")
    api.http.get("/_local/requests")
    assert api.server.requests == {"sheets": 1, "drive": 1}
    assert api.http.get("/_local/requests").json() == {"sheets": 1, "drive": 1}
    api.server.reset_requests()
    assert api.server.requests == {"sheets": 0, "drive": 0}
