"""Scores on their way into a bound script's spreadsheet, past the people who sort and insert rows meanwhile.

The service keeps nothing, so the script sends with every further try what it sent before. From the first cells and from
those that were there after each write the same judgement is made as over the Sheets API (`workbook.writing.verify`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.workbook import verify_write, write_request
from sheets_addon.container_bound.edits import echo_of, missing_marks, score_edits, score_guards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.workbook_port import AssessedWorkbook


def score_changes_of(
    first: AssessedWorkbook,
    landings: Iterable[WorkbookReading],
    graded_of: Callable[[WorkbookReading], AssessedWorkbook],
) -> tuple[AssessedWorkbook, JsonObject]:
    """What is graded in the end, and what is to be written now; nothing once all scores are where they belong.

    Args:
        first: the workbook as it was read first, with its scores.
        landings: the same after each write so far.
        graded_of: grades a further reading, for when one does not tell where the scores came to rest.

    Raises:
        InvalidOkrError: an ID stands twice, or what a further reading found cannot be graded.
    """
    graded, now = first, first.reading
    request, landing = _request(graded), None
    for now in landings:
        echo = echo_of(request, graded.reading.layout, now.layout)
        landing = None if echo is None else verify_write(graded.reading, graded.scores, request, echo, after=landing)
        if landing is not None and landing.is_settled:
            return graded, {}
        if landing is None or landing.next_request is None:
            graded, landing = graded_of(now), None
            request = _request(graded)
        else:
            request = landing.next_request
    guards = score_guards(now.layout)
    edits = score_edits(request, graded.reading.layout, now.layout)
    return graded, {"before": guards, "marks": missing_marks(now), "edits": edits, "after": guards}


def _request(graded: AssessedWorkbook) -> JsonObject:
    return write_request(graded.reading, graded.scores, findings=graded.findings)
