"""QUERY: Google's visualization query language over a small table."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, format_of, plain, with_format
from okrsdk.localsheets.grid.cells import ErrorText
from okrsdk.localsheets.grid.dates import serial
from okrsdk.localsheets.query import QueryError, run

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.cells import Value

DAY = {"type": "DATE", "pattern": "yyyy-mm-dd"}
TIME = {"type": "TIME", "pattern": "h:mm"}
NOW = dt.datetime(2026, 5, 17, 12, 0, tzinfo=dt.UTC)


def _day(text: str) -> Value:
    return with_format(serial(dt.date.fromisoformat(text)), DAY)


TABLE = Matrix(
    (
        ("name", "dept", "lunch", "salary", "hired", "senior"),
        ("John", "Eng", with_format(0.5, TIME), 1000, _day("2005-03-19"), True),
        ("Dave", "Eng", with_format(0.5, TIME), 500, _day("2006-04-19"), False),
        ("Sally", "Eng", with_format(13 / 24, TIME), 600, _day("2005-10-10"), False),
        ("Ben", "Sales", with_format(0.5, TIME), 400, _day("2002-10-10"), True),
        ("Dana", "Sales", with_format(0.5, TIME), 350, _day("2004-09-08"), True),
        ("Mike", "Marketing", with_format(13 / 24, TIME), 800, _day("2005-01-10"), True),
    )
)


def _asked(text: str, table: Matrix = TABLE, headers: int = 1) -> list[list[Value]]:
    names = [chr(65 + index) for index in range(table.width)]
    found = run(
        table,
        names,
        text,
        headers=headers,
        now=NOW,
        matches=lambda value, pattern: re.fullmatch(pattern, value) is not None,
    )
    return [[plain(value) for value in row] for row in found.rows]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("select A, D limit 2", [["name", "salary"], ["John", 1000], ["Dave", 500]]),
        ("select A where D >= 800", [["name"], ["John"], ["Mike"]]),
        ("select A where B = 'Sales' and not F = false", [["name"], ["Ben"], ["Dana"]]),
        ("select A where (B = 'Sales' or B = 'Marketing') and D > 350", [["name"], ["Ben"], ["Mike"]]),
        ("select A where E < date '2005-01-01' order by A desc", [["name"], ["Dana"], ["Ben"]]),
        ("select A where C = timeofday '13:00:00'", [["name"], ["Sally"], ["Mike"]]),
        ("select A where A starts with 'Da'", [["name"], ["Dave"], ["Dana"]]),
        ("select A where A ends with 'n' and A contains 'o'", [["name"], ["John"]]),
        ("select A where A like 'D%a'", [["name"], ["Dana"]]),
        ("select A where A matches '[BD].n.?'", [["name"], ["Ben"], ["Dana"]]),
        ("select A where year(E) = 2005 and month(E) = 0", [["name"], ["Mike"]]),
        ("select A where D * 2 + 1 = 801", [["name"], ["Ben"]]),
        ("SELECT A WHERE (D + 50) / 10 = 40", [["name"], ["Dana"]]),
        ("select B, sum(D) group by B", [["dept", "sum salary"], ["Eng", 2100], ["Marketing", 800], ["Sales", 750]]),
        (
            "select B, max(D), min(D), count(A), avg(D) group by B order by count(A) desc, B limit 2",
            [
                ["dept", "max salary", "min salary", "count name", "avg salary"],
                ["Eng", 1000, 500, 3, 700],
                ["Sales", 400, 350, 2, 375],
            ],
        ),
        ("select count(A)", [["count name"], [6]]),
        ("select sum(D) pivot B", [["Eng", "Marketing", "Sales"], [2100, 800, 750]]),
        (
            "select B, sum(D) group by B pivot C",
            [["dept", "12:00", "13:00"], ["Eng", 1500, 600], ["Marketing", None, 800], ["Sales", 750, None]],
        ),
        (
            "select sum(D), count(A) pivot B",
            [
                [
                    *("Eng sum salary", "Marketing sum salary", "Sales sum salary"),
                    *("Eng count name", "Marketing count name", "Sales count name"),
                ],
                [2100, 800, 750, 3, 1, 2],
            ],
        ),
        (
            "select sum(D) pivot F, B limit 1",
            [["false,Eng", "true,Eng", "true,Marketing", "true,Sales"], [1100, 1000, 800, 750]],
        ),
        ("select A, D order by D limit 2 offset 1", [["name", "salary"], ["Ben", 400], ["Dave", 500]]),
        ("select A skipping 3", [["name"], ["John"], ["Ben"]]),
        ("select A limit 1 label A 'who'", [["who"], ["John"]]),
        ("select count(A) label count(A) ''", [[6]]),
        ("select upper(A), lower(B) limit 1", [["upper(name)", "lower(dept)"], ["JOHN", "eng"]]),
        ("select month(E)+1, D*1.5 limit 1", [["sum(month(hired)1())", "product(salary1.5())"], [3, 1500]]),
        (
            "select quarter(E), dayOfWeek(E), day(E) limit 1",
            [["quarter(hired)", "dayOfWeek(hired)", "day(hired)"], [1, 7, 19]],
        ),
        (
            "select dateDiff(E, date '2005-03-01'), hour(C) limit 1",
            [["dateDiff(hiredDATE '2005-03-01'())", "hour(lunch)"], [18, 12]],
        ),
        ("select year(E), sum(D) group by year(E) limit 2", [["year(hired)", "sum salary"], [2002, 400], [2004, 350]]),
        ("select max(E) - 0", None),
        ("", [["name", "dept", "lunch", "salary", "hired", "senior"]]),
    ],
)
def test_queries(text: str, rows: list[list[Value]] | None) -> None:
    if rows is None:
        with pytest.raises(QueryError, match="difference on values that are not number"):
            _asked(text)
    elif text:
        assert _asked(text) == rows
    else:
        assert _asked(text)[:1] == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("select Z", "NO_COLUMN: Z"),
        ("select a", "NO_COLUMN: a"),
        ("select A, sum(D)", "ADD_COL_TO_GROUP_BY_OR_AGG: A"),
        ("select * group by A", "CANNOT_GROUP_WITHOUT_AGG"),
        ("select sum(A)", "AVG_SUM_ONLY_NUMERIC"),
        ("select A where", "PARSE_ERROR"),
        ("select A limit x", "PARSE_ERROR"),
        ("where A = 'x' select A", "PARSE_ERROR"),
        ("select A; drop", "PARSE_ERROR"),
        ("select A where E = date '2005-13-01'", "Invalid date literal"),
        ("select year(A)", "Can't perform the function year"),
        ("select nosuch(A)", "PARSE_ERROR"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(text: str, said: str) -> None:
    with pytest.raises(QueryError, match=re.escape(said)):
        _asked(text)


def test_blank_cells_equal_nothing_and_come_first() -> None:
    table = Matrix((("a", 1), (None, 2), ("b", None)))
    assert _asked("select B where A <> 'a'", table, 0) == [[None]]
    assert _asked("select B where A is null", table, 0) == [[2]]
    assert _asked("select A where B is not null order by A", table, 0) == [[None], ["a"]]


def test_the_majority_decides_what_a_column_is() -> None:
    table = Matrix(((1,), (2,), ("x",), (ErrorText("#N/A"),)))
    assert _asked("select A", table, 0) == [[1], [2], [None], [None]]


@pytest.mark.parametrize(
    ("rows", "titles"),
    [
        ((("n", "v"), ("a", 1)), 1),
        ((("a", "b"), ("c", "d")), 0),
        (((1, 2), (3, 4)), 0),
        ((("n", "v"), ("n2", "v2"), ("a", 1), ("b", 2), ("c", 3)), 2),
    ],
)
def test_titles_are_guessed_from_texts_above_numbers(rows: tuple[tuple[Value, ...], ...], titles: int) -> None:
    found = _asked("select *", Matrix(rows), -1)
    assert len(found) == len(rows) - max(titles - 1, 0)


def test_formats_are_kept_and_given() -> None:
    names = list("ABCDEF")
    found = run(
        TABLE, names, "select E, D limit 1 format D '#,##0.00'", headers=1, now=NOW, matches=lambda _, __: False
    )
    assert [format_of(value) for value in found.rows[1]] == [DAY, {"type": "NUMBER", "pattern": "#,##0.00"}]


def test_an_empty_result_says_so() -> None:
    with pytest.raises(Stop) as raised:
        _asked("select A where A = 2", Matrix(((1,),)), 0)
    assert isinstance(raised.value.failure, Failure)
    assert raised.value.failure.message == "Query completed with an empty output."
