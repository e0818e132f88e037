"""effectiveFormat: default, alternating colours, own format, conditional formats; and rows hidden by a filter."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from okrsdk.localsheets.responses.conditions import Condition
from tests.localsheets.api import Api, area, lines

RED, BLUE, WHITE = {"red": 1}, {"blue": 1}, {"red": 1, "green": 1, "blue": 1}


def backgrounds(api: Api, book: str, where: str) -> list[Any]:
    rows = api.cells(book, where, ".effectiveFormat.backgroundColor")
    return [cell.get("effectiveFormat", {}).get("backgroundColor") for row in rows for cell in row["values"]]


@pytest.mark.parametrize(
    ("kind", "given", "red"),
    [
        ("NUMBER_GREATER", ["2"], ["3"]),
        ("NUMBER_LESS_THAN_EQ", ["2"], ["1", "2"]),
        ("NUMBER_BETWEEN", ["3", "2"], ["2", "3"]),
        ("NUMBER_NOT_BETWEEN", ["2", "3"], ["1"]),
        ("NUMBER_EQ", ["200%"], ["2"]),
        ("TEXT_EQ", ["YELLOW"], ["yellow"]),
        ("TEXT_CONTAINS", ["ell"], ["yellow"]),
        ("TEXT_STARTS_WITH", ["y"], ["yellow"]),
        ("TEXT_ENDS_WITH", ["w"], ["yellow"]),
        ("TEXT_NOT_CONTAINS", ["ell"], ["1", "2", "3"]),
        ("NOT_BLANK", [], ["1", "2", "3", "yellow"]),
    ],
)
def test_conditions_colour_the_cells_that_meet_them(api: Api, kind: str, given: list[str], red: list[str]) -> None:
    shown = ["1", "2", "3", "yellow"]
    book = api.filled([["1"], ["=1+1"], ["3"], ["yellow"]])
    condition = {"type": kind, "values": [{"userEnteredValue": text} for text in given]}
    rule = {"ranges": [area(0, 4, 0, 1)], "booleanRule": {"condition": condition, "format": {"backgroundColor": RED}}}
    api.batch(book, {"addConditionalFormatRule": {"rule": rule}})
    colored = [text for text, color in zip(shown, backgrounds(api, book, "A1:A4"), strict=True) if color == RED]
    assert colored == red


@pytest.mark.parametrize(
    "name", ["backgroundColor", "backgroundColorStyle", "textFormat", "numberFormat", "horizontalAlignment"]
)
def test_one_field_of_the_format_is_what_it_is_in_the_whole(api: Api, name: str) -> None:
    book = api.filled([["1", "50%"], ["=1+1", "x"], ["3", "4"]])
    bold = {"condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=A1>1"}]}}
    points = {"minpoint": {"color": RED, "type": "MIN"}, "maxpoint": {"color": BLUE, "type": "MAX"}}
    everywhere = [area(0, 3, 0, 2)]
    rules = [
        {"ranges": everywhere, "booleanRule": {**bold, "format": {"textFormat": {"bold": True}}}},
        {"ranges": everywhere, "gradientRule": points},
    ]
    api.batch(book, *({"addConditionalFormatRule": {"rule": rule}} for rule in rules))
    whole = [cell["effectiveFormat"] for row in api.cells(book, "A1:B3") for cell in row["values"]]
    alone = [
        cell["effectiveFormat"]
        for row in api.cells(book, "A1:B3", f".effectiveFormat.{name}")
        for cell in row["values"]
    ]
    assert alone == [{name: form[name]} if name in form else {} for form in whole]
    assert [form["textFormat"]["bold"] for form in whole] == [False, False, True, True, True, True]
    assert [form["backgroundColor"] == RED for form in whole] == [False, True, False, False, False, False]


def test_conditions_are_not_tried_for_what_no_condition_sets(api: Api) -> None:
    book = api.filled([["1"], ["2"]])
    condition = {"type": "NUMBER_GREATER", "values": [{"userEnteredValue": "1"}]}
    rule = {"condition": condition, "format": {"backgroundColor": RED}}
    api.batch(book, {"addConditionalFormatRule": {"rule": {"ranges": [area(0, 2, 0, 1)], "booleanRule": rule}}})

    def tried(mask: str) -> int:
        """How often a condition was tried, as the profiler of Python counts it."""
        met = Condition.meets.__code__
        calls: list[str] = []
        sys.setprofile(lambda frame, event, _: calls.append(event) if frame.f_code is met else None)
        try:
            api.cells(book, "A1:A2", mask)
        finally:
            sys.setprofile(None)
        return calls.count("call")

    assert tried(".effectiveFormat.numberFormat") == tried(".effectiveValue") == 0
    assert tried(".effectiveFormat.backgroundColor") == 2


def test_the_first_rule_wins_and_rules_lie_over_own_formats(api: Api) -> None:
    book = api.filled([["1"]])

    def rule(color: Any, *, bold: bool) -> Any:
        form = {"backgroundColor": color, "textFormat": {"bold": bold}}
        return {"ranges": [area(0, 1, 0, 1)], "booleanRule": {"condition": {"type": "NOT_BLANK"}, "format": form}}

    own = {"userEnteredFormat": {"backgroundColor": {"green": 1}, "textFormat": {"italic": True}}}
    api.batch(
        book,
        {"repeatCell": {"range": area(0, 1, 0, 1), "cell": own, "fields": "userEnteredFormat"}},
        {"addConditionalFormatRule": {"rule": rule(RED, bold=True), "index": 0}},
        {"addConditionalFormatRule": {"rule": rule(BLUE, bold=False), "index": 1}},
    )
    form = api.cells(book, "A1", ".effectiveFormat")[0]["values"][0]["effectiveFormat"]
    assert form["backgroundColor"] == RED
    assert (form["textFormat"]["bold"], form["textFormat"]["italic"]) == (True, True)


def test_custom_formulas_move_with_the_cell(api: Api) -> None:
    book = api.filled([["1", "x"], ["2", "y"], ["3", "=1/0"]])
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=$A1>=2"}]}
    rule = {"ranges": [area(0, 3, 0, 2)], "booleanRule": {"condition": condition, "format": {"backgroundColor": RED}}}
    api.batch(book, {"addConditionalFormatRule": {"rule": rule}})
    assert backgrounds(api, book, "A1:B3") == [WHITE, WHITE, RED, RED, RED, RED]
    api.batch(
        book,
        {"insertDimension": {"range": lines("ROWS", 0, 1)}},
        {"insertDimension": {"range": lines("COLUMNS", 0, 1)}},
    )
    assert backgrounds(api, book, "B2:C4") == [WHITE, WHITE, RED, RED, RED, RED]


def test_limits_given_as_formulas_move_with_the_cell(api: Api) -> None:
    book = api.filled([["1", "2"], ["5", "4"], ["7", "=A3"], ["x", "X"]])

    def colored(kind: str, *limits: str) -> list[bool]:
        condition = {"type": kind, "values": [{"userEnteredValue": text} for text in limits]}
        rule = {
            "ranges": [area(0, 4, 0, 1)],
            "booleanRule": {"condition": condition, "format": {"backgroundColor": RED}},
        }
        api.batch(book, {"addConditionalFormatRule": {"rule": rule}})
        found = [color == RED for color in backgrounds(api, book, "A1:A4")]
        api.batch(book, {"deleteConditionalFormatRule": {"index": 0}})
        return found

    assert colored("NUMBER_GREATER", "=B1") == [False, True, False, False]
    assert colored("NUMBER_GREATER", "=$B$1") == [False, True, True, False]
    assert colored("NUMBER_BETWEEN", "=B1", "10") == [False, True, True, False]
    assert colored("TEXT_EQ", "+B1") == [False, False, True, True]
    assert colored("NUMBER_EQ", "=B4") == [False, False, False, False]


def test_a_filters_formula_is_written_for_the_first_row_below_its_header(api: Api) -> None:
    book = api.filled([["n", "limit"], ["1", "2"], ["3", "2"], ["4", "5"]])
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=A2>B2"}]}
    spec = {"columnIndex": 0, "filterCriteria": {"condition": condition}}
    api.batch(book, {"setBasicFilter": {"filter": {"range": area(0, 4, 0, 2), "filterSpecs": [spec]}}})
    rows = api.spreadsheet(book, ranges="A1:A4", fields="sheets.data.rowMetadata.hiddenByFilter")["sheets"][0]["data"]
    assert rows[0]["rowMetadata"] == [{}, {"hiddenByFilter": True}, {}, {"hiddenByFilter": True}]


def test_a_header_colour_goes_before_a_band_and_a_row_before_a_column(api: Api) -> None:
    book = api.filled([["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    green, grey = {"green": 1}, {"red": 1, "green": 1}
    rows = {"firstBandColor": RED, "secondBandColor": BLUE}
    columns = {"headerColor": WHITE, "firstBandColor": green, "secondBandColor": grey}
    banded = {"range": area(0, 3, 0, 3), "rowProperties": rows, "columnProperties": columns}
    api.batch(book, {"addBanding": {"bandedRange": banded}})
    # Column A bears the column header; then row 2's second colour gives way to column B's first, not to C's second.
    assert backgrounds(api, book, "A1:C3") == [WHITE, RED, RED, WHITE, green, BLUE, WHITE, RED, RED]


def test_bands_alternate_beneath_own_colours(api: Api) -> None:
    book = api.filled([["h"], ["1"], ["2"], ["3"]])
    bands = {"headerColor": BLUE, "firstBandColor": WHITE, "secondBandColor": RED}
    own = {"userEnteredFormat": {"backgroundColor": {"green": 1}}}
    api.batch(
        book,
        {"addBanding": {"bandedRange": {"range": area(0, 4, 0, 1), "rowProperties": bands}}},
        {"repeatCell": {"range": area(3, 4, 0, 1), "cell": own, "fields": "userEnteredFormat"}},
    )
    assert backgrounds(api, book, "A1:A4") == [BLUE, WHITE, RED, {"green": 1}]


def test_gradients_lie_between_their_points(api: Api) -> None:
    book = api.filled([["0"], ["5"], ["10"]])
    gradient = {"minpoint": {"type": "MIN", "color": {}}, "maxpoint": {"type": "MAX", "color": RED}}
    api.batch(book, {"addConditionalFormatRule": {"rule": {"ranges": [area(0, 3, 0, 1)], "gradientRule": gradient}}})
    assert backgrounds(api, book, "A1:A3") == [{}, {"red": 0.5019608}, RED]


def test_a_filter_hides_rows(api: Api) -> None:
    book = api.filled([["n"], ["1"], ["2"], ["3"], ["4"]])
    condition = {"type": "NUMBER_LESS", "values": [{"userEnteredValue": "4"}]}
    criteria = {"0": {"hiddenValues": ["2"], "condition": condition}}
    api.batch(book, {"setBasicFilter": {"filter": {"range": area(0, 5, 0, 1), "criteria": criteria}}})
    rows = api.spreadsheet(book, ranges="A1:A5", fields="sheets.data.rowMetadata.hiddenByFilter")["sheets"][0]["data"][
        0
    ]
    assert rows["rowMetadata"] == [{}, {}, {"hiddenByFilter": True}, {}, {"hiddenByFilter": True}]


def test_runs_are_shown_from_their_second_place_on_and_link_the_whole_cell(api: Api) -> None:
    link = {"link": {"uri": "https://example.com"}}

    def shown(*runs: Any) -> Any:
        cell = {"userEnteredValue": {"stringValue": "one two"}, "textFormatRuns": list(runs)}
        request = {"start": {"sheetId": 0}, "rows": [{"values": [cell]}], "fields": "*"}
        api.batch(book, {"updateCells": request})
        return api.cells(book, "A1", "(textFormatRuns,hyperlink)")[0]["values"][0]

    book = api.create()
    assert shown({"startIndex": 0, "format": link}) == {
        "hyperlink": "https://example.com",
        "textFormatRuns": [{"format": link}],
    }
    part = {"startIndex": 4, "format": link}
    assert shown({"startIndex": 0, "format": {}}, part) == {"textFormatRuns": [{"format": {}}, part]}


def test_links_are_named(api: Api) -> None:
    book = api.filled([['=HYPERLINK("https://example.com","there")']])
    cell = api.cells(book, "A1")[0]["values"][0]
    assert (cell["formattedValue"], cell["hyperlink"]) == ("there", "https://example.com")
