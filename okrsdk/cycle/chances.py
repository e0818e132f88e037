"""Chances: how likely each key result of a running cycle is to reach its pass mark, by the client's own closed cycles.

Never from a line: of key results at the same point, as far and with a like confidence, the share that got there, with
its count. Below twenty cases nothing is said (`okrsdk.cycle.history`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.cycle.history import Chance, situation

if TYPE_CHECKING:
    from okrsdk.assessment import Assessment
    from okrsdk.cycle.history import History
    from okrsdk.model import KeyResult


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultChance:
    """The chance of a key result.

    Attributes:
        key_result: the key result.
        chance: how likely it is to reach its pass mark, with the number of cases that rests on.
    """

    key_result: KeyResult
    chance: Chance


def chances(assessment: Assessment, past: History) -> tuple[KeyResultChance, ...]:
    """The chances of the active key results, by where each was at its last check-in with a value; of most, none.

    Args:
        assessment: the OKRs of the running cycle as they were judged on a day.
        past: what the closed cycles of the same client teach.
    """
    okr_set, found = assessment.okr_set, []
    active = {one.id for one in okr_set.objectives if one.is_active}
    for key_result in okr_set.key_results:
        said = okr_set.check_ins_of(key_result.id, on=assessment.on)
        last = next((one for one in reversed(said) if one.value is not None), None)
        if last is None or okr_set.cycle is None or not key_result.is_active or key_result.objective_id not in active:
            continue
        where = situation(key_result, last, okr_set.cycle)
        chance = None if where is None else past.chance(where)
        if chance is not None and where is not None and not where.is_there:
            found.append(KeyResultChance(key_result=key_result, chance=chance))
    return tuple(found)
