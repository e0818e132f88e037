"""Drafts as JSON lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.interchange.importers.draft import Draft
from okrsdk.interchange.importers.json_lines import read_json_lines
from okrsdk.interchange.importers.source_reading import SourceReading
from okrsdk.interchange.importers.sources import read_source
from okrsdk.interchange.reading import read_okrs

NO_DRAFT = 'it is not a draft: write {"objective": "…" or null, "key_results": ["…", …]}'


def test_json_lines_keep_their_line_numbers():
    text = '{"objective": "Win the north", "key_results": ["NPS of 40"]}\n\n{"objective": null, "key_results": []}'
    assert [(record.text, record.line) for record in read_json_lines(text).objectives] == [
        ("Win the north", 0),
        (None, 2),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("nonsense", "it is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[" * 100_000, "its lists are nested too deeply"),
        ("[1]", "it is not a JSON object"),
        ('{"objective": 3, "key_results": []}', NO_DRAFT),
        ('{"key_results": "NPS"}', NO_DRAFT),
        ('{"key_results": [1]}', NO_DRAFT),
    ],
)
def test_a_line_that_is_no_draft_is_listed_with_the_reason_and_the_others_are_read(line, reason):
    draft = read_json_lines('{"objective": "Win the north"}\n' + line + '\n{"objective": "Win the coast"}')
    assert [(one.text, one.line) for one in draft.objectives] == [("Win the north", 0), ("Win the coast", 2)]
    assert [(one.line, one.text, one.reason) for one in draft.not_taken] == [(1, line, reason)]


def test_a_broken_line_among_records_of_another_tool_is_listed_as_well():
    lines = [
        '{"Goal": "Win", "Key result": "Calls", "Target": 9}',
        "{broken",
        '{"Goal": "Win", "Key result": "Visits"}',
    ]
    source = read_source("okrs.jsonl", "\n".join(lines).encode())
    found = read_okrs(source)
    assert isinstance(found, SourceReading)
    lines_of = [one.line for one in found.places[Table.KEY_RESULTS]]
    assert list(zip([one.text for one in found.okr_set.key_results], lines_of, strict=True)) == [
        ("Calls", 1),
        ("Visits", 3),
    ]
    assert [(one.line + 1, one.text) for one in found.not_taken] == [(2, "{broken")]


def test_key_results_with_values_are_read_with_them():
    line = '{"objective": "Win", "owner": "Head of Sales", "key_results": [{"text": "Calls", "target": 9.5}, "Visits"]}'
    found = read_okrs(read_source("okrs.jsonl", line.encode())).okr_set
    assert found.objectives[0].owner == "Head of Sales"
    assert [(one.text, one.target) for one in found.key_results] == [("Calls", Decimal("9.5")), ("Visits", None)]


def test_where_no_line_is_a_draft_the_first_one_is_named():
    with pytest.raises(InvalidOkrError, match=r"no key result in it\. Line 1 was not taken: it is not a JSON object\."):
        read_okrs(read_source("okrs.jsonl", b"[1]"))


def test_a_line_ends_where_json_lines_says_and_not_at_every_sign_that_unicode_ends_lines_with():
    (record,) = read_json_lines('{"objective": "Win\u2028the north", "key_results": []}\r\n').objectives
    assert record.text == "Win\u2028the north"


def test_blank_lines_hold_nothing():
    assert read_json_lines("\n \n") == Draft()
