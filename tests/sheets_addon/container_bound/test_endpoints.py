"""The endpoints of bound scripts: what they take, and what they give back."""

import json
from decimal import Decimal

import pytest

from okrsdk.sheets import Backend, SheetsSettings
from sheets_addon import ServiceConfig, create_app
from sheets_addon.certificates import Certificates
from sheets_addon.identity import Callers
from tests.sheets_addon.addon.cards import buttons, card_of, text_of
from tests.sheets_addon.addon.conftest import NOW
from tests.sheets_addon.addon.issuer import CertificateServer, system_token
from tests.sheets_addon.test_callers import ELSEWHERE, IDENTITY, bearer, script_token

from .sent import HEADERS, ROW, carrying, click, sent, tab, workbook


def test_a_card_comes_with_nothing_to_write(post):
    answer = post("home").get_json()
    assert card_of(answer["answer"])["header"]["title"] == "Acme plan"
    assert answer["changes"] == {}


def test_a_grade_says_which_areas_to_write_and_what_guards_them(post):
    changes = post("write-scores").get_json()["changes"]
    own = [edit for edit in changes["edits"] if edit["gid"] == 7]
    assert own == [{"gid": 7, "row": 2, "column": 7, "rows": 1, "columns": 1, "values": [[0.5]]}]
    assert changes["before"] == changes["after"]
    assert {"gid": 7, "headerRow": 1, "columns": [1, 2, 3]} in changes["before"]
    assert {"key": "okrsdk.column", "value": "score", "gid": 7, "column": 7} in changes["marks"]


def test_a_preview_writes_nothing(post):
    assert post("grade").get_json()["changes"] == {}


def test_an_id_that_a_moved_write_went_over_comes_back(post):
    first = workbook(
        ["", "O1", "First", 0, 10, 5, "", "CRM", "Lead"], ["O1-KR7", "O1", "Second", 0, 10, 9, "", "CRM", "Lead"]
    )
    # Sorted under the write: the new ID and the scores came to rest beside each other's records.
    after_write = workbook(
        ["O1-KR8", "O1", "Second", 0, 10, 9, 0.5, "CRM", "Lead"], ["", "O1", "First", 0, 10, 5, 0.9, "CRM", "Lead"]
    )
    edits = post("write-scores", first, after_writes=[after_write]).get_json()["changes"]["edits"]
    values = {(edit["row"], edit["column"]): edit["values"] for edit in edits if edit["gid"] == 7}
    assert values == {(2, 1): [["O1-KR7"], ["O1-KR8"]], (2, 7): [[Decimal("0.9")], [Decimal("0.5")]]}


def test_where_all_came_to_rest_nothing_more_is_written(post):
    after_write = workbook([*ROW[:6], 0.5, *ROW[7:]])
    after_write["tabs"][0]["values"][1][2] = 0.5
    answer = post("write-scores", after_writes=[after_write]).get_json()
    assert answer["changes"] == {}
    assert card_of(answer["answer"])["header"]["title"] == "Scores written"


def test_a_check_in_is_a_row_to_append(post):
    said = click({"key_result": "O1-KR1"}, value="160", confidence="0.7", changed="=1+1")
    answer = post("record-check-in", event=said).get_json()
    assert card_of(answer["answer"])["header"]["title"] == "Check-in saved"
    assert answer["changes"]["appended"]["rows"][0]["values"] == ["2026-02-14", "O1-KR1", 160, Decimal("0.7"), ""]
    # No other check-in came since, and the rows of the key results are where they were, also after the write.
    own = [{"gid": 7, "headerRow": 1, "columns": [1]}]
    assert answer["changes"]["before"] == [{"gid": 8, "headerRow": 1, "columns": [1, 2]}, *own]
    assert answer["changes"]["after"] == own
    assert answer["changes"]["edits"] == [{"gid": 7, "row": 2, "column": 6, "rows": 1, "columns": 1, "values": [[160]]}]


