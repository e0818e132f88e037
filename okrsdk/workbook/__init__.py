"""The workbook as plain data: its template, its cells and their meaning, its addresses, and the requests that write it.

Pure: builds and reads the JSON of the Sheets API and never speaks to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.workbook.ids import fill_ids
    from okrsdk.workbook.layout.cell_values import read_value
    from okrsdk.workbook.layout.positions import Layout, a1, cell_fragment
    from okrsdk.workbook.layout.reading import WorkbookReading, read_workbook
    from okrsdk.workbook.sheets_types import CHANGED_FIELDS, READ_FIELDS
    from okrsdk.workbook.template.workbook_template import workbook_template
    from okrsdk.workbook.workbook_port import AssessedWorkbook, WorkbookPort
    from okrsdk.workbook.writing.missing_metadata import adoption_request
    from okrsdk.workbook.writing.plan import WritePlan, plan_write
    from okrsdk.workbook.writing.verify import WriteOutcome, verify_write

_HOMES = {
    "AssessedWorkbook": "workbook_port",
    "CHANGED_FIELDS": "sheets_types",
    "READ_FIELDS": "sheets_types",
    "WriteOutcome": "writing.verify",
    "WritePlan": "writing.plan",
    "Layout": "layout.positions",
    "WorkbookPort": "workbook_port",
    "WorkbookReading": "layout.reading",
    "a1": "layout.positions",
    "adoption_request": "writing.missing_metadata",
    "cell_fragment": "layout.positions",
    "plan_write": "writing.plan",
    "fill_ids": "ids",
    "verify_write": "writing.verify",
    "read_value": "layout.cell_values",
    "read_workbook": "layout.reading",
    "workbook_template": "template.workbook_template",
}

__all__ = [
    "CHANGED_FIELDS",
    "READ_FIELDS",
    "AssessedWorkbook",
    "Layout",
    "WorkbookPort",
    "WorkbookReading",
    "WriteOutcome",
    "WritePlan",
    "a1",
    "adoption_request",
    "cell_fragment",
    "fill_ids",
    "plan_write",
    "read_value",
    "read_workbook",
    "verify_write",
    "workbook_template",
]

if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
