import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from okrsdk.errors import SchemaVersionError
from okrsdk.findings import Location, Severity, Table
from okrsdk.interchange import document_from_okr_set, okr_set_from_document
from okrsdk.model import CheckIn, Client, Commitment, Cycle, KeyResult, Kind, Objective, OkrSet, Stage, Status
from tests.interchange.okr_sets import okr_sets

SMALL = {
    "okrsdk": 1,
    "client": {"name": "Lakeshore", "average_sale": "$1.2k"},
    "cycle": "2026-q1",
    "objectives": [
        {
            "text": "Become the first call",
            "co_owners": ["Head of Sales", "Head of Service"],
            "key_results": [
                {"text": "Raise calls", "kind": "Increase", "baseline": "45 %", "target": 0.9, "due": "2026-03-31"},
                {"text": "Pilot", "kind": "stages", "stages": "0.3: signed | 1: live", "current": "signed"},
            ],
        }
    ],
    "check_ins": [{"day": "2026-02-02", "key_result_id": "O1-KR1", "value": "60 %", "confidence": 0.6}],
}


def places(reading):
    return [(finding.code, reading.path(finding.location)) for finding in reading.findings]


def with_key_result(**fields):
    return {"objectives": [{"text": "Grow", "key_results": [{"text": "More calls", **fields}]}]}


def test_a_document_is_read_as_people_type_in_a_sheet():
    reading = okr_set_from_document(SMALL)
    assert reading.findings == ()
    assert reading.okr_set == OkrSet(
        client=Client(name="Lakeshore", average_sale=Decimal(1200)),
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text="Become the first call", co_owners=("Head of Sales", "Head of Service")),),
        key_results=(
            KeyResult(
                id="O1-KR1",
                objective_id="O1",
                text="Raise calls",
                baseline=Decimal("0.45"),
                target=Decimal("0.9"),
                due=date(2026, 3, 31),
            ),
            KeyResult(
                id="O1-KR2",
                objective_id="O1",
                text="Pilot",
                kind=Kind.STAGES,
                stages=(Stage(score=Decimal("0.3"), name="signed"), Stage(score=Decimal(1), name="live")),
                current=Decimal("0.3"),
            ),
        ),
        check_ins=(
            CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=Decimal("0.60"), confidence=Decimal("0.6")),
        ),
    )


def test_a_milestone_may_be_ticked_and_a_check_in_of_it_too():
    document = with_key_result(kind="milestone", current=True) | {
        "check_ins": [{"day": "2026-02-02", "key_result_id": "O1-KR1", "value": "done"}]
    }
    reading = okr_set_from_document(document)
    assert reading.findings == ()
    assert reading.okr_set.key_results[0].current == 1
    assert reading.okr_set.check_ins[0].value == 1


def test_ids_that_are_missing_are_filled_above_the_highest_in_use():
    document = {
        "objectives": [
            {"text": "a", "key_results": [{"text": "x"}, {"id": "O2-KR1", "text": "y"}, {"text": "z"}]},
            {"id": "O1", "text": "b"},
            {"text": "c", "key_results": [{"text": "w"}]},
        ]
    }
    okr_set = okr_set_from_document(document).okr_set
    assert [objective.id for objective in okr_set.objectives] == ["O3", "O1", "O4"]
    assert [(kr.objective_id, kr.id) for kr in okr_set.key_results] == [
        ("O3", "O3-KR1"),
        ("O3", "O2-KR1"),
        ("O3", "O3-KR2"),
        ("O4", "O4-KR1"),
    ]


def test_an_id_may_be_a_number():
    document = {"objectives": [{"id": 7, "text": "a", "key_results": [{"text": "x"}]}]}
    okr_set = okr_set_from_document(document).okr_set
    assert (okr_set.objectives[0].id, okr_set.key_results[0].objective_id, okr_set.key_results[0].id) == (
        "7",
        "7",
        "7-KR1",
    )


def test_key_results_of_an_unknown_objective_stand_apart_and_are_reported():
    document = {"key_results": [{"id": "O9-KR1", "objective_id": "O9", "text": "x"}], "objectives": [{"text": "a"}]}
    reading = okr_set_from_document(document)
    assert reading.okr_set.key_results[0].objective_id == "O9"
    assert places(reading) == [("T302", "key_results[0].objective_id")]
    written: Any = document_from_okr_set(reading.okr_set)
    assert written["key_results"][0]["objective_id"] == "O9"


