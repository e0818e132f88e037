"""Check-ins written over the Sheets API: rows and Currents in one request, and what rows that move make of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.cycle import Doubt, doubt, is_past, refusal
from okrsdk.errors import InvalidOkrError, SheetsError, StaleWorkbookError, UnavailableError
from okrsdk.findings import Table
from okrsdk.model import CheckIn
from okrsdk.texts import strung, text
from okrsdk.workbook.check_in_undo import NO_CORRECTS
from okrsdk.workbook.writing.check_in import (
    CHECK_IN_FIELDS,
    CheckInPlan,
    are_beside,
    are_columns_in_place,
    check_in_request,
    checked_in_meanwhile,
    correcting_request,
    current_writes,
    has_check_in,
    newest_currents,
    plan_check_ins,
)
from okrsdk.workbook.writing.current_cell import CellWrite, Content, correction_of, current_in_doubt
from okrsdk.workbook.writing.progress import TRIES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from okrsdk.model import KeyResult, OkrSet
    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.writing.request_key import Doubts, RequestKey

Tell: TypeAlias = "Callable[[KeyResult], Decimal | CheckIn | None]"
"""Gives what there is to say of a key result: a value, a whole check-in, or None for nothing."""

_REFUSED = 400
_ANOTHER = text("another key result")
_MOST_OVERTAKEN = 8
"""How often somebody else may be as quick before it is left to people."""


def accepted(
    reading: WorkbookReading, check_ins: Sequence[CheckIn], *, on: date, late_reason: str = ""
) -> tuple[CheckIn, ...]:
    """The check-ins as they are to be written: a reason for coming late is noted under What changed.

    Args:
        reading: the workbook.
        check_ins: the check-ins.
        on: the client's day.
        late_reason: why they come after the end of the cycle.

    Raises:
        InvalidOkrError: one cannot be taken; the message tells of each that cannot.
    """
    told = (refusal_in(reading, one, on=on, late_reason=late_reason) for one in check_ins)
    if refused := list(dict.fromkeys(filter(None, told))):
        raise InvalidOkrError(strung([text("Nothing was written."), *refused]))
    return tuple(with_reason(reading.okr_set, one, on=on, late_reason=late_reason) for one in check_ins)


def with_reason(okr_set: OkrSet, check_in: CheckIn, *, on: date, late_reason: str) -> CheckIn:
    """The check-in with the reason for coming late under What changed; as it is while the cycle runs.

    Args:
        okr_set: the OKRs.
        check_in: the check-in, which can be taken.
        on: the client's day.
        late_reason: why it comes after the end of the cycle.
    """
    if not is_past(okr_set, on=on):
        return check_in
    return replace(check_in, changed=" ".join(filter(None, [check_in.changed, f"Late: {late_reason.strip()}"])))


def refusal_in(reading: WorkbookReading, check_in: CheckIn, *, on: date, late_reason: str = "") -> str:
    """Why a check-in cannot be taken into a workbook, and what to do; empty when it can.

    Args:
        reading: the workbook.
        check_in: the check-in.
        on: the client's day.
        late_reason: why it comes after the end of the cycle.
    """
    return refusal(reading.okr_set, check_in, on=on, late_reason=late_reason) or _uncorrectable(reading, check_in)


def told_by(tell: Tell, reading: WorkbookReading, *, on: date) -> tuple[CheckIn, ...]:
    """The check-ins that a callable tells of the active key results of a workbook, in order.

    Args:
        tell: gives what there is to say of a key result.
        reading: the workbook.
        on: the day of those that name none.

    Raises:
        InvalidOkrError: one is of another key result than the one that was asked about.
    """
    told: list[CheckIn] = []
    for key_result in reading.okr_set.key_results:
        said = tell(key_result) if key_result.is_active and key_result.id else None
        if said is None:
            continue
        own = said if isinstance(said, CheckIn) else CheckIn(value=said)
        if own.key_result_id not in ("", key_result.id):
            raise InvalidOkrError(
                text(
                    "Nothing was written. Asked about {asked}, the callable told a check-in of {told}. Leave "
                    "key_result_id away: it is the key result asked about.",
                    asked=key_result.id,
                    told=own.key_result_id,
                )
            )
        told.append(replace(own, key_result_id=key_result.id, day=own.day or on))
    return tuple(told)


def doubts_of(reading: WorkbookReading, check_ins: Sequence[CheckIn]) -> tuple[tuple[CheckIn, Doubt], ...]:
    """The check-ins that may be a slip, each with what speaks against it."""
    return tuple((one, found) for one in check_ins if (found := doubt(reading.okr_set, one)))


def _uncorrectable(reading: WorkbookReading, check_in: CheckIn) -> str:
    """Why a check-in cannot take the place of another one; empty when it can, or does not."""
    if check_in.corrects is None:
        return ""
    layout = reading.layout.tables.get(Table.CHECK_INS)
    if layout is not None and "corrects" not in layout.columns:
        return NO_CORRECTS
    said = reading.okr_set.check_ins_of(check_in.key_result_id)
    if any(one.day == check_in.corrects for one in said):
        return ""
    days = [text("{day}", day=one.day) for one in said]
    return text(
        "{id} has no check-in of {day} to correct. Its check-ins: {days}.",
        id=check_in.key_result_id,
        day=check_in.corrects,
        days=strung(days, ", ") or text("none"),
    )


def write_check_ins(
    spreadsheet: Spreadsheet,
    reading: WorkbookReading,
    check_ins: Sequence[CheckIn],
    *,
    once: RequestKey | None = None,
    doubts: Doubts = (),
) -> WorkbookReading | None:
    """Writes check-ins, each once however often it is sent, and their values into Current.

    One request for all of them where no one moves rows in the same moment; none where all is there already.

    Args:
        spreadsheet: where to write.
        reading: the workbook as it was just read.
        check_ins: the check-ins, each of one of its key results.
        once: the key of the request, which the workbook does not know yet.
        doubts: what is remembered under the key as the answer.

    Returns:
        The workbook, where it knew the key by then: the same request was sent twice in one moment.

    Raises:
        InvalidOkrError: there is no Check-ins tab or no such key result; nothing was written.
        StaleWorkbookError: people moved columns or kept moving rows; the message says what to look at.
        SheetsError: they were not written; the message says when they may have been.
    """
    plans = plan_check_ins(reading, check_ins)

    def send() -> JsonObject:
        claims = once.claim_requests(reading, check_ins, doubts) if once else ()
        return _sent(spreadsheet, check_in_request(reading, plans, claims))

    if once is None and all(plan.is_done for plan in plans):
        return None
    try:
        answer = send()
    except UnavailableError as error:
        _settle(spreadsheet, reading, current_writes(plans), _found_after(spreadsheet, plans, once, error))
        return None
    except SheetsError as error:
        if error.status != _REFUSED:
            raise
        # Another request may have written the very check-ins in the same moment; else it is refused again.
        reading = spreadsheet.read()
        if once is not None and once.is_known(reading):
            return reading
        plans = plan_check_ins(reading, check_ins)
        if once is None and all(plan.is_done for plan in plans):
            return None
        answer = send()
    _settle_answer(spreadsheet, reading, plans, answer)
    return None


def _settle_answer(
    spreadsheet: Spreadsheet, reading: WorkbookReading, plans: Sequence[CheckInPlan], answer: JsonObject
) -> None:
    """Puts right what the answer to a write shows of rows that moved, and of others who were as quick."""
    if not are_columns_in_place(plans[0], answer):
        raise StaleWorkbookError(
            text(
                "Columns of the Check-ins tab of {title!r} were moved while the check-in was written. "
                "It is in the last row: look whether each value is in its column.",
                title=reading.title,
            ),
            spreadsheet_id=spreadsheet.spreadsheet_id,
        )
    owns = current_writes(plans)
    if owns and not are_beside(reading, owns, answer):
        with _doubted(spreadsheet, owns, [_ANOTHER]):
            now = spreadsheet.read()
        _settle(spreadsheet, reading, owns, now)
    names = [plan.key_result.id for plan in plans]
    appended = [plan.key_result.id for plan in plans if not plan.is_there]
    _follow(spreadsheet, checked_in_meanwhile(reading, names, answer, appended=appended))


def _follow(spreadsheet: Spreadsheet, overtaken: Collection[str]) -> None:
    """Has Current say what the newest check-in says, of key results that others checked in at the same moment.

    Two who read before either wrote do not know which of them is the newer one. Whoever sees the other's row in the
    answer looks again, until an answer shows no further row.
    """
    told = text(
        "The check-in is saved, but others checked in {names} at the same moment. Look at Current of it.",
        names=", ".join(sorted(overtaken)),
    )
    try:
        for _ in range(_MOST_OVERTAKEN):
            now = spreadsheet.read() if overtaken else None
            writes = () if now is None else newest_currents(now, overtaken)
            if now is None or not writes:
                return
            answer = _sent(spreadsheet, correcting_request(now, writes))
            if not are_beside(now, writes, answer):
                _settle(spreadsheet, now, writes, spreadsheet.read())
            overtaken = checked_in_meanwhile(now, overtaken, answer)
    except SheetsError as error:
        raise StaleWorkbookError(strung([str(error), told]), spreadsheet_id=spreadsheet.spreadsheet_id) from error
    if overtaken:
        raise StaleWorkbookError(told, spreadsheet_id=spreadsheet.spreadsheet_id)


def _settle(spreadsheet: Spreadsheet, before: WorkbookReading, owns: Sequence[CellWrite], now: WorkbookReading) -> None:
    """Puts right what the write of Current did to other cells, until an answer shows that all is beside its own."""
    if not owns:
        return
    written: list[Content] = [own.content for own in owns]
    in_doubt: Sequence[str] = ()
    for _ in range(TRIES):
        correction = correction_of(before, now, owns, written=written)
        in_doubt = correction.in_doubt
        if not correction.writes:
            if in_doubt:
                raise _in_doubt(spreadsheet, owns, in_doubt)
            return
        wrong = [*in_doubt, *(write.record for write in correction.writes)]
        with _doubted(spreadsheet, owns, wrong):
            answer = _sent(spreadsheet, correcting_request(now, correction.writes))
        if are_beside(now, correction.writes, answer) and not in_doubt:
            return
        written += [write.content for write in correction.writes if write.content is not None]
        with _doubted(spreadsheet, owns, wrong):
            now = spreadsheet.read()
    raise _in_doubt(spreadsheet, owns, in_doubt)


def _found_after(
    spreadsheet: Spreadsheet, plans: Sequence[CheckInPlan], once: RequestKey | None, error: UnavailableError
) -> WorkbookReading:
    """The workbook after a write without an answer, if that was done."""
    try:
        now = spreadsheet.read()
    except SheetsError:
        raise error from None
    are_there = all(plan.is_there or has_check_in(now, plan.check_in) for plan in plans)
    if not (are_there if once is None else once.is_known(now)):
        raise error
    return now


def _sent(spreadsheet: Spreadsheet, body: JsonObject) -> JsonObject:
    return spreadsheet.http.batch_update(spreadsheet.spreadsheet_id, body, fields=CHECK_IN_FIELDS)


@contextmanager
def _doubted(spreadsheet: Spreadsheet, owns: Sequence[CellWrite], in_doubt: Sequence[str]) -> Iterator[None]:
    """Has a request that gets no answer say that the check-in is saved, and which Currents may be wrong."""
    try:
        yield
    except (SheetsError, InvalidOkrError) as error:
        raise StaleWorkbookError(
            strung([str(error), str(_in_doubt(spreadsheet, owns, in_doubt))]),
            spreadsheet_id=spreadsheet.spreadsheet_id,
        ) from error


def _in_doubt(spreadsheet: Spreadsheet, owns: Sequence[CellWrite], in_doubt: Sequence[str]) -> StaleWorkbookError:
    values = {own.record: own.content for own in owns}
    return StaleWorkbookError(current_in_doubt(values, in_doubt), spreadsheet_id=spreadsheet.spreadsheet_id)
