"""What `okr new --from` fills in from the words is nothing that the check then finds fault with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from okrsdk.language.filling import filled
from okrsdk.model import Cycle, KeyResult, Kind, OkrSet
from okrsdk.rules import check
from tests.rules import sentences, structures

CORPUS = Path(__file__).parent / "corpus"
SLIPS = {"K221", "K224", "K225", "K226", "K229", "K231"}


FIRST_SIGHT = [
    text
    for record in map(json.loads, (CORPUS / "first_sight.jsonl").read_text(encoding="utf-8").splitlines())
    for text in record["key_results"]
    if record["label"] == "good"
]


@pytest.mark.parametrize("text", sentences.GOOD_KEY_RESULTS + structures.SOUND_KEY_RESULTS + FIRST_SIGHT)
def test_the_columns_that_are_filled_fit_their_words(text: str) -> None:
    key_result = filled(KeyResult(text=text), cycle=Cycle.parse("2026-Q1"))
    found = check(OkrSet(key_results=(key_result,), cycle=Cycle.parse("2026-Q1")))
    assert [finding.message for finding in found if finding.code in SLIPS] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Improve page response from 1 second to 0.4 seconds", Kind.DECREASE),
        ("Improve the wait from 2 hours to 45 minutes", Kind.DECREASE),
        ("Improve first-visit repairs from 71% to 90%", Kind.INCREASE),
        ("Reduce cost per order by 10 %", Kind.DECREASE),
        ("Searches for our name up 30% by end of Q3", Kind.INCREASE),
    ],
)
def test_the_kind_follows_words_and_numbers(text: str, kind: Kind) -> None:
    assert filled(KeyResult(text=text)).kind is kind


def test_a_change_without_its_number_is_proposed_as_a_way_of_its_own() -> None:
    found = check(OkrSet(key_results=(filled(KeyResult(text="Reduce cost per order by 10 %")),)))
    (missing,) = [finding for finding in found if finding.code == "K223"]
    assert missing.suggestion.endswith("or grade the change itself: baseline 0 %, target 10 %.")
