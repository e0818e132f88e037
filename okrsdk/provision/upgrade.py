"""Upgrades: what the template has gained is put into workbooks that are there, after a report of what they lack."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

from okrsdk.errors import OkrError, StaleWorkbookError
from okrsdk.sheets.spreadsheet import Spreadsheet
from okrsdk.workbook.sheets_types import showing_changes
from okrsdk.workbook.template.upgrading import UPGRADE_FIELDS, WorkbookUpgrade, has_moved, plan_upgrade

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsdk.sheets.transport.http_client import HttpClient, Params


def drift_of(spreadsheet_ids: Iterable[str], http: HttpClient, *, threads: int) -> Mapping[str, tuple[str, ...]]:
    """What each workbook lacks of what a new one has, in one read each; what cannot be read is left out.

    Args:
        spreadsheet_ids: the workbooks.
        http: sends the requests.
        threads: how many are read at once.
    """
    own = tuple(spreadsheet_ids)
    with ThreadPoolExecutor(max_workers=threads) as pool:
        found = pool.map(partial(_drift, http=http), own)
    return {spreadsheet_id: drift for spreadsheet_id, drift in zip(own, found, strict=True) if drift is not None}


def upgrade_workbook(spreadsheet_id: str, http: HttpClient) -> tuple[str, ...]:
    """Adds to a workbook what it lacks, in one read and one write; gives what that was.

    Done again it finds nothing to add.

    Args:
        spreadsheet_id: the workbook.
        http: sends the requests.

    Raises:
        InvalidOkrError: it is no OKR workbook.
        SchemaVersionError: a newer okrsdk made it.
        StaleWorkbookError: people moved columns in the very moment of the write; the message says what to look at.
        SheetsError: it cannot be read or written.
    """
    upgrade = _planned(spreadsheet_id, http)
    if not upgrade.requests:
        return ()
    spreadsheet = Spreadsheet(spreadsheet_id=spreadsheet_id, http=http)
    after = spreadsheet.changed(showing_changes(upgrade.requests))
    if has_moved(upgrade.reading, after):
        raise StaleWorkbookError(
            "Somebody moved columns while it was upgraded: a note, drop-down or format that was added may be on the "
            f"column beside the one it belongs to. Look at: {'; '.join(upgrade.drift)}.",
            spreadsheet_id=spreadsheet_id,
        )
    return upgrade.drift


def _drift(spreadsheet_id: str, *, http: HttpClient) -> tuple[str, ...] | None:
    try:
        return _planned(spreadsheet_id, http).drift
    except OkrError:  # its unit says so, where there is one
        return None


def _planned(spreadsheet_id: str, http: HttpClient) -> WorkbookUpgrade:
    params: Params = {"includeGridData": True, "fields": UPGRADE_FIELDS, "prettyPrint": False}
    return plan_upgrade(http.get_spreadsheet(spreadsheet_id, params))
