"""What the cards say in other languages: everything that is ours, and nothing that is the person's own."""

import re
from dataclasses import fields, is_dataclass
from enum import Enum

from okrsdk.findings import Table
from okrsdk.language.locales import cldr
from okrsdk.language.translation import Translator
from okrsdk.model import FunnelStage, Kind, Visibility
from okrsdk.rulebook import rule_info
from okrsdk.schema import columns
from okrsdk.workbook.tabs import Tab
from sheets_addon.addon.cards.home import home_card
from sheets_addon.translation import localized

from .cards import buttons, card_of
from .main_cards import LINKS, OWN_ROWS, main_cards, sample_assessment

SHOWN = {"text", "title", "subtitle", "header", "topLabel", "bottomLabel", "label", "hintText", "altText"}


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


def test_all_that_the_cards_say_can_be_translated():
    assessment = sample_assessment()
    names = {own.title for table in Table for own in columns(table)} | set(Table) | set(FunnelStage) | set(Visibility)
    known = own_words(assessment.okr_set) | set().union(*map(words, {*names, *Tab}))
    known |= {word for row in OWN_ROWS for cell in row for word in words(str(cell))}
    # What rules say has tests of its own; `practice` is where a rule comes from; a kind is the word of a cell.
    rules = filter(None, (rule_info(finding.code) for finding in assessment.findings))
    known |= {*map(str, Kind), *words("okr import practice")}.union(
        *(words(f"{own.name} {own.name.capitalize()} {own.why}") for own in rules)
    )
    known |= set().union(*(words(finding.advice) for finding in assessment.findings))
    left = [said for card in main_cards() for said in shown_strings(silent(card)) if words(said) - known]
    assert left == []


def test_home_speaks_the_language_of_the_person_and_leaves_their_own_words():
    assessment = sample_assessment()
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


def test_what_went_wrong_is_said_in_the_language_of_the_person(visitor):
    event = visitor.event()
    event["commonEventObject"]["userLocale"] = "fr"
    gone = visitor.sheet() | {"id": "1" * 44}
    told = " ".join(shown_strings(card_of(visitor.answer("opened", {**event, "sheets": gone}))))
    assert "La feuille de calcul 1111" in told
    assert "n’est pas dans Local Sheets" in told


def test_a_problem_is_told_in_the_language_that_is_asked_for_and_in_english_without(visitor):
    answer = visitor.app.test_client().get("/none", headers={"Accept-Language": "de-CH"})
    assert (answer.json["title"], answer.json["detail"][:26]) == ("Nicht gefunden", "An dieser Adresse ist nich")
    assert visitor.app.test_client().get("/none").json["title"] == "Not Found"


def test_an_event_says_the_language(visitor):
    event = visitor.event()
    event["commonEventObject"]["userLocale"] = "es-MX"
    home = card_of(visitor.answer("opened", {**event, "sheets": visitor.sheet()}))
    assert {"Actualizar", "Reunión", "Puntuar"} <= set(buttons(home))
