"""Cells and form fields as amounts: the readings of each text in the locale it was written in, and its unit."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.language.digits import Evidence, readings
from okrsdk.language.numbers import amounts, chosen, read_amount
from tests.present import present

D = Decimal

SURE = [
    # text, locale, value, unit
    ("7", None, "7", ""),
    ("007", None, "7", ""),
    ("12.5", None, "12.5", ""),
    ("12,5", None, "12.5", ""),
    ("12.5", "de_DE", "12.5", ""),
    ("12,5", "en_US", "12.5", ""),
    (".5", None, "0.5", ""),
    ("5.", None, "5", ""),
    ("0,125", None, "0.125", ""),
    ("0.125", None, "0.125", ""),
    ("0,125", "en_US", "0.125", ""),
    ("0.125", "de_DE", "0.125", ""),
    ("1,234", "en_US", "1234", ""),
    ("1.234", "en_US", "1.234", ""),
    ("1,234", "de_DE", "1.234", ""),
    ("1.234", "de_DE", "1234", ""),
    ("1,234", "en-GB", "1234", ""),
    ("1.234", "es_ES", "1234", ""),
    ("1,234", "fr_FR", "1.234", ""),
    ("12.444", "ja_JP", "12.444", ""),
    ("1.234.567", None, "1234567", ""),
    ("1,234,567", None, "1234567", ""),
    ("1,234,567", "de_DE", "1234567", ""),
    ("1,234.5", None, "1234.5", ""),
    ("1.234,5", None, "1234.5", ""),
    ("1.234,5", "en_US", "1234.5", ""),
    ("1 650 000", None, "1650000", ""),
    ("1\u00a0650\u00a0000,25", None, "1650000.25", ""),
    ("1\u202f650\u202f000", "fr_FR", "1650000", ""),
    ("1\u2009650", None, "1650", ""),
    ("1'650'000", None, "1650000", ""),
    ("1’650’000.50", "de_CH", "1650000.5", ""),
    ("12,34,567", None, "1234567", ""),
    ("12,34,567.89", "en_IN", "1234567.89", ""),
    ("1,00,000", "hi_IN", "100000", ""),
    ("١٢٣٤", "ar_EG", "1234", ""),
    ("١٬٢٣٤٫٥", None, "1234.5", ""),
    ("१२,३४,५६७", "hi_IN", "1234567", ""),
    ("１２３", None, "123", ""),
    ("12％", None, "12", "%"),
    ("2 trillion", None, "2000000000000", ""),
    ("2 trillion", "de_DE", "2000000000000000000", ""),
    ("20 mil", "es_ES", "20000", ""),
    ("3rd", None, "3", "ordinal"),
    ("-5", None, "-5", ""),
    ("\u22125", None, "-5", ""),
    ("- 5", None, "-5", ""),
    ("5-", None, "-5", ""),
    ("+5", None, "5", ""),
    ("(5)", None, "-5", ""),
    ("$-5", None, "-5", "$"),
    ("-$5", None, "-5", "$"),
    ("($450,000)", "en_US", "-450000", "USD"),
    ("(€ 450)", None, "-450", "EUR"),
    ("EUR-5", None, "-5", "EUR"),
    ("45 %", None, "45", "%"),
    ("45%", None, "45", "%"),
    ("45\u202f%", "fr_FR", "45", "%"),
    ("٤٥٪", "ar_EG", "45", "%"),
    ("45 per cent", None, "45", "%"),
    ("45 percent", None, "45", "%"),
    ("45 Prozent", "de_DE", "45", "%"),
    ("5 pp", None, "5", "pp"),
    ("5 percentage points", None, "5", "pp"),
    ("5 %-points", None, "5", "pp"),
    ("20 bps", None, "20", "bps"),
    ("3‰", None, "3", "‰"),
    ("99.995 %", None, "99.995", "%"),
    ("1.2k", None, "1200", ""),
    ("1.2K", None, "1200", ""),
    ("3M", None, "3000000", ""),
    ("2bn", None, "2000000000", ""),
    ("2 B", None, None, None),
    ("2 thousand", None, "2000", ""),
    ("1.5 million", None, "1500000", ""),
    ("1,5 Mio. €", None, "1500000", "EUR"),
    ("1,5 Mio €", "de_DE", "1500000", "EUR"),
    ("3 Mrd. EUR", None, "3000000000", "EUR"),
    ("2 Tsd. €", None, "2000", "EUR"),
    ("5 lakh", None, "500000", ""),
    ("₹5 lakh", None, "500000", "INR"),
    ("₹2 Cr", None, "20000000", "INR"),
    ("1.5 crore", None, "15000000", ""),
    ("5 mil", "es_MX", "5000", ""),
    ("5 mil", "en_US", "5000000", ""),
    ("2 Billionen", "de_DE", "2000000000000", ""),
    ("2 billion", "en_GB", "2000000000", ""),
    ("2 billion", "fr_FR", "2000000000000", ""),
    ("3 万", "zh_CN", "30000", ""),
    ("2 млн", "ru_RU", "2000000", ""),
    ("$2m", None, "2000000", "$"),
    ("2m €", None, "2000000", "EUR"),
    ("5kEUR", None, "5000", "EUR"),
    ("12 kEUR", None, "12000", "EUR"),
    ("5M€", None, "5000000", "EUR"),
    ("1 650 000 kr", None, "1650000", "kr"),
    ("1 650 000 kr", "sv_SE", "1650000", "SEK"),
    ("1.650.000 kr.", "da_DK", "1650000", "DKK"),
    ("120 000 zł", None, "120000", "PLN"),
    ("1'650 Fr.", None, "1650", "CHF"),
    ("CHF 1'650.50", None, "1650.5", "CHF"),
    ("R$ 250.000,50", None, "250000.5", "BRL"),
    ("R$ 250.000", "pt_BR", "250000", "BRL"),
    ("US$ 5", None, "5", "USD"),
    ("$1,234", None, "1234", "$"),
    ("£1,234", None, "1234", "GBP"),
    ("$5", "en_US", "5", "USD"),
    ("$5", "en_CA", "5", "CAD"),
    ("¥900", "ja_JP", "900", "JPY"),
    ("5 XAF", None, "5", "XAF"),
    ("AED 40", None, "40", "AED"),
    ("TRY 500", None, "500", "TRY"),
    ("₺500", None, "500", "TRY"),
    ("80kg", None, "80", "kg"),
    ("60 kWh", None, "60", "kWh"),
    ("1.2s", None, "1.2", "seconds"),
    ("800ms", None, "800", "ms"),
    ("1.5 t", None, "1.5", "t"),
    ("8 °C", None, "8", "°C"),
    ("40pcs", None, "40", "pcs"),
    ("12 FTE", None, "12", "FTE"),
    ("1h30", None, "90", "minutes"),
    ("1 h 30 min", None, "90", "minutes"),
    ("2 hours 15 minutes", None, "135", "minutes"),
    ("12m30s", None, "750", "seconds"),
    ("1d 4h", None, "28", "hours"),
    ("9:12 minutes", None, "9.2", "minutes"),
    ("9:10 min", None, "550", "seconds"),
    ("1:50 h", None, "110", "minutes"),
    ("3:45:00", None, "225", "minutes"),
    ("3:1", None, "3", ":1"),
    ("3:2", None, "1.5", ":1"),
    ("1.8x", None, "1.8", "x"),
    ("~50", None, "50", ""),
    ("≈ 50 %", None, "50", "%"),
]  # fmt: skip

UNSURE = [
    # text, locale, readings
    ("1.234", None, ("1234", "1.234")),
    ("1,234", None, ("1234", "1.234")),
    ("-1.234", None, ("-1234", "-1.234")),
    ("€1,234", None, ("1234", "1.234")),
    ("$1.234", None, ("1234", "1.234")),
    ("1.234", "fr_FR", ("1234", "1.234")),
    ("1,234", "de_CH", ("1234", "1.234")),
    ("1.234", "xx_YY", ("1234", "1.234")),
    ("1.234 %", None, ("1234", "1.234")),
    ("1.234 Mio.", None, ("1234000000", "1234000")),
    ("5m", None, ("5000000", "5")),
    ("5 mil", None, ("5000", "5000000")),
    ("1:12", None, ("72", "1.2")),
]  # fmt: skip

NONE = [
    *("", "-", "–", "%", "$", "k", ".", ",", "TBD", "n/a", "--5", "+-5", "(-5)", "5-10", "5 – 10", "1/2", "1e3"),
    *("1E+06", "1,2,3", "1.2.3", "1.234,", "0,123,456", "1,23,45", "1 2", "50 leads", "about 50", "≥ 99.9 %", "10+"),
    *("5 M€ x", "P1", "Q4", "24/7", "50/50", "5G", "2FA", "9:30 am", "2 of 3 or 4", "7:99", "three", "X"),
    *("2026-03-31", "1" * 40),
]  # fmt: skip


@pytest.mark.parametrize(("text", "locale", "value", "unit"), SURE)
def test_a_sure_amount_has_one_reading_and_its_unit(text, locale, value, unit):
    amount = read_amount(text, locale)
    if value is None:
        assert amount is None
    else:
        assert amount is not None
        assert (amount.value, amount.unit, amount.is_unsure) == (D(value), unit, False)


@pytest.mark.parametrize(("text", "locale", "expected"), UNSURE)
def test_what_is_not_sure_keeps_all_its_readings(text, locale, expected):
    amount = present(read_amount(text, locale))
    assert (amount.readings, amount.value, amount.is_unsure) == (tuple(map(D, expected)), None, True)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_single_amount_is_none(text):
    assert read_amount(text) is None


def test_a_given_value_chooses_its_reading_and_no_other_does():
    amount = present(read_amount("1.200"))
    assert chosen(amount, D(1200)).value == 1200
    assert chosen(amount, D("1.2")).value == D("1.2")
    assert chosen(amount, D(12)).is_unsure


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (Evidence(is_english=True), ("1234",)),
        (Evidence(is_english=True, locale="de_DE"), ("1234", "1.234")),
        (Evidence(locale="de_DE"), ("1.234",)),
    ],
)
def test_english_words_and_a_german_locale_do_not_outvote_each_other(evidence, expected):
    assert readings("1,234", evidence) == tuple(map(D, expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Umsatz von 1.250,50 € auf 1.600 €", [("1250.50",), ("1600",)]),
        ("Latency from 1.250 s to 0.9 s", [("1.250",), ("0.9",)]),
        ("Reach 1,200 members", [("1200",)]),
        ("Reach 1.200 members", [("1200", "1.200")]),
        ("Mitglieder 1,200", [("1200", "1.200")]),
    ],
)
def test_the_other_numbers_of_a_sentence_and_its_language_settle_a_reading(text, expected):
    assert [amount.readings for amount in amounts(text)] == [tuple(map(D, values)) for values in expected]


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "9" * 29, "1e999999", "1E-999999", "1," * 50_000, "(" * 5_000, "1 " * 50_000, "1:" * 20_000]
)
def test_hostile_texts_take_no_time_and_give_no_number(text):
    started = time.process_time()
    assert read_amount(text) is None
    assert amounts(text[:1_000]) is not None
    assert time.process_time() - started < 1


@given(st.text(max_size=80))
def test_any_text_has_readings_or_none(text):
    amount = read_amount(text)
    assert amount is None or (amount.readings and all(reading.is_finite() for reading in amount.readings))


@given(st.text("0123456789.,'’ \u00a0-−+$€%kmM()/:", max_size=30))
def test_the_same_text_in_two_locales_never_gives_more_than_the_readings_without_one(text):
    undetermined = read_amount(text)
    for locale in ("en_US", "de_DE", "fr_FR", "de_CH"):
        told = read_amount(text, locale)
        assert (told is None) == (undetermined is None)
        if told is not None and undetermined is not None:
            assert set(told.readings) <= set(undetermined.readings)
