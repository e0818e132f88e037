"""A check-in as a request: what is written, what is there already, and whether it has gone where it belongs."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.model import CheckIn
from okrsdk.workbook import read_workbook
from okrsdk.workbook.developer_metadata import CHECK_IN_KEY
from okrsdk.workbook.writing.check_in import (
    appended_row,
    are_beside,
    are_columns_in_place,
    check_in_request,
    correcting_request,
    current_writes,
    has_check_in,
    is_said,
    newest_currents,
    okr_set_with,
    plan_check_in,
    plan_check_ins,
)
from okrsdk.workbook.writing.current_cell import CellWrite
from tests.present import present
from tests.workbook.samples import column_of, put, refusals, rows, sample, sheet, workbook

NEW = CheckIn(
    day=date(2026, 1, 26),
    key_result_id="O1-KR1",
    value=Decimal("172.5"),
    confidence=Decimal("0.7"),
    changed="=1+1 is a text",
    by="Head of Sales",
)
LAST = sample().check_ins[0]
"""The last check-in of O1-KR1, with the value 140."""


def planned(spreadsheet, check_in):
    reading = read_workbook(spreadsheet)
    return reading, plan_check_in(reading, check_in)


def request_of(spreadsheet, check_in):
    reading, plan = planned(spreadsheet, check_in)
    return check_in_request(reading, [plan])


def kinds(request):
    return [name for one in request["requests"] for name in one]


def requests_of(reading, plan) -> Any:
    return check_in_request(reading, [plan])["requests"]


def appended(plan) -> Any:
    """The cells of the row."""
    body: Any = appended_row(plan)
    (row,) = body["rows"]
    return row["values"]


def claim_of(reading, check_in):
    requests = requests_of(reading, plan_check_in(reading, check_in))
    (own,) = [one["createDeveloperMetadata"] for one in requests if "createDeveloperMetadata" in one]
    return own["developerMetadata"]["metadataId"]


def without_column(spreadsheet, title, header):
    index = column_of(spreadsheet, title, header)
    block = sheet(spreadsheet, title)["data"][0]
    for cells in [*(row["values"] for row in block["rowData"]), block["columnMetadata"]]:
        del cells[index : index + 1]
    return spreadsheet


def answer(spreadsheet):
    return {"updatedSpreadsheet": spreadsheet}


def test_a_check_in_is_a_new_row_and_the_current_of_its_key_result():
    source = workbook()
    reading, plan = planned(source, NEW)
    column = column_of(source, "Key Results", "Current")
    assert not plan.is_there
    assert not plan.is_done
    assert plan.key_result == sample().key_results[0]
    assert plan.current == CellWrite(record="O1-KR1", field="current", row=1, column=column, content=172.5)
    request = check_in_request(reading, [plan])
    assert refusals(request, "BatchUpdateSpreadsheetRequest") == []
    assert kinds(request) == ["createDeveloperMetadata", "appendCells", "updateCells"]
    assert request["responseRanges"] == ["'Check-ins'!1:1", "'Check-ins'!B:B", "'Key Results'!1:1", "'Key Results'!2:2"]


def test_the_row_has_each_value_in_the_column_that_it_was_read_in():
    _, plan = planned(workbook(), NEW)
    held = [next(iter(cell.get("userEnteredValue", {None: None}).values())) for cell in appended(plan)]
    assert held == [46048, "O1-KR1", 172.5, 0.7, "=1+1 is a text", None, "Head of Sales", None]


def test_a_column_between_that_is_peoples_is_left_alone():
    source = workbook()
    put(source, "Check-ins", 0, "Confidence", "Mine")
    sheet(source, "Check-ins")["data"][0]["columnMetadata"][3].pop("developerMetadata")
    _, plan = planned(source, NEW)
    assert appended(plan)[3] == {}


def test_an_id_is_written_as_a_text_and_a_value_in_the_unit_of_its_key_result():
    _, plan = planned(workbook(), replace(NEW, key_result_id="O1-KR2", value=Decimal("0.25")))
    formats = [cell["userEnteredFormat"]["numberFormat"] for cell in appended(plan)[1:3]]
    assert [own["type"] for own in formats] == ["TEXT", "PERCENT"]


def test_a_check_in_that_is_the_last_one_already_writes_current_alone_and_then_nothing():
    source = workbook()
    reading, plan = planned(source, LAST)
    assert plan.is_there
    assert kinds(check_in_request(reading, [plan])) == ["updateCells"], "Current is 170 there"
    put(source, "Key Results", 1, "Current", 140)
    _, plan = planned(source, LAST)
    assert plan.is_done


@pytest.mark.parametrize(
    ("change", "is_there"),
    [
        ({"changed": "  New landing page "}, True),
        ({"changed": "New page"}, False),
        ({"confidence": None}, False),
        ({"day": date(2026, 1, 13)}, False),
        ({"key_result_id": "O1-KR2"}, False),
    ],
)
def test_only_the_very_same_check_in_is_there(change, is_there):
    assert has_check_in(read_workbook(workbook()), replace(LAST, **change)) is is_there


def test_what_has_no_column_tells_no_check_ins_apart():
    reading = read_workbook(without_column(workbook(), "Check-ins", "Confidence"))
    assert has_check_in(reading, replace(LAST, confidence=Decimal("0.1")))
    assert not has_check_in(reading, replace(LAST, blocks="None"))


def test_an_earlier_one_of_the_same_day_is_not_the_last_one():
    reading = read_workbook(workbook(replace(sample(), check_ins=(LAST, replace(LAST, value=Decimal(150))))))
    assert not has_check_in(reading, LAST)
    assert has_check_in(reading, replace(LAST, value=Decimal(150)))


def test_a_check_in_without_a_value_is_a_row_alone():
    request = request_of(workbook(), replace(NEW, value=None))
    assert kinds(request) == ["createDeveloperMetadata", "appendCells"]
    assert request["responseRanges"] == ["'Check-ins'!1:1", "'Check-ins'!B:B"]


def test_the_okrs_with_it_have_one_more_check_in_and_the_new_current():
    reading, plan = planned(workbook(), NEW)
    now = okr_set_with(reading.okr_set, plan)
    assert now.check_ins == (*sample().check_ins, NEW)
    assert [own.current for own in now.key_results[:2]] == [Decimal("172.5"), Decimal("0.205")]


def test_the_okrs_with_one_without_a_value_keep_their_current():
    reading, plan = planned(workbook(), replace(NEW, value=None))
    now = okr_set_with(reading.okr_set, plan)
    assert len(now.check_ins) == 3
    assert now.key_results == sample().key_results


def test_the_okrs_with_one_that_is_there_have_no_second_one():
    reading, plan = planned(workbook(), LAST)
    assert okr_set_with(reading.okr_set, plan).check_ins == sample().check_ins


def test_the_same_check_in_claims_the_same_id_until_it_is_there():
    def after(*check_ins):
        return read_workbook(workbook(replace(sample(), check_ins=(*sample().check_ins, *check_ins))))

    reading, another = after(), replace(NEW, changed="")
    later = after(NEW, another)
    assert claim_of(reading, NEW) == claim_of(after(another), NEW)
    claims = {claim_of(reading, NEW), claim_of(reading, replace(NEW, by="")), claim_of(later, NEW)}
    assert len(claims) == 3
    assert all(0 < claim < 2**31 for claim in claims)


def test_all_but_the_newest_claims_are_given_up():
    source = workbook()
    claims = [{"metadataKey": CHECK_IN_KEY, "metadataValue": str(n), "metadataId": 5000 - n} for n in range(1, 67)]
    source["developerMetadata"] += claims
    first, second, *others = requests_of(*planned(source, NEW))
    lookups = [one["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"] for one in (first, second)]
    assert lookups == [{"metadataId": 4999}, {"metadataId": 4998}]
    assert [name for one in others for name in one] == ["createDeveloperMetadata", "appendCells", "updateCells"]
    assert others[0]["createDeveloperMetadata"]["developerMetadata"]["metadataValue"] == "67"


@pytest.mark.parametrize("key_result_id", ["O9-KR9", ""], ids=["gone", "blank, as that of the last row"])
def test_a_check_in_of_no_key_result_is_refused(key_result_id):
    with pytest.raises(InvalidOkrError, match=f"no key result '{key_result_id}' in 'Acme Dental"):
        planned(workbook(), replace(NEW, key_result_id=key_result_id))


def test_without_the_tab_there_is_nowhere_to_write():
    source = workbook()
    source["sheets"].remove(sheet(source, "Check-ins"))
    with pytest.raises(InvalidOkrError, match="no Check-ins tab"):
        planned(source, NEW)
    assert not has_check_in(read_workbook(source), LAST)


def test_a_column_that_must_be_there_is_named():
    with pytest.raises(InvalidOkrError, match="no column Key result on its Check-ins tab"):
        planned(without_column(workbook(), "Check-ins", "Key result"), NEW)


def test_a_text_longer_than_a_cell_holds_is_refused_unless_it_has_no_column():
    long = replace(NEW, changed="x" * 50_001)
    with pytest.raises(InvalidOkrError, match=r'"What changed" of the check-in is 50,001 characters long'):
        planned(workbook(), long)
    _, plan = planned(without_column(workbook(), "Check-ins", "What changed"), long)
    assert not plan.is_there


def test_columns_of_check_ins_are_in_place_while_their_headers_are():
    _, plan = planned(workbook(), NEW)
    moved = workbook()
    rows(moved, "Check-ins")[0]["values"].insert(0, {"effectiveValue": {"stringValue": "Mine"}})
    assert are_columns_in_place(plan, answer(workbook()))
    assert not are_columns_in_place(plan, answer(moved))
    assert not are_columns_in_place(plan, {}), "an answer that does not show them"


def test_a_current_is_beside_its_key_result_until_rows_or_columns_move():
    reading, plan = planned(workbook(), NEW)
    sorted_, moved, gone = workbook(), workbook(), workbook()
    own = rows(sorted_, "Key Results")
    own[1], own[2] = own[2], own[1]
    put(moved, "Key Results", 0, "Current", "Mine")
    gone["sheets"].remove(sheet(gone, "Key Results"))
    shown = [are_beside(reading, [plan.current], answer(one)) for one in (workbook(), sorted_, moved, gone)]
    assert shown == [True, False, False, False]
    assert are_beside(reading, [], {}), "nothing was written"


def test_corrections_are_one_request_that_asks_who_is_beside_them():
    reading = read_workbook(workbook())
    writes = [CellWrite(record="O1-KR2", field="current", row=row, column=9, content=row) for row in (2, 4)]
    request = correcting_request(reading, writes)
    assert refusals(request, "BatchUpdateSpreadsheetRequest") == []
    assert kinds(request) == ["updateCells", "updateCells"]
    assert request["responseRanges"] == [
        "'Check-ins'!B:B",
        "'Key Results'!1:1",
        "'Key Results'!3:3",
        "'Key Results'!5:5",
    ]


def test_several_check_ins_are_one_request_with_a_claim_and_a_row_each():
    reading = read_workbook(workbook())
    other = replace(NEW, key_result_id="O1-KR2", value=Decimal("0.2"))
    plans = plan_check_ins(reading, [NEW, other])
    request = check_in_request(reading, plans)
    assert kinds(request).count("appendCells") == 2
    assert kinds(request).count("updateCells") == 2
    assert len({plan.claim for plan in plans}) == 2


def test_of_several_of_one_key_result_current_is_that_of_the_last_day():
    reading = read_workbook(workbook())
    later = replace(NEW, day=present(NEW.day) + timedelta(days=7), value=Decimal(180))
    plans = plan_check_ins(reading, [NEW, later])
    assert [write.content for write in current_writes(plans)] == [180]
    assert plans == plan_check_ins(reading, [NEW, later])
    assert [plan.is_there for plan in plan_check_ins(reading, [NEW, NEW])] == [False, True]


def test_a_check_in_is_said_wherever_others_came_after_it():
    reading = read_workbook(workbook())
    assert is_said(reading, LAST)
    assert not is_said(reading, replace(LAST, value=Decimal(141)))


def test_the_newest_value_is_written_where_current_does_not_say_it():
    # O1-KR1 says 170 and its last check-in 140; O1-KR3 says what its last one said; O1-KR2 has none.
    (write,) = newest_currents(read_workbook(workbook()), ["O1-KR1", "O1-KR2", "O1-KR3"])
    assert (write.record, write.content) == ("O1-KR1", 140.0)
