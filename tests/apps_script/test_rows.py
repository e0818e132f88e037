"""What the real script writes for forms, fixes, mutes, decisions, the close and an undo: what the add-on would."""

from datetime import date

import pytest

from okrsdk.cycle import blank_strategy
from okrsdk.sheets import Backend, SheetsSettings, Workbook, connect
from okrsdk.workbook import READ_FIELDS, read_workbook
from tests.sheets_addon.addon.cards import buttons, card_of, text_of

pytestmark = pytest.mark.slow

KEY_RESULT = {"key_result": "O1-KR1"}
SORT = {
    "sortRange": {
        "range": {"sheetId": 103, "startRowIndex": 1, "endRowIndex": 30, "startColumnIndex": 0, "endColumnIndex": 30},
        "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}],
    }
}
EVIL = '=HYPERLINK("https://example.com","x")'


def reading(script):
    params = {"includeGridData": "true", "fields": READ_FIELDS}
    return read_workbook(script.client.get(script.spreadsheet_id, params=params).json())


def decide(script, key_result="O1-KR1", **inputs):
    """The card after a decision about a key result."""
    form = script.card("decide", {"key_result": key_result})
    return script.press(form, "Decide", **{"what": "drop", "new": "", "why": "Two people left", **inputs})


def test_a_key_result_is_added_by_form(script):
    before = script.rows("Key Results")
    form = script.card("key-result-form", {"objective_id": "O1"})
    saved = script.press(
        form, "Save", text=EVIL, baseline="10 %", target="20 %", unit="%", due="2026-12-18", owner="+1"
    )
    assert saved["header"] == {"title": "Key result saved", "subtitle": "O1-KR6"}
    added = reading(script).okr_set.key_results[-1]
    assert (added.id, added.objective_id, added.text, added.owner) == ("O1-KR6", "O1", EVIL, "+1")
    assert (str(added.baseline), str(added.target), str(added.due)) == ("0.1", "0.2", "2026-12-18")
    shown = script.client.get(f"{script.spreadsheet_id}/values/Key Results").json()["values"][-1]
    assert "20%" in shown
    assert script.rows("Key Results")[:-1] == before


def test_an_edit_is_beside_its_key_result_although_rows_move(script):
    sources = {record["ID"]: record["Source"] for record in script.records("Key Results")}
    form = script.card("key-result-form", {"key_result": "O1-KR3"})
    said = {name: field.get("value", "") for name, field in inputs_of(form).items()}
    script.sheets.interleave(r"PUT .*Key.*Results", lambda: script.edit(SORT))
    saved = script.press(form, "Save", **{**said, "source": "Front desk", "kind": "increase"})
    assert saved["header"]["title"] == "Key result saved"
    records = script.records("Key Results")
    assert {record["ID"]: record["Source"] for record in records} == {**sources, "O1-KR3": "Front desk"}
    texts = [record["Key result"] for record in records]
    assert texts == sorted(texts, reverse=True, key=str.casefold)


def inputs_of(form):
    """The fields of a form, by name."""
    widgets = [widget for section in form["sections"] for widget in section["widgets"]]
    return {widget["textInput"]["name"]: widget["textInput"] for widget in widgets if "textInput" in widget}


