"""Every kind of widget, as people see it and as a screen reader tells it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_header_names_the_card_and_has_its_menu(open_sidebar):
    page = open_sidebar()
    expect(page.get_by_role("heading", level=1, name="Acme Home Services")).to_be_visible()
    expect(page.get_by_text("2026-Q4 · week 7 of 13")).to_be_visible()
    expect(page.get_by_role("img", name="Acme's mark")).to_be_visible()
    page.get_by_role("button", name="More", exact=True).first.click()
    expect(page.get_by_role("menuitem", name="Client profile")).to_be_focused()


def test_markup_is_shown_as_such(open_sidebar):
    page = open_sidebar()
    text = page.locator(".okr-text").first
    assert text.locator("b").inner_text() == "Bold"
    assert text.locator("i").inner_text() == "italic"
    assert text.locator("u").inner_text() == "underlined"
    assert text.locator("s").inner_text() == "struck"
    assert text.locator("a").get_attribute("href") == "https://example.com/"
    assert text.locator("a").get_attribute("rel") == "noopener noreferrer"
    assert text.inner_text().endswith(".\nA second line & an entity.")


def test_a_bar_of_blocks_is_a_meter_with_its_mark(open_sidebar):
    meter = open_sidebar().get_by_role("meter").first
    assert meter.get_attribute("aria-valuenow") == "0.68"
    assert meter.get_attribute("aria-valuetext") == "0.68 of 1, with the mark at 0.7"
    fill, track = (meter.locator(f".okr-bar-{part}").bounding_box() for part in ("fill", "track"))
    assert fill["width"] / track["width"] == pytest.approx(0.68, abs=0.01)
    mark = meter.locator(".okr-bar-mark").bounding_box()
    assert (mark["x"] + mark["width"] / 2 - track["x"]) / track["width"] == pytest.approx(0.7, abs=0.02)


def test_the_number_beside_a_bar_stays_text(open_sidebar):
    row = open_sidebar().locator(".okr-row").first
    assert row.locator(".okr-row-text").inner_text().strip() == "0.68"


def test_blocks_of_rising_height_are_a_line(open_sidebar):
    trend = open_sidebar().get_by_role("img", name="Trend: rising, 0.3 → 0.7")
    expect(trend).to_be_visible()
    assert len(trend.locator("polyline").get_attribute("points").split()) == 4


@pytest.mark.parametrize(
    ("text", "now", "said"),
    [
        ("█████████████·│······ 0.68", "0.68", "0.68 of 1, with the mark at 0.7"),
        ("██████████████│██████ 1.00", "1", "1 of 1, with the mark at 0.7"),
        ("·······|··· 0", "0", "0 of 1, with the mark at 0.7"),
        ("█████·····", "0.5", "0.5 of 1"),
        ("█████████│█ −0.25", "0", "0 of 1, with the mark at 0.9"),
        ("█████████·········· 45 %", "0.45", "0.45 of 1"),
        ("████████████████████│ 1.4", "1", "1 of 1, with the mark at 1"),
    ],
)
def test_bars_of_any_length_are_read(open_sidebar, service, text, now, said):
    service.cards["bar"] = {"sections": [{"widgets": [{"textParagraph": {"text": text}}]}]}
    meter = open_sidebar("homepage=/card/bar").get_by_role("meter")
    assert meter.get_attribute("aria-valuenow") == now
    assert meter.get_attribute("aria-valuetext") == said


def test_full_confidence_all_along_is_a_line_and_no_bar(open_sidebar, service):
    service.cards["trend"] = {"sections": [{"widgets": [{"textParagraph": {"text": "████████ 1.0 → 1.0"}}]}]}
    page = open_sidebar("homepage=/card/trend")
    expect(page.get_by_role("img", name="Trend: steady, 1.0 → 1.0")).to_be_visible()


@pytest.mark.parametrize("text", ["······ more to come", "a | b | c", "─────────", "ten █ blocks", "5 ▲ 4"])
def test_what_only_looks_like_a_figure_stays_text(open_sidebar, service, text):
    service.cards["text"] = {"sections": [{"widgets": [{"textParagraph": {"text": text}}]}]}
    page = open_sidebar("homepage=/card/text")
    assert page.locator(".okr-text").inner_text() == text
    assert page.locator("svg.okr-bar-drawing, .okr-trend").count() == 0


def test_a_row_is_one_button_named_by_its_words(open_sidebar):
    page = open_sidebar()
    page.get_by_role("button", name="Key Results!K7 Baseline and target are both 120. Write the value").click()
    assert page.evaluate("window.selected") == [{"spreadsheetId": "", "gid": "2", "range": "K7"}]


def test_a_button_in_a_row_is_reached_beside_it(open_sidebar, service):
    page = open_sidebar()
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_role("status")).to_have_text("Done.")
    assert service.events[-1]["commonEventObject"]["parameters"] == {"to": "form"}


def test_collapsed_widgets_are_opened_and_closed(open_sidebar):
    page = open_sidebar()
    hidden = page.get_by_text("Two more, hidden at first")
    expect(hidden).to_be_hidden()
    toggle = page.get_by_role("button", name="Show more Needs attention")
    toggle.click()
    expect(hidden).to_be_visible()
    page.get_by_role("button", name="Show less Needs attention").click()
    expect(hidden).to_be_hidden()


def test_a_long_paragraph_is_cut_and_opened(open_sidebar):
    page = open_sidebar()
    paragraph = page.locator(".okr-text", has_text="One line after another")
    short = paragraph.bounding_box()["height"]
    page.get_by_role("button", name="Show more: One line after another").click()
    assert short == 40
    assert paragraph.bounding_box()["height"] > 60


def test_buttons_show_their_kind_and_state(open_sidebar):
    page = open_sidebar()
    expect(page.get_by_role("button", name="Not yet")).to_be_disabled()
    expect(page.get_by_role("button", name="Keep")).to_be_visible()
    expect(page.get_by_role("button", name="Check", exact=True)).to_have_class("okr-button okr-button-filled")


def test_an_overflow_menu_is_worked_with_arrows(open_sidebar, service):
    page = open_sidebar()
    page.get_by_role("button", name="More", exact=True).last.click()
    expect(page.get_by_role("menuitem", name="Open in a tab")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Start anew")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("Done.")
    assert service.events[-1]["commonEventObject"]["parameters"] == {"to": "anew"}


def test_escape_closes_a_menu_and_returns_to_its_button(open_sidebar):
    page = open_sidebar()
    more = page.get_by_role("button", name="More", exact=True).last
    more.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()


def test_a_grid_tells_which_item_was_clicked(open_sidebar, service):
    page = open_sidebar()
    page.get_by_role("button", name="Jobs pay their way 0.41").click()
    expect(page.get_by_role("status")).to_have_text("Done.")
    parameters = {"to": "objective", "grid_item_identifier": "O2"}
    assert service.events[-1]["commonEventObject"]["parameters"] == parameters


def test_columns_are_side_by_side(open_sidebar):
    left, right = (column.bounding_box() for column in open_sidebar().locator(".okr-column").all())
    assert left["y"] == right["y"]
    assert right["x"] >= left["x"] + left["width"]


def test_an_image_has_its_words_and_its_link(open_sidebar):
    page = open_sidebar()
    page.get_by_role("button", name="A chart").click()
    assert page.evaluate("window.opened") == ["https://example.com/chart"]


def test_an_unknown_widget_is_named(open_sidebar):
    expect(open_sidebar().get_by_text("This sidebar cannot show “hologram”.")).to_be_visible()


def test_icons_with_words_are_read_out(open_sidebar):
    page = open_sidebar()
    assert page.get_by_role("img", name="Error", exact=True).count() == 1
    assert page.get_by_role("img", name="Rising", exact=True).count() == 1
