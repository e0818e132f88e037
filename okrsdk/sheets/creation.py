"""New workbooks: one request, and a second only for what the answer shows was not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.sheets.workbook import Workbook
from okrsdk.workbook import create_body
from okrsdk.workbook.template.missing_parts import CREATED_FIELDS, missing_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet
    from okrsdk.sheets.connection import Connection


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
    answer = connection.http.create_spreadsheet(body, fields=CREATED_FIELDS)
    spreadsheet_id = str(answer["spreadsheetId"])
    requests = missing_parts(body, answer)
    if requests:
        connection.http.batch_update(spreadsheet_id, {"requests": requests}, fields="spreadsheetId")
    return Workbook(spreadsheet_id=spreadsheet_id, connection=connection)
