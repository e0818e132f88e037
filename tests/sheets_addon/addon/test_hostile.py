"""What people, and those who mean harm, put into cells, fields and events."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.model import CheckIn, Client, Cycle, FunnelStage, FunnelStep, KeyResult, Kind, Objective, OkrSet
from okrsdk.sheets import Workbook, create_workbook
from okrsdk.workbook.check_in_inputs import read_check_in
from sheets_addon.addon.markup import Markup, escaped, plain
from tests.present import present

from .cards import buttons, card_of, clicks, texts, widgets
from .conftest import TODAY, app_of
from .visitor import Visitor

EVIL = '<a href="https://evil.example">Click</a> <font color="#fff">x</font> <b>&lt;i&gt;</b> & \u202e =1+1 <script>'


def hostile_okrs() -> OkrSet:
    key_result = KeyResult(
        id=f"KR {EVIL}",
        objective_id=f"O {EVIL}",
        text=EVIL,
        metric=EVIL,
        source=EVIL,
        unit=EVIL,
        owner=EVIL,
        baseline=Decimal(0),
        target=Decimal(10),
        current=Decimal(3),
    )
    check_in = CheckIn(
        day=TODAY,
        key_result_id=key_result.id,
        value=Decimal(4),
        confidence=Decimal("0.5"),
        changed=EVIL,
        blocks=EVIL,
        by=EVIL,
    )
    return OkrSet(
        client=Client(
            name=EVIL, currency=EVIL, capacity_unit=EVIL, funnel=(FunnelStep(stage=FunnelStage.LEAD, system=EVIL),)
        ),
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id=f"O {EVIL}", text=EVIL),),
        key_results=(key_result,),
        check_ins=(check_in,),
    )


@pytest.fixture
def hostile(spreadsheets, connection) -> Visitor:
    made = create_workbook(hostile_okrs(), connection, title=EVIL)
    return Visitor(app_of(spreadsheets), made.spreadsheet_id)


def is_text_only(text: str) -> bool:
    """Whether the tags in a text are the card's own."""
    text = re.sub(r"</?b>|<br>|<font color=\"#[0-9A-Fa-f]{6}\">|</font>", "", text)
    return "<" not in text and "\u202e" not in text


def test_markup_in_cells_is_text_on_every_card(hostile):
    seen = [home := hostile.open()]
    seen += [check := hostile.press(home, "Check"), hostile.press(home, "Client")]
    seen += [preview := hostile.press(home, "Grade"), hostile.press(preview, "Write scores")]
    click = next(one for one in clicks(home) if one.get("action", {}).get("function", "").endswith("/key-result"))
    seen += [own := card_of(hostile.click(click)), form := hostile.press(own, "Check in")]
    inputs = {"value": EVIL, "confidence": EVIL, "changed": EVIL, "blocks": EVIL}
    seen += [hostile.press(form, "Save check-in", inputs)]
    seen += [hostile.press(form, "Save check-in", {**inputs, "value": "5", "confidence": "0.5"})]
    for card in seen:
        for text in texts(card):
            assert is_text_only(text), text
        for click in clicks(card):
            assert click.get("openLink", {"url": "http://127.0.0.1:8080/"})["url"].startswith("http://127.0.0.1:8080/")
    assert "&lt;a href=" in json.dumps(check | home)


def test_the_title_of_a_spreadsheet_is_text_too(spreadsheets, connection):
    other = connection.gspread.create("plain")
    visitor = Visitor(app_of(spreadsheets), other.id)
    event = {**visitor.event(), "sheets": {**visitor.sheet(), "title": EVIL}}
    card = card_of(visitor.answer("opened", event))
    assert all(is_text_only(text) for text in texts(card))


@given(st.text())
def test_escaped_text_has_no_tags_and_no_loose_entities(text):
    made = escaped(text)
    assert not {"<", ">"} & set(made)
    assert escaped(made) is made
    assert "&" not in made.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")


@given(st.text())
def test_plain_text_has_no_angle_brackets_and_one_line(text):
    made = plain(text)
    assert not {"<", ">", "\n", "\r", "\u2028"} & set(made)
    assert not isinstance(made, Markup)


SPREADSHEET = "x" * 44
ODD: dict[str, Any] = {
    "a list": [],
    "a text": "event",
    "null": None,
    "a common part that is a list": {"commonEventObject": []},
    "a common part that is null": {"commonEventObject": None},
    "parameters that are no texts": {"commonEventObject": {"parameters": {"page": 2}}},
    "parameters without end": {"commonEventObject": {"parameters": {str(n): "x" for n in range(100)}}},
    "a parameter without end": {"commonEventObject": {"parameters": {"page": "x" * 20_000}}},
    "an offset that is a text": {"commonEventObject": {"timeZone": {"offset": "1"}}},
    "an offset of years": {"commonEventObject": {"timeZone": {"offset": 10**15}}},
    "an offset with a fraction": {"commonEventObject": {"timeZone": {"offset": 1.5}}},
    "fields that are texts": {"commonEventObject": {"formInputs": {"value": "1"}}},
    "fields whose values are numbers": {
        "commonEventObject": {"formInputs": {"value": {"stringInputs": {"value": [1]}}}}
    },
    "a spreadsheet that is a number": {"sheets": {"id": 1}},
    "a spreadsheet that is a path": {"sheets": {"id": "../../drive/v3/files"}},
    "a spreadsheet in an action that is a path": {"commonEventObject": {"parameters": {"spreadsheet": "a/b?c#d"}}},
    "a grant that is a text": {"sheets": {"addonHasFileScopePermission": "true"}},
    "tokens that are lists": {"authorizationEventObject": {"userOAuthToken": ["a"]}},
    "scopes that are a text": {"authorizationEventObject": {"authorizedScopes": "openid"}},
}


