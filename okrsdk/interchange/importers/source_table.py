"""A table as a source holds it: rows of cells with their places, before anyone knows what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.schema.column import is_blank

if TYPE_CHECKING:
    from okrsdk.language.digits import Convention


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A row of cells.

    Attributes:
        line: the 1-based line on which it begins in a text, or its row in a tab.
        cells: what each cell holds: a text, a number, a day, a truth value, a `CellError`, or None where it is empty.
            A number that the source shows in percent is that text (`40%`), so that it cannot be taken for 0.4 of a
            unit.
    """

    line: int
    cells: tuple[object, ...]

    def cell(self, index: int) -> object:
        """What the cell of a column holds; None where the row ends before it."""
        return self.cells[index] if 0 <= index < len(self.cells) else None

    def text(self, index: int) -> str:
        """The text of a cell, in one line and without blanks around it; empty where it says nothing."""
        return text_of(self.cell(index))

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns in which it says something."""
        return tuple(index for index, cell in enumerate(self.cells) if not is_blank(cell))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """A table of a file, of a tab, or of rows that a program holds.

    Attributes:
        name: what it is called in messages: the file, or the spreadsheet.
        rows: its rows from the top, header and banner among them; rows that hold nothing are left out.
        tab: the tab it is on, so that places are cells; empty for a text, whose places are lines.
        decimal: the decimal mark of numbers that are written as text, where it was found out or told.
        said: what was found out about the source, a few words each: `parted by semicolons`, `decimal comma`.
    """

    name: str
    rows: tuple[SourceRow, ...]
    tab: str = ""
    decimal: Convention | None = None
    said: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns of its widest row."""
        return max((len(row.cells) for row in self.rows), default=0)


def text_of(cell: object) -> str:
    r"""What a cell says as text in one line; empty where it says nothing.

    >>> text_of("  Win the\n north "), text_of(None), text_of(12.0), text_of(True)
    ('Win the north', '', '12', 'TRUE')
    """
    if is_blank(cell):
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return " ".join(str(cell).split())


def table_of_rows(
    rows: Iterable[Sequence[object] | Mapping[str, object]], *, name: str = "The table", first_line: int = 1
) -> SourceTable:
    """Rows that a program holds as a table: lists of cells with a header among them, or mappings by header.

    Args:
        rows: as `worksheet.get_all_values()` or `worksheet.get_all_records()` of gspread give them.
        name: what it is called in messages.
        first_line: the number of the first row; the header of mappings counts as a row before them.

    Raises:
        TypeError: they are no rows.

    >>> table_of_rows([{"Objective": "Win", "Target": 5}]).rows[1]
    SourceRow(line=2, cells=('Win', 5))
    """
    held = _held(rows)
    headers = list(dict.fromkeys(str(key) for row in held if isinstance(row, Mapping) for key in row))
    found: list[Sequence[object]] = [headers] if headers else []
    found += [[row.get(key) for key in headers] if isinstance(row, Mapping) else row for row in held]
    kept = (SourceRow(line=line, cells=tuple(cells)) for line, cells in enumerate(found, first_line))
    return SourceTable(name=name, rows=tuple(row for row in kept if row.filled))


def _held(rows: object) -> list[Sequence[object] | Mapping[str, object]]:
    """The rows as a list.

    Raises:
        TypeError: they are none; the message says what rows are.
    """
    wanted = "Rows are lists of cells with a header among them, or mappings by header"
    if not isinstance(rows, Iterable) or isinstance(rows, str | bytes | Mapping):
        raise TypeError(f"{wanted}, not {rows!r:.40}.")
    held = list(rows)
    others = [row for row in held if isinstance(row, str | bytes) or not isinstance(row, Iterable)]
    if others:
        raise TypeError(f"{wanted}; {others[0]!r:.40} is no row. Of a DataFrame they are frame.to_dict('records').")
    return held
