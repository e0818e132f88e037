"""Every card of the service, light and dark, 300 px wide and zoomed: nothing for axe, nothing out of sight."""

import pytest

from tests.browsing import SIDEBAR, axe_finds
from tests.sheets_addon.addon.main_cards import main_cards

pytestmark = pytest.mark.browser

UNFOLD = "document.querySelectorAll('.okr-collapse').forEach((toggle) => toggle.click())"
BEYOND = """Math.max(...[...document.querySelectorAll(".okr-view, html")].map(
  (node) => node.scrollWidth - node.clientWidth))"""
NAMES = """[...document.querySelectorAll(".okr-collapse, .okr-more")].map((node) => node.ariaLabel
  ?? node.getAttribute("aria-labelledby").split(" ").map((id) => document.getElementById(id).textContent).join(" "))"""
ZOOMED = {"width": SIDEBAR["width"], "height": SIDEBAR["height"] // 2}
"""A sidebar keeps its width when a page is zoomed to 200 %, and half of its height is in sight."""


@pytest.mark.parametrize(("theme", "size"), [("light", SIDEBAR), ("dark", ZOOMED)])
def test_axe_finds_nothing_on_any_card(open_sidebar, theme, size):
    page = open_sidebar(f"theme={theme}")
    page.set_viewport_size(size)
    for card in main_cards():
        page.evaluate("card => window.sidebar.push(card)", card)
        page.evaluate(UNFOLD)
        assert axe_finds(page, is_dark=theme == "dark") == [], card["header"]
        if theme == "light":
            assert page.evaluate(BEYOND) <= 0, card["header"]
            names = page.evaluate(NAMES)
            assert len(names) == len(set(names)), card["header"]


def test_at_a_zoom_of_200_percent_every_card_can_be_read_to_its_end(open_sidebar):
    page = open_sidebar()
    page.set_viewport_size(ZOOMED)
    for card in main_cards():
        page.evaluate("card => window.sidebar.push(card)", card)
        room = page.locator(".okr-view").evaluate("node => node.clientHeight")
        foot = page.locator(".okr-footer").evaluate_all("nodes => nodes.map((node) => node.offsetHeight)")
        assert sum(foot) <= room / 2, card["header"]
        assert page.evaluate(BEYOND) <= 0, card["header"]
