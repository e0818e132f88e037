"""Files as Drive sees them: names, times, trash; beside the spreadsheets themselves."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import file_not_found
from okrsdk.localsheets.store.database import now

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
        values = (int(file.trashed), json.dumps(file.extra), now(), file.id)
        connection.execute("UPDATE file SET trashed = ?, extra = ?, modified = ? WHERE id = ?", values)
        connection.execute("UPDATE file SET name = ? WHERE id = ? AND body = ''", (file.name, file.id))


def stamp(seconds: float) -> str:
    """A time as Drive prints it: RFC 3339 in UTC with milliseconds."""
    moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
