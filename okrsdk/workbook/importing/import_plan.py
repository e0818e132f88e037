"""What an import is about to do to a workbook, cell by cell, as a value that can be printed before it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from okrsdk.findings import Table
from okrsdk.model import CheckIn


class Settle(StrEnum):
    """Whose value stays where workbook and source changed one cell differently; unasked, both are only shown."""

    WORKBOOK = "workbook"
    SOURCE = "source"


class KeptFor(StrEnum):
    """Why a cell keeps what it holds although the source says something else."""

    CONFLICT = "both changed"
    TYPED = "typed since the last import"
    FORMULA = "holds a formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCell:
    """One cell for which workbook and source say different things.

    Attributes:
        table: its table.
        record: what people call its record: its ID, else the beginning of its text.
        position: the record's position in the table of the workbook.
        key: its column: a field, or the key of a further column.
        title: the column's header, as people know it.
        before: what it holds; None where it is blank.
        after: what the source says.
        kept: why it stays as it is; None where it is written.
    """

    table: Table
    record: str
    position: int
    key: str
    title: str
    before: object
    after: object
    kept: KeptFor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A record that the workbook does not have yet.

    Attributes:
        table: its table.
        id: the ID it gets; empty where its objective has none yet.
        text: its words.
        values: what is written into its columns, by field, ID and External ID among them.
        further: what is written into further columns, by their key.
        titles: the headers of these further columns, by their key.
        memory: what the next import is to know of it.
    """

    table: Table
    id: str
    text: str
    values: Mapping[str, object]
    further: Mapping[str, object] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    memory: str = ""

    @property
    def name(self) -> str:
        """What people call it: its ID, else its words."""
        return self.id or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A record of the source that is not imported.

    Attributes:
        table: its table.
        name: what the source calls it, else its words.
        reason: why, a few words.
    """

    table: Table
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewColumn:
    """A column that is added on the right of a tab.

    Attributes:
        key: a field, or the key of a further column.
        header: its header.
    """

    key: str
    header: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import does to a workbook.

    Attributes:
        spreadsheet_id: the spreadsheet; empty for one that is still to be made.
        title: its title.
        new: the records that are added, in the order of the source.
        changes: the cells that are written over or filled.
        kept: the cells that stay as they are although the source says something else.
        unchanged: the names of the records of the source that are in the workbook as they are.
        gone: the names of records of earlier imports that the source no longer has. They stay.
        left_out: the records of the source that are not imported.
        check_ins: the check-ins that are added.
        columns: the columns that are added, by table.
        memories: per table and position of a record in the workbook, what the next import is to know of it.
    """

    spreadsheet_id: str
    title: str
    new: tuple[NewRecord, ...] = ()
    changes: tuple[ImportedCell, ...] = ()
    kept: tuple[ImportedCell, ...] = ()
    unchanged: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    columns: Mapping[Table, tuple[NewColumn, ...]] = field(default_factory=dict)
    memories: Mapping[Table, Mapping[int, str]] = field(default_factory=dict)

    @property
    def conflicts(self) -> tuple[ImportedCell, ...]:
        """The cells that both sides changed differently."""
        return tuple(cell for cell in self.kept if cell.kept is KeptFor.CONFLICT)

    @property
    def changes_nothing(self) -> bool:
        """Whether people would see no difference."""
        return not self.new and not self.changes and not self.check_ins

    @property
    def is_done(self) -> bool:
        """Whether nothing at all is to be written."""
        return self.changes_nothing and not any(self.memories.values())
