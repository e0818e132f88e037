"""Check-ins from the terminal: one by options, a round by answers, what is refused and what is asked."""

import io
import sys

import pytest

from okrsdk.findings import Table
from okrsdk.localsheets import LocalSheets
from okrsdk.schema.tables import columns
from okrsdk.sheets import SheetsSettings, connect
from okrsdk.workbook.addresses import column_letters
from tests.cli.conftest import SOUND

CURRENT = column_letters([column.name for column in columns(Table.KEY_RESULTS)].index("current"))
"""The letter of the column Current in a workbook as it is made."""


@pytest.fixture
def harbor(okr, document, kept, tmp_path):
    """A workbook of two key results with IDs."""

    def fill():
        okr("new", "Harbor Dental", "--from", document(SOUND.replace("current: 19", "current: 14")))
        okr("grade", "Harbor Dental", "--on", "2026-01-05")

    kept("check-ins", tmp_path / "home", fill)


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


def test_a_reason_for_coming_late_in_a_cycle_that_runs_is_not_written_and_that_is_said(okr, harbor):
    answer = checkin(okr, "O1-KR1", "--value", "20", "--confidence", "0.7", "--late", "on leave", "--yes")
    assert answer.status == 0
    assert "no check-in is late, and the reason is written nowhere" in answer.err
    assert [row.get("changed") for row in rows_of(okr)] == [None]


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


def test_in_a_round_a_slip_is_answered_again_and_takes_no_other_answer_with_it(okr, harbor, typed):
    typed("20 0.7", "1600 0.5", "n", "16 0.5")
    answer = checkin(okr)
    assert answer.status == 0
    assert "Not taken. Answer it again." in answer.err
    assert [row["value"] for row in rows_of(okr)] == [20, 16]


def test_a_round_without_an_answer_says_that_nothing_was_saved(okr, harbor, typed):
    typed()
    assert "Nothing was answered, so nothing was saved." in checkin(okr).err


class _Interrupted(io.StringIO):
    """A terminal at which two answers are asked and Ctrl-C is the second one."""

    def readline(self, size=-1, /):
        if line := super().readline(size):
            return line
        raise KeyboardInterrupt


@pytest.mark.parametrize("lines", ["20 0.7\n", "1900 0.5\n"], ids=["an answer", "a slip"])
def test_ctrl_c_in_a_round_saves_nothing(okr, harbor, monkeypatch, lines):
    monkeypatch.setattr(sys, "stdin", _Interrupted(lines))
    answer = checkin(okr)
    assert answer.status == 130
    assert "Nothing was saved" in answer.err
    assert rows_of(okr) == []


def test_a_dry_run_writes_nothing(okr, harbor):
    answer = checkin(okr, "O1-KR1", "--value", "20", "--confidence", "0.5", "--dry-run", "--format", "json")
    assert answer.json["written"] is False
    assert answer.json["check_ins"][0]["value"] == 20
    assert rows_of(okr) == []


def test_a_file_is_told_to_become_a_workbook(okr, document):
    answer = okr("checkin", document(SOUND), "O1-KR1")
    assert (answer.status, "okr new NAME --from" in answer.err) == (2, True)
    assert "Standard input is no workbook." in okr("checkin", "-", "O1-KR1").err


TABLE = """\
Team;KR;Actual day;Current;Confidence;Blockers;Author;Date
Front desk;o1-kr1;x;16;0.6;;Front Desk Lead;2026-02-12
Front desk;Decrease the wait for a first visit from 21 to 7 days by March 31;x;12;;"no access; to the rota";;
Back office;O1-KR2;x;;;;;
"""


def rows_shown(okr):
    return [(row["day"], row["key_result_id"], row["value"], row.get("by", "")) for row in rows_of(okr)]


def test_many_at_once_come_from_a_table_and_a_second_time_none_is_new(okr, harbor, document):
    table = document(TABLE, name="week.csv")
    answer = checkin(okr, "--from", table, "--by", "Practice Manager")
    assert answer.status == 0
    assert answer.out.splitlines() == [
        "  O1-KR1  16 families · confidence 0.6",
        "  O1-KR2  12 days · no access; to the rota",
        "2 check-ins are in the workbook.",
    ]
    assert "Columns that were passed over: Team, Actual day." in answer.err
    assert "1 row without a word on a key result passed over." in answer.err
    assert rows_shown(okr) == [
        ("2026-02-12", "O1-KR1", 16, "Front Desk Lead"),
        ("2026-02-14", "O1-KR2", 12, "Practice Manager"),
    ]
    again = checkin(okr, "--from", table, "--by", "Practice Manager")
    assert (again.status, again.out) == (0, "")
    assert "In the workbook already: 2 of 2 check-ins." in again.err
    assert len(rows_of(okr)) == 2


