"""Requests about texts: find and replace, and pasted data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api


def replaced(api: Api, text: str, **request: Any) -> str:
    book = api.filled([[text]], "RAW")
    api.batch(book, {"findReplace": {"sheetId": 0, "searchByRegex": True, **request}})
    found = api.read(book)
    return str(found[0][0]) if found else ""


@pytest.mark.parametrize(
    ("text", "find", "replacement", "result"),
    [
        ("Google Docs", "o.* (.*)", "$1 Rocks", "GDocs Rocks"),
        ("ab", "(a)(b)", "$2$1$0", "baab"),
        ("5 EUR", "eur", "$ \\1", "5 $ \\1"),
        ("aXbx", "x", "-", "a-b-"),
    ],
)
def test_groups_of_regular_expressions_are_named_by_dollars(
    api: Api, text: str, find: str, replacement: str, result: str
) -> None:
    assert replaced(api, text, find=find, replacement=replacement) == result


@pytest.mark.parametrize(
    ("find", "replacement", "said"),
    [
        ("(", "", "missing )"),
        ("(?=a)", "", "invalid perl operator"),
        (r"(a)\1", "", "invalid escape sequence"),
        ("b", "$1", "names a group that it does not have"),
        ("a" * 1001, "", "a text of 1000 characters at most"),
        (r"((\pL{30}){30})", "", "pattern too large"),
    ],
)
def test_expressions_that_are_wrong_or_may_take_forever_are_refused(
    api: Api, find: str, replacement: str, said: str
) -> None:
    book = api.filled([["a"]])
    request = {"find": find, "replacement": replacement, "allSheets": True, "searchByRegex": True}
    assert said in api.batch_error(book, {"findReplace": request})


@pytest.mark.parametrize("find", ["(a+)+$", "(a|a)*b", "(a*)*(a*)*(a*)*b", "((a?){30}a{30})+b"])
def test_expressions_that_would_take_forever_elsewhere_do_not(api: Api, find: str) -> None:
    text = "a" * 40_000 + "!"
    assert replaced(api, text, find=find, replacement="found") == text


@pytest.mark.parametrize(
    ("find", "text"),
    [
        ("(?:.{30}|.{31}|.{29})*a.{300}b", "a" * 50_000),  # many ways at once
        ("a(.*b)?", "a" * 50_000),  # one search after the other, each to the end
    ],
)
def test_expressions_that_cost_too_much_are_refused_by_their_size_not_by_a_clock(
    api: Api, find: str, text: str
) -> None:
    book = api.filled([[text]])
    request = {"find": find, "replacement": "", "allSheets": True, "searchByRegex": True}
    assert "costs too much on so many cells" in api.batch_error(book, {"findReplace": request})
    assert api.raw(book) == [[text]]


def test_signs_of_regular_expressions_are_plain_text_elsewhere(api: Api) -> None:
    assert replaced(api, "a.b", find=".", replacement="$1\\", searchByRegex=False) == "a$1\\b"


@pytest.mark.parametrize(("held", "result"), [("", "O1"), ("  ", "O1"), ("O7", "O7"), ('=""', ""), (0, 0)])
def test_an_expression_for_nothing_fills_a_cell_only_while_it_is_blank(api: Api, held: Any, result: Any) -> None:
    book = api.filled([["a", held, "c"]])
    cell = {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 1, "endColumnIndex": 2}
    find = {"find": r"^\s*$", "searchByRegex": True, "matchEntireCell": True, "replacement": "O1", "range": cell}
    reply = api.batch(book, {"findReplace": find})[0]["findReplace"]
    assert reply.get("occurrencesChanged", 0) == (result == "O1")
    assert api.raw(book) == [["a", result, "c"]]


def test_an_expression_for_nothing_is_not_for_what_is_left_of_a_text_or_beyond_the_range(api: Api) -> None:
    assert replaced(api, "ab", find="x*", replacement="", matchEntireCell=True) == "ab"
    book = api.filled([["a"]])
    column = {"startRowIndex": 0, "endRowIndex": 3, "startColumnIndex": 0, "endColumnIndex": 1}
    api.batch(book, {"findReplace": {"find": "^$", "searchByRegex": True, "replacement": "b", "range": column}})
    assert api.raw(book) == [["a"], ["b"], ["b"]]


def test_delimited_data_are_pasted_as_if_typed(api: Api) -> None:
    book = api.create({"properties": {"title": "S", "gridProperties": {"rowCount": 2, "columnCount": 1}}})
    start = {"rowIndex": 1}
    api.batch(book, {"pasteData": {"coordinate": start, "data": 'x\t"y\tz"\n=1+1\t50%', "delimiter": "\t"}})
    assert api.raw(book, "S") == [[], ["x", "y\tz"], [2, 0.5]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "delimiter must be one character."),
        ({"html": True}, "Local Sheets does not paste HTML."),
        ({"delimiter": ",", "coordinate": {"rowIndex": 1000}}, "is after last row in grid[999]"),
    ],
)
def test_what_cannot_be_pasted_is_refused(api: Api, given: Any, said: str) -> None:
    request = {"coordinate": {"rowIndex": 0}, "data": "x", **given}
    assert said in api.batch_error(api.create(), {"pasteData": request})
