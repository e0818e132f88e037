"""The weekly agenda as a page: the same sections as the Markdown, boxes to tick, and nothing of others as markup."""

from dataclasses import replace

import pytest

from okrsdk.assessment import assess
from okrsdk.cycle import status
from okrsdk.language.translation import translated
from okrsdk.model import Client
from okrsdk.reports.html import agenda_html
from okrsdk.reports.status_text import status_markdown, status_text
from tests.browsing import axe_finds
from tests.reports.test_html import OKRS, ON, TRIALS, outline

TITLE = "Harbor & Sons · 2026-Q1"


def found(okr_set=OKRS):
    return status(assess(okr_set, on=ON))


def page_of(*okr_sets):
    return agenda_html([(TITLE, found(one), ()) for one in okr_sets or (OKRS,)])


def test_it_has_every_section_of_the_meeting_and_a_box_for_each_item():
    page = page_of()
    sections = [
        line.removeprefix("## ") for line in status_markdown(found(), title=TITLE).splitlines() if line[:2] == "##"
    ]
    assert [line[4:-5] for line in page.splitlines() if line.startswith("<h2>")] == sections
    assert page.count('<input type="checkbox">') == status_markdown(found(), title=TITLE).count("- [ ]") > 2
    text = outline(page).text
    # From 0.8 to 0.3, and from 50 to 60 since a rhythm of check-ins ago
    assert "O1-KR1 Grow weekly trials from 40 to 90: 50 trials → 60 trials" in text
    assert "▇▅▃ 0.8 → 0.3" in text


def test_the_cycle_is_said_once():
    text = outline(page_of()).text
    assert "Weekly: Harbor & Sons\n" in text
    assert text.count("2026-Q1") == 1
    (first, *_) = status_text(found(), title=TITLE)
    assert first.startswith("Harbor & Sons · 2026-Q1 · week 7 of 13")
    assert status_markdown(found(), title=TITLE).startswith("# Weekly: Harbor & Sons\n\n2026-02-14 · 2026-Q1 · week 7")
    assert status_markdown(found(), title="Plans").startswith("# Weekly: Plans\n")


def test_it_speaks_the_language_of_the_reader():
    page = agenda_html([(TITLE, found(), ())], language="de", say=lambda said: translated(said, "de"))
    assert page.startswith('<!doctype html>\n<html lang="de">')
    text = outline(page).text
    assert "50 trials → 60 trials" in text
    for english in ("To decide", "Moved since", "Nothing.", "Stuck", "Confidence fell"):
        assert english not in text


def test_several_workbooks_are_one_page():
    page = page_of(OKRS, replace(OKRS, client=Client(name="Other")))
    assert (page.count("<h1>"), page.count("<h2>"), page.count("<h3>")) == (1, 2, 14)


def test_it_needs_no_script_and_what_people_wrote_is_text():
    hostile = "<script>alert(1)</script>"
    rows = tuple(replace(one, blocks=hostile) for one in OKRS.check_ins)
    named = replace(OKRS, key_results=(replace(TRIALS, text=hostile, owner=hostile),), check_ins=rows)
    page = agenda_html([(hostile, found(named), ())])
    seen = outline(page)
    assert not {"script", "link", "img", "iframe"} & set(seen.tags)
    assert (seen.addresses, "url(" in page, "&lt;script&gt;" in page) == ([], False, True)


@pytest.mark.browser
def test_axe_finds_nothing(page):
    for is_dark in (False, True):
        page.emulate_media(color_scheme="dark" if is_dark else "light")
        page.set_content(page_of())
        assert axe_finds(page, is_dark=is_dark) == []
