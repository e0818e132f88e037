"""Decisions that a workbook remembers, found in the log again."""

from dataclasses import replace
from datetime import date

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.model import Change, Decision, KeyResult, OkrSet, Status
from okrsdk.workbook import read_workbook
from okrsdk.workbook.recalibrating.recalled import recalled, recalled_line, said_of
from tests.workbook.samples import sample, workbook

DAY = date(2026, 2, 9)
KEPT = Decision(day=DAY, key_result_id="O1-KR1", change=Change.KEPT, why="It comes late")
AGAIN = replace(KEPT, why="Still late")
REPLACED = Decision(
    day=DAY, key_result_id="O1-KR2", change=Change.REPLACED, after="O1-KR9: Calls from 1 to 9", why="No"
)
READING = read_workbook(workbook(sample()))


def with_log(*decisions: Decision, okr_set: OkrSet = READING.okr_set):
    return replace(READING, okr_set=replace(okr_set, decisions=decisions))


def test_a_line_is_found_by_its_place_and_where_the_log_was_sorted_by_what_it_is_about():
    said = said_of(with_log(REPLACED), KEPT)
    assert said == "1 kept O1-KR1"
    assert recalled_line(with_log(REPLACED, KEPT, AGAIN), said) is KEPT
    assert recalled_line(with_log(KEPT, REPLACED), said) is KEPT
    assert recalled_line(with_log(KEPT, AGAIN), "nowhere kept O1-KR1") is AGAIN
    with pytest.raises(InvalidOkrError, match="its line is gone"):
        recalled_line(with_log(REPLACED), said)


def test_the_key_result_comes_with_it_as_it_is_now():
    new = KeyResult(id="O1-KR9", text="Calls from 1 to 9")
    old = replace(READING.okr_set.key_results[1], status=Status.REPLACED, replaced_by="O1-KR9")
    found = recalled(with_log(REPLACED, okr_set=OkrSet(key_results=(old, new))), "0 replaced O1-KR2")
    assert (found.before, found.after, found.new) == (old, old, new)
    gone = recalled(with_log(KEPT, okr_set=OkrSet()), "0 kept O1-KR1")
    assert (gone.before, gone.new) == (KeyResult(id="O1-KR1"), None)
