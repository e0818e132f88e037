"""All spreadsheets of one data folder: read, changed in transactions, cached between requests.

The cache keeps the last known version of each spreadsheet. Every read asks the database for the current version
number and loads only what other processes have written since. Published books are never changed, so many threads
share them.
"""

from __future__ import annotations

import json
import threading
import time
import zlib
from collections import Counter, OrderedDict
from typing import TYPE_CHECKING, TypeVar

from okrsdk.localsheets.book.model import Book, Sheet
from okrsdk.localsheets.errors import not_found
from okrsdk.localsheets.formulas.engine import Engine, has_formulas
from okrsdk.localsheets.grid.rows import EMPTY_ROW, Grid
from okrsdk.localsheets.responses.computed import Computed
from okrsdk.localsheets.store.codec import decode_keys, decode_row, encode_book, encode_keys, encode_row, encode_sheet
from okrsdk.localsheets.store.database import Database

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from okrsdk.localsheets.formulas.engine import Results
    from okrsdk.localsheets.grid.rows import Row
    from okrsdk.localsheets.jsontypes import JsonObject

SPREADSHEET_MIME = "application/vnd.google-apps.spreadsheet"
CACHED_BOOKS = 48
#: What reading a spreadsheet raises when SQLite finds its file whole and its contents are none.
UNREADABLE = (ValueError, KeyError, IndexError, TypeError, AttributeError, zlib.error)
Result = TypeVar("Result")


class Library:
    """The spreadsheets of one folder."""

    def __init__(self, folder: Path, *, now: Callable[[], float] = time.time) -> None:
        self.database = Database(folder, now=now)
        self._cache: OrderedDict[str, tuple[Book, Engine]] = OrderedDict()
        self._lock = threading.Lock()
        self._loading = threading.Lock()

    def close(self) -> None:
        """Closes the database."""
        self.database.close()

    # Reading

    def read(self, book_id: str) -> Computed:
        """The spreadsheet as it is now.

        Raises:
            ApiError: 404 when there is none.
        """
        return self.computed(self.published(book_id))

    def published(self, book_id: str) -> Book:
        """The spreadsheet as it is now, without its computed values.

        Raises:
            ApiError: 404 when there is none.
        """
        with self.database.reading() as connection:
            return self._current(connection, book_id)

    def computed(self, book: Book) -> Computed:
        """The published book with its computed values."""
        return Computed(book, self._results)

    def _results(self, book: Book) -> dict[int, Results]:
        if not has_formulas(book):
            return {}
        with self._lock:
            known = self._cache.get(book.id)
        return (known[1] if known else Engine()).results(book)

    def _current(self, connection: sqlite3.Connection, book_id: str) -> Book:
        row = connection.execute("SELECT version, body FROM file WHERE id = ?", (book_id,)).fetchone()
        if row is None:
            raise not_found()
        known = self._known(book_id)
        # Newer than this transaction sees is whole too, and mixing the two would not be.
        if known and known.version >= row[0]:
            return known
        with self._loading:  # one thread loads, those that want the same wait and find it
            known = self._known(book_id)
            if known and known.version >= row[0]:
                return known
            try:
                book = _load(connection, book_id, row, known)
            except UNREADABLE as error:
                raise self.database.damaged(error) from error
            self._remember(book)
        return book

    def _known(self, book_id: str) -> Book | None:
        with self._lock:
            known = self._cache.get(book_id)
            if known:
                self._cache.move_to_end(book_id)
        return known[0] if known else None

    def _remember(self, book: Book) -> None:
        with self._lock:
            known = self._cache.get(book.id)
            if known is None or known[0].version < book.version:
                self._cache[book.id] = (book, known[1] if known else Engine())
            self._cache.move_to_end(book.id)
            while len(self._cache) > CACHED_BOOKS:
                self._cache.popitem(last=False)

    # Writing

    def write(self, book_id: str, work: Callable[[Book], Result]) -> tuple[Result, Computed]:
        """Runs ``work`` on a draft and stores what it did: all of it, or nothing when it raises.

        Returns:
            What ``work`` returned, and the spreadsheet as it is afterwards.
        """
        with self.database.writing() as connection:
            book = self._current(connection, book_id)
            draft = book.draft()
            result = work(draft)
            if not _same(book, draft):
                draft.check_size()
                _save(connection, book, draft, self.database.now())
        if draft.version == book.version:
            return result, self.computed(book)
        self._remember(draft)
        return result, self.computed(draft)

    def add(self, book: Book, *, mime: str = SPREADSHEET_MIME, extra: JsonObject | None = None) -> Computed:
        """Stores a new spreadsheet."""
        book.check_size()
        with self.database.writing() as connection:
            stamp = self.database.now()
            connection.execute(
                "INSERT INTO file (id, name, mime, version, body, created, modified, extra) VALUES (?,?,?,0,'',?,?,?)",
                (book.id, book.properties["title"], mime, stamp, stamp, json.dumps(extra or {})),
            )
            # Versions begin at the time, so that a file made anew under an old id is newer than all caches of the old:
            # at the machine's, which nobody moves.
            _save(connection, Book(book.id, {}, [], int(time.time() * 1000)), book, stamp)
        self._remember(book)
        return self.computed(book)

    def remove(self, book_id: str) -> bool:
        """Deletes the file for good, a spreadsheet or another; says whether there was one."""
        with self.database.writing() as connection:
            gone = connection.execute("DELETE FROM file WHERE id = ?", (book_id,)).rowcount
            for table in ("sheet", "grid_row", "content"):
                connection.execute(f"DELETE FROM {table} WHERE file_id = ?", (book_id,))  # noqa: S608 - constant names
        with self._lock:
            self._cache.pop(book_id, None)
        return bool(gone)


