"""Hostile texts are texts, nothing breaks the Content-Security-Policy, and everyone can use it."""

import pytest
from playwright.sync_api import expect

from tests.browsing import axe_finds

pytestmark = pytest.mark.browser

HOSTILE = [
    "<script>window.hacked = 1</script>",
    '<img src=x onerror="window.hacked = 1">',
    '<a href="javascript:window.hacked = 1">click</a>',
    '<a href="data:text/html,<script>1</script>">click</a>',
    '<b onclick="window.hacked = 1">bold</b>',
    '<font color="red;background:url(https://example.com/x)">red</font>',
    '<font color="var(--okr-accent)">var</font>',
    '<iframe src="https://example.com"></iframe>',
    "</b></i></font>",
    "<b>never closed",
    "&lt;b&gt;not bold&lt;/b&gt; &#60;script&#62; &#x110000; &bogus;",
    '=HYPERLINK("https://example.com","x")',
    '{"textParagraph": {"text": "card"}}',
    "<<b>>x<</b>>",
    "<svg/onload=window.hacked=1>",
    "\u202egnp.exe",
]


def _everywhere(text):
    return {
        "header": {"title": text, "subtitle": text, "imageUrl": "javascript:window.hacked=1"},
        "cardActions": [{"actionLabel": text, "onClick": {"openLink": {"url": "javascript:window.hacked=1"}}}],
        "sections": [
            {
                "header": text,
                "widgets": [
                    {"textParagraph": {"text": text}},
                    {
                        "decoratedText": {
                            "topLabel": text,
                            "text": text,
                            "bottomLabel": text,
                            "startIcon": {"iconUrl": "javascript:window.hacked=1", "altText": text},
                            "onClick": {"openLink": {"url": "javascript:window.hacked=1"}},
                        }
                    },
                    {"buttonList": {"buttons": [{"text": text, "onClick": {"openLink": {"url": " javascript:1"}}}]}},
                    {"textInput": {"name": "a", "label": text, "hintText": text, "value": text}},
                    {"selectionInput": {"name": "b", "type": "DROPDOWN", "items": [{"text": text, "value": text}]}},
                    {"selectionInput": {"name": "c", "label": text, "items": [{"text": text, "value": text}]}},
                    {"grid": {"title": text, "items": [{"title": text, "subtitle": text}]}},
                    {"image": {"imageUrl": "data:text/html,x", "altText": text}},
                ],
            }
        ],
    }


def test_hostile_text_is_text_wherever_it_is(open_sidebar, service):
    cards = [_everywhere(text) for text in HOSTILE]
    sections = [section for card in cards for section in card["sections"]]
    actions = [action for card in cards for action in card["cardActions"]]
    service.cards["hostile"] = {**cards[0], "sections": sections, "cardActions": actions}
    page = open_sidebar("homepage=/card/hostile")
    page.get_by_role("button", name="More", exact=True).click()
    for entry in page.get_by_role("menuitem").all():
        assert entry.inner_text().strip() in HOSTILE
    page.locator(".okr-view :is(.okr-cover, .okr-button, .okr-menu-item, a)").evaluate_all(
        "nodes => nodes.forEach(node => node.click())"
    )
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("window.opened") == []
    assert page.locator("#sidebar :is(script, iframe, img, object, embed, [onclick], [onerror])").count() == 0
    assert page.locator("#sidebar a").count() == 0
    assert page.evaluate("window.violations") == []


@pytest.mark.parametrize("text", HOSTILE[::5])
def test_titles_and_labels_read_no_tags(open_sidebar, service, text):
    service.cards["hostile"] = _everywhere(text)
    page = open_sidebar("homepage=/card/hostile")
    assert page.locator(".okr-title").text_content() == text
    assert page.locator(".okr-row-label").first.text_content() == text
    assert page.locator(".okr-label").first.text_content() == text


def test_markup_that_is_not_allowed_is_shown_as_it_was_written(open_sidebar, service):
    text = '<script>alert(1)</script> <img src=x> <a href="javascript:1">no</a> &lt;b&gt;'
    service.cards["text"] = {"sections": [{"widgets": [{"textParagraph": {"text": text}}]}]}
    page = open_sidebar("homepage=/card/text")
    assert page.locator(".okr-text").inner_text() == text.replace("&lt;b&gt;", "<b>")


