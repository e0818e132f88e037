"""What whoever runs a refresh allows it to read: the `[sources]` table of `okr.toml`, and `--allow`.

A workbook is edited by many, and its cells name places. What those who edit it could not reach themselves is therefore
read only where the one who runs the refresh allowed it: files, addresses of a private network, other spreadsheets, and
queries, whose text and database are in the settings alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from okrsdk.errors import ConfigError
from okrsdk.settings_file import SETTINGS_FILE, SOURCE_SETTINGS, settings_table

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHEET = re.compile(r"sheet(?:\s*:\s*(?P<ref>\S.*?)?)?\s*", re.IGNORECASE)
_QUERY_SETTINGS = ("query", "url", "url_env")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query of the settings.

    Attributes:
        text: the SQL; `:on` is the day asked about, `:key_result` the ID of the key result.
        url: the database, as SQLAlchemy names it; empty where the environment holds it.
        url_variable: the environment variable that holds it.
    """

    text: str
    url: str = field(default="", repr=False)
    url_variable: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """What may be read.

    Attributes:
        folder: the folder that relative paths are in.
        files: files and folders, of which all below may be read.
        addresses: URLs, of which all below may be read, whatever network they are in.
        spreadsheets: what other spreadsheets may be read, each as a REF.
        any_spreadsheet: whether any may be.
        queries: the queries by name.
    """

    folder: Path
    files: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()
    spreadsheets: tuple[str, ...] = ()
    any_spreadsheet: bool = False
    queries: Mapping[str, Query] = field(default_factory=dict)

    def allows_file(self, path: Path) -> bool:
        """Whether a file may be read; its path is one without links in it."""
        return any(path == own or own in path.parents for own in self.files)

    def allows_address(self, url: str) -> bool:
        """Whether a URL is one of those that were allowed, or below one."""
        return any(_is_below(url, own) for own in self.addresses)


def load_source_settings(folder: Path, *, allow: Iterable[str] = ()) -> SourceSettings:
    """What may be read: what `okr.toml` in the folder allows, and what was allowed beside it.

    Args:
        folder: the folder, against which relative paths are taken.
        allow: further places: a path, a URL, `sheet: REF` or, for any spreadsheet, `sheet`.

    Raises:
        ConfigError: the file cannot be read, or a setting is wrong.
    """
    table = settings_table(folder, SETTINGS_FILE, "sources") or {}
    place = f"[sources] in {folder / SETTINGS_FILE}"
    if unknown := next((key for key in table if key not in SOURCE_SETTINGS), None):
        known = ", ".join(SOURCE_SETTINGS)
        raise ConfigError(f"{unknown!r} is not a setting of {place}. The settings are: {known}.", setting=unknown)
    allowed = table.get("allow", [])
    if not isinstance(allowed, list) or not all(isinstance(own, str) for own in allowed):
        raise ConfigError(f"allow in {place} must be a list of paths, URLs and sheets.", setting="allow")
    return _settings(folder, [*allowed, *allow], _queries(table.get("sql", {}), place))


def _settings(folder: Path, allowed: Iterable[str], queries: Mapping[str, Query]) -> SourceSettings:
    files: list[Path] = []
    addresses: list[str] = []
    spreadsheets: list[str] = []
    any_spreadsheet = False
    for own in filter(None, map(str.strip, allowed)):
        sheet = _SHEET.fullmatch(own)
        if sheet is not None and sheet["ref"]:
            spreadsheets.append(sheet["ref"])
        elif sheet is not None:
            any_spreadsheet = True
        elif "://" in own:
            addresses.append(_address(own))
        else:
            files.append(resolved(folder, own))
    return SourceSettings(
        folder=folder,
        files=tuple(files),
        addresses=tuple(addresses),
        spreadsheets=tuple(spreadsheets),
        any_spreadsheet=any_spreadsheet,
        queries=queries,
    )


def resolved(folder: Path, text: str) -> Path:
    """The path that a text means, without links and dots in it.

    Raises:
        ConfigError: it is the home of a user who does not exist, or no path at all.
    """
    try:
        return (folder / Path(text).expanduser()).resolve()
    except (RuntimeError, ValueError, OSError) as error:
        raise ConfigError(f"{text!r} is no path.", setting="allow") from error


def _address(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_web = parts.scheme.lower() in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web:
        raise ConfigError(f"{text!r} cannot be allowed: it is no URL of http or https.", setting="allow")
    return text


def _is_below(url: str, allowed: str) -> bool:
    own, above = urlsplit(url), urlsplit(allowed)
    if (own.scheme.lower(), own.hostname, own.port or _PORTS.get(own.scheme.lower())) != (
        above.scheme.lower(),
        above.hostname,
        above.port or _PORTS.get(above.scheme.lower()),
    ):
        return False
    path = unquote(own.path)
    if ".." in path.split("/") or "\\" in path:
        return False  # a server may take it for a place above the one that was allowed
    if above.query:
        return (path, own.query) == (unquote(above.path), above.query)
    folder = unquote(above.path).rstrip("/")
    return path.rstrip("/") == folder or path.startswith(f"{folder}/")


def _queries(table: object, place: str) -> Mapping[str, Query]:
    if not isinstance(table, Mapping):
        raise ConfigError(f"sql in {place} must be tables: write [sources.sql.NAME].", setting="sql")
    return MappingProxyType({name: _query(name, own, place) for name, own in table.items()})


def _query(name: str, table: object, place: str) -> Query:
    where = f"[sources.sql.{name}]"
    known = "query, and url_env (the environment variable that holds the URL of the database) or url"
    if not isinstance(table, Mapping) or not all(isinstance(own, str) for own in table.values()):
        raise ConfigError(f"{where} of {place} must be a table of texts: {known}.", setting="sql")
    unknown = next((key for key in table if key not in _QUERY_SETTINGS), None)
    if unknown is not None or not table.get("query") or bool(table.get("url")) == bool(table.get("url_env")):
        raise ConfigError(f"{where} of {place} must have {known}.", setting="sql")
    return Query(text=table["query"], url=table.get("url", ""), url_variable=table.get("url_env", ""))
