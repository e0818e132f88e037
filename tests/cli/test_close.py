"""The close of a cycle from the terminal: what it says, what it asks, what it writes, and what leads to it."""

import io
import json
import sys

import pytest

from tests.cli.conftest import SOUND


@pytest.fixture
def harbor(okr, document, kept, tmp_path):
    """A workbook of two key results with IDs: 0.70 and 0.36 at the end."""

    def fill():
        okr("new", "Harbor Dental", "--from", document(SOUND.replace("current: 14", "current: 16")))
        okr("grade", "Harbor Dental", "--on", "2026-01-05")

    kept("closes", tmp_path / "home", fill)


def close(okr, *arguments, on="2026-04-02"):
    return okr("close", "Harbor Dental", *arguments, "--on", on)


def test_a_close_tells_what_came_of_it_and_what_goes_on(okr, harbor, tmp_path):
    following = tmp_path / "next.json"
    answer = close(okr, "--next", str(following), "--by", "Practice Manager")
    assert answer.status == 0
    said = " ".join(answer.out.split())
    assert said.startswith("Harbor Dental · 2026-Q1 · 0.53 yellow · 1 of 2 met Reading: partly reached")
    assert "0 of 1 objective achieved" in said
    assert "not achieved · 1 of 2 key results reached · 0.53" in said
    assert "In the column Lesson of O1-KR2." in said
    assert "Into 2026-Q2 go on 1 key result of 1 objective, each from where it is." in said
    (goal,) = json.loads(following.read_text())["objectives"]
    assert [(one["id"], one["baseline"], one["text"]) for one in goal["key_results"]] == [
        ("O1-KR2", 16, "Decrease the wait for a first visit from 16 to 7 days by March 31")
    ]


def test_a_plain_grade_after_the_end_leads_to_the_close(okr, harbor):
    last = "The cycle 2026-Q1 ended on 2026-03-31. Close it, and write down what it taught: okr close"
    assert okr("grade", "Harbor Dental", "--on", "2026-04-02").out.splitlines()[-1] == last
    assert "okr close REF" in okr("status", "Harbor Dental", "--on", "2026-04-02").out
    close(okr)
    told = okr("grade", "Harbor Dental", "--on", "2026-04-03").out
    assert "closed on 2026-04-02, final grade of what it says now" in told
    assert "Close it" not in told
    assert "The cycle is closed" in okr("status", "Harbor Dental", "--on", "2026-04-03").out


def test_a_cycle_that_still_runs_is_closed_only_where_that_is_said(okr, harbor):
    answer = close(okr, on="2026-03-28")
    assert (answer.status, answer.out) == (2, "")
    assert "runs until 2026-03-31, 3 days from 2026-03-28" in answer.err
    assert close(okr, "--yes", on="2026-03-28").status == 0


def test_a_dry_run_and_json_say_the_same_and_a_dry_run_writes_nothing(okr, harbor):
    told = close(okr, "--dry-run", "--format", "json").json
    assert (told["written"], told["scores"]["overall"], told["without_lesson"]) == (False, 0.53, ["O1-KR2"])
    assert [one["record_id"] for one in told["final_scores"]] == ["O1", "O1-KR1", "O1-KR2"]
    assert told["following"]["cycle"] == "2026-Q2"
    assert "decisions" not in okr("export", "Harbor Dental", "--to", "json").json


def test_a_closed_cycle_is_opened_again_with_a_reason(okr, harbor):
    close(okr)
    assert "open it first: okr reopen" in close(okr).err
    reopen = ("reopen", "Harbor Dental", "--why", "One report came late", "--on", "2026-04-03")
    assert "would be open again" in okr(*reopen, "--dry-run").out
    answer = okr(*reopen, "--format", "json")
    assert (answer.status, answer.err) == (0, "")
    assert (answer.json["written"], answer.json["decision"]["why"]) == (True, "One report came late")
    assert close(okr, on="2026-04-04").status == 0


def test_history_reads_what_was_closed_and_tells_what_was_given_up(okr, harbor):
    okr("drop", "Harbor Dental", "O1-KR2", "--why", "No chairs", "--on", "2026-02-14")
    close(okr)
    okr("checkin", "Harbor Dental", "O1-KR1", "--value", "22", "--late", "x", "--on", "2026-04-03", "--confidence", "1")
    told = okr("history", "Harbor Dental", "--on", "2026-04-04", "--format", "json").json
    assert [(one["cycle"], one["overall"]) for one in told["cycles"]] == [("2026-Q1", 0.7)]
    assert [(one["key_result"], one["status"], one["why"]) for one in told["learnt"]] == [
        ("O1-KR2", "dropped", "No chairs")
    ]
    assert "Why: No chairs" in okr("history", "Harbor Dental", "--on", "2026-04-04").out


def test_a_workbook_of_another_cycle_made_of_a_closed_one_is_open(okr, harbor, tmp_path):
    close(okr)
    kept = tmp_path / "kept.yaml"
    okr("export", "Harbor Dental", "-o", str(kept))
    okr("new", "Harbor North", "--from", str(kept), "--cycle", "2026-Q2")
    document = okr("export", "Harbor North", "--to", "json").json
    assert document["cycle"] == "2026-Q2"
    assert not {"decisions", "final_scores"} & document.keys()


def test_a_document_of_no_known_form_is_refused_before_anything_is_closed(okr, harbor):
    answer = close(okr, "--next", "next.txt")
    assert (answer.status, answer.out, "does not end in .json or .yaml" in answer.err) == (2, "", True)
    assert "decisions" not in okr("export", "Harbor Dental", "--to", "json").json


def test_a_file_is_not_closed(okr, document):
    for verb in (("close",), ("reopen", "--why", "x")):
        answer = okr(verb[0], document(SOUND), *verb[1:])
        assert (answer.status, "is a file" in answer.err) == (2, True)


class Terminal(io.StringIO):
    """What a person types."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "status", "is_closed"), [("y\n", 0, True), ("n\n", 1, False), ("", 1, False)])
def test_in_a_terminal_it_shows_what_it_comes_to_and_asks(okr, harbor, monkeypatch, typed, status, is_closed):
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    answer = close(okr)
    assert answer.status == status
    assert "1 of 2 key results reached" in answer.err
    assert "Write this down and close the cycle?" in answer.err
    assert ("Nothing was written." in answer.err) is not is_closed
    assert ("decisions" in okr("export", "Harbor Dental", "--to", "json").json) is is_closed
