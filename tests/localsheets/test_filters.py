"""The basic filter and filter views: criteria in both spellings, and the order a filter sorts its rows into."""

from __future__ import annotations

from typing import Any

from tests.localsheets.api import Api, area

SEARCH = {"hiddenValues": ["search"]}
LISTED = [{"columnIndex": 1, "filterCriteria": SEARCH}]
ROWS: list[list[Any]] = [["lead", "from"], ["b", "search"], ["c", "mail"], ["a", "mail"]]
SPOT = {"startRowIndex": 0, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 2}


def basic_filter(api: Api, book: str) -> Any:
    return api.spreadsheet(book)["sheets"][0].get("basicFilter")


def filter_views(api: Api, book: str) -> Any:
    return api.spreadsheet(book, fields="sheets.filterViews")["sheets"][0]["filterViews"]


def test_criteria_by_column_are_shown_as_a_list_too(api: Api) -> None:
    book = api.filled(ROWS)
    api.batch(book, {"setBasicFilter": {"filter": {"range": area(0, 4, 0, 2), "criteria": {"1": SEARCH}}}})
    shown = basic_filter(api, book)
    assert shown == {"range": SPOT, "criteria": {"1": SEARCH}, "filterSpecs": LISTED}
    assert list(shown) == ["range", "criteria", "filterSpecs"]


def test_a_list_of_criteria_is_shown_by_column_too(api: Api) -> None:
    book = api.filled(ROWS)
    given = {"title": "Mail", "range": area(0, 4, 0, 2), "filterSpecs": LISTED}
    (reply,) = api.batch(book, {"addFilterView": {"filter": given}})
    view = reply["addFilterView"]["filter"]
    assert (view["criteria"], view["filterSpecs"]) == ({"1": SEARCH}, LISTED)
    changed = {"filterViewId": view["filterViewId"], "criteria": {"0": SEARCH}}
    api.batch(book, {"updateFilterView": {"filter": changed, "fields": "criteria"}})
    (shown,) = filter_views(api, book)
    assert shown["criteria"] == {"0": SEARCH}
    assert shown["filterSpecs"] == [{"columnIndex": 0, "filterCriteria": SEARCH}]


def test_the_list_counts_where_both_are_given(api: Api) -> None:
    book = api.create({"basicFilter": {"range": SPOT, "criteria": {"0": SEARCH}, "filterSpecs": LISTED}})
    assert basic_filter(api, book)["criteria"] == {"1": SEARCH}


def test_a_filter_without_criteria_shows_its_range_alone(api: Api) -> None:
    book = api.filled(ROWS)
    api.batch(book, {"setBasicFilter": {"filter": {"range": area(0, 4, 0, 2)}}})
    assert basic_filter(api, book) == {"range": SPOT}


def test_a_basic_filter_sorts_the_rows_below_its_header(api: Api) -> None:
    book = api.filled(ROWS)
    order = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    api.batch(book, {"setBasicFilter": {"filter": {"range": area(0, 4, 0, 2), "sortSpecs": order}}})
    assert api.read(book) == [["lead", "from"], ["a", "mail"], ["b", "search"], ["c", "mail"]]
    assert basic_filter(api, book) == {"range": SPOT, "sortSpecs": order}
    api.batch(book, {"clearBasicFilter": {"sheetId": 0}})
    assert api.read(book)[1] == ["a", "mail"]
    assert basic_filter(api, book) is None


def test_a_basic_filter_of_a_whole_sheet_shows_where_the_sheet_ends(api: Api) -> None:
    book = api.create({"properties": {"gridProperties": {"rowCount": 5, "columnCount": 3}}})
    api.batch(book, {"setBasicFilter": {"filter": {"range": {"sheetId": 0}}}})
    ends = {"startRowIndex": 0, "endRowIndex": 5, "startColumnIndex": 0, "endColumnIndex": 3}
    assert basic_filter(api, book) == {"range": ends}
