import json
from datetime import date
from decimal import Decimal

from okrsdk.findings import Finding, Location, PlacedFinding, Severity, Table
from okrsdk.grading import grade
from okrsdk.model import CheckIn, Cycle, KeyResult, Objective, OkrSet
from okrsdk.reports import finding_document, scores_document

DAY = date(2026, 2, 14)


def test_scores_are_plain_json_under_the_names_of_the_attributes():
    okr_set = OkrSet(
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1"),),
        key_results=(
            KeyResult(
                id="O1-KR1", objective_id="O1", baseline=Decimal("0.1"), target=Decimal("0.3"), current=Decimal("0.2")
            ),
            KeyResult(id="O1-KR2", objective_id="O1", baseline=Decimal(1), target=Decimal(2)),
        ),
        check_ins=(CheckIn(day=DAY, key_result_id="O1-KR1", confidence=Decimal("0.6")),),
    )
    document = scores_document(grade(okr_set, on=DAY))
    assert json.loads(json.dumps(document)) == {
        "on": "2026-02-14",
        "final": False,
        "overall": 0.5,
        "band": "yellow",
        "coverage": {"graded": 1, "met": 0, "total": 2},
        "interpretation": None,
        "objectives": [
            {"id": "O1", "position": 0, "score": 0.5, "band": "yellow", "coverage": {"graded": 1, "met": 0, "total": 2}}
        ],
        "key_results": [
            {
                "id": "O1-KR1",
                "objective_id": "O1",
                "position": 0,
                "progress": 0.5,
                "score": 0.5,
                "band": "yellow",
                "stretch_mark": 0.24,
                "pace": "on_track",
                "confidence": 0.6,
                "reason": "",
            },
            {
                "id": "O1-KR2",
                "objective_id": "O1",
                "position": 1,
                "progress": None,
                "score": None,
                "band": None,
                "stretch_mark": 1.7,
                "pace": "outdated",
                "confidence": None,
                "reason": "There is no current value yet: fill in Current, or add a check-in with a value.",
            },
        ],
    }


def test_a_final_grade_carries_its_reading_and_whole_numbers_stay_whole():
    okr_set = OkrSet(
        objectives=(Objective(id="O1"),),
        key_results=(KeyResult(objective_id="O1", baseline=Decimal(0), target=Decimal(10), current=Decimal(40)),),
    )
    document = scores_document(grade(okr_set, on=DAY, final=True))
    assert (document["interpretation"], document["overall"]) == ("aimed_too_low", 1)
    assert '"progress": 4,' in json.dumps(document)


WRONG = Finding(
    code="T201",
    severity=Severity.ERROR,
    location=Location(table=Table.KEY_RESULTS, record="O1-KR2", position=1, field="target"),
    message="Wrong.",
    suggestion="Mend it.",
)


def test_a_finding_says_where_in_okr_terms_and_in_which_cell():
    assert finding_document(PlacedFinding(finding=WRONG, cell="'Key Results'!L3")) == {
        "code": "T201",
        "severity": "error",
        "table": "Key Results",
        "record": "O1-KR2",
        "position": 1,
        "field": "target",
        "cell": "'Key Results'!L3",
        "message": "Wrong.",
        "suggestion": "Mend it.",
    }


def test_a_finding_in_a_document_says_its_path():
    document = finding_document(PlacedFinding(finding=WRONG, path="key_results[1].target"))
    assert (document["path"], document["cell"]) == ("key_results[1].target", None)


def test_a_finding_on_the_whole_set_is_of_no_table():
    whole = Finding(code="O110", severity=Severity.INFO, location=Location(), message="m")
    assert finding_document(PlacedFinding(finding=whole))["table"] is None
