"""Keys that were made from names, written into the roster, so that a client keeps its key when it is renamed.

Cells, lines and values are put into the file, all else of which stays byte for byte as it is; what was written is read
again and compared before it takes the place of the file. Of a file of another form it is told which key belongs where.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, RosterError
from okrsdk.files import open_source, write_file
from okrsdk.interchange.importers.delimited_text import delimiter_of
from okrsdk.interchange.importers.sources import SourceKind, read_source
from okrsdk.provision.keys_in_data import with_keys_in_data
from okrsdk.provision.keys_in_excel import with_keys_in_excel
from okrsdk.provision.roster_reading import KEY_TITLE, column_names, key_cells, key_places
from okrsdk.provision.roster_source import roster_of_source, table_of_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from okrsdk.interchange.importers.sources import Source
    from okrsdk.provision.roster import Roster, RosterEntry
    from okrsdk.provision.roster_reading import KeyCells

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyedRoster:
    """A roster's file with all keys in it.

    Attributes:
        path: the file.
        content: what it is to hold.
        clients: the names of the clients that get a key.
    """

    path: Path
    content: bytes
    clients: tuple[str, ...]

    def write(self) -> None:
        """Writes the file, if there is anything to write.

        Raises:
            ConfigError: it cannot be written.
        """
        if self.clients:
            write_file(self.path, self.content)


def keyed_roster(path: Path, *, tab: str = "") -> KeyedRoster:
    """The file of a roster with the keys in it that were made from names; nothing is written yet.

    Args:
        path: a table in text, an Excel file, or a list in YAML or JSON.
        tab: of an Excel file with several tabs, the one that is meant.

    Raises:
        RosterError: the file is of a form that is not written; `problems` says where to write which key.
        ConfigError: it cannot be read, or is no roster.
    """
    source = open_source(path)
    roster = roster_of_source(source, tab=tab)
    clients = tuple(entry.client.name for entry in roster.entries if not entry.has_own_key)
    content = path.read_bytes()
    if clients:
        content = _keyed(source, content, roster, tab)
    return KeyedRoster(path=path, content=content, clients=clients)


def _keyed(source: Source, content: bytes, roster: Roster, tab: str) -> bytes:
    """The content of the file with the keys; it is read again, and has to say the same and the keys."""
    wanted = tuple(replace(entry, has_own_key=True) for entry in roster.entries)
    try:
        written = _written(source, content, roster, tab)
        is_right = written is not None and _read_again(source.name, written, tab) == wanted
    except (ConfigError, UnicodeError):
        written, is_right = None, False
    if written is None or not is_right:
        raise _by_hand(roster)
    return written


def _written(source: Source, content: bytes, roster: Roster, tab: str) -> bytes | None:
    table = table_of_source(source, tab=tab)
    match source.kind:
        case SourceKind.SPREADSHEET:
            return with_keys_in_excel(content, table.tab, key_places(table))
        case SourceKind.YAML | SourceKind.JSON:
            keys = [None if entry.has_own_key else entry.key for entry in roster.entries]
            is_json = source.kind is SourceKind.JSON
            text = content.decode(source.encoding)
            new = with_keys_in_data(text, keys, names=column_names(table), is_json=is_json)
            return None if new is None else new.encode(source.encoding)
        case _:
            mark = delimiter_of(source.text) if source.kind is SourceKind.TABLE else ","
            return with_keys(content.decode(source.encoding), key_cells(table), mark).encode(source.encoding)


def _read_again(name: str, content: bytes, tab: str) -> Sequence[RosterEntry]:
    return roster_of_source(read_source(name, content), tab=tab).entries


def with_keys(text: str, cells: KeyCells, mark: str) -> str:
    r"""A table in text with keys in it; rows that get none are as they were.

    Args:
        text: the table.
        cells: where its keys belong; a column that is missing is added on the right.
        mark: what parts its cells.

    >>> from okrsdk.provision.roster_reading import KeyCells
    >>> with_keys("Client,Key\nAcme,\nBeta,b\n", KeyCells(header=1, column=1, keys={2: "acme"}), ",")
    'Client,Key\nAcme,acme\nBeta,b\n'
    """
    plain = text.removeprefix(_BYTE_ORDER_MARK)
    lines = list(io.StringIO(plain, newline=""))
    reader = csv.reader(lines, delimiter=mark, skipinitialspace=True)
    records: list[tuple[int, int, list[str]]] = []
    first = 0
    for row in reader:
        records.append((first, reader.line_num, row))
        first = reader.line_num
    wanted = dict(cells.keys)
    column = cells.column
    if column < 0:
        wanted |= {cells.header: KEY_TITLE}
        column = max(len(row) for first, _, row in records if first + 1 in wanted)
    written = (_record(lines[first:end], row, column, wanted.get(first + 1, ""), mark) for first, end, row in records)
    return text[: len(text) - len(plain)] + "".join(written)


def _record(lines: Sequence[str], row: Sequence[str], column: int, key: str, mark: str) -> str:
    if not key:
        return "".join(lines)
    cells = [*row, *[""] * (column + 1 - len(row))]
    cells[column] = key
    ending = lines[-1][len(lines[-1].rstrip("\r\n")) :]
    out = io.StringIO()
    csv.writer(out, delimiter=mark, lineterminator=ending).writerow(cells)
    return out.getvalue()


def _by_hand(roster: Roster) -> RosterError:
    missing: Mapping[str, str] = {entry.place: entry.key for entry in roster.entries if not entry.has_own_key}
    return RosterError(
        f"The keys cannot be written into {roster.name} without changing more of it. Write them into the column Key:",
        problems=[f"{place}: {key}" for place, key in missing.items()],
    )
