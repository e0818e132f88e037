"""Carry-over into a new workbook: what goes on, and a tab of what the last cycle came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.assessment import assess
from okrsdk.cycle import carry_over
from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.model import Kind, Status
from okrsdk.provision.start import Row, Start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from okrsdk.assessment import Assessment
    from okrsdk.model import Cycle, KeyResult, OkrSet
    from okrsdk.sheets import Connection

_WITHOUT_A_WAY = (Kind.MILESTONE, Kind.STAGES, Kind.FIND_BASELINE)


def carried(spreadsheet_id: str, cycle: Cycle, connection: Connection, *, on: date) -> Start:
    """What of a workbook goes on in the next cycle, in one read of it; nothing is written there.

    Args:
        spreadsheet_id: the workbook of the cycle that ends.
        cycle: the next one.
        connection: reads it.
        on: today: a cycle that runs on is graded as it is today.

    Raises:
        InvalidOkrError: it is no OKR workbook, it is of the same cycle or a later one, or a record of it cannot be
            graded.
        SheetsError: it cannot be read.
    """
    from okrsdk.sheets import Workbook

    reading = Workbook(spreadsheet_id=spreadsheet_id, connection=connection).inspect()
    ended = reading.okr_set.cycle
    if ended is not None and ended.end >= cycle.end:
        raise InvalidOkrError(f"Its last workbook is of {ended.name}, which does not end before {cycle.name}.")
    day = on if ended is None else min(on, ended.end)
    assessment = assess(reading.okr_set, on=day, final=True, table_findings=reading.findings)
    unread = [one for one in assessment.errors if one.location.table in (Table.OBJECTIVES, Table.KEY_RESULTS)]
    if unread:
        raise InvalidOkrError("Its last workbook has errors.", findings=reading.placed(unread))
    return started(assessment, cycle)


def started(assessment: Assessment, cycle: Cycle) -> Start:
    """What goes on of a cycle that was graded for good, with the rows of its tab `Last cycle`."""
    begun = carry_over(assessment, cycle=cycle)
    return Start(okr_set=begun, last_cycle=tuple(_rows(assessment, begun)))


def _rows(assessment: Assessment, begun: OkrSet) -> Iterator[Row]:
    ended = assessment.okr_set
    name = "" if ended.cycle is None else ended.cycle.name
    objectives = {one.id: one.text for one in ended.objectives}
    going_on = {one.id for one in begun.key_results}
    closed = {one.record_id: one.score for one in ended.final_scores}  # of several closes the last counts
    for key_result, scored in zip(ended.key_results, assessment.scores.key_results, strict=True):
        has_way = key_result.kind not in _WITHOUT_A_WAY
        yield (
            name,
            key_result.id,
            objectives.get(key_result.objective_id, ""),
            key_result.text,
            _fate(key_result, goes_on=key_result.id in going_on),
            _number(key_result.baseline) if has_way else None,
            _number(key_result.target) if has_way else None,
            _number(key_result.current),
            _number(closed.get(key_result.id, scored.score)),
            key_result.lesson,
        )


def _fate(key_result: KeyResult, *, goes_on: bool) -> str:
    if key_result.status is Status.REPLACED:
        return f"replaced by {key_result.replaced_by}" if key_result.replaced_by else "replaced"
    if key_result.status is Status.DROPPED:
        return "dropped"
    return "goes on" if goes_on else "reached"


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
