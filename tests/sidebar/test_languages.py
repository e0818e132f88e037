"""The sidebar in other languages: buttons fit, and the page says which language it speaks."""

import pytest

from sheets_addon.translation import languages, localized
from tests.sheets_addon.addon.main_cards import main_cards

pytestmark = pytest.mark.browser

NOT_FITTING = """() => [...document.querySelectorAll(".okr-button")].filter((node) => {
  const box = node.getBoundingClientRect();
  return node.scrollWidth > node.clientWidth || box.right > innerWidth || box.height > 40;
}).map((node) => node.textContent)"""
WIDE = "document.documentElement.scrollWidth - innerWidth"


def sections_of(card):
    """Its sections, and its footer as one more, so that all cards can be looked at as one."""
    foot = card.get("fixedFooter", {})
    buttons = [foot[name] for name in ("primaryButton", "secondaryButton") if name in foot]
    return [*card["sections"], *([{"widgets": [{"buttonList": {"buttons": buttons}}]}] if buttons else [])]


def unfolded(section):
    return {name: part for name, part in section.items() if name not in ("collapsible", "uncollapsibleWidgetsCount")}


@pytest.mark.parametrize("locale", ["en", *sorted(languages())])
def test_no_button_of_the_cards_is_too_long_for_300_pixels(service, open_sidebar, locale):
    cards = [localized(card, locale) for card in main_cards()]
    sections = [unfolded(section) for card in cards for section in sections_of(card)]
    service.cards["all"] = {"header": {"title": locale}, "sections": sections}
    page = open_sidebar("homepage=/card/all")
    assert page.evaluate(NOT_FITTING) == []
    assert page.evaluate(WIDE) <= 0
