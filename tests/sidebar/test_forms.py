"""Forms: what is filled in goes out as Google sends it, and errors stand beside their field."""

import re
from threading import Event

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def _inputs(service):
    return service.events[-1]["commonEventObject"]["formInputs"]


def test_all_fields_are_sent_in_googles_form(open_sidebar, service):
    page = open_sidebar()
    page.get_by_label("Value now").fill("162.5")
    page.get_by_label("What changed").fill("New landing page\nand a call")
    page.get_by_label("Stage").select_option("0.3")
    page.get_by_label("Slowly").check()
    page.get_by_label("Client", exact=True).check()
    page.get_by_label("Owner").uncheck()
    page.get_by_role("switch", name="Final grade").check()
    page.get_by_label("Day").fill("2026-11-22")
    page.get_by_label("Moment").fill("2026-11-22T09:30")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Done.")
    assert _inputs(service) == {
        "remind": {"stringInputs": {"value": ["yes"]}},
        "value": {"stringInputs": {"value": ["162.5"]}},
        "confidence": {"stringInputs": {"value": ["7"]}},
        "changed": {"stringInputs": {"value": ["New landing page\nand a call"]}},
        "stage": {"stringInputs": {"value": ["0.3"]}},
        "pace": {"stringInputs": {"value": ["slowly"]}},
        "tell": {"stringInputs": {"value": ["champion", "client"]}},
        "options": {"stringInputs": {"value": ["final"]}},
        "day": {"dateInput": {"msSinceEpoch": "1795305600000"}},
        "moment": {"dateTimeInput": {"hasDate": True, "hasTime": True, "msSinceEpoch": "1795339800000"}},
    }


def test_the_event_says_who_asks_and_for_which_spreadsheet(open_sidebar, service):
    open_sidebar()
    event = service.events[0]
    assert event["sheets"] == {"id": "book1", "title": "Acme Home Services", "addonHasFileScopePermission": True}
    common = event["commonEventObject"]
    assert (common["hostApp"], common["platform"], common["userLocale"]) == ("SHEETS", "WEB", "en")
    assert common["timeZone"]["id"] == "America/Chicago"
    assert common["timeZone"]["offset"] in (-21_600_000, -18_000_000)


def test_without_the_file_the_event_does_not_name_it(open_sidebar, service):
    open_sidebar("scope=no")
    assert service.events[0]["sheets"] == {"addonHasFileScopePermission": False}


def test_a_switch_that_is_off_is_not_sent(open_sidebar, service):
    page = open_sidebar()
    page.get_by_role("button", name="Show more Needs attention").click()
    page.get_by_role("switch", name="Remind me weekly").uncheck()
    expect(page.get_by_role("status")).to_have_text("Done.")
    assert "remind" not in _inputs(service)


def test_a_missing_value_is_told_beside_its_field_and_nothing_is_sent(open_sidebar, service):
    page = open_sidebar()
    page.get_by_role("button", name="Save").click()
    changed = page.get_by_label("What changed")
    expect(changed).to_be_focused()
    expect(changed).to_have_attribute("aria-invalid", "true")
    expect(changed).to_have_accessible_description("Fill in this field.")
    assert len(service.events) == 1
    changed.fill("A call")
    expect(changed).not_to_have_attribute("aria-invalid", "true")


def test_a_word_in_a_number_field_is_told(open_sidebar, service):
    page = open_sidebar()
    page.get_by_label("What changed").fill("A call")
    page.get_by_label("Value now").fill("many")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Value now")).to_have_accessible_description("Write a number, such as 0.7.")
    assert len(service.events) == 1


def test_a_warning_belongs_to_the_field_above_it_until_the_value_is_edited(open_sidebar):
    page = open_sidebar()
    confidence = page.get_by_label("Confidence")
    expect(confidence).to_have_attribute("aria-invalid", "true")
    expect(confidence).to_have_accessible_description("⚠ 7 is not between 0 and 1. From 0 to 1")
    confidence.fill("0.7")
    expect(confidence).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("7 is not between 0 and 1.")).to_be_hidden()


def test_a_form_that_comes_back_with_a_warning_focuses_its_field(open_sidebar, service):
    page = open_sidebar()
    page.get_by_label("What changed").fill("A call")
    service.push(service.cards["gallery"])
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Confidence")).to_be_focused()


def test_a_hint_describes_its_field(open_sidebar):
    value = open_sidebar().get_by_label("Value now")
    expect(value).to_have_accessible_description("In leads a month; last time 140")


def test_a_text_cannot_be_longer_than_its_limit(open_sidebar):
    assert open_sidebar().get_by_label("What changed").get_attribute("maxlength") == "500"


def test_given_days_are_shown(open_sidebar):
    page = open_sidebar()
    assert page.get_by_label("Day").input_value() == "2026-11-01"
    assert page.get_by_label("Moment").input_value() == "2026-11-01T00:00"


def _form(title, **more):
    field = {"textInput": {"name": "value", "label": "Value today"}}
    save = {"text": "Save", "onClick": {"action": {"function": "/echo"}}}
    return {
        "header": {"title": title},
        "sections": [{"widgets": [field]}],
        "fixedFooter": {"primaryButton": save},
        **more,
    }


def test_a_form_that_was_left_is_offered_again_after_back_and_a_reload_until_it_is_sent(open_sidebar, service):
    page = open_sidebar()
    service.push(_form("Check-in 1"))
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_label("Value today").fill("120")
    page.get_by_role("button", name="Back").click()
    page.reload()
    offer = page.get_by_role("region", name="Not saved yet")
    expect(offer).to_contain_text("Not saved yet: Check-in 1")
    offer.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Value today")).to_have_value("120")
    expect(offer).to_have_count(0)

    # The next form of the same flow is kept in its place, since it carries what was typed before.
    held = Event()
    service.next_answer(
        {"renderActions": {"action": {"navigations": [{"updateCard": _form("Check-in 2")}]}}}, held=held
    )
    page.get_by_label("Value today").press("Enter")
    expect(page.get_by_role("button", name="Save")).to_have_class(re.compile("okr-pressed"))
    held.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check-in 2")
    expect(page.locator(".okr-pressed")).to_have_count(0)
    page.reload()
    offer.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check-in 2")
    service.next_answer(
        {"renderActions": {"action": {"navigations": [{"updateCard": {"header": {"title": "Saved"}}}]}}}
    )
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saved")
    page.get_by_role("button", name="Back").click()
    expect(offer).to_have_count(0)
