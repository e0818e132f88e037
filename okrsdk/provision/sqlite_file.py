"""An SQLite file that threads and processes share, and that belongs to its owner alone."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BUSY_SECONDS = 30


class SqliteFile:
    """The file.

    Args:
        path: where it is; made where it is missing, with its folder.
        schema: the statements that make its tables where there are none.

    Raises:
        sqlite3.Error: it is no such file, or is damaged; so do all methods.
        OSError: it cannot be made.
    """

    def __init__(self, path: Path, *, schema: str) -> None:
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.executescript(schema)
        path.chmod(0o600)

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()

    def read(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """The rows that a query finds."""
        with self._lock:
            return self._connection.execute(query, values).fetchall()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, which is on the disk at its end."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
