"""The survey before a plan: which workbooks of a cycle are there, as far as Drive and this home know."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.errors import AccessError, NotFoundError
from okrsdk.provision.client_folders import ClientFolders
from okrsdk.sheets.drive_files import DriveFile, DriveFiles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.model import Cycle
    from okrsdk.provision.journal import Journal
    from okrsdk.provision.roster import Roster
    from okrsdk.sheets.transport.http_client import HttpClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is there.

    Attributes:
        files: the spreadsheets that are not in the bin: in the folders of the roster, and those that this home made.
        known: the IDs of those that this home made or adopted for the cycle, whole.
        problems: what is wrong with folders of the roster, by the key of the first client that names each.
        client_folders: the clients that have a folder of their own in that of the run, by digest.
    """

    files: tuple[DriveFile, ...]
    known: frozenset[str]
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    client_folders: frozenset[str] = frozenset()


def survey(roster: Roster, cycle: Cycle, http: HttpClient, journal: Journal, *, folder: str = "") -> Survey:
    """What is there: a list of each folder, and what this home made and lists do not show yet.

    Args:
        roster: the clients.
        cycle: the cycle.
        http: sends the requests.
        journal: what this home did.
        folder: the folder of clients that name none.

    Raises:
        NotFoundError: there is no such folder, or it may not be seen.
        AccessError: nothing may be made in it.
        SheetsError: a folder cannot be listed.
    """
    drive = DriveFiles(http=http)
    files: dict[str, DriveFile] = {}
    problems: dict[str, tuple[str, ...]] = {}
    own_folders: dict[str, str] = {}
    first = {entry.folder: entry for entry in reversed(roster.entries) if entry.folder}
    if any(not entry.folder for entry in roster.entries):
        files |= {file.file_id: file for file in _listed(folder, drive)}
        own_folders = ClientFolders(parent=folder, http=http).listed()
        files |= {file.file_id: file for file in drive.in_folders(own_folders.values(), within=folder)}
    for own, entry in first.items():
        try:
            files |= {file.file_id: file for file in _listed(own, drive)}
        except (NotFoundError, AccessError) as error:
            others = sum(other.folder == own for other in roster.entries) - 1
            more = f" {others} more of the roster {'names' if others == 1 else 'name'} it." if others else ""
            problems[entry.key] = (f"{entry.at('folder')}: {error}{more}",)
    begun, known = journal.workbooks(cycle.name)
    for file_id in begun - files.keys():
        with suppress(NotFoundError, AccessError):  # deleted, or another account's
            file = drive.get(file_id)
            if not file.is_binned:
                files[file_id] = file
    return Survey(files=tuple(files.values()), known=known, problems=problems, client_folders=frozenset(own_folders))


def _listed(folder: str, drive: DriveFiles) -> list[DriveFile]:
    """The spreadsheets of a folder in which workbooks are to be made."""
    if not folder:
        return list(drive.in_folder(folder))
    who = drive.http.endpoint.who or "the account that is signed in"
    try:
        found = drive.folder(folder)
    except NotFoundError as error:
        raise NotFoundError(
            f"There is no folder {folder}, or it is not shared with {who}. Open it in Drive and copy the URL from the "
            "browser; names are not unique there."
        ) from error
    if not found.is_folder:
        raise NotFoundError(f"{folder} is a file and no folder. Open the folder in Drive and copy its URL.")
    if not found.may_add:
        raise AccessError(
            f"{who} may not make files in the folder {folder}. Let it be given the right to, or choose another."
        )
    return list(drive.in_folder(folder))