def _same(book: Book, draft: Book) -> bool:
    return (
        not draft.edited()
        and draft.properties is book.properties
        and draft.named_ranges is book.named_ranges
        and draft.metadata is book.metadata
        and draft.sheets == book.sheets
    )


def _save(connection: sqlite3.Connection, book: Book, draft: Book, stamp: float) -> None:
    draft.version = book.version + 1
    for sheet in draft.edited():
        _save_sheet(connection, draft, sheet, book.sheet(sheet.id))
    for gone in {sheet.id for sheet in book.sheets} - {sheet.id for sheet in draft.sheets}:
        for table in ("sheet", "grid_row"):
            connection.execute(
                f"DELETE FROM {table} WHERE file_id = ? AND sheet_id = ?",  # noqa: S608 - constant names
                (book.id, gone),
            )
    connection.execute(
        "UPDATE file SET version = ?, name = ?, body = ?, modified = ? WHERE id = ?",
        (draft.version, draft.properties["title"], encode_book(draft), stamp, draft.id),
    )


def _save_sheet(connection: sqlite3.Connection, draft: Book, sheet: Sheet, before: Sheet | None) -> None:
    grid = sheet.grid
    grid.trim()
    fresh = list({row.key: row for row in grid.rows if row.fresh}.values())
    connection.executemany(
        "INSERT INTO grid_row (file_id, sheet_id, row_key, version, body) VALUES (?,?,?,?,?) "
        "ON CONFLICT DO UPDATE SET version = excluded.version, body = excluded.body",
        [(draft.id, sheet.id, row.key, draft.version, encode_row(row)) for row in fresh],
    )
    body = encode_sheet(sheet)
    if before is None or grid.reordered:
        keys = [row.key for row in grid.rows]
        connection.execute(
            "INSERT OR REPLACE INTO sheet (file_id, sheet_id, version, body, row_keys) VALUES (?,?,?,?,?)",
            (draft.id, sheet.id, draft.version, body, encode_keys(keys)),
        )
        gone = {row.key for row in before.grid.rows} - set(keys) - {0} if before else set()
        connection.executemany(
            "DELETE FROM grid_row WHERE file_id = ? AND sheet_id = ? AND row_key = ?",
            [(draft.id, sheet.id, key) for key in gone],
        )
    else:
        connection.execute(
            "UPDATE sheet SET version = ?, body = ? WHERE file_id = ? AND sheet_id = ?",
            (draft.version, body, draft.id, sheet.id),
        )
    for row in fresh:
        row.fresh = False
    grid.reordered = False


def _load(connection: sqlite3.Connection, book_id: str, row: tuple[int, str], known: Book | None) -> Book:
    version, text = row
    body = json.loads(text)
    stored = {
        found[0]: found[1:]
        for found in connection.execute(
            "SELECT sheet_id, version, body, row_keys FROM sheet WHERE file_id = ?", (book_id,)
        )
    }
    sheets = []
    for sheet_id in body["sheets"]:
        before = known.sheet(sheet_id) if known else None
        if before is not None and known is not None and stored[sheet_id][0] <= known.version:
            sheets.append(before)
        else:
            since = known.version if known and before else -1
            sheets.append(_load_sheet(connection, book_id, stored[sheet_id], (before, since)))
    book = Book(book_id, body["properties"], sheets, version)
    book.named_ranges, book.metadata = body["namedRanges"], body["metadata"]
    return book


def _load_sheet(
    connection: sqlite3.Connection, book_id: str, stored: tuple[int, str, bytes], known: tuple[Sheet | None, int]
) -> Sheet:
    before, since = known
    body = json.loads(stored[1])
    sheet_id = body["properties"]["sheetId"]
    rows: dict[int, Row] = {row.key: row for row in before.grid.rows} if before else {}
    rows[0] = EMPTY_ROW
    for key, text in connection.execute(
        "SELECT row_key, body FROM grid_row WHERE file_id = ? AND sheet_id = ? AND version > ?",
        (book_id, sheet_id, since),
    ):
        rows[key] = decode_row(text, key)
    keys = decode_keys(stored[2])
    if len(set(keys)) < len(keys):
        for key, times in Counter(keys).items():
            rows[key].shared = times > 1
    grid = Grid(body["rowCount"], body["columnCount"], [rows[key] for key in keys], body["nextKey"])
    columns = {int(index): meta for index, meta in body["columns"].items()}
    return Sheet(body["properties"], grid, columns, body["parts"])
