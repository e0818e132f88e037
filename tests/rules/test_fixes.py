"""What can be fixed without asking anyone, and what cannot."""

from decimal import Decimal

import pytest

from okrsdk.findings import Finding, Location, Severity, Table
from okrsdk.model import KeyResult, Kind, OkrSet
from okrsdk.rules.fixes import Fix, sure_fix


def found(code, field="", table=Table.KEY_RESULTS, position=0):
    place = Location(table=table, record="O1-KR1", position=position, field=field or None)
    return Finding(code=code, severity=Severity.WARNING, location=place, message="x")


def fixed(key_result, code, field=""):
    fix = sure_fix(found(code, field), OkrSet(key_results=(key_result,)))
    return None if fix is None else (fix.field, fix.value)


@pytest.mark.parametrize(
    ("key_result", "code", "field", "expected"),
    [
        (KeyResult(text="Waiting time", baseline=Decimal(9), target=Decimal(5)), "K226", "kind", ("kind", "decrease")),
        # The words say up, the numbers down: who is right is for people to say.
        (KeyResult(text="Raise sales from 5 to 9", baseline=Decimal(9), target=Decimal(5)), "K226", "kind", None),
        (KeyResult(text="Cut the wait from 9 to 5 minutes"), "T203", "kind", ("kind", "decrease")),
        (KeyResult(text="Bookings"), "T203", "kind", None),
        (KeyResult(text="Bookings"), "T203", "commitment", None),
        (KeyResult(text="Raise sales from 5 to 9", target=Decimal(9)), "K222", "baseline", ("baseline", Decimal(5))),
        # The column holds another target than the words, so that the words may be old.
        (KeyResult(text="Raise sales from 5 to 9", target=Decimal(12)), "K222", "baseline", None),
        (KeyResult(text="Raise sales"), "K222", "baseline", None),
        (KeyResult(text="Raise bookings from 5 to 9"), "M305", "metric", ("metric", "bookings")),
        (KeyResult(text="Raise sales"), "K201", "", None),
    ],
)
def test_only_what_numbers_or_words_say_is_sure(key_result, code, field, expected):
    assert fixed(key_result, code, field) == expected


def test_an_id_given_twice_is_cleared_in_any_table():
    expected = Fix(table=Table.OBJECTIVES, position=3, field="id", value=None)
    assert sure_fix(found("T301", "id", Table.OBJECTIVES, 3), OkrSet()) == expected


def test_what_is_of_no_record_or_of_none_any_more_has_no_fix():
    nowhere = Finding(code="T101", severity=Severity.ERROR, location=Location(), message="x")
    assert sure_fix(nowhere, OkrSet()) is None
    assert sure_fix(found("K226", "kind", position=7), OkrSet()) is None


def test_the_kind_that_is_set_is_one_of_the_model():
    key_result = KeyResult(text="Waiting time", baseline=Decimal(9), target=Decimal(5))
    fix = sure_fix(found("K226", "kind"), OkrSet(key_results=(key_result,)))
    assert fix is not None
    assert fix.value is Kind.DECREASE
