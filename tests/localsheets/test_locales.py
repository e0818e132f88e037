"""Spreadsheets of other countries: what is typed, formulas, and how values are shown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from okrsdk.localsheets.grid.date_format import serial
from okrsdk.localsheets.grid.locales import EN_US, locale_of
from tests.localsheets.api import Api

LAST_OF_YEAR = serial(dt.date(2026, 12, 31))


def _book(api: Api, locale: str, rows: list[list[Any]]) -> str:
    book = api.create(properties={"title": "Book", "locale": locale})
    api.write(book, "A1", rows)
    return book


@pytest.mark.parametrize(
    ("locale", "typed", "value", "shown"),
    [
        ("de_DE", "1.234,5", 1234.5, "1.234,50"),
        ("de_DE", "31.12.2026", LAST_OF_YEAR, "31.12.2026"),
        ("de_DE", "31. Dezember 2026", LAST_OF_YEAR, "31 Dez. 2026"),
        ("de_DE", "12,5 %", 0.125, "12,50%"),
        ("de_DE", "1.200 €", 1200, "1.200 €"),
        ("de_DE", "-1.200,50 €", -1200.5, "-1.200,50 €"),
        ("de_DE", "1,5", 1.5, "1,5"),
        ("de_DE", "1,234.5", "1,234.5", "1,234.5"),
        ("fr_FR", "1 234,5", 1234.5, "1\u202f234,50"),
        ("fr_FR", "31 décembre 2026", LAST_OF_YEAR, "31-déc.-2026"),
        ("en_GB", "31/12/2026", LAST_OF_YEAR, "31/12/2026"),
        ("en_GB", "£1,200", 1200, "£1,200"),
        ("es_ES", "31 de diciembre de 2026", LAST_OF_YEAR, "31 dic 2026"),
        ("it_IT", "31/12/2026", LAST_OF_YEAR, "31/12/2026"),
        ("nl_NL", "31-12-2026", LAST_OF_YEAR, "31-12-2026"),
        ("pt_BR", "R$ 5,50", 5.5, "R$ 5,50"),
        ("pl_PL", "1 200 zł", 1200, "1\xa0200 zł"),
        ("ja_JP", "2026/12/31", LAST_OF_YEAR, "2026/12/31"),
        ("sv_SE", "2026-12-31", LAST_OF_YEAR, "2026-12-31"),
    ],
)
def test_what_is_typed_is_read_and_shown_as_the_country_writes(
    api: Api, locale: str, typed: str, value: object, shown: str
) -> None:
    book = _book(api, locale, [[typed]])
    assert api.raw(book) == [[value]]
    assert api.read(book) == [[shown]]


def test_formulas_are_written_with_the_signs_of_the_country(api: Api) -> None:
    book = _book(api, "de_DE", [["=SUM(1,5;2)", "={1\\2}", "", "=IF(1,5>1;A1*2;0)"]])
    assert api.raw(book) == [[3.5, 1, 2, 7]]
    assert api.read(book, "A1") == [["3,5"]]
    assert api.formulas(book, "A1") == [["=SUM(1,5;2)"]]
    api.write(book, "A2", [["=SUM(1,A1)"]])
    assert api.read(book, "A2") == [["#ERROR!"]]


def test_semicolons_separate_everywhere(api: Api) -> None:
    book = _book(api, "en_US", [["=SUM(1.5;2)"]])
    assert api.raw(book) == [[3.5]]


def test_types_without_a_pattern_have_that_of_the_country(api: Api) -> None:
    book = _book(api, "de_DE", [["=DATE(2026;12;31)"]])
    api.write(book, "B1", [[1234.5, 46387]], "RAW")
    for column, kind in ((1, "CURRENCY"), (2, "DATE")):
        target = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": column, "endColumnIndex": column + 1}
        cell = {"userEnteredFormat": {"numberFormat": {"type": kind}}}
        api.batch(book, {"repeatCell": {"range": target, "cell": cell, "fields": "userEnteredFormat.numberFormat"}})
    assert api.read(book) == [["31.12.2026", "1.234,50 €", "31.12.2026"]]


def test_a_locale_that_nobody_knows_is_that_of_the_united_states() -> None:
    assert locale_of("xx_YY") is EN_US
    assert locale_of("") is EN_US
    assert locale_of("de").decimal_comma
