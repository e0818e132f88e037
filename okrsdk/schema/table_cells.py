"""The cells of a table as plain lists by column: what is read, validated and made into records.

A frame costs pandas a tenth of a millisecond for each look at a column, which is most of the work on twenty rows; so a
frame is made only of columns in which something is wrong, for pandera to say where.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.schema.column import ColumnOwner, is_blank
from okrsdk.schema.tables import columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from okrsdk.schema.column import Column


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCells:
    """The cells of a table.

    Attributes:
        count: how many records it has.
        columns: by column the cell of each record, from the first record on: a value of the column's type, None where
            blank, and what people typed where it could not be read.
    """

    count: int
    columns: Mapping[str, Sequence[object]]
    _judged: dict[str, list[bool | None]] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def of(self, name: str) -> Sequence[object]:
        """The cells of a column; none where the table has no such column."""
        return self.columns.get(name, ())

    def judged(self, column: Column) -> Sequence[bool | None]:
        """Of each cell of a column, whether it is allowed; None of a blank one. It is found out once."""
        found = self._judged.get(column.name)
        if found is None:
            found = [None if is_blank(cell) else column.allows(cell) for cell in self.of(column.name)]
            self._judged[column.name] = found
        return found

    def at(self, name: str, position: int) -> object:
        """The cell of a record; None where the table has no such column."""
        return self.columns[name][position] if name in self.columns else None


Tables: TypeAlias = "Mapping[Table, TableCells]"


def table_cells(
    table: Table, records: Sequence[Mapping[str, object]], *, names: Iterable[str] | None = None
) -> TableCells:
    """The cells of a table with these records; a key that is absent is blank.

    Args:
        table: the table.
        records: what each record says, by column.
        names: the columns it has; without them all that people write.
    """
    if names is None:
        names = [column.name for column in columns(table) if column.owner is ColumnOwner.USER]
    return TableCells(count=len(records), columns={name: [record.get(name) for record in records] for name in names})
