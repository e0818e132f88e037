"""What a source says of a record beside what the workbook holds of it, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.language.normalize import normalized
from okrsdk.schema.tables import columns
from okrsdk.workbook.importing.comparing import BLANK, Held, held_at
from okrsdk.workbook.importing.matching import parent_positions, words_of
from okrsdk.workbook.importing.memory import header_key
from okrsdk.workbook.importing.source import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.workbook.importing.source import ImportSource, OkrRecord
    from okrsdk.workbook.layout.positions import ColumnPlace, TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One cell with its two sides.

    Attributes:
        key: its column: a field, or the key of a further column.
        title: the column's header, as people know it.
        said: what the source says; never blank.
        held: what the workbook holds.
    """

    key: str
    title: str
    said: object
    held: Held = BLANK

    @property
    def is_respelt(self) -> bool:
        """Whether both sides have the same words in another spelling, which no one needs to be asked about."""
        held = self.held.value
        return isinstance(self.said, str) and isinstance(held, str) and words_of(self.said) == words_of(held)


class Sides:
    """A source beside a workbook.

    Args:
        reading: the workbook.
        source: the source.
        parents: per key result of the source, what the workbook calls its objective.
    """

    def __init__(self, reading: WorkbookReading, source: ImportSource, parents: Sequence[str]) -> None:
        self._reading = reading
        self._source = source
        self._parents = parents
        self._parents_there = _parent_names(reading)

    def records(self, table: Table) -> Sequence[OkrRecord]:
        """The records of a table of the workbook."""
        okr_set = self._reading.okr_set
        return okr_set.objectives if table is Table.OBJECTIVES else okr_set.key_results

    def layout(self, table: Table) -> TableLayout:
        """Where a table of the workbook is."""
        return self._reading.layout.tables[table]

    def of(self, table: Table, at: int, position: int) -> Iterator[Side]:
        """The cells of a record that the source says something of, each beside that of its record in the workbook.

        Args:
            table: the table.
            at: the record's position in the source.
            position: its position in the workbook.
        """
        layout, there = self.layout(table), self.records(table)[position]
        row = layout.rows[position]
        for name, said in self.said(table, at).items():
            held = held_at(layout.columns.get(name), row, getattr(there, name))
            if name == "current" and held == BLANK:
                held = self._checked_in(there)
            if name == "objective_id" and self._parents_there[position]:
                held = Held(value=self._parents_there[position], has_formula=held.has_formula)
            yield Side(key=name, title=_titles(table)[name], said=said, held=held)
        names = self._source.names(self._source.records(table)[at])
        if names and not there.external_id and there.id not in names:
            yield Side(key="external_id", title=_titles(table)["external_id"], said=names[0])
        for header, value in self._source.further(table, at).items():
            key, shown, place = self.further(table, header)
            yield Side(key=key, title=shown, said=value, held=held_at(place, row))

    def said(self, table: Table, at: int) -> Mapping[str, object]:
        """What the source says of a record by field, its objective as the workbook calls it."""
        said = dict(said_of(table, self._source.records(table)[at]))
        if table is Table.KEY_RESULTS:
            said.pop("objective_id", None)
            said |= {"objective_id": self._parents[at]} if self._parents[at] else {}
        return said

    def further(self, table: Table, header: str) -> tuple[str, str, ColumnPlace | None]:
        """The key of a further column, its header in the workbook, and its place; None where it is not there yet."""
        name = further_name(table, header)
        place = self.layout(table).others.get(normalized(name))
        return header_key(name), name if place is None else place.header, place

    def _checked_in(self, there: OkrRecord) -> Held:
        """What the latest check-in of a key result says, which counts where its Current is blank."""
        values = [one.value for one in self._reading.okr_set.check_ins_of(there.id) if one.value is not None]
        return Held(value=values[-1]) if values else BLANK


def further_name(table: Table, header: str) -> str:
    """The header of a further column in a workbook; one like a column of okrsdk's is not to be taken for it.

    >>> further_name(Table.OBJECTIVES, "Region"), further_name(Table.OBJECTIVES, "Band")
    ('Region', 'Band (imported)')
    """
    name = " ".join(header.split())
    return f"{name} (imported)" if normalized(name) in _known_headers(table) else name


def _parent_names(reading: WorkbookReading) -> list[str]:
    """Per key result of the workbook what its objective is called: its ID, else its words; empty without one."""
    objectives = reading.okr_set.objectives
    names = [one.id or " ".join(one.text.split()) for one in objectives]
    return ["" if at is None else names[at] for at in parent_positions(reading.okr_set)]


@cache
def _titles(table: Table) -> Mapping[str, str]:
    return {column.name: column.title for column in columns(table)}


@cache
def _known_headers(table: Table) -> frozenset[str]:
    return frozenset(normalized(name) for column in columns(table) for name in (column.title, *column.aliases))
