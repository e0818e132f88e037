"""What a decision about a key result writes: its cells, its successor, and a line of the log that one of two claims."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from okrsdk.assessment import assess
from okrsdk.cycle import Reason, closing, dropped, replaced, retargeted
from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.model import Change, Decision, FinalScore
from okrsdk.workbook import read_workbook
from okrsdk.workbook.recalibrating.close_plan import is_overview_in_place, plan_close, plan_line
from okrsdk.workbook.recalibrating.log_rows import are_logged, is_logged
from okrsdk.workbook.recalibrating.planning import claim_of, decision_request, plan_decision
from tests.present import present
from tests.workbook.samples import column_of, put, refusals, sample, workbook

ON = date(2026, 2, 9)
WHY = Reason(why="Half of the chairs are rented out", on=ON, by="Head of Marketing")
LOGGED = Decision(day=date(2026, 2, 2), key_result_id="O1-KR2", change=Change.KEPT, why="It is early")
KEY_RESULTS = Table.KEY_RESULTS


def sent(plan, reading) -> Any:
    """The requests, each as Google describes it."""
    request = decision_request(plan, reading)
    assert refusals(request, "BatchUpdateSpreadsheetRequest") == []
    return request["requests"]


def kinds(requests):
    return [name for one in requests for name in one]


def cells(plan):
    return [(own.record, own.title, own.before, own.after) for own in plan.records.changes]


def test_another_target_is_written_in_its_cell_and_in_the_sentence_and_the_first_line_makes_the_log():
    reading = read_workbook(workbook())
    plan = plan_decision(reading, retargeted(sample(), "O1-KR1", Decimal(150), reason=WHY))
    assert cells(plan) == [
        ("O1-KR1", "Target", Decimal(200), Decimal(150)),
        ("O1-KR1", "Key result", "New-patient requests from 100 to 200", "New-patient requests from 100 to 150"),
    ]
    requests = sent(plan, reading)
    assert kinds(requests)[:4] == ["createDeveloperMetadata", "updateCells", "updateCells", "addSheet"]
    assert requests[3]["addSheet"]["properties"]["title"] == "Decisions"


def test_a_line_of_a_log_that_is_there_is_appended_below_it_under_its_columns():
    reading = read_workbook(workbook(replace(sample(), decisions=(LOGGED,))))
    plan = plan_decision(reading, dropped(sample(), "O1-KR3", reason=WHY))
    assert cells(plan) == [("O1-KR3", "Status", "active", "dropped")]
    *_, last = sent(plan, reading)
    (row,) = last["appendCells"]["rows"]
    said = [cell.get("userEnteredValue", {}).get("stringValue", "") for cell in row["values"]]
    places = reading.layout.tables[Table.DECISIONS].columns
    assert {name: said[places[name].index] for name in ("key_result_id", "change", "after", "why")} == {
        "key_result_id": "O1-KR3",
        "change": "dropped",
        "after": "",
        "why": "Half of the chairs are rented out",
    }


def test_a_successor_is_a_new_row_with_what_its_sentence_says():
    plan = plan_decision(
        read_workbook(workbook()),
        replaced(sample(), "O1-KR1", "Raise filled chairs from 20 to 35", new_id="O1-KR4", reason=WHY),
    )
    assert cells(plan) == [
        ("O1-KR1", "Status", "active", "replaced"),
        ("O1-KR1", "Replaced by", None, "O1-KR4"),
    ]
    (new,) = plan.records.new
    assert (new.id, new.values["baseline"], new.values["target"], new.values["objective_id"]) == (
        "O1-KR4",
        Decimal(20),
        Decimal(35),
        "O1",
    )


def claimed(claims):
    """The workbook after decisions that left these claims, the number of each by its ID."""
    reading = read_workbook(workbook())
    return replace(reading, layout=replace(reading.layout, decision_claims=claims))


def test_two_decisions_from_one_state_of_the_workbook_claim_the_same_and_one_after_them_another():
    assert claim_of(claimed({})) == claim_of(claimed({}))
    assert claim_of(claimed({41: 1})) == claim_of(claimed({42: 1}))
    assert claim_of(claimed({})) != claim_of(claimed({41: 1})) != claim_of(claimed({41: 1, 43: 2}))


def test_the_claims_of_the_last_thirty_decisions_are_kept():
    reading = claimed({40 + number: number for number in range(1, 32)})
    *given_up, made = sent(plan_line(reading, LOGGED), reading)[:3]
    lookups = [own["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"] for own in given_up]
    assert lookups == [{"metadataId": 41}, {"metadataId": 42}]
    own = made["createDeveloperMetadata"]["developerMetadata"]
    assert (own["metadataId"], own["metadataValue"]) == (claim_of(reading), "32")


def test_a_sentence_put_together_by_a_formula_is_left_to_it_and_a_target_that_is_one_is_refused():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 1, "Key result", "New-patient requests from 100 to 200", formula=True)
    plan = plan_decision(read_workbook(spreadsheet), retargeted(sample(), "O1-KR1", Decimal(150), reason=WHY))
    assert cells(plan) == [("O1-KR1", "Target", Decimal(200), Decimal(150))]
    put(spreadsheet, "Key Results", 1, "Target", 200, formula=True)
    with pytest.raises(InvalidOkrError, match=r"Target of O1-KR1 is a formula \('Key Results'!\w+2\)"):
        plan_decision(read_workbook(spreadsheet), retargeted(sample(), "O1-KR1", Decimal(150), reason=WHY))


def test_a_reason_that_fills_more_than_a_cell_is_refused():
    with pytest.raises(InvalidOkrError, match='"Why" of the decision is 50,001 characters long'):
        plan_line(read_workbook(workbook()), replace(LOGGED, why="x" * 50_001))


def test_a_decision_is_logged_once_a_line_says_the_same():
    assert is_logged(read_workbook(workbook(replace(sample(), decisions=(LOGGED,)))), LOGGED)
    assert not is_logged(read_workbook(workbook(replace(sample(), decisions=(LOGGED,)))), replace(LOGGED, why="Rain"))
    assert not is_logged(read_workbook(workbook()), LOGGED)


def test_a_close_writes_the_scores_that_are_not_there_yet_the_overview_and_the_final_scores():
    reading = read_workbook(workbook())
    found = closing(assess(sample(), on=date(2026, 4, 2), final=True))
    plan = plan_close(reading, found)
    # (170 - 100) / (200 - 100) = 0.7
    assert ("O1-KR1", "Score", None, Decimal("0.7")) in cells(plan)
    assert not plan.records.columns[KEY_RESULTS], "a new workbook has the column for lessons"
    assert [one["addSheet"]["properties"]["title"] for one in sent(plan, reading) if "addSheet" in one] == [
        "Decisions",
        "Final scores",
    ]


def test_a_score_that_is_there_already_is_not_written_again():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 1, "Score", 0.7)
    plan = plan_close(read_workbook(spreadsheet), closing(assess(sample(), on=date(2026, 4, 2), final=True)))
    assert [after for record, title, _, after in cells(plan) if (record, title) == ("O1-KR1", "Score")] == []


def test_a_workbook_of_before_gets_the_column_for_lessons():
    spreadsheet = workbook()
    index = column_of(spreadsheet, "Key Results", "Lesson")
    own = next(one for one in spreadsheet["sheets"] if one["properties"]["title"] == "Key Results")["data"][0]
    for row in [*(row["values"] for row in own["rowData"]), own["columnMetadata"]]:
        del row[index : index + 1]
    plan = plan_close(read_workbook(spreadsheet), closing(assess(sample(), on=date(2026, 4, 2), final=True)))
    assert [(new.key, new.header) for new in plan.records.columns[KEY_RESULTS]] == [("lesson", "Lesson")]


def test_the_final_scores_are_logged_once_the_last_lines_say_them():
    last = FinalScore(day=ON, record_id="O1-KR1", text="New-patient requests", score=Decimal("0.7"))
    reading = read_workbook(workbook(replace(sample(), final_scores=(replace(last, record_id="O1"), last))))
    assert are_logged(reading, [last])
    assert not are_logged(reading, [replace(last, score=Decimal("0.8"))])
    assert not are_logged(read_workbook(workbook()), [last])


def test_an_overview_is_in_place_while_its_columns_are():
    before = read_workbook(workbook())
    overview = present(before.layout.overview)
    moved = {name: replace(place, index=place.index + 1) for name, place in overview.columns.items()}
    after = replace(before, layout=replace(before.layout, overview=replace(overview, columns=moved)))
    without = replace(before, layout=replace(before.layout, overview=None))
    assert is_overview_in_place(before, before)
    assert not is_overview_in_place(before, after)
    assert not is_overview_in_place(before, without)
    assert is_overview_in_place(without, after), "what was not there is in nobody's way"
