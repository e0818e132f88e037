"""Check-ins whose request names a key: done once, also at the same moment, after a lost answer, and long after."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.errors import ConfigError, InvalidOkrError, UnavailableError
from okrsdk.workbook.writing.request_key import RequestKey
from tests.sheets.test_check_ins import CHECK_IN, fail_the_next_write

ON = date(2026, 2, 14)
ONCE = RequestKey(key="8e03978e", asked="the first check-in")
SLIP = replace(CHECK_IN, value=Decimal(9_000_000), confidence=None)


def said(workbook):
    return workbook.inspect().okr_set.check_ins


def test_two_of_the_same_moment_are_written_once_and_answered_alike(workbook, local):
    answers = []
    local.interleave(r"POST .*:batchUpdate", lambda: answers.append(workbook.check_in([SLIP], on=ON, once=ONCE)))
    answers.append(workbook.check_in([SLIP], on=ON, once=ONCE))
    assert answers[0] == answers[1] != ()
    assert said(workbook) == (SLIP,)


def test_many_of_the_same_moment_are_written_once_though_others_write_as_well(workbook):
    def send(number):
        if number % 2:
            workbook.check_in([replace(CHECK_IN, by=f"Person {number}")], on=ON)
        else:
            workbook.check_in([CHECK_IN], on=ON, once=ONCE)

    with ThreadPoolExecutor(4) as people:
        list(people.map(send, range(8)))
    assert sorted(one.by for one in said(workbook)) == [
        *(f"Person {number}" for number in (1, 3, 5, 7)),
        "head.of.sales@example.com",
    ]


@pytest.mark.parametrize("when", ["before", "after"])
def test_after_a_lost_answer_the_same_request_is_done_once(workbook, local, when):
    fail_the_next_write(local, when=when)
    if when == "before":
        with pytest.raises(UnavailableError):
            workbook.check_in([CHECK_IN], on=ON, once=ONCE)
        workbook.check_in([replace(CHECK_IN, by="Somebody else")], on=ON)
    else:
        assert workbook.check_in([CHECK_IN], on=ON, once=ONCE) == ()
    assert workbook.check_in([CHECK_IN], on=ON, once=ONCE) == ()
    assert said(workbook).count(CHECK_IN) == 1


def test_what_is_there_already_leaves_its_key_all_the_same(workbook):
    workbook.check_in([CHECK_IN], on=ON)
    workbook.check_in([CHECK_IN], on=ON, once=ONCE)
    workbook.check_in([replace(CHECK_IN, by="Somebody else")], on=ON)
    workbook.check_in([CHECK_IN], on=ON, once=ONCE)
    assert [one.by for one in said(workbook)] == ["head.of.sales@example.com", "Somebody else"]


def test_another_request_with_the_same_key_is_refused(workbook):
    workbook.check_in([CHECK_IN], on=ON, once=ONCE)
    with pytest.raises(ConfigError, match="was sent before, with another request"):
        workbook.check_in([SLIP], on=ON, once=replace(ONCE, asked="something else"))
    assert said(workbook) == (CHECK_IN,)


def test_a_closed_cycle_does_not_keep_a_request_from_its_answer(workbook):
    workbook.check_in([CHECK_IN], on=ON, once=ONCE)
    assert workbook.check_in([CHECK_IN], on=date(2030, 1, 1), once=ONCE) == ()


def with_claims(reading, values):
    return replace(reading, layout=replace(reading.layout, request_claims=dict(enumerate(values))))


def given_up(requests):
    found = (own.get("deleteDeveloperMetadata") for own in requests)
    return {own["dataFilter"]["developerMetadataLookup"]["metadataId"] for own in found if own}


def mark_of(requests):
    return requests[-1]["createDeveloperMetadata"]["developerMetadata"]["metadataValue"]


def test_the_last_hundred_are_remembered_and_fewer_where_answers_are_long(workbook):
    reading = workbook.inspect()
    many = with_claims(reading, [f"{number} {'d' * 24} []" for number in range(1, 111)])
    requests = ONCE.claim_requests(many, [CHECK_IN], ())
    assert given_up(requests) == set(range(11))
    assert mark_of(requests).startswith("111 ")
    long = with_claims(reading, [f"{number} {'d' * 3_990}" for number in range(1, 5)])
    assert given_up(ONCE.claim_requests(long, [CHECK_IN], ())) == {0, 1}


def test_an_answer_that_is_too_long_to_remember_is_refused_before_anything_is_written(workbook):
    rows = [replace(SLIP, day=date(2026, 1, 1 + number % 28), by=f"Person {number}") for number in range(300)]
    with pytest.raises(InvalidOkrError, match="300 of these check-ins may be a slip"):
        workbook.check_in(rows, on=ON, once=ONCE)
    assert said(workbook) == ()


def test_a_mark_that_another_program_wrote_is_no_answer_or_one_without_doubts(workbook):
    reading = workbook.inspect()
    digest = mark_of(ONCE.claim_requests(reading, [CHECK_IN], ())).split()[1]

    def answer(value):
        layout = replace(reading.layout, request_claims={ONCE.claim: value})
        return ONCE.answer(replace(reading, layout=layout), [CHECK_IN])

    for said_there in ("no JSON", '[[9,"1","1","1",1]]', "[[0]]", '[[0,"x",null,null,null]]', "7"):
        assert answer(f"7 {digest} {said_there}") == ()
    for value in ("", "x", "1", "² x []"):
        with pytest.raises(ConfigError):
            answer(value)
