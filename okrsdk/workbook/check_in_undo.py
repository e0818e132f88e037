"""Check-ins that were just saved, taken back: what was said stays in the log, and a row below it takes its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.model import CheckIn
from okrsdk.texts import text
from okrsdk.workbook.importing.row_edits import CellEdit
from okrsdk.workbook.writing.current_cell import has_formula_in_current

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from okrsdk.workbook.layout.reading import WorkbookReading

NO_CORRECTS = text("The Check-ins tab has no column Corrects. Add one with that header, and try again.")
UNDONE = "Undone"
"""What is noted under What changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInUndo:
    """What takes check-ins back.

    Attributes:
        rows: a check-in each that takes the place of the one before it.
        edits: the Currents that get back what they held.
    """

    rows: tuple[CheckIn, ...]
    edits: tuple[CellEdit, ...]


def plan_undo(
    reading: WorkbookReading, currents: Mapping[str, Decimal | None], *, on: date, by: str = ""
) -> CheckInUndo:
    """What takes back the last check-in of key results, as far as it is of the day.

    The row says again what the check-in before it said, on that one's day, so that all is as it was: the key result is
    due again, and its score follows the Current of before. Without an earlier check-in it says nothing.

    Args:
        reading: the workbook as it was read.
        currents: what Current held before, by the ID of the key result.
        on: the day of the check-ins.
        by: who takes them back.

    Raises:
        InvalidOkrError: the Check-ins tab has no column Corrects.
    """
    layout = reading.layout.tables.get(Table.CHECK_INS)
    if layout is None or "corrects" not in layout.columns:
        raise InvalidOkrError(NO_CORRECTS)
    rows, edits = [], []
    for position, key_result in enumerate(reading.okr_set.key_results):
        said = reading.okr_set.check_ins_of(key_result.id)
        if key_result.id not in currents or not said or said[-1].day != on:
            continue
        before = said[-2] if len(said) > 1 else CheckIn(day=on)
        rows.append(
            CheckIn(
                day=before.day,
                key_result_id=key_result.id,
                value=before.value,
                confidence=before.confidence,
                changed=UNDONE,
                by=by,
                corrects=on,
            )
        )
        held = currents[key_result.id]
        if key_result.current != held and not has_formula_in_current(reading, key_result.id):
            edits.append(CellEdit(table=Table.KEY_RESULTS, position=position, field="current", value=held))
    return CheckInUndo(rows=tuple(rows), edits=tuple(edits))
