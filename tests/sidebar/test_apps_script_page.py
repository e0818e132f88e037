"""The sidebar as Google Sheets serves it from a bound script: one page, everything within it."""

import json

import pytest
from playwright.sync_api import expect

from sheets_addon.apps_script import project_files

pytestmark = pytest.mark.browser

# Google's own `google.script.run`: calls go out one by one and come back later.
SCRIPT_RUN = """
window.calls = [];
const run = (succeed, fail) => new Proxy({}, {
  get: (_target, name) => {
    if (name === "withSuccessHandler") return (handler) => run(handler, fail);
    if (name === "withFailureHandler") return (handler) => run(succeed, handler);
    return (...values) => {
      window.calls.push([name, ...values]);
      const answer = window.answers[values[0]] ?? null;
      setTimeout(() => (answer?.failure ? fail(new Error(answer.failure)) : succeed(answer)));
    };
  },
});
window.focused = 0;
window.google = { script: { run: run(() => {}, () => {}), host: { editor: { focus: () => (window.focused += 1) } } } };
"""


def _page_source():
    files = project_files()
    source = files["Sidebar.html"]
    for name in ("SidebarStyle", "SidebarScript"):
        source = source.replace(f'<?!= include("{name}") ?>', files[f"{name}.html"])
    return source


def _card(title, widget):
    return {
        "renderActions": {
            "action": {"navigations": [{"pushCard": {"header": {"title": title}, "sections": [{"widgets": [widget]}]}}]}
        }
    }


@pytest.fixture
def opened(page):
    button = {"text": "Check", "onClick": {"action": {"function": "v1/check"}}}
    row = {"decoratedText": {"text": "many is no number", "onClick": {"openLink": {"url": "#gid=103&range=L3"}}}}
    answers = {
        "bound/opened": {"answer": _card("Brightloom", {"buttonList": {"buttons": [button]}})},
        "v1/check": {"answer": _card("Check", row)},
    }
    of_google = f"<script>{SCRIPT_RUN}window.answers = {json.dumps(answers)};</script>"
    source = _page_source().replace("<head>", f"<head>{of_google}", 1)
    page.route("https://docs.example.com/", lambda route: route.fulfill(body=source, content_type="text/html"))
    page.goto("https://docs.example.com/")
    return page


def test_buttons_call_the_script_and_findings_jump_to_their_cell(opened):
    expect(opened.get_by_role("heading", level=1, name="Brightloom")).to_be_visible()
    opened.get_by_role("button", name="Check").click()
    opened.get_by_role("button", name="many is no number").click()
    names = opened.evaluate("window.calls.map((call) => call.slice(0, 2))")
    assert names == [["act", "bound/opened"], ["act", "v1/check"], ["selectCell", "103"]]
    assert opened.evaluate("window.calls[1][2].commonEventObject.hostApp") == "SHEETS"
    assert opened.evaluate("window.calls[2][2]") == "L3"
    opened.wait_for_function("window.focused === 1")  # who jumps to a cell types there


def test_it_is_light_as_google_sheets_is(opened):
    opened.emulate_media(color_scheme="dark")
    background = opened.evaluate("getComputedStyle(document.getElementById('sidebar')).backgroundColor")
    assert background == "rgb(255, 255, 255)"


def test_what_the_script_could_not_do_is_told_in_its_own_words(opened):
    problem = {"title": "No service yet", "detail": "Set the script property."}
    opened.evaluate("problem => { window.answers['v1/check'] = { problem } }", problem)
    opened.get_by_role("button", name="Check").click()
    expect(opened.get_by_role("alert")).to_contain_text("No service yet")
    expect(opened.get_by_role("alert")).to_contain_text("Set the script property.")


def test_several_google_accounts_are_told_what_to_do(opened):
    opened.evaluate("window.answers['v1/check'] = { failure: 'PERMISSION_DENIED' }")
    opened.get_by_role("button", name="Check").click()
    expect(opened.get_by_role("alert")).to_contain_text("Open the spreadsheet in a window with only one of them.")
