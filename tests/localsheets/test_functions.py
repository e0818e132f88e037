"""Functions that Google has and the engine lacks or does otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api

TABLE = [
    ["Name", "Dept", "Amount", "Date", "Share"],
    ["Ann", "Eng", "$10.50", "1/5/2026", "10%"],
    ["Bob", "Ops", "$20", "2/6/2026", "20%"],
    ["Cy", "Eng", "", "3/7/2026", "30%"],
    ["Di", "Ops", "$5.25", "4/8/2026", ""],
]


@pytest.fixture(scope="module")
def shared_book(shared_server: Any) -> tuple[Api, str]:
    api = Api(shared_server)
    return api, api.filled(TABLE)


def _result(shared_book: tuple[Api, str], formula: str) -> Any:
    """What the formula fills from H2 on, unformatted."""
    api, book = shared_book
    api.write(book, "H2", [[formula]])
    return api.raw(book, "H2:Z50")


@pytest.mark.parametrize(
    ("formula", "block"),
    [
        ('=JOIN(", ",A2:A5)', [["Ann, Bob, Cy, Di"]]),
        ('=JOIN("-",C2:C4,"x")', [["10.5-20--x"]]),
        ('=SPLIT("a,b, 3,,2%",",")', [["a", "b", 3, 0.02]]),
        ('=SPLIT("a,,b",",",TRUE,FALSE)', [["a", "", "b"]]),
        ('=SPLIT("a, b;c",", ",FALSE)', [["a", "b;c"]]),
        ('=ARRAYFORMULA(SPLIT(A2:A3&"-"&B2:B3,"-"))', [["Ann", "Eng"], ["Bob", "Ops"]]),
        ('=REGEXMATCH(A2,"^A")', [[True]]),
        ('=ARRAYFORMULA(REGEXMATCH(A2:A5,"n|i"))', [[True], [False], [False], [True]]),
        (r'=REGEXEXTRACT("order 123-45","(\d+)-(\d+)")', [["123", "45"]]),
        (r'=REGEXEXTRACT("order 123","\d+")', [["123"]]),
        (r'=REGEXEXTRACT("aab","a+?b")', [["aab"]]),
        (r'=REGEXREPLACE("ab12","([0-9])","<$1x>")', [["ab<1x><2x>"]]),
        ('=REGEXREPLACE("cost","c","$")', [["$ost"]]),
        (r'=REGEXMATCH("٣","\d")', [[False]]),
        ("=FLATTEN(A2:B3,1)", [["Ann"], ["Eng"], ["Bob"], ["Ops"], [1]]),
        ("=SORT(A2:C5,2,TRUE,1,FALSE)", [["Cy", "Eng"], ["Ann", "Eng", 10.5], ["Di", "Ops", 5.25], ["Bob", "Ops", 20]]),
        ("=SORT(C2:C5,1,FALSE)", [[20], [10.5], [5.25]]),
        ("=SORTN(A2:C5,2,0,3,FALSE)", [["Bob", "Ops", 20], ["Ann", "Eng", 10.5]]),
        ("=SORTN(B2:B5,1,1)", [["Eng"], ["Eng"]]),
        ("=SORTN(B2:B5,2,2)", [["Eng"], ["Ops"]]),
        ("=SORTN(B2:B5,1,3)", [["Eng"], ["Eng"]]),
        ("=UNIQUE(B2:B5)", [["Eng"], ["Ops"]]),
        ("=UNIQUE({1,1,2},TRUE,TRUE)", [[2]]),
        ('=FILTER(A2:C5,B2:B5="Eng",A2:A5<>"Ann")', [["Cy", "Eng"]]),
        ('=FILTER(A1:E1,A1:E1<>"Dept")', [["Name", "Amount", "Date", "Share"]]),
        ("=COUNTUNIQUE(B2:B5,C2:C5)", [[5]]),
        ('=COUNTUNIQUEIFS(B2:B5,C2:C5,">6")', [[2]]),
        ('=COUNTUNIQUEIFS(B2:B5,C2:C5,">6",A2:A5,"A*")', [[1]]),
        ("=AVERAGE.WEIGHTED(C2:C3,E2:E3)", [[(10.5 * 0.1 + 20 * 0.2) / 0.3]]),
        ("=ARRAY_CONSTRAIN(A2:C5,2,2)", [["Ann", "Eng"], ["Bob", "Ops"]]),
        ("=TO_DATE(46000)", [[46000]]),
        ("=TO_PURE_NUMBER(C2)", [[10.5]]),
        ('=TO_PURE_NUMBER("50%")', [[0.5]]),
        ("=TO_TEXT(C2)", [["$10.50"]]),
        ("=TO_TEXT(D2)", [["1/5/2026"]]),
        ("=ISDATE(D2)", [[True]]),
        ('=ISDATE("July 20 1969")', [[True]]),
        ('=ISDATE("July")', [[False]]),
        ("=ISDATE(5)", [[False]]),
        ('=ISEMAIL("noreply@google.com")', [[True]]),
        ('=ISEMAIL("noreply@google")', [[False]]),
        ('=ISURL("www.abc.xyz")', [[True]]),
        ('=ISURL("https://a.co/x?y=1#z")', [[True]]),
        ('=ISURL("google")', [[False]]),
        ("=EPOCHTODATE(86400)", [[25570]]),
        ("=EPOCHTODATE(86400000,2)", [[25570]]),
        ("=ISBETWEEN(5,1,5,TRUE,FALSE)", [[False]]),
        ("=DIVIDE(MINUS(9,1),POW(2,2))", [[2]]),
        ("={A2:A3,C2:C3;1,2}", [["Ann", 10.5], ["Bob", 20], [1, 2]]),
        ("=TRANSPOSE(A4:C4)", [["Cy"], ["Eng"]]),
        ("=HSTACK(A2:A3,B2:B3)", [["Ann", "Eng"], ["Bob", "Ops"]]),
        ("=TOCOL(C2:C5,1)", [[10.5], [20], [5.25]]),
        ("=WRAPROWS(A2:A5,2)", [["Ann", "Bob"], ["Cy", "Di"]]),
        ("=CHOOSECOLS(A2:C3,-1,1)", [[10.5, "Ann"], [20, "Bob"]]),
        ("=SEQUENCE(2,2,10,5)", [[10, 15], [20, 25]]),
        ("=MAKEARRAY(2,2,LAMBDA(r,c,r*10+c))", [[11, 12], [21, 22]]),
        ('=MAP(A2:A4,LAMBDA(x,REGEXMATCH(x,"n")))', [[True], [False], [False]]),
        ("=BYROW(C2:C4,LAMBDA(r,SUM(r)))", [[10.5], [20], [0]]),
        ("=BYCOL(C2:C5,LAMBDA(c,MAX(c)))", [[20]]),
        ("=REDUCE(1,C2:C3,LAMBDA(a,b,a*b))", [[210]]),
        ("=SCAN(0,{1,2,3},LAMBDA(a,b,a+b))", [[1, 3, 6]]),
        ("=LAMBDA(x,y,x-y)(5,3)", [[2]]),
        ("=LET(x,C2:C5,SUM(x)*2)", [[71.5]]),
        ('=ARRAYFORMULA(IF(C2:C5="","none",C2:C5*2))', [[21], [40], ["none"], [10.5]]),
        ('=ARRAYFORMULA(VLOOKUP({"Bob";"Di"},A2:C5,3,FALSE))', [[20], [5.25]]),
        ("=ARRAYFORMULA(ROUND(C2:C3,0))", [[11], [20]]),
        ("=ARRAYFORMULA(ROW(A2:A4))", [[2], [3], [4]]),
        ('=SUM(ARRAYFORMULA(IF(B2:B5="Ops",C2:C5,0)))', [[25.25]]),
        ('=XLOOKUP("Bob",A2:A5,B2:C5)', [["Ops", 20]]),
        ('=XLOOKUP(12,C2:C5,A2:A5,"none",-1)', [["Ann"]]),
        ("=OFFSET(A2,1,0,2,2)", [["Bob", "Ops"], ["Cy", "Eng"]]),
        ('=INDIRECT("A2:A3")', [["Ann"], ["Bob"]]),
        ("=SUM(A2:INDEX(C2:C5,2))", [[30.5]]),
    ],
)
def test_functions_give_what_google_gives(shared_book: tuple[Api, str], formula: str, block: Any) -> None:
    result = _result(shared_book, formula)
    assert len(result) == len(block)
    assert all(row == pytest.approx(wanted) for row, wanted in zip(result, block, strict=True))


@pytest.mark.parametrize(
    ("formula", "block"),
    [
        ("=C2:C5*2", [[21]]),
        ('=A2:A5&"!"', [["Ann!"]]),
        ("=SUM(C2:C5*2)", [[21]]),
        ("=LEN(A2:A5)", [[3]]),
        ("=IF(C2:C5>15,1,2)", [[2]]),
        ("=@C2:C5+1", [[11.5]]),
        ("=SUMPRODUCT(C2:C5*2)", [[71.5]]),
        ("=INDEX(C2:C3*2)", [[21], [40]]),
        ("=ROW(A2:A4)", [[2]]),
    ],
)
def test_a_range_in_the_place_of_a_value_is_one_cell_of_it(
    shared_book: tuple[Api, str], formula: str, block: Any
) -> None:
    assert _result(shared_book, formula) == block


@pytest.mark.parametrize(
    "formula",
    [
        "=IF(TRUE,,5)",
        "=IFERROR(1/0)",
        '=VLOOKUP("Cy",A2:C5,3,FALSE)',
        "=INDEX(A2:C5,3,3)",
        "=C4",
        "=IF(TRUE,C4)",
        '=FILTER(C2:C5,A2:A5="Cy")',
        "=SPARKLINE(C2:C5)",
    ],
)
def test_an_empty_cell_that_is_passed_on_stays_empty(shared_book: tuple[Api, str], formula: str) -> None:
    assert _result(shared_book, formula) == []


def test_formulas_of_both_kinds_see_each_other(api: Api) -> None:
    book = api.filled([["3"], ["1"], ["2"]])
    api.write(book, "B1", [["=SUM(C1:C3)", "=SORT(D1:D3)", "=A1*10"], ["", "", "=A2*10"], ["", "", "=A3*10"]])
    assert api.raw(book, "B1:D3") == [[60, 10, 30], ["", 20, 10], ["", 30, 20]]
    api.write(book, "A2", [["9"]])
    assert api.raw(book, "B1:C3") == [[140, 20], ["", 30], ["", 90]]


def test_what_an_array_has_filled_is_free_again_once_its_formula_is_gone(api: Api) -> None:
    book = api.filled([["=SEQUENCE(3)", "=SUM(A1:A3)"]])
    assert api.raw(book) == [[1, 6], [2], [3]]
    api.write(book, "A1", [["=SEQUENCE(2)"]])
    assert api.raw(book) == [[1, 3], [2]]
    api.write(book, "A1", [["5"]])
    assert api.raw(book) == [[5, 5]]


def test_an_array_does_not_overwrite(api: Api) -> None:
    book = api.filled([["=SEQUENCE(3)"], [], ["x"]])
    assert api.read(book) == [["#REF!"], [], ["x"]]
    api.call("POST", f"/v4/spreadsheets/{book}/values/A3:clear")
    assert api.read(book) == [["1"], ["2"], ["3"]]


def test_formulas_that_depend_on_themselves_say_so(api: Api) -> None:
    book = api.filled([["=SORT(A1:B1)", "=FLATTEN(C1)", "=FLATTEN(B1)+1", "=E1", "=D1"]])
    assert api.read(book) == [["#REF!", "#REF!", "#REF!", "#REF!", "#REF!"]]


def test_ranges_are_imported_from_other_spreadsheets(api: Api) -> None:
    source = api.filled([["$1", "=A1*2"], ["x"]])
    book = api.filled([[f'=IMPORTRANGE("{source}","Sheet1!A1:B2")']])
    assert api.read(book) == [["$1", "$2"], ["x"]]
    api.write(source, "A1", [["$5"]])
    assert api.read(book) == [["$5", "$10"], ["x"]]
    address = f"https://docs.google.com/spreadsheets/d/{source}/edit#gid=0"
    api.write(book, "D1", [[f'=SUM(IMPORTRANGE("{address}","A1:B1"))']])
    assert api.raw(book, "D1") == [[15]]


def test_imports_that_cannot_be_made_say_why(api: Api) -> None:
    source = api.filled([["1"]])
    book = api.filled([[f'=IMPORTRANGE("{source}","Nowhere!A1")', '=IMPORTRANGE("nosuch","A1")']])
    api.write(source, "A2", [[f'=IMPORTRANGE("{book}","A1")']])
    api.write(book, "C1", [[f'=IMPORTRANGE("{source}","A2")']])
    assert api.raw(book) == [
        [
            "#REF! (Cannot find range or sheet for imported range.)",
            "#REF! (Spreadsheet cannot be found.)",
            "#REF! (Circular dependency detected. To resolve with iterative calculation, see File > Settings.)",
        ]
    ]


def test_imports_wait_for_access_where_it_is_required(fresh_api: Api) -> None:
    source = fresh_api.filled([["1"]])
    book = fresh_api.filled([[f'=IMPORTRANGE("{source}","A1")']])
    assert fresh_api.raw(book) == [[1]]
    fresh_api.call("PUT", "/_local/imports", json={"required": True})
    assert fresh_api.raw(book) == [["#REF! (You need to connect these sheets.)"]]
    fresh_api.call("PUT", "/_local/imports", json={"required": True, "granted": {book: [source]}})
    assert fresh_api.raw(book) == [[1]]
    assert fresh_api.error("PUT", "/_local/imports", json=[])[0] == 400


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ('=COUNTIF(C3,">15")', 1),
        ('=SUMIF(B2:B5,"Ops",C2)', 25.25),
        ('=SUMIF(B2:B,"Ops",C2)', 25.25),
        ('=AVERAGEIF(B3,"Ops",C3)', 20),
        ("=INDEX(A2,1)", "Ann"),
        ("=INDEX(C3)*2", 40),
        ("=SUM(A2,C2)", 10.5),
        ("=ARRAYFORMULA(SUM(A2,C2))", 10.5),
        ("=ARRAYFORMULA(ISERROR(FILTER(A2:A5,A2:A5=0)))", True),
        ('=ARRAYFORMULA(ISNUMBER(SEARCH("n",A2)))', True),
        ("=ROUND(C2)", 11),
        ('=IF(ISNA(MATCH("x",A2:A5,0)),"no","yes")', "no"),
    ],
)
def test_single_cells_stand_for_ranges(shared_book: tuple[Api, str], formula: str, value: object) -> None:
    assert _result(shared_book, formula) == [[value]]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=1" + "+1" * 200, 201),
        ("=1" + "+1" * 20_000, "#ERROR! (Formula parse error.)"),
        ("=1" + "%" * 20_000, "#ERROR! (Formula parse error.)"),
        ("=" + "IF(TRUE," * 100 + "1" + ")" * 100, 1),
        ("=" + "(" * 5000 + "1" + ")" * 5000, "#ERROR! (Formula parse error.)"),
    ],
)
def test_what_is_too_deep_to_compute_is_told(shared_book: tuple[Api, str], formula: str, value: object) -> None:
    assert _result(shared_book, formula) == [[value]]


def test_results_pass_through_many_formulas_in_either_direction(api: Api) -> None:
    rows = 90
    # Column A counts up from below through the engine and an own function in turn, column C through one alone.
    cells = [[f"=B{row + 1}+1", f"=SORTN(A{row},1)", f"=TO_TEXT(C{row + 1})"] for row in range(1, rows + 1)]
    book = api.filled([*cells, ["1", "1", "1"]])
    assert api.raw(book, "A1:C1") == [[91, 91, "1"]]


def test_formulas_in_a_circle_are_told(api: Api) -> None:
    book = api.filled([["=SORTN(B1,1)+1", "=SORTN(A1,1)+1"]])
    told = "#REF! (Circular dependency detected. To resolve with iterative calculation, see File > Settings.)"
    assert api.raw(book) == [[told, told]]
