"""Both clients against the real service: what the SDK says in this process is what it says over there."""

import inspect
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

import okrsdk
from okrsdk.assessment import assess
from okrsdk.client import AsyncOkrClient, OkrClient
from okrsdk.cycle import Puzzle, closing
from okrsdk.errors import ConfigError, InvalidOkrError, NotFoundError, SchemaVersionError
from okrsdk.findings import in_reading_order
from okrsdk.grading import grade
from okrsdk.interchange.document.json_text import write_json
from okrsdk.model import (
    Change,
    CheckIn,
    Client,
    Cycle,
    DecisionRequest,
    KeyResult,
    Kind,
    Objective,
    OkrSet,
    Stage,
    Verdict,
)
from okrsdk.reports import scores_document
from okrsdk.reports.close_text import close_document
from okrsdk.rules import AGENCY, CATALOGUE, check
from tests.sheets_addon.conftest import TODAY, row

ON = date(2026, 3, 31)


def test_a_check_over_there_finds_what_a_check_here_finds(client, okr_set):
    expected = check(okr_set, policy=AGENCY, on=ON)
    assert tuple(client.check(okr_set, on=ON, policy="agency")) == tuple(in_reading_order(expected))


def test_a_grade_over_there_scores_as_a_grade_here(client, okr_set):
    assert client.grade(okr_set, on=ON, final=True) == grade(okr_set, on=ON, final=True)


def test_a_document_serves_as_well_as_a_set(client):
    scores = client.grade(row(baseline=Decimal("0.1"), target=Decimal("0.3"), current=Decimal("0.24")), on=ON)
    assert scores.overall == Decimal("0.70")
    assert "T201" in [finding.code for finding in client.check(row(due=date(2026, 3, 1), target="about fifty"), on=ON)]


def test_numbers_arrive_with_all_their_digits(client):
    exact = Decimal("0.98765432109876543")
    key_result = KeyResult(
        id="O1-KR1",
        objective_id="O1",
        text="Keep the share of calls answered",
        kind=Kind.AT_LEAST,
        target=exact,
        current=exact - Decimal("1e-17"),
    )
    okr_set = OkrSet(
        client=Client(name="Acme"),
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text="Be exact"),),
        key_results=(key_result,),
    )
    # As floats the two are one number, and the key result would be done.
    assert client.grade(okr_set, on=ON).overall == 0
    document = row(kind="at_least", baseline=None, target=exact, current=exact - Decimal("1e-17"))
    assert client.grade(document, on=ON).overall == 0


def test_without_a_day_the_service_goes_by_its_own(client):
    assert client.grade(row()).on == TODAY


def test_a_spreadsheet_is_checked_with_its_cells(client, workbook):
    findings = client.check_spreadsheet(workbook.spreadsheet_id, on=ON)
    expected = workbook.check(on=ON)
    assert tuple(found.finding for found in findings) == expected.findings
    assert any(found.cell and "!" in found.cell for found in findings)


def test_a_spreadsheet_is_graded_and_written(client, workbook, local, okr_set):
    dry = client.grade_spreadsheet(workbook.spreadsheet_id, on=ON, final=True, dry_run=True)
    assert dry == grade(okr_set, on=ON, final=True)
    local.reset_requests()
    assert client.grade_spreadsheet(workbook.spreadsheet_id, on=ON) == grade(okr_set, on=ON)
    assert local.requests["sheets"] == 2


def test_the_catalogue_and_the_health_are_told(client):
    codes = [rule.code for rule in client.rules()]
    assert codes[-1] == CATALOGUE[-1].code
    assert client.rule("t201").name == "not-a-number"
    assert (client.health().status, client.health().version) == ("ok", okrsdk.__version__)


def test_what_the_service_refuses_is_an_error_of_okrsdk(client):
    with pytest.raises(NotFoundError, match="There is no rule"):
        client.rule("K999")
    with pytest.raises(ConfigError, match="is not there"):
        client.rule("../healthz")
    with pytest.raises(NotFoundError, match="nothing-there"):
        client.check_spreadsheet("nothing-there")
    with pytest.raises(ConfigError, match="no spreadsheet id"):
        client.check_spreadsheet("a.b")
    with pytest.raises(ConfigError, match="no policy 'strict'"):
        client.check(row(), policy="strict")
    with pytest.raises(SchemaVersionError) as caught:
        client.check({"okrsdk": 7})
    assert (caught.value.found, caught.value.supported) == (7, 1)


def test_what_stands_in_the_way_of_a_grade_comes_with_its_findings(client, workbook):
    spreadsheet = workbook.connection.gspread.open_by_key(workbook.spreadsheet_id)
    spreadsheet.del_worksheet(spreadsheet.worksheet("Objectives"))
    with pytest.raises(InvalidOkrError) as caught:
        client.grade_spreadsheet(workbook.spreadsheet_id)
    assert caught.value.findings[0].finding.code == "T101"


