"""Scores on their way into a bound script's spreadsheet, past the people who sort and insert rows meanwhile.

The service keeps nothing, so the script sends with every further try what it sent before. From the first cells and from
those that were there after each write the same judgement is made as over the Sheets API (`okrsdk.workbook.writing`).
The script makes sure right before it writes that no row has moved, so IDs go with the scores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import StaleWorkbookError
from okrsdk.workbook.writing.current_cell import correction_of, current_in_doubt
from okrsdk.workbook.writing.plan import new_ids, plan_clearing, plan_write
from okrsdk.workbook.writing.progress import Progress, advanced, begun
from okrsdk.workbook.writing.request import first_writes
from okrsdk.workbook.writing.response import state_of_layout
from okrsdk.workbook.writing.verify import verify_write
from sheets_addon.container_bound.edits import (
    correcting_changes,
    missing_marks,
    overview_guard,
    score_edits,
    score_guards,
    stretch_mark_formats,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.workbook_port import AssessedWorkbook
    from okrsdk.workbook.writing.current_cell import CellWrite


def score_changes_of(
    first: AssessedWorkbook,
    after_writes: Iterable[WorkbookReading],
    assessed: Callable[[WorkbookReading], AssessedWorkbook],
) -> tuple[AssessedWorkbook, JsonObject]:
    """What is graded in the end, and what is to be written now; nothing once all scores are where they belong.

    Args:
        first: the workbook as it was read first, with its scores.
        after_writes: the same after each write so far.
        assessed: assesses a further reading, for when one does not show where the scores are.

    Raises:
        InvalidOkrError: an ID is on two rows, or what a further reading found cannot be graded.
    """
    found, now = first, first.reading
    progress = _begun(found)
    for now in after_writes:
        following = advanced(progress, state_of_layout(progress.plan, now.layout))
        if following is None:
            found = assessed(now)
            following = _begun(found)
        progress = following
        if progress.is_done:
            return found, {}
    guards = score_guards(progress.plan, now.layout)
    edits = score_edits(progress.plan, progress.writes, now.layout)
    overview = () if now.layout.overview is None else (overview_guard(now.layout.overview),)
    before = [*guards, *overview]
    changes: JsonObject = {"before": before, "marks": missing_marks(now), "edits": edits, "after": guards}
    return found, changes | {"formats": stretch_mark_formats(now)}


def taken_back(first: WorkbookReading, now: WorkbookReading) -> list[JsonObject]:
    """The areas that blank every score and put every ID back, whatever row they were moved to.

    Args:
        first: the workbook as it was read before anything was written.
        now: the workbook as it is.
    """
    plan = plan_clearing(first)
    state = state_of_layout(plan, now.layout)
    if state is None:
        plan = plan_clearing(now)
        return score_edits(plan, first_writes(plan), now.layout)
    outcome = verify_write(plan, state, {}, ids_we_wrote=frozenset(new_ids(first)))
    return score_edits(plan, {**outcome.corrections, **outcome.id_corrections}, now.layout)


def _begun(found: AssessedWorkbook) -> Progress:
    return begun(plan_write(found.reading, found.assessment), with_ids=True)


def current_changes_of(
    before: WorkbookReading, owns: Sequence[CellWrite], after_writes: Sequence[WorkbookReading]
) -> JsonObject:
    """What puts the Currents right that were written while rows moved; nothing once all are.

    Args:
        before: the workbook as it was read first.
        owns: the Currents.
        after_writes: the same after each write so far, one at least.

    Raises:
        StaleWorkbookError: it is not known what was in a cell before.
    """
    written = [own.content for own in owns]
    for now in after_writes:
        correction = correction_of(before, now, owns, written=written)
        written += [write.content for write in correction.writes if write.content is not None]
    if not correction.writes and correction.in_doubt:
        raise StaleWorkbookError(current_in_doubt({own.record: own.content for own in owns}, correction.in_doubt))
    return correcting_changes(now, correction.writes)
