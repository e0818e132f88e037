"""The layout of a workbook as it was read: which cell holds which field of which record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Location, Table
from okrsdk.workbook.addresses import cell_name, quoted

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import NumberFormat

RawColumn: TypeAlias = tuple[object, ...]
NO_HEADER = -1
"""The header row of a table that has none: its records begin in row 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlace:
    """Where a field's column is.

    Attributes:
        index: its 0-based place in the sheet.
        header: its header as it is written.
        metadata_id: id of its mark; None when it has none and was found by its header.
        values: what the column holds unformatted, from row 0 down, header included; error values as `CellError`.
        formulas: its formulas, by row.
        number_formats: its number formats, by row; only of a column whose numbers are in the unit of their records.
    """

    index: int
    header: str
    metadata_id: int | None = None
    values: RawColumn = field(default=(), repr=False)
    formulas: Mapping[int, str] = field(default_factory=dict, repr=False)
    number_formats: Mapping[int, NumberFormat] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMark:
    """A mark of a column that is not confirmed yet: people may have moved a column while it was put there.

    Attributes:
        metadata_id: its ID.
        value: its value: what the column is.
        is_in_place: whether it is on the column that its value means, as far as headers tell.
    """

    metadata_id: int
    value: str
    is_in_place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """Where a table with a header row is.

    Attributes:
        table: the table.
        sheet_id: its sheet.
        title: the tab's title.
        header_row: 0-based row of the header, `NO_HEADER` when there is none.
        columns: the place of each field that was found.
        rows: 0-based sheet row of each record, by position.
        has_mark: whether the sheet carries its mark.
        height: number of rows down to the last that holds anything.
        grid_rows: number of rows of the sheet; 0 when it was not sent.
        grid_columns: number of columns of the sheet; 0 when it was not sent.
        width: number of columns up to the last that holds anything.
        others: the columns that are none of okrsdk's, by header in one form for all its spellings.
        memory: the column in which imports remember what they said; None where there is none yet.
        is_adopted: whether the tab is people's own and was adopted.
        new_marks: the marks of its columns that are not confirmed yet.
    """

    table: Table
    sheet_id: int
    title: str
    header_row: int
    columns: Mapping[str, ColumnPlace]
    rows: tuple[int, ...]
    has_mark: bool = False
    height: int = 0
    grid_rows: int = 0
    grid_columns: int = 0
    width: int = 0
    others: Mapping[str, ColumnPlace] = field(default_factory=dict, repr=False)
    memory: ColumnPlace | None = None
    is_adopted: bool = False
    new_marks: tuple[NewMark, ...] = ()

    def cell(self, position: int | None, name: str | None) -> tuple[int, int] | None:
        """0-based row and column of a field of a record; without a position the header's, without a field the ID's."""
        header = max(self.header_row, 0)
        first = min((place.index for place in self.columns.values()), default=0)
        place = self.columns.get(name or "id")
        if place is None and position is None:
            return None if name else (header, first)
        row = header if position is None else self.rows[position] if position < len(self.rows) else None
        return None if row is None else (row, first if place is None else place.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileLayout:
    """Where the client's profile is: names in one column, values beside them.

    Attributes:
        sheet_id: its sheet.
        title: the tab's title.
        cells: 0-based row and column of the value of each field that was found.
        has_mark: whether the sheet carries its mark.
    """

    sheet_id: int
    title: str
    cells: Mapping[str, tuple[int, int]]
    has_mark: bool = False

    def cell(self, position: int | None, name: str | None) -> tuple[int, int] | None:
        """0-based row and column of a field's value; without a field that of the client's name."""
        del position
        return self.cells.get(name or "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewLayout:
    """Where okrsdk's block on the Overview is.

    Attributes:
        sheet_id: its sheet.
        title: the tab's title.
        columns: the place of each column of the block that was found, by its field in `overview.FIELDS`.
        rows: how many rows the block has: down to the first below its last header that is people's.
        lines: the place of each column of lines beside it, by its field in `overview.LINES`.
        grid_rows: number of rows of the sheet; 0 when it was not sent.
        new_marks: the marks of its columns that are not confirmed yet.
    """

    sheet_id: int
    title: str
    columns: Mapping[str, ColumnPlace]
    rows: int
    lines: Mapping[str, int] = field(default_factory=dict)
    grid_rows: int = 0
    new_marks: tuple[NewMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where everything in a workbook is.

    Attributes:
        tables: the tables that have a header row: all but the client's profile.
        profile: the client's profile; None when there is no Client tab.
        overview: okrsdk's block on the Overview; None when it is not there as okrsdk made it.
        has_schema_mark: whether the spreadsheet says which schema it follows.
        check_in_claims: the marks that the last check-ins left, the number of each by its ID (`writing.check_in`).
        decision_claims: the same of the last decisions (`recalibrating.planning`).
        request_claims: what is remembered of requests that named a key, by the ID of its mark (`writing.request_key`).
        titles: the titles of all tabs, in lower case.
    """

    tables: Mapping[Table, TableLayout]
    profile: ProfileLayout | None = None
    overview: OverviewLayout | None = None
    has_schema_mark: bool = False
    check_in_claims: Mapping[int, int] = field(default_factory=dict)
    decision_claims: Mapping[int, int] = field(default_factory=dict)
    request_claims: Mapping[int, str] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()

    @property
    def is_adopted(self) -> bool:
        """Whether a tab of people's own is one of its tables."""
        return any(own.is_adopted for own in self.tables.values())

    def place(self, table: Table | None) -> TableLayout | ProfileLayout | None:
        """Where a table is, None when it is not there."""
        if table is None:
            return None
        return self.profile if table is Table.CLIENT else self.tables.get(table)


def a1(layout: Layout, location: Location) -> str | None:
    """The address of a location, such as `'Key Results'!K7`; None when the workbook has no such cell.

    A record's own address is that of its ID, a table's that of its header.
    """
    place = layout.place(location.table)
    found = None if place is None else place.cell(location.position, location.field)
    return None if place is None or found is None else f"{quoted(place.title)}!{cell_name(*found)}"


def cell_fragment(layout: Layout, location: Location) -> str | None:
    """What follows the `#` in a link to the location's cell (`gid=103&range=K7`); None when there is no such cell."""
    place = layout.place(location.table)
    found = None if place is None else place.cell(location.position, location.field)
    return None if place is None or found is None else f"gid={place.sheet_id}&range={cell_name(*found)}"
