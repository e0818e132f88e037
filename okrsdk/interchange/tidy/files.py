"""The rows of tidy tables in files as okrsdk writes them: CSV, Parquet, Excel and SQLite."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from contextlib import closing
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.errors import ConfigError
from okrsdk.extras import Extra, needing
from okrsdk.interchange.csv_cells import text_of_csv_cell
from okrsdk.interchange.tidy.reading import plain_value
from okrsdk.interchange.tidy.sqlite_database import database_of
from okrsdk.interchange.tidy.table_definitions import tidy_tables
from okrsdk.schema.column import Column, ColumnType

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

Rows: TypeAlias = list[dict[str, object]]
_Reader: TypeAlias = Callable[[str, bytes], dict[str, Rows]]


def tables_in(files: Mapping[str, bytes]) -> dict[str, Rows]:
    """The rows of every tidy table that files hold, by its name; other files, tabs and tables are passed over.

    Args:
        files: the files by name: one workbook or database, or a CSV or Parquet file for each table, named after it.

    Raises:
        ConfigError: a file is broken, what reads it is not installed, or no file holds such a table.
    """
    found: dict[str, Rows] = {}
    for name, content in files.items():
        read = _READERS.get(PurePath(name).suffix.lower())
        if read is not None:
            found |= read(name, content)
    known = {table.name for table in tidy_tables()}
    tables = {name: rows for name, rows in found.items() if name in known}
    if not tables:
        names = ", ".join(sorted(known))
        raise ConfigError(f"There is none of okrsdk's tables ({names}) in it. Write them with okr export.")
    return tables


def _csv(name: str, content: bytes) -> dict[str, Rows]:
    table = PurePath(name).stem
    columns = {column.name: column for known in tidy_tables() if known.name == table for column in known.columns}
    try:
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{name} is no CSV of okrsdk: {error}.") from error
    return {table: [{key: _of_text(columns.get(key), cell) for key, cell in row.items()} for row in rows]}


def _of_text(column: Column | None, cell: object) -> object:
    """The value that a cell of CSV was made from; where it is none of its column, its text."""
    if not isinstance(cell, str):  # a row that is too short or too long
        return None
    text = text_of_csv_cell(cell)
    try:
        match column and column.type:
            case ColumnType.NUMBER if text:
                return Decimal(text)
            case ColumnType.DAY if text:
                return date.fromisoformat(text)
    except (ValueError, InvalidOperation):
        pass
    return text


def _parquet(name: str, content: bytes) -> dict[str, Rows]:
    with needing(Extra.PARQUET):
        import pyarrow
        import pyarrow.parquet
    try:
        table = pyarrow.parquet.read_table(io.BytesIO(content))
    except pyarrow.ArrowException as error:
        raise ConfigError(f"{name} is no Parquet file: {error}.") from error
    return {PurePath(name).stem: [_plain(row.items()) for row in table.to_pylist()]}


def _xlsx(name: str, content: bytes) -> dict[str, Rows]:
    with needing(Extra.EXCEL):
        import openpyxl
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as error:  # openpyxl raises whatever the file makes it stumble over
        raise ConfigError(f"{name} is no Excel workbook, or it is broken: {error}.") from error
    with closing(workbook):
        return {sheet.title: _under_header(list(sheet.values)) for sheet in workbook.worksheets}


def _sqlite(name: str, content: bytes) -> dict[str, Rows]:
    with database_of(content, name=name) as database:
        there = [str(row[0]) for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        known = [table.name for table in tidy_tables() if table.name in there]
        return {table: _selected(database, table) for table in known}


def _selected(database: sqlite3.Connection, table: str) -> Rows:
    cursor = database.execute(f'SELECT * FROM "{table}" ORDER BY rowid')  # noqa: S608 - a name of our own tables
    names = [str(column[0]) for column in cursor.description]
    return [_plain(zip(names, row, strict=True)) for row in cursor]


def _under_header(rows: Sequence[Sequence[object]]) -> Rows:
    header = [str(name) for name in rows[0]] if rows else []
    return [_plain(zip(header, row, strict=False)) for row in rows[1:]]


def _plain(cells: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {name: plain_value(value) for name, value in cells}


_READERS: dict[str, _Reader] = {
    ".csv": _csv,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
    ".sqlite": _sqlite,
    ".sqlite3": _sqlite,
    ".db": _sqlite,
}
READ_SUFFIXES = frozenset(_READERS)
"""The endings of the files that `tables_in` reads."""
