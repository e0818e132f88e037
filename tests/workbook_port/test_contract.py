"""The contract of `WorkbookPort`, which every implementation keeps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.errors import InvalidOkrError, SchemaVersionError
from okrsdk.findings import Severity
from okrsdk.grading import grade
from okrsdk.model import CheckIn, Client, Cycle, OkrSet
from okrsdk.rules import policy_named
from okrsdk.workbook import WorkbookPort

ON = date(2026, 11, 20)
OWN = {"Stretch mark", "Progress", "Score", "Band", "Pace", "Confidence", "Graded at"}


def scores_in(person):
    return [record.get("Score") for record in person.records("Key Results")]


def expected_scores(okr_set, **options):
    scores = grade(okr_set, on=ON, **options).key_results
    return [None if own.score is None else float(own.score) for own in scores]


def test_it_is_a_port(workbook):
    port: WorkbookPort = workbook
    assert port.url == "" or port.url.startswith("http")


def test_the_okrs_are_read_as_they_were_written(workbook, person):
    reading = workbook.inspect()
    assert reading.okr_set == person.okr_set
    assert reading.title == f"{person.okr_set.client.name} · {person.okr_set.cycle.name}"


def test_a_check_judges_what_was_read_and_writes_nothing(workbook, person):
    before = person.rows("Key Results")
    found = workbook.check(on=ON)
    assert found.assessment == assess(person.okr_set, on=ON, table_findings=found.reading.findings)
    assert (found.written, person.rows("Key Results")) == (False, before)


def test_a_policy_takes_the_place_of_the_clients_own(workbook, person):
    policy = policy_named("team")
    assert workbook.check(on=ON, policy=policy).assessment == assess(
        person.okr_set, on=ON, policy=policy, table_findings=workbook.inspect().findings
    )


def test_a_grade_writes_each_score_beside_its_record_and_no_other_cell(workbook, person):
    before = person.records("Key Results")
    result = workbook.grade(on=ON)
    assert (result.written, result.scores) == (True, grade(person.okr_set, on=ON))
    assert scores_in(person) == expected_scores(person.okr_set)
    for old, new in zip(before, person.records("Key Results"), strict=True):
        assert {k: v for k, v in new.items() if k not in OWN} == {k: v for k, v in old.items() if k not in OWN}
    assert workbook.inspect().okr_set == person.okr_set


def test_a_second_grade_leaves_everything_as_the_first(workbook, person):
    workbook.grade(on=ON)
    tabs = [person.rows(tab) for tab in person.titles()]
    workbook.grade(on=ON)
    assert [person.rows(tab) for tab in person.titles()] == tabs


def test_a_dry_run_writes_nothing(workbook, person):
    before = person.rows("Key Results")
    result = workbook.grade(on=ON, dry_run=True)
    assert (result.written, result.scores) == (False, grade(person.okr_set, on=ON))
    assert person.rows("Key Results") == before


def test_a_final_grade_scores_what_has_no_value(workbook, person):
    assert workbook.grade(on=ON, final=True).scores == grade(person.okr_set, on=ON, final=True)
    assert scores_in(person) == expected_scores(person.okr_set, final=True)


def test_an_error_prevents_a_strict_grade_and_is_named_with_its_cell(workbook, person):
    person.put(f"Key Results!{person.column('Target')}2", ["about fifty"])
    before = person.rows("Key Results")
    with pytest.raises(InvalidOkrError, match=f"'Key Results'!{person.column('Target')}2") as caught:
        workbook.grade(on=ON, strict=True)
    assert Severity.ERROR in {placed.finding.severity for placed in caught.value.findings}
    assert person.rows("Key Results") == before


def test_an_error_takes_its_own_record_out_and_the_others_get_their_scores(workbook, person):
    person.put(f"Key Results!{person.column('Target')}2", ["about fifty"])
    result = workbook.grade(on=ON)
    assert result.scores.key_results[0].score is None
    first, *others = person.records("Key Results")
    assert "Score" not in first
    assert any("Score" in record for record in others)


def test_one_id_on_two_rows_prevents_every_grade(workbook, person):
    person.put("Key Results!A3", [person.records("Key Results")[0]["ID"]])
    before = person.rows("Key Results")
    with pytest.raises(InvalidOkrError, match="'Key Results'!A3"):
        workbook.grade(on=ON)
    assert person.rows("Key Results") == before


def test_blank_ids_are_filled_and_those_that_are_there_stay(workbook, person):
    ids = [record["ID"] for record in person.records("Key Results")]
    last = len(ids) + 1
    person.put(f"Key Results!A{last}", [""])
    person.client.post(f"{person.spreadsheet_id}/values/Check-ins!A2:Z:clear").raise_for_status()
    workbook.grade(on=ON)
    filled = [record["ID"] for record in person.records("Key Results")]
    assert filled[:-1] == ids[:-1]
    assert filled[-1].startswith(f"{person.okr_set.key_results[-1].objective_id}-KR")


def test_formulas_and_columns_of_people_stay(workbook, person):
    person.put("Key Results!AD1:AD2", ["Mine"], ["=1+1"])
    workbook.grade(on=ON)
    answer = person.client.get(
        f"{person.spreadsheet_id}/values/Key Results!AD1:AD2", params={"valueRenderOption": "FORMULA"}
    )
    assert answer.json()["values"] == [["Mine"], ["=1+1"]]


CHECK_IN = CheckIn(
    day=ON,
    key_result_id="O1-KR1",
    value=Decimal("12.5"),
    confidence=Decimal("0.7"),
    changed="=1+1",
    blocks="nothing",
    by="ops@example.com",
)


def test_a_check_in_is_one_row_more_that_reads_as_it_was(workbook, person):
    before = person.records("Check-ins")
    workbook.record(workbook.inspect(), CHECK_IN)
    assert person.records("Check-ins")[:-1] == before
    assert workbook.inspect().okr_set.check_ins == (*person.okr_set.check_ins, CHECK_IN)


def test_a_check_in_sets_current_and_no_other_cell(workbook, person):
    before = person.records("Key Results")
    workbook.record(workbook.inspect(), CHECK_IN)
    changed = [record | {"Current": 12.5} if record["ID"] == "O1-KR1" else record for record in before]
    assert person.records("Key Results") == changed


def test_several_check_ins_are_a_row_each_and_set_each_current(workbook, person):
    second = replace(CHECK_IN, key_result_id="O1-KR2", value=Decimal(7), changed="Later")
    workbook.record(workbook.inspect(), CHECK_IN, second)
    okr_set = workbook.inspect().okr_set
    assert okr_set.check_ins == (*person.okr_set.check_ins, CHECK_IN, second)
    assert [okr_set.key_result(one).current for one in ("O1-KR1", "O1-KR2")] == [Decimal("12.5"), Decimal(7)]


def test_a_formula_in_current_stays(workbook, person):
    (row,) = (at for at, record in enumerate(person.records("Key Results"), 2) if record["ID"] == "O1-KR1")
    person.put(f"Key Results!{person.column('Current')}{row}", ["=3*4"])
    before = person.records("Key Results")
    workbook.record(workbook.inspect(), CHECK_IN)
    assert person.records("Key Results") == before
    assert workbook.inspect().okr_set.check_ins[-1] == CHECK_IN


def test_a_check_in_that_is_sent_again_is_written_once(workbook, person):
    for _ in range(2):
        workbook.record(workbook.inspect(), CHECK_IN)
    assert workbook.inspect().okr_set.check_ins == (*person.okr_set.check_ins, CHECK_IN)


def test_a_check_in_of_a_key_result_that_is_gone_is_refused(workbook, person):
    before = person.rows("Check-ins")
    with pytest.raises(InvalidOkrError, match="O9-KR9"):
        workbook.record(workbook.inspect(), replace(CHECK_IN, key_result_id="O9-KR9"))
    assert person.rows("Check-ins") == before


def test_without_a_check_ins_tab_a_check_in_is_refused(workbook, person):
    person.edit({"deleteSheet": {"sheetId": 104}})
    with pytest.raises(InvalidOkrError, match="no Check-ins tab"):
        workbook.record(workbook.inspect(), CHECK_IN)


def test_a_newer_workbook_is_refused(workbook, person):
    every = {"developerMetadataLookup": {"metadataKey": "okrsdk.schema"}}
    changed = {"dataFilters": [{**every}], "developerMetadata": {"metadataValue": "99"}, "fields": "metadataValue"}
    person.edit({"updateDeveloperMetadata": {**changed, "dataFilters": [every]}})
    for act in (workbook.inspect, lambda: workbook.check(on=ON), lambda: workbook.grade(on=ON)):
        with pytest.raises(SchemaVersionError):
            act()


@pytest.mark.parametrize("workbook", ["HTTP", "embedded", "bound script"], indirect=True)
def test_a_spreadsheet_without_okrs_is_refused_until_it_has_the_tabs(foreign, workbook):
    with pytest.raises(InvalidOkrError):
        workbook.inspect()
    begun = OkrSet(client=Client(name="Acme Dental"), cycle=Cycle.parse("2026-Q1"))
    workbook.add_tabs(begun)
    assert foreign.titles() == ["Client", "Overview", "Objectives", "Key Results", "Check-ins", "Client (OKR)"]
    assert workbook.inspect().okr_set == begun
    assert workbook.grade(on=ON).written


@pytest.fixture
def foreign(person):
    """The person's spreadsheet is one that holds no OKRs, but a tab whose title is taken."""
    made = person.client.post(
        "", json={"properties": {"title": "Plan"}, "sheets": [{"properties": {"title": "Client"}}]}
    )
    person.use(made.raise_for_status().json()["spreadsheetId"])
    return person
