"""The workbook as plain data: its template, its cells and their meaning, its addresses, and the requests that write it.

Pure: builds and reads the JSON of the Sheets API and never speaks to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.workbook.addresses import a1, cell_fragment
    from okrsdk.workbook.writing.missing_metadata import ADOPTION_FIELDS, adoption_request, slipped_marks
    from okrsdk.workbook.sheets_types import READ_FIELDS
    from okrsdk.workbook.template.create import create_body
    from okrsdk.workbook.ids import fill_ids
    from okrsdk.workbook.writing.verify import Landing, clearing_request, landed
    from okrsdk.workbook.layout.positions import Layout
    from okrsdk.workbook.layout.reading import Reading, read_workbook
    from okrsdk.workbook.layout.cell_values import read_value
    from okrsdk.workbook.writing.request import write_request

_HOMES = {
    "ADOPTION_FIELDS": "adoption",
    "READ_FIELDS": "api",
    "Landing": "landing",
    "Layout": "layout",
    "Reading": "reading",
    "a1": "addresses",
    "adoption_request": "adoption",
    "cell_fragment": "addresses",
    "clearing_request": "landing",
    "create_body": "create",
    "fill_ids": "ids",
    "landed": "landing",
    "read_value": "values",
    "read_workbook": "reading",
    "slipped_marks": "adoption",
    "write_request": "writing",
}

__all__ = [
    "ADOPTION_FIELDS",
    "READ_FIELDS",
    "Landing",
    "Layout",
    "Reading",
    "a1",
    "adoption_request",
    "cell_fragment",
    "clearing_request",
    "create_body",
    "fill_ids",
    "landed",
    "read_value",
    "read_workbook",
    "slipped_marks",
    "write_request",
]

__getattr__ = lazily(__name__, _HOMES)
