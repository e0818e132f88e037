"""Scores that were worked out before, brought into the order in which the records stand now."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from okrsdk.errors import StaleWorkbookError
from okrsdk.grading import KeyResultScore, ObjectiveScore, Scores, grade

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.workbook import WorkbookReading

Scored = TypeVar("Scored", KeyResultScore, ObjectiveScore)


def scores_in_order(scores: Scores, reading: WorkbookReading) -> Scores:
    """The same scores, each at the position where its record stands in the reading.

    Records are matched by ID. Those without one keep their order among themselves, provided that grading them as they
    stand now comes to the same: one nameless row may not be told from another after a sort.

    Raises:
        StaleWorkbookError: the reading does not hold exactly the records that the scores are of.
    """
    now = grade(reading.okr_set, on=scores.on, final=scores.final)
    key_results = _in_order(scores.key_results, now.key_results)
    objectives = _in_order(scores.objectives, now.objectives)
    if key_results is None or objectives is None:
        raise StaleWorkbookError(
            f"{reading.title!r} no longer holds the records that these scores are of. Read it and grade again.",
            spreadsheet_id=reading.spreadsheet_id,
        )
    return replace(scores, key_results=key_results, objectives=objectives)


def _in_order(scored: Sequence[Scored], now: Sequence[Scored]) -> tuple[Scored, ...] | None:
    if sorted(score.id for score in scored) != sorted(score.id for score in now):
        return None
    waiting: dict[str, list[Scored]] = defaultdict(list)
    for score in reversed(scored):
        waiting[score.id].append(score)
    ordered = tuple(replace(waiting[current.id].pop(), position=current.position) for current in now)
    is_moved = any(not own.id and own.score != current.score for own, current in zip(ordered, now, strict=True))
    return None if is_moved else ordered
