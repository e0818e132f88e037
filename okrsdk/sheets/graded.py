"""A workbook as it was read, with its scores, on the way to being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Severity
from okrsdk.workbook import a1

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.workbook import WorkbookReading


NOT_GRADED = "was not graded and nothing was written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A workbook as it was read, and what came of it.

    Attributes:
        reading: what the workbook said.
        findings: all that is wrong or doubtful, in reading order.
        scores: the scores.
    """

    reading: WorkbookReading
    findings: tuple[Finding, ...]
    scores: Scores


def refuse_errors(reading: WorkbookReading, findings: Sequence[Finding], refusal: str) -> None:
    """Stops where findings of severity error stand in the way.

    Args:
        reading: the workbook as it was read.
        findings: what was found in it, in reading order.
        refusal: what does not happen because of them: "was not graded and nothing was written".

    Raises:
        InvalidOkrError: there are some; its message names the first, with its cell and what to do.
    """
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return
    first, others = errors[0], len(errors) - 1
    place = a1(reading.layout, first.location)
    what = " ".join(part for part in (f"{place}:" if place else "", first.message, first.suggestion) if part)
    more = f" There are {others} more errors." if others > 1 else " There is 1 more error." if others else ""
    raise InvalidOkrError(
        f"{reading.title!r} {refusal}. {what}{more}", findings=findings, places=reading.cells_of(findings)
    )
