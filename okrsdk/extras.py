"""Extras: what `pip install okrsdk` leaves out, and the command that brings it."""

from __future__ import annotations

from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Extra(StrEnum):
    """An extra of the package, by its name in the command that installs it."""

    EXCEL = "excel"
    LOCAL = "local"
    PARQUET = "parquet"
    REDIS = "redis"
    SCALE = "scale"
    SERVICE = "service"
    SQL = "sql"


_SAYS = {
    Extra.EXCEL: "What reads and writes Excel workbooks is not installed",
    Extra.LOCAL: "Local Sheets and the workbench are not installed",
    Extra.PARQUET: "What writes Parquet files is not installed",
    Extra.REDIS: "What reaches a Redis is not installed",
    Extra.SCALE: "What shares work among machines (Celery and Redis) is not installed",
    Extra.SERVICE: "The service behind the sidebar is not installed",
    Extra.SQL: "What asks databases (SQLAlchemy) is not installed",
}


@contextmanager
def needing(extra: Extra) -> Iterator[None]:
    """Within it, imports may need an extra; a package that is missing is an error that names the command.

    Raises:
        ConfigError: something imported in it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in {"okrsdk", "sheets_addon"}:
            raise
        raise ConfigError(f'{_SAYS[extra]}. Install it: pip install "okrsdk[{extra}]"') from error
