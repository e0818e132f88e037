"""New workbooks: one request, and a second only for what the answer shows was not done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.sheets.workbook import Workbook
from okrsdk.workbook import create_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet
    from okrsdk.sheets.connection import Connection

Json: TypeAlias = Mapping[str, object]

# The parts of a sheet that a create is documented to take, though nobody promises that it does: the key in a `Sheet`,
# and the request that adds one later, with the key of its argument.
_PARTS = {
    "conditionalFormats": ("addConditionalFormatRule", "rule"),
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "charts": ("addChart", "chart"),
    "bandedRanges": ("addBanding", "bandedRange"),
}
_MARKS = "developerMetadata"
_CREATED_FIELDS = f"spreadsheetId,{_MARKS},sheets(properties(sheetId),{_MARKS},{','.join(_PARTS)})"


def create_workbook(
    okr_set: OkrSet,
    connection: Connection,
    *,
    title: str | None = None,
    scores: Scores | None = None,
    findings: Sequence[Finding] = (),
) -> Workbook:
    """A new workbook of the OKRs, in one request to Sheets.

    Args:
        okr_set: the OKRs; they may be few or none, but a client and a cycle make the title.
        connection: where to make it.
        title: its title; by default the client and the cycle.
        scores: scores to show from the start.
        findings: findings to show on the Overview.

    Raises:
        SheetsError: it was not made, or not wholly; the message says when it may have been made.
    """
    body = create_body(okr_set, title=title, scores=scores, findings=findings)
    answer = connection.http.create_spreadsheet(body, fields=_CREATED_FIELDS)
    spreadsheet_id = str(answer["spreadsheetId"])
    requests = missing_parts(body, answer)
    if requests:
        connection.http.batch_update(spreadsheet_id, {"requests": requests}, fields="spreadsheetId")
    return Workbook(spreadsheet_id=spreadsheet_id, connection=connection)


def missing_parts(body: Json, answer: Json) -> list[Json]:
    """The `batchUpdate` requests that add what a create was sent and its answer does not show; none when all is there.

    Looked at are conditional formats, protections, charts, bands and marks, sheet by sheet: a kind that was sent and of
    which nothing came back was not honoured.
    """
    requests = []
    if not answer.get(_MARKS):
        requests += [_mark(mark, {"spreadsheet": True}) for mark in _list(body, _MARKS)]
    done = {_sheet_id(sheet): sheet for sheet in _list(answer, "sheets")}
    for sheet in _list(body, "sheets"):
        requests += _missing_parts_of_sheet(sheet, done.get(_sheet_id(sheet), {}))
    return requests


def _missing_parts_of_sheet(sent: Json, done: Json) -> Iterator[Json]:
    for part, (request, argument) in _PARTS.items():
        if not done.get(part):
            for item in _list(sent, part):
                yield {request: {argument: item}}
    if not done.get(_MARKS):
        for mark in _list(sent, _MARKS):
            yield _mark(mark, {"sheetId": _sheet_id(sent)})


def _mark(mark: Json, location: Json) -> Json:
    return {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": location}}}


def _list(message: Json, key: str) -> list[Json]:
    items = message.get(key)
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []


def _sheet_id(sheet: Json) -> object:
    properties = sheet.get("properties")
    return properties.get("sheetId") if isinstance(properties, Mapping) else None
