import io

import pytest

from tests.cli.conftest import SOUND
from tests.push.conftest import asana  # noqa: F401 -- a fixture

NAMED = (
    SOUND.replace("  - text: Be", "  - id: O1\n    text: Be")
    .replace("      - text: Increase", "      - id: O1-KR1\n        text: Increase")
    .replace("      - text: Decrease", "      - id: O1-KR2\n        text: Decrease")
)
ON = ("--to", "asana", "--on", "2026-02-14")


@pytest.fixture(autouse=True)
def signed_in(monkeypatch):
    monkeypatch.setenv("OKR_ASANA_TOKEN", "s3cret")
    monkeypatch.setenv("OKR_ASANA_WORKSPACE", "12")


def test_a_dry_run_shows_every_call_and_sends_none(okr, document, monkeypatch):
    monkeypatch.delenv("OKR_ASANA_TOKEN")
    answer = okr("push", document(NAMED), *ON, "--dry-run")
    assert answer.status == 0, answer.err
    lines = answer.out.splitlines()
    assert lines[:3] == [
        "GET  /time_periods  find the time period of 2026-Q1",
        "POST /goals  make the goal O1 Be the practice that families in Harbor choose first",
        "POST /goals  make the goal O1-KR1 Increase new family registrations from 12 to 22 a month by March 31",
    ]
    assert "T701" in answer.err
    assert "Asana has no place for: values of the client's profile (1)." in answer.err


def test_the_calls_can_be_had_as_json(okr, document):
    calls = okr("push", document(NAMED), *ON, "--dry-run", "--format", "json").json
    made = next(call for call in calls if call["key"] == "O1-KR1 below O1")
    assert (made["path"], made["needs"]) == ("goals/{O1}/addSupportingRelationship", ["O1", "O1-KR1"])


def test_okrs_are_pushed_and_pushed_again(okr, document, asana):  # noqa: F811 -- the fixture
    answer = okr("push", document(NAMED), *ON, "--yes")
    assert (answer.status, answer.out) == (0, "")
    assert answer.err.endswith("The OKRs are in Asana.\n")
    assert "s3cret" not in answer.err
    assert set(asana.tokens) == {"Bearer s3cret"}
    raised = NAMED.replace("current: 19", "current: 21")
    assert okr("push", document(raised), *ON, "--yes").status == 0
    assert len(asana.goals) == 3
    assert asana.goals["101"]["setMetric"]["current_number_value"] == 21


def test_nothing_is_sent_before_one_agrees(okr, document, asana, monkeypatch):  # noqa: F811 -- the fixture
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    answer = okr("push", document(NAMED), *ON)
    assert answer.status == 130
    assert "Send 10 calls to Asana, of which 5 make something there?" in answer.err
    assert asana.asked == []
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert okr("push", document(NAMED), *ON).status == 0
    assert len(asana.goals) == 3


def test_what_is_in_the_tool_can_be_said(okr, document, asana):  # noqa: F811 -- the fixture
    asana.goals["7"] = {"name": "by hand"}
    answer = okr("push", document(NAMED), *ON, "--yes", "--settle", "O1=7")
    assert answer.status == 0, answer.err
    assert asana.goals["7"]["name"] == "Be the practice that families in Harbor choose first"
    assert okr("push", document(NAMED), *ON, "--settle", "O1").status == 2


def test_records_that_could_not_be_known_again_are_not_pushed(okr, document, asana):  # noqa: F811 -- the fixture
    twice = okr("push", document(NAMED.replace("id: O1-KR2", "id: O1-KR1")), *ON, "--yes")
    assert (twice.status, "T301" in twice.err) == (1, True)
    assert asana.asked == []


def test_a_missing_setting_is_named(okr, document, monkeypatch):
    monkeypatch.delenv("OKR_ASANA_WORKSPACE")
    answer = okr("push", document(NAMED), *ON, "--yes")
    assert answer.status == 2
    assert "Set OKR_ASANA_WORKSPACE: the number of the workspace" in answer.err


def test_a_key_result_without_an_objective_has_no_place_in_clickup(okr, document):
    apart = NAMED.replace("    key_results:\n", "key_results:\n").replace(
        "      - id: O1-KR", "  - objective_id: O9\n    id: O1-KR"
    )
    answer = okr("push", document(apart.replace("        ", "    ")), "--to", "clickup", "--dry-run")
    assert "ClickUp has no place for: O1-KR1 (1), O1-KR2 (1)" in answer.err