@pytest.mark.parametrize("name", sorted(ODD))
def test_an_event_of_another_form_is_a_problem_that_quotes_nothing(spreadsheets, name):
    body = json.dumps(ODD[name])
    response = app_of(spreadsheets).test_client().post("/addon/home", data=body, content_type="application/json")
    assert response.status_code in (400, 422)
    assert response.content_type == "application/problem+json"
    assert "x" * 100 not in response.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b'{"sheets": NaN}', 400),
        (b"[" * 100_000, 400),
        (b" " * 300_000, 413),
        (b"\xff\xfe", 400),
    ],
    ids=["empty", "cut off", "NaN", "nested", "oversize", "no text"],
)
def test_a_body_that_is_no_json_is_a_problem(spreadsheets, body, status):
    client = app_of(spreadsheets).test_client()
    response = client.post("/addon/opened", data=body, content_type="application/json")
    assert response.status_code == status
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize("name", ["nothing", "OPENED", "__init__", "home/"])
def test_an_endpoint_that_is_not_there_is_not_found(spreadsheets, name):
    assert Visitor(app_of(spreadsheets)).post(f"/addon/{name}", {}).status_code == 404


def test_an_empty_event_asks_for_the_file(spreadsheets):
    visitor = Visitor(app_of(spreadsheets))
    for name in ("opened", "file-granted", "home", "check", "write-scores", "record-check-in", "add-tabs"):
        assert card_of(visitor.answer(name, {}))["header"]["title"] == "Allow access to this file"


ODD_PARAMETERS = [
    {"page": "99999999999999999999", "final": "no", "key_result": "", "position": "-1"},
    {"page": "١", "final": "", "key_result": EVIL, "position": "²"},
    {"page": "0", "final": "yes", "key_result": "", "position": "9" * 30},
]


@pytest.mark.parametrize("parameters", ODD_PARAMETERS, ids=["huge", "other digits", "none"])
def test_odd_parameters_get_a_card(hostile, parameters):
    event = hostile.event({**parameters, "spreadsheet": hostile.spreadsheet_id})
    for name in ("home", "check", "grade", "key-result"):
        card_of(hostile.answer(name, event))


FIELDS = st.dictionaries(st.sampled_from(["value", "confidence", "changed", "blocks"]), st.text(max_size=30))


@given(inputs=FIELDS, kind=st.sampled_from(Kind))
def test_whatever_is_typed_into_the_form_is_a_check_in_in_range_or_errors_beside_its_fields(inputs, kind):
    key_result = replace(hostile_okrs().key_results[0], kind=kind)
    found = read_check_in(inputs, key_result, on=TODAY, by="")
    if isinstance(found, dict):
        assert found
        assert set(found) <= {"value", "confidence", "changed", "blocks"}
    else:
        assert 0 <= present(found.confidence) <= 1
        assert abs(present(found.value)) <= 10**15


def test_a_tab_with_markup_in_its_title_is_text_where_its_cells_are_named(spreadsheets, connection):
    good = hostile_okrs()
    made = create_workbook(good, connection)
    sheet = connection.gspread.open_by_key(made.spreadsheet_id).worksheet("Key Results")
    sheet.update_title("<b>Key</b> Results")
    visitor = Visitor(app_of(spreadsheets), made.spreadsheet_id)
    check = visitor.press(visitor.open(), "Check")
    asked = [one["button"]["onClick"] for one in widgets(check, "decoratedText") if "icon" in one.get("button", {})]
    shown = [text for own in (check, *(card_of(visitor.click(click)) for click in asked)) for text in texts(own)]
    assert all(is_text_only(text) for text in shown)
    assert any("‹b›Key‹/b› Results" in text for text in shown)
    assert Workbook(spreadsheet_id=made.spreadsheet_id, connection=connection).inspect().okr_set.key_results


def test_an_answer_never_says_more_than_the_card(visitor):
    visitor.authorization = {
        "userOAuthToken": "secret-access",
        "userIdToken": "secret.user.token",
        "systemIdToken": "a.b.c",
    }
    answer = visitor.answer("opened", {**visitor.event(), "sheets": visitor.sheet()})
    assert "secret" not in json.dumps(answer)
    assert buttons(card_of(answer))
