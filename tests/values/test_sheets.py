"""Cells of other spreadsheets: one read each, their locale, errors, and whose rights they are read with."""

from dataclasses import replace
from decimal import Decimal

from okrsdk.cycle import RefreshOutcome
from tests.values.conftest import key_result

ONE_CELL = {"startRowIndex": 6, "endRowIndex": 7, "startColumnIndex": 1, "endColumnIndex": 2}


def told(found):
    return [one.problem or str(one.reading.value) for one in found.values]


def test_cells_of_one_spreadsheet_are_one_read_whatever_their_number(made, spreadsheet, refresh, local):
    id_ = spreadsheet("Phone numbers", {"B7": 14, "C9": 15, "D2": 16}, names={"Calls": ONE_CELL})
    workbook = made(
        "sheet: Phone numbers!Summary!B7",
        f"sheet: {id_}!Summary!$c$9",
        "sheet: phone numbers!summary!D2",
        "sheet: Phone numbers!calls",
    )
    local.reset_requests()
    found = refresh(workbook, allow=["sheet: Phone numbers"])
    assert told(found) == ["14", "15", "16", "14"]
    assert local.requests["sheets"] == 3  # the workbook, the spreadsheet, the write
    after = workbook.read()
    assert [one.current for one in after.key_results] == [14, 15, 16, 14]
    assert {(one.by, one.confidence) for one in after.check_ins} == {("okrsdk (sheet)", None)}


def test_a_cell_of_the_workbook_itself_needs_no_permission(made, refresh, connection):
    workbook = made("sheet: Numbers!B1", "sheet: 'Numbers'!B2")
    tab = connection.gspread.open_by_key(workbook.spreadsheet_id).add_worksheet("Numbers", 5, 5)
    tab.update([[13], ["=B1+1"]], "B1:B2", value_input_option="USER_ENTERED")
    assert told(refresh(workbook)) == ["13", "14"]


def test_texts_are_read_in_the_locale_of_their_spreadsheet_and_percent_in_the_scale_of_the_key_result(
    made, spreadsheet, refresh
):
    share = key_result(1, "sheet: Zahlen!Summary!B2", unit="%", baseline=Decimal(71), target=Decimal(90))
    spreadsheet("Zahlen", {"B1": "'1.250", "B2": "84,5%", "B3": 1250}, locale="de_DE")
    leads = key_result(2, "sheet: Zahlen!Summary!B1", baseline=Decimal(1000), target=Decimal(2000))
    plain = replace(leads, source="sheet: Zahlen!Summary!B3")
    assert told(refresh(made(share, leads, plain), allow=["sheet"])) == ["84.500", "1250", "1250"]


def test_what_is_no_number_is_told_of_its_key_result_and_the_others_go_on(made, spreadsheet, refresh):
    spreadsheet(
        "Phones",
        {"B1": "=1/0", "B2": "=Gone!A1", "B3": "soon", "B4": "2026-11-17", "B6": 14},
        names={"Block": {"startRowIndex": 0, "endRowIndex": 2, "startColumnIndex": 1, "endColumnIndex": 2}},
    )
    cells = ["Summary!B1", "Summary!B2", "Summary!B3", "Summary!B4", "Summary!B5", "Summary!B6", "Gone!A1"]
    found = refresh(
        made(*(f"sheet: Phones!{cell}" for cell in [*cells, "Nothing", "Block", "Summary!ZZ9999"])), allow=["sheet"]
    )
    problems = told(found)
    assert problems[0] == "Summary!B1 holds the error #DIV/0!."
    assert "holds the error #" in problems[1]
    assert problems[2].startswith("Summary!B3: This is no number.")
    assert problems[3].startswith("Summary!B4: This is no number.")
    assert problems[4] == "Summary!B5 is empty."
    assert problems[5] == "14"
    assert problems[6] == "There is no tab 'Gone'. There are: Summary."
    assert problems[7] == "There is no named range 'Nothing'. There are: Block."
    assert problems[8].startswith("The named range Block is more than one cell.")
    assert problems[9] == "The tab 'Summary' has no cell ZZ9999: it is smaller."
    assert [one.outcome for one in found.values].count(RefreshOutcome.UNREAD) == 9


def test_another_spreadsheet_is_not_read_with_rights_that_whoever_wrote_the_cell_may_lack(made, spreadsheet, refresh):
    spreadsheet("Salaries", {"B7": 14})
    workbook = made("sheet: Salaries!Summary!B7", "sheet: Gone!Summary!B7")
    found = refresh(workbook, allow=["sheet: Phones"])
    assert '--allow "sheet: Salaries"' in told(found)[0]
    assert "is called 'Gone'" in told(found)[1]
    assert workbook.read().check_ins == ()


def test_a_spreadsheet_that_is_gone_is_told_and_the_others_go_on(made, spreadsheet, refresh):
    gone = "1" * 44
    spreadsheet("Phones", {"B7": 14})
    found = refresh(made(f"sheet: {gone}!Summary!B7", "sheet: Phones!Summary!B7"), allow=["sheet"])
    assert found.values[0].outcome is RefreshOutcome.UNREAD
    assert told(found)[1] == "14"
