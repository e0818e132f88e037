"""The tidy tables as an Excel workbook: a tab per table and one that describes the columns. Needs openpyxl.

Days are dates, numbers are numbers in the format of their column or unit. Headers are the columns' names, as in every
form of the tables. Every text is stored as text, also one that begins with `=`, and stays one when it is edited. What
Excel cannot hold: days before March 1900 are ISO texts, control characters are blanks, longer texts are refused.
"""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from okrsdk.errors import ConfigError
from okrsdk.extras import Extra, needing
from okrsdk.interchange.exporters.export_format import ExportedFile
from okrsdk.schema.column import AMOUNT, Column, ColumnType
from okrsdk.workbook.cell_data import sheet_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.tidy.table_definitions import TableDefinition

_FILE = "okrs.xlsx"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile(r"\r\n?")
_AUTOMATIC = "General"
_MEASURED = ("baseline", "target", "current")
_FIRST_DAY = date(1900, 3, 1)
_MOST_CHARACTERS = 32_767
_PIXELS_PER_CHARACTER = 7
_DICTIONARY = "columns"
_DICTIONARY_WIDTHS = {"table": 14, "column": 20, "title": 22, "type": 10, "description": 100}


def xlsx_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """An Excel workbook with a tab per tidy table, and the file that describes them.

    Raises:
        ConfigError: two workbooks are of one client and cycle, a text is too long, or openpyxl is not installed.
    """
    from okrsdk.interchange.tidy.package_description import package_description
    from okrsdk.interchange.tidy.rows import tidy_rows
    from okrsdk.interchange.tidy.table_definitions import tidy_tables

    tables = tidy_tables()
    # The first version of the standard names the tab "sheet", the second "sheetName".
    description = package_description(
        tables,
        lambda table: {
            "path": _FILE,
            "format": "xlsx",
            "dialect": {"excel": {"sheet": table.name}, "sheetName": table.name},
        },
    )
    return (
        ExportedFile(name=_FILE, content=_workbook(tables, tidy_rows(assessments))),
        ExportedFile(name="datapackage.json", content=description.encode(), is_companion=True),
    )


def _workbook(tables: Sequence[TableDefinition], rows: Mapping[str, Sequence[Mapping[str, object]]]) -> bytes:
    with needing(Extra.EXCEL):
        import openpyxl
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for table in tables:
        _fill_table(workbook.create_sheet(table.name), table, rows[table.name])
    _fill_dictionary(workbook.create_sheet(_DICTIONARY), tables)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _fill_table(sheet: Worksheet, table: TableDefinition, rows: Sequence[Mapping[str, object]]) -> None:
    _fill_header(sheet, table.names, [column.width / _PIXELS_PER_CHARACTER for column in table.columns])
    for number, row in enumerate(rows, start=2):
        for place, column in enumerate(table.columns, start=1):
            if row[column.name] is not None:
                _fill(_cell(sheet, number, place), column, row)
    sheet.auto_filter.ref = sheet.dimensions


def _fill_dictionary(sheet: Worksheet, tables: Iterable[TableDefinition]) -> None:
    _fill_header(sheet, list(_DICTIONARY_WIDTHS), list(_DICTIONARY_WIDTHS.values()))
    described = ((table.name, column) for table in tables for column in table.columns)
    for number, (table, column) in enumerate(described, start=2):
        texts = (table, column.name, column.title, str(column.type), column.description)
        for place, text in enumerate(texts, start=1):
            _fill_text(_cell(sheet, number, place), text)


def _fill_header(sheet: Worksheet, headers: Sequence[str], widths: Sequence[float]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for place, (header, width) in enumerate(zip(headers, widths, strict=True), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
        cell = _cell(sheet, 1, place)
        _fill_text(cell, header)
        cell.font = Font(bold=True)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    return cast("Cell", sheet.cell(row, column))  # none is merged


def _fill(cell: Cell, column: Column, row: Mapping[str, object]) -> None:
    value = row[column.name]
    if isinstance(value, date) and value >= _FIRST_DAY:
        cell.value = value
        cell.number_format = column.number_format
    elif column.type is ColumnType.NUMBER:
        cell.value = sheet_value(value)
        cell.number_format = _number_format(column, row)
    else:
        _fill_text(cell, value.isoformat() if isinstance(value, date) else str(sheet_value(value)))


def _number_format(column: Column, row: Mapping[str, object]) -> str:
    """The format that a workbook gives the number too: an amount is shown in the unit and the decimals of its row."""
    from okrsdk.workbook.template.number_formats import amount_format

    if column.number_format != AMOUNT:
        return column.number_format or _AUTOMATIC
    unit = "currency" if column.unit.startswith("currency") else str(row.get("unit") or "")
    names = _MEASURED if column.name in _MEASURED else (column.name,)
    amounts = [amount for name in names if isinstance(amount := row.get(name), Decimal)]
    found = amount_format(unit, amounts, currency=str(row.get("currency") or ""))
    return _AUTOMATIC if found is None else str(found["pattern"])


def _fill_text(cell: Cell, text: str) -> None:
    if len(text) > _MOST_CHARACTERS:
        raise ConfigError(
            f"{cell.parent.title}!{cell.coordinate}: the text has {len(text):,} characters, and a cell of Excel holds "
            f"{_MOST_CHARACTERS:,}. Shorten it, or choose csv-tables or sqlite."
        )
    cell.value = _NOT_IN_XML.sub(" ", _LINE_BREAK.sub("\n", text))
    cell.data_type = "s"
    cell.quotePrefix = True  # as if typed with an apostrophe in front: editing the text makes no formula of it
