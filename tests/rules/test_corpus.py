"""The labelled corpus is well formed, and its halves share nothing and hold the same mix."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parent / "corpus"
HALVES = ("development", "held_back")
FILES = (*HALVES, "further_fields", "first_sight")
KEYS = {"label", "objective", "key_results", "field", "weakness"}


def _records(half: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]


def _sentence(record: dict[str, Any]) -> str:
    return record["objective"] or record["key_results"][0]


@pytest.mark.parametrize("file", FILES)
def test_each_line_is_one_labelled_sentence(file: str) -> None:
    for record in _records(file):
        sentences = [record["objective"], *record["key_results"]] if record["objective"] else record["key_results"]
        assert record.keys() == KEYS
        assert len(sentences) == 1, record
        assert sentences[0] == sentences[0].strip() != ""
        assert record["field"], record


@pytest.mark.parametrize("file", FILES)
def test_bad_sentences_name_their_weakness_and_good_ones_have_none(file: str) -> None:
    for record in _records(file):
        assert record["label"] in {"good", "bad"}, record
        assert (record["weakness"] != "") == (record["label"] == "bad"), record


def test_no_sentence_occurs_twice() -> None:
    sentences = Counter(_sentence(record).casefold() for file in FILES for record in _records(file))
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_the_halves_have_the_same_mix() -> None:
    development, held_back = (
        Counter((record["objective"] is None, record["label"]) for record in _records(half)) for half in HALVES
    )
    assert development.keys() == held_back.keys()
    assert all(abs(development[mix] - held_back[mix]) <= 1 for mix in development)
