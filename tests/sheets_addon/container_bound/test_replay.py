"""Forms, mutes, decisions and an undo of a script: it writes first, and the service judges what it reads then."""

import pytest

from tests.sheets_addon.addon.cards import buttons, card_of, note_of, text_of, widgets

from .sent import HEADERS, OTHER, ROW, carrying, click, sent, tab, workbook, written

TWO = workbook(ROW, OTHER)
DROP = {"what": "drop", "new": "", "why": "=1+1 people left"}


@pytest.fixture
def asked(post):
    """What the service answers to a script that asks again."""

    def ask(name, spreadsheet, event, **more):
        answer = post(name, spreadsheet, event, asks_again=True, **more).get_json()
        return answer["answer"], answer["changes"]

    return ask


def pressed(answer, text):
    """The action of a button on a card."""
    return buttons(card_of(answer))[text]["action"]


def key_results(spreadsheet):
    return spreadsheet["tabs"][1]["values"][1:]


def decision(**inputs):
    return click({"key_result": "O1-KR1"}, **{**DROP, **inputs})


def test_a_decision_is_answered_once_the_script_has_written_it(asked):
    answer, changes = asked("decision", TWO, decision())
    assert answer == {}
    assert changes["again"] is True
    # Status is a column that this workbook lacks.
    assert changes["inserted"] == [{"gid": 7, "column": 10, "columns": 1}]
    assert {"gid": 7, "headerRow": 1, "columns": [1, 2, 3, 10]} in changes["before"]
    after = written(TWO, changes)
    answer, changes = asked("decision", TWO, decision(), after_writes=[after])
    assert (note_of(answer), changes) == ("Decided", {})
    assert key_results(after) == [[*ROW, "dropped"], OTHER]
    log = after["tabs"][-1]
    assert (log["title"], log["values"][1][:3]) == ("Decisions", [46067, "O1-KR1", "dropped"])
    assert "=1+1 people left" in log["values"][1]


def test_a_second_decision_is_a_row_of_the_log_that_must_be_as_it_was_sent(asked):
    _, changes = asked("decision", TWO, decision())
    once = written(TWO, changes)
    once["tabs"][-1]["values"][1][0] = {"time": "2026-02-14 00:00:00"}
    second = click({"key_result": "O1-KR2"}, **DROP)
    _, changes = asked("decision", once, second)
    assert [own["gid"] for own in changes["appended"]] == [500]
    (guard,) = (own for own in changes["before"] if own["gid"] == 500)
    assert guard["columns"] == [1, 2, 3, 4, 5, 6, 7, 8]
    answer, changes = asked("decision", once, second, after_writes=[written(once, changes)])
    assert (note_of(answer), changes) == ("Decided", {})


def test_rows_that_moved_under_a_write_are_put_right_and_then_it_is_answered(asked):
    said = {"text": OTHER[2], "baseline": "10", "target": "20", "kind": "increase", "source": "CRM"}
    edit = click({"key_result": "O1-KR2"}, **said, owner="Front desk")
    moved = workbook(OTHER, ROW)
    _, changes = asked("save-key-result", TWO, edit)
    wrong = written(moved, changes)
    assert key_results(wrong)[1][-1] == "Front desk"
    answer, changes = asked("save-key-result", TWO, edit, after_writes=[wrong])
    assert answer == {}
    right = written(wrong, changes)
    assert key_results(right) == [[*OTHER[:-1], "Front desk"], ROW]
    answer, changes = asked("save-key-result", TWO, edit, after_writes=[wrong, right])
    assert (note_of(answer), changes) == ("Saved", {})
    answer, changes = asked("save-key-result", TWO, edit, after_writes=[wrong], has_given_up=True)
    assert changes == {}
    assert "moved at every try to write beside them. Not all is put right." in text_of(card_of(answer))


def test_where_nothing_could_be_written_what_was_typed_goes_along(asked):
    answer, changes = asked("decision", TWO, decision(), has_given_up=True)
    assert changes == {}
    assert "Nothing was written. Try again while no one sorts" in text_of(card_of(answer))
    again = {pair["key"]: pair["value"] for pair in pressed(answer, "Try again")["parameters"]}
    assert again["why"] == DROP["why"]


def test_a_decision_without_a_reason_is_refused_before_anything_is_written(asked):
    answer, changes = asked("decision", TWO, decision(why=" "))
    assert changes == {}
    assert "⚠" in text_of(card_of(answer))


def test_a_script_of_before_is_told_to_be_renewed_and_writes_nothing(post):
    answer = post("decision", TWO, decision()).get_json()
    assert answer["changes"] == {}
    assert "This script is older than its service" in text_of(card_of(answer["answer"]))


def test_a_new_objective_is_a_row_below_the_others(asked):
    said = click({}, text="Own the first page", owner="Lead")
    _, changes = asked("save-objective", TWO, said)
    after = written(TWO, changes)
    assert after["tabs"][0]["values"][2][:2] == ["O2", "Own the first page"]
    answer, changes = asked("save-objective", TWO, said, after_writes=[after])
    assert (note_of(answer), changes) == ("Saved", {})
    # The answer was lost, and Save came again: the row is there.
    answer, changes = asked("save-objective", after, said)
    assert (note_of(answer), changes) == ("Saved", {})


