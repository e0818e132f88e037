"""The page of closed cycles: what it shows, that nothing in it is markup of others, and how it looks to axe."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.cycle import history
from okrsdk.cycle.history import Calibration
from okrsdk.model import Change, CheckIn, Cycle, Decision, KeyResult, Objective, OkrSet, Status
from okrsdk.reports.history_text import calibration_verdict
from okrsdk.reports.html import history_html
from tests.browsing import axe_finds

GOAL = Objective(id="O1", text="Make trying the product the natural first step", owner="Head of <Growth>")
TRIALS = KeyResult(id="O1-KR1", objective_id="O1", text="Weekly trials", baseline=Decimal(0), target=Decimal(100))


def closed(name, current):
    cycle = Cycle.parse(name)
    key_result = replace(TRIALS, current=Decimal(current))
    given_up = replace(
        TRIALS,
        id="O1-KR2",
        text="Posts <b>a week</b>",
        status=Status.REPLACED,
        replaced_by="O1-KR1",
        lesson="Ask & count",
    )
    confidence = Decimal("0.8") if current > 50 else Decimal("0.3")
    check_in = CheckIn(
        day=cycle.start + timedelta(days=20), key_result_id="O1-KR1", value=Decimal(30), confidence=confidence
    )
    decision = Decision(day=cycle.start, key_result_id="O1-KR2", change=Change.REPLACED, why="Work, no result")
    okr_set = OkrSet(
        cycle=cycle,
        objectives=(GOAL,),
        key_results=(key_result, given_up),
        check_ins=(check_in,),
        decisions=(decision,),
    )
    return assess(okr_set, on=cycle.end, final=True)


PAGE = history_html(history([closed("2025-Q4", 70), closed("2026-Q1", 40)]), title="Harbor & Sons")


def test_it_shows_scores_aims_confidence_and_what_was_learnt():
    assert "Overall score of each cycle: 2025-Q4 0.70, 2026-Q1 0.40." in PAGE
    assert "<td>2025-Q4</td><td>0.70</td><td>1 of 1</td>" in PAGE
    assert (
        "Confidence against the share that reached the pass mark: 0.30 said, 0% reached, 0.80 said, 100% reached."
        in PAGE
    )
    assert "<p><strong>Why</strong> Work, no result</p><p><strong>Instead</strong> Weekly trials</p>" in PAGE.replace(
        "\n", ""
    )
    assert "<strong>Lesson</strong> Ask &amp; count" in PAGE


def test_a_bar_is_as_high_as_its_score():
    # 178 pixels from 0 to 1: 0.7 is 124.6 high and begins at 18 + 0.3 × 178 = 71.4
    assert 'y="71.4" width="147.0" height="124.6"/>' in PAGE


def test_nothing_that_people_wrote_is_markup():
    assert "<b>" not in PAGE
    assert "<Growth>" not in PAGE
    assert "Posts &lt;b&gt;a week&lt;/b&gt;" in PAGE
    assert "<script" not in PAGE


def test_without_a_closed_cycle_it_is_a_page_all_the_same():
    assert "0 closed cycles" in history_html(history([]), title="Nobody")


@pytest.mark.browser
@pytest.mark.parametrize("is_dark", [False, True])
def test_axe_finds_nothing(page, is_dark):
    page.emulate_media(color_scheme="dark" if is_dark else "light")
    page.set_content(PAGE)
    assert axe_finds(page, is_dark=is_dark) == []


@pytest.mark.parametrize(
    ("brier", "verdict"),
    [
        ("0.1934", "it told more than the base rate"),
        ("0.1941", "the base rate told as much"),  # 0.194 as well, as it is shown
        ("0.259", "the base rate alone told more"),
    ],
)
def test_confidence_is_held_against_the_base_rate_by_the_figures_that_are_shown(brier, verdict):
    found = Calibration(
        cases=20, brier=Decimal(brier), base_rate=Decimal("0.26"), base_brier=Decimal("0.1939"), groups=()
    )
    assert calibration_verdict(found) == verdict
