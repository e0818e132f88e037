"""SQLite databases as bytes: opened in memory, so that a file is read and written whole."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODE = slice(18, 20)
_WAL = b"\x02\x02"
"""What a database says of itself at this place while it is in WAL mode."""


@contextmanager
def database_of(content: bytes, *, name: str) -> Iterator[sqlite3.Connection]:
    """A database in memory; blank where there is no content. Changes stay in memory.

    Args:
        content: the file.
        name: what it is called in messages.

    Raises:
        ConfigError: it is no database, or it is one whose latest changes may be in another file.
    """
    if content[_MODE] == _WAL:
        raise ConfigError(
            f"{name} is an SQLite database in WAL mode, whose changes may be in a file beside it. Close what uses it, "
            f"and give it another mode: sqlite3 FILE 'PRAGMA journal_mode = DELETE'."
        )
    with closing(sqlite3.connect(":memory:")) as database:
        if content:
            database.deserialize(content)
        try:
            yield database
        except sqlite3.DatabaseError as error:
            raise ConfigError(f"{name} is no SQLite database of okrsdk: {error}. Name another one.") from error
