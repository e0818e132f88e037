"""Ranges as clients write them: what they mean, how they come back, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.localsheets.grid.a1 import Area, column_index, column_letters, parse_area, quote, split_sheet, unquote
from tests.localsheets.api import Api, area


@pytest.mark.parametrize(
    ("text", "echo"),
    [
        ("A1", "Sheet1!A1"),
        ("B2:C3", "Sheet1!B2:C3"),
        ("D4:A1", "Sheet1!A1:D4"),
        ("$A$1:$B$2", "Sheet1!A1:B2"),
        ("A:A", "Sheet1!A1:A1000"),
        ("B:A", "Sheet1!A1:B1000"),
        ("1:1", "Sheet1!A1:Z1"),
        ("A1:1", "Sheet1!A1:Z1"),
        ("A5:A", "Sheet1!A5:A1000"),
        ("B2:2", "Sheet1!B2:Z2"),
        ("A1:ZZ9999", "Sheet1!A1:Z1000"),
        ("A1:A1", "Sheet1!A1"),
        ("R2C3", "Sheet1!C2"),
        ("R1C1:R2C2", "Sheet1!A1:B2"),
        ("sheet1", "Sheet1!A1:Z1000"),
        ("'Sheet1'", "Sheet1!A1:Z1000"),
        ("sheet1!b2", "Sheet1!B2"),
        ("my tab!A1", "'my tab'!A1"),
        ("'my tab'!A1", "'my tab'!A1"),
        ("my tab", "'my tab'!A1:Z1000"),
        ("'it''s'!A1", "'it''s'!A1"),
        ("it's!A1", "'it''s'!A1"),
        ("a!b!C3", "'a!b'!C3"),
        ("'D3'!A1", "'D3'!A1"),
        ("D3", "Sheet1!D3"),
        ("'D3'", "'D3'!A1:Z1000"),
        ("scores", "Sheet1!B2:C9"),
        ("SCORES", "Sheet1!B2:C9"),
        ("'Sheet1'!scores", "Sheet1!B2:C9"),
    ],
)
def test_a_range_is_echoed_as_google_echoes_it(api: Api, text: str, echo: str) -> None:
    titles = ("Sheet1", "my tab", "it's", "a!b", "D3")
    sheets = [{"properties": {"sheetId": number, "title": title}} for number, title in enumerate(titles)]
    book = api.create(*sheets, namedRanges=[{"name": "scores", "range": area(1, 9, 1, 3)}])
    answer = api.call("GET", f"/v4/spreadsheets/{book}/values:batchGet", params={"ranges": text})
    assert answer["valueRanges"][0]["range"] == echo


@pytest.mark.parametrize(
    "text", ["Sheet1!B", "Sheet1!5", "Nope", "Nope!A1", "A0", "R0C1", "A1:B2:C3", "!", "Sheet1!", "'Sheet1", "#"]
)
def test_what_is_no_range_is_refused(api: Api, text: str) -> None:
    book = api.create()
    assert api.error("GET", f"/v4/spreadsheets/{book}/values:batchGet", params={"ranges": text}) == (
        400,
        f"Unable to parse range: {text}",
    )


def test_a_start_outside_the_grid_is_refused(api: Api) -> None:
    book = api.create()
    for text, named in (("A1001", "A1001"), ("AA1", "AA1"), ("Sheet1!A1001:B1002", "A1001:B1002")):
        assert api.error("GET", f"/v4/spreadsheets/{book}/values:batchGet", params={"ranges": text}) == (
            400,
            f"Range (Sheet1!{named}) exceeds grid limits. Max rows: 1000, max columns: 26",
        )


@given(st.integers(0, 20_000))
def test_column_names_go_there_and_back(index: int) -> None:
    assert column_index(column_letters(index)) == index


def test_column_names_count_as_in_a_sheet() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]


@given(st.text(min_size=1, max_size=30))
def test_a_quoted_sheet_name_is_read_back(title: str) -> None:
    sheet, rest = split_sheet(f"{quote(title)}!A1")
    assert (sheet, rest) == (title, "A1")


def test_names_are_quoted_where_they_must_be() -> None:
    assert [quote(name) for name in ("Sheet1", "a_b", "a.b", "A1", "R1C1", "1st", "my tab", "é")] == [
        "Sheet1", "a_b", "a.b", "'A1'", "'R1C1'", "'1st'", "'my tab'", "'é'",
    ]  # fmt: skip
    assert unquote("'a''b'") == "a'b"


@given(st.text(alphabet="ABab019:$RC!' ", max_size=12))
def test_any_text_is_an_area_or_none(text: str) -> None:
    found = parse_area(text)
    assert found is None or isinstance(found, Area)
