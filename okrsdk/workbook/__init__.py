"""The workbook as plain data: its template, its cells and their meaning, its addresses, and the requests that write it.

Pure: builds and reads the JSON of the Sheets API and never speaks to it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.workbook.addresses import a1, cell_fragment
    from okrsdk.workbook.api import READ_FIELDS
    from okrsdk.workbook.create import create_body
    from okrsdk.workbook.layout import Layout
    from okrsdk.workbook.reading import Reading, read_workbook
    from okrsdk.workbook.values import read_value

_LAZY = {
    "READ_FIELDS": "api",
    "Layout": "layout",
    "Reading": "reading",
    "a1": "addresses",
    "cell_fragment": "addresses",
    "create_body": "create",
    "read_value": "values",
    "read_workbook": "reading",
}

__all__ = [
    "READ_FIELDS",
    "Layout",
    "Reading",
    "a1",
    "cell_fragment",
    "create_body",
    "read_value",
    "read_workbook",
]


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"okrsdk.workbook.{_LAZY[name]}"), name)
