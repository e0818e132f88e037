"""What was read of workbooks, by version, in an SQLite file that can be thrown away at any time.

One row a workbook: the version that was read, its cells as the API gave them, and the summary that was made of them
with what it rests on: the day, the policy, and the version of okrsdk. A new day costs no request, only work.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast

from okrsdk.errors import ConfigError
from okrsdk.provision.sqlite_file import SqliteFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from okrsdk.portfolio.summary import WorkbookRow
    from okrsdk.workbook.sheets_types import JsonObject

FILE_NAME = "portfolio.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS workbook (
  place TEXT NOT NULL, spreadsheet_id TEXT NOT NULL, version TEXT NOT NULL, cells BLOB NOT NULL,
  basis TEXT NOT NULL, summary TEXT NOT NULL,
  PRIMARY KEY (place, spreadsheet_id)
) WITHOUT ROWID;
"""


class Known(NamedTuple):
    """What is known of a version of a workbook: its cells, what its summary rests on, and the summary."""

    cells: bytes
    basis: str
    summary: WorkbookRow

    def spreadsheet(self) -> JsonObject:
        """The cells as the API gave them."""
        return cast("JsonObject", json.loads(zlib.decompress(self.cells)))


class SummaryCache:
    """The file. A context manager; threads and processes may share it.

    Args:
        path: the file, which is made where it is missing and belongs to its owner alone.
        version: of the program that makes summaries: those of another one are made anew.

    Raises:
        ConfigError: it cannot be used; throwing it away loses nothing.
    """

    def __init__(self, path: Path, *, version: str) -> None:
        self.version = version
        self._path = path
        with self._usable():
            self._file = SqliteFile(path, schema=_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def known(self, place: str, spreadsheet_id: str, version: str) -> Known | None:
        """What is known of this version of a workbook; None where that was not read.

        Args:
            place: the server.
            spreadsheet_id: the workbook.
            version: its version, as Drive has it now.
        """
        query = "SELECT cells, basis, summary FROM workbook WHERE place = ? AND spreadsheet_id = ? AND version = ?"
        with self._usable():
            rows = self._file.read(query, place, spreadsheet_id, version)
        if not version or not rows:
            return None
        cells, basis, summary = rows[0]
        return Known(cells=cells, basis=basis, summary=cast("WorkbookRow", json.loads(summary)))

    def keep(
        self, place: str, spreadsheet_id: str, version: str, *, cells: bytes, basis: str, summary: WorkbookRow
    ) -> None:
        """Keeps what was read of a version, in place of an earlier one."""
        values = (place, spreadsheet_id, version, cells, basis, json.dumps(summary, ensure_ascii=False))
        with self._usable(), self._file.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO workbook VALUES (?, ?, ?, ?, ?, ?)", values)

    @contextmanager
    def _usable(self) -> Iterator[None]:
        """Within it, a file that cannot be used is an error that says so."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise ConfigError(
                f"What was read of workbooks before cannot be used: {self._path}: {error}. Delete the file; all of it "
                "is read again.",
                setting="home",
            ) from error


def packed(spreadsheet: JsonObject) -> bytes:
    """Cells as the cache keeps them."""
    return zlib.compress(json.dumps(spreadsheet, separators=(",", ":")).encode(), level=6)
