"""Days as people type them, with and without a locale."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.language.dates import day_readings, read_day

MARCH, APRIL = date(2026, 3, 4), date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "locale", "day"),
    [
        ("2026-03-31", None, date(2026, 3, 31)),
        ("2026/3/1", None, date(2026, 3, 1)),
        ("2026-03-31T18:00:00Z", None, date(2026, 3, 31)),
        ("2026-03-31 18:00", None, date(2026, 3, 31)),
        ("31.03.2026", None, date(2026, 3, 31)),
        ("03.04.2026", None, APRIL),
        ("31.3.26", None, date(2026, 3, 31)),
        ("31/03/2026", None, date(2026, 3, 31)),
        ("12/31/2026", None, date(2026, 12, 31)),
        ("05/05/2026", None, date(2026, 5, 5)),
        ("5 Mar 27", "de_DE", date(2027, 3, 5)),
        ("27. márc. 5.", "hu_HU", date(2027, 3, 5)),
        ("2027 Mar 5", "de_DE", date(2027, 3, 5)),
        ("03/04/2026", "en_US", MARCH),
        ("03/04/2026", "en_GB", APRIL),
        ("3/4/26", "en_US", MARCH),
        ("3/4/26", "fr_FR", APRIL),
        ("03-04-2026", "nl_NL", APRIL),
        ("31/12/2026", "en_US", date(2026, 12, 31)),
        ("1st Sept. 2026", None, date(2026, 9, 1)),
        ("March 31 2026", None, date(2026, 3, 31)),
        ("Mar 31, 2026", "de_DE", date(2026, 3, 31)),
        ("31. März 2026", "de_DE", date(2026, 3, 31)),
        ("31. MÄRZ 2026", "de_DE", date(2026, 3, 31)),
        ("Dienstag, 31. März 2026", "de_DE", date(2026, 3, 31)),
        ("31 mars 2026", "fr_FR", date(2026, 3, 31)),
        ("1er mai 2026", "fr_FR", None),
        ("31 de marzo de 2026", "es_ES", date(2026, 3, 31)),
        ("31 marca 2026", "pl_PL", date(2026, 3, 31)),
        ("31 марта 2026 г.", "ru_RU", date(2026, 3, 31)),
        ("2026年3月31日", "ja_JP", date(2026, 3, 31)),
        ("2026. 3. 31.", "ko_KR", date(2026, 3, 31)),
        ("31 Maret 2026", "id_ID", date(2026, 3, 31)),
        ("2026-02-30", None, None),
        ("32/01/2026", None, None),
        ("13/13/2026", None, None),
        ("31 Marz 2026", None, None),
        ("31. März 2026", None, None),
        ("2026-Q1", None, None),
        ("end of March", None, None),
        ("12.5", None, None),
        ("1-2", None, None),
        ("10 20 2026", None, None),
        ("call 31 March 2026", None, None),
        ("31 มีนาคม 2569", "th_TH", None),
        ("", None, None),
        ("9" * 5_000, None, None),
    ],
)
def test_a_sure_day_is_read_and_what_is_none_is_not(text, locale, day):
    assert read_day(text, locale) == day
    assert len(day_readings(text, locale)) == (day is not None)


@pytest.mark.parametrize("text", ["03/04/2026", "03-04-2026", "3/4/2026"])
def test_a_day_of_two_readings_has_both(text):
    assert day_readings(text) == (MARCH, APRIL)
    assert read_day(text) is None


def test_of_two_figures_each_may_be_the_year():
    assert day_readings("10/11/12") == (date(2010, 11, 12), date(2012, 10, 11), date(2012, 11, 10))


@given(st.dates(date(1900, 1, 1)))
def test_iso_days_come_back(day):
    assert read_day(day.isoformat()) == day


@given(st.text(max_size=70), st.sampled_from([None, "en_US", "de_DE", "ja_JP", "th_TH", "nonsense"]))
def test_any_text_has_days_or_none(text, locale):
    assert all(isinstance(day, date) for day in day_readings(text, locale))
