"""Sentences in other languages: looked up by their English words, with numbers and days as the locale writes them."""

import pickle
import subprocess
import sys
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from textwrap import dedent

import pytest

from docs.texts import DOMAINS, catalogue_in, extracted, missing
from okrsdk.language.translation import translated
from okrsdk.texts import Text, plural, shaped, strung, text

CATALOGUES = [(domain, path) for domain in DOMAINS for path in domain.catalogues()]


@pytest.fixture
def folders(tmp_path):
    (tmp_path / "de.po").write_text(
        dedent("""
        msgid "Needs {needed:,} a week"
        msgstr "Braucht {needed:,} pro Woche"
        msgid "of {day}: {share:.1%}"
        msgstr "vom {day}: {share:.1%}"
        msgid "{n} key result"
        msgid_plural "{n} key results"
        msgstr[0] "{n} Key Result"
        msgstr[1] "{n} Key Results"
        msgid "red"
        msgstr "rot"
        msgid "It is {band}."
        msgstr "Es ist {band}."
        msgid "untranslated"
        msgstr ""
        """),
        encoding="utf-8",
    )
    return (tmp_path,)


def test_a_sentence_is_said_in_the_language_of_the_locale(folders):
    said = text("Needs {needed:,} a week", needed=Decimal("1234.5"))
    assert said == "Needs 1,234.5 a week"
    assert translated(said, "de-DE", folders) == "Braucht 1.234,5 pro Woche"
    assert translated(said, "de-CH", folders) == "Braucht 1’234.5 pro Woche"
    for locale in (None, "", "en", "en-GB", "pt-BR", "fr", "no locale", "-_" * 30):
        assert translated(said, locale, folders) == "Needs 1,234.5 a week"


def test_days_and_shares_have_the_form_of_the_locale(folders):
    said = text("of {day}: {share:.1%}", day=date(2026, 2, 9), share=Decimal("0.125"))
    assert said == "of 2026-02-09: 12.5%"
    assert translated(said, "de", folders) == "vom 09.02.2026: 12,5\u00a0%"


@pytest.mark.parametrize(
    ("n", "english", "german"), [(1, "1 key result", "1 Key Result"), (0, "0 key results", "0 Key Results")]
)
def test_a_number_decides_the_form(folders, n, english, german):
    said = plural("{n} key result", "{n} key results", n=n)
    assert said == english
    assert translated(said, "de", folders) == german
    assert translated(said, "es", folders) == english


def test_thousands_of_a_count_are_marked_off(folders):
    said = plural("{n} key result", "{n} key results", n=1200)
    assert said == "1,200 key results"
    assert translated(said, "de", folders) == "1.200 Key Results"
    assert text("of {n}", n=12345) == "of 12,345"
    assert text("in {year}", year=2026) == "in 2026"


def test_a_sentence_within_a_sentence_is_translated_too(folders):
    said = strung([text("It is {band}.", band=shaped(text("red"), str.upper)), "", "{Acme}"], " {·} ")
    assert said == "It is RED. {·} {Acme}"
    assert translated(said, "de", folders) == "Es ist ROT. {·} {Acme}"


def test_what_is_no_text_or_has_no_translation_stays_as_it_is(folders):
    assert translated("red", "de", folders) == "red"
    assert translated(text("untranslated"), "de", folders) == "untranslated"
    assert translated(text(""), "de", folders) == ""
    assert translated(text("It is {band}.", band="red {band}"), "de", folders) == "Es ist red {band}."
    assert type(translated(text("red"), None)) is str


@dataclass(frozen=True)
class Amount:
    figure: str

    def in_locale(self, locale):
        return f"{self.figure} ({locale.language})"


def test_a_value_may_know_its_own_form(folders):
    assert translated(text("It is {band}.", band=Amount("5 kg")), "de", folders) == "Es ist 5 kg (de)."


def _pickled(said):
    return pickle.loads(pickle.dumps(said))  # noqa: S301 - our own


@pytest.mark.parametrize("copied", [deepcopy, _pickled, str, lambda said: str(ValueError(said))])
def test_copies_and_errors_still_know_how_they_were_made(folders, copied):
    said = copied(text("It is {band}.", band=text("red")))
    assert isinstance(said, Text)
    assert translated(said, "de", folders) == "Es ist rot."


def test_english_is_said_without_loading_babel():
    code = (
        "import sys; from okrsdk.texts import text; from okrsdk.language.translation import translated; "
        "print(translated(text('red'), 'en-US'), 'babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["red", "False"]


@pytest.mark.parametrize(
    ("domain", "path"), CATALOGUES, ids=[f"{domain.sources}-{path.stem}" for domain, path in CATALOGUES]
)
def test_every_text_is_translated_with_its_values_and_nothing_else_is(domain, path):
    said, known = ({one.id for one in catalogue} for catalogue in (extracted(domain), catalogue_in(path)))
    assert (said - known, known - said) == (set(), set()), "run: make texts"
    assert missing(path) == []


def test_german_french_and_spanish_are_there_for_each():
    assert {path.stem for _, path in CATALOGUES} == {"de", "fr", "es"}
    assert len(CATALOGUES) == len(DOMAINS) * 3
