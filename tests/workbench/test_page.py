"""The workbench as a newcomer meets it: a sheet, a sidebar, and both act on each other."""

import pytest
from playwright.sync_api import expect

from tests.browsing import axe_finds

pytestmark = pytest.mark.browser


def _cell(page, row, column):
    return page.locator(f"td[data-row='{row}'][data-column='{column}']")


def _open_tab(page, title):
    page.get_by_role("tab", name=title).click()
    expect(page.get_by_role("grid", name=title)).to_be_visible()


def _saved(page):
    """Waits until what was typed is written."""
    expect(page.locator(".is-pending")).to_have_count(0)


def _heading(page):
    return page.locator("#sidebar .okr-title")


def test_a_newcomers_path_from_the_workbook_to_scores_and_a_check_in(open_bench, bench):
    page = open_bench()
    expect(_heading(page)).to_have_text("Brightloom Software, Marketing")

    page.get_by_role("button", name="Check", exact=True).click()
    expect(_heading(page)).to_have_text("Check")
    page.locator("#sidebar").get_by_role("button", name="the owner's confidence is").first.click()
    expect(page.get_by_role("grid", name="Key Results")).to_be_visible()
    expect(page.locator("#address")).to_have_text("A8")
    expect(_cell(page, 7, 0)).to_be_focused()

    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Grade", exact=True).click()
    page.get_by_role("button", name="Write").click()
    expect(page.locator("#sidebar").get_by_role("status")).to_have_text("Scores written")
    score = bench.column("Key Results", "Score")
    expect(_cell(page, 1, score)).to_have_text("0.55")
    assert bench.values("Key Results!2:2")[0][score] == 0.55

    page.get_by_role("button", name="Home").click()
    expect(_heading(page)).to_have_text("Brightloom Software, Marketing")
    page.get_by_role("button", name="O1-KR1").first.click()
    page.get_by_role("button", name="Check in", exact=True).click()
    page.get_by_label("Value today").fill("2500000")
    page.get_by_label("Confidence").fill("7")
    page.get_by_label("What changed").fill("Two large deals moved on")
    page.get_by_role("button", name="Save check-in").click()
    expect(page.get_by_label("Confidence")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Confidence")).to_be_focused()
    page.get_by_label("Confidence").fill("0.7")
    page.get_by_role("button", name="Save check-in").click()
    expect(_heading(page)).to_have_text("Check-in saved")
    last = bench.values("Check-ins")[-1]
    assert last[1:5] == ["O1-KR1", 2500000, 0.7, "Two large deals moved on"]
    assert page.evaluate("window.violations") == []


def test_an_edit_is_written_and_checked(open_bench, bench):
    page = open_bench()
    _open_tab(page, "Key Results")
    _cell(page, 1, 11).dblclick()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("many")
    page.keyboard.press("Enter")
    expect(_cell(page, 1, 11)).to_have_text("many")
    _saved(page)
    assert bench.values("Key Results!L2") == [["many"]]
    page.get_by_role("button", name="Check", exact=True).click()
    page.locator("#sidebar").get_by_role("button", name="many").first.click()
    expect(_cell(page, 1, 11)).to_be_focused()


def test_formulas_are_evaluated_and_shown_in_the_entry_line(open_bench, bench):
    page = open_bench()
    _open_tab(page, "Key Results")
    _cell(page, 1, 13).click()
    page.keyboard.type("=1800000+700000")
    page.keyboard.press("Enter")
    expect(_cell(page, 1, 13)).to_have_text("$2,500,000")
    expect(_cell(page, 2, 13)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Content", exact=True)).to_have_value("=1800000+700000")
    page.get_by_label("Content", exact=True).fill("=1/0")
    page.keyboard.press("Enter")
    expect(_cell(page, 1, 13)).to_have_text("#DIV/0!")
    assert bench.values("Key Results!N2", "FORMULA") == [["=1/0"]]


def test_a_drop_down_offers_its_choices(open_bench, bench):
    page = open_bench()
    _open_tab(page, "Key Results")
    _cell(page, 1, 3).dblclick()
    choice = _cell(page, 1, 3).get_by_label("Content")
    assert choice.locator("option").all_inner_texts()[:3] == ["(blank)", "increase", "decrease"]
    choice.select_option("at_least")
    expect(_cell(page, 1, 3)).to_have_text("at_least")
    _saved(page)
    assert bench.values("Key Results!D2") == [["at_least"]]


def test_escape_leaves_a_cell_as_it_was(open_bench, bench):
    page = open_bench()
    _open_tab(page, "Objectives")
    before = _cell(page, 1, 1).inner_text()
    _cell(page, 1, 1).click()
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(_cell(page, 1, 1)).to_have_text(before)
    expect(_cell(page, 1, 1)).to_be_focused()
    assert bench.values("Objectives!B2") == [[before]]


def test_delete_clears_a_cell(open_bench, bench):
    page = open_bench()
    _open_tab(page, "Key Results")
    _cell(page, 1, 13).click()
    page.keyboard.press("Delete")
    expect(_cell(page, 1, 13)).to_have_text("")
    _saved(page)
    assert bench.values("Key Results!N2") == []


def test_notes_and_columns_of_ours_are_told(open_bench, bench):
    page = open_bench()
    _open_tab(page, "Key Results")
    _cell(page, 0, 10).click()
    expect(page.locator("#note")).to_have_text(
        "The value at the start, in the unit; for kind between, the lower bound."
    )
    _cell(page, 1, bench.column("Key Results", "Score")).click()
    expect(page.locator("#note")).to_contain_text("okrsdk writes this column")
    _cell(page, 1, 2).click()
    expect(page.locator("#note")).to_have_text("")


def test_bands_are_coloured(open_bench, bench):
    page = open_bench()
    page.get_by_role("button", name="Grade", exact=True).click()
    page.get_by_role("button", name="Write").click()
    expect(page.locator("#sidebar").get_by_role("status")).to_have_text("Scores written")
    _open_tab(page, "Key Results")
    band = _cell(page, 1, bench.column("Key Results", "Band"))
    expect(band).to_have_text("yellow")
    assert band.evaluate("node => getComputedStyle(node).backgroundColor") == "rgb(255, 240, 179)"


def test_the_overviews_chart_is_drawn(open_bench, bench):
    page = open_bench()
    page.get_by_role("button", name="Grade", exact=True).click()
    page.get_by_role("button", name="Write").click()
    expect(page.locator("#sidebar").get_by_role("status")).to_have_text("Scores written")
    chart = page.locator(".chart svg")
    rows = bench.values("Overview!A10:C12", "FORMATTED_VALUE")
    scores = ", ".join(f"{objective} {score}" for objective, _, score in rows)
    assert scores.startswith("O1 0.63")
    label = f"Score per objective. Score: {scores}. Pass mark: O1 0.70, O2 0.70, O3 0.70."
    expect(chart).to_have_attribute("aria-label", label)
    line = page.locator("td svg.line").first
    latest, points = line.locator("circle"), line.locator("polyline").get_attribute("points").split()
    assert points[-1] == f"{latest.get_attribute('cx')},{latest.get_attribute('cy')}"
    assert len(points) == len(line.get_attribute("aria-label").split(", "))


def test_the_grid_is_worked_with_the_keyboard_alone(open_bench):
    page = open_bench()
    page.get_by_role("tab", name="Overview").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Objectives")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(_cell(page, 0, 0)).to_be_focused()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(_cell(page, 2, 1)).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#address")).to_have_text("R3")
    page.keyboard.press("ControlOrMeta+Home")
    expect(_cell(page, 0, 0)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(_cell(page, 0, 0)).to_be_focused()


def test_a_selected_cell_is_seen_beside_what_is_frozen(open_bench):
    page = open_bench()
    _open_tab(page, "Key Results")
    _cell(page, 3, 2).click()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    for _ in range(11):
        page.keyboard.press("ArrowLeft")
    box, frozen = _cell(page, 3, 3).bounding_box(), _cell(page, 3, 2).bounding_box()
    expect(_cell(page, 3, 3)).to_be_focused()
    assert box["x"] >= frozen["x"] + frozen["width"] - 1


@pytest.mark.parametrize("tab", ["Overview", "Key Results", "Client"])
def test_axe_finds_nothing(open_bench, tab):
    page = open_bench()
    _open_tab(page, tab)
    assert axe_finds(page) == []
    page.get_by_role("button", name="Dark theme").click()
    assert axe_finds(page, is_dark=True) == []


def test_hostile_cells_are_text_in_the_grid_and_the_sidebar(open_bench, bench):
    evil = '<img src=x onerror="window.hacked = 1"><script>window.hacked = 1</script>'
    bench.put("Key Results!C2", [evil])
    bench.put("Objectives!B2", [evil])
    bench.put("Client!B2", [evil])
    page = open_bench()
    for tab in ("Overview", "Objectives", "Key Results", "Client"):
        _open_tab(page, tab)
    expect(_cell(page, 1, 1)).to_have_text(evil)
    page.get_by_role("button", name="Check", exact=True).click()
    expect(_heading(page)).to_have_text("Check")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#grid img, #sidebar img, body script:not([type=module])").count() == 0
    assert page.evaluate("window.violations") == []


def test_the_theme_is_remembered(open_bench):
    page = open_bench()
    page.get_by_role("button", name="Dark theme").click()
    open_bench()
    expect(page.get_by_role("button", name="Light theme")).to_be_visible()
    background = page.evaluate("getComputedStyle(document.getElementById('sidebar')).backgroundColor")
    assert background == "rgb(31, 31, 31)"


def test_nothing_is_wider_than_the_window(open_bench):
    page = open_bench()
    for width in (1280, 800, 400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("#sidebar").bounding_box()["width"] >= 300


def test_a_reload_leads_to_the_tab_that_was_open_and_a_link_to_its_cell(open_bench, bench):
    page = open_bench()
    _open_tab(page, "Check-ins")
    page.reload()
    expect(page.get_by_role("grid", name="Check-ins")).to_be_visible()
    gid = bench.sheet_id("Key Results")
    page.goto(page.url.partition("?")[0] + f"spreadsheets/d/{bench.spreadsheet_id}/edit#gid={gid}&range=C4")
    expect(page.get_by_role("grid", name="Key Results")).to_be_visible()
    expect(page.locator("#address")).to_have_text("C4")


def test_without_workbooks_it_says_how_to_make_one(open_bench, bench):
    bench.delete()
    page = open_bench(has_workbooks=False)
    expect(page.locator("#note")).to_have_text("There is no workbook yet. Make one: okr demo, or okr new.")
