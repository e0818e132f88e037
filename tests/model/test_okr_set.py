import pickle
from dataclasses import replace
from datetime import date
from decimal import Decimal

from okrsdk.model import CheckIn, Commitment, KeyResult, Kind, Objective, OkrSet, Status, automatic_author


def test_check_ins_come_oldest_first_and_undated_ones_not_at_all():
    late = CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1", value=Decimal(9))
    early = CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=Decimal(2))
    second_that_day = CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=Decimal(3))
    undated = CheckIn(key_result_id="O1-KR1", value=Decimal(5))
    other = CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR2")
    okr_set = OkrSet(check_ins=(late, early, undated, other, second_that_day))
    assert okr_set.check_ins_of("O1-KR1") == (early, second_that_day, late)
    assert okr_set.check_ins_of("O1-KR1", on=date(2026, 2, 8)) == (early, second_that_day)
    assert okr_set.check_ins_of("O1-KR2") == (other,)


def test_a_check_in_without_a_key_result_is_of_none():
    assert OkrSet(check_ins=(CheckIn(day=date(2026, 2, 2)),)).check_ins_of("") == ()


def test_a_key_result_is_found_by_its_id_and_a_blank_id_is_none():
    first, twin, unnamed = KeyResult(id="O1-KR1"), KeyResult(id="O1-KR1", text="Twin"), KeyResult()
    okr_set = OkrSet(key_results=(unnamed, first, twin))
    assert okr_set.key_result("O1-KR1") is first
    assert okr_set.key_result("O1-KR2") is None
    assert okr_set.key_result("") is None


def test_check_ins_are_those_of_the_very_set():
    told = CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=Decimal(2))
    before = OkrSet()
    after = replace(before, check_ins=(told,))
    assert (before.check_ins_of("O1-KR1"), after.check_ins_of("O1-KR1")) == ((), (told,))
    assert pickle.loads(pickle.dumps(after)).check_ins_of("O1-KR1") == (told,)  # noqa: S301 - our own bytes


def test_only_active_records_count():
    assert KeyResult().is_active
    assert not KeyResult(status=Status.REPLACED).is_active
    assert not Objective(status=Status.DROPPED).is_active


def test_a_stretch_passes_at_seven_tenths_and_a_promise_at_one():
    assert Commitment.ASPIRATIONAL.pass_mark == Decimal("0.7")
    assert Commitment.COMMITTED.pass_mark == Decimal(1)


def test_only_increase_and_decrease_run_in_a_straight_line():
    assert {kind for kind in Kind if kind.is_linear} == {Kind.INCREASE, Kind.DECREASE}


def test_a_check_in_takes_the_place_of_the_one_it_corrects():
    wrong = CheckIn(day=date(2026, 2, 12), key_result_id="O1-KR1", value=Decimal(900))
    other = CheckIn(day=date(2026, 2, 12), key_result_id="O1-KR2", value=Decimal(7))
    right = CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=Decimal(9), corrects=date(2026, 2, 12))
    later = CheckIn(day=date(2026, 2, 12), key_result_id="O1-KR1", value=Decimal(10))
    okr_set = OkrSet(check_ins=(wrong, other, right, later))
    assert okr_set.check_ins_of("O1-KR1") == (right, later)
    assert okr_set.check_ins_of("O1-KR2") == (other,)
    assert [place for place, _ in okr_set.counted_check_ins()] == [1, 2, 3]


def test_a_value_that_came_in_by_itself_is_no_ones_word():
    said = CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=Decimal(2), by="Ops Lead")
    read = CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1", value=Decimal(9), by=automatic_author("csv"))
    both = OkrSet(check_ins=(said, read))
    assert both.last_heard("O1-KR1", on=date(2026, 2, 16)) == date(2026, 2, 2)
    assert both.last_heard("O1-KR1", on=date(2026, 2, 1)) is None
    assert OkrSet(check_ins=(read,)).last_heard("O1-KR1", on=date(2026, 2, 16)) is None
    typed = [replace(read, by=by).is_automatic for by in (" OKRsdk (sheet) ", "okrsdk", "okrsdk (csv) and Kim", "")]
    assert typed == [True, False, False, False]
