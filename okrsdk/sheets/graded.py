"""What stops a workbook from being graded or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import has_errors
from okrsdk.schema import makes_writing_unsafe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding
    from okrsdk.workbook import WorkbookReading


NOT_GRADED = "was not graded and nothing was written"


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
    if any(map(makes_writing_unsafe, findings)) or (strict and has_errors(findings)):
        unsafe_first = sorted(findings, key=makes_writing_unsafe, reverse=True)
        raise InvalidOkrError(f"{reading.title!r} {refusal}.", findings=reading.placed(unsafe_first))
