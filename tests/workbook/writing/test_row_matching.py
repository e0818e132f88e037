"""Which record stands in a row after people and we have written at the same time, case by case."""

import pytest

from okrsdk.workbook.writing.row_matching import Row, match_rows


def row(number, own, *identity, is_ours=False):
    return Row(number=number, id=own, identity=identity, is_ours=is_ours)


RECORDS = (row(4, "O1-KR1", "a", 10.0), row(5, "O1-KR2", "b", 20.0))


@pytest.mark.parametrize(
    ("now", "record"),
    [
        (row(0, "O1-KR1", "a", 10.0), 0),
        (row(0, "O1-KR2", "b", 20.0), 1),
        (row(0, "", "b", 20.0), 1),  # its ID was cleared
        (row(0, "KR-9", "b", 20.0), 1),  # its ID was changed
        (row(0, "O1-KR1", "b", 20.0, is_ours=True), 1),  # our ID of a went to the row of b
        (row(0, "O1-KR1", "changed", 10.0), 0),  # someone changed the text
        (row(0, "O1-KR1", "changed", 10.0, is_ours=True), None),  # the ID is there because we put it there
        (row(0, "O1-KR1", "", ""), None),  # an ID alone is what a shifted write leaves
        (row(0, "", "new", 30.0), None),
        (row(0, "O1-KR9", "new", 30.0), None),
        (row(0, "", "", ""), None),
    ],
)
def test_a_row_is_known_by_what_it_holds(now, record):
    assert match_rows(RECORDS, [now], frozenset()) == [record]


def test_an_id_that_an_earlier_write_of_ours_put_anywhere_proves_nothing():
    changed = row(0, "O1-KR1", "changed", 10.0)
    assert match_rows(RECORDS, [changed], frozenset({"O1-KR1"})) == [None]
    assert match_rows(RECORDS, [changed], frozenset({"O1-KR2"})) == [0]


def test_a_new_row_without_an_id_is_not_the_record_that_can_have_none():
    records = (row(4, "", "a", 10.0),)
    assert match_rows(records, [row(0, "", "new", 30.0)], frozenset()) == [None]


def test_twins_are_told_apart_by_their_ids_in_any_order():
    twins = (row(4, "O1-KR1", "a", 10.0), row(5, "O1-KR2", "a", 10.0))
    assert match_rows(twins, [row(0, "O1-KR2", "a", 10.0), row(1, "O1-KR1", "a", 10.0)], frozenset()) == [1, 0]
    assert match_rows(twins, [row(0, "", "a", 10.0), row(1, "O1-KR1", "a", 10.0)], frozenset()) == [1, 0]


def test_a_record_is_found_once_and_twins_without_ids_keep_their_order():
    copies = [row(number, "O1-KR1", "a", 10.0) for number in range(2)]
    assert match_rows(RECORDS, copies, frozenset()) == [0, None]
    twins = (row(4, "O1-KR1", "a", 10.0), row(5, "O1-KR2", "a", 10.0))
    assert match_rows(twins, [row(0, "", "a", 10.0), row(1, "", "a", 10.0)], frozenset()) == [0, 1]
