"""A quarter's work in the grid: many rows, menus by mouse and key, a filter, a format, and the way back."""

import pytest
from playwright.sync_api import expect

from tests.browsing import axe_finds

pytestmark = pytest.mark.browser

ROWS = 900


def _cell(page, row, column):
    return page.locator(f"td[data-row='{row}'][data-column='{column}']")


@pytest.fixture
def sheet(open_bench, bench):
    """The workbench with a sheet of many rows."""
    own = bench.create("Plan")
    bench.spreadsheet_id = own
    bench.put("Sheet1!A1", ["Team", "Due"], *[[f"Team {row % 3}", row] for row in range(1, ROWS)])
    page = open_bench(workbook=own)
    expect(page.get_by_role("grid", name="Sheet1")).to_be_visible()
    expect(_cell(page, 0, 0)).to_have_text("Team")
    return page


def test_only_rows_around_the_window_are_there_and_each_says_its_place(sheet):
    grid, rows = sheet.get_by_role("grid", name="Sheet1"), sheet.locator("tbody tr[aria-rowindex]")
    expect(grid).to_have_attribute("aria-rowcount", "1000")
    assert rows.count() < 100
    assert sheet.locator(".has-changed").count() == 0
    _cell(sheet, 0, 1).click()
    sheet.keyboard.press("ControlOrMeta+ArrowDown")
    expect(sheet.locator("#address")).to_have_text(f"B{ROWS}")
    expect(_cell(sheet, ROWS - 1, 1)).to_have_text(str(ROWS - 1))
    expect(_cell(sheet, ROWS - 1, 1)).to_be_focused()
    expect(_cell(sheet, ROWS - 5, 0)).to_have_text(f"Team {(ROWS - 5) % 3}")
    assert rows.count() < 100
    expect(_cell(sheet, 3, 0)).to_have_count(0)
    sheet.locator("#grid").evaluate("node => node.scrollTo(0, 0)")
    expect(_cell(sheet, 3, 0)).to_be_visible()
    # What has the focus stays, so that keys still work.
    expect(_cell(sheet, ROWS - 1, 1)).to_be_focused()
    sheet.keyboard.press("ControlOrMeta+Home")
    expect(_cell(sheet, 0, 0)).to_be_focused()


def test_rows_filters_and_formats_by_menu_and_key_and_the_way_back(sheet, bench):
    sheet.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _cell(sheet, 1, 1).click()
    sheet.keyboard.press("Shift+F10")
    expect(sheet.get_by_role("menuitem", name="Insert 1 row above")).to_be_focused()
    assert axe_finds(sheet, ".menu") == []
    sheet.keyboard.press("ArrowDown")
    sheet.keyboard.press("Enter")
    expect(_cell(sheet, 2, 0)).to_have_text("")
    expect(_cell(sheet, 3, 1)).to_have_text("2")
    expect(_cell(sheet, 1, 1)).to_be_focused()
    _cell(sheet, 2, 1).click()
    sheet.keyboard.press("Shift+Space")
    sheet.keyboard.press("ControlOrMeta+Alt+-")
    expect(_cell(sheet, 2, 1)).to_have_text("2")
    sheet.get_by_label("Number format").select_option("Percent")
    expect(_cell(sheet, 2, 1)).to_have_text("200.0%")
    expect(sheet.get_by_role("button", name="Undo")).to_have_attribute("title", "Undo: Number format (Ctrl+Z)")

    sheet.get_by_role("button", name="Filter", exact=True).click()
    sheet.get_by_role("button", name="Filter Team").click()
    dialog = sheet.get_by_role("dialog", name="Filter: Team")
    dialog.get_by_label("Team 1").uncheck()
    assert axe_finds(sheet, "dialog") == []
    dialog.get_by_role("button", name="Apply").click()
    expect(_cell(sheet, 1, 0)).to_have_count(0)
    expect(_cell(sheet, 4, 0)).to_have_count(0)
    expect(_cell(sheet, 5, 0)).to_have_text("Team 2")
    expect(sheet.get_by_role("button", name="Filter Team, in use")).to_be_visible()

    for _ in range(5):
        sheet.get_by_role("button", name="Undo").click()
    expect(sheet.locator("#note")).to_have_text("Undone: Insert 1 row.")
    expect(sheet.get_by_role("button", name="Undo")).to_be_disabled()
    expect(_cell(sheet, 2, 1)).to_have_text("2")
    assert bench.values("Sheet1!A1:B3", "FORMATTED_VALUE") == [["Team", "Due"], ["Team 1", "1"], ["Team 2", "2"]]

    sheet.get_by_role("button", name="Add a tab").click()
    expect(sheet.get_by_role("tab", selected=True)).to_have_text("Sheet2")
    sheet.get_by_role("button", name="Undo").click()
    expect(sheet.get_by_role("tab", selected=True)).to_have_text("Sheet1")
    expect(sheet.get_by_role("tab")).to_have_count(1)

    sheet.locator("thead th[data-column='0']").click()
    sheet.keyboard.press("ControlOrMeta+c")
    expect(sheet.locator("#note")).to_have_text("All rows of it have been read now. Copy again.")
    sheet.keyboard.press("ControlOrMeta+c")
    assert len(sheet.evaluate("navigator.clipboard.readText()").split("\n")) == ROWS
    assert sheet.evaluate("window.violations") == []
