"""What a decision does to a workbook: the cells of its key result, the row of its successor, and a row of the log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.schema.column import is_blank
from okrsdk.schema.frames import cells_of
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.cell_data import MAX_TEXT
from okrsdk.workbook.developer_metadata import DECISION_KEY, claimed_id, mark, taken_off
from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, NewColumn, NewRecord
from okrsdk.workbook.importing.request import import_request
from okrsdk.workbook.recalibrating.log_rows import log_requests
from okrsdk.workbook.sheets_types import json_objects, showing_changes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.cycle import Recalibration
    from okrsdk.model import Decision, FinalScore, KeyResult
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject

_CHANGING = ("status", "replaced_by", "target", "text", "owner", "commitment")
_KEPT_CLAIMS = 30
"""So many decisions are not made by others between the read and the write of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPlan:
    """What a decision does to a workbook.

    Attributes:
        decision: the row of the log.
        records: what is written to the key results.
        claim: the ID of developer metadata that the decision claims: of two made at once, Sheets takes one.
        final_scores: what the close of a cycle adds to their log.
        further: requests of the close that are sent along.
    """

    decision: Decision
    records: ImportPlan
    claim: int
    final_scores: tuple[FinalScore, ...] = ()
    further: tuple[JsonObject, ...] = ()


def plan_decision(reading: WorkbookReading, recalibration: Recalibration) -> DecisionPlan:
    """What is to be written for a decision.

    Args:
        reading: the workbook as it was read.
        recalibration: the decision, made of exactly these OKRs.

    Raises:
        InvalidOkrError: a cell that changes holds a formula, or a text is longer than a cell holds.
    """
    changes = tuple(_changes(reading, recalibration))
    new = () if recalibration.new is None else (_new(recalibration.new),)
    used = {change.key for change in changes} | {key for one in new for key in one.values}
    layout = reading.layout.tables[Table.KEY_RESULTS]
    absent = tuple(
        NewColumn(key=own.name, header=own.title)
        for own in columns(Table.KEY_RESULTS)
        if own.name in used and own.name not in layout.columns
    )
    records = ImportPlan(
        spreadsheet_id=reading.spreadsheet_id,
        title=reading.title,
        new=new,
        changes=changes,
        columns={Table.KEY_RESULTS: absent},
    )
    refuse_long_texts(recalibration.decision)
    return DecisionPlan(decision=recalibration.decision, records=records, claim=claim_of(reading))


def decision_request(plan: DecisionPlan, reading: WorkbookReading, *, further: Sequence[JsonObject] = ()) -> JsonObject:
    """The body of the `batchUpdate`; send it with the fields `CHANGED_FIELDS`.

    Args:
        plan: what is written.
        reading: the workbook as it was read.
        further: requests that are sent along.

    Raises:
        InvalidOkrError: a text is longer than a cell holds.
    """
    return showing_changes(
        [
            *claim_requests(reading, plan.claim),
            *further,
            *json_objects(import_request(plan.records, reading)["requests"]),
            *plan.further,
            *log_requests(reading, Table.DECISIONS, [plan.decision]),
            *(log_requests(reading, Table.FINAL_SCORES, plan.final_scores) if plan.final_scores else ()),
        ]
    )


def claim_of(reading: WorkbookReading) -> int:
    """The ID that the next decision claims: the same for all that are made from one state of the workbook."""
    return claimed_id(f"{DECISION_KEY} number {_next_number(reading)}")


def claim_requests(reading: WorkbookReading, claim: int) -> Iterator[JsonObject]:
    """The requests that claim the next line of the log and give up the claims that are too old.

    Those of some decisions before are kept: a request that was made before them claims one of these, and is refused.
    """
    kept = reading.layout.decision_claims
    yield from map(taken_off, sorted(kept, key=lambda one: kept[one])[: -_KEPT_CLAIMS + 1])
    value = mark(DECISION_KEY, _next_number(reading))
    claimed = {"metadataId": claim, **value, "location": {"spreadsheet": True}}
    yield {"createDeveloperMetadata": {"developerMetadata": claimed}}


def _next_number(reading: WorkbookReading) -> int:
    return max(reading.layout.decision_claims.values(), default=0) + 1


def _changes(reading: WorkbookReading, recalibration: Recalibration) -> Iterator[ImportedCell]:
    """The cells of the key result that change."""
    before, after = (cells_of(Table.KEY_RESULTS, one) for one in (recalibration.before, recalibration.after))
    layout = reading.layout.tables[Table.KEY_RESULTS]
    position = next(at for at, one in enumerate(reading.okr_set.key_results) if one.id == recalibration.before.id)
    titles = {own.name: own.title for own in columns(Table.KEY_RESULTS)}
    for key in _CHANGING:
        if before[key] == after[key]:
            continue
        place, row = layout.columns.get(key), layout.rows[position]
        if place is not None and row in place.formulas:
            if key == "text":
                continue  # the sentence is put together from other cells, so it follows them
            address = f"{quoted(layout.title)}!{cell_name(row, place.index)}"
            raise InvalidOkrError(
                text(
                    "{column} of {id} is a formula ({address}), which is not written over. Change what it reads, or "
                    "write the value in its place; nothing was written.",
                    column=titles[key],
                    id=recalibration.before.id,
                    address=address,
                )
            )
        yield ImportedCell(
            table=Table.KEY_RESULTS,
            record=recalibration.before.id,
            position=position,
            key=key,
            title=titles[key],
            before=before[key],
            after=after[key],
        )


def _new(key_result: KeyResult) -> NewRecord:
    own = {column.name: column for column in columns(Table.KEY_RESULTS)}
    values = {
        name: value
        for name, value in cells_of(Table.KEY_RESULTS, key_result).items()
        if not is_blank(value) and value != own[name].default
    }
    return NewRecord(
        table=Table.KEY_RESULTS, id=key_result.id, text=key_result.text, values={"kind": key_result.kind, **values}
    )


def refuse_long_texts(decision: Decision) -> None:
    """Stops where a text of a decision is longer than a cell holds.

    Raises:
        InvalidOkrError: one is; the message names it.
    """
    for column in columns(Table.DECISIONS):
        written = getattr(decision, column.name)
        if isinstance(written, str) and len(written) > MAX_TEXT:
            raise InvalidOkrError(
                text(
                    '"{column}" of the decision is {n:,} characters long; a cell holds {most:,}. Shorten it; nothing '
                    "was written.",
                    column=column.title,
                    n=len(written),
                    most=MAX_TEXT,
                )
            )
