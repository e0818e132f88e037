"""The wording rules on sentences from many trades: what must be found, and what must be left in peace."""

from __future__ import annotations

import pytest

from okrsdk.findings import Severity
from okrsdk.interchange.importers.draft import DraftKeyResult, DraftObjective
from okrsdk.interchange.importers.draft_findings import check_json_lines
from tests.rules import sentences, structures


def doubts(text, *, is_objective=False):
    """Codes of severity warning or worse at the sentence itself."""
    key_results = () if is_objective else (DraftKeyResult(text=text, line=0),)
    record = DraftObjective(text=text if is_objective else None, key_results=key_results, line=0)
    return [
        placed.finding.code
        for placed in check_json_lines((record,))
        if placed.finding.severity is not Severity.INFO and placed.path != "key_results"
    ]


# Each group of sentences with the rule that finds all of them.
WEAK_KEY_RESULTS = {
    "K201": sentences.TASKS + structures.DONE_WORK,
    "K202": sentences.COUNTED_WORK + structures.COUNTED_IN_OTHER_FORMS,
    "K203": sentences.UNMEASURED + structures.NO_SIZE,
    "K204": sentences.NAMED_METRICS + structures.BARE_NOUNS,
    "K207": structures.JOINED_METRICS,
    "K208": structures.OPEN_NUMBERS,
    "M305": structures.NO_METRIC,
}
WEAK_OBJECTIVES = {
    "O101": sentences.TACTICS + structures.TACTICS,
    "O103": sentences.VAGUE + structures.SLOGANS,
    "O104": sentences.TOPICS + structures.TOPICS,
    "O105": sentences.BARE_METRICS + structures.BARE_METRICS,
    "O117": structures.TWO_OUTCOMES,
}


def coded(groups):
    return [(text, code) for code, texts in groups.items() for text in texts]


@pytest.mark.parametrize(("text", "code"), coded(WEAK_KEY_RESULTS))
def test_a_weak_key_result_is_found_once_by_its_own_rule(text, code):
    assert doubts(text) == [code]


@pytest.mark.parametrize(("text", "code"), coded(WEAK_OBJECTIVES))
def test_a_weak_objective_is_found_once_by_its_own_rule(text, code):
    assert doubts(text, is_objective=True) == [code]


@pytest.mark.parametrize("text", sentences.GOOD_KEY_RESULTS + structures.SOUND_KEY_RESULTS)
def test_a_good_key_result_is_left_in_peace(text):
    assert doubts(text) == []


@pytest.mark.parametrize("text", sentences.GOOD_OBJECTIVES + structures.SOUND_OBJECTIVES)
def test_a_good_objective_is_left_in_peace(text):
    assert doubts(text, is_objective=True) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Send 100% of the planned newsletters", "K202"),
        ("Win more leads", "K203"),
        ("Be more effective at key-account marketing", "K203"),
        ("Launch two campaigns", "K202"),
        ("Implement forms", "K201"),
        ("Increase test coverage to 80%", "K205"),
        ("Reduce complaints from 5 to 9", "K225"),
        ("Increase orders from 1,000 to 1,010", "K227"),
    ],
)
def test_each_weakness_has_its_own_rule(text, code):
    assert doubts(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Regulator approves the new device",
        "The board agrees that we are ready for the audit",
        "Support all five regional languages in the app without a complaint",
        "No outage during the festival",
    ],
)
def test_yes_or_no_is_legitimate(text):
    assert doubts(text) == []


@pytest.mark.parametrize(
    "text",
    ["Steigern der Anfragen um 25%", "Réduire le délai de livraison de 9 à 4 jours", "Aumentar las ventas un 10%"],
)
def test_sentences_in_other_languages_are_left_in_peace(text):
    assert doubts(text) == []
    assert doubts(text, is_objective=True) == ["O102"]  # the number is seen in any language


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Increase bookings from 100 to 140 by launching a new website", True),
        ("Reduce complaints by 20% through training the drivers", True),
        ("Increase pipeline sourced by marketing from $1M to $2M", False),
        ("Increase the share of visits by planning engineers from 10% to 20%", False),
        ("Raise bookings by 20% by the end of spring", False),
    ],
)
def test_a_tactic_inside_is_only_work_with_an_object(text, is_found):
    record = DraftObjective(text=None, key_results=(DraftKeyResult(text=text, line=0),), line=0)
    codes = [placed.finding.code for placed in check_json_lines((record,))]
    assert ("K212" in codes) is is_found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("5S standards are rolled out", "5S standards are rolled out"),
        ("Each ward manager completes a leadership course", "Each ward manager completes a leadership course"),
        ("Case software chosen and rolled out in all offices", "Case software chosen and rolled out"),
        ("Sunset the 2G network", "Sunset the 2G network"),
        ("Freezer list up to date", "Freezer list up to date"),
        ("The second oven is up and running by May", "The second oven is up and running"),
    ],
)
def test_work_is_quoted_as_a_whole_phrase(text, quote):
    record = DraftObjective(text=None, key_results=(DraftKeyResult(text=text, line=0),), line=0)
    messages = [placed.finding.message for placed in check_json_lines((record,))]
    assert f'"{quote}" is work: no number will show whether it helped.' in messages


@pytest.mark.parametrize(
    "text", ["Failed deliveries fall by half", "Absences down by a third", "Thefts at night: none"]
)
def test_an_amount_in_words_is_an_amount(text):
    record = DraftObjective(text=None, key_results=(DraftKeyResult(text=text, line=0),), line=0)
    assert [p.finding.message for p in check_json_lines((record,)) if p.path != "key_results"] == []


def test_a_letter_in_an_objective_is_asked_about_as_what_it_is():
    (found,) = check_json_lines((DraftObjective(text="Become the X for Y", line=0),))[:1]
    assert (found.finding.code, found.finding.message) == ("O102", '"Y" is still there in place of what is meant.')


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Campaign for the 35-hour week", "Campaign for the 35-hour week"),
        ("Snow guns on the valley run are commissioned", "Snow guns on the valley run are commissioned"),
        ("Callers are served in a friendly manner", "Callers are served in a friendly manner"),
        ("Trainees are less nervous than last year", "Trainees are less nervous"),
        ("Raise the number of private payers", "Raise the number of private payers"),
        ("Raise turnover by 12% and halve spoilage", "halve spoilage"),
    ],
)
def test_a_quote_ends_where_the_phrase_ends(text, quote):
    record = DraftObjective(text=None, key_results=(DraftKeyResult(text=text, line=0),), line=0)
    messages = [placed.finding.message for placed in check_json_lines((record,)) if placed.path != "key_results"]
    assert any(f'"{quote}"' in message for message in messages)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Guests know when breakfast ends", '"Guests know when breakfast ends" does not say how many.'),
        ("Members can book their lane online", '"Members can book their lane online" does not say how many.'),
        ("The price list is short", '"The price list is short" does not say how much.'),
        ("Grow the community", '"Grow the community" does not say how much.'),
    ],
)
def test_a_missing_count_is_asked_for_as_a_count(text, message):
    record = DraftObjective(text=None, key_results=(DraftKeyResult(text=text, line=0),), line=0)
    assert message in [placed.finding.message for placed in check_json_lines((record,))]
