"""Where tabs, header rows and columns are: by their marks, then by their titles, then by an alias."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.language.normalize import normalized
from okrsdk.schema.tables import columns
from okrsdk.workbook.developer_metadata import (
    COLUMN_KEY,
    MEMORY_MARK,
    NEW_COLUMN_KEY,
    OBJECTIVE_WORDS_MARK,
    TABLE_KEY,
    marked_value,
)
from okrsdk.workbook.layout.positions import ColumnPlace, NewMark
from okrsdk.workbook.tabs import REFERENCE_FIELDS, STRETCH_MARK, Tab

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from okrsdk.findings import Table
    from okrsdk.schema import Column
    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import Sheet

_HEADER_WITHIN = 40
_LEAST_MATCHES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundColumns:
    """The columns of a table as they were found.

    Attributes:
        places: the place of each field that was found.
        doubled: fields with two columns under one header, of which either may be meant, with that header.
        ignored: the same where one of the two carries the mark, so that the other is not read.
        others: every other column with a header, by that header in one form for all its spellings.
        memory: the column in which imports remember what they said.
        objective_words: the column in which an adopted tab names the objective by its words.
    """

    places: Mapping[str, ColumnPlace]
    doubled: Mapping[str, str]
    ignored: Mapping[str, str]
    others: Mapping[str, ColumnPlace] = field(default_factory=dict)
    memory: ColumnPlace | None = None
    objective_words: ColumnPlace | None = None


def header_row(grid: Grid, table: Table) -> int | None:
    """The 0-based row among the first rows with the most of the table's headers, None when no row has two of them."""
    known = fields_by_header(columns(table))
    best, most = None, _LEAST_MATCHES - 1
    for row in range(min(len(grid.rows), _HEADER_WITHIN)):
        found = {known[header] for header in _headers(grid, row).values() if header in known}
        if len(found) > most:
            best, most = row, len(found)
    return best


def is_record(grid: Grid, table: Table, row: int) -> bool:
    """Whether the row of a sheet that lost its header holds a record: numbers, an ID, or choices of its columns."""
    places = _marked(grid, {}, columns(table))
    typed, chosen = 0, 0
    for column in columns(table):
        raw = grid.raw(row, places[column.name]) if column.name in places else None
        is_amount = isinstance(raw, int | float) and not isinstance(raw, bool)
        typed += is_amount or (column.name in REFERENCE_FIELDS and isinstance(raw, str) and is_id_like(raw))
        chosen += isinstance(raw, str) and column.choice(raw) is not None
    return typed > 0 or chosen > 1


def is_id_like(text: str) -> bool:
    """Whether a text could be an ID: one word with a digit in it."""
    return len(text.split()) == 1 and any(letter.isdigit() for letter in text)


def find_columns(grid: Grid, table: Table, row: int | None, *, only_marked: bool = False) -> FoundColumns:
    """The columns of a table.

    Args:
        grid: the sheet.
        table: the table.
        row: the row of the headers; None where there is none and only marks tell.
        only_marked: whether headers tell nothing, as on a tab that people have made for themselves.
    """
    own = columns(table)
    headers = {} if row is None else _headers(grid, row)
    indexes = _marked(grid, headers, own)
    for column in () if only_marked else own:
        _find(indexes, headers, column.name, [column.title])
    for column in () if only_marked else own:
        _find(indexes, headers, column.name, column.aliases)
    places = {name: _place(grid, row, index, name) for name, index in indexes.items()}
    memory = _marked_with(grid, MEMORY_MARK)
    words = _marked_with(grid, OBJECTIVE_WORDS_MARK)
    others: dict[str, ColumnPlace] = {}
    for index, header in headers.items():
        if index not in {*indexes.values(), memory}:
            others.setdefault(header, _place(grid, row, index, ""))
    doubled = {} if row is None or only_marked else _doubled(grid, row, own)
    marked = {name for name in doubled if _marks_of(grid, name) == 1}
    return FoundColumns(
        places=places,
        doubled={name: header for name, header in doubled.items() if name not in marked},
        ignored={name: header for name, header in doubled.items() if name in marked},
        others=others,
        memory=None if memory is None else _place(grid, row, memory, MEMORY_MARK),
        objective_words=None if words is None else _place(grid, row, words, OBJECTIVE_WORDS_MARK),
    )


