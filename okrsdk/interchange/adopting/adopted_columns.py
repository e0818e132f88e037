"""The columns of a tab that is adopted: which of people's are read where they are, and which are added beside them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.interchange.adopting.adoption_plan import AddedColumn, AdoptedTab, CopiedColumn
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.language.normalize import normalized
from okrsdk.schema import ColumnOwner
from okrsdk.schema.column import is_blank
from okrsdk.schema.tables import columns
from okrsdk.workbook.importing.memory import plain_value
from okrsdk.workbook.layout.adopted_rows import NO_RECORD
from okrsdk.workbook.layout.cell_values import context_of, read_value
from okrsdk.workbook.layout.grid import grid_of, number_format_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.interchange.importers.source_reading import RecordPlace, SourceReading
    from okrsdk.model import OkrSet
    from okrsdk.schema import Column
    from okrsdk.workbook.importing.source import OkrRecord
    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import Sheet

_OURS = frozenset({"id", "objective_id", "text"})
# What a score rests on is written down also where only the words say it; the rest only where a column says it.
_GRADED = frozenset(
    {"kind", "commitment", "unit", "baseline", "target", "stages", "current", "due", "weight", "status"}
)


class AdoptedColumns:
    """One tab of people's own, on its way to a table.

    Args:
        reading: how the spreadsheet was understood.
        okr_set: its OKRs with the IDs that they get.
        table: the table that the tab becomes.
        sheet: the tab.
        locale: the spreadsheet's locale, which says how its cells will be read.
    """

    def __init__(self, reading: SourceReading, okr_set: OkrSet, table: Table, *, sheet: Sheet, locale: str) -> None:
        self._reading = reading
        self._okr_set = okr_set
        self._table = table
        self._sheet = sheet
        self._grid = grid_of(sheet)
        self._locale = locale
        self._places: Sequence[RecordPlace] = reading.places[table]
        self._records: Sequence[OkrRecord] = _records(okr_set, table)
        self._columns = {column.name: column for column in columns(table)}
        self.copied: tuple[CopiedColumn, ...] = ()

    def tab(self, header_row: int) -> AdoptedTab:
        """The tab with its marks and its added columns."""
        text = self._column_of_texts(self._places, self._records)
        marked = {"text": text} | dict(self._readable_in_place(text))
        properties = self._sheet.get("properties", {})
        ids = self._ids(header_row, set(marked.values()))
        added = tuple(self._added(marked, ids, header_row))
        self.copied = tuple(self._copied(added, header_row))
        return AdoptedTab(
            table=self._table,
            sheet_id=properties.get("sheetId", 0),
            title=properties.get("title", ""),
            header_row=header_row,
            marked=marked,
            headers={name: header_at(self._grid, header_row, index) for name, index in marked.items()},
            objective_words=self._objective_words(text),
            added=added,
            width=self._grid.width,
            grid_columns=properties.get("gridProperties", {}).get("columnCount", 0),
            height=self._grid.height,
            texts={row: text_of(self._grid.raw(row, text)) for row in ids},
        )

    def _column_of_texts(self, places: Sequence[RecordPlace], records: Sequence[OkrRecord]) -> int:
        """The column in which most of the records have their words."""
        found: Counter[int] = Counter()
        for place, record in zip(places, records, strict=True):
            words = normalized(record.text)
            row = self._grid.values[place.line - 1]
            found.update(index for index, raw in enumerate(row) if words and normalized(text_of(raw)) == words)
        if found:
            return found.most_common(1)[0][0]
        # Words that the reading took a number or a name off are found by what they begin with.
        starts: Counter[int] = Counter()
        for place, record in zip(places, records, strict=True):
            row = self._grid.values[place.line - 1]
            starts.update(index for index, raw in enumerate(row) if record.text and record.text in text_of(raw))
        return starts.most_common(1)[0][0] if starts else 0

    def _objective_words(self, text: int) -> int | None:
        """The column that names the objective on the rows of key results, where there is one."""
        if self._table is not Table.KEY_RESULTS:
            return None
        own = self._reading.places[Table.OBJECTIVES]
        title = self._sheet.get("properties", {}).get("title", "")
        if not own or any(place.tab != title for place in own):
            return None
        index = self._column_of_texts(own, self._okr_set.objectives)
        lines = {place.line for place in self._places}
        return index if index != text and any(place.line in lines for place in own) else None

    def _readable_in_place(self, text: int) -> Iterator[tuple[str, int]]:
        """The fields whose cells are read where they are, to the very values that the reading gave."""
        taken = {text}
        for name, column in self._columns.items():
            index = self._index_of(name)
            if column.owner is ColumnOwner.OKR or name in _OURS or index is None or index in taken:
                continue
            if all(self._reads_alike(column, index, at) for at in range(len(self._records))):
                taken.add(index)
                yield name, index

    def _copied(self, added: Sequence[AddedColumn], header_row: int) -> Iterator[CopiedColumn]:
        """Their columns of which an added column repeats what they say."""
        for own in added:
            index = self._index_of(own.name)
            if index is None and own.name == "current":
                index = self._index_of("progress")
            if index is not None and own.values and own.name not in _OURS:
                rows = (place.line - 1 for place in self._places)
                filled = {row for row in rows if not is_blank(self._grid.raw(row, index))}
                yield CopiedColumn(
                    header=header_at(self._grid, header_row, index),
                    title=self._columns[own.name].title,
                    copied=len(filled & {*own.values}),
                    filled=len(filled),
                )

    def _index_of(self, name: str) -> int | None:
        found = Counter(place.columns[name] for place in self._places if name in place.columns)
        return found.most_common(1)[0][0] if found else None

    def _reads_alike(self, column: Column, index: int, at: int) -> bool:
        """Whether a cell, read as one of a workbook, says what the reading says; a blank one is theirs to fill."""
        row, record = self._places[at].line - 1, self._records[at]
        values = {name: getattr(record, name) for name in self._columns if hasattr(record, name)}
        context = context_of(values, self._locale)
        raw = self._grid.raw(row, index)
        shown_as = number_format_type(self._grid.rows[row][index]) if index < len(self._grid.rows[row]) else None
        read = read_value(column, raw, number_format_type=shown_as, context=context)
        said = getattr(record, column.name)
        return is_blank(raw) or plain_value(read) == plain_value(said)

    def _ids(self, header_row: int, used: set[int]) -> Mapping[int, object]:
        """The ID of each row: its record's, that of an objective on a row of its own, or a dash for what is none."""
        ids: dict[int, object] = {}
        for row in range(header_row + 1, self._grid.height):
            if any(not is_blank(self._grid.raw(row, index)) for index in used):
                ids[row] = NO_RECORD
        title = self._sheet.get("properties", {}).get("title", "")
        for table in (Table.OBJECTIVES, self._table):
            pairs = zip(self._reading.places[table], _records(self._okr_set, table), strict=True)
            ids |= {place.line - 1: record.id for place, record in pairs if place.tab == title}
        return ids

    def _added(self, marked: Mapping[str, int], ids: Mapping[int, object], header_row: int) -> Iterator[AddedColumn]:
        """The columns that the tab lacks, in order; those that people write only where a value is known."""
        theirs = {normalized(self._grid.text(header_row, index)) for index in range(self._grid.width)}
        for name, column in self._columns.items():
            is_said = name in _OURS | _GRADED or self._index_of(name) is not None
            if name in marked or not (is_said or column.must_exist or column.owner is ColumnOwner.OKR):
                continue
            values = dict(ids) if name == "id" else dict(self._values(column))
            if column.owner is ColumnOwner.OKR:
                values = {}
            elif not values and not column.must_exist:
                continue
            title = "Objective ID" if name == "objective_id" else column.title
            header = f"{title} (OKR)" if normalized(title) in theirs else title
            yield AddedColumn(name=name, header=header, values=values)

    def _values(self, column: Column) -> Iterator[tuple[int, object]]:
        if column.owner is ColumnOwner.OKR:
            return
        for place, record in zip(self._places, self._records, strict=True):
            value = getattr(record, column.name)
            if not is_blank(value) and value != column.default:
                yield place.line - 1, value


def header_at(grid: Grid, header_row: int, index: int) -> str:
    """The header of a column; of a header of two rows that of the upper one, where the lower one is blank."""
    return grid.text(header_row, index) or (grid.text(header_row - 1, index) if header_row else "")


def _records(okr_set: OkrSet, table: Table) -> Sequence[OkrRecord]:
    return okr_set.objectives if table is Table.OBJECTIVES else okr_set.key_results
