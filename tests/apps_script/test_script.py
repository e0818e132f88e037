"""The menu, the sidebar's page, jumps, and errors as cards."""

import json

import httpx
import pytest

pytestmark = pytest.mark.slow


def _words(card):
    return f"{card['header']['title']}: {card['sections'][0]['widgets'][0]['textParagraph']['text']}"


def test_the_menu_opens_the_sidebar(script):
    done = script.run(("onOpen", "event"), ("onInstall", "event"), ("showSidebar",))
    assert done["menus"] == [["OKRs", "Open sidebar", "showSidebar"]] * 2
    page, title = done["shown"][::-1]
    assert title == "OKRs"
    assert '<div id="sidebar"></div>' in page
    assert ".okr-sidebar {" in page
    assert "createSidebar(document.getElementById" in page
    assert "<?" not in page


def test_home_names_the_spreadsheet_and_sends_nothing(script):
    done = script.run(("act", "home"))
    card = done["results"][0]["value"]["renderActions"]["action"]["navigations"][0]["pushCard"]
    assert card["header"]["title"] == "Brightloom Software, Marketing · 2026-Q4"
    assert done["fetched"] == []


def test_rows_go_to_the_service_with_the_identity_token(script):
    done = script.run(("act", "grade"))
    assert done["fetched"] == [
        {"url": "https://okr.example.com/v1/grade", "headers": {"Authorization": "Bearer header.claims.signature"}}
    ]


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
def test_without_a_services_address_a_card_says_where_to_set_it(script, url):
    script.properties["OKR_SERVICE_URL"] = url
    assert "set the script property OKR_SERVICE_URL" in _words(script.act("check"))


def test_a_service_that_is_down_is_a_card_that_tries_again(script):
    script.properties["OKR_SERVICE_URL"] = "https://127.0.0.1:9"
    card = script.act("grade")
    assert _words(card).startswith("The service does not answer: It may be starting")
    again = card["sections"][0]["widgets"][1]["buttonList"]["buttons"][0]
    assert again["onClick"]["action"]["function"] == "grade"


def test_a_problem_of_the_service_shows_its_title_and_detail(script):
    script.properties["OKR_SERVICE_URL"] = "https://okr.example.com/nowhere"
    card = script.act("check")
    assert card["header"]["title"] == "Not Found"


def test_a_spreadsheet_without_okrs_is_told(script):
    created = httpx.post(
        f"{script.client.base_url}".rstrip("/"), json={"properties": {"title": "Budget"}}, timeout=20
    ).json()
    card = script.act("check", spreadsheetId=created["spreadsheetId"])
    assert _words(card) == "No OKRs here yet: This spreadsheet has no tab called Objectives or Key Results."


def test_while_somebody_else_writes_one_waits(script):
    card = script.act("write", isLocked=True)
    assert card["header"]["title"] == "Somebody else is writing"


def test_a_button_of_another_version_does_nothing(script):
    names = ("destroy", "constructor", "__proto__")
    answers = [
        result["value"]["renderActions"]["action"]
        for result in script.run(*(("act", name) for name in names))["results"]
    ]
    titles = [answer["navigations"][0]["pushCard"]["header"]["title"] for answer in answers]
    assert titles == ["Nothing to do"] * 3


def test_a_workbook_without_a_column_for_scores_is_told(script):
    (at,) = (index for index, header in enumerate(script.rows("Key Results")[0]) if header == "Score")
    place = {"sheetId": 103, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    script.edit({"deleteDimension": {"range": place}})
    card = script.act("write")
    assert "Key Results has no column called Score" in json.dumps(card)
