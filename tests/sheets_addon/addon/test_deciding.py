"""Decisions and the close from the sidebar: written with their reason, or said why not."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import httpx
import pytest

from okrsdk.model import Change, CheckIn, Client, Cycle, KeyResult, Objective, OkrSet, Status
from okrsdk.sheets import Workbook, create_workbook

from .cards import buttons, card_of, note_of, text_of, widgets
from .conftest import app_of
from .visitor import Visitor

KEY_RESULT = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Raise booked first visits from 100 to 200 a month",
    baseline=Decimal(100),
    target=Decimal(200),
    current=Decimal(180),
)
OKRS = OkrSet(
    client=Client(name="Acme Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="New patients in town find us first"),),
    key_results=(
        KEY_RESULT,
        replace(KEY_RESULT, id="O1-KR2", text="Raise calls from 100 to 200", current=Decimal(100)),
    ),
)


@pytest.fixture
def visiting(spreadsheets, local, connection):
    def made(now):
        own = create_workbook(OKRS, connection)
        local.reset_requests()
        return Visitor(app_of(spreadsheets, now=now), own.spreadsheet_id)

    return made


def okr_set_of(visitor, connection):
    return Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection).inspect().okr_set


MIDDLE = datetime(2026, 2, 14, 18, tzinfo=UTC)


def form_of(visitor):
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR1"})
    return visitor.press(card_of(visitor.answer("key-result", event)), "Decide")


@pytest.mark.parametrize(
    ("what", "new", "change", "after"),
    [
        ("retarget", "150", Change.RETARGETED, (Status.ACTIVE, 150)),
        ("drop", "", Change.DROPPED, (Status.DROPPED, 200)),
        ("replace", "Raise first visits that show up from 60 to 120 a month", Change.REPLACED, (Status.REPLACED, 200)),
        ("reassign", "Front Desk Lead", Change.REASSIGNED, (Status.ACTIVE, 200)),
        ("recommit", "Committed", Change.RECOMMITTED, (Status.ACTIVE, 200)),
        ("keep", "Call back within the hour", Change.WORK, (Status.ACTIVE, 200)),
    ],
)
def test_each_decision_is_logged_with_its_reason(visiting, connection, what, new, change, after):
    visitor = visiting(MIDDLE)
    form = form_of(visitor)
    answer = visitor.click(buttons(form)["Decide"], {"what": what, "new": new, "why": "Two hygienists left"})
    assert note_of(answer) == "Decided"
    assert "Two hygienists left" in text_of(card_of(answer))
    now = okr_set_of(visitor, connection)
    assert (now.decisions[-1].change, now.decisions[-1].why) == (change, "Two hygienists left")
    assert (now.key_results[0].status, now.key_results[0].target) == after
    assert len(now.key_results) == (3 if what == "replace" else 2)


@pytest.mark.parametrize("typed", [{"what": "drop"}, {"what": "recommit", "new": "firmly", "why": "The board asked"}])
def test_what_cannot_be_decided_is_said_on_the_form(visiting, connection, typed):
    visitor = visiting(MIDDLE)
    again = visitor.press(form_of(visitor), "Decide", typed)
    assert "⚠" in text_of(again)
    assert "--" not in text_of(again)
    assert {one["name"]: one.get("value", "") for one in widgets(again, "textInput")} == {"new": "", "why": ""} | {
        name: value for name, value in typed.items() if name != "what"
    }
    assert not okr_set_of(visitor, connection).decisions


@pytest.mark.parametrize("what", ["drop", "replace"])
def test_a_form_that_is_sent_again_after_a_lost_answer_shows_what_it_decided(visiting, connection, what):
    visitor = visiting(MIDDLE)
    form = form_of(visitor)
    typed = {"what": what, "new": "Raise shows from 60 to 120 a month", "why": "Two hygienists left"}
    first, again = (visitor.click(buttons(form)["Decide"], typed) for _ in range(2))
    assert note_of(again) == "Decided"
    assert text_of(card_of(again)) == text_of(card_of(first))
    now = okr_set_of(visitor, connection)
    assert len(now.decisions) == 1
    assert len(now.key_results) == (3 if what == "replace" else 2)


def test_what_was_typed_goes_along_when_the_sheet_cannot_be_reached(visiting, connection, local):
    visitor = visiting(MIDDLE)
    form = form_of(visitor)
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://local") as admin:
        rule = {"match": "batchUpdate", "status": 403}
        admin.put("/_local/faults", json={"rules": [rule]}, headers={"X-Local-Sheets": "1"}).raise_for_status()
        refused = card_of(visitor.click(buttons(form)["Decide"], {"what": "drop", "why": "Two hygienists left"}))
        assert refused["header"]["title"] == "That did not work"
        admin.put("/_local/faults", json={"rules": []}, headers={"X-Local-Sheets": "1"}).raise_for_status()
    assert note_of(visitor.click(buttons(refused)["Try again"])) == "Decided"
    assert okr_set_of(visitor, connection).decisions[-1].why == "Two hygienists left"


def test_a_close_that_is_sent_again_after_a_lost_answer_says_that_it_is_closed(visiting, connection):
    visitor = visiting(datetime(2026, 4, 2, 18, tzinfo=UTC))
    close = buttons(visitor.press(visitor.open(), "Close the cycle"))["Close the cycle"]
    visitor.click(close)
    assert note_of(visitor.click(close)) == "The cycle is closed"
    assert len(okr_set_of(visitor, connection).decisions) == 1


def test_an_ended_cycle_is_closed_with_two_clicks(visiting, connection):
    visitor = visiting(datetime(2026, 4, 2, 18, tzinfo=UTC))
    preview = visitor.press(visitor.open(), "Close the cycle")
    said = text_of(preview)
    # 180 scores 0.8 and 100 scores 0: 0.40, one of two reached.
    assert "0.40" in said
    assert "not achieved · 1 of 2 key results reached" in said
    assert "Stayed at 0." in said
    assert "still runs" not in said
    assert not okr_set_of(visitor, connection).decisions
    answer = visitor.click(buttons(preview)["Close the cycle"])
    assert note_of(answer) == "The cycle is closed"
    assert okr_set_of(visitor, connection).closed_on == date(2026, 4, 2)
    assert "Close the cycle" not in buttons(visitor.press(card_of(answer), "Home"))


def test_what_changed_since_the_close_was_shown_is_shown_before_anything_is_written(visiting, connection):
    visitor = visiting(datetime(2026, 4, 2, 18, tzinfo=UTC))
    preview = visitor.press(visitor.open(), "Close the cycle")
    said = CheckIn(key_result_id="O1-KR2", day=date(2026, 3, 31), value=Decimal(150))
    own = Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection)
    own.check_in([said], on=date(2026, 3, 31))
    answer = visitor.click(buttons(preview)["Close the cycle"])
    assert note_of(answer).startswith("The workbook was changed since.")
    assert okr_set_of(visitor, connection).closed_on is None
    # Of 0.80 and 0.50 the mean is 0.65.
    assert "0.65" in text_of(card_of(answer))
    assert note_of(visitor.click(buttons(card_of(answer))["Close the cycle"])) == "The cycle is closed"


def test_a_cycle_that_still_runs_says_so_before_it_is_closed(visiting):
    visitor = visiting(MIDDLE)
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id})
    assert "The cycle still runs until 31 Mar 2026." in text_of(card_of(visitor.answer("close", event)))
