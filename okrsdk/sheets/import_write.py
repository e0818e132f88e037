"""An import sent to a workbook in one write, and put right where people moved rows or columns in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError, SheetsError, StaleWorkbookError, UnavailableError
from okrsdk.sheets.gradable import refuse_errors
from okrsdk.texts import strung, text
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.importing.planning import plan_import
from okrsdk.workbook.importing.request import import_request, sent_cells, update_requests
from okrsdk.workbook.importing.settling import Settling
from okrsdk.workbook.writing.progress import TRIES, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.importing.import_plan import ImportPlan, Settle
    from okrsdk.workbook.importing.request import SentCell
    from okrsdk.workbook.importing.source import ImportSource
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.spreadsheet_port import SpreadsheetPort

_IMPORT_AGAIN = text("Then import again: it goes on from there.")
_NOT_IMPORTED = text("cannot be imported into, and nothing was written")


def import_into(
    spreadsheet: Spreadsheet,
    source: ImportSource,
    *,
    settle: Settle | None = None,
    agreed: ImportPlan | None = None,
    dry_run: bool = False,
    reading: WorkbookReading | None = None,
) -> ImportPlan:
    """What the import did, in one read and one write; nothing is written where nothing is new.

    Args:
        spreadsheet: the workbook.
        source: what is to be imported.
        settle: whose value stays where both sides changed a cell; None to keep it and show both.
        agreed: the plan that people have seen; what differs from it is not written.
        dry_run: whether to write nothing.
        reading: the workbook as it was read a moment ago; without one it is read.

    Raises:
        UnsafePlanError: the source is of another cycle than the workbook.
        InvalidOkrError: the workbook cannot be written right, or a text is longer than a cell holds.
        StaleWorkbookError: the workbook is no longer as it was when the plan was agreed on, and nothing was written;
            or people kept moving rows, and `in_doubt` says what to look at.
        SheetsError: it cannot be read or written.
    """
    for tries_left in reversed(range(TRIES)):
        reading = reading or spreadsheet.read()
        refuse_errors(reading, reading.findings, _NOT_IMPORTED)
        plan = plan_import(reading, source, settle=settle)
        if dry_run or plan.is_done:
            break
        if agreed is not None and plan != agreed:
            raise StaleWorkbookError(
                text(
                    "{title!r} was changed since the plan was shown. Nothing was written; import again.",
                    title=reading.title,
                ),
                spreadsheet_id=spreadsheet.spreadsheet_id,
            )
        try:
            after = spreadsheet.changed(import_request(plan, reading))
        except UnavailableError as error:
            after = _found_after(spreadsheet, source, plan, error)
        except StaleWorkbookError:
            if not tries_left:
                raise
            reading = None
            continue  # rows were deleted, and nothing was written
        settle_records(spreadsheet, plan, reading, after)
        break
    return plan


def settle_records(
    spreadsheet: SpreadsheetPort,
    plan: ImportPlan,
    before: WorkbookReading,
    after: WorkbookReading,
    *,
    cure: str = _IMPORT_AGAIN,
) -> None:
    """Corrects cells until an answer shows all at rest.

    Args:
        spreadsheet: the workbook.
        plan: what was written.
        before: the reading that it was made from.
        after: the workbook as the answer shows it.
        cure: what people do after they have looked at what is in doubt.

    Raises:
        StaleWorkbookError: people kept moving rows, or a write went over what is not known; `in_doubt` says what to
            look at.
    """
    sent: Sequence[SentCell] = sent_cells(plan, before)
    settling = Settling(plan, before, sent)
    for _ in range(TRIES):
        judged = settling.judge(after, sent)
        if not judged.corrections:
            break
        sent = judged.corrections
        try:
            after = spreadsheet.changed(_correcting_request(after, sent))
        except (SheetsError, InvalidOkrError) as error:
            names = (*judged.in_doubt, *(_address(after, own) for own in sent))
            raise _in_doubt(before, names, cure, str(error)) from error
    else:
        judged = settling.judge(after, sent)
    if judged.corrections or judged.in_doubt:
        names = judged.in_doubt or tuple(dict.fromkeys(_address(after, own) for own in judged.corrections))
        raise _in_doubt(before, names, cure)


def _correcting_request(reading: WorkbookReading, cells: Sequence[SentCell]) -> JsonObject:
    requests: list[JsonObject] = []
    for table in dict.fromkeys(own.table for own in cells):
        sheet_id = reading.layout.tables[table].sheet_id
        requests += update_requests(sheet_id, [own for own in cells if own.table is table])
    return {"requests": requests, "includeSpreadsheetInResponse": True, "responseIncludeGridData": True}


def _found_after(
    spreadsheet: Spreadsheet, source: ImportSource, plan: ImportPlan, error: UnavailableError
) -> WorkbookReading:
    """The workbook after a write without an answer, if that was done; it is done wholly or not at all."""
    try:
        now = spreadsheet.read()
        following = plan_import(now, source)
    except (SheetsError, InvalidOkrError):
        raise error from None
    is_undone = bool(following.new) if plan.new else following.memories == plan.memories
    if is_undone:
        raise error
    return now


def _address(reading: WorkbookReading, own: SentCell) -> str:
    return f"{quoted(reading.layout.tables[own.table].title)}!{cell_name(own.row, own.index)}"


def _in_doubt(reading: WorkbookReading, names: tuple[str, ...], cure: str, reason: str = "") -> StaleWorkbookError:
    moved = text("Rows or columns of {title!r} were moved while it was written to.", title=reading.title)
    look = text("Look at {names}; File > Version history shows what was there.", names=named(names))
    return StaleWorkbookError(
        strung([moved, reason, look, cure]),
        spreadsheet_id=reading.spreadsheet_id,
        in_doubt=names,
    )
