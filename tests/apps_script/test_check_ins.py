"""Check-ins: validated by the service, appended by the script."""

import pytest

from tests.sheets_addon.addon.cards import text_of, widgets

pytestmark = pytest.mark.slow

KEY_RESULT = {"key_result": "O1-KR1", "position": "0"}
SAID = {"value": "$2.6M", "confidence": "0.7", "changed": "Two deals closed", "blocks": "=1+1"}


def test_a_check_in_is_appended_below_the_others(script):
    before = script.records("Check-ins")
    form = script.card("check-in", KEY_RESULT)
    saved = script.press(form, "Save check-in", **SAID)
    assert saved["header"] == {"title": "Check-in saved", "subtitle": "O1-KR1"}
    *others, own = script.records("Check-ins")
    assert others == before
    assert own == {
        "Date": 46346,
        "Key result": "O1-KR1",
        "Value": 2600000,
        "Confidence": 0.7,
        "What changed": "Two deals closed",
        "What blocks": "=1+1",
    }


def test_a_round_appends_a_row_for_each_that_is_saved(script):
    before = script.records("Check-ins")
    first = script.card("check-in-round", {"left": "O1-KR1\nO1-KR2\nO1-KR3", "saved": ""})
    second = script.press(first, "Next", **SAID)
    third = script.press(second, "Skip")
    [unchanged] = [one["button"] for one in widgets(third, "decoratedText") if "button" in one]
    end = script.press({"sections": [{"widgets": [{"buttonList": {"buttons": [unchanged]}}]}]}, "Unchanged")
    assert end["header"]["title"] == "2 check-ins saved"
    own = script.records("Check-ins")[len(before) :]
    assert [record["Key result"] for record in own] == ["O1-KR1", "O1-KR3"]


def test_its_cells_look_as_those_above(script):
    script.press(script.card("check-in", KEY_RESULT), "Save check-in", **SAID)
    shown = script.client.get(f"{script.spreadsheet_id}/values/Check-ins").json()["values"][-1]
    assert shown[:4] == ["2026-11-20", "O1-KR1", "$2,600,000", "0.70"]


def test_errors_are_beside_the_field_and_nothing_is_written(script):
    before = script.rows("Check-ins")
    wrong = script.press(script.card("check-in", KEY_RESULT), "Save check-in", value="plenty", confidence="7")
    assert text_of(wrong).count("⚠") == 2
    fields = {field["name"]: field.get("value") for field in widgets(wrong, "textInput")}
    assert (fields["value"], fields["confidence"]) == ("plenty", "7")
    assert script.rows("Check-ins") == before


def test_columns_moved_meanwhile_still_get_their_values(script):
    source = {"sheetId": 104, "dimension": "COLUMNS", "startIndex": 2, "endIndex": 3}
    move = {"moveDimension": {"source": source, "destinationIndex": 6}}
    form = script.card("check-in", KEY_RESULT)
    # The last tab is read: what the script read of the one before no longer fits.
    script.sheets.interleave(r"GET .*values.*Client", lambda: script.edit(move))
    script.press(form, "Save check-in", **SAID)
    own = script.records("Check-ins")[-1]
    assert (own["Value"], own["Confidence"], own["Key result"]) == (2600000, 0.7, "O1-KR1")
    assert (
        len([record for record in script.records("Check-ins") if record.get("What changed") == "Two deals closed"]) == 1
    )


def test_two_people_get_a_row_each(script):
    form = script.card("check-in", KEY_RESULT)
    count = len(script.records("Check-ins"))

    def other() -> None:
        url = f"{script.spreadsheet_id}/values/Check-ins:append"
        row = {"values": [["2026-11-20", "O1-KR2", 0.2, 0.5, "Theirs"]]}
        script.client.post(url, params={"valueInputOption": "USER_ENTERED"}, json=row).raise_for_status()

    script.sheets.interleave(r"POST .*Check-ins.*append", other)
    script.press(form, "Save check-in", **SAID)
    said = [record.get("What changed") for record in script.records("Check-ins")[count:]]
    assert sorted(said) == ["Theirs", "Two deals closed"]
