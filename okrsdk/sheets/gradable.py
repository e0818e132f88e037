"""Whether scores can be written: nothing makes it unsafe, and there are the very records that the scores are of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from okrsdk.errors import InvalidOkrError, StaleWorkbookError
from okrsdk.grading import KeyResultScore, ObjectiveScore, Scores, grade
from okrsdk.schema import makes_writing_unsafe, refusals
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding
    from okrsdk.workbook import WorkbookReading

NOT_GRADED = text("was not graded and nothing was written")
_Scored = TypeVar("_Scored", KeyResultScore, ObjectiveScore)


def refuse_errors(reading: WorkbookReading, findings: Sequence[Finding], refusal: str, *, strict: bool = False) -> None:
    """Stops where findings make writing unsafe.

    Args:
        reading: the workbook as it was read.
        findings: what was found in it, in reading order.
        refusal: what does not happen because of them: "was not graded and nothing was written".
        strict: whether every finding of severity error stops it.

    Raises:
        InvalidOkrError: there are some; its message names the first, with its cell and what to do.
    """
    if refusals(findings, strict=strict):
        unsafe_first = sorted(findings, key=makes_writing_unsafe, reverse=True)
        said = text("{title!r} {refusal}.", title=reading.title, refusal=refusal)
        raise InvalidOkrError(said, findings=reading.placed(unsafe_first))


def scores_in_order(scores: Scores, reading: WorkbookReading) -> Scores:
    """Scores that were worked out before, each at the position of its record in the reading.

    Records are matched by ID. Those without one keep their order among themselves, provided that grading them now comes
    to the same: one row without ID may not be told from another after a sort.

    Raises:
        StaleWorkbookError: the reading does not hold exactly the records that the scores are of.
    """
    now = grade(reading.okr_set, on=scores.on, final=scores.final)
    key_results = _in_order(scores.key_results, now.key_results)
    objectives = _in_order(scores.objectives, now.objectives)
    if key_results is None or objectives is None:
        raise StaleWorkbookError(
            text(
                "{title!r} no longer holds the records that these scores are of. Read it and grade again.",
                title=reading.title,
            ),
            spreadsheet_id=reading.spreadsheet_id,
        )
    return replace(scores, key_results=key_results, objectives=objectives)


def _in_order(scored: Sequence[_Scored], now: Sequence[_Scored]) -> tuple[_Scored, ...] | None:
    if sorted(score.id for score in scored) != sorted(score.id for score in now):
        return None
    waiting: dict[str, list[_Scored]] = defaultdict(list)
    for score in reversed(scored):
        waiting[score.id].append(score)
    ordered = tuple(replace(waiting[current.id].pop(), position=current.position) for current in now)
    is_moved = any(not own.id and own.score != current.score for own, current in zip(ordered, now, strict=True))
    return None if is_moved else ordered
