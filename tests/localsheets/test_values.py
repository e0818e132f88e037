"""The values API: what is written, what comes back, and how."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area


def path(book: str, tail: str) -> str:
    return f"/v4/spreadsheets/{book}/values{tail}"


def test_rows_come_back_ragged_and_trimmed(api: Api) -> None:
    book = api.filled([["a", "", "c", ""], [], ["", "x"], [""]])
    answer = api.call("GET", path(book, "/Sheet1"))
    assert answer == {"range": "Sheet1!A1:Z1000", "majorDimension": "ROWS", "values": [["a", "", "c"], [], ["", "x"]]}


def test_an_empty_range_has_no_values(api: Api) -> None:
    assert api.call("GET", path(api.create(), "/B2:C3")) == {"range": "Sheet1!B2:C3", "majorDimension": "ROWS"}


def test_columns_come_back_turned_with_an_empty_one_inside(api: Api) -> None:
    book = api.filled([["a", "", "c"], ["b"]])
    assert api.read(book, "A1:C2", majorDimension="COLUMNS") == [["a", "b"], [], ["c"]]


@pytest.mark.parametrize(
    ("typed", "shown", "raw", "formula"),
    [
        ("7", "7", 7, 7),
        ("2,000,000.01", "2,000,000.01", 2000000.01, 2000000.01),
        ("-1,234", "-1,234", -1234, -1234),
        ("45%", "45%", 0.45, 0.45),
        ("4.5%", "4.50%", 0.045, 0.045),
        ("$1,234.50", "$1,234.50", 1234.5, 1234.5),
        ("-$5", "-$5", -5, -5),
        ("€5", "€5", 5, 5),
        ("(12)", "-12", -12, -12),
        ("1.5e3", "1.50E+03", 1500, 1500),
        ("true", "TRUE", True, True),
        ("2020-01-01", "2020-01-01", 43831, 43831),
        ("1/2/2020", "1/2/2020", 43832, 43832),
        ("Mar 31, 2026", "Mar 31, 2026", 46112, 46112),
        ("12:30", "12:30", 0.520833333333333, 0.520833333333333),
        ("2020-01-01 6:00", "2020-01-01 6:00", 43831.25, 43831.25),
        ("'007", "007", "007", "007"),
        ("=1+2", "3", 3, "=1+2"),
        ("=", "=", "=", "="),
        ("1,23", "1,23", "1,23", "1,23"),
        ("2020-13-45", "2020-13-45", "2020-13-45", "2020-13-45"),
        ("text", "text", "text", "text"),
    ],
)
def test_user_entered_reads_as_if_typed(api: Api, typed: str, shown: str, raw: Any, formula: Any) -> None:
    book = api.filled([[typed]])
    assert api.read(book, "A1") == [[shown]]
    assert api.raw(book, "A1") == [[pytest.approx(raw) if isinstance(raw, float) else raw]]
    assert api.formulas(book, "A1") == [[pytest.approx(formula) if isinstance(formula, float) else formula]]


def test_raw_keeps_texts_and_json_numbers(api: Api) -> None:
    book = api.filled([["=1+2", "45%", "007", 1.5, 3.0, True]], "RAW")
    assert api.raw(book, "A1:F1") == [["=1+2", "45%", "007", 1.5, 3, True]]
    assert api.read(book, "A1:F1") == [["=1+2", "45%", "007", "1.5", "3", "TRUE"]]


def test_a_text_that_looks_like_a_formula_stays_a_text(api: Api) -> None:
    book = api.filled([["=1+2"]], "RAW")
    assert api.cells(book, "A1", "(userEnteredValue)") == [{"values": [{"userEnteredValue": {"stringValue": "=1+2"}}]}]


def test_dates_are_serial_numbers_unless_asked_for_as_text(api: Api) -> None:
    book = api.filled([["2020-01-01", "5"]])
    assert api.read(book, "A1:B1", valueRenderOption="UNFORMATTED_VALUE", dateTimeRenderOption="FORMATTED_STRING") == [
        ["2020-01-01", 5]
    ]


def test_null_leaves_and_empty_text_clears(api: Api) -> None:
    book = api.filled([["a", "b", "c"], ["d", "e", "f"]])
    answer = api.write(book, "A1:C2", [[None, "", "C"], [None, None, None]])
    assert answer == {
        "spreadsheetId": book,
        "updatedRange": "Sheet1!A1:C2",
        "updatedRows": 1,
        "updatedColumns": 2,
        "updatedCells": 2,
    }
    assert api.read(book) == [["a", "", "C"], ["d", "e", "f"]]


def test_a_one_cell_range_says_where_to_begin(api: Api) -> None:
    book = api.create()
    assert api.write(book, "B2", [[1, 2], [3]])["updatedRange"] == "Sheet1!B2:C3"


def test_what_lies_under_a_merge_is_not_written(api: Api) -> None:
    book = api.filled([["old", "gone"]])
    api.batch(book, {"mergeCells": {"range": area(0, 2, 0, 2)}})
    answer = api.write(book, "A1:C2", [["new", "x", "beside"], ["x", "x", 2]], includeValuesInResponse=True)
    assert answer["updatedData"]["values"] == [["new", "", "beside"], ["", "", "2"]]
    api.batch(book, {"unmergeCells": {"range": area(0, 2, 0, 2)}})
    assert api.read(book) == [["new", "", "beside"], ["", "", "2"]]


def test_writing_beyond_the_range_is_refused(api: Api) -> None:
    book = api.create()
    code, message = api.error(
        "PUT", path(book, "/A1:B1"), params={"valueInputOption": "RAW"}, json={"values": [[1], [2]]}
    )
    assert (code, message) == (400, "Requested writing within range [Sheet1!A1:B1], but tried writing to row [2]")
    code, message = api.error(
        "PUT", path(book, "/A1:B1"), params={"valueInputOption": "RAW"}, json={"values": [[1, 2, 3]]}
    )
    assert message == "Requested writing within range [Sheet1!A1:B1], but tried writing to column [C]"
    assert api.read(book) == []


def test_the_input_option_is_required(api: Api) -> None:
    book = api.create()
    assert api.error("PUT", path(book, "/A1"), json={"values": [[1]]}) == (
        400,
        "'valueInputOption' is required but not specified",
    )


def test_values_of_the_wrong_type_are_named(api: Api) -> None:
    book = api.create()
    response = api.http.put(path(book, "/A1"), params={"valueInputOption": "RAW"}, json={"values": "A1:D4"})
    text = "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"A1:D4\""
    error = response.json()["error"]
    assert (error["code"], error["status"], error["message"]) == (400, "INVALID_ARGUMENT", text)
    assert error["details"][0]["fieldViolations"] == [{"field": "data.values", "description": text}]


def test_values_are_echoed_on_request(api: Api) -> None:
    book = api.create()
    answer = api.write(
        book, "A1", [["45%"]], includeValuesInResponse="true", responseValueRenderOption="UNFORMATTED_VALUE"
    )
    assert answer["updatedData"] == {"range": "Sheet1!A1", "majorDimension": "ROWS", "values": [[0.45]]}


def test_an_echo_shows_all_that_was_asked_for_though_less_was_written(api: Api) -> None:
    book = api.create()
    api.write(book, "A1:A3", [["a"], ["b"], ["c"]])
    answer = api.write(book, "A1:A5", [[None], ["B"]], includeValuesInResponse="true")
    assert answer["updatedRange"] == "Sheet1!A1:A2"
    assert answer["updatedData"] == {"range": "Sheet1!A1:A5", "majorDimension": "ROWS", "values": [["a"], ["B"], ["c"]]}


def test_batch_update_writes_several_ranges_and_totals(api: Api) -> None:
    book = api.create()
    body = {
        "valueInputOption": "RAW",
        "data": [
            {"range": "A1:B1", "values": [[1, 2]]},
            {"range": "A3", "majorDimension": "COLUMNS", "values": [[3, 4]]},
        ],
    }
    answer = api.call("POST", path(book, ":batchUpdate"), json=body)
    assert {key: answer[key] for key in answer if key.startswith("total")} == {
        "totalUpdatedRows": 3,
        "totalUpdatedColumns": 2,
        "totalUpdatedCells": 4,
        "totalUpdatedSheets": 1,
    }
    assert [item["updatedRange"] for item in answer["responses"]] == ["Sheet1!A1:B1", "Sheet1!A3:A4"]
    assert api.raw(book) == [[1, 2], [], [3], [4]]


def test_a_batch_with_one_bad_range_writes_nothing(api: Api) -> None:
    book = api.create()
    body = {
        "valueInputOption": "RAW",
        "data": [{"range": "A1", "values": [[1]]}, {"range": "Nope!A1", "values": [[1]]}],
    }
    assert api.error("POST", path(book, ":batchUpdate"), json=body) == (400, "Unable to parse range: Nope!A1")
    assert api.read(book) == []


def test_batch_get_reads_in_the_order_asked(api: Api) -> None:
    book = api.filled([[1, 2], [3, 4]])
    answer = api.call("GET", path(book, ":batchGet"), params={"ranges": ["B:B", "A1"]})
    assert [(item["range"], item["values"]) for item in answer["valueRanges"]] == [
        ("Sheet1!B1:B1000", [["2"], ["4"]]),
        ("Sheet1!A1", [["1"]]),
    ]


def append(api: Api, book: str, where: str, rows: list[list[Any]], **params: Any) -> Any:
    return api.call(
        "POST", path(book, f"/{where}:append"), params={"valueInputOption": "RAW", **params}, json={"values": rows}
    )


def test_append_goes_below_the_table_it_touches(api: Api) -> None:
    book = api.filled([["h1", "h2"], ["a", "b"]])
    answer = append(api, book, "A1", [["c", "d"]])
    assert answer["tableRange"] == "Sheet1!A1:B2"
    assert answer["updates"]["updatedRange"] == "Sheet1!A3:B3"


def test_append_to_an_empty_sheet_names_no_table(api: Api) -> None:
    book = api.create()
    answer = append(api, book, "Sheet1", [["c", "d"]])
    assert "tableRange" not in answer
    assert answer["updates"]["updatedRange"] == "Sheet1!A1:B1"


def test_rows_are_inserted_for_an_append_even_where_there_is_no_table(api: Api) -> None:
    book = api.create({"properties": {"title": "S", "gridProperties": {"rowCount": 10, "columnCount": 3}}})
    answer = append(api, book, "S!A1:C10", [["a"], ["b"]], insertDataOption="INSERT_ROWS")
    assert answer["updates"]["updatedRange"] == "S!A1:A2"
    assert api.spreadsheet(book)["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 12


def test_append_takes_the_last_of_several_tables(api: Api) -> None:
    book = api.filled([["x", "", "y"]])
    answer = append(api, book, "Sheet1", [[1, 2]])
    assert (answer["tableRange"], answer["updates"]["updatedRange"]) == ("Sheet1!C1", "Sheet1!C2:D2")


def test_append_overwrites_what_follows_or_inserts_rows(api: Api) -> None:
    book = api.filled([["a"], ["b"], [""], ["far"]])
    append(api, book, "A1", [["c"], ["d"]])
    assert api.read(book) == [["a"], ["b"], ["c"], ["d"]]
    other = api.filled([["a"], ["b"], [""], ["far"]])
    append(api, other, "A1", [["c"], ["d"]], insertDataOption="INSERT_ROWS")
    assert api.read(other) == [["a"], ["b"], ["c"], ["d"], [], ["far"]]


def test_append_makes_the_grid_longer(api: Api) -> None:
    book = api.create({"properties": {"title": "S", "gridProperties": {"rowCount": 1, "columnCount": 1}}})
    append(api, book, "S", [[1], [2, 3]])
    size = api.spreadsheet(book)["sheets"][0]["properties"]["gridProperties"]
    assert size == {"rowCount": 2, "columnCount": 2}


def test_clear_empties_cells_and_keeps_formats_and_notes(api: Api) -> None:
    book = api.filled([["45%", "x"]])
    api.batch(
        book, {"updateCells": {"rows": [{"values": [{"note": "n"}]}], "fields": "note", "range": area(0, 1, 0, 1)}}
    )
    answer = api.call("POST", path(book, "/A1:B1:clear"))
    assert answer == {"spreadsheetId": book, "clearedRange": "Sheet1!A1:B1"}
    assert api.read(book) == []
    assert api.cells(book, "A1", "(note,userEnteredFormat)") == [
        {"values": [{"userEnteredFormat": {"numberFormat": {"type": "PERCENT", "pattern": "0%"}}, "note": "n"}]}
    ]


def test_batch_clear(api: Api) -> None:
    book = api.filled([[1, 2, 3]])
    answer = api.call("POST", path(book, ":batchClear"), json={"ranges": ["A1", "C1"]})
    assert answer["clearedRanges"] == ["Sheet1!A1", "Sheet1!C1"]
    assert api.raw(book) == [["", 2]]


def test_values_by_data_filter(api: Api) -> None:
    book = api.filled([["a", "b"], ["c", "d"]])
    location = {"dimensionRange": {"sheetId": 0, "dimension": "COLUMNS", "startIndex": 1, "endIndex": 2}}
    metadata = {"metadataKey": "score", "visibility": "DOCUMENT", "location": location}
    api.batch(book, {"createDeveloperMetadata": {"developerMetadata": metadata}})
    by_key = {"developerMetadataLookup": {"metadataKey": "score"}}
    answer = api.call("POST", path(book, ":batchGetByDataFilter"), json={"dataFilters": [by_key, {"a1Range": "A2"}]})
    assert [item["valueRange"]["values"] for item in answer["valueRanges"]] == [[["b"], ["d"]], [["c"]]]
    assert answer["valueRanges"][0]["dataFilters"] == [by_key]
    body = {"valueInputOption": "RAW", "data": [{"dataFilter": by_key, "values": [["B"], ["D"]]}]}
    written = api.call("POST", path(book, ":batchUpdateByDataFilter"), json=body)
    assert written["responses"][0]["updatedRange"] == "Sheet1!B1:B2"
    assert api.read(book) == [["a", "B"], ["c", "D"]]
    cleared = api.call("POST", path(book, ":batchClearByDataFilter"), json={"dataFilters": [by_key]})
    assert cleared["clearedRanges"] == ["Sheet1!B1:B1000"]
    assert api.read(book) == [["a"], ["c"]]


def test_a_data_filter_is_repeated_without_the_zeros_of_its_range(api: Api) -> None:
    book = api.filled([["a", "b"]])
    filters = [{"gridRange": area(0, 1, 1, 2)}]
    (found,) = api.call("POST", path(book, ":batchGetByDataFilter"), json={"dataFilters": filters})["valueRanges"]
    assert found["valueRange"]["values"] == [["b"]]
    assert found["dataFilters"] == [{"gridRange": {"endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}}]


def test_a_plain_text_cell_takes_everything_as_text(api: Api) -> None:
    book = api.create()
    cell = {"userEnteredFormat": {"numberFormat": {"type": "TEXT", "pattern": "@"}}}
    api.batch(book, {"repeatCell": {"range": area(0, 1, 0, 1), "cell": cell, "fields": "userEnteredFormat"}})
    api.write(book, "A1", [["007"]])
    assert api.raw(book) == [["007"]]


def test_an_own_number_format_stays_when_a_number_is_typed(api: Api) -> None:
    book = api.create()
    cell = {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": "0.000"}}}
    api.batch(book, {"repeatCell": {"range": area(0, 1, 0, 1), "cell": cell, "fields": "userEnteredFormat"}})
    api.write(book, "A1", [["50%"]])
    assert api.read(book) == [["0.500"]]


def test_a_text_longer_than_a_cell_is_refused(api: Api) -> None:
    book = api.create()
    response = api.error(
        "PUT", path(book, "/A1"), params={"valueInputOption": "RAW"}, json={"values": [["x" * 50_001]]}
    )
    assert response[1] == "Your input contains more than the maximum of 50000 characters in a single cell."


@pytest.mark.parametrize("title", ["Größe", "目標", "🌵"])
def test_sheets_are_read_by_names_in_any_script(api: Api, title: str) -> None:
    book = api.create({"properties": {"title": title}})
    api.write(book, f"'{title}'!A1", [["x"]])
    assert api.read(book, title) == [["x"]]
