"""Formulas: computed by the engine, with Google's error values and number formats."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=A1+A2*A3", "7"),
        ("=SUM(A:A)", "6"),
        ("=SUM(A2:A)", "5"),
        ("=AVERAGE(A1:A3)", "2"),
        ("=1/3", "0.3333333333"),
        ("=2/3", "0.6666666667"),
        ("=1/1024", "0.0009765625"),
        ("=1E+20", "1E+20"),
        ('=IF(A1=1,"one","other")', "one"),
        ('="a"&A1', "a1"),
        ("=A1=1", "TRUE"),
        ("=B9", ""),
        ('=IF(B9="","blank",0)', "blank"),
        ("=DATE(2026,3,31)", "3/31/2026"),
        ("=numbers", "1"),
        ("=SUM(numbers)", "6"),
        ('=COUNTIF(A1:A3,">1")', "2"),
        ("=XLOOKUP(2,A1:A3,A1:A3)", "2"),
        ("=IFERROR(SPARKLINE(A1:A3),1)", ""),
        ('="SPARKLINE("&A1', "SPARKLINE(1"),
        ('=QUERY(A1:A3,"select Col1")', "#NAME?"),
        ("=SUM(1;2)", "3"),
        ("=1/0", "#DIV/0!"),
        ("=NA()", "#N/A"),
        ("=NOSUCH(1)", "#NAME?"),
        ("=Nowhere!A1", "#REF!"),
        ('="x"+1', "#VALUE!"),
        ("=SQRT(-1)", "#NUM!"),
        ("=1+", "#ERROR!"),
        ("=C1", "#REF!"),
        ('=IFERROR(1/0,"none")', "none"),
    ],
)
def test_formulas_show_what_google_shows(api: Api, formula: str, shown: str) -> None:
    book = api.filled([["1"], ["2"], ["3"]])
    api.batch(book, {"addNamedRange": {"namedRange": {"name": "numbers", "range": area(0, 3, 0, 1)}}})
    api.write(book, "C1", [[formula]])
    assert api.read(book, "C1") == ([[shown]] if shown else [])
    assert api.formulas(book, "C1") == [[formula]]


@pytest.mark.parametrize(
    ("formula", "kind", "message"),
    [
        ("=1/0", "DIVIDE_BY_ZERO", "Evaluation caused a divide by zero error."),
        ("=VLOOKUP(7,B1:C2,1,FALSE)", "N_A", "Did not find a value in the evaluation."),
        ("=F(1)", "NAME", "Unknown function or range name."),
        ("=totals*2", "NAME", "Unknown function or range name."),
        ("=A1+1", "REF", "Reference does not exist, or depends on itself."),
        ("={1,2,3,4}", "REF", "Reference does not exist, or depends on itself."),
        ("=1+", "ERROR", "Formula parse error."),
        ('=2*"a"', "VALUE", "A parameter expects values of another type."),
        ("=SQRT(-1)", "NUM", "The result is not a number that can be shown."),
    ],
)
def test_errors_have_googles_types_and_a_message(api: Api, formula: str, kind: str, message: str) -> None:
    book = api.filled([[formula, "", "", "beside"]])
    cell = api.cells(book, "A1")[0]["values"][0]
    assert cell["userEnteredValue"] == {"formulaValue": formula}
    assert cell["effectiveValue"] == {"errorValue": {"type": kind, "message": message}}
    assert api.raw(book, "A1") == [[f"{cell['formattedValue']} ({message})"]]


def test_a_formula_that_draws_has_no_value_and_none_beside_it_waits_for_one(api: Api) -> None:
    book = api.filled([["1", "=SPARKLINE(A1:A2)", "=A1+1"], ["2"]])
    params = {
        "ranges": "A1:C1",
        "fields": "sheets(data(rowData(values(userEnteredValue,effectiveValue,formattedValue))))",
    }
    answer = api.call("GET", f"/v4/spreadsheets/{book}", params=params)
    _, drawn, sum_ = answer["sheets"][0]["data"][0]["rowData"][0]["values"]
    assert drawn == {"userEnteredValue": {"formulaValue": "=SPARKLINE(A1:A2)"}}
    assert sum_["formattedValue"] == "2"


@pytest.mark.parametrize(
    ("formula", "block"),
    [
        ("=ARRAYFORMULA(A1:A3*2)", [["2"], ["4"], ["6"]]),
        ("=SEQUENCE(2,2)", [["1", "2"], ["3", "4"]]),
        ("=TRANSPOSE(A1:A3)", [["1", "2", "3"]]),
        ("=FILTER(A1:A3,A1:A3>1)", [["2"], ["3"]]),
        ("={1,2;3,4}", [["1", "2"], ["3", "4"]]),
    ],
)
def test_arrays_spill_into_empty_cells(api: Api, formula: str, block: Any) -> None:
    book = api.filled([["1"], ["2"], ["3"]])
    api.write(book, "C1", [[formula]])
    assert api.read(book, "C1:E4") == block
    assert api.formulas(book, "C1:C3")[0] == [formula]


def test_values_follow_edits_step_by_step(api: Api) -> None:
    book = api.filled([["1", "=A1*2"], ["=B1+1"]])
    assert api.read(book) == [["1", "2"], ["3"]]
    api.write(book, "A1", [["10"]])
    assert api.read(book) == [["10", "20"], ["21"]]
    api.call("POST", f"/v4/spreadsheets/{book}/values/B1:clear")
    assert api.read(book) == [["10"], ["1"]]
    api.batch(book, {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}})
    api.write(book, "B2", [["=A2/4"]])
    assert api.read(book) == [[], ["10", "2.5"], ["3.5"]]


def test_sheets_whose_names_the_engine_refuses_still_compute(api: Api) -> None:
    long = "A very long name: with [brackets] and 'quotes', longer than Excel allows"
    others = [{"properties": {"title": title}} for title in (long + "!", long[:40], "a/b", "a:b", "?")]
    book = api.create(
        {"properties": {"sheetId": 0, "title": long}}, {"properties": {"sheetId": 1, "title": "Sum"}}, *others
    )
    quoted = "'" + long.replace("'", "''") + "'"
    api.write(book, f"{quoted}!A1", [["4"]])
    api.write(book, "Sum!A1", [[f"={quoted}!A1*2"]])
    assert api.read(book, "Sum!A1") == [["8"]]


def test_a_formula_in_a_batch_sees_the_batch(api: Api) -> None:
    book = api.filled([["b", "=LEN(A1)*3"], ["ccc", "=LEN(A2)*1"], ["dd", "=LEN(A3)*0"]])
    api.batch(
        book,
        {
            "updateCells": {
                "start": {"rowIndex": 0, "columnIndex": 0},
                "rows": [{"values": [{"userEnteredValue": {"stringValue": "bbbb"}}]}],
                "fields": "userEnteredValue",
            }
        },
        {"sortRange": {"range": area(0, 3, 0, 2), "sortSpecs": [{"dimensionIndex": 1}]}},
    )
    assert api.read(book) == [["dd", "0"], ["ccc", "3"], ["bbbb", "12"]]


def test_formulas_over_which_the_engine_breaks_down_are_errors_until_they_are_mended(api: Api) -> None:
    book = api.filled([["=DATE(2020,99999999999,1)", "=1+1"], ["5", "=A2*2"]])
    assert api.read(book) == [["#ERROR!", "#ERROR!"], ["5", "#ERROR!"]]
    api.write(book, "A1", [["=DATE(2020,1,1)"]])
    assert api.read(book) == [["1/1/2020", "2"], ["5", "10"]]


@pytest.mark.parametrize(
    ("typed", "shown"), [("=SUM(1,5;A1)", "3,5"), ("=SUM({1\\2;3\\4})", "10"), ('=IF(A1>1,5;"a;b";"c,d")', "a;b")]
)
def test_formulas_are_written_as_the_locale_writes_them(api: Api, typed: str, shown: str) -> None:
    book = api.filled([["2"]])
    api.batch(book, {"updateSpreadsheetProperties": {"properties": {"locale": "de_DE"}, "fields": "locale"}})
    api.write(book, "B1", [[typed]])
    assert api.read(book, "B1") == [[shown]]
    assert api.formulas(book, "B1") == [[typed]]


def test_a_reference_to_an_empty_cell_shows_nothing(api: Api) -> None:
    book = api.create({"properties": {"title": "One"}}, {"properties": {"title": "Key Results"}})
    api.write(book, "One!A1", [["='Key Results'!B2", "=B9", "='Key Results'!B2+0"]])
    assert api.read(book, "One!A1:C1") == [["", "", "0"]]
    api.write(book, "'Key Results'!B2", [["7"]])
    assert api.read(book, "One!A1:C1") == [["7", "", "7"]]


@pytest.mark.parametrize(
    "formula",
    ["=1E308*10", "=WRAPROWS(A2:B2,1E11)", "=SEQUENCE(1E6,1E6)", "=" + "(" * 500 + "1", "=" + "1&" * 20_000 + "1"],
)
def test_absurd_formulas_are_errors(api: Api, formula: str) -> None:
    book = api.filled([[formula]])
    assert api.read(book)[0][0].startswith("#")
