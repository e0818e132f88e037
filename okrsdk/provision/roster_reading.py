"""Reading a roster: a table, checked whole, with every problem in its row and column."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from okrsdk.errors import RosterError
from okrsdk.language.normalize import normalized
from okrsdk.provision.roster import Roster
from okrsdk.provision.roster_row import Problem, RowReader
from okrsdk.schema.roster_table import FUNNEL_FIELD, ROSTER_WORDS, roster_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
    from okrsdk.provision.roster import RosterEntry
    from okrsdk.schema.column import Column

KEY_TITLE = "Key"
"""What the column of keys is called where it is added."""
_LOOKED_AT = 40
_NEAR = 0.75


def read_roster(table: SourceTable, *, wrong_with_file: Callable[[str], str] | None = None) -> Roster:
    """The roster that a table says, if all of it can be read.

    Args:
        table: its rows, the header within the first 40 of them; columns go by title or alias, in any order and case.
        wrong_with_file: says what is wrong with a file of OKRs that a row names; empty where nothing is. It is asked
            only where something else is wrong, so that all is told at once: a file is needed for a new workbook alone.

    Raises:
        RosterError: something in it is wrong; `problems` has all of it, each with row and column.
    """
    reading = _reader(table)
    read = [(row, reading.entry(row)) for row in reading.rows]
    problems = [*reading.problems, *_repeated(read, reading)]
    if not read:
        problem = f"{table.name}: there are no clients below the header. Write a row for each."
        problems.append(Problem(line=reading.header.line, index=-1, text=problem))
    if problems and wrong_with_file is not None:
        told = ((row, wrong_with_file(entry.okrs)) for row, entry in read if entry.okrs)
        problems += (reading.problem(row, "okrs", words) for row, words in told if words)
    if problems:
        in_order = sorted(problems, key=lambda one: (one.line, one.index))
        raise roster_error(table.name, [problem.text for problem in in_order])
    return Roster(name=table.name, entries=tuple(entry for _, entry in read), notes=reading.notes)


def roster_error(name: str, problems: Sequence[str]) -> RosterError:
    """What a roster of this name is refused with."""
    count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
    return RosterError(f"{name} has {count}; nothing was made.", problems=problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCells:
    """Where in a table the keys belong that were made from names.

    Attributes:
        header: the 1-based line of the header.
        column: the 0-based place of the column Key; -1 where there is none.
        keys: the keys by the 1-based line on which their row begins.
    """

    header: int
    column: int
    keys: Mapping[int, str]


def key_cells(table: SourceTable) -> KeyCells:
    """Where the keys belong that a roster which can be read does not say.

    Raises:
        RosterError: it is no roster.
    """
    reading = _reader(table)
    entries = ((row.line, reading.entry(row)) for row in reading.rows)
    keys = {line: entry.key for line, entry in entries if not entry.has_own_key}
    return KeyCells(header=reading.header.line, column=reading.index("key"), keys=keys)


def key_places(table: SourceTable) -> Mapping[tuple[int, int], str]:
    """The texts by 0-based row and column that put those keys into a tab, the header of a column that is missing too.

    Raises:
        RosterError: it is no roster.
    """
    found = key_cells(table)
    column = found.column if found.column >= 0 else table.width
    cells = {(line - 1, column): key for line, key in found.keys.items()}
    return cells if found.column >= 0 else {(found.header - 1, column): KEY_TITLE, **cells}


def column_names(table: SourceTable) -> Mapping[str, str]:
    """What the columns of a roster are, by what the roster calls them.

    Raises:
        RosterError: it is no roster.
    """
    reading = _reader(table)
    return {reading.header.text(index): column.name for index, column in reading.columns.items()}


def _reader(table: SourceTable) -> RowReader:
    known = {normalized(word): own for own in roster_columns() for word in ROSTER_WORDS.get(own.name, ())}
    known |= {normalized(word): own for own in reversed(roster_columns()) for word in (own.title, *own.aliases)}
    known |= {normalized(own.name): own for own in roster_columns() if not own.name.startswith(FUNNEL_FIELD)}
    found: list[tuple[int, int, dict[int, Column]]] = []
    for place, row in enumerate(table.rows[:_LOOKED_AT]):
        columns = {index: known[text] for index in row.filled if (text := normalized(row.text(index))) in known}
        found.append((len(columns), -place, columns))
    count, place, columns = max(found, key=lambda one: one[:2], default=(0, 0, {}))
    if not any(own.name == "name" for own in columns.values()):
        titles = ", ".join(own.title for own in roster_columns()[:8])
        raise RosterError(
            f"{table.name} is no roster; nothing was made.",
            problems=[f"No column is called Client. Write a header row: {titles}, …"],
        )
    del count
    header, below = table.rows[-place], table.rows[1 - place :]
    again = [row for row in below if _texts(row) == _texts(header)]
    reader = RowReader(
        table=table,
        header=header,
        rows=[row for row in below if row not in again],
        columns=columns,
        problems=[],
        notes=(*_unknown(header, columns, known), *(f"Line {row.line} is the header again." for row in again)),
    )
    reader.problems.extend(_repeated_columns(reader))
    return reader


def _texts(row: SourceRow) -> Mapping[int, str]:
    return {index: normalized(row.text(index)) for index in row.filled}


def _repeated_columns(reader: RowReader) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, own in reader.columns.items():
        if own.name in first:
            texts = f"{reader.header.text(first[own.name])} and {reader.header.text(index)}"
            words = f"{texts} are the same column. Keep one of them."
            yield reader.problem(reader.header, own.name, words)
        first.setdefault(own.name, index)


def _unknown(header: SourceRow, columns: Mapping[int, Column], known: Mapping[str, Column]) -> Iterator[str]:
    for index in header.filled:
        if index not in columns:
            near = get_close_matches(normalized(header.text(index)), known, n=1, cutoff=_NEAR)
            meant = f" Did you mean {known[near[0]].title}?" if near else ""
            yield f"The column {header.text(index)} is not one of a roster's and was left out.{meant}"


def _repeated(read: Sequence[tuple[SourceRow, RosterEntry]], reading: RowReader) -> Iterator[Problem]:
    """Keys and workbooks that two clients have."""
    cures = {
        "key": "Give each its own Key.",
        "workbook": "Clear all but one.",
        "last_workbook": "Clear all but one: each client goes on with its own.",
    }
    for name, cure in cures.items():
        by_value: dict[str, list[tuple[SourceRow, RosterEntry]]] = defaultdict(list)
        for row, entry in read:
            value = getattr(entry, name)
            by_value[value.casefold() if name == "key" else value].append((row, entry))
        for value, several in by_value.items():
            if value and len(several) > 1:
                (row, last), what = several[-1], name.replace("_", " ")
                others = " and ".join(entry.at(name) for _, entry in several[:-1])
                column = name if name in last.places else "name"
                yield reading.problem(row, column, f"the {what} {value} is that of {others} as well. {cure}")
