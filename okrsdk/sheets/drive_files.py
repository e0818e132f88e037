"""Files in Drive as provisioning needs them: made in a folder with their mark on them, listed, shared, binned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.sheets.transport.http_client import DRIVE_FILES_URL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsdk.sheets.transport.http_client import HttpClient, Params
    from okrsdk.workbook.sheets_types import JsonObject

_CHANGES_URL = DRIVE_FILES_URL.removesuffix("/files") + "/changes"
SPREADSHEET_TYPE = "application/vnd.google-apps.spreadsheet"
FOLDER_TYPE = "application/vnd.google-apps.folder"
_FOLDER = "driveId,mimeType,capabilities(canAddChildren)"
_FILE = "id,name,createdTime,trashed,parents,appProperties,version"
_ALL_DRIVES: Params = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}
_ONE: Params = {"fields": _FILE, "supportsAllDrives": "true"}
_MOST = 1000
_FOLDERS_AT_ONCE = 40
ROOT = "root"
"""The folder of a file for which none was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveFile:
    """A spreadsheet as Drive knows it.

    Attributes:
        file_id: its ID.
        name: its title.
        created: when it was made, as Drive writes it, which sorts as time does.
        is_binned: whether it is in the bin.
        parents: the folder it is in.
        marks: the app properties that this program put on it.
        version: grows with every change of the file, whoever makes it.
    """

    file_id: str
    name: str = ""
    created: str = ""
    is_binned: bool = False
    parents: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    version: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveFolder:
    """A folder or shared drive.

    Attributes:
        drive_id: the shared drive that it is in, or is; empty for one of My Drive.
        is_folder: whether it is one, and no other file.
        may_add: whether files may be made in it.
    """

    drive_id: str
    is_folder: bool
    may_add: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DriveFiles:
    """Drive's files over a connection; all of it costs nothing of the quota of Sheets.

    Attributes:
        http: sends the requests; raises okrsdk's errors.
    """

    http: HttpClient

    def create(self, name: str, *, folder: str, marks: Mapping[str, str], template: str = "") -> DriveFile:
        """A new spreadsheet, blank or a copy of `template`, marked from its first moment.

        Raises:
            SheetsError: it was not made, or no good answer came: `may_be_done` tells.
        """
        body = {"name": name, "parents": [folder or ROOT], "appProperties": dict(marks)}
        if template:
            answer = self.http.request("post", f"{DRIVE_FILES_URL}/{template}/copy", params=_ONE, json=body)
        else:
            body["mimeType"] = SPREADSHEET_TYPE
            answer = self.http.request("post", DRIVE_FILES_URL, params=_ONE, json=body)
        return _file(answer.json())

    def get(self, file_id: str) -> DriveFile:
        """A file by its ID, as it is at this moment.

        Raises:
            NotFoundError: there is none, or it may not be seen.
            SheetsError: it cannot be read.
        """
        return _file(self.http.request("get", f"{DRIVE_FILES_URL}/{file_id}", params=_ONE).json())

    def folder(self, folder_id: str) -> DriveFolder:
        """A folder by its ID.

        Raises:
            NotFoundError: there is no such folder, or it may not be seen.
            SheetsError: it cannot be read.
        """
        params: Params = {"fields": _FOLDER, "supportsAllDrives": "true"}
        answer = self.http.request("get", f"{DRIVE_FILES_URL}/{folder_id}", params=params).json()
        return DriveFolder(
            drive_id=str(answer.get("driveId", "")),
            is_folder=answer.get("mimeType") == FOLDER_TYPE,
            may_add=answer.get("capabilities", {}).get("canAddChildren") is not False,
        )

    def in_folder(self, folder: str, *, kind: str = SPREADSHEET_TYPE) -> Iterator[DriveFile]:
        """The spreadsheets of a folder that are not in the bin, as far as the search has come.

        Of a shared drive all are listed, also those that other members made and this one never opened.

        Args:
            folder: its ID; empty for My Drive.
            kind: the type of the files that are meant, `FOLDER_TYPE` for folders.

        Raises:
            NotFoundError: there is no such folder, or it may not be seen.
            SheetsError: the list cannot be read.
        """
        yield from self._listed(f"'{folder or ROOT}' in parents", self._corpora(folder), kind=kind)

    def in_folders(self, folders: Iterable[str], *, within: str) -> Iterator[DriveFile]:
        """The spreadsheets of several folders that are not in the bin, as far as the search has come.

        Args:
            folders: the IDs of the folders.
            within: the folder that they are in.

        Raises:
            SheetsError: the lists cannot be read.
        """
        own, corpora = list(folders), self._corpora(within) if within else {}
        for start in range(0, len(own), _FOLDERS_AT_ONCE):
            parents = " or ".join(f"'{folder}' in parents" for folder in own[start : start + _FOLDERS_AT_ONCE])
            yield from self._listed(f"({parents})", corpora)

    def marked(self, name: str, value: str) -> Iterator[DriveFile]:
        """The spreadsheets with this mark that are not in the bin, in any folder, as far as the search has come.

        Raises:
            SheetsError: the list cannot be read.
        """
        told = value.replace("\\", "\\\\").replace("'", "\\'")
        yield from self._listed(f"appProperties has {{ key='{name}' and value='{told}' }}", {})

    def _listed(self, condition: str, corpora: Params, *, kind: str = SPREADSHEET_TYPE) -> Iterator[DriveFile]:
        query = f"{condition} and mimeType='{kind}' and trashed=false"
        fields = f"nextPageToken,files({_FILE})"
        params: Params = {**_ALL_DRIVES, **corpora, "q": query, "pageSize": _MOST, "fields": fields}
        page: str | None = None
        while True:
            answer = self.http.request("get", DRIVE_FILES_URL, params={**params, "pageToken": page}).json()
            yield from map(_file, answer.get("files", ()))
            page = answer.get("nextPageToken")
            if not page:
                return

    def changes_token(self) -> str:
        """The token of all changes from now on.

        Raises:
            SheetsError: there is none.
        """
        url = f"{_CHANGES_URL}/startPageToken"
        return str(self.http.request("get", url, params={"supportsAllDrives": "true"}).json()["startPageToken"])

    def changed_since(self, token: str) -> Iterator[DriveFile]:
        """The spreadsheets that changed since the token and are not in the bin.

        Raises:
            SheetsError: the changes cannot be read.
        """
        fields = f"nextPageToken,newStartPageToken,changes(removed,file({_FILE},mimeType))"
        page: str | None = token
        while page:
            params = {**_ALL_DRIVES, "pageToken": page, "pageSize": _MOST, "fields": fields}
            answer = self.http.request("get", _CHANGES_URL, params=params).json()
            for change in answer.get("changes", ()):
                file = change.get("file", {})
                if not change.get("removed") and file.get("mimeType") == SPREADSHEET_TYPE and not file.get("trashed"):
                    yield _file(file)
            page = answer.get("nextPageToken")

    def mark(self, file_id: str, marks: Mapping[str, str]) -> None:
        """Puts app properties on a file that is there.

        Raises:
            SheetsError: it was refused, or no good answer came; repeating it does no harm.
        """
        self._update(file_id, {"appProperties": dict(marks)})

    def bin(self, file_id: str) -> None:
        """Moves a file to the bin.

        Raises:
            SheetsError: it was refused, or no good answer came; repeating it does no harm.
        """
        self._update(file_id, {"trashed": True})

    def put_back(self, file_id: str) -> None:
        """Takes a file out of the bin.

        Raises:
            SheetsError: it was refused, or no good answer came; repeating it does no harm.
        """
        self._update(file_id, {"trashed": False})

    def share(self, file_id: str, email: str, role: str, *, notify: bool) -> None:
        """Lets a person in; who is in already gets the role.

        Raises:
            QuotaError: the limit of sharing is reached, which lasts for hours.
            SheetsError: it was refused, or no good answer came; repeating it does no harm.
        """
        params: Params = {
            "fields": "id",
            "supportsAllDrives": "true",
            "sendNotificationEmail": "true" if notify else "false",
        }
        body = {"type": "user", "role": role, "emailAddress": email}
        self.http.request("post", f"{DRIVE_FILES_URL}/{file_id}/permissions", params=params, json=body)

    def _corpora(self, folder: str) -> Params:
        """Where to search for what is in a folder: in its shared drive, where it is in one."""
        if folder in ("", ROOT):
            return {}
        drive = self.folder(folder).drive_id
        return {"corpora": "drive", "driveId": drive} if drive else {}

    def _update(self, file_id: str, body: Mapping[str, object]) -> None:
        self.http.request("patch", f"{DRIVE_FILES_URL}/{file_id}", params=_ONE, json=body)


def _file(answer: JsonObject) -> DriveFile:
    parents, marks = answer.get("parents"), answer.get("appProperties")
    return DriveFile(
        file_id=str(answer["id"]),
        name=str(answer.get("name", "")),
        created=str(answer.get("createdTime", "")),
        is_binned=bool(answer.get("trashed")),
        parents=tuple(map(str, parents)) if isinstance(parents, list) else (),
        marks={str(key): str(value) for key, value in marks.items()} if isinstance(marks, Mapping) else {},
        version=str(answer.get("version", "")),
    )