def test_a_round_of_check_ins_goes_on_from_row_to_row(post):
    two = workbook(ROW, ["O1-KR2", "O1", "Raise calls from 10 to 20", 10, 20, 15, "", "CRM", "Lead"])
    begin = click({"left": "O1-KR1\nO1-KR2", "saved": ""})
    first = card_of(post("check-in-round", two, begin).get_json()["answer"])
    told = buttons(first)["Next"]["action"]
    answer = post("tell-round", two, carrying(told, value="160", confidence="0.7")).get_json()
    second = card_of(answer["answer"])
    assert (second["header"]["title"], answer["changes"]) == ("Check-in · O1-KR2", {})
    save = carrying(buttons(second)["Save 2 check-ins"]["action"], value="17", confidence="0.6")
    answer = post("save-round", two, save).get_json()
    assert [row["values"][:3] for row in answer["changes"]["appended"]["rows"]] == [
        ["2026-02-14", "O1-KR1", 160],
        ["2026-02-14", "O1-KR2", 17],
    ]
    assert {(edit["row"], edit["column"]): edit["values"] for edit in answer["changes"]["edits"]} == {
        (2, 6): [[160]],
        (3, 6): [[17]],
    }
    end = card_of(answer["answer"])
    assert end["header"]["title"] == "2 check-ins saved"
    assert "Undo" in buttons(end)
    # Sorted under the write: only the Currents are put right.
    moved = workbook(
        ["O1-KR2", "O1", "Raise calls from 10 to 20", 10, 20, 160, "", "CRM", "Lead"], [*ROW[:5], 17, *ROW[6:]]
    )
    changes = post("save-round", two, save, after_writes=[moved]).get_json()["changes"]
    assert {(edit["row"], edit["column"]): edit["values"] for edit in changes["edits"]} == {
        (2, 6): [[17]],
        (3, 6): [[160]],
    }
    assert "appended" not in changes
    given_up = post("save-round", two, save, after_writes=[moved], has_given_up=True).get_json()
    assert "O1-KR1" in text_of(card_of(given_up["answer"]))


def test_a_current_that_a_moved_row_took_is_put_right(post):
    other = ["O1-KR2", "O1", "Raise calls from 10 to 20", 10, 20, 15, "", "CRM", "Lead"]
    said = click({"key_result": "O1-KR1"}, value="160", confidence="0.7")
    # Sorted under the write: 160 came to rest beside the other key result.
    after_write = workbook([*other[:5], 160, *other[6:]], ROW)
    changes = post("record-check-in", workbook(ROW, other), said, after_writes=[after_write]).get_json()["changes"]
    assert {(edit["row"], edit["column"]): edit["values"] for edit in changes["edits"]} == {
        (2, 6): [[15]],
        (3, 6): [[160]],
    }
    assert "appended" not in changes
    right = workbook(other, [*ROW[:5], 160, *ROW[6:]])
    assert (
        post("record-check-in", workbook(ROW, other), said, after_writes=[after_write, right]).get_json()["changes"]
        == {}
    )


def _after_a_sort_over_a_formula(post, formula):
    """What is said when a check-in's value came to rest on another key result's formula in Current."""
    other = ["O1-KR2", "O1", "Raise calls from 10 to 20", 10, 20, 15, "", "CRM", "Lead"]
    first = workbook(ROW, other)
    first["tabs"][1]["formulas"] = [[2, 5, formula]]
    said = click({"key_result": "O1-KR1"}, value="160", confidence="0.7")
    after_write = workbook([*other[:5], 160, *other[6:]], ROW)
    after_write["tabs"][1]["formulas"] = []
    return post("record-check-in", first, said, after_writes=[after_write]).get_json()


def test_a_formula_that_a_moved_check_in_went_over_comes_back(post):
    edits = _after_a_sort_over_a_formula(post, "=10+5")["changes"]["edits"]
    assert {(edit["row"], edit["column"]): edit["values"] for edit in edits} == {(2, 6): [["=10+5"]], (3, 6): [[160]]}


