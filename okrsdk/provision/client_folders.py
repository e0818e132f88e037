"""A folder for each client, for all its cycles, each made exactly once.

The ID of a folder is given out before it is made, and written into the registry as a claim: whoever comes second finds
it there, and whoever makes the folder again is told that it exists. Once a list shows the folder, by the key on it, the
claim has done its work; so a list is looked at after the claim, and never before it alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import NotFoundError
from okrsdk.provision.marking import key_mark
from okrsdk.sheets.drive_files import FOLDER_TYPE, DriveFiles
from okrsdk.sheets.drive_folders import create_folder, new_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.provision.registry import Registry
    from okrsdk.sheets.transport.http_client import HttpClient

FOLDER_MARK = "okrsdk.folder"
"""The app property that says whose folder one is."""


def folder_mark(key: str) -> str:
    """The digest of a key by which a client's folder is known, whatever the cycle."""
    return key_mark(key, "folder")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFolders:
    """The folders of clients in one folder.

    Attributes:
        parent: the ID of that folder; empty for My Drive.
        http: sends the requests.
    """

    parent: str
    http: HttpClient

    def listed(self) -> dict[str, str]:
        """The folders that a list shows, by digest; of several the one that was made first.

        Raises:
            SheetsError: the folder cannot be listed.
        """
        there = DriveFiles(http=self.http).in_folder(self.parent, kind=FOLDER_TYPE)
        found = (file for file in there if FOLDER_MARK in file.marks)
        in_order = sorted(found, key=lambda file: (file.created, file.file_id), reverse=True)
        return {file.marks[FOLDER_MARK]: file.file_id for file in in_order}

    def made(self, names: Mapping[str, str], registry: Registry, *, now: float) -> dict[str, str]:
        """Folders that no list showed, made unless they are there, by digest.

        Args:
            names: what they are called, by digest.
            registry: where their IDs are agreed on.
            now: the seconds since 1970.

        Raises:
            NotFoundError: one is in the bin.
            SheetsError: one could not be made; the same call goes on.
        """
        if not names:
            return {}
        ids = registry.agreed(dict(zip(names, new_ids(len(names), self.http), strict=True)), now=now)
        there = self.listed()
        for mark, folder_id in ids.items():
            if mark not in there and not self._is_new(folder_id, names[mark], mark):
                self._refuse_binned(folder_id, names[mark])
        return {mark: there.get(mark, folder_id) for mark, folder_id in ids.items()}

    def _is_new(self, folder_id: str, name: str, mark: str) -> bool:
        return create_folder(folder_id, name, self.http, parent=self.parent, marks={FOLDER_MARK: mark})

    def _refuse_binned(self, folder_id: str, name: str) -> None:
        """Stops where people put a folder into the bin before any list showed it: what is made in it is lost."""
        if DriveFiles(http=self.http).get(folder_id).is_binned:
            raise NotFoundError(
                f"The folder of {name}, {folder_id}, is in the bin. Take it out of the bin and resume; "
                "no workbook was made in it."
            )
