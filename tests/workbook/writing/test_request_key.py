"""The mark of a request that is done once: what it claims, what it answers, and which marks are given up for it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.cycle import Doubt
from okrsdk.errors import ConfigError, InvalidOkrError
from okrsdk.model import CheckIn
from okrsdk.workbook import read_workbook
from okrsdk.workbook.writing.request_key import RequestKey
from tests.workbook.samples import workbook

ONCE = RequestKey(key="8e03978e", asked="the first check-in")
SLIP = CheckIn(day=date(2026, 1, 26), key_result_id="O1-KR1", value=Decimal(9_000_000))
DOUBTS = ((SLIP, Doubt(ways=Decimal("2.5"), same_as=3)),)


def remembering(claims):
    reading = read_workbook(workbook())
    return replace(reading, layout=replace(reading.layout, request_claims=claims))


def claimed(requests):
    """The mark that is left, and those that are given up."""
    *given_up, left = requests
    metadata = left["createDeveloperMetadata"]["developerMetadata"]
    found = [one["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"]["metadataId"] for one in given_up]
    return metadata, found


def test_what_was_answered_is_answered_again():
    mark, given_up = claimed(ONCE.claim_requests(remembering({}), [SLIP], DOUBTS))
    reading = remembering({mark["metadataId"]: mark["metadataValue"]})
    assert given_up == []
    assert ONCE.is_known(reading)
    assert not replace(ONCE, key="another").is_known(reading)
    assert ONCE.answer(reading, [SLIP]) == DOUBTS


def test_a_mark_that_a_bound_script_left_has_an_id_of_its_own_and_is_known_all_the_same():
    mark, _ = claimed(ONCE.claim_requests(remembering({}), [SLIP], DOUBTS))
    reading = remembering({7: "1 another []", 8: mark["metadataValue"]})
    assert ONCE.is_known(reading)
    assert ONCE.answer(reading, [SLIP]) == DOUBTS
    assert not replace(ONCE, key="another").is_known(reading)


def test_the_same_key_may_not_ask_for_something_else():
    mark, _ = claimed(ONCE.claim_requests(remembering({}), [SLIP], ()))
    with pytest.raises(ConfigError, match="was sent before, with another request"):
        replace(ONCE, asked="something else").answer(remembering({mark["metadataId"]: mark["metadataValue"]}), [SLIP])


@pytest.mark.parametrize("said", ["", "[[0]", "{}", '[[7, "1", null, null, null]]', '[[0, "much", null, null, null]]'])
def test_an_answer_that_another_program_spoilt_is_one_without_doubts(said):
    mark, _ = claimed(ONCE.claim_requests(remembering({}), [SLIP], DOUBTS))
    number, digest, _ = mark["metadataValue"].split(" ", 2)
    assert ONCE.answer(remembering({mark["metadataId"]: f"{number} {digest} {said}"}), [SLIP]) == ()


def test_the_oldest_are_given_up_from_the_hundredth_on_and_sooner_where_answers_are_long():
    short = {own: f"{own} digest []" for own in range(1, 101)}
    mark, given_up = claimed(ONCE.claim_requests(remembering(short), [SLIP], ()))
    assert mark["metadataValue"].startswith("101 ")
    assert given_up == [1]
    # 12,000 characters are kept: three answers of 3,500 beside the new one, not four.
    long = {own: f"{own} digest ".ljust(3_500, "x") for own in range(1, 5)} | {9: "not of ours"}
    assert claimed(ONCE.claim_requests(remembering(long), [SLIP], ()))[1] == [1, 9]


def test_an_answer_that_is_too_long_to_remember_is_refused():
    many = [replace(SLIP, by=str(number)) for number in range(400)]
    doubts = tuple((one, Doubt(ways=Decimal(2))) for one in many)
    with pytest.raises(InvalidOkrError, match=r"Nothing was written\. 400 of these check-ins may be a slip"):
        ONCE.claim_requests(remembering({}), many, doubts)
