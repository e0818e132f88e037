"""The menu, the sidebar's page, jumps, and problems that say what to do."""

import json
import re
from typing import Any

import httpx
import pytest

from okrsdk.model import Client, Cycle, OkrSet
from okrsdk.sheets import Backend, SheetsSettings, Workbook, connect, settings_from
from sheets_addon import ServiceConfig, create_app
from sheets_addon.apps_script import project_files
from sheets_addon.certificates import Certificates
from sheets_addon.identity import Callers
from tests.serving import PATIENCE, served
from tests.sheets_addon.addon.cards import buttons, text_of, texts
from tests.sheets_addon.addon.issuer import CertificateServer
from tests.sheets_addon.test_callers import IDENTITY

pytestmark = pytest.mark.slow


def test_the_menu_opens_the_sidebar(script):
    done = script.run(("onOpen", "event"), ("onInstall", "event"), ("showSidebar",))
    items = [("Open sidebar", "showSidebar"), ("Allow access", "allowAccess"), ("The service", "askForService")]
    assert done["menus"] == [["OKRs", *item] for item in items] * 2
    page, title = done["shown"][::-1]
    assert title == "OKRs"
    assert '<div id="sidebar"></div>' in page
    assert ".okr-sidebar {" in page
    assert "createSidebar(document.getElementById" in page
    assert "<?" not in page


def test_every_card_of_the_addon_is_there(script):
    home = script.card("opened")
    assert home["header"] == {"title": "Brightloom Software, Marketing", "subtitle": "2026-Q4 · week 8 of 13"}
    assert "O1-KR1" in text_of(home)
    assert script.press(home, "Check")["header"]["title"] == "Check"
    assert script.press(home, "Client")["header"]["subtitle"] == "Client profile"
    key_result = script.card("key-result", {"key_result": "O1-KR1", "position": "0"})
    assert key_result["header"]["title"] == "O1-KR1"
    assert script.press(key_result, "Check in")["header"]["title"] == "Check-in · O1-KR1"


def test_cells_go_to_the_service_with_the_identity_token(script):
    (request,) = script.run(("act", "v1/grade", {}))["fetched"]
    assert request["url"] == "https://okr.example.com/v1/grade"
    assert re.fullmatch(r"Bearer header\.\w+\.signature", request["headers"]["Authorization"])


def test_a_link_selects_its_cell_or_tab(script):
    done = script.run(("selectCell", "103", "K7"), ("selectCell", "103", ""), ("selectCell", "", "B2"))
    assert done["activated"] == ["Key Results!K7", "Key Results", "Overview!B2"]


def test_what_is_no_range_selects_the_tab_alone(script):
    wrong = ["K7;DROP", "Other!A1", "=1", "A1:B", "A0x"]
    done = script.run(*(("selectCell", "103", range_) for range_ in wrong))
    assert done["activated"] == ["Key Results"] * len(wrong)


def test_a_tab_that_is_gone_is_told(script):
    (result,) = script.run(("selectCell", "999", "A1"))["results"]
    assert result == {"error": "This tab is gone. Check again."}


@pytest.mark.parametrize("url", [None, "http://okr.example.com", "https://okr.example.com/?a=b"])
def test_without_a_services_address_the_problem_says_where_to_set_it(script, url):
    script.properties["OKR_SERVICE_URL"] = url
    problem = script.act("check")["problem"]
    assert problem["title"] == "No service yet"
    assert problem["detail"].startswith("Choose OKRs > The service in the menu")


def test_the_services_address_is_asked_for_once_and_kept(script):
    script.properties.clear()
    done = script.run(("showSidebar",), ("act", "v1/check", {}), typed=" https://okr.example.com/ ")
    assert done["kept"] == {"OKR_SERVICE_URL": "https://okr.example.com/"}
    question, _title, page = done["shown"]
    assert question == "Its address, https://…."
    assert "<body" in page
    assert done["fetched"][0]["url"] == "https://okr.example.com/v1/check"


@pytest.mark.parametrize("typed", [None, "", "http://okr.example.com", "okr.example.com"])
def test_without_an_address_there_is_no_sidebar_and_nothing_is_kept(script, typed):
    script.properties.clear()
    done = script.run(("showSidebar",), typed=typed)
    assert done["kept"] == {}
    assert not any("<body" in shown for shown in done["shown"])
    assert len(done["shown"]) == (1 if typed is None else 2), "what is wrong with it is said"


_SCOPES = json.loads(project_files()["appsscript.json"])["oauthScopes"]


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("openid", "to associate you with your personal info"),
        ("script.external_request", "to connect to an external service"),
    ],
)
def test_a_consent_that_was_not_given_is_named(script, missing, named):
    scopes = [scope for scope in _SCOPES if not scope.endswith(missing)]
    problem = script.act("check", scopes=scopes)["problem"]
    assert problem["title"] == "A permission is missing"
    assert named in problem["detail"]
    assert problem["detail"].endswith("Choose OKRs > Allow access in the menu, and tick it.")


def test_a_problem_is_told_in_the_language_of_the_person(script):
    problem = script.act("check", scopes=[], locale="de_AT")["problem"]
    assert problem["title"] == "Eine Berechtigung fehlt"
    assert problem["detail"].startswith("Sie haben diesem Skript nicht erlaubt, diese Tabelle anzusehen")


def test_every_scope_of_the_manifest_has_its_consent_in_words(script):
    problem = script.act("check", scopes=[])["problem"]
    assert problem["detail"].count(" nor ") == len(_SCOPES) - 1


