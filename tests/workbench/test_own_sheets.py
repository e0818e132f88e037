"""A team's own sheet in a real browser: adopted in place, and rows of another tab imported into it."""

import pytest
from playwright.sync_api import expect

from tests.browsing import COUNT, axe_finds

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEADER = ["Objective", "Key result", "Start", "Target", "Actual"]
OWN = [HEADER, ["Win the north", "Bookings from 10 to 20", 10, 20, 15], ["Win the north", "Calls from 1 to 9", 1, 9, 5]]
PASTED = [HEADER[:4], ["Win the north", "Leads from 5 to 9", 5, 9]]


def test_a_sheet_is_adopted_with_two_clicks_and_rows_are_imported_with_two(open_bench, bench):
    own = bench.create("Our plan")
    bench.spreadsheet_id = own
    bench.put("Sheet1!A1:E3", *OWN)
    page = open_bench(workbook=own)
    sidebar, title = page.locator("#sidebar"), page.locator("#sidebar .okr-title")

    def is_well(*, is_dark=False):
        widths = sidebar.locator(".okr-view").evaluate("node => [node.scrollWidth, node.clientWidth]")
        assert widths[0] == widths[1]
        assert axe_finds(page, "#sidebar", is_dark=is_dark) == []

    expect(title).to_have_text("No OKRs here yet")
    page.evaluate(COUNT)
    sidebar.get_by_role("button", name="Use this sheet for OKRs").click()
    expect(sidebar.get_by_text("Actual → Current")).to_be_visible()
    is_well()
    sidebar.get_by_role("button", name="Use this sheet", exact=True).click()
    expect(title).to_have_text("This sheet is a workbook now")
    assert page.evaluate("window.clicks") == 2
    is_well()
    assert [row[:5] for row in bench.values("Sheet1!A1:E3")] == OWN
    bench.add_tab("Pasted")
    bench.put("Pasted!A1:D2", *PASTED)
    page.get_by_role("button", name="Dark").click()
    sidebar.get_by_role("button", name="Home").click()
    expect(title).to_have_text("Our plan")
    page.evaluate("window.clicks = 0")
    sidebar.get_by_role("button", name="Read rows as OKRs").click()
    expect(sidebar.get_by_text("Leads from 5 to 9").first).to_be_visible()
    is_well(is_dark=True)
    sidebar.get_by_role("button", name="Import", exact=True).click()
    expect(title).to_have_text("Imported")
    assert page.evaluate("window.clicks") == 2
    is_well(is_dark=True)
    assert ["Leads from 5 to 9", 5, 9] in [row[1:4] for row in bench.values("Sheet1")]
