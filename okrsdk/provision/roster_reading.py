"""Reading a roster: a table, checked whole, with every problem in its row and column."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from okrsdk.errors import RosterError
from okrsdk.language.normalize import normalized
from okrsdk.model import Client, FunnelStage, FunnelStep, Visibility
from okrsdk.provision.roster import Roster, RosterEntry, Share, file_id_in, key_from_name
from okrsdk.schema.choice_words import VISIBILITY_WORDS, choice_named
from okrsdk.schema.roster_table import FUNNEL_FIELD, roster_columns
from okrsdk.schema.validation import diagnosis
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.layout.cell_values import read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
    from okrsdk.schema.column import Column

ROLES = {"editors": "writer", "commenters": "commenter", "viewers": "reader"}
"""The column of the roster by which people get each of Drive's roles, the mightiest first."""
_IDS = ("folder", "workbook", "last_workbook", "template")
_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]+")
_KEY = re.compile(r"[\w.-]{1,60}")
_VISIBILITY = re.compile(r"\s*([^:(,–]+?)\s*(?:[:(,–]\s*([^)]*?)\)?\s*)?")
_LOOKED_AT = 40
_LONGEST_NAME = 200
_NEAR = 0.75


def read_roster(table: SourceTable) -> Roster:
    """The roster that a table says, if all of it can be read.

    Args:
        table: its rows, the header within the first 40 of them; columns go by title or alias, in any order and case.

    Raises:
        RosterError: something in it is wrong; `problems` has all of it, each with row and column.
    """
    reading = _reading(table)
    entries = [entry for row in reading.rows if (entry := reading.entry(row)) is not None]
    if not reading.rows:
        reading.problems.append(f"{table.name}: there are no clients below the header. Write a row for each.")
    problems = [*reading.problems, *_repeated(entries)]
    if problems:
        count = f"{len(problems)} problems" if len(problems) > 1 else "a problem"
        raise RosterError(f"{table.name} has {count}; nothing was made.", problems=problems)
    return Roster(name=table.name, entries=tuple(entries), notes=reading.notes)


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
    reading = _reading(table)
    entries = ((row.line, reading.entry(row)) for row in reading.rows)
    keys = {line: entry.key for line, entry in entries if entry is not None and not entry.has_own_key}
    return KeyCells(header=reading.header.line, column=reading.index("key"), keys=keys)


def _reading(table: SourceTable) -> _Reading:
    known = {normalized(word): own for own in reversed(roster_columns()) for word in (own.title, *own.aliases)}
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
    header = table.rows[-place]
    return _Reading(
        table=table,
        header=header,
        rows=table.rows[1 - place :],
        columns=columns,
        problems=list(_repeated_columns(table, header, columns)),
        notes=tuple(_unknown(header, columns, known)),
    )


def _repeated_columns(table: SourceTable, header: SourceRow, columns: Mapping[int, Column]) -> Iterator[str]:
    first: dict[str, int] = {}
    for index, own in columns.items():
        if own.name in first:
            texts = f"{header.text(first[own.name])} and {header.text(index)}"
            yield f"{_place(table, header, index, own)}: {texts} are the same column. Keep one of them."
        first.setdefault(own.name, index)


def _unknown(header: SourceRow, columns: Mapping[int, Column], known: Mapping[str, Column]) -> Iterator[str]:
    for index in header.filled:
        if index not in columns:
            near = get_close_matches(normalized(header.text(index)), known, n=1, cutoff=_NEAR)
            meant = f" Did you mean {known[near[0]].title}?" if near else ""
            yield f"The column {header.text(index)} is not one of a roster's and was left out.{meant}"


def _repeated(entries: Sequence[RosterEntry]) -> Iterator[str]:
    """Keys and workbooks that two clients have."""
    for what, attribute in (("key", "key"), ("workbook", "workbook")):
        by_value: dict[str, list[RosterEntry]] = defaultdict(list)
        for entry in entries:
            by_value[getattr(entry, attribute).casefold()].append(entry)
        for value, several in by_value.items():
            if value and len(several) > 1:
                others = " and ".join(entry.place for entry in several[:-1])
                cure = "Give each its own Key." if what == "key" else "Clear all but one."
                yield f"{several[-1].place}: the {what} {value} is that of {others} as well. {cure}"


