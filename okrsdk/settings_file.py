"""The settings files `okr.toml` and `pyproject.toml`: their tables, read and checked for keys that no one reads."""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SETTINGS_FILE = "okr.toml"
PROJECT_FILE = "pyproject.toml"
# Each setting of Sheets: its name in the [sheets] table of okr.toml, and in the environment, which wins.
SHEETS_VARIABLES = {
    "home": "OKR_HOME",
    "use": "OKR_SHEETS",
    "credentials": "OKR_CREDENTIALS",
    "act_as": "OKR_ACT_AS",
    "profile": "OKR_PROFILE",
    "oauth_client": "OKR_OAUTH_CLIENT",
    "timeout": "OKR_TIMEOUT",
    "quota_per_user": "OKR_QUOTA_PER_USER",
    "quota_per_project": "OKR_QUOTA_PER_PROJECT",
    "drive_quota_per_user": "OKR_DRIVE_QUOTA_PER_USER",
    "drive_quota_per_project": "OKR_DRIVE_QUOTA_PER_PROJECT",
    "quota_redis": "OKR_QUOTA_REDIS",
}
SOURCE_SETTINGS = ("allow", "sql")
"""The settings of the [sources] table: what may be read, and the queries by name."""
# Each file with the path to its tables, and the tables.
_TABLES = {SETTINGS_FILE: ((), ("rules", "sheets", "sources")), PROJECT_FILE: (("tool", "okrsdk"), ("rules",))}


def settings_table(folder: Path, file: str, name: str) -> Mapping[str, object] | None:
    """The table `rules`, `sheets` or `sources` of a settings file; None where the file or the table does not exist.

    Raises:
        ConfigError: the file cannot be read, something in it is no table, or a key is in none of the tables.
    """
    path = folder / file
    if not path.is_file():
        return None
    above, names = _TABLES[file]
    tables = _document(path)
    for place, key in enumerate(above, 1):
        if key not in tables:
            return None
        tables = _as_table(tables[key], ".".join(above[:place]), path)
    for key in tables:
        if key not in names:
            raise _unknown(key, path, [".".join((*above, known)) for known in names])
    return _as_table(tables[name], ".".join((*above, name)), path) if name in tables else None


def _document(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error


def _as_table(value: object, name: str, path: Path) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise ConfigError(f"{name} in {path} must be a table: write [{name}] and the settings below it.", setting=name)
    return value


def _unknown(key: str, path: Path, tables: Iterable[str]) -> ConfigError:
    """The error for a key that is in none of the tables, with where it belongs as far as its name tells."""
    known = {setting: table for table in tables for setting in _settings_of(table)}
    near = get_close_matches(key, [*known, *tables], n=1)
    if near and near[0] in known:
        advice = f"Write {near[0]} below [{known[near[0]]}]."
    elif near:
        advice = f"Write [{near[0]}]."
    else:
        advice = " ".join(f"Below [{table}] there may be: {', '.join(_settings_of(table))}." for table in tables)
    return ConfigError(f"There is no setting {key!r} at this place in {path}. {advice}", setting=key)


def _settings_of(table: str) -> Iterable[str]:
    from okrsdk.rules.policy_settings import POLICY_SETTINGS

    own = {"sheets": SHEETS_VARIABLES, "sources": SOURCE_SETTINGS}
    return own.get(table, POLICY_SETTINGS)
