"""The SQLite file: schema, connections and transactions.

Write-ahead log with ``synchronous=NORMAL``: what was committed survives the death of the process at any moment,
since it is in the log before the answer goes out; only a power failure of the machine may take the last commits
(never the file's wholeness). Readers never wait for a writer.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import threading
import time
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import ApiError, DamagedStoreError, StoreError
from okrsdk.localsheets.store.private_files import make_private

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE_NAME = "localsheets.sqlite3"
APPLICATION_ID = 0x4C534854  # "LSHT"
FORMAT_VERSION = 1
BUSY_SECONDS = 30
CHECKED_WHOLE_BELOW = 64 * 1024 * 1024
#: What to do about a failure, by the beginning of SQLite's name for it.
CURES = {
    "SQLITE_FULL": "The disk is full. Make room on it and try again.",
    "SQLITE_READONLY": "The data file cannot be written. Give yourself the right to, on its folder too, and try again.",
    "SQLITE_CANTOPEN": "The data file cannot be opened. See that its folder is there and yours to write in.",
    "SQLITE_IOERR": "The data file could not be read or written. Check its disk, or use a folder on another one.",
}
SCHEMA = """
CREATE TABLE file (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, mime TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL,
    created REAL NOT NULL, modified REAL NOT NULL, trashed INTEGER NOT NULL DEFAULT 0, extra TEXT NOT NULL DEFAULT '{}'
) WITHOUT ROWID;
CREATE TABLE sheet (
    file_id TEXT NOT NULL, sheet_id INTEGER NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, row_keys BLOB NOT
    NULL, PRIMARY KEY (file_id, sheet_id)
) WITHOUT ROWID;
CREATE TABLE grid_row (
    file_id TEXT NOT NULL, sheet_id INTEGER NOT NULL, row_key INTEGER NOT NULL, version INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (file_id, sheet_id, row_key)
) WITHOUT ROWID;
CREATE INDEX grid_row_version ON grid_row (file_id, sheet_id, version);
CREATE TABLE token (token TEXT PRIMARY KEY, email TEXT NOT NULL, expires REAL NOT NULL) WITHOUT ROWID;
"""
#: What came later: a data file from before gets these tables when it is opened, and loses what it is not for.
ADDITIONS = """
DROP TABLE IF EXISTS setting;
DROP TABLE IF EXISTS counter;
CREATE TABLE IF NOT EXISTS content (file_id TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS upload (upload_id TEXT PRIMARY KEY, body TEXT NOT NULL, created REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS upload_part (
    upload_id TEXT NOT NULL, start INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (upload_id, start)
);
CREATE TABLE IF NOT EXISTS generated_id (file_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (
    number INTEGER PRIMARY KEY AUTOINCREMENT, file_id TEXT NOT NULL UNIQUE, removed INTEGER NOT NULL,
    extra TEXT NOT NULL
);
"""
#: Each file is in the log once, by its last change: whatever changes a file, the database itself keeps the log.
TRIGGERS = """
CREATE TRIGGER IF NOT EXISTS file_added AFTER INSERT ON file BEGIN
    INSERT OR REPLACE INTO change (file_id, removed, extra) VALUES (NEW.id, 0, '{}');
END
CREATE TRIGGER IF NOT EXISTS file_changed AFTER UPDATE ON file BEGIN
    INSERT OR REPLACE INTO change (file_id, removed, extra) VALUES (NEW.id, 0, '{}');
END
CREATE TRIGGER IF NOT EXISTS file_removed AFTER DELETE ON file BEGIN
    INSERT OR REPLACE INTO change (file_id, removed, extra) VALUES (OLD.id, 1, OLD.extra);
END
"""


class Database:
    """One data folder's file, opened once per thread.

    Args:
        folder: where it is.
        now: the time that files are stamped with, in seconds.
    """

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self.path = folder / FILE_NAME
        self.now = now
        self._local = threading.local()
        self._write_lock = threading.Lock()
        self._opened: list[sqlite3.Connection] = []
        make_private(self.path)
        with self._failures_named():
            self._prepare()

    @contextlib.contextmanager
    def _failures_named(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
                raise ApiError(503, "The service is currently unavailable.") from error
            if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
                raise self.damaged(error) from error
            cure = next((text for start, text in CURES.items() if name.startswith(start)), None)
            if cure is None:
                raise
            raise StoreError(f"{cure} Nothing was changed in {self.path}.") from error

    def damaged(self, error: Exception) -> DamagedStoreError:
        """The error that says the file holds what cannot be read."""
        return DamagedStoreError(self._damage(error))

    def _damage(self, error: Exception) -> str:
        return (
            f"The Local Sheets data file {self.path} cannot be read ({error}). It was left as it is: "
            "put a good copy in its place, or move it away to start with an empty one."
        )

    def _check_foreign(self) -> None:
        """Looks at an existing file without changing a byte of it."""
        if not self.path.exists() or not self.path.stat().st_size:
            return
        looking = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        with contextlib.closing(looking):
            found = looking.execute("PRAGMA application_id").fetchone()[0]
            if found != APPLICATION_ID and looking.execute("SELECT 1 FROM sqlite_master").fetchone():
                raise DamagedStoreError(self._damage(ValueError("it is not a data file of Local Sheets")))

    def _prepare(self) -> None:
        self._check_foreign()
        with self.writing() as connection:
            found = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if not found and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in filter(str.strip, SCHEMA.split(";")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
            elif found != APPLICATION_ID or version > FORMAT_VERSION:
                raise DamagedStoreError(self._damage(ValueError("a newer Local Sheets wrote it")))
            for statement in filter(str.strip, [*ADDITIONS.split(";"), *re.split(r"(?<=\nEND)\n", TRIGGERS)]):
                connection.execute(statement)
        if self.path.stat().st_size < CHECKED_WHOLE_BELOW:
            verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if verdict != "ok":
                raise DamagedStoreError(self._damage(ValueError(verdict)))

    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=64
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -16000")
            self._local.connection = connection
            self._opened.append(connection)
        return connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that alone may write: all of it is kept, or on an exception nothing."""
        # Threads queue here, in order; other processes are waited for by SQLite.
        with self._write_lock, self._failures_named():
            connection = self.connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # after some failures SQLite has rolled back by itself
                    connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees one moment of the database; inside another one it is part of that."""
        with self._failures_named():
            connection = self.connection()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("COMMIT")

    def close(self) -> None:
        """Closes every thread's connection."""
        while self._opened:
            self._opened.pop().close()
        self._local = threading.local()
