"""What stops a workbook from being graded or read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import has_errors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding
    from okrsdk.workbook import WorkbookReading


NOT_GRADED = "was not graded and nothing was written"


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
