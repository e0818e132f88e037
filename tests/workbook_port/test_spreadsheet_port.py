"""The contract of `SpreadsheetPort`: what forms, decisions, the close and an undo write is the same by every way."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from okrsdk.findings import Table
from okrsdk.model import Change, CheckIn, Commitment, Objective, Status
from okrsdk.sheets.decisions import Decisions
from okrsdk.sheets.row_write import write_rows
from okrsdk.workbook.importing.row_edits import CellEdit, plan_addition, plan_edits
from okrsdk.workbook.spreadsheet_port import SpreadsheetPort

ON = date(2026, 11, 20)


def test_rows_are_edited_and_added_and_no_other_cell_changes(spreadsheet, person):
    port: SpreadsheetPort = spreadsheet
    reading = port.read()
    edits = [
        CellEdit(table=Table.KEY_RESULTS, position=1, field="mute", value="K230: =1+1"),
        CellEdit(table=Table.KEY_RESULTS, position=2, field="target", value=Decimal("41.5")),
        CellEdit(table=Table.KEY_RESULTS, position=2, field="due", value=date(2026, 12, 18)),
        CellEdit(table=Table.KEY_RESULTS, position=3, field="owner", value=None),
    ]
    after = write_rows(spreadsheet, reading, plan_edits(reading, edits))
    first, second, third, fourth, *others = person.okr_set.key_results
    third = replace(third, target=Decimal("41.5"), due=date(2026, 12, 18))
    changed = (first, replace(second, mute="K230: =1+1"), third, replace(fourth, owner=""), *others)
    assert after.okr_set == replace(person.okr_set, key_results=changed)
    new = Objective(id="O9", text="=1+1", owner="007", why="2026-01-02")
    after = write_rows(spreadsheet, after, plan_addition(after, new))
    assert after.okr_set.objectives == (*person.okr_set.objectives, new)


def test_decisions_are_logged_and_change_their_key_result_alone(spreadsheet, person):
    decisions = Decisions(spreadsheet=spreadsheet)
    one, other = person.okr_set.key_results[:2]
    decisions.replace(one.id, "Raise booked first visits from 60 to 120 a month", why="=1+1", on=ON, by="a@example.com")
    decisions.recommit(other.id, Commitment.COMMITTED, why="'quoted", on=ON)
    now = spreadsheet.read().okr_set
    assert [(own.change, own.key_result_id, own.why, own.day) for own in now.decisions] == [
        (Change.REPLACED, one.id, "=1+1", ON),
        (Change.RECOMMITTED, other.id, "'quoted", ON),
    ]
    new = now.key_results[-1]
    assert (new.text, new.baseline, new.target) == ("Raise booked first visits from 60 to 120 a month", 60, 120)
    changed = (
        replace(one, status=Status.REPLACED, replaced_by=new.id),
        replace(other, commitment=Commitment.COMMITTED),
    )
    assert now.key_results == (*changed, *person.okr_set.key_results[2:], new)


def test_a_cycle_is_closed_once_and_opened_again(spreadsheet, person):
    decisions = Decisions(spreadsheet=spreadsheet)
    found = decisions.close(on=ON, by="lead@example.com", is_meant=True)
    decisions.reopen(why="Late numbers", on=ON)
    now = spreadsheet.read().okr_set
    assert [own.change for own in now.decisions] == [Change.CLOSED, Change.REOPENED]
    assert now.final_scores == found.final_scores
    scores = [record.get("Score") for record in person.records("Key Results")]
    assert scores == [None if own.score is None else float(own.score) for own in found.assessment.scores.key_results]


def test_a_check_in_and_its_current_are_one_write(spreadsheet, person):
    reading = spreadsheet.read()
    own = CheckIn(day=ON, key_result_id="O1-KR1", value=Decimal("12.5"), changed="Undone", corrects=date(2026, 11, 19))
    edit = CellEdit(table=Table.KEY_RESULTS, position=0, field="current", value=Decimal("12.5"))
    after = write_rows(spreadsheet, reading, replace(plan_edits(reading, [edit]), check_ins=(own,)))
    assert after.okr_set.check_ins == (*person.okr_set.check_ins, own)
    assert after.okr_set.key_results[0].current == Decimal("12.5")