def test_each_row_that_cannot_be_taken_is_told_with_its_line_and_nothing_is_written(okr, harbor, monkeypatch):
    text = (
        "Key result,Value,Confidence,Date\n"
        "O1-KR1,16,0.6,2026-02-12\n"
        "O9-KR9,16,0.6,2026-02-12\n"
        ",16,0.6,2026-02-12\n"
        "O1-KR1,plenty,7,2026-02-12\n"
        "O1-KR1,16,0.6,2026-02-15\n"
        "O1-KR1,16,0.6,soon\n"
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    answer = checkin(okr, "--from", "-")
    told = " ".join(answer.err.split())
    assert answer.status == 2
    for line in (
        "line 3: There is no key result O9-KR9, or several have these words. There are O1-KR1, O1-KR2.",
        "line 4: It names no key result.",
        "line 5: Value: This is no number. Write it as 1250, 12.5 or 45\N{NO-BREAK SPACE}%. Confidence: Write a number",
        "line 6: 2026-02-15 is a day to come",
        "line 7: Date: soon is no day, or may be two.",
        "5 rows of 6 in Standard input cannot be taken, so nothing was written.",
    ):
        assert " ".join(line.split()) in told
    assert rows_of(okr) == []


def test_a_table_of_another_language_and_one_whose_columns_are_told(okr, harbor, document):
    german = "Datum;Schlüsselergebnis;Wert;Zuversicht;Hindernisse\n2026-02-13;O1-KR1;16;0,6;Umbau\n"
    assert checkin(okr, "--from", document(german, name="woche.csv"), "--yes").status == 0
    told = "Wer?,Stand\nO1-KR2,13\n"
    answer = checkin(
        okr, "--from", document(told, name="stand.csv"), "--map", "Wer? = KR", "--map", "Stand=value", "--yes"
    )
    assert answer.status == 0
    assert [(row["key_result_id"], row["value"], row.get("confidence"), row.get("blocks")) for row in rows_of(okr)] == [
        ("O1-KR1", 16, 0.6, "Umbau"),
        ("O1-KR2", 13, None, None),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--from", "-", "--map", "Stand=height"], "'Stand=height' maps nothing"), (["--map", "Stand=value"], "--from")],
)
def test_a_column_is_told_as_one_of_ours_and_of_a_table_alone(okr, harbor, arguments, said):
    answer = checkin(okr, *arguments)
    assert (answer.status, said in answer.err) == (2, True)


def test_the_doubts_of_a_table_are_asked_about_once(okr, harbor, document, typed):
    table = document("KR,Value\nO1-KR1,1900\nO1-KR2,1900\n", name="week.csv")
    typed("y")
    answer = checkin(okr, "--from", table)
    assert (answer.status, answer.err.count("all the same?")) == (0, 1)
    assert "Save these 2 all the same?" in answer.err
    assert len(rows_of(okr)) == 2


@pytest.mark.parametrize(
    ("text", "arguments", "told"),
    [
        ("Team,Value\nNorth,3\n", [], "Name the columns Key result"),
        ("", [], "Name the columns Key result"),
        ("KR,Value\nO1-KR1,3\n", ["O1-KR1"], "--from takes all from the table"),
    ],
)
def test_a_table_without_the_columns_or_with_a_check_in_beside_it_is_refused(
    okr, harbor, document, text, arguments, told
):
    answer = checkin(okr, *arguments, "--from", document(text, name="week.csv"))
    assert (answer.status, told in " ".join(answer.err.split())) == (2, True)


OWN_SHEET = [
    ["Objective", "Key result", "Start", "Target", "Actual"],
    ["Win the north", "Bookings from 10 to 20", 10, 20, "=7+8"],
]


def type_in(home, name, cells):
    """Somebody types into a spreadsheet of the command line, which is made where there is none of that name."""
    with LocalSheets(home) as local, connect(SheetsSettings(home=home), local=local) as made:
        there = {own["name"]: own["id"] for own in made.gspread.list_spreadsheet_files()}
        id_ = there.get(name) or made.http.create_file(name)
        for cell, values in cells.items():
            made.gspread.http_client.values_update(
                id_, cell, params={"valueInputOption": "USER_ENTERED"}, body={"values": values}
            )


def test_a_formula_in_current_is_told_of_before_anything_is_saved(okr, harbor, tmp_path, typed):
    type_in(tmp_path / "home", "Harbor Dental · 2026-Q1", {f"'Key Results'!{CURRENT}2": [["=10+5"]]})
    typed("n")
    refused = checkin(okr, "O1-KR1", "--value", "1900", "--confidence", "0.7")
    told = "Current of O1-KR1 is a formula, shows 15 families and stays: that counts in the grade, not the check-in."
    said = " ".join(refused.err.split())
    assert 0 <= said.find(told) < said.find("all the same?")
    assert checkin(okr, "O1-KR2", "--value", "13", "--confidence", "0.7").err == ""


def test_a_formula_in_a_sheet_of_peoples_own_is_told_of_as_well(okr, tmp_path):
    (tmp_path / "home").mkdir()
    type_in(tmp_path / "home", "Our plan", {"A1": OWN_SHEET})
    okr("adopt", "Our plan", "--cycle", "2026-Q1", "--yes")
    answer = okr("checkin", "Our plan", "O1-KR1", "--value", "16", "--confidence", "0.7", "--on", "2026-02-14")
    assert answer.status == 0
    assert "Current of O1-KR1 is a formula, shows 15 and stays" in " ".join(answer.err.split())