@pytest.mark.parametrize(
    ("fields", "code", "message"),
    [
        ({"targett": 5}, "T401", "is not a key of a key result"),
        ({"score": 0.5}, "T401", "is not a key of a key result"),
        ({"objective_id": "O1"}, "T401", "a key result belongs to the objective around it"),
        ({"target": [50, 60]}, "T402", "is a list"),
        ({"metric": {"a": 1}}, "T402", "is a mapping"),
        ({"text": ["a"]}, "T402", "is a list"),
        ({"stages": [{"score": 2, "name": "x"}]}, "T402", "is a list"),
        ({"stages": [{"score": True, "name": "x"}]}, "T402", "is a list"),
        ({"stages": [{"score": 1, "name": " "}]}, "T402", "is a list"),
        ({"stages": [{"score": 1, "name": "x", "by": "y"}]}, "T402", "is a list"),
        ({"stages": ["x"]}, "T402", "is a list"),
        ({"stages": "x, then y"}, "T207", '"x, then y"'),
        ({"target": "about 50"}, "T201", '"about 50"'),
        ({"current": True}, "T201", "not a number"),
        ({"current": "#REF!"}, "T204", "shows #REF!"),
        ({"kind": "growth"}, "T203", '"growth"'),
        ({"due": "soon"}, "T202", '"soon"'),
        ({"weight": -1}, "T205", "0 or more"),
    ],
)
def test_what_is_wrong_in_a_key_result_is_one_finding_with_its_path(fields, code, message):
    reading = okr_set_from_document(with_key_result(**fields))
    (finding,) = reading.findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert reading.path(finding.location) == f"objectives[0].key_results[0].{next(iter(fields))}"
    assert message in finding.message


@pytest.mark.parametrize(
    ("document", "code", "path", "message"),
    [
        ({"objectives": [{"text": "a", "co_owners": [1]}]}, "T402", "objectives[0].co_owners", "is a list"),
        ({"objectives": [{"why": "b"}]}, "T206", "objectives[0].text", "blank"),
        ({"objectives": ["Grow"]}, "T402", "objectives[0]", "objectives[0] is Grow"),
        ({"objectives": {"text": "a"}}, "T402", "objectives", "objectives is a mapping"),
        ({"objectives": [{"text": "a", "key_results": "b"}]}, "T402", "objectives[0].key_results", "is b"),
        ({"objectives": [{"text": "a", "key_results": [7]}]}, "T402", "objectives[0].key_results[0]", "is 7"),
        ({"cycle": "spring"}, "T208", "cycle", '"spring"'),
        ({"cycle": ["2026-Q1"]}, "T402", "cycle", "cycle is a list"),
        ({"client": "Lakeshore"}, "T402", "client", "client is Lakeshore"),
        ({"client": {"nmae": "Lakeshore"}}, "T401", "client.nmae", "is not a key of the client"),
        ({"client": {"cycle": "2026-Q1"}}, "T401", "client.cycle", "beside the client"),
        ({"client": {"funnel": [{"stage": "Lead", "seen": "x"}]}}, "T401", "client.funnel[0].seen", "funnel stage"),
        ({"client": {"funnel": ["Lead"]}}, "T402", "client.funnel[0]", "client.funnel[0] is Lead"),
        (
            {"check_ins": [{"day": "2026-02-02", "key_result_id": "O1-KR9"}], **with_key_result()},
            "T303",
            "check_ins[0].key_result_id",
            "O1-KR9",
        ),
        ({"objctives": []}, "T401", "objctives", "objctives is not a key of the document"),
        ({"okrsdk": "one"}, "T402", "okrsdk", "okrsdk is one"),
        ({"okrsdk": None}, "T402", "okrsdk", "okrsdk is blank"),
        ({"okrsdk": 1.5}, "T402", "okrsdk", "okrsdk is 1.5"),
        ({"okrsdk": Decimal("NaN")}, "T402", "okrsdk", "okrsdk is NaN"),
        ([], "T402", "", "The document is a list"),
        (None, "T402", "", "The document is blank"),
        ("text", "T402", "", "The document is text"),
    ],
)
def test_what_is_wrong_is_one_finding_with_its_path(document, code, path, message):
    reading = okr_set_from_document(document)
    (finding,) = reading.findings
    assert (finding.code, reading.path(finding.location)) == (code, path)
    assert message in finding.message


def test_a_slip_in_a_key_is_answered_with_the_key_that_was_meant():
    (finding,) = okr_set_from_document(with_key_result(targett=5)).findings
    assert finding.message == "objectives[0].key_results[0].targett is not a key of a key result."
    assert finding.suggestion == "Did you mean target?"


def test_a_column_of_okrsdk_is_left_to_okrsdk():
    (finding,) = okr_set_from_document(with_key_result(band="green")).findings
    assert finding.suggestion == "Leave it out: okrsdk works it out."


