"""A workbook as it was read, with its scores, on the way to being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import has_errors

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
    """Stops where findings of severity error prevent it.

    Args:
        reading: the workbook as it was read.
        findings: what was found in it, in reading order.
        refusal: what does not happen because of them: "was not graded and nothing was written".

    Raises:
        InvalidOkrError: there are some; its message names the first, with its cell and what to do.
    """
    if has_errors(findings):
        raise InvalidOkrError(f"{reading.title!r} {refusal}.", findings=reading.placed(findings))
