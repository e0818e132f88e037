"""Drafts checked: findings at the line and sentence they are about."""

from __future__ import annotations

from okrsdk.interchange.importers.draft_findings import check_draft, check_json_lines
from okrsdk.interchange.importers.draft_reader import read_draft
from okrsdk.interchange.importers.json_lines import read_json_lines
from okrsdk.reports import finding_document
from okrsdk.rules.policy_settings import policy_from_settings


def told(found):
    return [(placed.finding.code, placed.record_line - 1, placed.path) for placed in found]


def test_json_lines_are_looked_at_one_by_one():
    text = (
        '{"objective": "Win the north", "key_results": ["NPS of 40", "Launch the shop"]}\n'
        '{"objective": "Launch the shop", "key_results": ["NPS of 40", "Rating from 4 to 4.6"]}\n'
        '{"objective": null, "key_results": ["Improve quality"]}\n'
    )
    assert told(check_json_lines(read_json_lines(text).objectives)) == [
        ("K201", 0, "key_results[1]"),
        ("O101", 1, "objective"),
        ("K203", 2, "key_results[0]"),
    ]


def test_a_text_draft_is_one_set():
    text = "Win the north\n- NPS of 40\n- NPS of 40\nWin the north\n- Launch the shop\n"
    assert told(check_draft(read_draft(text).objectives)) == [
        ("A402", 0, "key_results[1]"),
        ("A401", 3, "objective"),
        ("O112", 3, "key_results"),
        ("K201", 3, "key_results[0]"),
    ]


def test_a_finding_on_the_whole_draft_has_no_field():
    text = "\n".join(f"Win the {place}" for place in ("north", "south", "east", "west", "islands"))
    assert told(check_draft(read_draft(text).objectives)) == [("O110", 0, None)]


def test_a_policy_holds_for_drafts_too():
    policy = policy_from_settings({"ignore": ["K201"]})
    assert check_draft(read_draft("Win the north\n- NPS of 40\n- Launch the shop").objectives, policy=policy) == ()


def test_a_finding_as_json_says_where():
    (placed,) = check_json_lines(read_json_lines('{"key_results": ["Launch the shop"]}').objectives)
    assert finding_document(placed) == {
        "record": 0,
        "line": 1,
        "field": "key_results[0]",
        "code": "K201",
        "severity": "warning",
        "message": placed.finding.message,
        "suggestion": placed.finding.suggestion,
    }


def test_a_finding_names_the_line_of_its_own_sentence():
    found = check_draft(read_draft("Win the north\n\n- NPS of 40\n- Launch the shop\n").objectives)
    assert [(placed.record_line, placed.line, placed.finding.code) for placed in found] == [(1, 4, "K201")]
