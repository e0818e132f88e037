"""Resumable uploads that are still on their way."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.store.library import Library

FORGOTTEN_AFTER = 7 * 86400  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A resumable upload.

    Attributes:
        id: its own name.
        target: the file that it replaces; None for a new one.
        metadata: of the file.
        mime: type of the contents.
        caller: who sends it.
        received: how many bytes have come so far.
        done: the file that has come of it; None while bytes are missing.
    """

    id: str
    target: str | None
    metadata: JsonObject
    mime: str
    caller: str
    received: int
    done: str | None = None


def begin_upload(library: Library, upload: JsonObject) -> str:
    """Keeps what an upload is about (``target``, ``metadata``, ``mime``, ``caller``); gives its name."""
    upload_id = "ALocal-" + secrets.token_urlsafe(48)
    with library.database.writing() as connection:
        for table in ("upload_part", "upload"):
            connection.execute(
                f"DELETE FROM {table} WHERE upload_id IN (SELECT upload_id FROM upload WHERE created < ?)",  # noqa: S608 - constant names
                (library.database.now() - FORGOTTEN_AFTER,),
            )
        connection.execute(
            "INSERT INTO upload VALUES (?, ?, ?)", (upload_id, json.dumps(upload), library.database.now())
        )
    return upload_id


def find_upload(library: Library, upload_id: str) -> Upload | None:
    """The upload of this name; None for none, or one that is finished."""
    with library.database.reading() as connection:
        row = connection.execute("SELECT body FROM upload WHERE upload_id = ?", (upload_id,)).fetchone()
        length = connection.execute(
            "SELECT COALESCE(SUM(LENGTH(data)), 0) FROM upload_part WHERE upload_id = ?", (upload_id,)
        ).fetchone()
    return Upload(id=upload_id, received=int(length[0]), **json.loads(row[0])) if row else None


def add_part(library: Library, upload: Upload, data: bytes) -> None:
    """Adds bytes at the end of an upload."""
    with library.database.writing() as connection:
        connection.execute("INSERT OR IGNORE INTO upload_part VALUES (?, ?, ?)", (upload.id, upload.received, data))


def received_bytes(library: Library, upload: Upload) -> bytes:
    """All that has come of an upload."""
    with library.database.reading() as connection:
        rows = connection.execute("SELECT data FROM upload_part WHERE upload_id = ? ORDER BY start", (upload.id,))
        return b"".join(bytes(row[0]) for row in rows)


def end_upload(library: Library, upload: Upload, done: str | None) -> None:
    """Forgets an upload's bytes, and remembers for those who ask again what file has come of it; None forgets all."""
    with library.database.writing() as connection:
        connection.execute("DELETE FROM upload_part WHERE upload_id = ?", (upload.id,))
        if done is None:
            connection.execute("DELETE FROM upload WHERE upload_id = ?", (upload.id,))
            return
        about: JsonObject = {
            "target": upload.target,
            "metadata": {},
            "mime": upload.mime,
            "caller": upload.caller,
            "done": done,
        }
        connection.execute("UPDATE upload SET body = ? WHERE upload_id = ?", (json.dumps(about), upload.id))
