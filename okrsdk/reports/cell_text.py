"""What a cell holds, as people read it in a list of changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from okrsdk.schema.column import is_blank
from okrsdk.workbook.cell_data import sheet_value


def cell_text(value: object) -> str:
    """A canonical value in words and digits; `blank` for nothing.

    >>> cell_text(Decimal("0.50")), cell_text(date(2026, 3, 31)), cell_text("CRM"), cell_text(None), cell_text(True)
    ('0.5', '2026-03-31', 'CRM', 'blank', 'TRUE')
    """
    if is_blank(value):
        return "blank"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return " ".join(str(sheet_value(value) if isinstance(value, tuple) else value).split())
