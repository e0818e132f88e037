"""REF: what people write to say which spreadsheet they mean, and the spreadsheets there are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from okrsdk.errors import AccessError, ConfigError, NotFoundError
from okrsdk.language.normalize import normalized
from okrsdk.sheets.transport.http_client import DRIVE_FILES_URL, Params

if TYPE_CHECKING:
    from okrsdk.sheets.connection import Connection

_ID = re.compile(r"[A-Za-z0-9_-]{44}")
_SPREADSHEET = re.compile(r"/spreadsheets/(?:u/\d+/)?d/(?!e/)([A-Za-z0-9_-]+)")
_WORKBENCH = re.compile(r"workbook=([A-Za-z0-9_-]+)")
_PUBLISHED = re.compile(r"/d/e/")
_GOOGLE_HOSTS = ("docs.google.com", "drive.google.com")
_OTHER_KINDS = {"document": "document", "presentation": "presentation", "forms": "form", "drawings": "drawing"}
_SHOWN = 5
_LISTED: Params = {
    "q": "mimeType='application/vnd.google-apps.spreadsheet' and trashed=false",
    "fields": "nextPageToken,files(id,name)",
    "pageSize": 1000,
    "supportsAllDrives": True,
    "includeItemsFromAllDrives": True,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadsheetFile:
    """A spreadsheet as a list of files shows it.

    Attributes:
        spreadsheet_id: its ID.
        name: its title.
    """

    spreadsheet_id: str
    name: str


def spreadsheet_files(connection: Connection) -> tuple[SpreadsheetFile, ...]:
    """All spreadsheets that the connection can see, by name.

    Raises:
        SheetsError: the list cannot be read.
    """
    found: list[SpreadsheetFile] = []
    page: str | None = None
    while True:
        answer = connection.http.request("get", DRIVE_FILES_URL, params={**_LISTED, "pageToken": page}).json()
        found += [SpreadsheetFile(spreadsheet_id=str(file["id"]), name=str(file["name"])) for file in answer["files"]]
        page = answer.get("nextPageToken")
        if not page:
            return tuple(sorted(found, key=lambda file: (file.name.casefold(), file.spreadsheet_id)))


class NameMatch(IntEnum):
    """How much like a spreadsheet's name a REF must be: the more harm a mistake does, the more."""

    EXACT_TITLE = 1
    """The title letter by letter, or the ID: for what deletes."""
    TITLE_OR_CLIENT = 2
    """The whole title or the whole client's name, in any case: for what writes."""
    WORDS = 3
    """The words of the title or of the client, or its first words: for what only reads."""


def spreadsheet_id_of(ref: str, connection: Connection, *, match: NameMatch = NameMatch.TITLE_OR_CLIENT) -> str:
    """ID of the spreadsheet that REF means: its URL, its ID, or its name in Local Sheets.

    A URL and an ID are taken as they are; nothing is asked of the server, so whether there is such a spreadsheet shows
    when it is read.

    Args:
        ref: what the user wrote.
        connection: where to look a name up.
        match: how much like the spreadsheet's name it must be.

    Raises:
        ConfigError: REF is none of these, or several spreadsheets have that name.
        NotFoundError: no spreadsheet has that name.
    """
    text = ref.strip()
    if not text:
        raise ConfigError("Which workbook? Give its URL, its ID or its name.")
    if "://" in text or text.startswith(_GOOGLE_HOSTS):
        return _from_url(text if "://" in text else f"https://{text}", connection)
    if _ID.fullmatch(text):
        return text
    if connection.endpoint.is_google:
        raise ConfigError(
            f"{text!r} is neither the URL nor the ID of a spreadsheet. Copy the whole URL from the browser; "
            "names are for Local Sheets (OKR_SHEETS=local)."
        )
    return _from_name(text, spreadsheet_files(connection), connection.endpoint.place, match)


def workbooks_titled(title: str, connection: Connection) -> tuple[SpreadsheetFile, ...]:
    """The spreadsheets of this title that the connection can see, in any case; none where it may not list files."""
    try:
        files = spreadsheet_files(connection)
    except AccessError:  # a service account sees the files shared with it alone, if any
        return ()
    return tuple(file for file in files if _same(title, file.name))


