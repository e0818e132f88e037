"""The paths that people take through the cards, and what each costs in requests to Sheets."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Kind, Objective, OkrSet, Stage
from okrsdk.sheets import Connection, Workbook, create_workbook
from okrsdk.workbook import WorkbookReading
from okrsdk.workbook.check_in_inputs import read_check_in

from .cards import buttons, card_of, clicks, navigation_of, note_of, text_of, widgets
from .conftest import NOW, TODAY, app_of
from .visitor import Visitor


def key_result(**changes: Any) -> KeyResult:
    good: dict[str, Any] = {
        "id": "O1-KR1",
        "objective_id": "O1",
        "text": "Raise booked first visits from 100 to 200 a month by March 31",
        "source": "CRM, visits report",
        "owner": "Front Desk Lead",
        "baseline": Decimal(100),
        "target": Decimal(200),
    }
    return KeyResult(**{**good, **changes})


def okrs(*key_results: KeyResult, check_ins: tuple[CheckIn, ...] = ()) -> OkrSet:
    objective = Objective(id="O1", text="New patients in town find us first", owner="Practice Manager")
    return OkrSet(
        client=Client(name="Acme Dental", currency="USD"),
        cycle=Cycle.parse("2026-Q1"),
        objectives=(objective,),
        key_results=key_results,
        check_ins=check_ins,
    )


@pytest.fixture
def visiting(spreadsheets, local, connection):
    """Makes a workbook of OKRs and a visitor to it; the requests are counted from there on."""

    def made(okr_set: OkrSet) -> Visitor:
        own = create_workbook(okr_set, connection)
        local.reset_requests()
        return Visitor(app_of(spreadsheets), own.spreadsheet_id)

    return made


def read_again(visitor: Visitor, connection: Connection) -> WorkbookReading:
    return Workbook(spreadsheet_id=visitor.spreadsheet_id, connection=connection).inspect()


def calls(local) -> int:
    count = local.requests["sheets"]
    local.reset_requests()
    return count


def test_home_says_whose_okrs_when_and_how_far_in_one_read(visiting, local):
    on_the_way = key_result(current=Decimal(134))
    card = visiting(okrs(on_the_way, check_ins=(CheckIn(day=date(2026, 2, 10), key_result_id="O1-KR1"),))).open()
    assert calls(local) == 1
    assert card["header"] == {"title": "Acme Dental", "subtitle": "2026-Q1 · week 7 of 13"}
    overall = widgets(card, "decoratedText")[0]
    assert overall["topLabel"] == "Overall score"
    assert "██████········│······ 0.34" in overall["text"]
    assert overall["bottomLabel"] == "red · pass mark 0.7 · 0 of 1 met"
    below = {"Refresh", "Add an objective", "Strategy", "Read rows as OKRs"}
    assert set(buttons(card)) == {"Check", "Grade", "Meeting", "Client"} | below


def test_home_shows_what_to_decide_and_leaves_it_out_of_what_else_needs_attention(visiting):
    behind, doubted = key_result(current=Decimal(100)), key_result(id="O1-KR2", current=Decimal(170))
    said = [
        CheckIn(day=date(2026, 2, 12), key_result_id=id_, value=Decimal(1), confidence=Decimal(confidence))
        for id_, confidence in (("O1-KR1", "0.6"), ("O1-KR2", "0.3"))
    ]
    card = visiting(okrs(behind, replace(doubted, target=Decimal(250)), check_ins=tuple(said))).open()
    labels = {
        part.get("header"): [widget.get("decoratedText", {}).get("topLabel") for widget in part["widgets"]]
        for part in card["sections"]
    }
    assert labels["To decide"] == ["O1-KR1 · C503", "O1-KR2 · C501"]
    assert labels["Needs attention"] == ["Findings"]


@pytest.mark.parametrize(
    ("day", "said"),
    [("2025-12-30", "2026-Q1 · begins on 1 Jan 2026"), ("2026-04-02", "2026-Q1 · ended on 31 Mar 2026")],
)
def test_a_day_outside_of_the_cycle_has_no_week(spreadsheets, connection, day, said):
    own = create_workbook(okrs(key_result()), connection)
    now = NOW.replace(year=int(day[:4]), month=int(day[5:7]), day=int(day[8:]))
    card = Visitor(app_of(spreadsheets, now=now), own.spreadsheet_id).open()
    assert card["header"]["subtitle"] == said


def test_the_day_is_that_of_the_person(spreadsheets, connection):
    # At half past midnight in UTC on 1 April it is still the last day of the quarter in Chicago.
    own = create_workbook(okrs(key_result()), connection)
    midnight = NOW.replace(month=4, day=1, hour=0, minute=30)
    card = Visitor(app_of(spreadsheets, now=midnight), own.spreadsheet_id).open()
    assert card["header"]["subtitle"] == "2026-Q1 · week 13 of 13"


def test_the_day_is_the_clients_wherever_the_person_is(spreadsheets, connection):
    # The person's clock in Chicago still has the last day of the quarter.
    easter = replace(okrs(key_result()), client=Client(name="Acme Dental", time_zone="Pacific/Auckland"))
    own = create_workbook(easter, connection)
    midnight = NOW.replace(month=4, day=1, hour=0, minute=30)
    visitor = Visitor(app_of(spreadsheets, now=midnight), own.spreadsheet_id)
    assert visitor.open()["header"]["subtitle"] == "2026-Q1 · ended on 31 Mar 2026"
    visitor.press(form_of(visitor), "Save check-in", inputs={"value": "120", "confidence": "0.6", "late": "Easter"})
    assert read_again(visitor, connection).okr_set.check_ins[0].day == date(2026, 4, 1)


def test_a_check_names_cell_reason_and_cure_and_jumps_to_the_cell_in_one_read(visiting, local):
    visitor = visiting(okrs(key_result(target=Decimal(100), current=Decimal(120))))
    home = visitor.open()
    calls(local)
    answer = visitor.click(buttons(home)["Correct 1 error"])
    assert calls(local) == 1
    assert navigation_of(answer) == "pushCard"
    card = card_of(answer)
    first = card["sections"][2]
    assert (first["header"], first["uncollapsibleWidgetsCount"]) == ("Errors · Baseline equals target", 1)
    finding, why = first["widgets"][0]["decoratedText"], first["widgets"][1]["textParagraph"]["text"]
    assert why.startswith('<b><font color="#c5221f">')
    assert finding["text"].startswith("<b>O1-KR1</b> ")
    assert finding["onClick"]["openLink"]["url"].endswith(
        f"/spreadsheets/d/{visitor.spreadsheet_id}/edit#gid=103&range=L2"
    )
    alone = card_of(visitor.click(finding["button"]["onClick"]))
    # The finding is shown from what was read a moment ago.
    assert calls(local) == 0
    assert "Key Results!L2" in text_of(alone)
    assert "Mute" not in buttons(alone)


def test_check_again_takes_the_place_of_the_card(visitor):
    check = visitor.press(visitor.open(), "Check")
    assert navigation_of(visitor.click(buttons(check)["Check again"])) == "updateCard"


def test_a_grade_is_shown_before_it_is_written_and_costs_a_read_and_a_write(visiting, local):
    visitor = visiting(okrs(key_result(current=Decimal(134))))
    home = visitor.open()
    calls(local)
    preview = visitor.press(home, "Grade")
    assert calls(local) == 1
    assert "2 scores will change" in text_of(preview)
    assert [row["topLabel"] for row in widgets(preview, "decoratedText")[1:]] == ["O1", "O1-KR1"]
    assert "blank →" in text_of(preview)
    written = visitor.click(buttons(preview)["Write scores"])
    assert calls(local) == 2
    assert (navigation_of(written), note_of(written)) == ("popToRoot updateCard pushCard", "Scores written")
    assert "2 scores changed. Graded on 14 Feb 2026." in text_of(card_of(written))
    again = visitor.press(home, "Grade")
    assert "The scores in the sheet are these already." in text_of(again)


def test_a_final_grade_counts_what_is_not_known_as_nothing(visiting):
    visitor = visiting(okrs(key_result(current=Decimal(150)), key_result(id="O1-KR2")))
    preview = visitor.press(visitor.open(), "Grade")
    assert "Not graded" in text_of(preview)
    final = visitor.press(preview, "Final grade")
    assert final["header"]["title"] == "Final grade"
    assert "the cycle is closed" in text_of(final)
    written = visitor.press(final, "Write scores")
    overall = widgets(written, "decoratedText")[0]
    assert "0.25" in overall["text"]
    assert overall["bottomLabel"].endswith("overreached (below 0.4): the aims were beyond what could be done")


def test_an_error_is_told_with_what_it_leaves_out_and_the_rest_can_be_written(visiting):
    visitor = visiting(okrs(key_result(target=Decimal(100), current=Decimal(120))))
    preview = visitor.press(visitor.open(), "Grade")
    assert "Write scores" in buttons(preview)
    assert "1 error: these records get no score." in text_of(preview)


def _write(connection, visitor, cell, value):
    url = f"https://sheets.googleapis.com/v4/spreadsheets/{visitor.spreadsheet_id}/values/{cell}"
    connection.http.request("put", url, params={"valueInputOption": "RAW"}, json={"values": [[value]]})


def test_what_makes_writing_unsafe_prevents_it(visiting, connection):
    visitor = visiting(okrs(key_result(current=Decimal(134))))
    _write(connection, visitor, "'Key Results'!A3", "O1-KR1")
    preview = visitor.press(visitor.open(), "Grade")
    assert "Write scores" not in buttons(preview)
    assert "to correct first." in text_of(preview)


def test_what_makes_writing_unsafe_after_the_preview_is_said_and_nothing_is_written(visiting, connection):
    visitor = visiting(okrs(key_result(current=Decimal(134))))
    preview = visitor.press(visitor.open(), "Grade")
    _write(connection, visitor, "'Key Results'!A3", "O1-KR1")
    card = visitor.press(preview, "Write scores")
    assert "nothing was written" in text_of(card)
    assert "Show the findings" in buttons(card)


def test_a_key_result_shows_its_score_pace_trend_check_ins_and_findings(visiting, local):
    said = tuple(
        CheckIn(day=date(2026, 1, day), key_result_id="O1-KR1", value=Decimal(value), confidence=Decimal(confidence))
        for day, value, confidence in ((8, 105, "0.8"), (15, 110, "0.6"), (22, 118, "0.4"))
    )
    visitor = visiting(
        okrs(
            key_result(source=""),
            check_ins=(
                *said,
                CheckIn(
                    day=date(2026, 2, 12),
                    key_result_id="O1-KR1",
                    value=Decimal(120),
                    confidence=Decimal("0.3"),
                    blocks="No hygienist",
                ),
            ),
        )
    )
    home = visitor.open()
    calls(local)
    click = next(one for one in clicks(home) if one.get("action", {}).get("function", "").endswith("/key-result"))
    card = card_of(visitor.click(click))
    assert calls(local) == 1
    text = text_of(card)
    assert card["header"]["title"] == "O1-KR1"
    assert "████··········│······ 0.20" in text
    assert "red · behind · pass mark 0.7" in text
    assert "▇▅▄▃ 0.8 → 0.3" in text
    assert "from 100 to 200" in text
    assert "0.7 is reached at 170" in text
    assert "Blocked: No hygienist" in text
    assert "Findings" in text
    assert set(buttons(card)) == {"Check in", "Decide", "Edit", "Go to row"}


def form_of(visitor: Visitor) -> dict[str, Any]:
    home = visitor.open()
    click = next(one for one in clicks(home) if one.get("action", {}).get("function", "").endswith("/key-result"))
    return visitor.press(card_of(visitor.click(click)), "Check in")


def test_a_check_in_is_one_read_and_one_appended_row(visiting, local, connection):
    visitor = visiting(okrs(key_result()))
    form = form_of(visitor)
    assert [field["name"] for field in widgets(form, "textInput")] == ["value", "confidence", "changed", "blocks"]
    calls(local)
    inputs = {"value": "134.5", "confidence": "70 %", "changed": "=1+1", "blocks": "No hygienist"}
    answer = visitor.click(buttons(form)["Save check-in"], inputs)
    assert calls(local) == 2
    assert note_of(answer) == "Check-in saved"
    assert "134.5" in text_of(card_of(answer))
    read = read_again(visitor, connection)
    assert read.okr_set.check_ins == (
        CheckIn(
            day=TODAY,
            key_result_id="O1-KR1",
            value=Decimal("134.5"),
            confidence=Decimal("0.7"),
            changed="=1+1",
            blocks="No hygienist",
        ),
    )
    assert read.findings == ()


def test_wrong_inputs_are_said_beside_their_fields_and_nothing_is_lost_or_written(visiting, local, connection):
    visitor = visiting(okrs(key_result()))
    form = form_of(visitor)
    calls(local)
    inputs = {"value": "a lot", "confidence": "7", "changed": "x" * 1001, "blocks": "fine"}
    card = visitor.press(form, "Save check-in", inputs)
    assert calls(local) == 1
    kinds = [next(iter(widget.items())) for widget in card["sections"][1]["widgets"]]
    said = [
        field["name"] if kind == "textInput" else field["text"].split("⚠ ")[1].split(".")[0].split(":")[0]
        for kind, field in kinds
    ]
    assert said == [
        "value",
        "This is no number",
        "confidence",
        "Write a number from 0 to 1, such as 0",
        "changed",
        "This is too long",
        "blocks",
    ]
    assert {field["name"]: field["value"] for field in widgets(card, "textInput")} == inputs
    assert read_again(visitor, connection).okr_set.check_ins == ()


def test_a_blank_form_asks_for_value_and_confidence(visiting):
    visitor = visiting(okrs(key_result()))
    card = visitor.press(form_of(visitor), "Save check-in")
    assert "Write the value of today." in text_of(card)
    assert "Say how sure you are" in text_of(card)


def test_a_milestone_is_done_or_not_and_a_stage_is_chosen(visiting, connection):
    stages = (Stage(score=Decimal("0.3"), name="pilot signed"), Stage(score=Decimal(1), name="live"))
    milestone = key_result(kind=Kind.MILESTONE, baseline=None, target=None)
    staged = key_result(id="O1-KR2", kind=Kind.STAGES, stages=stages, baseline=None, target=None)
    visitor = visiting(okrs(milestone, staged))
    done = visitor.press(form_of(visitor), "Save check-in", {"value": "1", "confidence": "1"})
    assert "done" in text_of(done)
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR2"})
    form = card_of(visitor.answer("check-in", event))
    (choice,) = widgets(form, "selectionInput")
    assert [item["text"] for item in choice["items"]] == ["none of them yet", "pilot signed", "live"]
    saved = visitor.press(form, "Save check-in", {"value": "0.3", "confidence": "0.5"})
    assert "pilot signed" in text_of(saved)
    refused = visitor.press(form, "Save check-in", {"value": "0.4", "confidence": "0.5"})
    assert "none of the stages" in text_of(refused)
    values = [one.value for one in read_again(visitor, connection).okr_set.check_ins]
    assert values == [Decimal(1), Decimal("0.3")]


CALLS = key_result(baseline=Decimal(64), target=Decimal(110))
SAID = {"value": "1,234.56", "confidence": "0.7", "changed": "=1+1", "blocks": "No hygienist"}


def test_a_value_that_seems_a_slip_is_asked_about_and_saved_on_request(visiting, local, connection):
    visitor = visiting(okrs(CALLS))
    question = visitor.press(form_of(visitor), "Save check-in", SAID)
    assert question["header"]["title"] == "Is this the value?"
    assert "1,234.56" in text_of(question)
    assert "It is 24 times the whole way away from the aim" in text_of(question)
    assert read_again(visitor, connection).okr_set.check_ins == ()
    calls(local)
    saved = visitor.press(question, "Save anyway")
    assert calls(local) == 2
    assert saved["header"]["title"] == "Check-in saved"
    (check_in,) = read_again(visitor, connection).okr_set.check_ins
    assert (check_in.value, check_in.confidence) == (Decimal("1234.56"), Decimal("0.7"))
    assert (check_in.changed, check_in.blocks) == ("=1+1", "No hygienist")


def test_a_value_that_seems_a_slip_can_be_changed_with_all_that_was_typed(visiting, connection):
    visitor = visiting(okrs(CALLS))
    form = visitor.press(visitor.press(form_of(visitor), "Save check-in", SAID), "Change")
    assert {field["name"]: field["value"] for field in widgets(form, "textInput")} == SAID
    saved = visitor.press(form, "Save check-in", SAID | {"value": "123.456"})
    assert saved["header"]["title"] == "Check-in saved"
    assert [one.value for one in read_again(visitor, connection).okr_set.check_ins] == [Decimal("123.456")]


def test_a_value_in_millions_is_asked_about_where_the_way_is_in_ones(visiting):
    revenue = key_result(unit="$", baseline=Decimal(1_200_000), target=Decimal(3_000_000))
    visitor = visiting(okrs(revenue))
    question = visitor.press(form_of(visitor), "Save check-in", SAID | {"value": "2.7"})
    assert "Perhaps $2,700,000 is meant." in text_of(question)
    saved = visitor.press(form_of(visitor), "Save check-in", SAID | {"value": "2,700,000"})
    assert saved["header"]["title"] == "Check-in saved"


@pytest.mark.parametrize(
    ("typed", "baseline", "target", "value"),
    [
        ("36", "0.31", "0.42", "0.36"),
        ("36 %", "0.31", "0.42", "0.36"),
        ("0.36", "0.31", "0.42", "0.36"),
        ("36 %", "31", "42", "36"),
        ("36", "31", "42", "36"),
        ("3", "0.05", "0.02", "0.03"),
    ],
)
def test_a_percentage_is_read_on_the_scale_of_its_key_result(visiting, connection, typed, baseline, target, value):
    share = key_result(text="Keep clients", unit="%", baseline=Decimal(baseline), target=Decimal(target))
    visitor = visiting(okrs(share))
    saved = visitor.press(form_of(visitor), "Save check-in", SAID | {"value": typed})
    assert saved["header"]["title"] == "Check-in saved"
    read = read_again(visitor, connection).okr_set
    assert (read.check_ins[0].value, read.key_results[0].current) == (Decimal(value), Decimal(value))


@pytest.mark.parametrize(
    ("inputs", "told"),
    [
        ({"confidence": "7/10"}, "Write a number from 0 to 1, such as 0.7."),
        ({"confidence": "High"}, "Write a number from 0 to 1, such as 0.7."),
        ({"confidence": "7"}, "Write a number from 0 to 1, such as 0.7."),
        ({"value": "plenty"}, "This is no number."),
    ],
)
def test_what_cannot_be_read_says_what_to_write(visiting, inputs, told):
    form = form_of(visitor := visiting(okrs(key_result(text="Visits a month"))))
    assert told in text_of(visitor.press(form, "Save check-in", SAID | {"value": "130"} | inputs))


def test_a_number_with_two_readings_shows_both():
    found = read_check_in({"value": "1.234", "confidence": "0.7"}, key_result(text="Visits"), on=TODAY, by="")
    assert found == {"value": "This may be 1,234 or 1.234. Write it so that it is only one of them."}


def test_a_check_in_sets_current_and_the_score_follows_it(visiting, connection):
    visitor = visiting(okrs(key_result(current=Decimal(120))))
    card = visitor.press(form_of(visitor), "Save check-in", {"value": "150", "confidence": "0.5"})
    assert "0.50" in text_of(card)
    assert "does not follow" not in text_of(card)
    assert read_again(visitor, connection).okr_set.key_results[0].current == 150


def test_a_formula_in_current_is_told_before_saving_and_overrules_the_check_in(visiting, connection):
    visitor = visiting(okrs(key_result(current=Decimal(120))))
    sheet = connection.gspread.open_by_key(visitor.spreadsheet_id).worksheet("Key Results")
    sheet.update([["=100+20"]], "N2", raw=False)
    form = form_of(visitor)
    assert "Current holds a formula, which stays" in text_of(form)
    card = visitor.press(form, "Save check-in", {"value": "150", "confidence": "0.5"})
    assert "The score does not follow this check-in." in text_of(card)
    assert any("range=N2" in one.get("openLink", {}).get("url", "") for one in clicks(card))


def test_two_people_who_check_in_at_once_get_a_row_each(visiting, local, connection):
    visitor = visiting(okrs(key_result()))
    form = form_of(visitor)
    local.interleave(
        r"POST .*:batchUpdate", lambda: visitor.press(form, "Save check-in", {"value": "1", "confidence": "0.1"})
    )
    visitor.press(form, "Save check-in", {"value": "2", "confidence": "0.2"})
    values = [one.value for one in read_again(visitor, connection).okr_set.check_ins]
    assert values == [Decimal(1), Decimal(2)]


def test_the_client_profile_shows_economics_and_what_can_be_seen_of_the_funnel(visitor):
    card = visitor.press(visitor.open(), "Client")
    shown = {row["topLabel"]: row for row in widgets(card, "decoratedText")}
    assert card["header"]["subtitle"] == "Client profile"
    assert "Average sale" in shown
    assert "Awareness" in shown
    assert "openLink" in shown["Client"]["onClick"]


def test_a_spreadsheet_without_okrs_is_offered_the_tabs_and_gets_them_beside_its_own(spreadsheets, connection, local):
    other = connection.gspread.create("Acme Dental plan")
    other.sheet1.update_title("Client")
    other.sheet1.update([["mine"]], "A1")
    visitor = Visitor(app_of(spreadsheets), other.id)
    offer = visitor.open()
    assert offer["header"]["title"] == "No OKRs here yet"
    fields = {field["name"]: field["value"] for field in widgets(offer, "textInput")}
    assert fields == {"client_name": "Acme Dental plan", "cycle": "2026-Q1"}
    wrong = visitor.press(offer, "Add the tabs", {"client_name": " ", "cycle": "soon"})
    assert text_of(wrong).count("⚠") == 2
    local.reset_requests()
    home = visitor.press(offer, "Add the tabs", {"client_name": "Acme Dental", "cycle": "2026-Q1"})
    assert calls(local) == 2
    assert home["header"] == {"title": "Acme Dental", "subtitle": "2026-Q1 · week 7 of 13"}
    titles = [sheet.title for sheet in other.worksheets()]
    assert titles == ["Client", "Overview", "Objectives", "Key Results", "Check-ins", "Client (OKR)"]
    assert other.sheet1.get("A1") == [["mine"]]


def test_a_file_that_was_not_granted_is_asked_for_and_then_shown(visitor):
    stranger = Visitor(visitor.app)
    asking = stranger.open()
    assert asking["header"]["title"] == "Allow access to this file"
    question = stranger.click(buttons(asking)["Allow"])
    assert question == {"renderActions": {"hostAppAction": {"editorAction": {"requestFileScopeForActiveDocument": {}}}}}
    assert visitor.open("file-granted")["header"]["subtitle"].startswith("2026-")


def test_missing_scopes_are_asked_for(visitor):
    visitor.authorization = {"authorizedScopes": ["openid"]}
    answer = visitor.answer("opened", {**visitor.event(), "sheets": visitor.sheet()})
    assert answer == {"requesting_google_scopes": {"scopes": ["https://www.googleapis.com/auth/drive.file"]}}
    visitor.authorization = {"authorizedScopes": ["https://www.googleapis.com/auth/drive.file"]}
    assert visitor.open()


def test_every_action_carries_the_spreadsheet(visitor):
    card = visitor.open()
    actions = [click["action"] for click in clicks(card) if "action" in click]
    assert len(actions) > 10
    for action in actions:
        assert {"key": "spreadsheet", "value": visitor.spreadsheet_id} in action["parameters"]


def test_a_key_result_that_is_gone_is_an_error_that_says_so(visitor):
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "O9-KR9"})
    card = card_of(visitor.answer("key-result", event))
    assert card["header"]["title"] == "That did not work"
    assert "O9-KR9 is no longer in the workbook" in text_of(card)
    assert json.dumps(buttons(card)["Try again"]).count("O9-KR9") == 1


def test_a_grade_without_an_answer_names_the_records_beside_which_anothers_score_may_be(visitor, local):
    grade = visitor.press(visitor.open(), "Grade")
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://local") as admin:
        rule = {"match": "batchUpdateByDataFilter", "status": 503, "when": "after"}
        admin.put("/_local/faults", json={"rules": [rule]}, headers={"X-Local-Sheets": "1"}).raise_for_status()
    card = visitor.press(grade, "Write scores")
    assert card["header"]["title"] == "That did not work"
    assert "O1-KR1" in [part["textParagraph"]["text"] for part in card["sections"][1]["widgets"]]


def test_a_spreadsheet_that_is_not_there_is_an_error_card(visitor):
    visitor.spreadsheet_id = "x" * 44
    card = visitor.open()
    assert "is not in Local Sheets" in text_of(card)


def test_a_key_result_without_id_is_found_by_its_place_until_it_gets_one(visiting):
    visitor = visiting(okrs(key_result(), key_result(id="")))
    event = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "", "position": "1"})
    card = card_of(visitor.answer("key-result", event))
    assert "Grade to give it an ID" in buttons(card)
    other = visitor.event({"spreadsheet": visitor.spreadsheet_id, "key_result": "", "position": "0"})
    assert "no longer" in text_of(card_of(visitor.answer("key-result", other)))


def test_cancelling_a_check_in_shows_the_card_before_and_asks_nothing(visitor, local):
    parameters = {"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR1", "position": "0"}
    form = card_of(visitor.answer("check-in", {**visitor.event(parameters), "sheets": {}}))
    local.reset_requests()
    assert navigation_of(visitor.click(buttons(form)["Cancel"])) == "pop"
    assert calls(local) == 0


def test_the_way_back_from_a_check_in_leads_to_a_first_card_that_knows_it(visiting):
    visitor = visiting(okrs(key_result()))
    parameters = {"spreadsheet": visitor.spreadsheet_id, "key_result": "O1-KR1", "position": "0"}
    event = visitor.event(parameters, {"value": "120", "confidence": "0.8"})
    answer = visitor.answer("record-check-in", {**event, "sheets": {}})
    assert navigation_of(answer) == "popToRoot updateCard pushCard"
    below = answer["renderActions"]["action"]["navigations"][1]["updateCard"]
    assert below["header"] == visitor.open()["header"]
    assert text_of(below) == text_of(visitor.open())


def test_what_one_came_for_stays_in_sight_on_long_cards(visitor):
    home = visitor.open()
    assert visitor.press(home, "Check")["fixedFooter"]["primaryButton"]["text"] == "Check again"
    grade = visitor.press(home, "Grade")["fixedFooter"]
    assert (grade["primaryButton"]["text"], grade["primaryButton"]["type"]) == ("Write scores", "FILLED")
    assert (grade["secondaryButton"]["text"], grade["secondaryButton"]["type"]) == ("Final grade", "OUTLINED")


def test_an_empty_workbook_is_told_where_to_type(visiting):
    home = (visitor := visiting(replace(okrs(), objectives=()))).open()
    assert "No OKRs here yet" in [part.get("header") for part in home["sections"]]
    assert "Type the first objective into Objectives!B2" in text_of(home)
    assert buttons(home)["Go to its cell"]["openLink"]["url"].endswith("/edit#gid=102&range=B2")
    check = text_of(visitor.press(home, "Check"))
    assert "No OKRs here yet. Type the first objective into Objectives!B2" in check
    assert "follow the practice" not in check


def test_ids_that_were_just_assigned_are_shown(visiting, connection):
    visitor = visiting(okrs(key_result(current=Decimal(134)), key_result(id="O1-KR2", text="Keep answering calls")))
    connection.gspread.open_by_key(visitor.spreadsheet_id).worksheet("Key Results").update_acell("A3", "")
    written = visitor.press(visitor.press(visitor.open(), "Grade"), "Write scores")
    (row,) = (row for row in widgets(written, "decoratedText") if row.get("topLabel") == "IDs assigned")
    assert row["text"] == "O1-KR2"
