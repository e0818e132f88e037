"""Rows pasted into a tab of a workbook and read as OKRs: the plan, what is written, and what is not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.sheets import Workbook, create_workbook

from .cards import buttons, card_of, navigation_of, note_of, text_of, widgets
from .conftest import app_of
from .own_sheet import OwnSheet
from .visitor import Visitor

CALLS = KeyResult(
    id="O1-KR1", objective_id="O1", text="Calls from 1 to 9", baseline=Decimal(1), target=Decimal(9), owner="Sales"
)
OKRS = OkrSet(
    client=Client(name="Acme Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Win the north"),),
    key_results=(CALLS,),
)
HEADER: list[object] = ["Objective", "Key result", "Start", "Target", "Owner", "Zone"]
ROWS: list[list[object]] = [
    HEADER,
    ["Win the north", "Calls from 1 to 9", 1, 9, "Head of Sales", "N1"],
    ["Win the north", "Bookings from 10 to 20", 10, 20, "Front Desk Lead", ""],
    ["Grow", "Leads from 5 to 9", 5, 9, "", ""],
    ["Total", "", "", "", "", ""],
]


@pytest.fixture
def sheet(local, connection):
    own = OwnSheet(local, create_workbook(OKRS, connection).spreadsheet_id)
    own.add_tab("Pasted")
    own.write(ROWS, "Pasted")
    return own


@pytest.fixture
def lead(spreadsheets, sheet, local):
    return Visitor(app_of(spreadsheets), sheet.id)


def okr_set(sheet, connection):
    return Workbook(spreadsheet_id=sheet.id, connection=connection).inspect().okr_set


def test_pasted_rows_are_shown_cell_by_cell_and_imported_in_one_read_and_one_write(lead, sheet, local, connection):
    home = lead.open()
    local.reset_requests()
    answer = lead.click(buttons(home)["Read rows as OKRs"])
    assert (local.requests["sheets"], navigation_of(answer)) == (1, "pushCard")
    preview = card_of(answer)
    # The owner that people typed into the workbook stays; the source says another one.
    assert "3 new, 2 cells changed, 1 unchanged and 1 conflict." in text_of(preview)
    shown = {
        one["text"]: (one.get("topLabel", ""), one.get("bottomLabel", "")) for one in widgets(preview, "decoratedText")
    }
    assert shown["Bookings from 10 to 20"][0] == "O1-KR2"
    assert "Owner: Front Desk Lead" in shown["Bookings from 10 to 20"][1]
    assert shown["Sales, not Head of Sales"] == ("O1-KR1 · Owner", "changed on both sides")
    assert shown["Total"] == ("Row 5", shown["Total"][1])
    assert shown["Zone → kept beside, as it is"][1] == "N1"
    local.reset_requests()
    done = lead.click(buttons(preview)["Import"])
    assert (local.requests["sheets"], note_of(done)) == (2, "Imported")
    now = okr_set(sheet, connection)
    assert [one.text for one in now.objectives] == ["Win the north", "Grow"]
    said = [(one.id, one.text, one.owner) for one in now.key_results]
    assert said == [
        ("O1-KR1", "Calls from 1 to 9", "Sales"),
        ("O1-KR2", "Bookings from 10 to 20", "Front Desk Lead"),
        ("O2-KR1", "Leads from 5 to 9", ""),
    ]
    # Nothing is left to do, and the rows are where they were.
    again = lead.press(lead.press(card_of(done), "Home"), "Read rows as OKRs")
    assert "0 new, 0 cells changed" in text_of(again)
    assert sheet.cells()["Pasted"][1][:2] == ["Win the north", "Calls from 1 to 9"]


def test_the_pasted_values_are_taken_where_that_is_said(lead, sheet, connection):
    preview = lead.press(lead.open(), "Read rows as OKRs")
    settled = lead.press(preview, "Take the pasted values")
    assert "Sales → Head of Sales" in text_of(settled)
    assert note_of(lead.click(buttons(settled)["Import"])) == "Imported"
    assert okr_set(sheet, connection).key_results[0].owner == "Head of Sales"


def test_rows_that_changed_since_are_shown_again_and_nothing_is_written(lead, sheet, connection):
    preview = lead.press(lead.open(), "Read rows as OKRs")
    sheet.write([*ROWS[:3], ["Grow", "Leads from 5 to 12", 5, 12]], "Pasted")
    answer = lead.click(buttons(preview)["Import"])
    assert note_of(answer).startswith("The workbook or the rows were changed since.")
    assert "Leads from 5 to 12" in text_of(card_of(answer))
    assert len(okr_set(sheet, connection).key_results) == 1


def test_of_several_tabs_one_is_chosen_and_without_any_it_is_said_how_to_paste(lead, sheet, spreadsheets, connection):
    sheet.add_tab("Notes")
    sheet.write([["Call the printer"]], "Notes")
    form = lead.press(lead.open(), "Read rows as OKRs")
    assert "Say which tab: Pasted, Notes." in text_of(form)
    [choice] = widgets(form, "selectionInput")
    changed = {"action": choice["onChangeAction"]}
    assert "3 new" in text_of(card_of(lead.click(changed, {"tab": "Pasted"})))
    assert "⚠" in text_of(card_of(lead.click(changed, {"tab": "Notes"})))
    bare = create_workbook(replace(OKRS, client=Client(name="Beacon")), connection).spreadsheet_id
    other = Visitor(app_of(spreadsheets), bare)
    assert "There is no tab here besides the OKR tabs." in text_of(other.press(other.open(), "Read rows as OKRs"))


def test_okrs_of_another_cycle_are_refused_on_the_card(lead, sheet, connection):
    rows = [[*row, "2026-Q3" if at else "Cycle"] for at, row in enumerate(ROWS[:4])]
    sheet.write(rows, "Pasted")
    form = lead.press(lead.open(), "Read rows as OKRs")
    assert "2026-Q3" in text_of(form)
    assert "Import" not in buttons(form)
