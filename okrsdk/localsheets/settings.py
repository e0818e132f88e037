"""Settings of one run of a server: faults, quotas, sign-in, the clock, edits that wait. They end with it.

They are for tests, so none of them is ever in the data folder: whatever was set, a server that starts anew answers
plainly.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from okrsdk.localsheets.jsontypes import Json, JsonObject

FILE_NAME = "settings.sqlite3"
BUSY_SECONDS = 30
SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
"""


class Settings:
    """Named JSON values and counters.

    Args:
        folder: where the processes of one server share them, which goes when it ends; None for this process alone.
    """

    def __init__(self, folder: Path | None = None) -> None:
        where = ":memory:" if folder is None else str(folder / FILE_NAME)
        self._connection = sqlite3.connect(where, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = OFF")  # nothing of it outlives the machine
        self._connection.executescript(SCHEMA)
        self._lock = threading.Lock()
        self._seen: list[tuple[str, str]] = []
        self._parsed: JsonObject = {}

    def all(self) -> JsonObject:
        """Every setting by name, as it is now; not to be changed in place."""
        with self._lock:
            rows = self._connection.execute("SELECT name, body FROM setting").fetchall()
            if rows != self._seen:
                self._parsed = {name: json.loads(body) for name, body in rows}
                self._seen = rows
            return self._parsed

    def set(self, name: str, value: Json) -> None:
        """Sets a setting; None removes it."""
        self.change(name, lambda _before: value)

    def change(self, name: str, change: Callable[[Json], Json]) -> Json:
        """Sets a setting to ``change(its value or None)`` in one transaction; gives the new value."""
        with self._writing() as connection:
            row = connection.execute("SELECT body FROM setting WHERE name = ?", (name,)).fetchone()
            value = change(json.loads(row[0]) if row else None)
            if value is None:
                connection.execute("DELETE FROM setting WHERE name = ?", (name,))
            else:
                connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, json.dumps(value)))
        return value

    def next_number(self, name: str, step: int = 1) -> int:
        """Counts up the counter of this name, over all processes; gives what it was, which is 0 at first."""
        upsert = "INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number"
        with self._writing() as connection:
            connection.execute(upsert, (name, step))
            row = connection.execute("SELECT number FROM counter WHERE name = ?", (name,)).fetchone()
        return int(row[0]) - step

    def forget_numbers(self, prefix: str) -> None:
        """Starts all counters whose names begin so anew."""
        with self._writing() as connection:
            connection.execute("DELETE FROM counter WHERE substr(name, 1, ?) = ?", (len(prefix), prefix))

    def close(self) -> None:
        """Forgets them, as far as this process has them."""
        self._connection.close()

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
