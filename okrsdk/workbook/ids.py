"""IDs for records that have none yet: `O1`, `O1-KR2`, and `C1` for a challenge."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from okrsdk.model import KeyResult, StrategyPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsdk.model import OkrSet

# Longer ones count nothing: no one has that many records.
_NUMBER = r"(\d{1,9})"
_OBJECTIVE = re.compile(rf"O{_NUMBER}(?:-KR\d+)?", re.IGNORECASE | re.ASCII)
_CHALLENGE = re.compile(rf"C{_NUMBER}", re.IGNORECASE | re.ASCII)
_KEY_RESULT = re.compile(rf"(?P<objective>.+)-KR{_NUMBER}", re.IGNORECASE | re.ASCII | re.DOTALL)


def fill_ids(okr_set: OkrSet) -> OkrSet:
    """The same OKRs with an ID on every record that can have one.

    The next ID is one above the highest that is anywhere, in a check-in or a reference too, so that what once had
    a number keeps it to itself. A key result that names no objective stays without one.
    """
    taken = list(_present(okr_set))
    objectives = _numbers_after(taken, _OBJECTIVE)
    filled = tuple(o if o.id else replace(o, id=f"O{next(objectives)}") for o in okr_set.objectives)
    challenges = _numbers_after(taken, _CHALLENGE)
    strategy = tuple(
        replace(one, id=f"C{next(challenges)}") if one.part is StrategyPart.CHALLENGE and not one.id else one
        for one in okr_set.strategy
    )
    return replace(okr_set, objectives=filled, key_results=_filled_key_results(okr_set, taken), strategy=strategy)


def next_key_result_id(okr_set: OkrSet, objective_id: str) -> str:
    """The ID that the next key result of an objective gets."""
    new = KeyResult(objective_id=objective_id)
    return fill_ids(replace(okr_set, key_results=(*okr_set.key_results, new))).key_results[-1].id


def _filled_key_results(okr_set: OkrSet, taken: list[str]) -> tuple[KeyResult, ...]:
    numbers: dict[str, Iterator[int]] = {}
    highest: dict[str, int] = defaultdict(int)
    for name in taken:
        if match := _KEY_RESULT.fullmatch(name):
            parent = match["objective"].casefold()
            highest[parent] = max(highest[parent], int(match[2]))
    filled = []
    for key_result in okr_set.key_results:
        parent = key_result.objective_id
        if key_result.id or not parent:
            filled.append(key_result)
            continue
        if parent not in numbers:
            numbers[parent] = count(1 + highest[parent.casefold()])
        filled.append(replace(key_result, id=f"{parent}-KR{next(numbers[parent])}"))
    return tuple(filled)


def _numbers_after(taken: Iterable[str], pattern: re.Pattern[str]) -> Iterator[int]:
    return count(1 + max((int(match[1]) for text in taken if (match := pattern.fullmatch(text))), default=0))


def _present(okr_set: OkrSet) -> Iterator[str]:
    """Every ID that is anywhere in the OKRs."""
    for objective in okr_set.objectives:
        yield from (objective.id, objective.challenge)
    yield from (entry.id for entry in okr_set.strategy)
    for key_result in okr_set.key_results:
        yield from (key_result.id, key_result.objective_id, key_result.replaced_by)
    yield from (check_in.key_result_id for check_in in okr_set.check_ins)
    yield from (decision.key_result_id for decision in okr_set.decisions)
    yield from (own.record_id for own in okr_set.final_scores)
