"""Decisions from the terminal: what they say, what they write, and how they answer what is asked."""

import pytest

from tests.cli.conftest import SOUND


@pytest.fixture
def harbor(okr, document, kept, tmp_path):
    """A workbook of two key results with IDs, one of them with a confidence of 0.2 in week 7."""

    def fill():
        okr("new", "Harbor Dental", "--from", document(SOUND.replace("current: 19", "current: 14")))
        okr("grade", "Harbor Dental", "--on", "2026-01-05")
        okr("checkin", "Harbor Dental", "O1-KR1", "--value", "14", "--confidence", "0.2", "--on", "2026-02-13", "--yes")

    kept("decisions", tmp_path / "home", fill)


def decide(okr, verb, *arguments):
    return okr(verb, "Harbor Dental", "O1-KR1", *arguments, "--on", "2026-02-14")


def signals(okr):
    told = okr("status", "Harbor Dental", "--on", "2026-02-14", "--format", "json").json
    return [(one["key_result"], one["code"]) for one in told["decisions"]]


def test_a_question_is_raised_until_it_is_answered(okr, harbor):
    assert signals(okr) == [("O1-KR1", "C501")]
    assert "okr replace, drop, retarget or keep" in okr("status", "Harbor Dental", "--on", "2026-02-14").out
    answer = decide(okr, "keep", "--why", "The school fair is in March", "--by", "Front Desk Lead")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.splitlines()[-2:] == ["    Raised no more: C501", "The log of decisions has it."]
    assert signals(okr) == []
    again = decide(okr, "keep", "--why", "The school fair is in March")
    assert again.status == 2
    assert "there is nothing to answer" in again.err


def test_work_that_changes_is_logged_once(okr, harbor):
    noted = ["keep", "--why", "The school fair is in March", "--work", "Call the schools"]
    assert [decide(okr, *noted).status for _ in range(2)] == [0, 2]
    assert "has this very decision" not in decide(okr, "keep", "--why", "Now as well", "--work", "Call the schools").err


def test_a_key_result_is_replaced_by_a_sentence_and_stays_on_record(okr, harbor):
    answer = decide(okr, "replace", "--with", "Grow new families by referral from 2 to 9", "--why", "Ads bring no one")
    assert answer.status == 0
    assert "O1-KR3 takes its place: Grow new families by referral from 2 to 9" in " ".join(answer.out.split())
    document = okr("export", "Harbor Dental", "--to", "json").json
    old, *_, new = document["objectives"][0]["key_results"]
    assert (old["status"], old["replaced_by"], new["id"]) == ("replaced", "O1-KR3", "O1-KR3")
    assert [(one["change"], one["why"]) for one in document["decisions"]] == [("replaced", "Ads bring no one")]


def test_a_decision_is_shown_as_json_and_with_a_dry_run_not_written(okr, harbor):
    told = decide(okr, "retarget", "--target", "30", "--why", "Too easy", "--dry-run", "--format", "json").json
    assert told["written"] is False
    assert (told["decision"]["change"], told["decision"]["after"]) == ("retargeted", "30 families")


@pytest.mark.parametrize(
    ("verb", "option", "value", "change"),
    [("reassign", "--owner", "Intake Lead", "reassigned"), ("recommit", "--commitment", "committed", "recommitted")],
)
def test_another_owner_or_commitment_is_decided_from_the_shell(okr, harbor, verb, option, value, change):
    told = decide(okr, verb, option, value, "--why", "Agreed in the meeting", "--dry-run", "--format", "json").json
    assert (told["decision"]["change"], told["decision"]["after"]) == (change, value)
    assert "decisions" not in okr("export", "Harbor Dental", "--to", "json").json


def test_a_reason_is_asked_for_and_a_file_cannot_be_decided_on(okr, harbor, document):
    assert "--why" in decide(okr, "drop").err
    answer = okr("drop", document(SOUND), "O1-KR1", "--why", "x")
    assert (answer.status, "okr new NAME --from" in answer.err) == (2, True)


def test_a_sentence_that_is_work_and_no_result_is_told(okr, harbor):
    answer = decide(okr, "replace", "--with", "Publish 12 blog posts by March 31", "--why", "Ads bring no one")
    assert answer.status == 0
    assert "warning K202: " in answer.out
