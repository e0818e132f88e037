"""OKRs as documents and files: JSON and YAML both ways, CSV out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from okrsdk.interchange.document_rules import DOCUMENT_RULES

if TYPE_CHECKING:
    from okrsdk.interchange.csv_text import write_csv
    from okrsdk.interchange.document import DocumentReading, okr_set_from_document
    from okrsdk.interchange.document_writing import document_from_okr_set
    from okrsdk.interchange.files import DocumentFormat, dump_document, load_document

_HOMES = {
    "DocumentFormat": "files",
    "DocumentReading": "document",
    "document_from_okr_set": "document_writing",
    "dump_document": "files",
    "load_document": "files",
    "okr_set_from_document": "document",
    "write_csv": "csv_text",
}

__all__ = [
    "DOCUMENT_RULES",
    "DocumentFormat",
    "DocumentReading",
    "document_from_okr_set",
    "dump_document",
    "load_document",
    "okr_set_from_document",
    "write_csv",
]


def __getattr__(name: str) -> object:
    # Imported on first use: documents are read through pandas, which a list of the rules can do without.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"okrsdk.interchange.{_HOMES[name]}"), name)
