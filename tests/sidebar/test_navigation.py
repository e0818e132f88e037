"""Cards on top of each other, notifications, links, and what happens when the service fails."""

from threading import Event
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def _card(title, *widgets, **more):
    return {"header": {"title": title}, "sections": [{"widgets": list(widgets)}], **more}


def _text(text):
    return {"textParagraph": {"text": text}}


def _button(text, **action):
    return {"buttonList": {"buttons": [{"text": text, "onClick": {"action": {"function": "/echo", **action}}}]}}


def _navigate(*navigations):
    return {"renderActions": {"action": {"navigations": list(navigations)}}}


def test_a_pushed_card_takes_the_focus_and_back_returns_it(open_sidebar, service):
    page = open_sidebar()
    service.push(_card("Findings", _text("None")))
    check = page.get_by_role("button", name="Check", exact=True)
    check.click()
    expect(page.get_by_role("heading", name="Findings", level=1)).to_be_focused()
    page.get_by_role("button", name="Back").click()
    expect(check).to_be_focused()


def test_what_was_typed_is_there_after_going_back(open_sidebar, service):
    page = open_sidebar()
    page.get_by_label("Value now").fill("199")
    service.push(_card("Findings"))
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("button", name="Back").click()
    assert page.get_by_label("Value now").input_value() == "199"


def test_an_updated_card_keeps_the_focus_where_it_was(open_sidebar, service):
    service.cards["page"] = _card("Findings", _text("Page 1"), _button("Next"))
    page = open_sidebar("homepage=/card/page")
    service.next_answer(_navigate({"updateCard": _card("Findings", _text("Page 2"), _button("Next"))}))
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("Page 2")).to_be_visible()
    expect(page.get_by_role("button", name="Next")).to_be_focused()
    expect(page.get_by_role("button", name="Back")).to_have_count(0)


def test_pop_goes_one_card_down_and_pop_to_root_all_the_way(open_sidebar, service):
    page = open_sidebar()
    service.push(_card("Second", _button("Deeper")))
    page.get_by_role("button", name="Check", exact=True).click()
    service.push(_card("Third", _button("One down"), _button("Home")))
    page.get_by_role("button", name="Deeper").click()
    service.next_answer(_navigate({"pop": True}))
    page.get_by_role("button", name="One down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second")
    service.push(_card("Third", _button("Home")))
    page.get_by_role("button", name="Deeper").click()
    service.next_answer(_navigate({"popToRoot": True}, {"updateCard": _card("New home")}))
    page.get_by_role("button", name="Home").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("New home")
    expect(page.get_by_role("button", name="Back")).to_have_count(0)


def test_both_of_googles_envelopes_are_understood(open_sidebar, service):
    page = open_sidebar()
    service.next_answer({"action": {"navigations": [{"pushCard": _card("Bare")}], "notification": {"text": "Saved."}}})
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bare")
    expect(page.get_by_role("status")).to_have_text("Saved.")


def test_a_card_within_a_card_needs_no_call(open_sidebar, service):
    inner = {"text": "Details", "onClick": {"card": _card("Inside")}}
    service.cards["outer"] = _card("Outside", {"buttonList": {"buttons": [inner]}})
    page = open_sidebar("homepage=/card/outer")
    page.get_by_role("button", name="Details").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inside")
    assert len(service.events) == 1


def test_refresh_asks_for_the_homepage_again(open_sidebar, service):
    page = open_sidebar()
    service.cards["gallery"] = _card("Fresh")
    page.get_by_role("button", name="Refresh").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Fresh")


def test_asking_for_the_file_is_the_hosts_turn(open_sidebar, service):
    service.cards["granted"] = _card("Granted")
    page = open_sidebar()
    request_file: dict[str, Any] = {"editorAction": {"requestFileScopeForActiveDocument": {}}}
    service.next_answer({"renderActions": {"hostAppAction": request_file}})
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Granted")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("#gid=7&range=B2", {"spreadsheetId": "", "gid": "7", "range": "B2"}),
        (
            "https://docs.google.com/spreadsheets/d/book1/edit#gid=7&range=B2:C3",
            {"spreadsheetId": "book1", "gid": "7", "range": "B2:C3"},
        ),
    ],
)
def test_a_link_into_this_spreadsheet_selects_the_cell(open_sidebar, service, url, expected):
    service.cards["link"] = _card("Links", _text(f'<a href="{url.replace("&", "&amp;")}">there</a>'))
    page = open_sidebar("homepage=/card/link")
    page.get_by_role("link", name="there").click()
    assert page.evaluate("window.selected") == [expected]
    assert len(page.context.pages) == 1