def _place(table: SourceTable, row: SourceRow, index: int | None, column: Column) -> str:
    if table.tab and index is not None:
        return f"{quoted(table.tab)}!{cell_name(row.line - 1, index)}"
    return f"line {row.line}, {column.title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A roster while it is read: problems are collected, and none ends the reading."""

    table: SourceTable
    header: SourceRow
    rows: Sequence[SourceRow]
    columns: Mapping[int, Column]
    problems: list[str]
    notes: tuple[str, ...] = field(default=())

    def entry(self, row: SourceRow) -> RosterEntry | None:
        """The client of a row; None where something in it is wrong."""
        before = len(self.problems)
        values = dict(self._values(row))
        name = self._name(row, values)
        key = self._key(row, values, name)
        shares = tuple(self._shares(row, values))
        starts = {own: self._file_id(row, own, values.pop(own, "")) for own in _IDS} | {"okrs": values.pop("okrs", "")}
        self._refuse_contradictions(row, starts)
        funnel = tuple(self._funnel(row, values))
        if len(self.problems) > before:
            return None
        return RosterEntry(
            client=Client(name=name, funnel=funnel, **values),
            key=key,
            has_own_key=bool(row.text(self.index("key"))),
            place=self._place_of(row, "name"),
            shares=shares,
            **starts,
        )

    # What a column holds follows from its declaration alone, as in the records of workbooks.
    def _values(self, row: SourceRow) -> Iterator[tuple[str, Any]]:
        for index, column in self.columns.items():
            value = read_value(column, row.cell(index))
            if value is None:
                continue
            if column.allows(value):
                choice = column.choice(value) if column.choices and isinstance(value, str) else None
                yield column.name, value if choice is None else choice
            else:
                _, message, cure = diagnosis(column, value)
                self._say(row, column.name, message, cure)

    def _name(self, row: SourceRow, values: dict[str, Any]) -> str:
        name = str(values.pop("name", "")).strip()
        if not name:
            self._say(row, "name", "Client is blank.", "Write the client's name, or clear the row.")
        elif not name.isprintable() or len(name) > _LONGEST_NAME:
            self._say(row, "name", "Client is no name.", f"Write it in one line of at most {_LONGEST_NAME} characters.")
        return name

    def _key(self, row: SourceRow, values: dict[str, Any], name: str) -> str:
        key = str(values.pop("key", "")).strip() or key_from_name(name)
        if name and not _KEY.fullmatch(key):
            self._say(row, "key", f'Key is "{key}".', "Write letters, digits, dots and hyphens, 1 to 60 of them.")
        return key

    def _shares(self, row: SourceRow, values: dict[str, Any]) -> Iterator[Share]:
        seen: set[str] = set()
        for name, role in ROLES.items():
            for address in values.pop(name, ()):
                if not _EMAIL.fullmatch(address):
                    self._say(row, name, f'"{address}" is no e-mail address.', "Write addresses with commas between.")
                elif address.casefold() not in seen:
                    seen.add(address.casefold())
                    yield Share(email=address, role=role)

    def _file_id(self, row: SourceRow, name: str, text: str) -> str:
        found = file_id_in(text) if text else ""
        if found is None:
            cure = "Open it in Drive and copy the URL from the browser; names are not unique there."
            self._say(row, name, f'"{text}" is neither a URL nor an ID of Drive.', cure)
        return found or ""

    def _refuse_contradictions(self, row: SourceRow, starts: Mapping[str, str]) -> None:
        filled = [name for name in ("okrs", "last_workbook", "template") if starts[name]]
        if starts["workbook"] and filled:
            titles = ", ".join(self._title(name) for name in filled)
            self._say(row, "workbook", "A workbook that is adopted keeps what it holds.", f"Clear it, or {titles}.")
        elif len(filled) > 1:
            titles = " and ".join(self._title(name) for name in filled)
            self._say(row, filled[-1], f"{titles} each say what the workbook starts with.", "Keep one of them.")

    def _funnel(self, row: SourceRow, values: dict[str, Any]) -> Iterator[FunnelStep]:
        for stage in FunnelStage:
            text = str(values.pop(f"{FUNNEL_FIELD}{stage}", ""))
            if not text:
                continue
            match = _VISIBILITY.fullmatch(text)
            visibility = choice_named(match[1], Visibility, VISIBILITY_WORDS) if match else None
            if match is None or visibility is None:
                cure = "Write visible, partial or blind, and where it is seen: visible: CRM."
                self._say(row, f"{FUNNEL_FIELD}{stage}", f'{stage} is "{text}".', cure)
            else:
                yield FunnelStep(stage=stage, visibility=Visibility(visibility), system=match[2] or "")

    def _say(self, row: SourceRow, name: str, message: str, cure: str) -> None:
        self.problems.append(f"{self._place_of(row, name)}: {message} {cure}")

    def _place_of(self, row: SourceRow, name: str) -> str:
        own = next(column for column in roster_columns() if column.name == name)
        index = self.index(name)
        return _place(self.table, row, None if index < 0 else index, own)

    def index(self, name: str) -> int:
        """The 0-based place of a column; -1 where there is none."""
        return next((index for index, column in self.columns.items() if column.name == name), -1)

    @staticmethod
    def _title(name: str) -> str:
        return next(column.title for column in roster_columns() if column.name == name)
