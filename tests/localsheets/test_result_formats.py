"""The number format that a formula's result brings along."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api

ROWS = [["$10.50", "1/5/2026", "10%", "2"], ["$20", "2/6/2026", "20%", "3"], ["", "12:30", "1,250", "x"]]


@pytest.fixture(scope="module")
def shared_book(shared_server: Any) -> tuple[Api, str]:
    api = Api(shared_server)
    return api, api.filled(ROWS)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=A1", "$10.50"),
        ("=A1+A2", "$30.50"),
        ("=D1+A1", "$12.50"),
        ("=A1-5", "$5.50"),
        ("=-A1", "-$10.50"),
        ("=A1*D1", "$21.00"),
        ("=A1/D1", "$5.25"),
        ("=A1/A2", "0.525"),
        ("=SUM(A1:A3)", "$30.50"),
        ("=SUM(D1:D2)", "5"),
        ("=AVERAGE(A1:A3)", "$15.25"),
        ("=MAX(B1:B2)", "2/6/2026"),
        ("=COUNT(A1:A3)", "2"),
        ("=ROUND(A1,0)", "$11.00"),
        ("=5/A1", "0.4761904762"),
        ("=B1+7", "1/12/2026"),
        ("=7+B1", "1/12/2026"),
        ("=B2-B1", "32"),
        ("=EDATE(B1,1)", "2/5/2026"),
        ("=DATE(2026,3,31)", "3/31/2026"),
        ("=TIME(13,5,0)", "1:05:00 PM"),
        ("=TODAY()-TODAY()", "0"),
        ("=C1+C2", "30%"),
        ("=C3", "1,250"),
        ("=IF(D1=2,B1,A1)", "46027"),
        ("=A1&D1", "10.52"),
        ("=A1>A2", "FALSE"),
        ("=YEAR(B1)", "2026"),
    ],
)
def test_results_are_shown_like_what_they_are_made_of(shared_book: tuple[Api, str], formula: str, shown: str) -> None:
    api, book = shared_book
    api.write(book, "H1", [[formula]])
    assert api.read(book, "H1") == [[shown]]


def test_formulas_hand_formats_on(api: Api) -> None:
    book = api.filled([["$1", "=A1*2", "=B1+B1", "=SUM(A1:C1)"]])
    assert api.read(book) == [["$1", "$2", "$4", "$7"]]


def test_a_format_of_the_cell_itself_comes_first(api: Api) -> None:
    book = api.filled([["$1", "=A1"]])
    target = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
    wanted = {"userEnteredFormat": {"numberFormat": {"type": "NUMBER", "pattern": "0.0"}}}
    api.batch(book, {"repeatCell": {"range": target, "cell": wanted, "fields": "userEnteredFormat.numberFormat"}})
    assert api.read(book) == [["$1", "1.0"]]
