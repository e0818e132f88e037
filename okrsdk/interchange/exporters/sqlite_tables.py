"""The tidy tables and the facts as an SQLite database, which can grow from day to day.

Numbers are REAL (as exact as a cell of a spreadsheet), whole numbers INTEGER, all else is TEXT, days as ISO 8601. The
CREATE statements carry each column's description. Appending replaces what the database holds of the same workbooks:
their rows, and of scores and facts those of the same day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile
from okrsdk.schema.column import Column, ColumnType
from okrsdk.workbook.cell_data import sheet_value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.tidy.table_definitions import TableDefinition

_FILE = "okrs.sqlite"
_REPLACED_BY = ("workbook", "graded_at")
"""The columns that tell which rows of a table are replaced by new ones of the same values."""


def sqlite_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """A new database with the tidy tables and the facts, and the file that describes them.

    Raises:
        ConfigError: two workbooks are of one client and cycle.
    """
    return append_to_sqlite(assessments, b"")


def append_to_sqlite(assessments: Sequence[Assessment], existing: bytes) -> tuple[ExportedFile, ...]:
    """The same, added to a database that there is; what it holds of other workbooks and days stays.

    Raises:
        ConfigError: `existing` is no such database, or two workbooks are of one client and cycle.
    """
    from okrsdk.interchange.tidy.package_description import package_description
    from okrsdk.interchange.tidy.rows import facts_rows, tidy_rows
    from okrsdk.interchange.tidy.sqlite_database import database_of
    from okrsdk.interchange.tidy.table_definitions import facts_table, tidy_tables

    tables = (*tidy_tables(), facts_table())
    rows = {**tidy_rows(assessments), facts_table().name: facts_rows(assessments)}
    description = package_description(tables, _place)
    with database_of(existing, name="The file") as database:
        for table in tables:
            _replace(database, table, rows[table.name])
        database.commit()
        content = database.serialize()
    return (
        ExportedFile(name=_FILE, content=content),
        ExportedFile(name="datapackage.json", content=description.encode(), is_companion=True),
    )


def _place(table: TableDefinition) -> dict[str, object]:
    return {"path": f"sqlite:///{_FILE}", "format": "sqlite", "dialect": {"sql": {"table": table.name}}}


def _replace(database: sqlite3.Connection, table: TableDefinition, rows: Sequence[Mapping[str, object]]) -> None:
    name = _quoted(table.name)
    database.execute(_create(table))
    there = {str(known[1]) for known in database.execute(f"PRAGMA table_info({name})")}
    for column in table.columns:
        if column.name not in there:  # an older okrsdk made the table
            database.execute(f"ALTER TABLE {name} ADD COLUMN {_quoted(column.name)} {_type(column)}")
    keys = [key for key in _REPLACED_BY if key in table.key]
    known = {tuple(_plain(row[key]) for key in keys) for row in rows}
    same = " AND ".join(f"{_quoted(key)} = ?" for key in keys)
    database.executemany(f"DELETE FROM {name} WHERE {same}", known)  # noqa: S608 - names of our own columns
    places = ", ".join("?" for _ in table.names)
    into = ", ".join(map(_quoted, table.names))
    values = ([_plain(row[column]) for column in table.names] for row in rows)
    database.executemany(f"INSERT INTO {name} ({into}) VALUES ({places})", values)  # noqa: S608 - names of our own columns


def _create(table: TableDefinition) -> str:
    lines = [f"  {_quoted(column.name)} {_type(column)}, -- {column.description}" for column in table.columns]
    key = f"  PRIMARY KEY ({', '.join(map(_quoted, table.key))})"
    return "\n".join([f"CREATE TABLE IF NOT EXISTS {_quoted(table.name)} (", *lines, key, ")"])


def _type(column: Column) -> str:
    from okrsdk.interchange.tidy.table_definitions import is_whole

    if is_whole(column):
        return "INTEGER"
    return "REAL" if column.type is ColumnType.NUMBER else "TEXT"


def _plain(value: object) -> str | float | None:
    return value.isoformat() if isinstance(value, date) else sheet_value(value)


def _quoted(name: str) -> str:
    return f'"{name}"'
