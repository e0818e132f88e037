"""Requests about texts: find and replace by Java's rules, columns out of texts, pasted HTML."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area


def replaced(api: Api, text: str, **request: Any) -> str:
    book = api.filled([[text]], "RAW")
    api.batch(book, {"findReplace": {"sheetId": 0, "searchByRegex": True, **request}})
    found = api.read(book)
    return str(found[0][0]) if found else ""


@pytest.mark.parametrize(
    ("text", "find", "replacement", "result"),
    [
        ("Google Sheets", "o.* (.*)", "$1 Rocks", "GSheets Rocks"),
        ("Google Docs", "o.* (.*)", "$1 Rocks", "GDocs Rocks"),
        ("2026-03", r"(?<year>\d+)-(?<month>\d+)", "${month}/${year}", "03/2026"),
        ("ab", "(a)(b)", "$2$1$0", "baab"),
        ("ab", "(a)(b)", "$12", "a2"),
        ("5 EUR", "EUR", r"\$", "5 $"),
        ("a.b.c", r"\Q.\E", "-", "a-b-c"),
        (r"a\b", r"\\b", "/", "a/"),
        ("x1y", r"\p{Alpha}", "_", "_1_"),
        ("aXbx", "x", "-", "a-b-"),
        ("end.", r"\.\z", "!", "end!"),
    ],
)
def test_regular_expressions_follow_java(api: Api, text: str, find: str, replacement: str, result: str) -> None:
    assert replaced(api, text, find=find, replacement=replacement) == result


@pytest.mark.parametrize(
    ("find", "replacement", "said"),
    [
        ("(", "", "Invalid regular expression"),
        ("a", "$1", "there is no group 1"),
        ("a", "${name}", "there is no group named name"),
        ("a", "$", "must be followed by"),
        (r"\p{Greek}", "", r"it has no \p"),
    ],
)
def test_what_java_or_this_engine_does_not_run_is_refused(api: Api, find: str, replacement: str, said: str) -> None:
    book = api.filled([["a"]])
    request = {"find": find, "replacement": replacement, "allSheets": True, "searchByRegex": True}
    assert said in api.batch_error(book, {"findReplace": request})


def test_signs_of_regular_expressions_are_plain_text_elsewhere(api: Api) -> None:
    assert replaced(api, "a.b", find=".", replacement="$1\\", searchByRegex=False) == "a$1\\b"


def test_cells_that_a_text_spills_into_look_like_it(api: Api) -> None:
    book = api.filled([["a,b,1", "", "", "old"]])
    form = {"userEnteredFormat": {"textFormat": {"bold": True}}}
    api.batch(
        book,
        {"repeatCell": {"range": area(0, 1, 0, 1), "cell": form, "fields": "userEnteredFormat"}},
        {"textToColumns": {"source": area(0, 1, 0, 1), "delimiterType": "COMMA"}},
    )
    cells = api.cells(book, "A1:D1", ".userEnteredFormat.textFormat.bold")[0]["values"]
    assert [bool(cell) for cell in cells] == [True, True, True]
    assert api.raw(book) == [["a", "b", 1, "old"]]


HTML = """<html><head><style>td {color: red}</style></head><body><table>
<tr><th>Name</th><th style="text-align:center">Score</th></tr>
<tr><td rowspan=2>A &amp; B<br>Ltd</td><td style="background-color: #ff0000; font-weight: 700">50%</td></tr>
<tr><td><a href="https://example.com"><i> there
 it is </i></a></td></tr>
<tr><td colspan="2" bgcolor="rgb(0, 0, 255)">=1+1</td></tr>
</table></body></html>"""


def paste(api: Api, book: str, data: str, kind: str = "PASTE_NORMAL") -> None:
    start = {"sheetId": 0, "rowIndex": 1, "columnIndex": 1}
    api.batch(book, {"pasteData": {"coordinate": start, "data": data, "html": True, "type": kind}})


def test_an_html_table_is_pasted_with_its_looks_and_merges(api: Api) -> None:
    book = api.create()
    paste(api, book, HTML)
    assert api.raw(book, "B2:C5") == [["Name", "Score"], ["A & B\nLtd", 0.5], ["", "there it is"], [2]]
    rows = api.cells(book, "B2:C5", ".userEnteredFormat")
    forms = [[cell.get("userEnteredFormat", {}) for cell in row["values"]] for row in rows]
    assert forms[0][0]["textFormat"] == {"bold": True}
    assert forms[0][1]["horizontalAlignment"] == "CENTER"
    assert forms[1][1]["backgroundColor"] == {"red": 1}
    assert forms[1][1]["textFormat"] == {"bold": True}
    assert forms[1][1]["numberFormat"] == {"type": "PERCENT", "pattern": "0%"}
    assert forms[2][1]["textFormat"] == {"italic": True, "link": {"uri": "https://example.com"}}
    assert forms[3][0]["backgroundColor"] == {"blue": 1}
    merges = [tuple(one.values()) for one in api.spreadsheet(book)["sheets"][0]["merges"]]
    assert merges == [(2, 4, 1, 2), (4, 5, 1, 3)]


def test_a_paste_type_takes_values_or_looks_alone(api: Api) -> None:
    book = api.create()
    paste(api, book, HTML, "PASTE_FORMAT")
    assert api.read(book) == []
    assert "merges" in api.spreadsheet(book)["sheets"][0]
    book = api.create()
    paste(api, book, HTML, "PASTE_VALUES")
    assert api.read(book, "B2:C2") == [["Name", "Score"]]
    assert "merges" not in api.spreadsheet(book)["sheets"][0]


def test_html_without_a_table_is_pasted_line_by_line(api: Api) -> None:
    book = api.create()
    paste(api, book, "<p>one <b>1</b></p><ul><li>two</li><li>3</li></ul>")
    assert api.raw(book, "B2:B9") == [["one 1"], ["two"], [3]]


def test_data_need_a_delimiter_or_are_html_and_a_place_on_the_sheet(api: Api) -> None:
    book = api.create()
    start = {"rowIndex": 0}
    for given in ({}, {"delimiter": ",", "html": True}):
        message = api.batch_error(book, {"pasteData": {"coordinate": start, "data": "x", **given}})
        assert message.endswith("Must either set html=true or a delimiter.")
    outside = {"pasteData": {"coordinate": {"rowIndex": 1000}, "data": "x", "delimiter": ","}}
    assert "GridCoordinate.rowIndex[1000] is after last row in grid[999]" in api.batch_error(book, outside)
