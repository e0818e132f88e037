"""What people expect of a grid: blocks of cells, the clipboard, and the way back."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def _cell(page: Page, row: int, column: int):
    return page.locator(f"td[data-row='{row}'][data-column='{column}']")


def _saved(page: Page) -> None:
    """Waits until what was typed is written."""
    expect(page.locator(".is-pending")).to_have_count(0)


@pytest.fixture
def sheet(open_bench) -> Page:
    """The workbench with the tab Key Results."""
    page = open_bench()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("tab", name="Key Results").click()
    expect(page.get_by_role("grid", name="Key Results")).to_be_visible()
    return page


def _paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("ControlOrMeta+v")


def test_a_block_from_another_spreadsheet_is_pasted_cell_by_cell(sheet, bench):
    _cell(sheet, 14, 2).click()
    _paste(sheet, 'Raise visits\tincrease\r\n"Two\nlines"\tat_least\r\n')
    expect(_cell(sheet, 15, 3)).to_have_text("at_least")
    _saved(sheet)
    assert bench.values("Key Results!C15:D16") == [["Raise visits", "increase"], ["Two\nlines", "at_least"]]
    expect(sheet.locator("#address")).to_have_text("C15:D16")
    expect(_cell(sheet, 14, 2)).to_be_focused()


def test_what_is_pasted_means_what_it_would_when_typed(sheet, bench):
    _cell(sheet, 14, 13).click()
    _paste(sheet, "=1+1\n45 %\n$2.5")
    expect(_cell(sheet, 16, 13)).to_have_text("$2.50")
    _saved(sheet)
    assert bench.values("Key Results!N15:N17") == [[2], [0.45], [2.5]]


def test_cells_moved_within_the_page_are_exactly_the_same(sheet, bench):
    bench.put("Key Results!M15:M17", ["007"], ["=1+1"], [0.123456789])
    sheet.reload()
    sheet.get_by_role("tab", name="Key Results").click()
    expect(sheet.get_by_role("grid", name="Key Results")).to_be_visible()
    _cell(sheet, 14, 12).click()
    _cell(sheet, 16, 12).click(modifiers=["Shift"])
    sheet.keyboard.press("ControlOrMeta+x")
    expect(_cell(sheet, 16, 12)).to_have_text("")
    _cell(sheet, 17, 12).click()
    sheet.keyboard.press("ControlOrMeta+v")
    expect(_cell(sheet, 17, 12)).to_have_text("007")
    _saved(sheet)
    assert bench.values("Key Results!M15:M20", "FORMULA") == [[], [], [], ["007"], ["=1+1"], [0.123456789]]
    assert bench.values("Key Results!M19") == [["=1+1"]]


def test_one_value_fills_the_block_it_is_pasted_into_and_delete_clears_it(sheet, bench):
    _cell(sheet, 14, 3).click()
    _cell(sheet, 16, 3).click(modifiers=["Shift"])
    _paste(sheet, "at_most")
    expect(_cell(sheet, 16, 3)).to_have_text("at_most")
    _saved(sheet)
    assert bench.values("Key Results!D15:D17") == [["at_most"]] * 3
    sheet.keyboard.press("Delete")
    expect(_cell(sheet, 16, 3)).to_have_text("")
    _saved(sheet)
    assert bench.values("Key Results!D15:D17") == []


def test_edits_are_undone_and_done_again(sheet, bench):
    undo, redo = sheet.get_by_role("button", name="Undo"), sheet.get_by_role("button", name="Redo")
    expect(undo).to_be_disabled()
    before = bench.values("Key Results!K2:N3", "FORMULA")
    _cell(sheet, 1, 10).click()
    _paste(sheet, "1\t2\t\t3\n4\t5\t\t6")
    expect(_cell(sheet, 2, 13)).to_have_text("600.0%")
    _saved(sheet)
    after = bench.values("Key Results!K2:N3", "FORMULA")
    sheet.keyboard.press("ControlOrMeta+z")
    expect(_cell(sheet, 1, 10)).to_have_text("$1,800,000")
    _saved(sheet)
    assert bench.values("Key Results!K2:N3", "FORMULA") == before
    expect(undo).to_be_disabled()
    redo.click()
    expect(_cell(sheet, 2, 13)).to_have_text("600.0%")
    _saved(sheet)
    assert bench.values("Key Results!K2:N3", "FORMULA") == after
    undo.click()
    expect(_cell(sheet, 1, 10)).to_have_text("$1,800,000")


def test_a_formula_and_a_text_that_looks_like_one_come_back_as_what_they_were(sheet, bench):
    bench.put("Key Results!M15", ["=not a formula"])
    sheet.reload()
    sheet.get_by_role("tab", name="Key Results").click()
    expect(sheet.get_by_role("grid", name="Key Results")).to_be_visible()
    _cell(sheet, 15, 12).click()
    sheet.keyboard.type("=2*3")
    sheet.keyboard.press("Enter")
    expect(_cell(sheet, 15, 12)).to_have_text("6")
    _saved(sheet)
    _cell(sheet, 14, 12).click()
    _cell(sheet, 15, 12).click(modifiers=["Shift"])
    sheet.keyboard.press("Delete")
    expect(_cell(sheet, 15, 12)).to_have_text("")
    _saved(sheet)
    sheet.keyboard.press("ControlOrMeta+z")
    expect(_cell(sheet, 15, 12)).to_have_text("6")
    _saved(sheet)
    assert bench.values("Key Results!M15:M16") == [["=not a formula"], [6]]
    assert bench.values("Key Results!M16", "FORMULA") == [["=2*3"]]


def test_an_empty_sheet_fills_the_room_it_has(open_bench, bench):
    blank = bench.create("Plan")
    page = open_bench()
    page.get_by_label("Workbook").select_option(blank)
    expect(page.get_by_role("grid", name="Sheet1")).to_be_visible()
    table, room = page.locator(".grid table").bounding_box(), page.locator("#grid").bounding_box()
    assert table["height"] >= room["height"]
    assert table["width"] >= room["width"]


def test_what_cannot_be_written_is_told_and_shown_as_it_was(sheet):
    before = _cell(sheet, 1, 13).inner_text()
    sheet.route("**/cells", lambda route: route.abort())
    _cell(sheet, 1, 13).click()
    sheet.keyboard.type("7")
    sheet.keyboard.press("Enter")
    expect(sheet.locator("#note")).to_have_text("The workbench does not answer. Is `okr workbench` still running?")
    expect(_cell(sheet, 1, 13)).to_have_text(before)
    expect(sheet.get_by_role("button", name="Undo")).to_be_disabled()


def test_a_block_is_selected_with_keys_and_copied_or_with_the_mouse_or_by_its_head(sheet):
    _cell(sheet, 1, 0).click()
    for key in ("Shift+ArrowDown", "Shift+ArrowRight"):
        sheet.keyboard.press(key)
    expect(sheet.locator("#address")).to_have_text("A2:B3")
    expect(sheet.locator("td[aria-selected=true]")).to_have_count(4)
    sheet.keyboard.press("ControlOrMeta+c")
    assert sheet.evaluate("navigator.clipboard.readText()") == "O1-KR1\tO1\nO1-KR2\tO1"
    sheet.keyboard.press("Escape")
    expect(sheet.locator("#address")).to_have_text("A2")
    _cell(sheet, 2, 1).hover()
    sheet.mouse.down()
    _cell(sheet, 4, 2).hover()
    sheet.mouse.up()
    expect(sheet.locator("#address")).to_have_text("B3:C5")
    _cell(sheet, 5, 3).click(modifiers=["Shift"])
    expect(sheet.locator("#address")).to_have_text("B3:D6")
    sheet.locator("th.row-head[data-row='2']").click()
    expect(sheet.locator("#address")).to_contain_text("A3:")
    sheet.locator("thead th[data-column='1']").click()
    expect(sheet.locator("#address")).to_contain_text("B1:B")


def test_ctrl_and_an_arrow_lead_to_the_edge_of_what_is_filled_and_keys_choose_in_drop_downs(sheet):
    _cell(sheet, 1, 0).click()
    sheet.keyboard.press("ControlOrMeta+ArrowDown")
    expect(sheet.locator("#address")).to_have_text("A14")
    sheet.keyboard.press("ControlOrMeta+ArrowUp")
    expect(sheet.locator("#address")).to_have_text("A1")
    sheet.keyboard.press("ControlOrMeta+End")
    expect(sheet.locator("#address")).to_have_text("AC14")
    _cell(sheet, 14, 1).dblclick()
    choice = _cell(sheet, 14, 1).get_by_label("Content")
    expect(choice.locator("option")).to_have_text(["(blank)", "O1", "O2", "O3"])
    choice.select_option("O2")
    expect(_cell(sheet, 14, 1)).to_have_text("O2")
    _cell(sheet, 1, 3).click()
    sheet.keyboard.press("d")
    expect(_cell(sheet, 1, 3).get_by_label("Content")).to_have_value("decrease")
    sheet.keyboard.press("Enter")
    expect(_cell(sheet, 1, 3)).to_have_text("decrease")
