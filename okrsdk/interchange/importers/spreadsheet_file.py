"""The tabs of an Excel workbook as tables: cells with their types, days as days, percentages as they are shown."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from okrsdk.errors import ConfigError
from okrsdk.extras import Extra, needing
from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
from okrsdk.schema.column import CellError, is_blank

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
    from openpyxl.workbook import Workbook

    _AnyCell = Cell | MergedCell | ReadOnlyCell | EmptyCell

_NOT_CALCULATED = CellError("a formula without its value")


def read_spreadsheet(data: bytes, *, name: str) -> tuple[SourceTable, ...]:
    """The visible tabs of an Excel workbook that hold anything, in order.

    A formula is the value that was stored with it; one without is an error value, since no one calculates here.

    Args:
        data: the file.
        name: what it is called in messages.

    Raises:
        ConfigError: it is no workbook, or it is protected by a password, or what reads it is not installed.
    """
    with needing(Extra.EXCEL):
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException
    try:
        values = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise ConfigError(
            f"{name} cannot be read as an Excel workbook. Open it, and save it as .xlsx again."
        ) from error
    tables = (_table(values, formulas, title, name) for title in values.sheetnames)
    return tuple(table for table in tables if table is not None and table.rows)


def _table(values: Workbook, formulas: Workbook, title: str, name: str) -> SourceTable | None:
    sheet = values[title]
    if not hasattr(sheet, "iter_rows") or sheet.sheet_state != "visible":
        return None
    rows = []
    pairs = zip(sheet.iter_rows(), formulas[title].iter_rows(), strict=True)
    for line, (shown, written) in enumerate(pairs, 1):
        cells = tuple(_cells(shown, written))
        if any(not is_blank(cell) for cell in cells):
            rows.append(SourceRow(line=line, cells=cells))
    return SourceTable(name=name, tab=title, rows=tuple(rows))


def _cells(shown: Sequence[_AnyCell], written: Sequence[_AnyCell]) -> Iterator[object]:
    for cell, formula in zip(shown, written, strict=True):
        value: object = cell.value
        if value is None:
            yield _NOT_CALCULATED if getattr(formula, "data_type", "") == "f" else None
        elif isinstance(value, datetime):
            yield value.date()
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield _number(value, str(getattr(cell, "number_format", "") or ""))
        elif getattr(cell, "data_type", "") == "e":
            yield CellError(str(value))
        else:
            yield value if isinstance(value, str | bool | date) else str(value)


def _number(value: float, number_format: str) -> object:
    """A number, or its text where it is shown in percent."""
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    return f"{(exact * 100).normalize():f}%" if "%" in number_format.replace('"%"', "") else exact
