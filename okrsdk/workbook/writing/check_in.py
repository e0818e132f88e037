"""Check-ins as one `batchUpdate` request: a new row each below the last one of the Check-ins tab, and Current.

The rows are appended by Sheets itself, so that people who check in at the same moment get a row each. Columns are
found as they were read; the answer shows the header row, from which `are_columns_in_place` tells whether they moved,
and which key result each row is of, from which `checked_in_meanwhile` tells of whom others wrote in the same moment.

A check-in that is sent twice is written once. Sent again later, it is found to be the key result's last one already:
same day, value, confidence, texts and author. Sent twice in the same moment, both requests claim one ID of developer
metadata, which is made from the check-in and the number of rows that say the very same; Sheets refuses the second as a
whole. Claims are numbered, and all but the newest are given up with each new one: a request that was made before so
many others wrote is still known.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, cast

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.model import CheckIn
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.addresses import column_letters, quoted
from okrsdk.workbook.cell_data import MAX_TEXT, cell
from okrsdk.workbook.developer_metadata import CHECK_IN_KEY, claimed_id, mark, taken_off
from okrsdk.workbook.layout.grid import grid_of
from okrsdk.workbook.tabs import REFERENCE_FIELDS
from okrsdk.workbook.template.number_formats import TEXT, column_format, key_result_format
from okrsdk.workbook.writing.current_cell import CellWrite, current_write, is_beside, update_request, witness_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsdk.model import KeyResult, OkrSet
    from okrsdk.schema import Column
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject, Spreadsheet

CHECK_IN_FIELDS = (
    "updatedSpreadsheet(sheets(properties(sheetId,title),data(startRow,startColumn,rowData(values(effectiveValue)))))"
)
"""The `fields` mask of the request."""

_WRITTEN = "userEnteredValue,userEnteredFormat.numberFormat"
_NAMED = "key_result_id"
_KEPT_CLAIMS = 64
"""How many people may check in between the reading and the writing of one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInPlan:
    """What a check-in comes to.

    Attributes:
        check_in: the check-in.
        key_result: its key result.
        layout: where the Check-ins tab is.
        is_there: whether its row is there already.
        current: the Current to set; None where that is not to be, or is there already.
        claim: the ID of developer metadata that it claims.
    """

    check_in: CheckIn
    key_result: KeyResult
    layout: TableLayout
    is_there: bool
    current: CellWrite | None
    claim: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is to be written."""
        return self.is_there and self.current is None


def plan_check_in(reading: WorkbookReading, check_in: CheckIn) -> CheckInPlan:
    """What is to be written for a check-in.

    Args:
        reading: the workbook as it was read.
        check_in: the check-in, of one of its key results. What has no column in the sheet is left out.

    Raises:
        InvalidOkrError: there is no Check-ins tab to write to, no key result with that ID, or a text is longer than a
            cell holds.
    """
    layout = _layout(reading)
    key_result = reading.okr_set.key_result(check_in.key_result_id)
    if key_result is None:
        raise InvalidOkrError(
            text("There is no key result {id!r} in {title!r} any more.", id=check_in.key_result_id, title=reading.title)
        )
    _refuse_long_texts(layout, check_in)
    return CheckInPlan(
        check_in=check_in,
        key_result=key_result,
        layout=layout,
        is_there=has_check_in(reading, check_in),
        current=current_write(reading, check_in),
        claim=_claim(reading, layout, check_in),
    )


def plan_check_ins(reading: WorkbookReading, check_ins: Iterable[CheckIn]) -> tuple[CheckInPlan, ...]:
    """What is to be written for several check-ins, each after those before it.

    Args:
        reading: the workbook as it was read.
        check_ins: the check-ins, in the order in which their rows are to stand.

    Raises:
        InvalidOkrError: as `plan_check_in`.
    """
    plans = []
    for check_in in check_ins:
        plan = plan_check_in(reading, check_in)
        reading = replace(reading, okr_set=okr_set_with(reading.okr_set, plan))
        plans.append(plan)
    return tuple(plans)


def current_writes(plans: Iterable[CheckInPlan]) -> tuple[CellWrite, ...]:
    """The Currents to set, of each key result the last."""
    return tuple({plan.current.record: plan.current for plan in plans if plan.current is not None}.values())


def has_check_in(reading: WorkbookReading, check_in: CheckIn) -> bool:
    """Whether the last check-in of its key result on its day is this very one, as far as the sheet has columns."""
    layout = reading.layout.tables.get(Table.CHECK_INS)
    said = [
        one
        for one in reading.okr_set.check_ins
        if (one.key_result_id, one.day) == (check_in.key_result_id, check_in.day)
    ]
    return layout is not None and bool(said) and _as_read(layout, check_in) == said[-1]


def is_said(reading: WorkbookReading, check_in: CheckIn) -> bool:
    """Whether any check-in of the workbook is this very one, as far as the sheet has columns."""
    layout = reading.layout.tables.get(Table.CHECK_INS)
    return layout is not None and _as_read(layout, check_in) in reading.okr_set.check_ins


def okr_set_with(okr_set: OkrSet, plan: CheckInPlan) -> OkrSet:
    """The OKRs as they are once a check-in is written."""
    check_ins = okr_set.check_ins if plan.is_there else (*okr_set.check_ins, plan.check_in)
    if plan.current is None:
        return replace(okr_set, check_ins=check_ins)
    key_results = tuple(
        replace(own, current=plan.check_in.value) if own.id == plan.key_result.id else own
        for own in okr_set.key_results
    )
    return replace(okr_set, check_ins=check_ins, key_results=key_results)


def check_in_request(
    reading: WorkbookReading, plans: Sequence[CheckInPlan], claims: Sequence[JsonObject] = ()
) -> JsonObject:
    """The body of the `batchUpdate` that writes check-ins; send it with the fields `CHECK_IN_FIELDS`.

    Args:
        reading: the workbook as it was read.
        plans: the check-ins.
        claims: requests that are sent along, so that it is done once (`RequestKey.claim_requests`).
    """
    requests: list[JsonObject] = [*claims]
    new = [plan for plan in plans if not plan.is_there]
    if new:
        requests += map(taken_off, _given_up(reading, new))
    number = max(reading.layout.check_in_claims.values(), default=0) + 1
    for plan in new:
        claim = {"metadataId": plan.claim, **mark(CHECK_IN_KEY, number), "location": {"spreadsheet": True}}
        requests += [{"createDeveloperMetadata": {"developerMetadata": claim}}, {"appendCells": appended_row(plan)}]
    header = plans[0].layout.header_row + 1
    ranges = [f"{quoted(plans[0].layout.title)}!{header}:{header}", *_named_ranges(plans[0].layout)]
    if writes := current_writes(plans):
        key_results = reading.layout.tables[Table.KEY_RESULTS]
        requests += [update_request(key_results.sheet_id, write) for write in writes]
        ranges += witness_ranges(key_results, writes)
    return _asked(requests, ranges)


def correcting_request(reading: WorkbookReading, writes: Sequence[CellWrite]) -> JsonObject:
    """The body of the `batchUpdate` that writes single cells of the key results, and shows who is beside them."""
    layout = reading.layout.tables[Table.KEY_RESULTS]
    ranges = [*_named_ranges(reading.layout.tables.get(Table.CHECK_INS)), *witness_ranges(layout, writes)]
    return _asked([update_request(layout.sheet_id, write) for write in writes], ranges)


def appended_row(plan: CheckInPlan) -> JsonObject:
    """The `appendCells` of a check-in."""
    own = {column.name: column for column in columns(Table.CHECK_INS)}
    cells: list[JsonObject] = [{} for _ in range(max(place.index for place in plan.layout.columns.values()) + 1)]
    for name, place in plan.layout.columns.items():
        cells[place.index] = _cell(own[name], plan.check_in, plan.key_result)
    return {"sheetId": plan.layout.sheet_id, "rows": [{"values": cells}], "fields": _WRITTEN}


def are_columns_in_place(plan: CheckInPlan, answer: JsonObject) -> bool:
    """Whether the columns of the Check-ins tab were where they had been read when the row was appended."""
    after = cast("Spreadsheet", answer.get("updatedSpreadsheet", {}))
    for sheet in after.get("sheets", []):
        if sheet.get("properties", {}).get("sheetId", 0) == plan.layout.sheet_id:
            grid, row = grid_of(sheet), plan.layout.header_row
            return all(grid.text(row, place.index) == place.header for place in plan.layout.columns.values())
    return False


def are_beside(reading: WorkbookReading, writes: Sequence[CellWrite], answer: JsonObject) -> bool:
    """Whether each Current that was written is beside its own key result."""
    after = cast("Spreadsheet", answer.get("updatedSpreadsheet", {}))
    return not writes or is_beside(reading.layout.tables[Table.KEY_RESULTS], writes, after)


def checked_in_meanwhile(
    reading: WorkbookReading, key_result_ids: Iterable[str], answer: JsonObject, *, appended: Iterable[str] = ()
) -> frozenset[str]:
    """The key results of which an answer shows more check-ins than there should be: others were as quick.

    Args:
        reading: the workbook as it was read before the write.
        key_result_ids: the key results to look at.
        answer: the answer to the write.
        appended: the key result of each row that was appended by it.
    """
    layout = reading.layout.tables.get(Table.CHECK_INS)
    place = None if layout is None else layout.columns.get(_NAMED)
    if layout is None or place is None:
        return frozenset()
    after = cast("Spreadsheet", answer.get("updatedSpreadsheet", {}))
    sheets = (own for own in after.get("sheets", []) if own.get("properties", {}).get("sheetId", 0) == layout.sheet_id)
    grid = next(map(grid_of, sheets), None)
    if grid is None or grid.text(layout.header_row, place.index) != place.header:
        return frozenset()
    known = Counter([*map(str, place.values), *appended])
    shown = Counter(map(str, grid.column(place.index)))
    return frozenset(own for own in key_result_ids if shown[own] > known[own])


def newest_currents(reading: WorkbookReading, key_result_ids: Iterable[str]) -> tuple[CellWrite, ...]:
    """The Currents that do not say what the newest check-in with a value says, as they are to be set.

    Args:
        reading: the workbook.
        key_result_ids: the key results to look at.
    """
    said = (reading.okr_set.check_ins_of(own) for own in sorted(key_result_ids))
    newest = (next((one for one in reversed(own) if one.value is not None), None) for own in said)
    writes = (current_write(reading, one) for one in newest if one is not None)
    return tuple(write for write in writes if write is not None)


def _named_ranges(layout: TableLayout | None) -> list[str]:
    """The column that says which key result each check-in is of, where there is one."""
    if layout is None or _NAMED not in layout.columns:
        return []
    letters = column_letters(layout.columns[_NAMED].index)
    return [f"{quoted(layout.title)}!{letters}:{letters}"]


def _asked(requests: Sequence[JsonObject], ranges: Sequence[str]) -> JsonObject:
    return {
        "requests": list(requests),
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": list(ranges),
    }


def _given_up(reading: WorkbookReading, new: Sequence[CheckInPlan]) -> list[int]:
    """The claims to give up: all but the newest, and those of the very check-ins whose rows people have deleted."""
    oldest_first = sorted(reading.layout.check_in_claims, key=lambda own: reading.layout.check_in_claims[own])
    kept = set(oldest_first[-_KEPT_CLAIMS:]) - {plan.claim for plan in new}
    return [own for own in oldest_first if own not in kept]


def _claim(reading: WorkbookReading, layout: TableLayout, check_in: CheckIn) -> int:
    """The ID that this check-in claims: the same for the same one, until it is there, whatever others say meanwhile."""
    earlier = reading.okr_set.check_ins.count(_as_read(layout, check_in))
    said = repr([earlier, *(str(getattr(check_in, own.name)) for own in fields(CheckIn))])
    return claimed_id(said)


def _as_read(layout: TableLayout, check_in: CheckIn) -> CheckIn:
    """The check-in as the sheet gives it back: texts without blanks around them, and only what has a column."""
    texts = {name: getattr(check_in, name).strip() for name in ("changed", "blocks", "by")}
    own = replace(check_in, **texts)
    absent: dict[str, Any] = {one.name: one.default for one in fields(CheckIn) if one.name not in layout.columns}
    return replace(own, **absent)


def _layout(reading: WorkbookReading) -> TableLayout:
    layout = reading.layout.tables.get(Table.CHECK_INS)
    missing = [
        column.title
        for column in columns(Table.CHECK_INS)
        if column.must_exist and (layout is None or column.name not in layout.columns)
    ]
    if layout is None or missing:
        if layout is None:
            said = text(
                "{title!r} has no Check-ins tab, so the check-in cannot be written down. Put it back and try again.",
                title=reading.title,
            )
        else:
            said = text(
                "{title!r} has no column {column} on its Check-ins tab, so the check-in cannot be written down. Put it "
                "back and try again.",
                title=reading.title,
                column=missing[0],
            )
        raise InvalidOkrError(said, findings=reading.placed(reading.findings))
    return layout


def _refuse_long_texts(layout: TableLayout, check_in: CheckIn) -> None:
    for column in columns(Table.CHECK_INS):
        written = getattr(check_in, column.name) if column.name in layout.columns else None
        if isinstance(written, str) and len(written) > MAX_TEXT:
            raise InvalidOkrError(
                text(
                    '"{column}" of the check-in is {n:,} characters long; a cell holds {most:,}. Shorten it; nothing '
                    "was written.",
                    column=column.title,
                    n=len(written),
                    most=MAX_TEXT,
                )
            )


def _cell(column: Column, check_in: CheckIn, key_result: KeyResult) -> JsonObject:
    value = getattr(check_in, column.name)
    number_format = TEXT if column.name in REFERENCE_FIELDS else column_format(column)
    if column.name == "value":
        number_format = key_result_format(key_result, value)
    return cell(value, userEnteredFormat={"numberFormat": number_format} if number_format else {})
