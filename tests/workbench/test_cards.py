"""The cards of the service as a person comes to them: shown, within 300 px, and without findings of axe."""

from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browsing import axe_finds

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _is_well(page, title):
    """The card has the title, is not wider than the sidebar, and axe finds nothing."""
    expect(page.locator("#sidebar .okr-title")).to_have_text(title)
    widths = page.locator("#sidebar .okr-view").evaluate("node => [node.scrollWidth, node.clientWidth]")
    assert widths[0] == widths[1], title
    assert axe_finds(page, "#sidebar") == [], title


def _press(page, name):
    buttons = page.locator("#sidebar").get_by_role("button", name=name, exact=name in ("Check", "Check in"))
    buttons.first.click()


def test_the_cards_of_a_workbook_one_after_the_other(open_bench):
    page = open_bench()
    is_well = partial(_is_well, page)
    home = "Brightloom Software, Marketing"
    is_well(home)
    _press(page, "Check")
    is_well("Check")
    _press(page, "Back")
    _press(page, "Grade")
    is_well("Grade")
    _press(page, "Write")
    is_well("Scores written")
    _press(page, "Home")
    is_well(home)
    _press(page, "Client")
    expect(page.locator("#sidebar .okr-subtitle")).to_have_text("Client profile")
    is_well(home)
    _press(page, "Back")
    _press(page, "Meeting")
    is_well("Weekly meeting")
    _press(page, "Back")
    _press(page, "Add an objective")
    is_well("New objective")
    _press(page, "Back")
    _press(page, "O1-KR1")
    is_well("O1-KR1")
    _press(page, "Decide")
    is_well("Decide · O1-KR1")
    _press(page, "Back")
    _press(page, "Check in")
    is_well("Check-in · O1-KR1")
    _press(page, "Save check-in")
    expect(page.locator("#sidebar [aria-invalid]").first).to_be_focused()
    is_well("Check-in · O1-KR1")
    page.get_by_label("Value today").fill("2,500,000")
    page.get_by_label("Confidence").fill("0.6")
    page.get_by_label("What changed").fill("A call")
    _press(page, "Save check-in")
    is_well("Check-in saved")


def test_a_spreadsheet_without_okrs_gets_its_tabs(open_bench, bench):
    blank = bench.create("Clover Landscaping")
    page = open_bench(workbook=blank)
    _is_well(page, "No OKRs here yet")
    page.get_by_label("Cycle").fill("next one")
    _press(page, "Add the tabs")
    expect(page.get_by_label("Cycle")).to_be_focused()
    _is_well(page, "No OKRs here yet")
    page.get_by_label("Cycle").fill("2026-Q4")
    _press(page, "Add the tabs")
    _is_well(page, "Clover Landscaping")
    expect(page.get_by_role("tab", name="Key Results")).to_be_visible()
    _press(page, "Write the first objective")
    sentence = page.locator("#sidebar").get_by_label("Objective", exact=True)
    sentence.fill("Build the new website")
    # The rules speak while one writes, and stop once nothing is wrong.
    hints = page.get_by_role("status", name="Hints")
    expect(hints).to_contain_text("Build")
    _is_well(page, "New objective")
    sentence.fill("New customers find us first when they plan a garden")
    expect(hints).to_have_text("")


def test_a_workbook_that_is_gone_is_told(open_bench, bench):
    page = open_bench()
    bench.delete()
    _press(page, "Check")
    expect(page.locator("#sidebar .okr-title")).to_have_text("That did not work")
    _is_well(page, "That did not work")
    expect(page.locator("#note")).to_have_text("There is no such workbook any more. Reload the page.")
