"""Excel workbooks as tables: what each cell holds, hidden tabs, files that are none."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.spreadsheet_file import read_spreadsheet
from okrsdk.schema import CellError


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_cells_keep_their_types_and_percentages_are_as_they_are_shown():
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Q1"
    sheet.append(["Win", 140, 0.1 + 0.2, date(2026, 3, 31), datetime(2026, 3, 31, 9, 30), True, None, 0.255, "#REF!"])
    sheet.append([])
    sheet.append(["=A1"])
    sheet["H1"].number_format = "0.0%"
    (table,) = read_spreadsheet(saved(book), name="plan.xlsx")
    assert (table.name, table.tab, [row.line for row in table.rows]) == ("plan.xlsx", "Q1", [1, 3])
    first = table.rows[0].cells
    assert first[:8] == (
        "Win",
        Decimal(140),
        Decimal("0.3"),
        date(2026, 3, 31),
        date(2026, 3, 31),
        True,
        None,
        "25.5%",
    )
    assert table.rows[1].cells[0] == CellError("a formula without its value")


def test_hidden_and_empty_tabs_are_passed_over():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Objective"])
    book.create_sheet("Hidden").append(["Objective"])
    book["Hidden"].sheet_state = "hidden"
    book.create_sheet("Empty")
    assert [table.tab for table in read_spreadsheet(saved(book), name="plan.xlsx")] == ["Sheet"]


@pytest.mark.parametrize("data", [b"PK\x03\x04 xl/", b"", b"PK\x05\x06" + 18 * b"\0"])
def test_what_is_no_workbook_is_refused_with_what_to_do(data):
    with pytest.raises(ConfigError, match=r"plan\.xlsx cannot be read as an Excel workbook\. Open it, and save it"):
        read_spreadsheet(data, name="plan.xlsx")
