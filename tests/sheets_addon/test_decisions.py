"""Decisions over HTTP: about a key result, and the close of the cycle; what they cost, and what is refused."""

from datetime import date

import pytest

from okrsdk.model import Change, Status

ON = {"on": "2026-11-20"}


@pytest.fixture
def post(sheets_service, local, workbook):
    """Sends a request about the workbook; the answer, and the requests for Sheets that it cost."""

    def send(verb, *, key="", **body):
        local.reset_requests()
        headers = {"Idempotency-Key": key} if key else {}
        answer = sheets_service.post(f"/v1/spreadsheets/{workbook.spreadsheet_id}/{verb}", ON | body, headers=headers)
        return answer, local.requests["sheets"]

    return send


def decision(verdict="drop", new="", **changes):
    return {"key_result_id": "O1-KR2", "verdict": verdict, "new": new, "why": "We learnt", "by": "Head"} | changes


def test_each_decision_is_one_read_and_one_write_and_a_trial_writes_nothing(post, workbook):
    tried, cost = post("decisions", **decision(dry_run=True))
    assert (tried.status_code, tried.json["written"], cost) == (200, False, 1)
    # The ID is known in small letters too; the number is read as people write it.
    moved, cost = post("decisions", **decision("retarget", "30 %", key_result_id="o1-kr2"))
    assert (moved.status_code, moved.json["written"], cost) == (200, True, 2)
    assert moved.json["decision"] == {
        "day": "2026-11-20",
        "key_result_id": "O1-KR2",
        "change": "retargeted",
        "before": "32 %",
        "after": "30 %",
        "why": "We learnt",
        "by": "Head",
        "answers": "",
    }
    bound, _ = post("decisions", **decision("recommit", "Committed"))
    given, _ = post("decisions", **decision("reassign", "Growth Lead"))
    worked, _ = post("decisions", **decision("keep", "Call every lead within a day"))
    changed, _ = post("decisions", **decision("replace", "Booked first visits from 5 to 20", key_result_id="o1-kr2"))
    assert changed.json["new"] == {"id": "O1-KR6", "text": "Booked first visits from 5 to 20"}
    gone, _ = post("decisions", **decision(key_result_id="O1-KR3"))
    assert {one.status_code for one in (bound, given, worked, changed, gone)} == {200}
    after = workbook.read()
    old, new = after.key_result("O1-KR2"), after.key_result("O1-KR6")
    assert (old.status, old.replaced_by, old.owner, str(old.commitment)) == (
        Status.REPLACED,
        "O1-KR6",
        "Growth Lead",
        "committed",
    )
    assert (new.owner, after.key_result("O1-KR3").status) == ("Growth Lead", Status.DROPPED)
    assert [one.change for one in after.decisions] == [
        Change.RETARGETED,
        Change.RECOMMITTED,
        Change.REASSIGNED,
        Change.WORK,
        Change.REPLACED,
        Change.DROPPED,
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (decision(key_result_id="O9-KR9"), "There is no key result O9-KR9"),
        (decision("retarget", "30 %", key_result_id="O9-KR9"), "There is no key result O9-KR9"),
        (decision("retarget", "many"), "is no target of O1-KR2"),
        (decision("recommit", "sure"), "Write aspirational or committed"),
        (decision("replace", " "), "is blank"),
        (decision("fly"), "verdict: "),
        (decision(why="  "), "why: "),
        (decision(new="x" * 1001), "new: "),
        (decision(reason="none"), "reason: there is no such field."),
    ],
)
def test_what_cannot_be_decided_is_refused_and_says_why(sheets_service, post, body, told):
    answer, cost = post("decisions", **body)
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert told in answer.json["detail"]
    assert cost <= 1


def test_a_close_is_one_read_and_one_write_and_a_reason_opens_it_again(post, workbook):
    early, _ = post("close")
    assert early.status_code == 422
    assert "runs until 2026-12-31" in early.json["detail"]
    assert early.json["detail"].endswith("say so (is_meant).")
    closed, cost = post("close", by="Head", is_meant=True)
    assert (closed.status_code, closed.json["written"], cost) == (200, True, 2)
    assert closed.json["scores"]["final"] is True
    # Of the objectives 0.63, 0.46 and 0.73 the mean is 0.61.
    assert (closed.json["scores"]["overall"], closed.json["scores"]["interpretation"]) == (0.61, "sweet_spot")
    kept = {one["record_id"]: one for one in closed.json["final_scores"]}
    # 2.46 of the way from 1.8 to 3.0 million: 0.66 / 1.2
    assert (kept["O1-KR1"]["score"], kept["O1-KR1"]["current"]) == (0.55, 2_460_000)
    assert {"id": "O3", "achieved": True, "met": 3, "total": 4} in closed.json["objectives"]
    assert {"O1-KR4", "O3-KR5"} < set(closed.json["without_lesson"])  # the one replaced, the other dropped
    assert workbook.read().closed_on == date(2026, 11, 20)
    refused, _ = post("decisions", **decision())
    assert "was closed on 2026-11-20" in refused.json["detail"]
    assert "okr reopen" not in refused.json["detail"]
    opened, cost = post("reopen", why="A value came late")
    assert (opened.json["written"], opened.json["decision"]["change"], cost) == (True, "reopened", 2)
    assert workbook.read().closed_on is None


@pytest.mark.parametrize(
    ("verdict", "new"),
    [("drop", ""), ("retarget", "30 %"), ("replace", "Visits from 5 to 20"), ("keep", "Call")],
)
def test_a_decision_that_is_sent_again_is_made_once_and_answered_as_before(post, workbook, verdict, new):
    first, cost = post("decisions", key="k1", **decision(verdict, new))
    assert (first.status_code, first.json["written"], cost) == (200, True, 2)
    post("decisions", **decision("reassign", "Growth Lead", key_result_id="O1-KR3"))  # somebody else's, meanwhile
    again, cost = post("decisions", key="k1", **decision(verdict, new))
    assert (again.json, cost) == (first.json, 1)
    assert len(workbook.read().decisions) == 2
    other, _ = post("decisions", key="k1", **decision(verdict, new, by="Another"))
    assert (other.status_code, other.json["errors"][0]["parameter"]) == (422, "Idempotency-Key")


def test_a_trial_keeps_no_key_and_a_cycle_is_opened_once(post, workbook):
    post("decisions", key="k1", **decision(dry_run=True))
    made, _ = post("decisions", key="k1", **decision())
    assert (made.json["written"], len(workbook.read().decisions)) == (True, 1)
    post("close", is_meant=True)
    opened, _ = post("reopen", key="k2", why="A value came late")
    again, cost = post("reopen", key="k2", why="A value came late")
    assert (again.json, cost) == (opened.json, 1)
