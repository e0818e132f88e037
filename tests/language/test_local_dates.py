"""Dates in sentences of other languages, where the locale is told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.language.date_mentions import date_mentions
from okrsdk.language.objective import parse_objective
from okrsdk.language.sentence import parse_key_result

UNTIL = {
    "de_DE": "bis",
    "fr_FR": "d'ici le",
    "es_MX": "antes del",
    "pt_BR": "até",
    "it_IT": "entro il",
    "nl_NL": "vóór",
    "sv_SE": "senast den",
    "da_DK": "senest",
    "nb_NO": "innen",
    "pl_PL": "do",
}


@pytest.mark.parametrize(
    ("locale", "text", "words", "day"),
    [
        ("de_DE", "Umsatz bis 31. März steigern", "bis 31. März", None),
        ("de_DE", "Bis zum 31.3. fertig", "Bis zum 31.3.", None),
        ("de_CH", "bis Ende März 2026", "bis Ende März 2026", date(2026, 3, 31)),
        ("de_AT", "bis 31.03.2026", "bis 31.03.2026", date(2026, 3, 31)),
        ("de_DE", "bis Ende 2026", "bis Ende 2026", date(2026, 12, 31)),
        ("de_DE", "bis Ende Q1 2026", "bis Ende Q1 2026", date(2026, 3, 31)),
        ("fr_FR", "4 plaintes d'ici le 31 mars", "d'ici le 31 mars", None),
        ("fr_CA", "avant le 1er avril 2026", "avant le 1er avril 2026", date(2026, 4, 1)),
        ("fr_FR", "d’ici fin mars 2026", "d’ici fin mars 2026", date(2026, 3, 31)),
        ("es_ES", "antes del 31 de marzo", "antes del 31 de marzo", None),
        ("es_ES", "para finales de junio de 2026", "para finales de junio de 2026", date(2026, 6, 30)),
        ("pt_PT", "até ao fim de março de 2026", "até ao fim de março de 2026", date(2026, 3, 31)),
        ("it_IT", "entro fine marzo", "entro fine marzo", None),
        ("nl_BE", "tot en met 5 mei 2026", "tot en met 5 mei 2026", date(2026, 5, 5)),
        ("nb_NO", "innen utgangen av mars 2026", "innen utgangen av mars 2026", date(2026, 3, 31)),
        ("de_DE", "bis 31. Februar 2026", "bis 31. Februar 2026", None),
        ("de_DE", "Reach 40 by March 7, 2026", "by March 7, 2026", date(2026, 3, 7)),
    ],
)
def test_a_deadline_is_found_with_its_words(locale, text, words, day):
    (mention,) = date_mentions(text, locale)
    assert (mention.text, mention.day, mention.is_deadline) == (words, day, True)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("es_ES", "A 20 km del mar"),
        ("es_ES", "De 5 para 9 ventas"),
        ("it_IT", "Vincere 3 set"),
        ("de_DE", "von 31 auf 45 Aufträge"),
        ("de_DE", "Mai-Aktion"),
        ("fr_FR", "de 9 à 4"),
        ("xx_XX", "bis 31. März"),
        (None, "bis 31. März"),
        ("th_TH", "ภายใน 31 มีนาคม"),
    ],
)
def test_a_word_or_number_that_only_looks_like_a_date_is_none(locale, text):
    assert date_mentions(text, locale) == ()


@pytest.mark.parametrize("locale", UNTIL)
@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
@settings(max_examples=15, deadline=None)
def test_a_day_written_out_as_its_locale_does_comes_back_as_a_deadline(locale, day):
    written = f"9 {UNTIL[locale]} {format_date(day, 'long', locale=locale)}, 4"
    (mention,) = date_mentions(written, locale)
    assert (mention.day, mention.is_deadline) == (day, True)
    assert [amount.value for amount in parse_key_result(written, locale).amounts] == [9, 4]


def test_what_is_no_deadline_in_a_language_is_still_a_date():
    (mention,) = date_mentions("31 марта 2026", "ru_RU")
    assert (mention.day, mention.is_deadline) == (date(2026, 3, 31), False)


def test_a_key_result_and_an_objective_are_read_in_the_locale_of_their_sheet():
    said = parse_key_result("Umsatz bis 31. März 2026 von 1.200 € auf 1.500 € steigern", "de_DE")
    assert (said.start_value, said.target_value, said.unit) == (Decimal(1200), Decimal(1500), "EUR")
    assert said.due is not None
    assert said.due.day == date(2026, 3, 31)
    objective = parse_objective("Bis 31. März 2026 das Haus der kurzen Wege sein", "de_DE")
    assert (objective.amounts, [one.day for one in objective.dates]) == ((), [date(2026, 3, 31)])


def test_german_words_in_an_american_sheet_are_not_read_as_american():
    said = parse_key_result("Von 1.200 auf 1.500 Bestellungen", "en_US")
    assert (said.start_value, said.target_value) == (None, None)
