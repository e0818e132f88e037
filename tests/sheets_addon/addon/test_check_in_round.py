"""The round of check-ins: from the first card through every key result that is due to what was saved."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import httpx
import pytest

from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Kind, Objective, OkrSet
from okrsdk.sheets import Workbook, create_workbook
from sheets_addon.addon.check_in_round import round_in, round_of
from tests.present import present

from .cards import buttons, card_of, clicks, navigation_of, note_of, text_of, widgets
from .conftest import app_of
from .visitor import Visitor

NOW = datetime(2026, 2, 14, 18, 0, tzinfo=UTC)
TODAY = date(2026, 2, 14)


def key_result(number, **changes):
    good = KeyResult(
        id=f"O1-KR{number}",
        objective_id="O1",
        text=f"Raise visits of kind {number} from 100 to 200 a month by March 31",
        owner="Front Desk Lead",
        baseline=Decimal(100),
        target=Decimal(200),
    )
    return replace(good, **changes)


def said(number, day, value, confidence="0.6"):
    return CheckIn(
        day=day, key_result_id=f"O1-KR{number}", value=Decimal(value), confidence=Decimal(confidence), by="", changed=""
    )


@pytest.fixture
def visiting(spreadsheets, local, connection):
    """Makes a workbook of key results and a visitor to it; the requests are counted from there on."""

    def made(*key_results, check_ins=()):
        okr_set = OkrSet(
            client=Client(name="Acme Dental"),
            cycle=Cycle.parse("2026-Q1"),
            objectives=(Objective(id="O1", text="New patients find us first"),),
            key_results=key_results,
            check_ins=check_ins,
        )
        own = create_workbook(okr_set, connection)
        local.reset_requests()
        return Visitor(app_of(spreadsheets, now=NOW), own.spreadsheet_id)

    return made


def check_ins_of(visitor, connection):
    okr_set = Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection).inspect().okr_set
    return [(one.key_result_id, one.day, one.value, one.confidence, one.changed) for one in okr_set.check_ins]


JANUARY = date(2026, 1, 20)


def test_a_round_asks_repeats_and_skips_and_ends_in_one_read_and_one_write(visiting, connection, local):
    own = [key_result(1), key_result(2, owner="Hygienist"), key_result(3)]
    visitor = visiting(*own, check_ins=(said(1, JANUARY, "110"), said(2, JANUARY, "120", "0.7")))
    home = visitor.open()
    local.reset_requests()
    first = visitor.press(home, "Check in (3 due)")
    assert first["header"] == {"title": "Check-in · O1-KR1", "subtitle": "14 Feb 2026 · 3 to go"}
    [last] = [one for one in widgets(first, "decoratedText") if one["topLabel"].startswith("Last check-in")]
    # 45 of 90 days, towards 170: 100 + 100 * 0.7 * 0.5.
    assert last["topLabel"] == "Last check-in, 20 Jan 2026"
    assert (last["text"], last["bottomLabel"]) == ("110", "confidence 0.6 · expected by now 135")
    answer = visitor.click(buttons(first)["Next"], {"value": "130", "confidence": "0.8"})
    assert navigation_of(answer) == "popToRoot updateCard pushCard"
    second = card_of(answer)
    assert second["header"]["title"] == "Check-in · O1-KR2"
    [unchanged] = [one["button"] for one in widgets(second, "decoratedText") if "button" in one]
    third = card_of(visitor.click(unchanged["onClick"], {"value": "", "changed": "Nothing yet"}))
    assert third["header"]["subtitle"] == "14 Feb 2026 · 1 to go · 2 told, not saved yet"
    assert list(buttons(third)) == ["Previous", "Save 3 check-ins", "Skip"]
    assert "Now, no check-in yet" in text_of(third)
    # Nothing was read or written on the way.
    assert local.requests["sheets"] == 0
    end = visitor.press(third, "Skip")
    assert local.requests["sheets"] == 2
    assert end["header"]["title"] == "2 check-ins saved"
    rows = [(one["topLabel"].split(" · ")[0], one["text"]) for one in widgets(end, "decoratedText")[1:]]
    assert rows == [("O1-KR1", "130 · confidence 0.8"), ("O1-KR2", "120 · confidence 0.7")]
    assert list(buttons(end)) == ["Undo", "Home", "Check in (1 due)"]
    assert check_ins_of(visitor, connection)[2:] == [
        ("O1-KR1", TODAY, Decimal(130), Decimal("0.8"), ""),
        ("O1-KR2", TODAY, Decimal(120), Decimal("0.7"), "Nothing yet"),
    ]


def test_back_in_a_round_keeps_what_was_typed_on_both_sides(visiting, connection, local):
    visitor = visiting(key_result(1), key_result(2), key_result(3))
    first = visitor.press(visitor.open(), "Check in (3 due)")
    typed = {"value": "130", "confidence": "0.8", "changed": "A call"}
    second = visitor.press(first, "Next", typed)
    back = visitor.press(second, "Previous", {"value": "14", "blocks": "No hygienist"})
    assert {one["name"]: one.get("value") for one in widgets(back, "textInput")} == {**typed, "blocks": None}
    again = visitor.press(back, "Next", typed | {"value": "131"})
    assert {one["name"]: one.get("value", "") for one in widgets(again, "textInput")} == {
        "value": "14", "confidence": "", "changed": "", "blocks": "No hygienist",
    }  # fmt: skip
    local.reset_requests()
    end = visitor.press(again, "Save 1 so far")
    assert (local.requests["sheets"], end["header"]["title"]) == (2, "1 check-in saved")
    assert [one[2] for one in check_ins_of(visitor, connection)] == [Decimal(131)]


def test_a_round_that_was_left_goes_on_from_home_with_what_was_told(visiting):
    visitor = visiting(key_result(1), key_result(2), key_result(3))
    first = visitor.press(visitor.open(), "Check in (3 due)")
    answer = visitor.click(buttons(first)["Next"], {"value": "130", "confidence": "0.8"})
    below = answer["renderActions"]["action"]["navigations"][1]["updateCard"]
    assert "Go on with check-ins (1 not saved)" in buttons(below)
    again = visitor.press(below, "Go on with check-ins (1 not saved)")
    assert again["header"] == {
        "title": "Check-in · O1-KR2", "subtitle": "14 Feb 2026 · 2 to go · 1 told, not saved yet",
    }  # fmt: skip


def test_saving_so_far_takes_along_what_is_typed_whole(visiting, connection):
    visitor = visiting(key_result(1), key_result(2), key_result(3))
    first = visitor.press(visitor.open(), "Check in (3 due)")
    second = visitor.press(first, "Next", {"value": "130", "confidence": "0.8"})
    wrong = visitor.press(second, "Save 1 so far", {"value": "much", "confidence": "0.8"})
    assert "⚠" in text_of(wrong)
    end = visitor.press(second, "Save 1 so far", {"value": "140", "confidence": "0.8"})
    assert end["header"]["title"] == "2 check-ins saved"
    assert [one[2] for one in check_ins_of(visitor, connection)] == [Decimal(130), Decimal(140)]


def test_undo_puts_a_row_below_each_and_all_is_as_it_was(visiting, connection):
    own = (key_result(1, current=Decimal(115)), key_result(2))
    visitor = visiting(*own, check_ins=(said(1, JANUARY, "110"),))

    def state():
        okr_set = Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection).inspect().okr_set
        said_last = [okr_set.check_ins_of(one.id)[-1:] for one in okr_set.key_results]
        return [
            (one.current, [(told.day, told.value) for told in last])
            for one, last in zip(okr_set.key_results, said_last, strict=True)
        ]

    before = state()
    form = visitor.press(visitor.open(), "Check in (2 due)")
    last = visitor.press(form, "Next", {"value": "130", "confidence": "0.8"})
    end = visitor.press(last, "Save 2 check-ins", {"value": "120", "confidence": "0.5"})
    assert state() == [(130, [(TODAY, 130)]), (120, [(TODAY, 120)])]
    answer = visitor.click(buttons(end)["Undo"])
    assert note_of(answer) == "2 check-ins undone"
    # Without an earlier check-in the row says nothing.
    assert state() == [before[0], (None, [(TODAY, None)])]
    assert [one[4] for one in check_ins_of(visitor, connection)] == ["", "", "", "Undone", "Undone"]
    assert "Check in (1 due)" in buttons(card_of(answer))


def test_a_check_in_alone_is_undone_too(visiting, connection):
    visitor = visiting(key_result(1), key_result(2), check_ins=(said(1, JANUARY, "110"),))
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR1"})
    form = card_of(visitor.answer("check-in", event))
    for _ in ("its answer is lost", "so it is pressed again"):
        saved = visitor.press(form, "Save check-in", {"value": "130", "confidence": "0.8"})
    assert note_of(visitor.click(buttons(saved)["Undo"])) == "1 check-in undone"
    assert [one[1:3] for one in check_ins_of(visitor, connection)] == [
        (JANUARY, Decimal(110)), (TODAY, Decimal(130)), (JANUARY, Decimal(110)),
    ]  # fmt: skip
    own = Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection).inspect().okr_set
    assert [one.current for one in own.key_results] == [Decimal(110), None]


def test_what_current_held_before_a_first_check_in_is_not_known_once_its_answer_was_lost(visiting):
    visitor = visiting(key_result(1))
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR1"})
    form = card_of(visitor.answer("check-in", event))
    said_twice = [visitor.press(form, "Save check-in", {"value": "130", "confidence": "0.8"}) for _ in range(2)]
    assert ["Undo" in buttons(card) for card in said_twice] == [True, False]


def test_after_the_end_of_the_cycle_a_check_in_comes_with_a_reason(visiting, spreadsheets, connection):
    visitor = visiting(key_result(1), check_ins=(said(1, date(2026, 2, 1), 120),))
    visitor.app = app_of(spreadsheets, now=datetime(2026, 4, 9, 18, 0, tzinfo=UTC))
    click = next(
        one for one in clicks(visitor.open()) if one.get("action", {}).get("function", "").endswith("/key-result")
    )
    form = visitor.press(card_of(visitor.click(click)), "Check in")
    typed = {"value": "150", "confidence": "1", "changed": "Counted again"}
    again = visitor.press(form, "Save check-in", typed)
    assert "The cycle is over. Say why this comes so late" in text_of(again)
    assert len(check_ins_of(visitor, connection)) == 1
    visitor.press(again, "Save check-in", {**typed, "late": "The invoices came in April"})
    assert check_ins_of(visitor, connection)[-1][-1] == "Counted again Late: The invoices came in April"


@pytest.mark.parametrize("currents", ["[]", "{", '{"O1-KR1": "x"}', "", '{"O9-KR9": null}'])
def test_an_undo_that_names_nothing_writes_nothing(visiting, connection, currents):
    visitor = visiting(key_result(1), check_ins=(said(1, JANUARY, "110"),))
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "currents": currents})
    assert visitor.answer("undo-check-ins", event)
    assert len(check_ins_of(visitor, connection)) == 1


def test_the_row_of_an_owner_begins_the_round_of_that_owner_alone(visiting):
    home = visiting(key_result(1), key_result(2, owner="Hygienist"), key_result(3)).open()
    rounds = [one for one in clicks(home) if one.get("action", {}).get("function", "").endswith("/check-in-round")]
    left = [{pair["key"]: pair["value"] for pair in one["action"]["parameters"]}["left"] for one in rounds]
    assert left == ["O1-KR1\nO1-KR2\nO1-KR3", "O1-KR1\nO1-KR3", "O1-KR2"]


def test_errors_and_doubts_keep_what_was_typed_and_the_round(visiting, connection):
    visitor = visiting(key_result(1), key_result(2))
    form = visitor.press(visitor.open(), "Check in (2 due)")
    typed = {"value": "12,345", "confidence": "7", "changed": "A call", "blocks": "No hygienist"}
    again = visitor.press(form, "Next", typed)
    assert {one["name"]: one["value"] for one in widgets(again, "textInput")} == typed
    question = visitor.press(again, "Next", typed | {"confidence": "0.7"})
    assert question["header"]["title"] == "Is this the value?"
    changing = visitor.press(question, "Change")
    assert changing["header"]["subtitle"] == "14 Feb 2026 · 2 to go"
    assert {one["name"]: one["value"] for one in widgets(changing, "textInput")}["value"] == "12,345"
    after = visitor.press(question, "Save anyway")
    assert after["header"]["title"] == "Check-in · O1-KR2"
    assert visitor.press(after, "Skip")["header"]["title"] == "1 check-in saved"
    assert [one[2] for one in check_ins_of(visitor, connection)] == [Decimal(12345)]


def test_a_sheet_that_does_not_answer_costs_nothing_that_was_typed(visiting, local, connection):
    visitor = visiting(key_result(1), key_result(2))
    form = visitor.press(visitor.open(), "Check in (2 due)")
    last = visitor.press(form, "Next", {"value": "130", "confidence": "0.7", "changed": "A call"})
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://local") as admin:
        rule = {"match": "batchUpdate", "status": 403}
        admin.put("/_local/faults", json={"rules": [rule]}, headers={"X-Local-Sheets": "1"}).raise_for_status()
        wrong = visitor.press(last, "Save 2 check-ins", {"value": "a lot", "confidence": "0.7", "changed": "A mail"})
        assert wrong["header"]["title"] == "Check-in · O1-KR2"
        error = visitor.press(last, "Save 2 check-ins", {"value": "140", "confidence": "0.7", "changed": "A mail"})
        assert error["header"]["title"] == "That did not work"
        admin.put("/_local/faults", json={"rules": []}, headers={"X-Local-Sheets": "1"}).raise_for_status()
    assert visitor.press(error, "Try again")["header"]["title"] == "2 check-ins saved"
    assert [(one[2], one[4]) for one in check_ins_of(visitor, connection)] == [(130, "A call"), (140, "A mail")]


def test_unchanged_beside_another_value_asks_which_is_meant(visiting, connection):
    visitor = visiting(key_result(1), check_ins=(said(1, JANUARY, "110"),))
    form = visitor.press(visitor.open(), "Check in (1 due)")
    [unchanged] = [one["button"] for one in widgets(form, "decoratedText") if "button" in one]
    again = card_of(visitor.click(unchanged["onClick"], {"value": "115"}))
    assert "This is not the value before." in text_of(again)
    assert len(check_ins_of(visitor, connection)) == 1
    same = card_of(visitor.click(unchanged["onClick"], {"value": "110.0", "confidence": "0.5"}))
    assert same["header"]["title"] == "1 check-in saved"
    assert check_ins_of(visitor, connection)[1][2:4] == (Decimal(110), Decimal("0.5"))


def test_unchanged_for_the_fourth_time_is_asked_about(visiting, connection):
    weeks = [date(2026, 1, day) for day in (6, 13, 20)]
    visitor = visiting(key_result(1), check_ins=tuple(said(1, day, "110") for day in weeks))
    form = visitor.press(visitor.open(), "Check in (1 due)")
    [unchanged] = [one["button"] for one in widgets(form, "decoratedText") if "button" in one]
    question = card_of(visitor.click(unchanged["onClick"]))
    assert "The last 3 check-ins say the same" in text_of(question)
    assert navigation_of(visitor.click(buttons(question)["Change"])) == "updateCard"
    assert visitor.press(question, "Save anyway")["header"]["title"] == "1 check-in saved"
    assert len(check_ins_of(visitor, connection)) == 4


def test_a_milestone_is_chosen_as_it_was(visiting):
    done = key_result(1, kind=Kind.MILESTONE, baseline=None, target=None)
    visitor = visiting(done, check_ins=(said(1, JANUARY, "1"),))
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "left": "O1-KR1", "saved": ""})
    [choice] = widgets(card_of(visitor.answer("check-in-round", event)), "selectionInput")
    assert [item["selected"] for item in choice["items"]] == [False, True]


@pytest.mark.parametrize("left", ["", "O9-KR9\nO9-KR8", "\n\n"])
def test_a_round_of_nothing_that_is_there_ends_at_once(visiting, left):
    visitor = visiting(key_result(1))
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "left": left, "saved": "O7-KR1"})
    assert card_of(visitor.answer("check-in-round", event))["header"]["title"] == "No check-in saved"


def test_a_round_is_carried_by_its_clicks_as_far_as_they_can():
    many = [f"O{number}-KR1" for number in range(3000)]
    taken = round_of(many)
    assert taken.left == tuple(many[: len(taken.left)])
    assert 900 < len(taken.left) < 3000
    assert max(map(len, taken.parameters.values())) <= 10_000
    assert round_in(taken.parameters) == taken
    assert round_in({"key_result": "O1-KR1"}) is None


def test_a_round_that_no_click_can_carry_any_longer_is_full():
    typed = {"value": "1", "confidence": "0.5", "changed": "x" * 1000, "blocks": "y" * 1000}
    asked = round_of([f"O{number}-KR1" for number in range(100)])
    while not asked.is_full:
        asked = asked.telling(typed)
        assert round_in(asked.parameters) == asked
    assert 40 < len(asked.ready) < 60
    assert len(asked.parameters) < 40


@pytest.mark.parametrize("said", ["{", "[]", '{"O1-KR1": 7}', "null"])
def test_what_was_typed_is_left_out_where_it_was_tampered_with(said):
    assert present(round_in({"left": "O1-KR1", "said0": said})).said == {}
