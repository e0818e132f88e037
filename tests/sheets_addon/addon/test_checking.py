"""The check in the sidebar: filters and pages without a read, fixes and mutes in one read and one write."""

from dataclasses import replace
from decimal import Decimal

import pytest

from okrsdk.model import Client, Cycle, KeyResult, Kind, Objective, OkrSet
from okrsdk.sheets import Workbook, create_workbook
from sheets_addon.addon.kept_readings import SECONDS, KeptReadings

from .cards import buttons, card_of, navigation_of, note_of, text_of, widgets
from .conftest import app_of
from .visitor import Visitor

GOOD = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Raise booked first visits from 100 to 200 a month by March 31",
    source="CRM, visits report",
    owner="Front Desk Lead",
    baseline=Decimal(100),
    target=Decimal(200),
    current=Decimal(120),
)
DOWN = replace(
    GOOD, id="O1-KR2", text="Waiting time in minutes", owner="Hygienist", baseline=Decimal(9), target=Decimal(5)
)


def okrs(*key_results: KeyResult) -> OkrSet:
    objectives = (
        Objective(id="O1", text="New patients in town find us first", owner="Practice Manager", why="Growth"),
        Objective(id="O2", text="Everyone on the team grows", owner="Practice Manager", why="Growth"),
    )
    return OkrSet(
        client=Client(name="Acme Dental", currency="USD"),
        cycle=Cycle.parse("2026-Q1"),
        objectives=objectives,
        key_results=key_results,
    )


@pytest.fixture
def visiting(spreadsheets, local, connection):
    def made(*key_results):
        own = create_workbook(okrs(*key_results), connection)
        visitor = Visitor(app_of(spreadsheets), own.spreadsheet_id)
        home = visitor.open()
        check = visitor.press(home, "Check" if "Check" in buttons(home) else "Correct 1 error")
        local.reset_requests()
        return visitor, check

    return made


def line_of(check, words):
    [found] = [one for one in widgets(check, "decoratedText") if words in one["text"]]
    return found


def key_result_of(visitor, connection, id_):
    return Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection).inspect().okr_set.key_result(id_)


def change(check, name):
    [field] = [one for one in widgets(check, "selectionInput") if one["name"] == name]
    return {"action": field["onChangeAction"]}


def test_findings_are_chosen_by_severity_objective_owner_and_rule_without_a_read(visiting, local):
    visitor, check = visiting(GOOD, replace(DOWN, kind=Kind.INCREASE))
    assert "Warnings · Contradictory kind" in text_of(check)
    by_owner = card_of(visitor.click(change(check, "owner"), {"owner": "Practice Manager"}))
    assert "Contradictory kind" not in {one.get("header", "").split(" · ")[-1] for one in by_owner["sections"]}
    by_rule = card_of(visitor.click(change(check, "rule"), {"owner": "Hygienist", "rule": "K226"}))
    assert len(widgets(by_rule, "decoratedText")) == 1
    other = card_of(visitor.click(change(check, "objective"), {"objective": "O2", "rule": "K226"}))
    assert "Nothing of that kind." in text_of(other)
    assert card_of(visitor.click(change(check, "severity"), {"severity": "error"}))
    assert local.requests["sheets"] == 0
    visitor.press(check, "Check again")
    assert local.requests["sheets"] == 1


def test_a_kind_is_set_with_one_click_and_the_finding_goes_at_once(visiting, local, connection):
    visitor, check = visiting(GOOD, replace(DOWN, kind=Kind.INCREASE))
    line = line_of(check, "The kind is increase")
    assert (line["button"]["text"], line["bottomLabel"]) == ("Fix", "Set Kind to decrease?")
    answer = visitor.click(line["button"]["onClick"])
    assert local.requests["sheets"] == 2
    assert (navigation_of(answer), note_of(answer)) == ("popToRoot updateCard pushCard", "Set Kind to decrease")
    assert "The kind is" not in text_of(card_of(answer))
    assert key_result_of(visitor, connection, "O1-KR2").kind is Kind.DECREASE
    # The next click is answered from what the write showed.
    local.reset_requests()
    visitor.click(change(card_of(answer), "severity"), {"severity": "info"})
    assert local.requests["sheets"] == 0


def test_an_id_given_twice_is_cleared_where_it_is_repeated(visiting, connection):
    visitor, check = visiting(GOOD, replace(DOWN, id="O1-KR1", kind=Kind.DECREASE))
    answer = visitor.click(line_of(check, "is given twice")["button"]["onClick"])
    assert note_of(answer) == "Clear ID"
    assert "is given twice" not in text_of(card_of(answer))
    assert key_result_of(visitor, connection, "O1-KR1").text == GOOD.text


def test_a_finding_is_muted_with_its_reason_beside_what_is_muted_already(visiting, local, connection):
    unclear = replace(GOOD, source="", mute="K210: looked at")
    visitor, check = visiting(unclear)
    finding = card_of(visitor.click(line_of(check, "Nothing says where")["button"]["onClick"]))
    asked = visitor.press(finding, "Mute", {"why": "  "})
    assert "Say why, in a few words." in text_of(asked)
    local.reset_requests()
    answer = visitor.click(buttons(asked)["Mute"], {"why": "CRM access comes in May; not before"})
    assert (local.requests["sheets"], note_of(answer)) == (2, "M301 is muted here")
    assert (
        key_result_of(visitor, connection, "O1-KR1").mute
        == "K210: looked at; M301: CRM access comes in May, not before"
    )
    assert not [one for one in widgets(card_of(answer), "decoratedText") if "Nothing says where" in one["text"]]


def test_a_finding_of_a_row_that_moved_is_not_fixed_in_another(visiting, connection, local):
    visitor, check = visiting(GOOD, replace(DOWN, kind=Kind.INCREASE))
    fix = line_of(check, "The kind is increase")["button"]["onClick"]
    visitor.click(fix)
    gone = card_of(visitor.click(fix))
    assert "This finding is no longer there" in text_of(gone)


def test_a_reading_is_kept_for_two_minutes_under_its_own_token(connection):
    reading = create_workbook(okrs(GOOD), connection).inspect()
    seconds = [0.0]
    readings = KeptReadings(lambda: seconds[0])
    own = readings.of("abc", "token of one person")
    own.put(reading)
    assert own.get() is reading
    assert readings.of("abc", "token of another").get() is None
    seconds[0] = SECONDS + 1
    assert own.get() is None
    own.put(reading)
    own.put(None)
    assert own.get() is None
