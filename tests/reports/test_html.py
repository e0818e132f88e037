"""The report page: what it shows, that nothing in it is markup of others, and how it looks to axe."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from okrsdk.assessment import assess
from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.reports.html import report_html
from tests.browsing import axe_finds

ON = date(2026, 2, 14)
TRIALS = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Grow weekly trials from 40 to 90",
    unit="trials",
    baseline=Decimal(40),
    target=Decimal(90),
    owner="Head of Growth",
)


def said(day, value, confidence):
    return CheckIn(day=day, key_result_id="O1-KR1", value=Decimal(value), confidence=Decimal(confidence))


OKRS = OkrSet(
    client=Client(name="Harbor & Sons"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Make trying the product the natural first step", owner="Head of Growth"),),
    key_results=(TRIALS,),
    check_ins=(
        said(date(2026, 1, 14), "45", "0.8"),
        said(date(2026, 1, 28), "50", "0.6"),
        said(date(2026, 2, 11), "60", "0.3"),
    ),
)


def page_of(okr_set=OKRS, *, on=ON):
    return report_html(assess(okr_set, on=on), title="Harbor · 2026-Q1")


class Outline(HTMLParser):
    """The tags of a page, its text and where it points."""

    def __init__(self):
        super().__init__()
        self.tags, self.text, self.addresses = [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href", "action")]

    def handle_data(self, data):
        self.text += data


def outline(page):
    found = Outline()
    found.feed(page)
    return found


def test_the_page_tells_where_the_okrs_are_and_what_each_needs():
    text = outline(page_of()).text
    assert "Harbor & Sons" in text
    assert "0.40 yellow" in text  # (60 − 40) / (90 − 40)
    # 45 of 90 days: 40 + 50 × 0.7 × 0.5 = 57.5; to 75 in 45 days, 6.43 weeks: 2.3 a week
    assert "expected by now 57.5 trials, now 60 trials" in text
    assert "needs 2.3 trials a week to its 0.7; so far 2.5 trials, at best 5 trials" in text
    assert "Blue: the overall score" in text


def test_it_needs_no_script_and_nothing_from_elsewhere():
    found = outline(page_of())
    assert not {"script", "link", "img", "iframe"} & set(found.tags)
    assert found.addresses == []
    assert "url(" not in page_of()


def test_confidence_is_a_row_of_weeks():
    page = page_of()
    assert '<td class="heat high">0.8</td><td class="heat"></td><td class="heat middle">0.6</td>' in page
    assert '<td class="heat low">0.3</td>' in page


def test_what_people_wrote_is_text():
    hostile = "<script>alert(1)</script>"
    objective = replace(OKRS.objectives[0], text=hostile, owner=hostile)
    result = replace(TRIALS, text=hostile, unit=hostile, owner=hostile)
    rows = tuple(replace(one, blocks=hostile) for one in OKRS.check_ins)
    named = replace(OKRS, client=Client(name=hostile), objectives=(objective,), key_results=(result,), check_ins=rows)
    page = report_html(assess(named, on=ON), title=hostile)
    assert "script" not in outline(page).tags
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("okr_set", "overall"),
    [
        (OkrSet(), "not graded"),
        (replace(OKRS, cycle=None), "0.40 yellow"),
        (replace(OKRS, check_ins=()), "not graded"),
        (replace(OKRS, objectives=(), key_results=()), "not graded"),
    ],
)
def test_what_is_not_known_is_left_out(okr_set, overall):
    page = page_of(okr_set)
    assert overall in page
    assert "<svg" not in page


@pytest.mark.browser
@pytest.mark.parametrize("is_dark", [False, True])
def test_axe_finds_nothing(page, is_dark):
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    page.set_content(page_of())
    assert axe_finds(page, is_dark=is_dark) == []