def test_all_findings_come_at_once_in_reading_order():
    document = {
        "okrsdk": 1,
        "cycle": "spring",
        "extra": 1,
        "objectives": [
            {"text": "a", "wight": 2, "key_results": [{"text": "x", "target": "many"}, {"text": "y", "kind": [1]}]}
        ],
    }
    assert places(okr_set_from_document(document)) == [
        ("T401", "extra"),
        ("T208", "cycle"),
        ("T401", "objectives[0].wight"),
        ("T201", "objectives[0].key_results[0].target"),
        ("T402", "objectives[0].key_results[1].kind"),
    ]


def test_the_rest_of_a_document_with_findings_is_still_read():
    reading = okr_set_from_document({"objectives": ["Grow", {"text": "Keep", "key_results": [{"text": "x"}, 5]}]})
    assert [objective.text for objective in reading.okr_set.objectives] == ["Keep"]
    assert [kr.text for kr in reading.okr_set.key_results] == ["x"]
    assert reading.path(Location(table=Table.OBJECTIVES, position=0, field="text")) == "objectives[1].text"


def test_a_document_of_a_newer_format_is_refused():
    with pytest.raises(SchemaVersionError, match=r"format 2; this okrsdk reads up to format 1") as caught:
        okr_set_from_document({"okrsdk": 2, "objectives": []})
    assert (caught.value.found, caught.value.supported) == (2, 1)


def test_an_empty_document_is_an_empty_set():
    reading = okr_set_from_document({})
    assert (reading.okr_set, reading.findings) == (OkrSet(), ())
    assert document_from_okr_set(OkrSet()) == {"okrsdk": 1}


def test_blank_values_and_sections_say_nothing():
    document = {"client": None, "cycle": None, "objectives": None, "key_results": None, "check_ins": None}
    reading = okr_set_from_document(document)
    assert (reading.okr_set, reading.findings) == (OkrSet(), ())


def test_a_written_document_says_how_everything_is_graded_and_leaves_out_what_is_blank():
    okr_set = OkrSet(
        objectives=(Objective(id="O1", text="Grow"),),
        key_results=(
            KeyResult(id="O1-KR1", objective_id="O1", target=Decimal("0.35"), commitment=Commitment.COMMITTED),
        ),
    )
    assert document_from_okr_set(okr_set) == {
        "okrsdk": 1,
        "objectives": [
            {
                "id": "O1",
                "text": "Grow",
                "weight": 1,
                "status": "active",
                "key_results": [
                    {
                        "id": "O1-KR1",
                        "kind": "increase",
                        "commitment": "committed",
                        "target": 0.35,
                        "weight": 1,
                        "status": "active",
                    }
                ],
            }
        ],
    }


def test_numbers_that_a_float_would_change_are_written_as_text_and_read_back():
    long = Decimal("0.1234567890123456")
    okr_set = OkrSet(
        objectives=(Objective(id="O1"),),
        key_results=(KeyResult(id="O1-KR1", objective_id="O1", target=long, baseline=Decimal(12345678901234567)),),
    )
    document: Any = document_from_okr_set(okr_set)
    key_result = document["objectives"][0]["key_results"][0]
    assert (key_result["target"], key_result["baseline"]) == ("0.1234567890123456", 12345678901234567)
    assert okr_set_from_document(json.loads(json.dumps(document))).okr_set == okr_set


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999999", "-1e-999999"])
def test_a_number_that_is_none_makes_neither_broken_json_nor_a_long_wait(number):
    okr_set = OkrSet(client=Client(average_sale=Decimal(number)))
    assert json.loads(json.dumps(document_from_okr_set(okr_set), allow_nan=False))["client"]["average_sale"]


def test_replaced_and_dropped_records_and_their_successors_are_kept():
    okr_set = OkrSet(
        objectives=(Objective(id="O1", text="a", status=Status.DROPPED),),
        key_results=(
            KeyResult(id="O1-KR1", objective_id="O1", text="x", status=Status.REPLACED, replaced_by="O1-KR2"),
            KeyResult(id="O1-KR2", objective_id="O1", text="y", status=Status.DROPPED),
        ),
    )
    reading = okr_set_from_document(document_from_okr_set(okr_set))
    assert (reading.okr_set, reading.findings) == (okr_set, ())


@settings(max_examples=30, deadline=None)
@given(okr_sets())
def test_a_set_comes_back_from_its_document_and_the_document_from_the_set(okr_set):
    document = document_from_okr_set(okr_set)
    read = okr_set_from_document(json.loads(json.dumps(document))).okr_set
    assert read == okr_set
    assert document_from_okr_set(read) == document