def test_a_link_into_another_spreadsheet_is_opened(open_sidebar, service):
    url = "https://docs.google.com/spreadsheets/d/other/edit#gid=0&range=A1"
    button = {"text": "Parent", "onClick": {"openLink": {"url": url}}}
    service.cards["link"] = _card("Links", {"buttonList": {"buttons": [button]}})
    page = open_sidebar("homepage=/card/link")
    page.get_by_role("button", name="Parent").click()
    assert page.evaluate("window.opened") == [url]
    assert page.evaluate("window.selected") == []


def test_a_problem_shows_its_title_and_detail_and_the_card_stays(open_sidebar, service):
    page = open_sidebar()
    problem = {"title": "Not shared with you", "detail": "Ask the owner to share it.", "status": 403}
    service.next_answer(problem, status=403, kind="application/problem+json")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Not shared with you")
    expect(page.get_by_role("alert")).to_contain_text("Ask the owner to share it.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Acme Home Services")
    service.push(_card("Findings"))
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Findings")
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


@pytest.mark.parametrize(
    ("answer", "status", "kind", "title"),
    [
        ("<h1>Bad gateway</h1>", 502, "text/html", "Error 502"),
        ("<h1>Welcome</h1>", 200, "text/html", "The answer cannot be read"),
        ("{", 200, "application/json", "The answer cannot be read"),
        ({"action": {"navigations": [{"pushCard": {"sections": 7}}]}}, 200, "application/json", "This card cannot"),
    ],
)
def test_an_answer_that_is_no_card_is_an_error_with_words(open_sidebar, service, answer, status, kind, title):
    page = open_sidebar()
    service.next_answer(answer, status=status, kind=kind)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text(title)
    expect(page.get_by_role("heading", level=1)).to_have_text("Acme Home Services")


def test_an_answer_that_does_not_come_is_given_up(open_sidebar, service):
    page = open_sidebar("timeout=300")
    held = Event()
    service.next_answer({}, held=held)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("This takes too long")
    expect(page.get_by_role("alert")).to_contain_text("within 0.3 seconds")
    held.set()


def test_without_a_network_the_reader_is_told(open_sidebar):
    page = open_sidebar()
    page.context.set_offline(True)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("You are offline")


def test_a_homepage_that_fails_can_be_tried_again(open_sidebar, service):
    service.next_answer({"title": "Busy", "detail": "Wait a moment."}, status=503, kind="application/problem+json")
    page = open_sidebar("homepage=/echo")
    expect(page.get_by_role("alert")).to_contain_text("Busy")
    service.push(_card("Home"))
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Home")


def test_a_second_click_while_waiting_sends_nothing(open_sidebar, service):
    page = open_sidebar()
    held = Event()
    service.next_answer({}, held=held)
    check = page.get_by_role("button", name="Check", exact=True)
    check.click()
    expect(page.get_by_role("progressbar", name="Loading")).to_be_visible()
    check.click()
    page.get_by_role("button", name="Grade").click()
    held.set()
    expect(page.get_by_role("progressbar", name="Loading")).to_be_hidden()
    assert len(service.events) == 2


def test_the_first_card_is_shown_also_while_another_answer_is_awaited(open_sidebar, service):
    page = open_sidebar()
    held = Event()
    service.next_answer(_navigate({"pushCard": _card("Too late")}), held=held)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("progressbar", name="Loading")).to_be_visible()
    service.cards["gallery"] = _card("Another spreadsheet")
    page.evaluate("window.sidebar.open()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Another spreadsheet")
    held.set()
    expect(page.get_by_role("progressbar", name="Loading")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("Another spreadsheet")


def test_an_action_never_leaves_this_host(open_sidebar, service):
    button = _button("Leave")
    button["buttonList"]["buttons"][0]["onClick"]["action"]["function"] = "https://example.com/steal"
    service.cards["leave"] = _card("Leave", button)
    page = open_sidebar("homepage=/card/leave")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was sent.")
    assert requests == []
