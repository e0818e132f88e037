"""Which workbooks a portfolio is made of, and which version each is: asked of Drive, a page for a thousand files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.provision.client_folders import ClientFolders
from okrsdk.provision.marking import CYCLE_MARK, KEY_MARK, PORTFOLIO_MARK, key_mark, marks_of
from okrsdk.provision.registry import REGISTRY_MARK
from okrsdk.sheets.drive_files import DriveFile, DriveFiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.model import Cycle
    from okrsdk.provision.roster import Roster
    from okrsdk.sheets.transport.http_client import HttpClient

_NO_WORKBOOKS = {REGISTRY_MARK, PORTFOLIO_MARK}


def files_of_cycle(cycle: Cycle, http: HttpClient) -> tuple[DriveFile, ...]:
    """The workbooks of a cycle that `okr provision` made or adopted, wherever they are.

    Raises:
        SheetsError: they cannot be listed.
    """
    return _in_order(DriveFiles(http=http).marked(CYCLE_MARK, marks_of("", cycle.name)[CYCLE_MARK]))


def files_of_folder(folder: str, http: HttpClient) -> tuple[DriveFile, ...]:
    """All spreadsheets of a folder and of the clients' folders in it, but the registry and the sheets of portfolios.

    Args:
        folder: its ID.
        http: sends the requests.

    Raises:
        SheetsError: they cannot be listed.
    """
    drive, of_clients = DriveFiles(http=http), ClientFolders(parent=folder, http=http).listed()
    return _in_order([*drive.in_folder(folder), *drive.in_folders(of_clients.values(), within=folder)])


def files_of_roster(roster: Roster, cycle: Cycle, http: HttpClient) -> tuple[tuple[DriveFile, ...], tuple[str, ...]]:
    """The workbooks of the clients of a roster, and the clients for whom there is none.

    Args:
        roster: the clients.
        cycle: the cycle.
        http: sends the requests.

    Raises:
        SheetsError: they cannot be listed.
    """
    listed = {file.file_id: file for file in files_of_cycle(cycle, http)}
    own = {key_mark(entry.key, cycle.name): entry for entry in roster.entries}
    files = [file for file in listed.values() if file.marks.get(KEY_MARK) in own]
    named = {entry.workbook for entry in roster.entries if entry.workbook}
    drive = DriveFiles(http=http)
    # A workbook that the roster names may carry no mark yet.
    files += [drive.get(file_id) for file_id in sorted(named - {file.file_id for file in files})]
    there = {file.marks.get(KEY_MARK) for file in files}
    known = {file.file_id for file in files}
    missing = (e.client.name for mark, e in own.items() if mark not in there and e.workbook not in known)
    return _in_order(files), tuple(missing)


def _in_order(files: Iterable[DriveFile]) -> tuple[DriveFile, ...]:
    own = {file.file_id: file for file in files if not _NO_WORKBOOKS & file.marks.keys()}
    return tuple(sorted(own.values(), key=lambda file: (file.name.casefold(), file.file_id)))
