"""Settings of a data folder: shared by all processes that serve it, read on every request."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.store.database import Database


class Settings:
    """Named JSON values in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._seen: list[tuple[str, str]] = []
        self._parsed: JsonObject = {}

    def all(self) -> JsonObject:
        """Every setting by name, as it is now; not to be changed in place."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT name, body FROM setting").fetchall()
        if rows != self._seen:
            self._parsed = {name: json.loads(body) for name, body in rows}
            self._seen = rows
        return self._parsed

    def set(self, name: str, value: Json) -> None:
        """Sets a setting; None removes it."""
        with self._database.writing() as connection:
            _store(connection, name, value)

    def change(self, name: str, change: Callable[[Json], Json]) -> Json:
        """Sets a setting to ``change(its value or None)`` in one transaction; gives the new value."""
        with self._database.writing() as connection:
            row = connection.execute("SELECT body FROM setting WHERE name = ?", (name,)).fetchone()
            value = change(json.loads(row[0]) if row else None)
            _store(connection, name, value)
        return value

    def next_number(self, name: str) -> int:
        """Counts up the counter of this name, over all processes; the first number is 0."""
        with self._database.writing() as connection:
            upsert = "INSERT INTO counter VALUES (?, 1) ON CONFLICT DO UPDATE SET number = number + 1"
            connection.execute(upsert, (name,))
            row = connection.execute("SELECT number FROM counter WHERE name = ?", (name,)).fetchone()
        return int(row[0]) - 1

    def forget_numbers(self, prefix: str) -> None:
        """Starts all counters whose names begin so anew."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM counter WHERE substr(name, 1, ?) = ?", (len(prefix), prefix))


def _store(connection: sqlite3.Connection, name: str, value: Json) -> None:
    if value is None:
        connection.execute("DELETE FROM setting WHERE name = ?", (name,))
    else:
        connection.execute("INSERT OR REPLACE INTO setting (name, body) VALUES (?, ?)", (name, json.dumps(value)))
