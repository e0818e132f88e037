"""What the columns of a draft are filled with: each sentence labelled by hand, percentages as shares."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.language.filling import filled
from okrsdk.language.sentence import parse_key_result
from okrsdk.model import KeyResult, Kind

UP, DOWN, LEAST, MOST, BETWEEN = Kind.INCREASE, Kind.DECREASE, Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN

SENTENCES = [
    # text, kind that the words say, baseline, target, unit
    ("Deliver parcels to 98 per cent of customers within 2 days", None, None, "0.98", "%"),
    ("Raise the on-time share from 91 percent to 97 percent", UP, "0.91", "0.97", "%"),
    ("Turn the margin from −3 % to 5 %", UP, "-0.03", "0.05", "%"),
    ("Raise renewals from 97% to 112%", UP, "0.97", "1.12", "%"),
    ("Error rate from 20 bps to 5 bps", DOWN, "20", "5", "bps"),
    ("Uptime of 99.995%", None, None, "0.99995", "%"),
    # two units of one dimension become one
    ("Cut waiting from 1 h 20 min to 50 min", DOWN, "80", "50", "minutes"),
    ("Cut build time from 12m30s to 8m", DOWN, "750", "480", "seconds"),
    ("Median answer time from 9:12 minutes to 6:00 minutes", DOWN, "9.2", "6", "minutes"),
    ("Handover from 90 min to 1 hour", DOWN, "90", "60", "minutes"),
    ("Bring lead time down from 3 weeks to 10 days", DOWN, "21", "10", "days"),
    ("Page weight from 1.2 MB to 700 KB", DOWN, "1.2", "0.7", "MB"),
    ("Fill the truck from 1.8 t to 2,400 kg", UP, "1.8", "2.4", "t"),
    ("Cut CO2 per parcel from 1.2kg to 800g", DOWN, "1.2", "0.8", "kg"),
    ("Range from 240km to 300 km", UP, "240", "300", "km"),
    ("Lower power use from 60kWh to 45kWh a day", DOWN, "60", "45", "kWh"),
    ("Notice period from 1 year to 6 months", DOWN, "1", "0.5", "years"),
    # money in every dress
    ("Lower the bill from €1,250.50 to €980", DOWN, "1250.50", "980", "€"),
    ("Umsatz von 1,5 Mio. € auf 2 Mio. €", UP, "1500000", "2000000", "€"),
    ("Umsatz von 1.250,50 € auf 1.600 €", UP, "1250.50", "1600", "€"),
    ("Grow revenue from ₹12,34,567 to ₹15,00,000", UP, "1234567", "1500000", "₹"),
    ("Grow revenue from ₹5 lakh to ₹8 lakh", UP, "500000", "800000", "₹"),
    ("Profit from -$5k to $20k", UP, "-5000", "20000", "$"),
    ("Profit from ($450,000) to $100,000", UP, "-450000", "100000", "$"),
    ("Increase MRR from USD 12k to USD 20k", UP, "12000", "20000", "$"),
    ("Increase MRR from 12 kEUR to 20 kEUR", UP, "12000", "20000", "€"),
    ("Increase MRR from CHF 12'000.50 to CHF 20'000", UP, "12000.50", "20000", "CHF"),
    ("Revenue of 1 650 000 kr", None, None, "1650000", "kr"),
    ("Revenue of 1'650'000 Fr.", None, None, "1650000", "CHF"),
    ("Revenue of 120 000 zł", None, None, "120000", "PLN"),
    ("Revenue of R$ 250.000,50", None, None, "250000.50", "BRL"),
    ("Raise revenue to €1.2m", UP, None, "1200000", "€"),
    ("Spend under 10 million kr", MOST, None, "10000000", "kr"),
    # what has two readings fills nothing, unless the words leave one
    ("Reach 12.345 sign-ups", None, None, None, ""),
    ("Sell 2m seats", None, None, None, ""),
    ("Cut errors from 5m to 2m", DOWN, None, None, ""),
    ("Increase users from 900k to 2m", UP, "900000", "2000000", ""),
    ("Increase sales from 900 € to 1.200 €", UP, "900", "1200", "€"),
    ("Cut the queue from 1.200 to 800 calls", DOWN, "1200", "800", ""),
    ("Latency from 1.250 s to 0.9 s", DOWN, "1.250", "0.9", "seconds"),
    ("Rating from 0,100 to 0,125", UP, "0.100", "0.125", ""),
    ("Reach 1,000 sign-ups", None, None, "1000", ""),
    ("Row 2 km in under 9:30", MOST, None, None, ""),
    ("Ratio of seniors to juniors from 1:4 to 1:3", None, None, None, ""),
    ("LTV to CAC ratio of 3:1", None, None, "3", ":1"),
    ("Hire rate from 1 in 5 to 1 in 3", None, None, None, ""),
    # one scale for both ends
    ("Sign-ups from 1,2 to 1,8 million", UP, "1200000", "1800000", ""),
    ("From 5 to 8 million visits", UP, "5000000", "8000000", ""),
    ("Raise ARR from €1.2 to €1.8 million", UP, "1200000", "1800000", "€"),
    ("MAU: 10k (Jan) → 15k (Mar)", UP, "10000", "15000", ""),
    ("Sign-ups 1.2M → 1.8M", UP, "1200000", "1800000", ""),
    # arrows
    ("Orders 100 => 140", UP, "100", "140", ""),
    ("Orders: 100→140", UP, "100", "140", ""),
    ("Orders 100->140", UP, "100", "140", ""),
    ("Orders 100 --> 140", UP, "100", "140", ""),
    ("Orders per day 40 -> 60", UP, "40", "60", ""),
    ("Orders => 140 a month", None, None, "140", ""),
    # bounds
    ("Answer the phone in under 30 seconds", MOST, None, "30", "seconds"),
    ("No more than 3 late deliveries a month", MOST, None, "3", ""),
    ("No fewer than 30 site visits", LEAST, None, "30", ""),
    ("Never more than 2 open incidents", MOST, None, "2", ""),
    ("At most 3 late deliveries", MOST, None, "3", ""),
    ("No guest waits longer than 10 minutes", MOST, None, "10", "minutes"),
    ("Overtime limited to 10 hours a week", MOST, None, "10", "hours"),
    ("Attrition no higher than 8 %", MOST, None, "0.08", "%"),
    ("Cut 3 tools from our stack", DOWN, None, None, ""),
    ("One in five visitors subscribes", None, None, None, ""),
    ("Less than 1 in 100 parcels lost", MOST, None, None, ""),
    ("Latency below 300 ms (was 450 ms)", DOWN, "450", "300", "ms"),
    ("40+ new partners", LEAST, None, "40", ""),
    (">= 40 partners", LEAST, None, "40", ""),
    ("<= 3 bugs", MOST, None, "3", ""),
    ("Late deliveries fall below 3%", MOST, None, "0.03", "%"),
    ("Pay out within 3 business days", MOST, None, "3", "business days"),
    ("Keep the cold store between 2 and 8 °C", BETWEEN, "2", "8", "°C"),
    ("Keep the cold store at 2-8 °C", BETWEEN, "2", "8", "°C"),
    ("Between 20 and 25 new members a month", BETWEEN, "20", "25", ""),
    ("Publish 4-5 reports a month", None, None, None, ""),
    # falls anywhere
    ("Invoicing the customers reduced to 4 days", DOWN, None, "4", "days"),
    ("Late deliveries reduced by 20%", DOWN, None, None, ""),
    ("Reduction of late deliveries from 5% to 3%", DOWN, "0.05", "0.03", "%"),
    ("20% fewer late deliveries", DOWN, None, None, ""),
    ("30 % reduction in returns", DOWN, None, None, ""),
    ("Complaints down to 9 a month", DOWN, None, "9", ""),
    ("Complaints down 12%", DOWN, None, None, ""),
    ("Zero lost parcels", DOWN, None, "0", ""),
    ("Get to zero complaints", DOWN, None, "0", ""),
    ("Reduce to 9 days the time to close", DOWN, None, "9", "days"),
    ("Churn dropped from 5% to 4%", DOWN, "0.05", "0.04", "%"),
    ("Branded search up 30 %", UP, None, None, ""),
    ("Grow revenue 20% within 6 months", UP, None, None, ""),
    # context is no target
    ("A restore of 2 TB takes less than 6 hours", MOST, None, "6", "hours"),
    ("Index 12 sites (≤ 100k files each) in less than 4 hours", MOST, None, "4", "hours"),
    ("Year 9 pupils at level from 61% to 75%", UP, "0.61", "0.75", "%"),
    ("Phase 2+ dealers at 1.4x of plan", None, None, None, ""),
    ("Win 20 customers with more than 500 staff", None, None, "20", ""),
    ("95% of pages load in under 2 s", None, None, "0.95", "%"),
    ("Less than 5% of calls wait more than 2 minutes", MOST, None, "0.05", "%"),
    ("Every one of the 12 clinics answers within 24 hours", MOST, None, "24", "hours"),
    ("90-day retention above 40%", LEAST, None, "0.4", "%"),
    ("In the next 3 months win 12 dealers", None, None, "12", ""),
    ("20% more bookings within 6 months", UP, None, None, ""),
    ("Reach the top 10 in the app store", None, None, None, ""),
    ("2 of 3 clinics live", None, None, "2", ""),
    ("Sell 200 3D printers", None, None, "200", ""),
    ("5 new 5G sites live", None, None, "5", ""),
    ("Last train 23:50", None, None, None, ""),
    ("Open at 9:30 am on weekdays", None, None, None, ""),
    # where things are and where they should go
    ("Churn (from 5% to 3%)", DOWN, "0.05", "0.03", "%"),
    ("Churn 5% (target: 3%)", DOWN, "0.05", "0.03", "%"),
    ("NPS 42 (goal 60)", UP, "42", "60", ""),
    ("NPS: 42 now, 60 by December", UP, "42", "60", ""),
    ("Increase NPS 30 to 45", UP, "30", "45", ""),
    ("Increase score from 7/10 to 9/10", UP, "7", "9", "/10"),
    # other languages
    ("Von 20 auf 35 Anmeldungen pro Woche", UP, "20", "35", ""),
    ("Van 20 naar 35 aanmeldingen", UP, "20", "35", ""),
    ("De 20 para 35 clientes", UP, "20", "35", ""),
    ("De 20 à 35 clients", None, None, None, ""),
    ("Augmenter le panier de 42,50 € à 48 €", None, None, None, ""),
    ("Da 20 a 35 clienti al mese", None, None, None, ""),
    ("Увеличить продажи с 20 до 35", None, None, None, ""),
    ("売上を1,000から1,200へ", None, None, None, ""),
    ("Продажи 20 → 35", UP, "20", "35", ""),
]  # fmt: skip

METRICS = [
    ("Raise the on-time share from 91 percent to 97 percent", "on-time share"),
    ("Speed of pick-up from 3.9 to 4.6", "Speed of pick-up"),
    ("Cost of set-up down 12%", "Cost of set-up"),
    ("Invoicing the customers reduced to 4 days", "Invoicing the customers"),
    ("Late deliveries fall below 3%", "Late deliveries"),
    ("Reduction of late deliveries from 5% to 3%", "late deliveries"),
    ("30 % reduction in returns", "returns"),
    ("No more than 3 late deliveries a month", "late deliveries a month"),
    ("About 40 new partners", "partners"),
    ("Attrition no higher than 8 %", "Attrition"),
    ("A restore of 2 TB takes less than 6 hours", "restore of 2 TB takes"),
    ("Orders => 140 a month", "Orders"),
    ("Churn 5% (target: 3%)", "Churn"),
    ("Los Angeles bookings from 100 to 140", "Los Angeles bookings"),
    ("Von 20 auf 35 Anmeldungen pro Woche", ""),
    ("Augmenter le panier de 42,50 € à 48 €", ""),
]  # fmt: skip


def number(text):
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(("text", "kind", "baseline", "target", "unit"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_columns_take_what_the_words_say_and_nothing_else(text, kind, baseline, target, unit):
    key_result = filled(KeyResult(text=text))
    assert parse_key_result(text).kind is kind
    assert (key_result.baseline, key_result.target) == (number(baseline), number(target))
    assert key_result.unit == unit


@pytest.mark.parametrize(("text", "metric"), METRICS, ids=[row[0] for row in METRICS])
def test_the_metric_is_what_is_counted(text, metric):
    assert filled(KeyResult(text=text)).metric == metric


def test_a_locale_settles_what_the_words_leave_open():
    assert parse_key_result("Reach 12.345 sign-ups", "de_DE").target_value == 12_345
    assert parse_key_result("Reach 12.345 points", "en_US").target_value == Decimal("12.345")
