"""The rules on numbers and columns of key results, at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.model import CheckIn, Cycle, KeyResult, Kind, OkrSet, Stage
from okrsdk.rules import Form, check

D = Decimal


def codes(text, *, cycle=None, form=Form.TABLES, **fields):
    found = check(OkrSet(cycle=cycle, key_results=(KeyResult(text=text, **fields),)), form=form)
    return {finding.code for finding in found}


@pytest.mark.parametrize("kind", [Kind.INCREASE, Kind.DECREASE])
def test_baseline_and_target_alike_cannot_be_graded_on_a_line(kind):
    assert "K221" in codes("Calls a day", kind=kind, baseline=D("5.0"), target=D(5))


@pytest.mark.parametrize("kind", [Kind.AT_LEAST, Kind.AT_MOST, Kind.BETWEEN])
def test_where_a_number_is_to_stay_they_may_be_alike(kind):
    assert "K221" not in codes("Calls a day", kind=kind, baseline=D(5), target=D(5))


@pytest.mark.parametrize("kind", [Kind.AT_LEAST, Kind.AT_MOST, Kind.FIND_BASELINE, Kind.MILESTONE])
def test_only_a_line_needs_a_baseline(kind):
    assert "K222" not in codes("Calls a day", kind=kind, target=D(5))


def test_a_target_in_the_words_alone_is_asked_for_its_column():
    assert "K223" in codes("Calls a day from 5 to 9")
    assert "K223" not in codes("Calls a day from 5 to 9", target=D(9))


def test_milestones_and_stages_need_no_target():
    assert "K223" not in codes("2 clients live", kind=Kind.MILESTONE)
    assert "K223" not in codes("2 clients live", kind=Kind.STAGES, stages=(Stage(score=D(1), name="live"),))


@pytest.mark.parametrize(
    ("baseline", "target", "is_mixed"),
    [("0.2", "45", True), ("0.2", "0.45", False), ("20", "45", False), ("0.5", "3", False), ("1.05", "1.3", False)],
)
def test_percent_scales_are_mixed_only_where_no_other_reading_is_likely(baseline, target, is_mixed):
    found = codes("Close rate", unit="%", baseline=D(baseline), target=D(target))
    assert ("K224" in found) is is_mixed


@pytest.mark.parametrize(
    ("text", "kind", "baseline", "target", "current", "is_mixed"),
    [
        ("Returns from 6 % to 3 %", Kind.DECREASE, "0.06", "0.03", "4", True),
        ("Returns from 6 % to 3 %", Kind.DECREASE, "0.06", "0.03", "0.04", False),
        ("Returns from 6 % to 3 %", Kind.DECREASE, "6", "3", "0.04", True),
        ("Returns from 6 % to 3 %", Kind.DECREASE, "6", "3", "2", False),
        ("Bounces from 1.5% to 0.5%", Kind.DECREASE, "1.5", "0.5", "0.9", False),
        ("Bounces from 1.5% to 0.5%", Kind.DECREASE, "1.5", "0.5", "0.009", True),
        ("Renewals from 97% to 112%", Kind.INCREASE, "0.97", "1.12", "103", True),
        ("Renewals from 97% to 112%", Kind.INCREASE, "0.97", "1.12", "1.03", False),
        ("Uptime of 99.9%", Kind.AT_LEAST, None, "0.999", "96", True),
        ("Uptime of 99.9%", Kind.AT_LEAST, None, "0.999", "0.4", False),
        ("Share from 31% to 42%", Kind.INCREASE, "0.31", "0.42", "36", True),
        ("Share from 31% to 42%", Kind.INCREASE, "0.31", "0.42", "0.05", False),
    ],
)
def test_a_current_value_on_another_scale_is_found_at_every_size(text, kind, baseline, target, current, is_mixed):
    start = None if baseline is None else D(baseline)
    found = codes(text, unit="%", kind=kind, baseline=start, target=D(target), current=D(current))
    assert ("K224" in found) is is_mixed
    assert "K231" not in found, "one slip, one finding"


def test_a_check_in_on_another_scale_is_found():
    key_result = KeyResult(id="O1-KR1", text="Share", unit="%", baseline=D("0.31"), target=D("0.42"))
    check_in = CheckIn(day=date(2026, 2, 2), key_result_id="O1-KR1", value=D(36))
    found = check(OkrSet(key_results=(key_result,), check_ins=(check_in,)), on=date(2026, 2, 3), form=Form.TABLES)
    (finding,) = (finding for finding in found if finding.code == "K224")
    assert "newest check-in 36" in finding.message
    assert "0.36" in finding.suggestion


@pytest.mark.parametrize(
    ("baseline", "target", "current", "is_found"),
    [("10", "20", "12444", True), ("10", "20", "-300", True), ("20", "10", "900", True), ("10", "20", "45", False)],
)
def test_a_value_many_times_the_way_off_is_doubted(baseline, target, current, is_found):
    found = codes("Registrations", unit="registrations", baseline=D(baseline), target=D(target), current=D(current))
    assert ("K231" in found) is is_found


@pytest.mark.parametrize(
    ("text", "unit", "baseline", "target"),
    [
        ("Increase revenue from 900 € to 1.300 €", "€", "900", "1300"),
        ("Steigere Umsatz von 1.150,50 € auf 1.700 €", "€", "1150.5", "1700"),
        ("Increase revenue from CHF 1'150 to CHF 1'700", "CHF", "1150", "1700"),
        ("Reduce backlog from 1.300 to 700 tickets", "tickets", "1300", "700"),
        ("Move the queue from 1.300 to 1.700", "calls", "1300", "1700"),
        ("Move the rating from 1.300 to 1.700", "points", "1.3", "1.7"),
        ("Handover from 90 min to 1 hour", "minutes", "90", "60"),
        ("Weight from 1.5 t to 900 kg", "t", "1.5", "0.9"),
    ],
)
def test_columns_that_agree_with_one_reading_of_the_words_have_no_finding(text, unit, baseline, target):
    found = codes(text, unit=unit, baseline=D(baseline), target=D(target))
    assert found & {"K225", "K229"} == set()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Reduce complaints from 5 to 9", True),
        ("Increase the close rate from 25% to 20%", True),
        ("Reduce recovery time from 30 minutes to 2 hours", True),
        ("Reduce recovery time from 2 hours to 30 minutes", False),
        ("Improve page load from 4s to 2s", False),
        ("Increase trials from X to Y", False),
    ],
)
def test_a_direction_against_the_words_is_an_error_only_for_plain_verbs(text, is_found):
    assert ("K225" in codes(text)) is is_found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Increase orders from 1,000 to 1,010", "K227"),
        ("Increase availability from 99.7% to 99.95%", None),
        ("Increase orders from 1,000 to 1,100", None),
        ("Grow orders from 200 to 9,000", "K228"),
        ("Grow pilot customers from 2 to 100", None),
        ("Raise the share from 1% to 40%", None),
    ],
)
def test_a_stretch_is_neither_trivial_nor_absurd(text, code):
    assert codes(text) & {"K227", "K228"} == ({code} if code else set())


@pytest.mark.parametrize(
    ("text", "baseline", "target", "is_found"),
    [
        ("Trials from 40 to 90", "40", "90", False),
        ("Trials from 40 to 90", "40", "80", True),
        ("Close rate from 20% to 45%", "0.2", "0.45", False),
        ("MRR from $1.2M to $2M", "1.2", "2", False),
        ("MRR from $1.2M to $2M", "1200000", "2000000", False),
        ("Reach 90 trials", "40", "80", False),
    ],
)
def test_words_and_columns_may_differ_in_scale_only(text, baseline, target, is_found):
    assert ("K229" in codes(text, baseline=D(baseline), target=D(target))) is is_found


@pytest.mark.parametrize(
    ("text", "due", "is_found"),
    [
        ("Rating of 4.6", date(2026, 3, 31), False),
        ("Rating of 4.6", date(2026, 1, 1), False),
        ("Rating of 4.6", date(2026, 4, 1), True),
        ("Rating of 4.6", date(2025, 12, 31), True),
        ("Rating of 4.6 by 2026-06-30", None, True),
        ("Rating of 4.6 by Q3 2026", None, True),
        ("Rating of 4.6 by Q3", None, False),
        ("Rating of 4.6, up from 4.1 in 2025", None, False),
    ],
)
def test_a_date_has_to_lie_in_the_cycle(text, due, is_found):
    assert ("K241" in codes(text, cycle=Cycle.parse("2026-Q1"), due=due)) is is_found


def test_one_missing_number_is_said_once():
    assert codes("Improve quality") & {"K203", "K204", "K206", "K222", "K223"} == {"K203"}
    assert codes("Customer satisfaction") & {"K203", "K204", "K206", "K223"} == {"K204"}
    assert codes("Launch the shop") & {"K201", "K202", "K203", "K204", "K206", "K223"} == {"K201"}


def test_columns_that_measure_make_up_for_words_that_do_not():
    measured = {"baseline": D(5), "target": D(9), "unit": "points", "source": "Survey", "owner": "Head of Service"}
    assert codes("Improve satisfaction", **measured) == set()


def test_a_blank_row_is_left_to_the_structure_rules():
    assert codes("") == set()
    assert codes("   ") == set()


def _steps(**fields):
    findings = check(OkrSet(key_results=(KeyResult(text="Open the second workshop", **fields),)))
    return [finding.code for finding in findings if finding.code in ("K251", "K252")]


@pytest.mark.parametrize(
    ("current", "codes"), [("0.5", ["K251"]), ("66", ["K251"]), ("-1", ["K251"]), ("0", []), ("1.0", []), (None, [])]
)
def test_a_milestone_is_done_or_not_done(current, codes):
    assert _steps(kind=Kind.MILESTONE, current=None if current is None else Decimal(current)) == codes


def test_a_milestone_by_its_check_in_is_done_or_not_done_as_well():
    key_result = KeyResult(id="O1-KR1", objective_id="O1", text="Open the second workshop", kind=Kind.MILESTONE)
    half = CheckIn(day=date(2027, 2, 1), key_result_id="O1-KR1", value=Decimal("0.4"))
    findings = check(OkrSet(key_results=(key_result,), check_ins=(half,)), on=date(2027, 2, 3))
    (finding,) = (finding for finding in findings if finding.code == "K251")
    assert "stages" in finding.suggestion


def test_stages_are_needed_by_their_kind_alone():
    stages = (Stage(score=Decimal(1), name="open"),)
    assert _steps(kind=Kind.STAGES) == ["K252"]
    assert _steps(kind=Kind.STAGES, stages=stages) == []
    assert _steps(kind=Kind.INCREASE) == []


def found_in(locale, text, **fields):
    """The codes of a sheet of this locale, whose cycle is the first quarter of 2026."""
    key_result = KeyResult(text=text, **fields)
    return {one.code for one in check(OkrSet(cycle=Cycle.parse("2026-Q1"), key_results=(key_result,), locale=locale))}


@pytest.mark.parametrize(("locale", "is_found"), [("de_DE", True), ("en_US", False), ("", False)])
def test_the_words_are_read_in_the_locale_of_their_sheet(locale, is_found):
    assert ("K225" in found_in(locale, "Increase orders from 1.200 to 900 a month")) is is_found


@pytest.mark.parametrize(("locale", "is_found"), [("fr_FR", True), ("", False)])
def test_a_deadline_in_the_locale_of_its_sheet_is_held_against_the_cycle(locale, is_found):
    assert ("K241" in found_in(locale, "De 9 à 4 plaintes d'ici le 30 juin 2026")) is is_found
