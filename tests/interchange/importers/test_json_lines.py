"""Drafts as JSON lines."""

from __future__ import annotations

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.interchange.importers.json_lines import read_json_lines


def test_json_lines_keep_their_line_numbers():
    text = '{"objective": "Win the north", "key_results": ["NPS of 40"]}\n\n{"objective": null, "key_results": []}'
    assert [(record.text, record.line) for record in read_json_lines(text)] == [("Win the north", 0), (None, 2)]


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
    assert record.text == "Win\u2028the north"


def test_blank_lines_hold_nothing():
    assert read_json_lines("\n \n") == ()
