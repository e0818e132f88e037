"""Keys that were made from names, written into the roster, so that a client keeps its key when it is renamed.

Only tables in text are written: rows that get no key stay byte for byte as they are, and what was written is read again
and compared before it takes the place of the file. Of any other roster it is told which key belongs where.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, RosterError
from okrsdk.files import open_source, write_file
from okrsdk.interchange.importers.delimited_text import delimiter_of, read_delimited
from okrsdk.interchange.importers.sources import SourceKind, read_source
from okrsdk.provision.roster_reading import key_cells
from okrsdk.provision.roster_source import names_alone, roster_of_source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from okrsdk.interchange.importers.sources import Source
    from okrsdk.provision.roster import Roster
    from okrsdk.provision.roster_reading import KeyCells

_BYTE_ORDER_MARK = "\ufeff"
_TITLE = "Key"


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


def keyed_roster(path: Path) -> KeyedRoster:
    """The file of a roster with the keys in it that were made from names; nothing is written yet.

    Args:
        path: a table in text.

    Raises:
        RosterError: the file is no table in text, or of a form that is not written; `problems` says where to write
            which key.
        ConfigError: it cannot be read, or is no roster.
    """
    source = open_source(path)
    roster = roster_of_source(source)
    clients = tuple(entry.client.name for entry in roster.entries if not entry.has_own_key)
    content = path.read_bytes()
    if clients:
        content = _keyed(source, content, roster)
    return KeyedRoster(path=path, content=content, clients=clients)


def refuse_to_write(roster: Roster) -> None:
    """Refuses to write keys into a roster that is no table in text, where any are missing.

    Raises:
        RosterError: some are; `problems` says where to write which key.
    """
    if not all(entry.has_own_key for entry in roster.entries):
        raise _by_hand(roster)


def _keyed(source: Source, content: bytes, roster: Roster) -> bytes:
    if source.kind is SourceKind.TABLE:
        table, mark = read_delimited(source.text, name=source.name), delimiter_of(source.text)
    elif source.kind is SourceKind.DRAFT:
        table, mark = names_alone(source), ","
    else:
        raise _by_hand(roster)
    wanted = tuple(replace(entry, has_own_key=True) for entry in roster.entries)
    try:
        written = with_keys(content.decode(source.encoding), key_cells(table), mark).encode(source.encoding)
        is_right = roster_of_source(read_source(source.name, written)).entries == wanted
    except (ConfigError, UnicodeError):
        is_right = False
    if not is_right:
        raise _by_hand(roster)
    return written


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
        wanted |= {cells.header: _TITLE}
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
        f"Keys are written into tables in text (.csv, .tsv) alone. Write these into the column Key of {roster.name}:",
        problems=[f"{place}: {key}" for place, key in missing.items()],
    )