def test_a_finding_is_fixed_and_another_muted_in_a_column_that_is_made_for_it(script):
    script.put(f"Key Results!{script.column('Kind')}2", ["decrease"])
    last = script.column("Mute")
    at = ord(last) - 65
    span = {"sheetId": 103, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    script.edit({"deleteDimension": {"range": span}})
    check = script.card("check")
    fix = next(own for name, own in all_buttons(check) if name == "Fix")
    assert text_of(script.card(fix[0], fix[1])) != text_of(check)
    others = (own for name, own in all_buttons(check) if name != "Fix")
    why, parameters = next(own for own in others if own[1].get("table") == "Key Results")
    muted = script.press(script.card(why, parameters), "Mute", why="Looked at")
    assert muted["header"]["title"] == "Check"
    noted = [record.get("Mute") for record in script.records("Key Results") if record.get("Mute")]
    assert noted == [f"{parameters['code']}: Looked at"]
    assert reading(script).layout.tables["Key Results"].columns["mute"].metadata_id is not None


def all_buttons(card):
    """Each button of the card's rows, with its endpoint and parameters."""
    widgets = [widget for section in card["sections"] for widget in section["widgets"]]
    own = [widget["decoratedText"]["button"] for widget in widgets if "button" in widget.get("decoratedText", {})]
    for button in own:
        action = button["onClick"]["action"]
        path = action["function"]
        yield button.get("text", ""), (path, {pair["key"]: pair["value"] for pair in action["parameters"]})


@pytest.mark.parametrize("moment", [r"GET .*values.*Client", r"PUT .*Key.*Results"])
def test_a_decision_is_about_its_key_result_although_rows_move(script, moment):
    inactive = {own.id for own in script.okr_set.key_results if not own.is_active}
    script.sheets.interleave(moment, lambda: script.edit(SORT))
    assert decide(script)["header"]["title"] == "Decided"
    okr_set = reading(script).okr_set
    assert {own.id for own in okr_set.key_results if not own.is_active} == {*inactive, "O1-KR1"}
    assert len(okr_set.decisions) == 1


def test_a_form_that_is_sent_again_after_its_answer_was_lost_shows_what_was_decided(script):
    form = script.card("decide", KEY_RESULT)
    said = {"what": "keep", "new": "Call back within the hour", "why": "Two people left"}
    answers = [script.press(form, "Decide", **said) for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(script.records("Decisions")) == 1


def test_an_id_of_peoples_own_is_the_same_in_every_log(script):
    script.put("Key Results!A2", ["Growth-1"], option="RAW")
    decide(script, "Growth-1", what="keep", new="Call back", why="'quoted")
    script.press(script.card("check-in", {"key_result": "Growth-1"}), "Save check-in", value="$2.6M", confidence="0.7")
    own = reading(script).okr_set
    assert (own.decisions[-1].key_result_id, own.decisions[-1].why) == ("Growth-1", "'quoted")
    assert own.check_ins[-1].key_result_id == "Growth-1"


def test_a_decision_whose_row_of_the_log_was_refused_is_not_remembered_as_made(script):
    decide(script, "O1-KR2", what="keep", new="Ask them first", why="First")
    form = script.card("decide", KEY_RESULT)
    said = {"what": "keep", "new": "Call back within the hour", "why": "Two people left"}
    script.fault(r"POST .*:append", first=1)
    action = buttons(form)["Decide"]["action"]
    parameters = {pair["key"]: pair["value"] for pair in action["parameters"]}
    assert script.act(action["function"], parameters, said)["problem"]["title"] == "The script stopped"
    assert script.press(form, "Decide", **said)["header"]["title"] == "Decided"
    assert [record["Why"] for record in script.records("Decisions")] == ["First", "Two people left"]


def test_of_two_decisions_at_one_moment_the_second_sees_the_first(script, tmp_path):
    form = script.card("decide", KEY_RESULT)
    others = []

    def decided_by_another() -> None:
        others.append(decide_over_the_api(script, tmp_path))

    script.sheets.interleave(r"GET .*values.*Client", decided_by_another)
    answer = script.press(form, "Decide", what="drop", new="", why="Mine")
    assert others
    assert "⚠" in text_of(answer)
    assert [own.why for own in reading(script).okr_set.decisions] == ["Theirs"]
    assert [title for title in script.titles() if title.startswith("Decisions")] == ["Decisions"]


def decide_over_the_api(script, home):
    """A decision as another program makes it."""
    url = str(script.client.base_url).removesuffix("/v4/spreadsheets/")
    with connect(SheetsSettings(home=home, backend=Backend.SERVER, server_url=url)) as connection:
        workbook = Workbook(spreadsheet_id=script.spreadsheet_id, connection=connection)
        return workbook.decisions.drop("O1-KR1", why="Theirs", on=date(2026, 11, 20))


def test_a_check_in_is_undone_with_a_row_that_takes_its_place(script):
    before = reading(script).okr_set.key_result("O1-KR1").current
    saved = script.press(script.card("check-in", KEY_RESULT), "Save check-in", value="$2.6M", confidence="0.7")
    assert reading(script).okr_set.key_result("O1-KR1").current == 2_600_000
    action = buttons(saved)["Undo"]["action"]
    parameters = {pair["key"]: pair["value"] for pair in action["parameters"]}
    answer = script.act(action["function"], parameters)["answer"]
    assert card_of(answer)["header"]["title"] == "Brightloom Software, Marketing"
    assert reading(script).okr_set.key_result("O1-KR1").current == before
    assert [record.get("What changed") for record in script.records("Check-ins")][-1] == "Undone"


def test_the_strategy_tab_is_added_and_taken_off_again(script):
    at = script.rows("Objectives")[0].index("Challenge")
    span = {"sheetId": 102, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    script.edit({"deleteDimension": {"range": span}})
    before, titles = script.rows("Objectives"), script.titles()
    added = script.press(script.card("strategy"), "Add the Strategy tab")
    assert "The Strategy tab is there" in text_of(added)
    assert script.titles() == [*titles, "Strategy"]
    own = reading(script)
    assert own.okr_set.strategy == blank_strategy()
    assert own.layout.tables["Objectives"].columns["challenge"].metadata_id is not None
    script.press(added, "Undo")
    assert (script.titles(), script.rows("Objectives")) == (titles, before)