def test_a_copy_that_the_service_does_not_know_tells_the_id_to_let_it_in_by(script, tmp_path):
    callers = Callers(IDENTITY, Certificates(CertificateServer().client()))
    strict = create_app(
        ServiceConfig(sheets=SheetsSettings(home=tmp_path, backend=Backend.GOOGLE), identity=IDENTITY), callers=callers
    )
    host = IDENTITY.url.removeprefix("https://")
    with served(lambda environ, start: strict({**environ, "HTTP_HOST": host}, start)) as url:
        problem = script.act("check", service=url)["problem"]
    assert "OKR_SCRIPT_CLIENT_IDS: 1234-abc.apps.googleusercontent.com." in problem["detail"]


def test_a_service_that_is_down_is_a_problem(script):
    script.properties["OKR_SERVICE_URL"] = "https://127.0.0.1:9"
    problem = script.act("grade")["problem"]
    assert problem["title"] == "The service does not answer"
    assert problem["detail"].startswith("It may be starting")


def test_a_problem_of_the_service_shows_its_title_and_detail(script):
    script.properties["OKR_SERVICE_URL"] = "https://okr.example.com/nowhere"
    assert script.act("check")["problem"]["title"] == "Not Found"


def test_an_error_in_the_okrs_is_a_card_with_the_button_that_helps(script):
    card = script.card("key-result", {"key_result": "O9-KR9", "position": "0"})
    assert card["header"]["title"] == "That did not work"
    assert "O9-KR9 is no longer in the workbook" in text_of(card)
    assert "Try again" in buttons(card)


def test_while_someone_else_writes_one_waits(script):
    assert script.act("write-scores", isLocked=True)["problem"]["title"] == "Someone else is writing"


@pytest.mark.parametrize("name", ["destroy", "constructor", "../v1/rules", "check?x", "home/"])
def test_what_is_no_endpoint_does_nothing(script, name):
    done = script.run(("act", f"bound/{name}", {}), ("act", name, {}))
    titles = {result["value"]["problem"]["title"] for result in done["results"]}
    assert titles <= {"Nothing to do", "Not Found"}


@pytest.fixture
def budget(script):
    """The same script in a spreadsheet that holds no OKRs, but a tab called Client."""
    sheets = [{"properties": {"title": title}} for title in ("Budget", "Client")]
    body = {"properties": {"title": "Acme plan"}, "sheets": sheets}
    created = httpx.post(f"{script.client.base_url}".rstrip("/"), json=body, timeout=PATIENCE).json()
    script.use(created["spreadsheetId"])
    return script


def test_a_spreadsheet_without_okrs_is_offered_the_tabs_and_gets_them(budget):
    offer = budget.card("opened")
    assert offer["header"]["title"] == "No OKRs here yet"
    wrong = budget.press(offer, "Add the tabs", client_name="", cycle="soon")
    assert len([text for text in texts(wrong) if "⚠" in text]) == 2
    home = budget.press(offer, "Add the tabs", client_name="=Vero & Co", cycle="2026-Q4")
    assert home["header"] == {"title": "=Vero & Co", "subtitle": "2026-Q4 · week 8 of 13"}
    assert budget.titles() == ["Budget", "Client", "Overview", "Objectives", "Key Results", "Check-ins", "Client (OKR)"]
    assert budget.card("home")["header"] == home["header"]
    assert budget.rows("Client (OKR)")[1] == ["Client", "=Vero & Co"]


_LOOKED_AT = (
    "sheets(properties(gridProperties),conditionalFormats,bandedRanges(range,rowProperties),"
    "protectedRanges(range,description,warningOnly),merges,charts(spec,position(overlayPosition)),developerMetadata("
    "metadataKey,metadataValue),data(rowData(values(userEnteredValue,userEnteredFormat,note,dataValidation)),"
    "columnMetadata(pixelSize,developerMetadata(metadataKey,metadataValue))))"
)


def test_the_tabs_that_the_script_adds_are_those_that_the_addon_adds(budget, tmp_path):
    budget.press(budget.card("opened"), "Add the tabs", client_name="Acme", cycle="2026-Q4")
    by_script = _looks(budget, budget.spreadsheet_id)[2:]
    other = httpx.post(
        f"{budget.client.base_url}".rstrip("/"), json={"properties": {"title": "Plan"}}, timeout=PATIENCE
    ).json()
    with connect(settings_from({"OKR_HOME": str(tmp_path)}), local=budget.sheets) as connection:
        workbook = Workbook(spreadsheet_id=other["spreadsheetId"], connection=connection)
        workbook.add_tabs(OkrSet(client=Client(name="Acme"), cycle=Cycle.parse("2026-Q4")))
    by_addon = _looks(budget, other["spreadsheetId"])[1:]
    assert len(by_script) == 5
    for own, theirs in zip(by_script, by_addon, strict=True):
        assert own == theirs


def _looks(script, spreadsheet_id: str) -> list[dict[str, Any]]:
    params = {"fields": _LOOKED_AT, "includeGridData": "true"}
    sheets = script.client.get(spreadsheet_id, params=params).raise_for_status().json()["sheets"]
    looks = [_without_ids(sheet) for sheet in sheets]
    for look in looks:
        # No two of these colour the same cell, so that their order means nothing.
        look.get("conditionalFormats", []).sort(key=str)
    return looks


# What says which sheet it is, what is an older word for what stands there too, and what only a request can say.
_OLD = ("backgroundColor", "foregroundColor", "headerColor", "firstBandColor", "secondBandColor")
_LEFT_OUT = ("sheetId", "altText", *_OLD)


def _without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key not in _LEFT_OUT}
    return [_without_ids(item) for item in value] if isinstance(value, list) else value
