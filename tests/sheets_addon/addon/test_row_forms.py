"""Objectives and key results by form: from an empty workbook to OKRs without touching a cell."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import httpx
import pytest

from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Kind, Objective, OkrSet
from okrsdk.sheets import Workbook, create_workbook

from .cards import buttons, card_of, clicks, navigation_of, note_of, text_of, widgets
from .conftest import app_of
from .visitor import Visitor

EMPTY = OkrSet(client=Client(name="Acme Dental"), cycle=Cycle.parse("2026-Q1"))
SENTENCE = "Raise booked first visits from 100 to 200 a month by March 31"


@pytest.fixture
def visiting(spreadsheets, local, connection):
    def made(okr_set=EMPTY):
        own = create_workbook(okr_set, connection)
        local.reset_requests()
        return Visitor(app_of(spreadsheets), own.spreadsheet_id)

    return made


def okr_set_of(visitor, connection):
    return Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection).inspect().okr_set


def fields(card):
    return {one["name"]: one.get("value", "") for one in widgets(card, "textInput")}


def test_an_empty_workbook_leads_to_the_first_objective_and_its_key_result(visiting, connection, local):
    visitor = visiting()
    form = visitor.press(visitor.open(), "Write the first objective")
    assert fields(form) == {"text": "", "why": "", "owner": ""}
    assert "Such as: " in text_of(form)
    local.reset_requests()
    answer = visitor.click(buttons(form)["Save"], {"text": "Build the new website", "owner": "Practice Manager"})
    assert (local.requests["sheets"], navigation_of(answer)) == (2, "popToRoot updateCard pushCard")
    saved = card_of(answer)
    assert saved["header"] == {"title": "Objective saved", "subtitle": "O1"}
    # The wording rules speak at once.
    assert any(one.get("topLabel", "").startswith("O101 · O1") for one in widgets(saved, "decoratedText"))
    form = visitor.press(saved, "Add a key result")
    assert form["header"] == {"title": "New key result", "subtitle": "O1"}
    # An answer that was lost, and Save pressed again: the row is there once.
    assert (
        visitor.press(form, "Save", {"text": SENTENCE, "source": "CRM", "kind": ""})["header"]["subtitle"] == "O1-KR1"
    )
    done = visitor.press(form, "Save", {"text": SENTENCE, "source": "CRM", "kind": ""})
    shown = {one["topLabel"]: one["text"] for one in widgets(done, "decoratedText") if "topLabel" in one}
    assert (shown["Baseline"], shown["Target"], shown["Due"]) == ("100", "200", "31 Mar 2026")
    own = okr_set_of(visitor, connection)
    assert own.objectives == (Objective(id="O1", text="Build the new website", owner="Practice Manager"),)
    [key_result] = own.key_results
    assert (key_result.id, key_result.objective_id, key_result.kind) == ("O1-KR1", "O1", Kind.INCREASE)
    assert (key_result.baseline, key_result.target, key_result.source) == (Decimal(100), Decimal(200), "CRM")


def test_what_is_wrong_is_beside_its_field_and_nothing_typed_is_lost(visiting, connection, local):
    visitor = visiting()
    form = visitor.press(visitor.open(), "Add an objective")
    assert "Write the sentence" in text_of(visitor.press(form, "Save", {"text": " ", "owner": "Lead"}))
    visitor.press(form, "Save", {"text": "New patients in town find us first"})
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "objective_id": "O1"})
    form = card_of(visitor.answer("key-result-form", event))
    typed = {"text": SENTENCE, "baseline": "about 100", "due": "soon", "owner": "x" * 1001}
    wrong = visitor.press(form, "Save", typed)
    assert fields(wrong) | typed == fields(wrong)
    assert text_of(wrong).count("⚠") == 3
    assert not okr_set_of(visitor, connection).key_results
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://local") as admin:
        rule = {"match": "batchUpdate", "status": 403}
        admin.put("/_local/faults", json={"rules": [rule]}, headers={"X-Local-Sheets": "1"}).raise_for_status()
        error = visitor.press(wrong, "Save", {"text": SENTENCE, "owner": "Lead"})
        assert error["header"]["title"] == "That did not work"
        admin.put("/_local/faults", json={"rules": []}, headers={"X-Local-Sheets": "1"}).raise_for_status()
    assert visitor.press(error, "Try again")["header"]["title"] == "Key result saved"
    assert [one.owner for one in okr_set_of(visitor, connection).key_results] == ["Lead"]


def test_editing_changes_only_what_was_changed(visiting, connection, local):
    key_result = KeyResult(
        id="O1-KR1", objective_id="O1", text=SENTENCE, baseline=Decimal(100), target=Decimal(200), owner="Lead"
    )
    objective = Objective(id="O1", text="New patients in town find us first", why="Growth")
    visitor = visiting(replace(EMPTY, objectives=(objective,), key_results=(key_result,)))
    home = visitor.open()
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR1"})
    form = visitor.press(card_of(visitor.answer("key-result", event)), "Edit")
    held = fields(form)
    assert (held["baseline"], held["target"], held["owner"]) == ("100", "200", "Lead")
    typed = held | {"kind": "increase", "owner": "Front Desk Lead", "unit": "visits"}
    saved = visitor.click(buttons(form)["Save"], typed)
    assert note_of(saved) == "Saved"
    [now] = okr_set_of(visitor, connection).key_results
    assert (now.owner, now.unit, now.text, now.target) == ("Front Desk Lead", "visits", SENTENCE, Decimal(200))
    local.reset_requests()
    visitor.click(buttons(form)["Save"], typed)
    assert local.requests["sheets"] == 1
    rows = [one for one in clicks(home) if one.get("action", {}).get("function", "").endswith("/objective-form")]
    own = card_of(visitor.click(rows[0]))
    assert fields(own)["text"] == "New patients in town find us first"
    assert "1 key result" in text_of(own)


def test_once_people_checked_in_target_and_owner_change_by_a_decision_alone(visiting, connection):
    key_result = KeyResult(
        id="O1-KR1", objective_id="O1", text=SENTENCE, baseline=Decimal(100), target=Decimal(200), owner="Lead"
    )
    objective = Objective(id="O1", text="New patients in town find us first")
    said = CheckIn(day=date(2026, 1, 20), key_result_id="O1-KR1", value=Decimal(120), confidence=Decimal("0.7"))
    visitor = visiting(replace(EMPTY, objectives=(objective,), key_results=(key_result,), check_ins=(said,)))
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR1"})
    form = card_of(visitor.answer("key-result-form", event))
    assert not {"target", "owner"} & set(fields(form))
    visitor.click(buttons(form)["Save"], {**fields(form), "source": "CRM", "target": "1", "owner": "x"})
    [now] = okr_set_of(visitor, connection).key_results
    assert (now.source, now.target, now.owner) == ("CRM", Decimal(200), "Lead")
    assert visitor.press(form, "Decide")["header"]["title"] == "Decide · O1-KR1"


def test_a_record_that_is_gone_is_told(visiting):
    visitor = visiting()
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O9-KR9"})
    assert "O9-KR9 is no longer in the workbook" in text_of(card_of(visitor.answer("key-result-form", event)))


@pytest.mark.parametrize(
    ("table", "inputs", "code"),
    [
        ("Key Results", {"text": "Launch the new website", "owner": "Lead"}, "Launch"),
        ("Objectives", {"text": "Build the new website"}, "Build"),
    ],
)
def test_the_rules_speak_while_a_row_is_typed_without_a_look_at_the_workbook(visiting, local, table, inputs, code):
    visitor = visiting()
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "table": table}, inputs)
    hints = visitor.answer("hints", event)["hints"]
    assert 1 <= len(hints) <= 3
    assert any(code in one for one in hints)
    assert local.requests["sheets"] == 0


@pytest.mark.parametrize(
    ("table", "inputs"),
    [
        ("Key Results", {}),
        ("Key Results", {"text": " ", "target": "much"}),
        ("Key Results", {"text": SENTENCE, "source": "CRM", "owner": "Lead"}),
        ("elsewhere", {"other": "x"}),
    ],
)
def test_where_nothing_is_wrong_yet_no_hint_is_given(visiting, table, inputs):
    visitor = visiting()
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "table": table}, inputs)
    assert visitor.answer("hints", event)["hints"] == []
