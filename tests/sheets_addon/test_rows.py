import json
from datetime import date, timedelta

import pytest

from okrsdk.findings import PlacedFinding, joined
from okrsdk.grading import grade
from okrsdk.interchange import document_from_okr_set, okr_set_from_document
from okrsdk.reports import finding_document, scores_document
from okrsdk.rules import AGENCY, check
from tests.sheets_addon.conftest import TODAY, row

ON = date(2026, 3, 31)


def test_a_grade_holds_the_scores_as_numbers(service):
    answer = service.post("/v1/grade", {"okrs": row(), "on": "2026-03-31"})
    assert answer.status_code == 200
    scores = answer.json["scores"]
    assert (scores["on"], scores["final"], scores["overall"], scores["band"]) == ("2026-03-31", False, 0.7, "green")
    (key_result,) = scores["key_results"]
    assert (key_result["id"], key_result["score"], key_result["stretch_mark"]) == ("O1-KR1", 0.7, 170)


def test_check_and_grade_say_what_the_sdk_says(service, okr_set):
    document = document_from_okr_set(okr_set)
    reading = okr_set_from_document(document)
    scores = grade(reading.okr_set, on=ON, final=True)
    findings = joined(reading.findings, check(reading.okr_set, policy=AGENCY, on=ON))
    body = {"okrs": document, "on": "2026-03-31", "policy": "agency"}
    expected = [finding_document(PlacedFinding(finding=finding)) for finding in findings]
    assert service.post("/v1/check", body).json == {"findings": expected}
    assert service.post("/v1/grade", body | {"final": True}).json == {
        "scores": scores_document(scores),
        "findings": expected,
    }


def test_numbers_are_read_with_every_digit(service):
    # 0.1 + 0.7 × 0.2 is 0.24; as binary floats 0.24 falls short of it and would score 0.69…
    text = json.dumps({"okrs": row(baseline="@", target="@@", current="@@@"), "on": "2026-03-31"})
    text = text.replace('"@@@"', "0.24").replace('"@@"', "0.3").replace('"@"', "0.1")
    answer = service.send("POST", "/v1/grade", data=text, content_type="application/json")
    (key_result,) = answer.json["scores"]["key_results"]
    assert (key_result["progress"], key_result["score"], key_result["band"]) == (0.7, 0.7, "green")


def test_a_wrong_cell_is_a_finding_and_not_a_problem(service):
    answer = service.post("/v1/grade", {"okrs": row(target="about fifty"), "on": "2026-03-31"})
    assert answer.status_code == 200
    (finding,) = [finding for finding in answer.json["findings"] if finding["code"] == "T201"]
    assert (finding["table"], finding["record"], finding["field"]) == ("Key Results", "O1-KR1", "target")
    assert answer.json["scores"]["key_results"][0]["reason"]


@pytest.mark.parametrize("okrs", [{}, {"objectives": 7}, {"objectives": [7]}, {"nonsense": True}, {"client": None}])
def test_an_object_that_is_no_document_gets_findings(service, okrs):
    assert service.post("/v1/check", {"okrs": okrs}).status_code == 200
    assert service.post("/v1/grade", {"okrs": okrs}).status_code == 200


def test_a_document_of_a_newer_format_is_a_problem(service):
    answer = service.post("/v1/check", {"okrs": {"okrsdk": 2}})
    assert (answer.status_code, answer.json["type"]) == (422, "urn:problem-type:okrsdk:newer-workbook")
    assert (answer.json["found"], answer.json["supported"]) == (2, 1)


@pytest.mark.parametrize(
    ("time_zone", "day"),
    [
        ("", TODAY),
        ("Pacific/Auckland", TODAY + timedelta(days=1)),
        ("America/Los_Angeles", TODAY),
        ("Mars/Base", TODAY),
    ],
)
def test_without_a_day_it_is_today_where_the_client_is(service, time_zone, day):
    # At 18:00 in UTC it is morning in California, and the morning after in New Zealand.
    okrs = row()
    okrs["client"]["time_zone"] = time_zone
    assert service.post("/v1/grade", {"okrs": okrs}).json["scores"]["on"] == day.isoformat()


def test_a_day_that_is_named_is_that_day_everywhere(service):
    okrs = row()
    okrs["client"]["time_zone"] = "Pacific/Auckland"
    assert service.post("/v1/grade", {"okrs": okrs, "on": "2026-02-10"}).json["scores"]["on"] == "2026-02-10"


def test_the_clients_own_policy_holds_unless_another_is_asked_for(service):
    five = row()
    five["objectives"] = [five["objectives"][0] | {"id": f"O{n}", "key_results": []} for n in range(1, 5)]
    five["client"]["policy"] = "team"

    def counts(body):
        return [finding["message"] for finding in service.post("/v1/check", body).json["findings"]]

    def is_too_many(messages, policy):
        return any("4 objectives" in message and policy in message for message in messages)

    assert is_too_many(counts({"okrs": five}), "team")
    assert not is_too_many(counts({"okrs": five, "policy": "agency"}), "agency")


def test_an_unknown_policy_of_the_client_is_a_finding(service):
    document = row()
    document["client"]["policy"] = "strict"
    answer = service.post("/v1/check", {"okrs": document})
    assert answer.status_code == 200
    assert [finding["table"] for finding in answer.json["findings"] if finding["field"] == "policy"] == ["Client"]


def test_a_finding_on_a_record_without_an_id_says_its_place(service):
    document = row()
    check_ins = [{"date": "2026-02-01", "key_result": "O1-KR1", "value": "plenty"}]
    document["check_ins"] = [{**check_ins[0], "value": 150}, *check_ins]
    found = service.post("/v1/check", {"okrs": document}).json["findings"]
    places = [
        (own["record"], own["position"]) for own in found if own["table"] == "Check-ins" and own["field"] == "value"
    ]
    assert places == [(None, 1)]