def new_marks(grid: Grid, indexes: Mapping[str, int]) -> tuple[NewMark, ...]:
    """The marks of columns that are not confirmed yet.

    Args:
        grid: the sheet.
        indexes: where the column of each value is.
    """
    found: list[NewMark] = []
    taken: set[str] = set()
    for index in sorted(grid.marks):
        for own in grid.marks[index]:
            if own.get("metadataKey") == NEW_COLUMN_KEY:
                value = own.get("metadataValue", "")
                is_in_place = indexes.get(value) == index and value not in taken
                taken |= {value} if is_in_place else set()
                found.append(NewMark(metadata_id=own["metadataId"], value=value, is_in_place=is_in_place))
    return tuple(found)


def _marked_with(grid: Grid, value: str) -> int | None:
    """The first column that carries a mark."""
    return next((index for index in sorted(grid.marks) if _mark_id(grid, index, value) is not None), None)


def _place(grid: Grid, row: int | None, index: int, name: str) -> ColumnPlace:
    return ColumnPlace(
        index=index,
        header="" if row is None else grid.text(row, index),
        metadata_id=_mark_id(grid, index, name),
        values=grid.column(index),
        formulas=grid.formulas(index),
        number_formats=grid.number_formats(index) if name == STRETCH_MARK else {},
    )


def _headers(grid: Grid, row: int) -> dict[int, str]:
    texts = ((index, normalized(grid.text(row, index))) for index in range(len(grid.rows[row]) if grid.rows else 0))
    return {index: text for index, text in texts if text}


def fields_by_header(own: Iterable[Column]) -> dict[str, str]:
    """Which field a header, in its one form for all spellings, names; a title goes before an alias."""
    own = tuple(own)
    aliases = {normalized(alias): column.name for column in reversed(own) for alias in reversed(column.aliases)}
    return aliases | {normalized(column.title): column.name for column in own}


def _marked(grid: Grid, headers: Mapping[int, str], own: Iterable[Column]) -> dict[str, int]:
    """Columns by their marks. A copied column carries a copy of its mark; then the header decides, or the first."""
    titles = {column.name: normalized(column.title) for column in own}
    found: dict[str, int] = {}
    for index in sorted(grid.marks):
        for name in (mark.get("metadataValue", "") for mark in grid.marks[index] if mark["metadataKey"] == COLUMN_KEY):
            is_better = name in found and headers.get(found[name]) != titles.get(name) == headers.get(index)
            if name in titles and (name not in found or is_better):
                found[name] = index
    return found


def _find(indexes: dict[str, int], headers: Mapping[int, str], name: str, names: Iterable[str]) -> None:
    """Give the field the first free column that has one of the names as its header."""
    if name in indexes:
        return
    taken = set(indexes.values())
    for wanted in map(normalized, names):
        for index, header in headers.items():
            if header == wanted and index not in taken:
                indexes[name] = index
                return


def _mark_id(grid: Grid, index: int, name: str) -> int | None:
    return next(
        (
            mark["metadataId"]
            for mark in grid.marks.get(index, ())
            if mark.get("metadataKey") == COLUMN_KEY and mark.get("metadataValue") == name
        ),
        None,
    )


def _marks_of(grid: Grid, name: str) -> int:
    """How many columns carry the mark of a field."""
    return sum(marked_value(marks, COLUMN_KEY) == name for marks in grid.marks.values())


def _doubled(grid: Grid, row: int, own: Iterable[Column]) -> dict[str, str]:
    known = fields_by_header(own)
    seen: set[str] = set()
    doubled: dict[str, str] = {}
    for index, header in _headers(grid, row).items():
        if header in seen and header in known:
            doubled[known[header]] = grid.text(row, index)
        seen.add(header)
    return doubled


def find_tabs(sheets: Sequence[Sheet]) -> Mapping[Tab, Sheet]:
    """The sheet of each tab that is there.

    A copied tab carries a copy of its mark: of several marked sheets the one with the tab's own title counts, else the
    first.
    """
    return {tab: sheet for tab in Tab if (sheet := _sheet_of(tab, sheets)) is not None}


def _sheet_of(tab: Tab, sheets: Sequence[Sheet]) -> Sheet | None:
    marked = [sheet for sheet in sheets if marked_value(sheet.get("developerMetadata", []), TABLE_KEY) == tab]
    named = [sheet for sheet in sheets if normalized(sheet.get("properties", {}).get("title", "")) == normalized(tab)]
    both = [sheet for sheet in marked if sheet in named]
    return next(iter([*both, *marked, *named]), None)
