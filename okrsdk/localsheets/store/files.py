"""Files as Drive sees them: names, times, trash; and the bytes of those that are no spreadsheets."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import file_id_in_use, file_not_found

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.store.library import Library

COLUMNS = "id, name, mime, version, created, modified, trashed, extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file. ``extra`` holds what Drive keeps besides: description, parents, properties, permissions."""

    id: str
    name: str
    mime: str
    version: int
    created: float
    modified: float
    trashed: bool
    extra: JsonObject


def _file(row: tuple[str, str, str, int, float, float, int, str]) -> File:
    return File(
        id=row[0],
        name=row[1],
        mime=row[2],
        version=row[3],
        created=row[4],
        modified=row[5],
        trashed=bool(row[6]),
        extra=json.loads(row[7]),
    )


def all_files(library: Library) -> list[File]:
    """Every file, the last modified first."""
    with library.database.reading() as connection:
        rows = connection.execute(f"SELECT {COLUMNS} FROM file ORDER BY modified DESC, id").fetchall()  # noqa: S608
    return [_file(row) for row in rows]


def get_file(library: Library, file_id: str) -> File:
    """The file of this id.

    Raises:
        DriveError: 404 when there is none.
    """
    file = get_file_or_none(library, file_id)
    if file is None:
        raise file_not_found(file_id)
    return file


def get_file_or_none(library: Library, file_id: str) -> File | None:
    """The file of this id; None when there is none."""
    with library.database.reading() as connection:
        row = connection.execute(f"SELECT {COLUMNS} FROM file WHERE id = ?", (file_id,)).fetchone()  # noqa: S608
    return None if row is None else _file(row)


def set_file(library: Library, file: File) -> None:
    """Stores what Drive keeps of a file besides its contents: trash, ``extra`` and, of other files, the name.

    A spreadsheet is called as its properties say, and is renamed there.
    """
    with library.database.writing() as connection:
        values = (int(file.trashed), json.dumps(file.extra), library.database.now(), file.id)
        connection.execute("UPDATE file SET trashed = ?, extra = ?, modified = ? WHERE id = ?", values)
        connection.execute("UPDATE file SET name = ? WHERE id = ? AND body = ''", (file.name, file.id))


def add_file(
    library: Library, name: str, mime: str, extra: JsonObject, data: bytes | None = None, *, file_id: str | None = None
) -> str:
    """Stores a new file that is no spreadsheet; gives its id. Folders have no data.

    Raises:
        DriveError: 409 when there is a file of this id.
    """
    file_id = file_id or new_id()
    stamp = library.database.now()
    with library.database.writing() as connection:
        added = connection.execute(
            "INSERT INTO file (id, name, mime, version, body, created, modified, extra) VALUES (?,?,?,1,'',?,?,?) "
            "ON CONFLICT DO NOTHING",
            (file_id, name, mime, stamp, stamp, json.dumps(extra)),
        )
        if not added.rowcount:
            raise file_id_in_use()
        if data is not None:
            connection.execute("INSERT INTO content VALUES (?, ?)", (file_id, data))
    return file_id


def new_id() -> str:
    """A file id of Drive's length, never given before."""
    return "1" + secrets.token_urlsafe(48)[:32]


def content_of(library: Library, file_id: str) -> bytes:
    """The bytes of a file that is no spreadsheet; none for a folder."""
    with library.database.reading() as connection:
        row = connection.execute("SELECT data FROM content WHERE file_id = ?", (file_id,)).fetchone()
    return bytes(row[0]) if row else b""


def set_content(library: Library, file_id: str, data: bytes) -> None:
    """Replaces the bytes of a file that is no spreadsheet."""
    with library.database.writing() as connection:
        connection.execute("INSERT OR REPLACE INTO content VALUES (?, ?)", (file_id, data))
        connection.execute("UPDATE file SET version = version + 1 WHERE id = ?", (file_id,))


def stamp(seconds: float) -> str:
    """A time as Drive prints it: RFC 3339 in UTC with milliseconds."""
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
