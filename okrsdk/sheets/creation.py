"""New workbooks: made by Drive, filled by one request to Sheets."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.errors import SheetsError
from okrsdk.sheets.workbook import Workbook
from okrsdk.workbook import workbook_template
from okrsdk.workbook.importing.source import ImportSource, OwnIds
from okrsdk.workbook.template.requests import fill_requests

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
    """A new workbook of the OKRs, made in one request to Drive and filled in one to Sheets: wholly, or not at all.

    Args:
        okr_set: the OKRs; they may be few or none, but a client and a cycle make the title.
        connection: where to make it.
        title: its title; by default the client and the cycle.
        scores: scores to show from the start.
        findings: findings to show on the Overview.

    Raises:
        SheetsError: it was not made; the message says when a blank file may have been left.
    """
    template = workbook_template(okr_set, title=title, scores=scores, findings=findings)
    http = connection.http
    spreadsheet_id = http.create_file(template.title)
    try:
        http.batch_update(spreadsheet_id, {"requests": fill_requests(template)}, fields="spreadsheetId")
    except SheetsError:
        # What was filled all the same goes too: the caller knows of no workbook.
        with suppress(SheetsError):
            http.delete_file(spreadsheet_id)
        raise
    return Workbook(spreadsheet_id=spreadsheet_id, connection=connection)


def import_into_new(source: ImportSource, connection: Connection) -> Workbook:
    """A new workbook of what is imported, with the columns that the source has beside its OKRs; wholly, or not at all.

    Two requests make it, one read and one write more keep what the source said, so that its next import is compared
    with this one.

    Args:
        source: what is imported; the client and the cycle make the title.
        connection: where to make it.

    Raises:
        SheetsError: it was not made; the message says when a blank file may have been left.
    """
    workbook = create_workbook(source.okr_set, connection)
    try:
        workbook.import_okrs(replace(source, own_ids=OwnIds.ALL))
    except SheetsError:
        with suppress(SheetsError):
            connection.http.delete_file(workbook.spreadsheet_id)
        raise
    return workbook