def test_a_formula_whose_references_would_be_those_of_another_row_is_not_put_back_but_told(post):
    answer = _after_a_sort_over_a_formula(post, "=D3+5")
    assert [edit["row"] for edit in answer["changes"].get("edits", [])] == [3]


def test_a_check_in_whose_rows_keep_moving_says_so_and_blanks_no_score(post):
    said = click({"key_result": "O1-KR1"}, value="160", confidence="0.7")
    answer = post("record-check-in", event=said, after_writes=[workbook()], has_given_up=True).get_json()
    assert answer["changes"] == {}
    assert "The check-in of O1-KR1 is saved" in text_of(card_of(answer["answer"]))


def test_a_check_in_that_is_there_already_is_not_appended_again(post):
    there = workbook([*ROW[:5], 160, *ROW[6:]])
    there["tabs"][2]["values"].append([{"time": "2026-02-14 00:00:00"}, "O1-KR1", 160, 0.7, ""])
    said = click({"key_result": "O1-KR1"}, value="160", confidence="0.7")
    assert post("record-check-in", there, said).get_json()["changes"] == {}


def test_an_error_in_the_form_writes_nothing(post):
    answer = post("record-check-in", event=click({"key_result": "O1-KR1"}, value="much")).get_json()
    assert "⚠" in text_of(card_of(answer["answer"]))
    assert answer["changes"] == {}


def test_without_okrs_the_tabs_are_offered_and_described(post):
    empty = sent(tab(5, "Client", ["mine"]))
    assert card_of(post("opened", empty).get_json()["answer"])["header"]["title"] == "No OKRs here yet"
    changes = post("add-tabs", empty, click(client_name="=Acme", cycle="2026-Q1")).get_json()["changes"]
    titles = [own["title"] for own in changes["tabs"]["tabs"]]
    assert titles == ["Overview", "Objectives", "Key Results", "Check-ins", "Client (OKR)"]
    assert changes["tabs"]["tabs"][0]["values"][0][0] == "'=Acme · 2026-Q1"


def test_a_newer_workbook_is_an_error_card(post):
    newer = {**workbook(), "marks": [{"key": "okrsdk.schema", "value": "99"}]}
    assert "newer okrsdk" in text_of(card_of(post("home", newer).get_json()["answer"]))


def test_markup_in_cells_is_text_on_every_card(post):
    hostile = "<b>x</b><a href='javascript:1'>y</a>"
    rows = workbook([*ROW[:2], hostile, *ROW[3:]])
    rows["title"] = hostile
    event = click({"key_result": "O1-KR1"})
    for name in ("opened", "check", "grade", "write-scores", "key-result", "check-in", "client"):
        seen = json.dumps(post(name, rows, event).get_json()["answer"])
        assert "<a href" not in seen, name
        assert "<b>x" not in seen, name


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"event": {}, "spreadsheet": {"title": "x"}},
        {"event": [], "spreadsheet": sent()},
        {"event": {}, "spreadsheet": sent(tab(-1, "Objectives"))},
        {"event": {}, "spreadsheet": sent(tab(2**31, "Objectives"))},
        {"event": {}, "spreadsheet": sent(tab(1, "Objectives", [{"time": "soon"}]))},
        {"event": {}, "spreadsheet": sent(tab(1, "Objectives", [{"a": 1}]))},
        {"event": {}, "spreadsheet": sent(tab(1, "Objectives", [[1]]))},
        {"event": {}, "spreadsheet": sent(tab(1, "Objectives", "ID"))},
        {"event": {}, "spreadsheet": sent(*[tab(1, "Objectives")] * 21)},
        {"event": {}, "spreadsheet": sent(tab(1, "Objectives", formulas=[[0]]))},
        {"event": {}, "spreadsheet": sent(tab(1, "Objectives", formulas=[[0, 0, "soon"]]))},
        {"event": {}, "spreadsheet": sent(tab(1, "Objectives", merges=[{"row": 0}]))},
        {"event": {}, "spreadsheet": sent(), "after_writes": [sent()] * 4},
        {"event": {"commonEventObject": {"parameters": []}}, "spreadsheet": sent()},
    ],
)
def test_what_has_another_form_is_refused_without_a_word_of_it(app, body):
    response = app.test_client().post("/v1/check", json=body)
    assert response.status_code == 422
    assert "soon" not in response.text


