"""The sweep: of several files with one key one stays, the same whoever sweeps; the others go to the bin, never further.

The winner is filled, then made first, then of the smallest ID. Two that sweep at once while one of the files is just
being filled might each bin the other's winner; so each looks at its winner again afterwards, and takes it out of the
bin. By then all are filled, and the next look finds one winner for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.provision.contents import filled_digest, is_edited
from okrsdk.sheets.drive_files import DriveFiles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.sheets.drive_files import DriveFile
    from okrsdk.sheets.transport.http_client import HttpClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """What came of the files of one key.

    Attributes:
        winner: the file that stays.
        binned: the files that went to the bin.
        edited: losers that people wrote in: they are left, and somebody has to say which is meant.
    """

    winner: DriveFile
    binned: tuple[DriveFile, ...] = ()
    edited: tuple[DriveFile, ...] = ()

    def question(self, http: HttpClient) -> str:
        """What to ask about losers that people wrote in; empty where there are none."""
        if not self.edited:
            return ""
        links = " and ".join(http.endpoint.link(file.file_id) for file in self.edited)
        kept = http.endpoint.link(self.winner.file_id)
        return (
            f"There is a second workbook of this client in which people wrote: {links}. Bring what is needed from it "
            f"into {kept}, move it to the bin, and resume; or keep it, and move the other one to the bin."
        )


def sweep(files: Sequence[DriveFile], http: HttpClient) -> Swept:
    """Leaves one of the files of a key; nothing is asked or sent where there is only one.

    Args:
        files: all files of the key that are not in the bin, at least one.
        http: sends the requests.

    Raises:
        SheetsError: a file cannot be read or moved; the same call goes on from where it was.
    """
    if len(files) == 1:
        return Swept(winner=files[0])
    digests = {file.file_id: filled_digest(file.file_id, http) for file in files}
    filled = [file for file in files if digests[file.file_id] is not None]
    winner = min(filled or files, key=lambda file: (file.created, file.file_id))
    losers = [file for file in files if file is not winner]
    edited = [file for file in losers if is_edited(file.file_id, digests[file.file_id], http)]
    unedited = [file for file in losers if file not in edited]
    drive = DriveFiles(http=http)
    for file in unedited:
        drive.bin(file.file_id)
    if unedited and drive.get(winner.file_id).is_binned:
        drive.put_back(winner.file_id)
    return Swept(winner=winner, binned=tuple(unedited), edited=tuple(edited))
