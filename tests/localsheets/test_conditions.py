"""Which conditions data validations and conditional formats take, and colours that rows are sorted and filtered by."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area

RED, GREEN = {"red": 1}, {"green": 1}


def condition(kind: str, *values: str) -> Any:
    return {"type": kind, "values": [{"userEnteredValue": value} for value in values]}


def validate(given: Any) -> Any:
    return {"setDataValidation": {"range": area(0, 1, 0, 1), "rule": {"condition": given, "strict": True}}}


def color(given: Any) -> Any:
    rule = {"condition": given, "format": {"backgroundColor": RED}}
    return {"addConditionalFormatRule": {"rule": {"ranges": [area(0, 1, 0, 1)], "booleanRule": rule}}}


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (validate(condition("NUMBER_BETWEEN", "1")), "requires exactly 2 ConditionValues, but 1 were supplied"),
        (validate(condition("ONE_OF_LIST")), "requires at least 1 ConditionValues, but 0 were supplied"),
        (validate(condition("BOOLEAN", "a", "b", "c")), "requires 0 to 2 ConditionValues"),
        (validate(condition("NOT_BLANK")), "'NOT_BLANK' is not supported in data validation"),
        (validate({"type": "DATE_AFTER", "values": [{"relativeDate": "TODAY"}]}), "relativeDate values are not"),
        (validate({}), "condition.type is required"),
        (color(condition("NUMBER_GREATER")), "requires exactly 1 ConditionValues, but 0 were supplied"),
        (color(condition("ONE_OF_LIST", "a")), "'ONE_OF_LIST' is not supported in conditional formatting"),
    ],
)
def test_conditions_without_sense_are_refused(api: Api, request_: Any, said: str) -> None:
    assert said in api.batch_error(api.create(), request_)


def test_a_strict_validation_is_kept_and_does_not_refuse_what_the_api_writes(api: Api) -> None:
    book = api.create()
    api.batch(book, validate(condition("ONE_OF_LIST", "a", "b")))
    api.write(book, "A1", [["c"]])
    assert api.read(book) == [["c"]]
    assert api.cells(book, "A1", ".dataValidation")[0]["values"][0]["dataValidation"]["strict"] is True


def painted(api: Api) -> str:
    """A header and three rows, the second green by its own format, the third red by a condition."""
    book = api.filled([["n"], ["1"], ["2"], ["3"]])
    own = {"userEnteredFormat": {"backgroundColor": GREEN}}
    rule = {"condition": condition("NUMBER_EQ", "3"), "format": {"backgroundColor": RED}}
    api.batch(
        book,
        {"repeatCell": {"range": area(2, 3, 0, 1), "cell": own, "fields": "userEnteredFormat"}},
        {"addConditionalFormatRule": {"rule": {"ranges": [area(1, 4, 0, 1)], "booleanRule": rule}}},
    )
    return book
