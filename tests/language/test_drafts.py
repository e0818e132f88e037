"""Drafts as text and as JSON lines."""

from __future__ import annotations

import time

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.language.drafts import okr_set_of, read_json_lines, read_text_draft


def told(text):
    return [(record.objective, record.key_results, record.line) for record in read_text_draft(text)]


EXPECTED = [("Win the north", ("Bookings from 10 to 20", "NPS of 40"), 0), ("Win the south", ("Rating of 4.6",), 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Win the north\n  Bookings from 10 to 20\n  NPS of 40\nWin the south\n  Rating of 4.6\n",
        "Win the north\n- Bookings from 10 to 20\n* NPS of 40\nWin the south\n1. Rating of 4.6",
        "- Win the north\n  - Bookings from 10 to 20\n  - NPS of 40\n- Win the south\n  - Rating of 4.6",
        "O1: Win the north\nKR1: Bookings from 10 to 20\nKR2: NPS of 40\nO2: Win the south\nKR1: Rating of 4.6",
        "**Goal 1:** Win the north\n- KR1: Bookings from 10 to 20\n- NPS of 40\n**O2:** Win the south\n- Rating of 4.6",
        "# Goal: Win the north\n* Bookings from 10 to 20\n* NPS of 40\n# Goal: Win the south\n* Rating of 4.6",
    ],
    ids=["indented", "bulleted", "nested", "labelled", "markdown", "headings"],
)
def test_every_way_of_writing_a_draft_reads_the_same(text):
    assert told(text) == EXPECTED


def test_titles_rules_and_blank_lines_say_nothing():
    text = "# OKRs of the second quarter\n\nWin the north\n\nKey results:\n- NPS of 40\n---\n"
    assert told(text) == [("Win the north", ("NPS of 40",), 2)]


def test_key_results_may_stand_alone():
    assert told("KR1: NPS of 40\nKR2: Rating of 4.6") == [(None, ("NPS of 40", "Rating of 4.6"), 0)]


def test_an_empty_draft_has_no_records():
    assert read_text_draft("") == ()
    assert read_json_lines("\n \n") == ()


def test_json_lines_keep_their_line_numbers():
    text = '{"objective": "Win the north", "key_results": ["NPS of 40"]}\n\n{"objective": null, "key_results": []}'
    assert [(record.objective, record.line) for record in read_json_lines(text)] == [("Win the north", 0), (None, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "[" * 100_000,
        "[1]",
        '{"objective": 3, "key_results": []}',
        '{"key_results": "NPS"}',
        '{"key_results": [1]}',
    ],
)
def test_a_broken_line_is_named(line):
    with pytest.raises(InvalidOkrError, match=r"^Line 2 is not"):
        read_json_lines('{"objective": "Win the north"}\n' + line)


def test_a_line_ends_where_json_lines_says_and_not_at_every_sign_that_unicode_ends_lines_with():
    (record,) = read_json_lines('{"objective": "Win\u2028the north", "key_results": []}\r\n')
    assert record.objective == "Win\u2028the north"


def test_a_page_of_blanks_does_not_stall_the_reader():
    start = time.process_time()
    (record,) = read_text_draft("Win" + " " * 200_000 + "the north")
    assert record.objective.startswith("Win ")
    assert time.process_time() - start < 1


def test_a_set_of_records_has_the_ids_of_a_workbook():
    okr_set = okr_set_of(*read_text_draft("Win the north\n- NPS of 40\n- Rating of 4.6"))
    assert [objective.id for objective in okr_set.objectives] == ["O1"]
    assert [(kr.id, kr.objective_id) for kr in okr_set.key_results] == [("O1-KR1", "O1"), ("O1-KR2", "O1")]
