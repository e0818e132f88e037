"""One value of a database, through SQLAlchemy (extra `sql`): read only, one row, within a time limit.

The text of a query and its database come from the settings of whoever runs it, never from a cell. A connection is told
to be read only where the database can be told so (SQLite, PostgreSQL, MySQL, MariaDB, Oracle), only a SELECT is sent,
and whatever it did is rolled back. An account that may only read is what keeps a database safe all the same.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okrsdk.errors import SourceError
from okrsdk.extras import Extra, needing
from okrsdk.values.found_value import FoundValue
from okrsdk.values.table_values import day_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.types import TypeEngine

    from okrsdk.model import KeyResult
    from okrsdk.values.settings import Query

_SECONDS = 30.0
_COMMENTS = re.compile(r"\s*(?:--[^\n]*\n|/\*.*?\*/|\()", re.DOTALL)
_READS = re.compile(r"\s*(?:select|with|values|table)\b", re.IGNORECASE)
_READ_ONLY = {
    "sqlite": "PRAGMA query_only = ON",
    "postgresql": "SET TRANSACTION READ ONLY",
    "mysql": "SET TRANSACTION READ ONLY",
    "mariadb": "SET TRANSACTION READ ONLY",
    "oracle": "SET TRANSACTION READ ONLY",
}
_WITH_DAY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Databases:
    """Asks the databases of the settings.

    Attributes:
        queries: the queries by name.
        environment: where URLs of databases are looked up.
    """

    queries: Mapping[str, Query]
    environment: Mapping[str, str]

    @classmethod
    def of(cls, queries: Mapping[str, Query]) -> Databases:
        """Those of some queries, with the environment of this process."""
        return cls(queries=queries, environment=os.environ)

    def value(self, name: str, key_result: KeyResult, *, on: date) -> FoundValue:
        """The one value that a query gives; with a second column, the day that it is of.

        Args:
            name: the name of the query.
            key_result: the key result whose ID is `:key_result`.
            on: the day asked about, which is `:on`.

        Raises:
            SourceError: there is no such query, it fails, or it gives no row, several, or more than two columns.
            ConfigError: SQLAlchemy is not installed.
        """
        query = self.queries.get(name)
        if query is None:
            known = ", ".join(self.queries) or "none"
            raise SourceError(
                f"The settings name no query {name!r}; they name {known}. Add [sources.sql.{name}] to okr.toml."
            )
        with needing(Extra.SQL):
            import sqlalchemy  # noqa: F401 - said before anything is tried
        if not _reads(query.text):
            raise SourceError(f"The query {name} does not begin with SELECT or WITH. Values are read, nothing else.")
        return answer_in_time(lambda: _asked(name, query, self._url(name, query), key_result.id, on), _SECONDS)

    def _url(self, name: str, query: Query) -> str:
        url = query.url or self.environment.get(query.url_variable, "")
        if not url:
            raise SourceError(f"The query {name} needs {query.url_variable}: set it to the URL of the database.")
        return url


def answer_in_time(ask: Callable[[], FoundValue], seconds: float) -> FoundValue:
    """The answer of a database, or what it failed with.

    Args:
        ask: asks it.
        seconds: how long that may take.

    Raises:
        SourceError: it takes longer.
    """
    found: list[FoundValue | BaseException] = []

    def run() -> None:
        try:
            found.append(ask())
        except BaseException as error:  # it goes on in the thread that waits
            found.append(error)

    # A driver that hangs cannot be stopped, only left behind: as a daemon it does not keep the process alive.
    asking = threading.Thread(target=run, daemon=True)
    asking.start()
    asking.join(seconds)
    if not found:
        raise SourceError(f"The database gave no answer within {seconds:g} seconds.")
    if isinstance(found[0], BaseException):
        raise found[0]
    return found[0]


def _asked(name: str, query: Query, url: str, key_result_id: str, on: date) -> FoundValue:
    from sqlalchemy import create_engine, make_url
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError
    from sqlalchemy.pool import NullPool

    try:
        address = make_url(url)
        _refuse_new_file(address)
        engine = create_engine(address, poolclass=NullPool, hide_parameters=True)
    except (ArgumentError, SQLAlchemyError):
        raise SourceError(f"The URL of the database of the query {name} is none that SQLAlchemy knows.") from None
    except ModuleNotFoundError as error:
        raise SourceError(f"The driver of the database is not installed: pip install {error.name}.") from None
    try:
        rows = _rows(engine, query, {"on": on, "key_result": key_result_id})
    except SQLAlchemyError as error:
        raise SourceError(f"The query {name} failed: {_said(error, address)}") from None
    finally:
        engine.dispose()
    return _found(name, rows)


def _rows(engine: Engine, query: Query, known: Mapping[str, object]) -> list[tuple[object, ...]]:
    """The first two rows of a query; what it may have changed is rolled back."""
    from sqlalchemy import Date, String, bindparam, text

    statement = text(query.text.strip().rstrip(";"))
    named = statement.compile().params
    if unknown := next((name for name in named if name not in known), None):
        raise SourceError(f"The query wants :{unknown}. Known are :on, the day, and :key_result, its ID.")
    types: dict[str, TypeEngine[Any]] = {"on": Date(), "key_result": String()}
    bound = statement.bindparams(*(bindparam(name, known[name], types[name]) for name in named))
    with engine.connect() as connection:
        _make_read_only(connection)
        result = connection.execute(bound)
        if not result.returns_rows:
            raise SourceError("The query gives no rows. Values are read, nothing else.")
        return [tuple(row) for row in result.fetchmany(2)]


def _make_read_only(connection: Connection) -> None:
    if told := _READ_ONLY.get(connection.dialect.name):
        connection.exec_driver_sql(told)


def _found(name: str, rows: list[tuple[object, ...]]) -> FoundValue:
    where = f"The query {name}"
    if not rows:
        raise SourceError(f"{where} gives no row, so the value is not known.")
    if len(rows) > 1 or not 1 <= len(rows[0]) <= _WITH_DAY:
        shape = "more than one row" if len(rows) > 1 else f"{len(rows[0])} columns"
        raise SourceError(f"{where} gives {shape}. It must give one value, and may give its day in a second column.")
    value, *told = rows[0]
    if not told:
        return FoundValue(raw=value, where=where)
    days = day_of(told[0])
    if len(days) != 1:
        raise SourceError(f"{where} gives no day in its second column, or one that may be two.")
    return FoundValue(raw=value, where=where, day=days[0])


def _refuse_new_file(address: URL) -> None:
    """Stops before a database of SQLite is made that is not there.

    Raises:
        SourceError: there is no such file.
    """
    file = address.database or ""
    is_file = address.get_backend_name() == "sqlite" and file not in ("", ":memory:") and not file.startswith("file:")
    if is_file and not Path(file).is_file():
        raise SourceError("There is no such SQLite file as the settings name.")


def _reads(text: str) -> bool:
    plain = text
    while match := _COMMENTS.match(plain):
        plain = plain[match.end() :]
    return bool(_READS.match(plain))


def _said(error: Exception, address: URL) -> str:
    """The first line of what the database said, without the password."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    told = lines[0] if lines else type(error).__name__
    return told.replace(str(address.password), "***") if address.password else told
