"""Pages of other origins change and read nothing through the workbench, whose own page still does."""

import json

import pytest
from playwright.sync_api import Page, expect
from werkzeug import Response

from tests.serving import served

pytestmark = pytest.mark.browser

ATTACKS = {
    "as text": "{mode: 'no-cors', body}",
    "of no type": "{mode: 'no-cors', body: new Blob([body])}",
    "as a form": "{mode: 'no-cors', body: new URLSearchParams({body})}",
    "as JSON": "{body, headers: {'Content-Type': 'application/json'}}",
    "as JSON without asking": "{mode: 'no-cors', body, headers: {'Content-Type': 'application/json'}}",
}


@pytest.fixture
def elsewhere(page: Page):
    with served(Response("<!doctype html>", mimetype="text/html")) as url:
        page.goto(url)
        yield page


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_of_another_port_changes_nothing(elsewhere, bench, attack):
    before = bench.values("Key Results!A1:Z40")
    tab = bench.sheet_id("Key Results")
    edit = json.dumps({"row": 1, "column": 2, "texts": [["planted"]]})
    send = f"([url, body]) => fetch(url, {{method: 'POST', ...{ATTACKS[attack]}}}).then(() => 'sent', () => 'blocked')"
    with served(bench.app) as url:
        elsewhere.evaluate(send, [f"{url}/workbooks/{bench.spreadsheet_id}/tabs/{tab}/cells", edit])
        assert (
            elsewhere.evaluate("url => fetch(url).then(() => 'read', () => 'blocked')", f"{url}/workbooks") == "blocked"
        )
    assert bench.values("Key Results!A1:Z40") == before


def test_the_workbench_itself_does(open_bench, bench):
    page = open_bench()
    page.get_by_role("tab", name="Key Results").click()
    expect(page.get_by_role("grid", name="Key Results")).to_be_visible()
    cell = page.locator("td[data-row='14'][data-column='2']")
    cell.click()
    page.keyboard.type("Raise visits")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("Raise visits")
    expect(page.locator(".is-pending")).to_have_count(0)
    assert bench.values("Key Results!C15") == [["Raise visits"]]
