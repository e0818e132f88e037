"""What an adoption is about to do to a spreadsheet, as a value that can be printed before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from okrsdk.findings import Table
from okrsdk.interchange.importers.draft import NotTaken
from okrsdk.interchange.importers.source_reading import ColumnReading
from okrsdk.model import OkrSet
from okrsdk.workbook.tabs import Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumn:
    """A column that is added on the right of a tab.

    Attributes:
        name: the field that it holds.
        header: its header.
        values: canonical values by 0-based row; empty for a column that okrsdk fills when it grades.
    """

    name: str
    header: str
    values: Mapping[int, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedTab:
    """A tab of people's own that becomes a table.

    Attributes:
        table: the table.
        sheet_id: the sheet.
        title: its title.
        header_row: the 0-based row of its header.
        marked: the 0-based column of each field that is theirs.
        headers: the headers of these columns, by field.
        objective_words: the 0-based column that names each row's objective by its words; None where none does.
        added: the columns that are added, in order.
        width: number of columns that hold anything.
        grid_columns: number of columns of the sheet.
        height: number of rows down to the last that holds anything.
        texts: per row that gets an ID, what the column of texts holds there: the row is known by it.
    """

    table: Table
    sheet_id: int
    title: str
    header_row: int
    marked: Mapping[str, int]
    headers: Mapping[str, str]
    objective_words: int | None
    added: tuple[AddedColumn, ...]
    width: int
    grid_columns: int
    height: int
    texts: Mapping[int, str] = field(default_factory=dict)

    @property
    def ids(self) -> Mapping[int, object]:
        """The ID that each row gets."""
        return next(own.values for own in self.added if own.name == "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedColumn:
    """A column of people's own that says something in words or on a scale of its own, which is copied beside it.

    Attributes:
        header: its header.
        title: the title of the added column.
        copied: how many of its cells say something of that column.
        filled: how many of its cells hold anything, in the rows of the records.
    """

    header: str
    title: str
    copied: int
    filled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionPlan:
    """What an adoption does.

    Attributes:
        spreadsheet_id: the spreadsheet.
        title: its title.
        layout: how it holds its OKRs.
        tabs: the tabs of people's own that become tables.
        new_tabs: the tabs that are added.
        taken: the titles that are taken, in lower case.
        okr_set: the OKRs, with the IDs that they get.
        copied: the columns that cannot be read in place, with what is copied of them.
        check_in_tabs: the tabs of people's own whose check-ins are copied into the new tab for them.
        columns: how each column was understood, in order.
        not_taken: every row and cell that is no part of the OKRs, with its line (0-based) and the reason.
    """

    spreadsheet_id: str
    title: str
    layout: str
    tabs: tuple[AdoptedTab, ...]
    new_tabs: tuple[Tab, ...]
    taken: frozenset[str]
    okr_set: OkrSet
    copied: tuple[CopiedColumn, ...] = ()
    check_in_tabs: tuple[str, ...] = ()
    columns: tuple[ColumnReading, ...] = ()
    not_taken: tuple[NotTaken, ...] = ()
