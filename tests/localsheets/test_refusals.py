"""What the API says when it refuses a request, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, lines

SIZE = {"rowCount": 10, "columnCount": 3}
CELL = [{"values": [{"note": "n"}]}]


def small(api: Api) -> str:
    return api.create({"properties": {"sheetId": 0, "title": "S", "gridProperties": SIZE}})


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"deleteSheet": {"sheetId": 0}}, "You can't remove all the sheets in a document."),
        ({"deleteSheet": {"sheetId": 5}}, "No sheet with id: 5"),
        ({"updateSheetProperties": {"properties": {"sheetId": 5}, "fields": "title"}}, "No sheet with id: 5"),
        ({"addSheet": {"properties": {"title": "n" * 101}}}, "The sheet name cannot be greater than 100 characters."),
        ({"addSheet": {"properties": {"sheetId": 0}}}, "Sheet with id 0 already exists."),
        ({"addSheet": {"properties": {"sheetId": -1}}}, "Sheet id must be non-negative."),
        (
            {"updateSheetProperties": {"properties": {"sheetId": 0, "title": ""}, "fields": "title"}},
            "The sheet name cannot be empty.",
        ),
        (
            {"deleteDimension": {"range": lines("ROWS", 9, 12)}},
            "Cannot delete a row that doesn't exist. Tried to delete row index 10 but there are only 10 rows.",
        ),
        (
            {"deleteDimension": {"range": lines("COLUMNS", 7, 8)}},
            "Cannot delete a column that doesn't exist. Tried to delete column index 7 but there are only 3 columns.",
        ),
        ({"deleteDimension": {"range": lines("ROWS", -1, 2)}}, "DimensionRange indexes must be >= 0"),
        (
            {"insertDimension": {"range": lines("ROWS", 11, 12)}},
            "range.startIndex is larger than current grid size (10)",
        ),
        (
            {"insertDimension": {"range": lines("ROWS", 10, 12)}},
            "range.startIndex must be less than the grid size (10) if inheritFromBefore is false.",
        ),
        (
            {"updateCells": {"start": {"sheetId": 0, "rowIndex": 10}, "rows": CELL, "fields": "note"}},
            "GridCoordinate.rowIndex[10] is after last row in grid[9]",
        ),
        (
            {"updateCells": {"start": {"sheetId": 0, "columnIndex": 3}, "rows": CELL, "fields": "note"}},
            "GridCoordinate.columnIndex[3] is after last column in grid[2]",
        ),
    ],
)
def test_a_request_is_refused_in_the_api_s_words(api: Api, request_: dict[str, Any], message: str) -> None:
    (kind,) = request_
    assert api.batch_error(small(api), request_) == f"Invalid requests[0].{kind}: {message}"


def test_the_last_sheet_that_is_not_hidden_stays(api: Api) -> None:
    book = small(api)
    hidden = {"title": "Hidden", "hidden": True}
    message = api.batch_error(book, {"addSheet": {"properties": hidden}}, {"deleteSheet": {"sheetId": 0}})
    assert message == "Invalid requests[1].deleteSheet: You can't remove all the visible sheets in a document."


def test_rows_go_in_at_the_end_when_they_inherit_from_before(api: Api) -> None:
    book = small(api)
    api.batch(book, {"insertDimension": {"range": lines("ROWS", 10, 12), "inheritFromBefore": True}})
    assert api.spreadsheet(book)["sheets"][0]["properties"]["gridProperties"]["rowCount"] == 12


WHITE = {"rgbColor": {"red": 1, "green": 1, "blue": 1}}
LARGEST = {"colorStyle": WHITE, "type": "MAX"}


def scale(**points: Any) -> dict[str, Any]:
    """A request for a colour scale over the sheet."""
    rule = {"ranges": [{"sheetId": 0}], "gradientRule": {"maxpoint": LARGEST, **points}}
    return {"addConditionalFormatRule": {"rule": rule}}


@pytest.mark.parametrize(
    ("points", "message"),
    [
        ({}, "No interpolationPointType specified."),
        ({"minpoint": {"colorStyle": WHITE, "value": "1"}}, "No interpolationPointType specified."),
        ({"minpoint": {"colorStyle": WHITE, "type": "NUMBER"}}, "InterpolationPoint.value is required."),
        (
            {"minpoint": {"colorStyle": WHITE, "type": "MIN"}, "midpoint": {"colorStyle": WHITE, "type": "PERCENTILE"}},
            "InterpolationPoint.value is required.",
        ),
    ],
)
def test_the_ends_of_a_colour_scale_say_what_they_are(api: Api, points: dict[str, Any], message: str) -> None:
    assert api.batch_error(small(api), scale(**points)) == f"Invalid requests[0].addConditionalFormatRule: {message}"


def test_the_smallest_and_the_largest_value_have_no_value_of_their_own(api: Api) -> None:
    book = small(api)
    api.batch(book, scale(minpoint={"colorStyle": WHITE, "type": "MIN", "value": "2"}))
    (rule,) = api.spreadsheet(book)["sheets"][0]["conditionalFormats"]
    assert "value" not in rule["gradientRule"]["minpoint"]
    assert "midpoint" not in rule["gradientRule"]
