"""Fifty people who check in at the same moment on one workbook of ten key results, and what must hold afterwards."""

from datetime import date
from decimal import Decimal

from okrsdk.model import CheckIn
from okrsdk.sheets import Workbook

PEOPLE, KEY_RESULTS = 50, 10


def said_by_fifty(workbook: Workbook) -> list[CheckIn]:
    """One check-in of each person: five of each key result, of five days, the newest in the middle."""
    key_results = workbook.inspect().okr_set.key_results
    assert len(key_results) == KEY_RESULTS
    return [
        CheckIn(
            key_result_id=key_results[person % KEY_RESULTS].id,
            day=date(2026, 2, 1 + person // KEY_RESULTS * 7 % 5),
            value=Decimal(20 + person),
            confidence=Decimal("0.6"),
            by=f"Person {person}",
        )
        for person in range(PEOPLE)
    ]


def must_hold_each_once(workbook: Workbook, said: list[CheckIn]) -> None:
    """No row is lost, none is there twice, and of each key result Current is the value of its newest day."""
    okr_set = workbook.inspect().okr_set
    assert sorted(okr_set.check_ins, key=lambda one: one.by) == sorted(said, key=lambda one: one.by)
    newest = {one.key_result_id: one.value for one in sorted(said, key=lambda one: one.day or date.min)}
    assert {one.id: one.current for one in okr_set.key_results} == newest
