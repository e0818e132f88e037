"""Findings put right from the sidebar in a real browser: with how many clicks, and how the cards look."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from okrsdk.model import Kind
from okrsdk.sheets import connect, create_workbook, settings_from
from tests.browsing import COUNT, axe_finds
from tests.sheets_addon.addon.test_checking import DOWN, GOOD, okrs

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_finding_is_fixed_with_two_clicks_and_muted_with_three(open_bench, bench):
    wrong = replace(DOWN, kind=Kind.INCREASE)
    with connect(settings_from({"OKR_HOME": str(bench.local.path)}), local=bench.local) as connection:
        own = create_workbook(okrs(replace(GOOD, source=""), wrong), connection).spreadsheet_id
    bench.spreadsheet_id = own
    page = open_bench(workbook=own)
    sidebar, title = page.locator("#sidebar"), page.locator("#sidebar .okr-title")
    expect(title).to_have_text("Acme Dental")
    page.evaluate(COUNT)
    sidebar.get_by_role("button", name="Check", exact=True).click()
    expect(title).to_have_text("Check")
    assert axe_finds(page, "#sidebar") == []
    sidebar.get_by_role("button", name="Fix").click()
    expect(sidebar.get_by_text("The kind is increase")).to_have_count(0)
    assert page.evaluate("window.clicks") == 2
    assert bench.values("Key Results")[2][bench.column("Key Results", "Kind")] == "decrease"
    page.get_by_role("button", name="Dark").click()
    page.evaluate("window.clicks = 0")
    sidebar.get_by_role("button", name="M301: what to do").first.click()
    expect(title).to_have_text("Missing source")
    widths = sidebar.locator(".okr-view").evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert widths[0] == widths[1]
    assert axe_finds(page, "#sidebar", is_dark=True) == []
    sidebar.get_by_label("Reason").click()
    page.keyboard.type("CRM access comes in May")
    sidebar.get_by_role("button", name="Mute").click()
    expect(title).to_have_text("Check")
    assert page.evaluate("window.clicks") == 3
    assert bench.values("Key Results")[1][bench.column("Key Results", "Mute")] == "M301: CRM access comes in May"