def _from_url(url: str, connection: Connection) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ConfigError(_not_a_spreadsheet(url, "")) from None
    match = _SPREADSHEET.search(parts.path) or _WORKBENCH.fullmatch(parts.query)
    if match is None:
        raise ConfigError(_not_a_spreadsheet(url, parts.path))
    if parts.hostname in _GOOGLE_HOSTS and not connection.endpoint.is_google:
        known = {file.spreadsheet_id for file in spreadsheet_files(connection)}
        if match[1] not in known:
            raise ConfigError(
                f"{url} is in Google Sheets, and okrsdk is set to Local Sheets. "
                "Sign in with `okr login` and set OKR_SHEETS=google, or set OKR_CREDENTIALS to your key file."
            )
    return match[1]


def _not_a_spreadsheet(url: str, path: str) -> str:
    cure = "Open the spreadsheet in the browser and copy its URL: it contains /spreadsheets/d/ and an ID."
    if _PUBLISHED.search(path):
        return f"{url} is a link to a published copy, which cannot be read as a workbook. {cure}"
    kind = next((kind for part, kind in _OTHER_KINDS.items() if f"/{part}/" in path), None)
    if kind:
        return f"{url} is a Google {kind}, not a spreadsheet. {cure}"
    return f"{url} is not the URL of a spreadsheet. {cure}"


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", normalized(text)))


def _same(name: str, other: str) -> bool:
    return " ".join(name.casefold().split()) == " ".join(other.casefold().split())


def _client_in(title: str) -> str:
    return title.rpartition(" · ")[0]


# From the strictest to the loosest.
_WAYS_TO_CALL: tuple[tuple[NameMatch, Callable[[str, SpreadsheetFile], bool]], ...] = (
    (NameMatch.EXACT_TITLE, lambda name, file: name in (file.name, file.spreadsheet_id)),
    (NameMatch.TITLE_OR_CLIENT, lambda name, file: _same(name, file.name)),
    (NameMatch.TITLE_OR_CLIENT, lambda name, file: _same(name, _client_in(file.name))),
    (NameMatch.WORDS, lambda name, file: _words(name) == _words(file.name)),
    (NameMatch.WORDS, lambda name, file: _words(name) == _words(_client_in(file.name))),
    (NameMatch.WORDS, lambda name, file: _words(file.name).startswith(_words(name) + " ")),
)


def _called(name: str, files: tuple[SpreadsheetFile, ...], match: NameMatch) -> list[SpreadsheetFile]:
    # A name without a word, such as "-", has the words of every other one without, and begins every name.
    loosest = match if _words(name) else min(match, NameMatch.TITLE_OR_CLIENT)
    for needed, is_called in _WAYS_TO_CALL:
        found = [file for file in files if needed <= loosest and is_called(name, file)]
        if found:
            return found
    return []


def _from_name(name: str, files: tuple[SpreadsheetFile, ...], place: str, match: NameMatch) -> str:
    found = _called(name, files, match)
    if len(found) == 1:
        return found[0].spreadsheet_id
    if found:
        ones = ", ".join(f"{file.name} ({file.spreadsheet_id})" for file in found)
        has_titles = len({file.name for file in found}) == len(found)
        asked = "Give the title or the ID of one" if has_titles else "Give the ID of one"
        raise ConfigError(f"{len(found)} workbooks in Local Sheets are called {name!r}. {asked}: {ones}.")
    if not files:
        raise NotFoundError(f'Local Sheets ({place}) has no workbooks yet. `okr new "{name}"` makes one.')
    alike = _called(name, files, NameMatch.WORDS)
    if alike:
        asked = "its title to the letter, or its ID" if match is NameMatch.EXACT_TITLE else "the whole name"
        ones = ", ".join(f"{file.name} ({file.spreadsheet_id})" for file in alike[:_SHOWN])
        raise NotFoundError(
            f"No workbook in Local Sheets ({place}) is called {name!r}. Did you mean {ones}? Give {asked}."
        )
    names = ", ".join(file.name for file in files[:_SHOWN]) + (", …" if len(files) > _SHOWN else "")
    raise NotFoundError(f"No workbook in Local Sheets ({place}) is called {name!r}. There are: {names}.")
