"""Check-ins from the terminal: one by options, a round by answers, what is refused and what is asked."""

import io
import sys

import pytest

from tests.cli.conftest import SOUND


@pytest.fixture
def harbor(okr, document):
    """A workbook of two key results with IDs."""
    okr("new", "Harbor Dental", "--from", document(SOUND.replace("current: 19", "current: 14")))
    okr("grade", "Harbor Dental", "--on", "2026-01-05")


@pytest.fixture
def typed(monkeypatch):
    """What is typed at the prompts."""

    def type_lines(*lines):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return type_lines


def checkin(okr, *arguments, on="2026-02-14"):
    return okr("checkin", "Harbor Dental", *arguments, "--on", on)


def rows_of(okr):
    """The rows of the Check-ins tab."""
    return okr("export", "Harbor Dental", "--to", "json").json.get("check_ins", [])


def test_a_check_in_is_a_row_and_current_follows_it(okr, harbor):
    answer = checkin(
        okr, "o1-kr1", "--value", "20", "--confidence", "0.7", "--blocks", "No chairs", "--by", "Front Desk Lead"
    )
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "  O1-KR1  20 families · confidence 0.7 · No chairs\n1 check-in is in the workbook.\n"
    told = okr("status", "Harbor Dental", "--on", "2026-02-14", "--format", "json").json
    assert told["moved"] == [{"key_result": "O1-KR1", "before": 12, "now": 20}]
    # (20 − 12) / (22 − 12)
    assert told["scores"]["key_results"][0]["score"] == 0.8


def test_a_round_asks_for_what_is_owed_and_saves_all_in_one_write(okr, harbor, typed):
    typed("20 0.7 # two schools joined", "16 ! no access to the rota", "16 0.5 ! no access to the rota")
    answer = checkin(okr)
    assert answer.status == 0
    # 12 + 10 × 0.7 × 45/90 = 15.5
    assert "on track would be 15.5 families" in " ".join(answer.err.split())
    assert "Say how sure you are, from 0 to 1." in answer.err
    assert answer.out.splitlines() == [
        "  O1-KR1  20 families · confidence 0.7 · two schools joined",
        "  O1-KR2  16 days · confidence 0.5 · no access to the rota",
        "2 check-ins are in the workbook.",
    ]
    assert "No key result owes a check-in today." in checkin(okr).err


def test_in_a_round_enter_is_unchanged_s_skips_and_q_ends_it(okr, harbor, typed):
    checkin(okr, "O1-KR1", "--value", "15", "--confidence", "0.6", on="2026-01-20")
    typed("s", "")
    skipped = checkin(okr, "--all")
    assert "last 15 families on 20 Jan 2026, confidence 0.6" in " ".join(skipped.err.split())
    assert skipped.out == ""
    typed("", "q")
    answer = checkin(okr, "--all")
    assert answer.out.splitlines() == ["  O1-KR1  15 families · confidence 0.6", "1 check-in is in the workbook."]


@pytest.mark.parametrize(
    ("arguments", "on", "told"),
    [
        (["O9-KR9", "--value", "1", "--confidence", "0.5"], "2026-02-14", "has no key result O9-KR9. There are O1-KR1"),
        (["O1-KR1", "--value", "plenty", "--confidence", "0.5"], "2026-02-14", "--value: This is no number."),
        (["O1-KR1", "--value", "20"], "2026-02-14", "--confidence: Say how sure you are"),
        (["O1-KR1", "--value", "20", "--confidence", "0.5"], "2026-04-02", "ended on 2026-03-31"),
        (["O1-KR1", "--value", "20", "--confidence", "0.5"], "2025-12-30", "before the cycle 2026-Q1"),
        (
            ["O1-KR1", "--value", "20", "--confidence", "0.5", "--corrects", "2026-01-09"],
            "2026-02-14",
            "has no check-in of 2026-01-09 to correct. Its check-ins: none.",
        ),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_written(okr, harbor, arguments, on, told):
    answer = checkin(okr, *arguments, on=on)
    assert answer.status == 2
    assert told in " ".join(answer.err.split())
    assert rows_of(okr) == []


def test_a_late_check_in_needs_a_reason_which_is_kept(okr, harbor):
    answer = checkin(
        okr, "O1-KR1", "--value", "20", "--confidence", "1", "--late", "the report came in April", on="2026-04-02"
    )
    assert answer.status == 0
    (row,) = rows_of(okr)
    assert row["changed"] == "Late: the report came in April"


def test_a_correction_takes_the_place_of_the_one_it_names(okr, harbor):
    checkin(okr, "O1-KR1", "--value", "21", "--confidence", "0.7", on="2026-02-12")
    answer = checkin(
        okr, "O1-KR1", "--value", "15", "--confidence", "0.6", "--corrects", "2026-02-12", "--yes", on="2026-02-14"
    )
    assert answer.status == 0
    assert len(rows_of(okr)) == 2
    told = okr("status", "Harbor Dental", "--on", "2026-02-14", "--format", "json").json
    assert told["moved"] == [{"key_result": "O1-KR1", "before": 12, "now": 15}]


def test_a_slip_is_asked_about_before_it_is_saved(okr, harbor, typed):
    wrong = ["O1-KR1", "--value", "1900", "--confidence", "0.5"]
    typed("n")
    refused = checkin(okr, *wrong)
    assert refused.status == 1
    assert "188 times the whole way away from the aim" in " ".join(refused.err.split())  # (1900 − 22) / 10 = 187.8
    typed()
    assert "--yes saves it" in checkin(okr, *wrong).err
    assert rows_of(okr) == []
    assert checkin(okr, *wrong, "--yes").status == 0
    assert len(rows_of(okr)) == 1


def test_a_dry_run_writes_nothing(okr, harbor):
    answer = checkin(okr, "O1-KR1", "--value", "20", "--confidence", "0.5", "--dry-run", "--format", "json")
    assert answer.json["written"] is False
    assert answer.json["check_ins"][0]["value"] == 20
    assert rows_of(okr) == []


def test_a_file_is_told_to_become_a_workbook(okr, document):
    answer = okr("checkin", document(SOUND), "O1-KR1")
    assert (answer.status, "okr new --from" in answer.err) == (2, True)
