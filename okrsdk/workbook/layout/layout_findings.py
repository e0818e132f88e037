"""What is wrong with the build of a workbook: tabs and columns that are missing, doubled headers, merged cells."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from okrsdk.findings import Finding, Location, Severity, Table
from okrsdk.schema.table_findings import (
    DUPLICATE_HEADER,
    MERGED_CELLS,
    MISSING_COLUMN,
    MISSING_HEADER,
    MISSING_TAB,
)
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.layout.positions import NO_HEADER
from okrsdk.workbook.tabs import TAB_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.workbook.layout.locate import FoundColumns
    from okrsdk.workbook.layout.positions import ProfileLayout, TableLayout
    from okrsdk.workbook.sheets_types import GridRange, Sheet
    from okrsdk.workbook.tabs import Tab

# Without these the OKRs can still be graded: they add the calendar, confidence and history.
_HELPFUL = (Table.CHECK_INS, Table.CLIENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Merged cells among the records.

    Attributes:
        locations: each record that loses a value to it, with the first such field.
        address: its range.
    """

    locations: tuple[Location, ...]
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merges:
    """The merged cells of a table.

    Attributes:
        found: each of them.
        covered: position and field of every cell whose value went with a merge.
    """

    found: tuple[Merge, ...] = ()
    covered: frozenset[tuple[int, str]] = field(default=frozenset())


def missing_tabs(tabs: Mapping[Tab, Sheet]) -> Iterator[Finding]:
    """A finding for every tab that is missing; one without which grading still works is a warning."""
    for table in (Table.CLIENT, Table.OBJECTIVES, Table.KEY_RESULTS, Table.CHECK_INS):
        tab = TAB_OF[table]
        if tab not in tabs:
            found = MISSING_TAB.finding(
                Location(table=table),
                text("The {tab} tab is missing.", tab=tab),
                text(
                    "Add a tab called {tab}, or rename the one that holds them; "
                    "`okr new` makes a workbook with all tabs.",
                    tab=tab,
                ),
            )
            yield replace(found, severity=Severity.WARNING) if table in _HELPFUL else found


def table_findings(layout: TableLayout, found: FoundColumns, merges: Merges) -> Iterator[Finding]:
    """The findings on a table's header, columns and merged cells."""
    if layout.header_row == NO_HEADER:
        yield _missing_header(layout)
    else:
        yield from _missing_columns(layout)
    yield from _doubled_headers(layout, found)
    for merge in merges.found:
        for location in merge.locations:
            yield MERGED_CELLS.finding(
                location,
                text("The cells {cells} are merged, so only the first of them holds a value.", cells=merge.address),
                text("Select them, choose Format > Merge cells > Unmerge, and fill in each row."),
            )


def _missing_header(layout: TableLayout) -> Finding:
    titles = ", ".join(column.title for column in columns(layout.table) if column.must_exist)
    return MISSING_HEADER.finding(
        Location(table=layout.table),
        text("The {tab} tab has no header row, so its records cannot be told from their headers.", tab=layout.title),
        text("Insert a row above them, or take back the deletion, and write the headers: {headers}.", headers=titles),
    )


def _missing_columns(layout: TableLayout) -> Iterator[Finding]:
    for column in columns(layout.table):
        if column.must_exist and column.name not in layout.columns:
            headers = ", ".join((column.title, *column.aliases))
            yield MISSING_COLUMN.finding(
                Location(table=layout.table, field=column.name),
                text("The {tab} tab has no {column} column.", tab=layout.title, column=column.title),
                text("Add one, or give the column that holds it one of the headers {headers}.", headers=headers),
            )


def _doubled_headers(layout: TableLayout, found: FoundColumns) -> Iterator[Finding]:
    for name, header in found.doubled.items():
        yield DUPLICATE_HEADER.finding(
            Location(table=layout.table, field=name),
            text('The {tab} tab has two columns headed "{header}".', tab=layout.title, header=header),
            text("Rename or delete the one that is not meant."),
        )
    for name, header in found.ignored.items():
        ignored = DUPLICATE_HEADER.finding(
            Location(table=layout.table, field=name),
            text(
                'The {tab} tab has two columns headed "{header}"; the one that okrsdk made is read.',
                tab=layout.title,
                header=header,
            ),
            text("Rename or delete the other one."),
        )
        yield replace(ignored, severity=Severity.WARNING)


def profile_findings(layout: ProfileLayout) -> Iterator[Finding]:
    """The findings on the client's profile: names that must be there and are not."""
    for column in columns(Table.CLIENT):
        if column.must_exist and column.name not in layout.cells:
            missing = MISSING_COLUMN.finding(
                Location(table=Table.CLIENT, field=column.name),
                text("The {tab} tab has no row called {name}.", tab=layout.title, name=column.title),
                text(
                    "Write {name} into a cell of the first column, and its value to the right of it.",
                    name=column.title,
                ),
            )
            yield replace(missing, severity=Severity.WARNING)


def merges_of(sheet: Sheet, layout: TableLayout) -> Merges:
    """The merged cells among a table's records and known columns."""
    found: list[Merge] = []
    covered: set[tuple[int, str]] = set()
    for area in sheet.get("merges", []):
        cells = _cells(area, layout)
        if cells:
            lost = cells if _first_is_elsewhere(area, layout, cells[0]) else cells[1:]
            found.append(Merge(locations=_locations(lost, layout), address=_address(area, layout)))
            covered.update(lost)
    return Merges(found=tuple(found), covered=frozenset(covered))


def _locations(cells: list[tuple[int, str]], layout: TableLayout) -> tuple[Location, ...]:
    first = dict(reversed(cells))
    return tuple(
        Location(table=layout.table, record=_id(layout, position), position=position, field=first[position])
        for position in sorted(first)
    )


def _cells(area: GridRange, layout: TableLayout) -> list[tuple[int, str]]:
    """Position and field of each cell in the area, row by row."""
    rows = range(area.get("startRowIndex", 0), area.get("endRowIndex", 0))
    width = range(area.get("startColumnIndex", 0), area.get("endColumnIndex", 0))
    by_index = sorted((place.index, name) for name, place in layout.columns.items())
    return [
        (position, name)
        for position, row in enumerate(layout.rows)
        if row in rows
        for index, name in by_index
        if index in width
    ]


def _first_is_elsewhere(area: GridRange, layout: TableLayout, first: tuple[int, str]) -> bool:
    """Whether the cell that holds the merge's value is none of the table's."""
    position, name = first
    corner = (area.get("startRowIndex", 0), area.get("startColumnIndex", 0))
    return corner != (layout.rows[position], layout.columns[name].index)


def _address(area: GridRange, layout: TableLayout) -> str:
    first = cell_name(area.get("startRowIndex", 0), area.get("startColumnIndex", 0))
    last = cell_name(area.get("endRowIndex", 1) - 1, area.get("endColumnIndex", 1) - 1)
    return f"{quoted(layout.title)}!{first}:{last}"


def _id(layout: TableLayout, position: int) -> str | None:
    place = layout.columns.get("id")
    value = place.values[layout.rows[position]] if place else None
    return value.strip() or None if isinstance(value, str) else None
