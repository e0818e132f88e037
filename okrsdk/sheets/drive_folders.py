"""Folders made in Drive exactly once: under an ID that was given out before, so that a repeat finds them there."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from okrsdk.errors import SheetsError
from okrsdk.sheets.drive_files import FOLDER_TYPE, ROOT
from okrsdk.sheets.transport.http_client import DRIVE_FILES_URL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.sheets.transport.http_client import HttpClient

_MOST_IDS = 1000
_MOST_TRIES = 8


def new_ids(number: int, http: HttpClient) -> list[str]:
    """IDs that no file has yet.

    Raises:
        SheetsError: there are none to be had.
    """
    found: list[str] = []
    while len(found) < number:
        count = min(number - len(found), _MOST_IDS)
        answer = http.request("get", f"{DRIVE_FILES_URL}/generateIds", params={"count": count, "fields": "ids"}).json()
        found += map(str, answer["ids"])
    return found


def create_folder(folder_id: str, name: str, http: HttpClient, *, parent: str, marks: Mapping[str, str]) -> bool:
    """Makes a folder under an ID, unless it is there; whether it was not.

    Raises:
        SheetsError: it was not made, or no good answer came however often it was sent; sending it again does no harm.
    """
    body = {
        "id": folder_id,
        "name": name,
        "mimeType": FOLDER_TYPE,
        "parents": [parent or ROOT],
        "appProperties": dict(marks),
    }
    for left in range(_MOST_TRIES - 1, -1, -1):
        try:
            http.request("post", DRIVE_FILES_URL, params={"fields": "id", "supportsAllDrives": "true"}, json=body)
        except SheetsError as error:
            if error.status == HTTPStatus.CONFLICT:
                return False
            if not (left and error.may_be_done):
                raise
        else:
            return True
    raise AssertionError("the last try returns or raises")