def test_cells_of_any_kind_never_break_it(post):
    odd = [None, "", True, 1e308, -1, 0.1, "#REF!", {"time": "1899-12-30 13:00:00"}, {"time": "9999-12-31 23:59:59"}]
    rows = sent(
        tab(1, "Objectives", [], odd, ["ID", "Objective"], odd, formulas=[[1, 2, "=1+1"], [900, 900, "=A1"]]),
        tab(1, "Objectives", HEADERS),
        tab(2, "Key Results", HEADERS, odd, odd[::-1], merges=[{"row": 0, "column": 0, "rows": 90, "columns": 90}]),
        marks=[{"key": "okrsdk.column", "value": "id", "gid": 1, "column": 90}, {"key": "x", "value": "y", "gid": 99}],
    )
    for name in ("opened", "check", "grade", "write-scores", "client"):
        card_of(post(name, rows).get_json()["answer"])


@pytest.mark.parametrize("name", ["ask-for-file", "nothing", "", "check"])
def test_other_endpoints_are_not_there(app, name):
    body = {"event": click(), "spreadsheet": workbook()}
    assert app.test_client().post(f"/bound/{name}", json=body).status_code == 404


def test_rows_of_a_document_and_of_a_script_have_one_address(app):
    document = {"okrs": {"okrsdk": 1, "objectives": []}}
    assert "findings" in app.test_client().post("/v1/check", json=document).get_json()


def test_clicks_count_as_requests_of_rows_do(tmp_path):
    config = ServiceConfig(sheets=SheetsSettings(home=tmp_path), rate_limit="1 per day")
    client = create_app(config, now=lambda: NOW).test_client()
    body = {"event": click(), "spreadsheet": workbook()}
    assert [client.post("/v1/check", json=body).status_code for _ in range(2)] == [200, 429]


@pytest.fixture(scope="module")
def exposed(tmp_path_factory):
    """The service as other machines see it."""
    sheets = SheetsSettings(home=tmp_path_factory.mktemp("home"), backend=Backend.GOOGLE)
    callers = Callers(IDENTITY, Certificates(CertificateServer().client()))
    return create_app(ServiceConfig(sheets=sheets, identity=IDENTITY), callers=callers, now=lambda: NOW)


def check_in_by(exposed, token):
    said = click({"key_result": "O1-KR1"}, value="160", confidence="0.7")
    body = {"event": said, "spreadsheet": workbook()}
    return exposed.test_client().post("/bound/record-check-in", json=body, headers=bearer(token), **ELSEWHERE)


def test_a_person_in_a_sidebar_whose_script_is_known_is_who_checks_in(exposed):
    response = check_in_by(exposed, script_token())
    assert response.status_code == 200
    assert response.get_json()["changes"]["appended"]["rows"][0]["values"][-1] == "'head.of.marketing@example.com"


def test_google_itself_is_no_person_here(exposed):
    assert check_in_by(exposed, system_token("/bound/record-check-in")).status_code == 401


def test_the_reminder_is_answered_with_mails_and_what_stands_in_its_way_with_a_problem(post):
    client = tab(9, "Client", ["Name", "Acme Dental"], ["Cycle", "2026-Q1"])
    whole = workbook([*ROW[:-1], "lead@acme.example"])
    answer = post("reminder", {**whole, "tabs": [*whole["tabs"], client]}).get_json()
    assert answer["changes"] == {}
    assert [mail["to"] for mail in answer["answer"]["mails"]] == ["lead@acme.example"]
    refused = post("reminder", sent(tab(1, "Notes", ["Anything"])))
    assert (refused.status_code, refused.mimetype) == (422, "application/problem+json")
    assert post("reminder", event={"commonEventObject": {"parameters": 1}}).status_code == 422
