"""What the cards say in other languages: everything that is ours, and nothing that is the person's own."""

import re
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

import pytest

from okrsdk.assessment import assess
from okrsdk.cycle import status
from okrsdk.findings import Table
from okrsdk.language.locales import cldr
from okrsdk.language.translation import Translator
from okrsdk.model import FunnelStage, OkrSet, StrategyEntry, StrategyPart, Visibility
from okrsdk.rulebook import rule_info
from okrsdk.schema import columns
from sheets_addon.addon.cards.check import check_card
from sheets_addon.addon.cards.check_in import check_in_card
from sheets_addon.addon.cards.client import client_card
from sheets_addon.addon.cards.deciding import DecisionForm, decision_card
from sheets_addon.addon.cards.errors import offer_card, permission_card
from sheets_addon.addon.cards.grade import grade_card
from sheets_addon.addon.cards.home import home_card
from sheets_addon.addon.cards.key_result import key_result_card
from sheets_addon.addon.cards.meeting import meeting_card
from sheets_addon.addon.cards.row_form import RowForm, inputs_of, row_form_card
from sheets_addon.addon.cards.strategy import next_cycle_section, strategy_card
from sheets_addon.addon.navigation import Links
from sheets_addon.translation import localized
from tests.samples import sample

from .cards import buttons, card_of

LINKS = Links(base="https://okr.example.com/addon", spreadsheet_id="x", workbook_url="https://docs.example.com/x")
SHOWN = {"text", "title", "subtitle", "header", "topLabel", "bottomLabel", "label", "hintText", "altText"}
DAY, LAST_WEEKS = date(2026, 11, 16), date(2026, 12, 21)
STRATEGY = (
    StrategyEntry(part=StrategyPart.CHALLENGE, text="314"),
    StrategyEntry(part=StrategyPart.CHALLENGE, text="271", why="828"),
    StrategyEntry(part=StrategyPart.KPI, text="159", source="265", healthy_to=Decimal(8), current=Decimal(12)),
    StrategyEntry(part=StrategyPart.KPI, text="160", source="265", healthy_from=Decimal(8)),
    StrategyEntry(part=StrategyPart.KPI, text="161"),
)


class Silent(Translator):
    """Says nothing itself: what is left of a card is what nobody can translate."""

    def _template(self, said):
        parts = self.parse(super()._template(said))
        return "".join(re.sub(r"[^\W\d_]", "", literal) + _field(name, form) for literal, name, form, _ in parts)


def _field(name, form):
    return "" if name is None else f"{{{name}{f':{form}' if form else ''}}}"


def silent(card):
    locale = cldr("de")
    assert locale is not None
    return _of(card, Silent(locale, []))


def _of(document, translator):
    if isinstance(document, dict):
        return {key: _of(value, translator) for key, value in document.items()}
    if isinstance(document, list):
        return [_of(value, translator) for value in document]
    return translator.of(document) if isinstance(document, str) else document


def shown_strings(document, key=""):
    if isinstance(document, dict):
        for name, value in document.items():
            yield from () if name in ("onClick", "onChangeAction") else shown_strings(value, name)
    elif isinstance(document, list):
        for value in document:
            yield from shown_strings(value, key)
    elif isinstance(document, str) and key in SHOWN:
        yield document


def words(said):
    plain = re.sub(r"<[^>]*>|&\w+;", " ", said)
    return {word for word in re.findall(r"[^\W\d_]{2,}", plain) if not word.isupper()}


def own_words(value):
    """All words in the values of a record."""
    if isinstance(value, str):
        return set() if isinstance(value, Enum) else words(value)
    if is_dataclass(value):
        return set().union(*(own_words(getattr(value, own.name)) for own in fields(value)))
    return set().union(*map(own_words, value)) if isinstance(value, tuple) else set()


@pytest.fixture(scope="module")
def assessment():
    return assess(sample(), on=DAY)


def cards(assessment):
    key_result, score = assessment.okr_set.key_results[0], assessment.scores.key_results[0]
    yield home_card(assessment, LINKS)
    yield check_card(assessment, LINKS)
    yield client_card(assessment, LINKS)
    yield grade_card(assessment, [], LINKS)
    yield meeting_card(status(assessment), LINKS)
    yield {"sections": [next_cycle_section(status(assess(sample(), on=LAST_WEEKS)), LINKS)]}
    yield strategy_card(OkrSet(strategy=STRATEGY), LINKS, has_tab=False)
    yield strategy_card(OkrSet(), LINKS, has_tab=True)
    yield decision_card(key_result, LINKS, form=DecisionForm())
    yield permission_card(LINKS)
    yield offer_card("", LINKS, cycle="2026-Q1")
    for one, scored in zip(assessment.okr_set.key_results, assessment.scores.key_results, strict=True):
        yield key_result_card(assessment, one, scored, LINKS)
    yield check_in_card(assessment, key_result, score, LINKS)
    inputs = inputs_of(Table.KEY_RESULTS, key_result)
    yield row_form_card(RowForm(table=Table.KEY_RESULTS, id=key_result.id, inputs=inputs), LINKS)


def test_all_that_the_cards_say_can_be_translated(assessment):
    names = {own.title for table in Table for own in columns(table)} | set(Table) | set(FunnelStage) | set(Visibility)
    known = own_words(assessment.okr_set) | set().union(*map(words, names))
    # What rules say has tests of its own; `practice` is where a rule comes from.
    rules = filter(None, (rule_info(finding.code) for finding in assessment.findings))
    known |= {"practice"}.union(*(words(f"{own.name} {own.name.capitalize()} {own.why}") for own in rules))
    known |= set().union(*(words(finding.advice) for finding in assessment.findings))
    left = [said for card in cards(assessment) for said in shown_strings(silent(card)) if words(said) - known]
    assert left == []


def test_home_speaks_the_language_of_the_person_and_leaves_their_own_words(assessment):
    home = home_card(assessment, LINKS)
    german, french, english = (
        " | ".join(shown_strings(localized(home, locale))) for locale in ("de-AT", "fr-CA", "pt-BR")
    )
    assert "Gesamtscore" in german
    assert "Erfolgsschwelle 0,7" in german
    assert "pass mark 0.7" in english
    assert "seuil de réussite 0,7" in french
    assert english == " | ".join(shown_strings(home))
    for said in (german, french, english):
        assert assessment.okr_set.objectives[0].text in said


def test_an_event_says_the_language(visitor):
    event = visitor.event()
    event["commonEventObject"]["userLocale"] = "es-MX"
    home = card_of(visitor.answer("opened", {**event, "sheets": visitor.sheet()}))
    assert {"Actualizar", "Reunión", "Puntuar"} <= set(buttons(home))