def test_each_finding_in_the_way_of_a_grade_has_its_cell(client, workbook, okr_set):
    tab = workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet("Key Results")
    tab.update([[okr_set.key_results[0].id]], "A3")
    tab.update([["many"]], "L4")
    with pytest.raises(InvalidOkrError) as caught:
        client.grade_spreadsheet(workbook.spreadsheet_id)
    codes = {found.cell: found.finding.code for found in caught.value.findings}
    assert codes.items() >= {"'Key Results'!A3": "T301", "'Key Results'!L4": "T201"}.items()
    first = caught.value.findings[0]
    assert str(caught.value).count(first.finding.message) == 1


def test_an_error_in_a_record_leaves_it_alone_without_a_score(client, workbook, okr_set):
    workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet("Key Results").update_acell("L3", "many")
    scores = client.grade_spreadsheet(workbook.spreadsheet_id, on=ON, final=True)
    assert [score.position for score in scores.key_results if score.score is None] == [1]
    assert "many" in scores.key_results[1].reason
    assert scores.coverage.total - scores.coverage.graded == 1


def test_too_large_a_document_is_named_as_such(client):
    with pytest.raises(ConfigError, match="too large"):
        client.check(row(text="x" * 100_000))


@pytest.mark.parametrize("value", [{1, 2}, object(), float("nan"), float("inf")])
def test_what_no_json_can_hold_is_not_sent(client, value):
    with pytest.raises((TypeError, ValueError)):
        client.check({"okrsdk": value})


def test_scores_come_back_from_their_document_unchanged(okr_set):
    from okrsdk.client.responses import parsed, scores_in

    scores = grade(okr_set, on=ON, final=True)
    assert scores_in(parsed(write_json({"scores": scores_document(scores)}).encode())) == scores


def test_both_clients_have_the_same_calls():
    def calls(cls):
        return {
            name: inspect.signature(method)
            for name, method in vars(cls).items()
            if inspect.isfunction(method) and not name.startswith("_") and name not in ("close", "aclose")
        }

    assert calls(OkrClient) == calls(AsyncOkrClient)
    assert all(inspect.iscoroutinefunction(getattr(AsyncOkrClient, name)) for name in calls(OkrClient))


def test_check_ins_are_written_and_slips_told(client, workbook):
    day = date(2026, 11, 20)
    slip = CheckIn(key_result_id="O1-KR1", day=day, value=Decimal(1_000_000), confidence=Decimal("0.7"))
    (doubtful,) = client.check_in_spreadsheet(workbook.spreadsheet_id, [slip], on=day, save_doubtful=False)
    assert doubtful.key_result_id == "O1-KR1"
    assert slip not in workbook.inspect().okr_set.check_ins
    client.check_in_spreadsheet(workbook.spreadsheet_id, [slip], on=day)
    assert slip in workbook.inspect().okr_set.check_ins


def test_a_decision_and_the_close_come_back_as_they_were_written(client, workbook):
    day, id_ = date(2026, 11, 20), workbook.spreadsheet_id
    asked = DecisionRequest(
        key_result_id="O1-KR2", verdict=Verdict.REPLACE, new="Booked visits from 5 to 20", why="It moved", by="Head"
    )
    decided = client.decide_in_spreadsheet(id_, asked, on=day)
    assert (decided.new_id, decided.new_text, decided.written) == ("O1-KR6", "Booked visits from 5 to 20", True)
    with pytest.raises(InvalidOkrError, match="was replaced by O1-KR6 already"):
        client.decide_in_spreadsheet(id_, asked, on=day)
    closed = client.close_spreadsheet(id_, on=day, by="Head", is_meant=True)
    okr_set = workbook.read()
    assert okr_set.decisions == (decided.decision, closed.decision)
    assert okr_set.final_scores == closed.final_scores
    assert closed.scores == grade(replace(okr_set, decisions=okr_set.decisions[:1]), on=day, final=True)
    opened = client.reopen_spreadsheet(id_, why="A value came late", on=day)
    assert (opened.change, workbook.read().closed_on) == (Change.REOPENED, None)


def test_a_close_comes_back_from_its_document_unchanged(okr_set):
    from okrsdk.client.decided import closed_cycle_in
    from okrsdk.client.responses import parsed

    stages = (Stage(score=Decimal("0.3"), name="pilot signed"), Stage(score=Decimal(1), name="live"))
    stuck = KeyResult(id="O2-KR9", objective_id="O2", text="Bring the new site live", kind=Kind.STAGES, stages=stages)
    found = assess(replace(okr_set, key_results=(*okr_set.key_results, stuck)), on=date(2027, 1, 4), final=True)
    written = closing(found, by="Head")
    closed = closed_cycle_in(parsed(write_json({"written": True, **close_document(written)}).encode()))
    assert (closed.decision, closed.scores) == (written.decision, found.scores)
    assert closed.final_scores == written.final_scores
    assert closed.final_scores[-1].stages == stages
    assert closed.whys == {"O2-KR9": Puzzle.STAYED_AT_0}
    # Of its three active key results and the new one, O2 met one; O3 met three of four.
    assert [(one.objective_id, one.met, one.total, one.is_achieved) for one in closed.outcomes][1:] == [
        ("O2", 1, 4, False),
        ("O3", 3, 4, True),
    ]
    assert closed.without_lesson[-1] == "O2-KR9"
