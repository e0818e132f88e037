"""No rule says what another says of the same cell: which ones may be found together, and why."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.practice_parts import PARTS
from okrsdk.interchange.importers.draft import DraftKeyResult, DraftObjective, okr_set_of
from okrsdk.rules import CATALOGUE, Form, check
from tests.rules import sentences, structures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsdk.findings import Finding

CORPUS = Path(__file__).parent / "corpus"
TOGETHER = {
    ("A401", "O103"): "said twice, and vague",
    ("A406", "O112"): "weights that add up to nothing, and too few key results",
    ("A410", "K206"): "repeats the objective, and has no number",
    ("A410", "K203"): "repeats the objective, and says not how much",
    ("C501", "C509"): "little confidence, and no word on what blocks",
    ("K209", "K212"): "what is counted, and how it is reached",
    ("K210", "K213"): "of how many, and whether it should change at all",
    ("K210", "M307"): "of how many, and who can see it",
    ("K208", "M307"): "a number still open, and who can see it",
    ("O101", "O102"): "work, and a number",
    ("O102", "O109"): "a number, and a negation",
}
"""Pairs of rules that may find something at one cell, and what each of them asks."""
OF_ANY_SENTENCE = {"K211", "O106", "O107", "O116"}
"""Length, full stops and time frame: they say nothing of what the sentence means."""


def found_together(findings: Iterable[Finding]) -> Iterator[tuple[Finding, Finding]]:
    cells = defaultdict(list)
    for finding in findings:
        if finding.location.position is not None and finding.code not in OF_ANY_SENTENCE:
            cells[finding.location.cell].append(finding)
    for at_one_cell in cells.values():
        yield from combinations(sorted(at_one_cell, key=lambda finding: finding.code), 2)


def told_twice(findings: Iterable[Finding]) -> list[str]:
    return [
        f"{first.code} {first.message} | {second.code} {second.message}"
        for first, second in found_together(findings)
        if (first.code, second.code) not in TOGETHER or first.suggestion == second.suggestion
    ]


def drafted(text: str, *, is_objective: bool) -> list[Finding]:
    key_results = () if is_objective else (DraftKeyResult(text=text, line=0),)
    draft = DraftObjective(text=text if is_objective else None, key_results=key_results, line=0)
    return list(check(okr_set_of(draft), form=Form.TEXT))


@pytest.mark.parametrize("half", ["development", "further_fields", "first_sight"])
def test_of_a_sentence_of_the_corpus_nothing_is_told_twice(half: str) -> None:
    records = [json.loads(line) for line in (CORPUS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = [(record["objective"] or record["key_results"][0], record["objective"] is not None) for record in records]
    assert [said for text, is_it in texts for said in told_twice(drafted(text, is_objective=is_it))] == []


def test_of_a_sentence_of_the_wording_tests_nothing_is_told_twice() -> None:
    texts = [text for module in (sentences, structures) for own in vars(module).values() for text in lines_of(own)]
    told = [told_twice(drafted(text, is_objective=is_it)) for text in texts for is_it in (True, False)]
    assert [said for of_one in told for said in of_one] == []


def lines_of(value: object) -> list[str]:
    return value if isinstance(value, list) else []


def test_of_an_example_nothing_is_told_twice() -> None:
    own = [example for rule in CATALOGUE for example in (rule.meta.bad, rule.meta.good)]
    shown = [example for part in PARTS for example in (part.weak, part.strong) if example is not None]
    checked = [check(example.okr_set, on=example.on, form=form) for example in (*own, *shown) for form in Form]
    assert [said for findings in checked for said in told_twice(findings)] == []


def test_each_pair_that_may_stand_together_is_of_two_rules_in_order() -> None:
    codes = {rule.code for rule in CATALOGUE}
    assert all(first < second and {first, second} <= codes for first, second in TOGETHER)
