"""The close of a cycle in Local Sheets: what it costs, what it keeps, and what people do in the same moment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.cycle import history
from okrsdk.errors import InvalidOkrError, StaleWorkbookError
from okrsdk.interchange import ReadingOptions
from okrsdk.model import Change, CheckIn, Cycle
from okrsdk.sheets.creation import create_workbook
from okrsdk.sheets.references import NameMatch
from okrsdk.sheets.workbook import open_workbook

ON = date(2026, 4, 2)
WRITE = r"POST .*:batchUpdate$"


def tab(workbook, title="Key Results"):
    return workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet(title)


def shown(workbook, *headers, title="Key Results"):
    head, *rows = tab(workbook, title).get_all_values()
    named = (dict(zip(head, row, strict=False)) for row in rows)
    return {row["ID"]: tuple(row[header] for header in headers) for row in named if row.get("ID")}


@pytest.fixture
def three(connection, local, okr_set):
    """A workbook of three key results with scores of their own: 0.7, 0.5 and, since nothing is known of it, 0."""
    own = okr_set()
    first, second, third = own.key_results
    key_results = (first, replace(second, current=Decimal(50)), replace(third, current=None, text="Visits by referral"))
    made = create_workbook(replace(own, key_results=key_results), connection)
    local.reset_requests()
    return made


SCORES = {"O1-KR1": ("0.70", "2026-04-02"), "O2-KR1": ("0.50", "2026-04-02"), "O3-KR1": ("0.00", "2026-04-02")}


def test_a_close_is_one_read_and_one_write_and_keeps_every_score_with_its_inputs(three, local):
    found = three.decisions.close(on=ON, by="Head of Sales")
    assert local.requests == {"sheets": 2, "drive": 0}
    after = three.inspect()
    assert after.findings == ()
    assert after.okr_set.closed_on == ON
    assert after.okr_set.final_scores == found.final_scores
    assert after.okr_set.decisions == (found.decision,)
    assert shown(three, "Score", "Graded at") == SCORES
    assert tab(three, "Overview").get("A3:B7") == [
        ["Overall score", "0.40"],
        ["Band", "yellow"],
        ["Coverage", "1 of 3 met"],
        ["Graded at", "2026-04-02"],
        ["Reading", "partly"],
    ]
    assert tab(three, "Final scores").get("A1:M6")[5] == [
        "2026-04-02", "O2-KR1", "Booked first visits from 0 to 100", "0.50", "O2", "active", "aspirational", "increase",
        "0", "100", "", "50", "1",
    ]  # fmt: skip


def test_later_edits_show_and_the_grade_stays_the_final_one(three):
    three.decisions.close(on=ON)
    later = date(2026, 4, 9)
    assert not [one for one in three.check(on=later).findings if one.code == "C514"]
    tab(three).update([[90]], "L3")
    graded = three.grade(on=later)
    assert graded.scores.final
    assert [(one.location.record, one.location.field) for one in graded.findings if one.code == "C514"] == [
        ("O2-KR1", "target")
    ]


def test_a_closed_cycle_takes_check_ins_only_with_a_reason(three):
    three.decisions.close(on=ON)
    check_in = CheckIn(day=date(2026, 3, 31), key_result_id="O3-KR1", value=Decimal(60))
    with pytest.raises(InvalidOkrError, match=r"was closed on 2026-04-02.*\(--late REASON\)"):
        three.check_in([check_in], on=date(2026, 4, 3))
    three.check_in([check_in], on=date(2026, 4, 3), late_reason="The report came late")
    assert three.read().check_ins == (replace(check_in, changed="Late: The report came late"),)


def test_a_workbook_without_a_column_for_lessons_gets_one(three):
    tab(three).delete_columns(tab(three).row_values(1).index("Lesson") + 1)
    three.decisions.close(on=ON)
    assert tab(three).row_values(1)[-1] == "Lesson"
    assert three.inspect().layout.tables["Key Results"].columns["lesson"].metadata_id is not None
    assert shown(three, "Score", "Graded at") == SCORES


def test_records_without_an_id_get_one_first(connection, okr_set):
    own = okr_set()
    workbook = create_workbook(
        replace(
            own, key_results=tuple(replace(one, id="", text=f"Visits {n}") for n, one in enumerate(own.key_results))
        ),
        connection,
    )
    found = workbook.decisions.close(on=ON)
    assert [one.record_id for one in found.final_scores] == ["O1", "O2", "O3", "O1-KR1", "O2-KR1", "O3-KR1"]
    assert workbook.inspect().okr_set.final_scores == found.final_scores


def test_records_without_an_id_get_one_also_when_the_close_was_agreed_on_before(connection, okr_set):
    own = okr_set()
    unnamed = (replace(one, id="", text=f"Visits {n}") for n, one in enumerate(own.key_results))
    decisions = create_workbook(replace(own, key_results=tuple(unnamed)), connection).decisions
    shown_first = replace(decisions, dry_run=True).close(on=ON)
    found = decisions.close(on=ON, agreed=shown_first)
    assert [one.record_id for one in found.final_scores][3:] == ["O1-KR1", "O2-KR1", "O3-KR1"]


@pytest.mark.parametrize("first_row", [2, 3])
def test_rows_that_move_in_the_same_moment_do_not_mix_final_scores(three, local, first_row):
    def edit():
        tab(three).sort((1, "des"), range="A2:AF4")
        tab(three).insert_rows([["", "O2", "Reviews from 10 to 50"], []], first_row)

    local.interleave(WRITE, edit)
    three.decisions.close(on=ON)
    assert shown(three, "Score", "Graded at") == SCORES
    assert three.inspect().okr_set.closed_on == ON


def test_columns_of_the_overview_that_move_in_the_same_moment_are_told(three, local):
    local.interleave(WRITE, lambda: tab(three, "Overview").insert_cols([["Mine"]], 2))
    with pytest.raises(StaleWorkbookError, match="Look at the Overview: the next grade writes it anew"):
        three.decisions.close(on=ON)
    assert three.inspect().okr_set.closed_on == ON


def test_of_two_who_close_in_the_same_moment_one_is_told(three, local):
    local.interleave(WRITE, lambda: three.decisions.close(on=ON, by="Somebody else"))
    with pytest.raises(InvalidOkrError, match="was closed on 2026-04-02"):
        three.decisions.close(on=ON)
    assert [one.by for one in three.read().decisions] == ["Somebody else"]


def test_what_was_shown_is_what_is_written_or_nothing(three):
    agreed = replace(three.decisions, dry_run=True).close(on=ON)
    tab(three).update([[60]], "N3")
    with pytest.raises(StaleWorkbookError, match=r"changed since the close was shown\. Nothing was written"):
        three.decisions.close(on=ON, agreed=agreed)
    assert three.read().decisions == ()


def test_a_cycle_is_opened_again_and_the_next_close_counts(three, local):
    three.decisions.close(on=ON)
    local.reset_requests()
    three.decisions.reopen(why="One report came late", on=date(2026, 4, 3))
    assert local.requests["sheets"] == 2
    three.check_in([CheckIn(day=date(2026, 3, 31), key_result_id="O3-KR1", value=Decimal(60))], on=ON, late_reason="x")
    three.decisions.close(on=date(2026, 4, 4))
    after = three.read()
    assert [one.change for one in after.decisions] == [Change.CLOSED, Change.REOPENED, Change.CLOSED]
    assert after.scores_at_close()["O3-KR1"].score == Decimal("0.60")
    assert len(after.final_scores) == 12


def test_a_sheet_of_peoples_own_is_decided_on_and_closed_like_any_other(connection):
    own = connection.gspread.create("Team OKRs 2026-Q1")
    head = ["Objective", "Key Result", "Start", "Target", "Actual", "Lead"]
    rows = [["Be found", "Visits from 100 to 300", 100, 300, 240, "SEO Lead"]]
    rows.append(["", "Trials from 40 to 90", 40, 90, 50, "Growth Lead"])
    own.sheet1.update([head, *rows], "A1")
    workbook = open_workbook(own.id, connection)
    workbook.adopt(ReadingOptions(cycle="2026-Q1"))
    workbook.grade(on=date(2026, 2, 1))
    workbook.decisions.replace("O1-KR2", "Paying trials from 5 to 20", why="Trials do not pay", on=date(2026, 2, 16))
    found = workbook.decisions.close(on=ON)
    reading = workbook.inspect()
    assert (reading.findings, reading.okr_set.final_scores) == ((), found.final_scores)
    assert {one.record_id: one.score for one in found.final_scores} == {
        "O1": Decimal("0.35"),  # (0.7 + 0) / 2
        "O1-KR1": Decimal("0.70"),
        "O1-KR2": Decimal("0.20"),  # replaced
        "O1-KR3": Decimal("0.00"),
    }
    assert [row[:6] for row in own.sheet1.get_all_values()[1:3]] == [[str(one) for one in row] for row in rows]


def test_a_history_of_eight_cycles_is_eight_requests(connection, local, okr_set):
    names = [f"{year}-Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4)]
    made = []
    for number, name in enumerate(names):
        own = okr_set()
        key_results = tuple(replace(one, current=Decimal(10 * number), due=None) for one in own.key_results)
        workbook = create_workbook(replace(own, cycle=Cycle.parse(name), key_results=key_results), connection)
        workbook.decisions.close(on=Cycle.parse(name).end)
        made.append(workbook.spreadsheet_id)
    local.reset_requests()
    readings = [open_workbook(one, connection, match=NameMatch.WORDS).inspect() for one in made]
    assert sum(local.requests.values()) == 8
    found = history([assess(one.okr_set, on=ON, final=True) for one in readings])
    assert [(one.cycle, one.overall) for one in found.cycles] == [
        (name, Decimal(number) / 10) for number, name in enumerate(names)
    ]
