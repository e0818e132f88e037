"""Whatever people type, the parsers answer, and what they point at is there."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from okrsdk.interchange.importers.draft import DraftKeyResult, DraftObjective, okr_set_of
from okrsdk.language.filling import filled
from okrsdk.language.objective import parse_objective
from okrsdk.language.sentence import parse_key_result
from okrsdk.model import KeyResult, Kind
from okrsdk.rules import Form, check
from tests.present import present

WORDS = st.sampled_from(
    (
        "increase", "reduce", "launch", "from", "to", "by", "of", "5", "10%", "$3k", "X", "Q4", "between", "and",
        "at least", "under", "2x", "customers", "the", "June", "NPS", ",", "(", ")", "→", "20", "currently", "up",
        "more", "weekly", "tickets", "in", "2026", "hours", "one", "no", "better", "3/week",
    )
)  # fmt: skip
SENTENCES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))
NUMBERS = st.decimals(min_value=0, max_value=10_000_000, places=2, allow_nan=False).map(lambda d: d.normalize())


@given(SENTENCES)
def test_every_part_lies_in_the_sentence(text):
    said = parse_key_result(text)
    ends = [(amount.span.start, amount.span.end) for amount in said.amounts]
    assert ends == sorted(ends)
    assert all(start < end <= len(text) for start, end in ends)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    assert {said.baseline, said.target, said.lower, said.change} - {None} <= set(said.amounts)
    assert said.metric is None or said.metric.of(text).strip()


@given(SENTENCES)
def test_an_objective_is_always_readable(text):
    said = parse_objective(text)
    assert all(word.span.of(text) == word.text for word in said.words)


@given(SENTENCES, SENTENCES)
def test_a_check_never_fails_and_always_says_where(objective, key_result):
    okr_set = okr_set_of(DraftObjective(text=objective, line=0, key_results=(DraftKeyResult(text=key_result, line=1),)))
    for finding in check(okr_set, form=Form.TEXT):
        assert finding.location.table is not None
        assert finding.message.endswith(".")


@given(NUMBERS, NUMBERS, st.sampled_from(["", "%", "$"]))
def test_from_and_to_come_back_as_written(baseline, target, unit):
    def written(number):
        return f"${number:f}" if unit == "$" else f"{number:f}{unit}"

    said = parse_key_result(f"Move the needle from {written(baseline)} to {written(target)} by Q4")
    assert (present(said.baseline).value, present(said.target).value, said.unit) == (baseline, target, unit)
    expected = Kind.INCREASE if target > baseline else Kind.DECREASE
    assert said.kind is (None if target == baseline else expected)


@given(SENTENCES, NUMBERS, st.sampled_from(Kind))
def test_filling_never_overwrites(text, number, kind):
    set_by_hand = KeyResult(text=text, metric="m", unit="u", baseline=number, target=number + 1, kind=kind)
    assert filled(set_by_hand) == KeyResult(
        text=text,
        metric="m",
        unit="u",
        baseline=number,
        target=number + Decimal(1),
        kind=kind,
        due=filled(set_by_hand).due,
    )


@given(SENTENCES)
def test_filling_twice_changes_nothing_more(text):
    once = filled(KeyResult(text=text))
    assert filled(once).target == once.target
    assert filled(once).baseline == once.baseline
