"""The practice part by part: what the docs say that a rule finds, it finds, and it leaves the better one in peace."""

from __future__ import annotations

import pytest

from docs.practice import PRACTICE, practice_number
from docs.practice_parts import PARTS, SHOWN, PracticePart
from okrsdk.findings import Severity
from okrsdk.rules import CATALOGUE, STANDARD, Example, Form
from okrsdk.rules.checking import check

EACH = pytest.mark.parametrize("part", PARTS, ids=lambda part: f"{part.row}-{part.code}-{part.weak.described()[:40]}")
WORDING = {rule.code for rule in CATALOGUE if rule.meta.is_wording}


def codes(example: Example) -> set[str]:
    return {f.code for form in Form for f in check(example.okr_set, on=example.on, form=form)}


@EACH
def test_the_weak_example_is_found_by_the_rule(part: PracticePart) -> None:
    assert part.code in codes(part.weak)


@pytest.mark.parametrize(("code", "strong"), [(part.code, part.strong) for part in PARTS if part.strong is not None])
def test_the_strong_example_is_not_found_and_its_words_are_sound(code: str, strong: Example) -> None:
    assert code not in codes(strong)
    found = check(strong.okr_set, policy=STANDARD, form=Form.TEXT)
    assert [f.message for f in found if f.code in WORDING and f.severity is not Severity.INFO] == []


def test_every_rule_that_cites_a_row_is_a_part_of_it() -> None:
    cited = {(number, rule.code) for rule in CATALOGUE if (number := practice_number(rule.meta.source)) is not None}
    assert sorted(cited - {(part.row, part.code) for part in PARTS}) == []


def test_every_row_is_checked_or_shown() -> None:
    assert {part.row for part in PARTS} | set(SHOWN) == set(PRACTICE)
