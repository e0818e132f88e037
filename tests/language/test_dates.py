"""Dates and time boxes in sentences."""

from __future__ import annotations

from datetime import date

import pytest

from okrsdk.language.date_mentions import date_mentions
from okrsdk.language.filling import last_day
from okrsdk.model import Cycle


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("Reach 40 by 2026-03-31", "by 2026-03-31", date(2026, 3, 31)),
        ("Reach 40 by March 7, 2026", "by March 7, 2026", date(2026, 3, 7)),
        ("Reach 40 by 30 June 2026", "by 30 June 2026", date(2026, 6, 30)),
        ("Reach 40 by 31.12.2026", "by 31.12.2026", date(2026, 12, 31)),
        ("Reach 40 by Q3 2026", "by Q3 2026", date(2026, 9, 30)),
        ("Reach 40 by end of 2026", "by end of 2026", date(2026, 12, 31)),
        ("Reach 40 in February 2026", "in February 2026", date(2026, 2, 28)),
        ("Reach 40 by Q4", "by Q4", None),
        ("Reach 40 by the end of the quarter", "by the end of the quarter", None),
        ("Reach 40 by EOY", "by EOY", None),
        ("Reach 40 this year", "this year", None),
    ],
)
def test_a_date_is_found_with_its_words(text, words, day):
    (mention,) = date_mentions(text)
    assert (mention.text, mention.day) == (words, day)
    assert mention.span.of(text).strip() == words


@pytest.mark.parametrize(
    "text",
    [
        "We may reach 40",
        "The march goes on",
        "Reach 2000 users",
        "Grow by 2000 users",
        "Call every week",
        "Sun and sea",
        "",
    ],
)
def test_a_word_that_only_looks_like_a_date_is_none(text):
    assert date_mentions(text) == ()


def test_an_impossible_date_has_no_day():
    (mention,) = date_mentions("by 2026-02-31")
    assert mention.day is None


@pytest.mark.parametrize(
    ("text", "cycle", "day"),
    [
        ("by Q4", "2026-Q1", date(2026, 12, 31)),
        ("by H1", "2026-Q1", date(2026, 6, 30)),
        ("by EOY", "2026-Q1", date(2026, 12, 31)),
        ("by end of the quarter", "2026-Q2", date(2026, 6, 30)),
        ("by end of the quarter", "2026-H1", None),
        ("this year", "2026-Q2", None),
        ("by H4", "2026-Q2", None),
    ],
)
def test_a_date_without_a_year_means_the_cycles(text, cycle, day):
    (mention,) = date_mentions(text)
    assert last_day(mention, Cycle.parse(cycle)) == day


def test_without_a_cycle_nothing_is_guessed():
    (mention,) = date_mentions("by Q4")
    assert last_day(mention, None) is None
