"""Cells of CSV files: numbers and days as programs read them, and no text that a spreadsheet takes for a formula."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from okrsdk.workbook.cell_data import sheet_value

_STARTS_FORMULA = re.compile(r"'*(?:[=+\-@\t\r\n＝＋－＠]|\s+[=+\-@])")
_PLAIN_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)


def csv_cell(value: object) -> str:
    """A value as a CSV cell.

    >>> csv_cell("=HYPERLINK(A1)"), csv_cell("-5"), csv_cell(Decimal("1E+3")), csv_cell("- faster")
    ("'=HYPERLINK(A1)", '-5', '1000', "'- faster")
    """
    text = cell_text(value)
    if isinstance(value, Decimal | date):
        return text
    return f"'{text}" if _STARTS_FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text) else text


def cell_text(value: object) -> str:
    """A value as text: numbers with a decimal point, days as ISO 8601, blank as nothing; of texts none is changed.

    >>> cell_text(Decimal("1E+3")), cell_text(("Dispatch", "Finance")), cell_text(None)
    ('1000', 'Dispatch, Finance', '')
    """
    match value:
        case Decimal():
            return f"{value.normalize():f}" if value.is_finite() else ""
        case date():
            return value.isoformat()
    return str("" if (plain := sheet_value(value)) is None else plain)


def text_of_csv_cell(cell: str) -> str:
    """The text that `csv_cell` made a cell of: without the apostrophe that keeps it from being a formula.

    >>> text_of_csv_cell("'=HYPERLINK(A1)"), text_of_csv_cell("'tis"), text_of_csv_cell("- faster")
    ('=HYPERLINK(A1)', "'tis", '- faster')
    """
    return cell[1:] if cell.startswith("'") and _STARTS_FORMULA.match(cell) else cell
