"""The survey before a plan: which workbooks of a cycle are there, as far as Drive and this home know."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import AccessError, NotFoundError
from okrsdk.sheets.drive_files import DriveFile, DriveFiles

if TYPE_CHECKING:
    from okrsdk.model import Cycle
    from okrsdk.provision.journal import Journal
    from okrsdk.provision.roster import Roster
    from okrsdk.sheets.transport.http_client import HttpClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is there.

    Attributes:
        files: the spreadsheets that are not in the bin: in the folders of the roster, and those that this home made.
        known: the IDs of those that this home made or adopted for the cycle.
    """

    files: tuple[DriveFile, ...]
    known: frozenset[str]


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
        SheetsError: a folder cannot be listed.
    """
    drive = DriveFiles(http=http)
    folders = {entry.folder or folder: entry.place if entry.folder else "" for entry in reversed(roster.entries)}
    files = {file.file_id: file for own, place in folders.items() for file in _listed(own, place, drive)}
    known = journal.workbooks(cycle.name)
    for file_id in known - files.keys():
        with suppress(NotFoundError, AccessError):  # deleted, or another account's
            file = drive.get(file_id)
            if not file.is_binned:
                files[file_id] = file
    return Survey(files=tuple(files.values()), known=known)


def _listed(folder: str, place: str, drive: DriveFiles) -> list[DriveFile]:
    try:
        return list(drive.in_folder(folder))
    except NotFoundError as error:
        who = drive.http.endpoint.who or "the account that is signed in"
        where = f"{place}: there" if place else "There"
        raise NotFoundError(
            f"{where} is no folder {folder}, or it is not shared with {who}. Open it in Drive and copy the URL from "
            "the browser; names are not unique there."
        ) from error
