"""The log of changes, and the ids that were given out for files yet to be made.

The database keeps the log by itself (triggers on its table of files): a file is in it once, by its last change.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.store.files import new_id

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry of the log. ``extra`` is what Drive kept of a file that is gone; empty while it is there."""

    number: int
    file_id: str
    removed: bool
    extra: JsonObject


def next_change(library: Library) -> int:
    """The number that the next change will have."""
    with library.database.reading() as connection:
        row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'change'").fetchone()
    return int(row[0]) + 1 if row else 1


def changes_from(library: Library, number: int) -> list[Change]:
    """The changes with this number and all later ones, in their order."""
    query = "SELECT number, file_id, removed, extra FROM change WHERE number >= ? ORDER BY number"
    with library.database.reading() as connection:
        rows = connection.execute(query, (number,)).fetchall()
    return [Change(number=row[0], file_id=row[1], removed=bool(row[2]), extra=json.loads(row[3])) for row in rows]


def generate_ids(library: Library, count: int) -> list[str]:
    """So many new ids, under which files may be made."""
    ids = [new_id() for _ in range(count)]
    with library.database.writing() as connection:
        connection.executemany("INSERT INTO generated_id VALUES (?)", [(one,) for one in ids])
    return ids


def was_generated(library: Library, file_id: str) -> bool:
    """Whether the id was given out by `generate_ids`."""
    with library.database.reading() as connection:
        row = connection.execute("SELECT 1 FROM generated_id WHERE file_id = ?", (file_id,)).fetchone()
    return row is not None