def test_a_form_whose_tab_headers_or_objective_went_away_is_refused(asked):
    objective = click({}, text="Own the first page")
    _, *others = TWO["tabs"]
    for gone in ([], [tab(6, "Objectives", ["O1", "New patients find us first"])]):
        answer, changes = asked("save-objective", {**TWO, "tabs": [*gone, *others]}, objective)
        told = text_of(card_of(answer))
        assert (changes, "The Objectives tab" in told or "no Objectives tab" in told) == ({}, True)
    key_result = click({"objective_id": "O9"}, text="Raise calls from 10 to 20", source="CRM", kind="increase")
    answer, changes = asked("save-key-result", TWO, key_result)
    assert changes == {}
    assert "O9 is no longer in the workbook" in text_of(card_of(answer))


def test_a_finding_is_muted_with_its_reason_in_a_column_that_is_made_for_it(asked):
    (finding,) = (own for own in found(asked, TWO) if (own["code"], own["record"]) == ("K230", "O1-KR2"))
    mute = click(finding, why="Looked at; agreed")
    _, changes = asked("mute", TWO, mute)
    after = written(TWO, changes)
    assert [row[9:] for row in after["tabs"][1]["values"]] == [["Mute"], [], ["K230: Looked at, agreed"]]
    answer, changes = asked("mute", TWO, mute, after_writes=[after])
    assert (note_of(answer), changes) == ("K230 is muted here", {})


def test_the_reason_of_a_mute_goes_along_where_rows_kept_moving(asked):
    (finding,) = (own for own in found(asked, TWO) if (own["code"], own["record"]) == ("K230", "O1-KR2"))
    answer, changes = asked("mute", TWO, click(finding, why="Agreed"), has_given_up=True)
    assert changes == {}
    _, changes = asked("mute", TWO, carrying(pressed(answer, "Try again")))
    assert [row[9:] for row in written(TWO, changes)["tabs"][1]["values"]] == [["Mute"], [], ["K230: Agreed"]]


def found(asked, spreadsheet):
    """What the buttons of a check say of each finding."""
    answer, _ = asked("check", spreadsheet, click())
    rows = widgets(card_of(answer), "decoratedText")
    actions = [row["button"]["onClick"]["action"] for row in rows if "button" in row]
    return [{pair["key"]: pair["value"] for pair in action["parameters"]} for action in actions]


def test_an_undo_is_a_row_and_the_current_of_before(asked):
    headers = ["Date", "Key result", "Value", "Confidence", "What changed", "Corrects"]
    today, january = {"time": "2026-02-14 00:00:00"}, {"time": "2026-01-12 00:00:00"}
    said = sent(
        tab(6, "Objectives", ["ID", "Objective"], ["O1", "New patients find us first"]),
        tab(7, "Key Results", HEADERS, ROW),
        tab(8, "Check-ins", headers, [january, "O1-KR1", 140, 0.5, "", ""], [today, "O1-KR1", 150, 0.7, "", ""]),
    )
    undo = click({"currents": '{"O1-KR1": "145"}'})
    _, changes = asked("undo-check-ins", said, undo)
    assert changes["edits"] == [{"gid": 7, "row": 2, "column": 6, "rows": 1, "columns": 1, "values": [[145]]}]
    assert {"gid": 8, "headerRow": 1, "columns": [1, 2, 3, 4, 5, 6]} in changes["before"]
    ((own,),) = ([row["values"] for row in part["rows"]] for part in changes["appended"])
    assert own == ["2026-01-12", "O1-KR1", 140, 0.5, "'Undone", "2026-02-14"]
    after = written(said, changes)
    after["tabs"][2]["values"][-1] = [january, *own[1:4], "Undone", today]
    answer, changes = asked("undo-check-ins", said, undo, after_writes=[after])
    assert (note_of(answer), changes) == ("1 check-in undone", {})
    # It came to rest in other columns.
    after["tabs"][2]["values"][-1] = [january, "O1-KR1", 0.5, 140, "Undone", today]
    answer, changes = asked("undo-check-ins", said, undo, after_writes=[after])
    assert changes == {}
    assert "Look at its last rows" in text_of(card_of(answer))


def test_a_close_waits_for_ids(asked):
    blank = with_cycle(workbook(["", *ROW[1:]], OTHER))
    close = carrying(pressed(asked("close", blank, click())[0], "Close the cycle"))
    answer, changes = asked("close-cycle", blank, close)
    assert changes == {}
    assert "Grade first, which gives them one; then close" in text_of(card_of(answer))


def test_a_close_writes_scores_and_logs_and_is_answered_then(asked):
    own = with_cycle(TWO)
    card = carrying(pressed(asked("close", own, click())[0], "Close the cycle"))
    _, changes = asked("close-cycle", own, card)
    assert [one["title"] for one in changes["tabs"]["tabs"]] == ["Decisions", "Final scores"]
    assert changes["tabs"]["stays"] is True
    answer, changes = asked("close-cycle", own, card, after_writes=[written(own, changes)])
    assert (note_of(answer), changes) == ("The cycle is closed", {})


def with_cycle(spreadsheet):
    cells = [["Client", "Acme Dental"], ["Cycle", "2026-Q1"]]
    return {**spreadsheet, "tabs": [*spreadsheet["tabs"], tab(9, "Client", *cells)]}