def test_no_colour_of_a_card_can_hold_more_than_a_colour(open_sidebar, service):
    text = '<font color="url(https://example.com/x)">x</font><font color="#c5221f">y</font>'
    service.cards["text"] = {"sections": [{"widgets": [{"textParagraph": {"text": text}}]}]}
    page = open_sidebar("homepage=/card/text")
    tones = page.locator(".okr-tone").evaluate_all("nodes => nodes.map(n => n.style.getPropertyValue('--okr-tone'))")
    assert tones == ["", "#c5221f"]


def test_the_policy_is_never_violated(open_sidebar, service):
    page = open_sidebar()
    service.push({"header": {"title": "Next"}, "sections": []})
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Next")
    assert page.evaluate("window.violations") == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", ["card", "opened", "menu", "error", "invalid", "toast"])
def test_axe_finds_nothing(open_sidebar, service, theme, state):
    page = open_sidebar(f"theme={theme}")
    if state == "opened":
        page.get_by_role("button", name="Show more Needs attention").click()
    elif state == "menu":
        page.get_by_role("button", name="More", exact=True).first.click()
    elif state == "error":
        service.next_answer({"title": "Busy", "detail": "Wait."}, status=503, kind="application/problem+json")
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_role("alert").get_by_text("Busy").wait_for()
    elif state == "invalid":
        page.get_by_role("button", name="Save").click()
    elif state == "toast":
        page.get_by_role("button", name="Check", exact=True).click()
        page.get_by_role("status").get_by_text("Done.").wait_for()
    assert axe_finds(page, is_dark=theme == "dark") == []


@pytest.mark.parametrize("width", [300, 240])
def test_nothing_is_wider_than_the_sidebar(open_sidebar, service, width):
    long = "Leistungsvereinbarungsunterzeichnungstermin" * 3
    card = service.cards["gallery"]
    card["sections"].append({"header": long, "widgets": [{"decoratedText": {"topLabel": long, "text": long}}]})
    card["sections"].append({"widgets": [{"buttonList": {"buttons": [{"text": long}]}}]})
    page = open_sidebar()
    page.set_viewport_size({"width": width, "height": 700})
    widths = page.evaluate("(node => [node.scrollWidth, node.clientWidth])(document.querySelector('.okr-view'))")
    assert widths[0] == widths[1]
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_it_stays_300_wide_on_a_wide_page(open_sidebar):
    page = open_sidebar()
    page.set_viewport_size({"width": 900, "height": 700})
    assert page.locator("#sidebar").bounding_box()["width"] == 300


def test_everything_is_reached_with_the_keyboard_alone(open_sidebar, service):
    page = open_sidebar()
    reachable = page.locator("#sidebar :is(button, a, input, select, textarea):visible:not([disabled])").count()
    seen = set()
    for _ in range(reachable * 3):
        page.keyboard.press("Tab")
        key = page.evaluate(
            "(n => n === document.body ? null : n.dataset.key || n.id || n.textContent)(document.activeElement)"
        )
        if key is None:
            break
        seen.add(key)
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", key
    # One radio button of a group is a tab stop, the others are reached with arrows.
    assert len(seen) >= reachable - 2


def test_a_task_is_done_with_the_keyboard_alone(open_sidebar, service):
    page = open_sidebar()
    page.get_by_label("What changed").focus()
    page.keyboard.type("A call")
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text("Done.")
    assert service.events[-1]["commonEventObject"]["parameters"] == {"to": "save"}


@pytest.mark.parametrize(("query", "scheme"), [("theme=dark", "light"), ("theme=auto", "dark")])
def test_it_is_dark_when_it_is_told_to_be_or_the_system_is(page, service, query, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{service.url}?{query}")
    page.wait_for_selector("html[data-ready]")
    background = page.evaluate("getComputedStyle(document.getElementById('sidebar')).backgroundColor")
    assert background == "rgb(31, 31, 31)"


def test_it_is_light_when_it_is_told_to_be(page, service):
    page.emulate_media(color_scheme="dark")
    page.goto(f"{service.url}?theme=light")
    page.wait_for_selector("html[data-ready]")
    background = page.evaluate("getComputedStyle(document.getElementById('sidebar')).backgroundColor")
    assert background == "rgb(255, 255, 255)"
