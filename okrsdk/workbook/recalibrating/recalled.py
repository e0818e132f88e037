"""A decision that a request with a key made before, found in the log again, so that the same is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.cycle import Recalibration
from okrsdk.errors import InvalidOkrError
from okrsdk.model import Change, Decision, KeyResult
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.workbook.layout.reading import WorkbookReading


def said_of(reading: WorkbookReading, decision: Decision) -> str:
    """What a workbook remembers of a decision: its place in the log, its change, its key result.

    Args:
        reading: the workbook before the decision.
        decision: the decision.
    """
    return f"{len(reading.okr_set.decisions)} {decision.change} {decision.key_result_id}"


def recalled_line(reading: WorkbookReading, said: str) -> Decision:
    """The line of the log that was remembered, also after people sorted it.

    Raises:
        InvalidOkrError: there is no such line any more.
    """
    place, _, of = said.partition(" ")
    alike = {at: one for at, one in enumerate(reading.okr_set.decisions) if f"{one.change} {one.key_result_id}" == of}
    if not alike:
        raise InvalidOkrError(text("This was decided before, and its line is gone from the log. Nothing was written."))
    return alike.get(int(place) if place.isdecimal() else -1) or alike[max(alike)]


def recalled(reading: WorkbookReading, said: str) -> Recalibration:
    """The decision that was remembered, with its key result, and the one that took its place, as they are now.

    Raises:
        InvalidOkrError: there is no such line any more.
    """
    line, okr_set = recalled_line(reading, said), reading.okr_set
    now = okr_set.key_result(line.key_result_id) or KeyResult(id=line.key_result_id)
    new = okr_set.key_result(line.after.partition(":")[0]) if line.change is Change.REPLACED else None
    return Recalibration(decision=line, before=now, after=now, new=new)
