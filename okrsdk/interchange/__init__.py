"""OKRs as documents and files: JSON and YAML both ways, CSV out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.document.document_rules import DOCUMENT_RULES
from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.interchange.document.files import DocumentFormat, dump_document, load_document
    from okrsdk.interchange.document.reading import LoadedDocument, okr_set_from_document
    from okrsdk.interchange.document.writing import document_from_okr_set
    from okrsdk.interchange.exporters.csv import write_csv

_HOMES = {
    "DocumentFormat": "document.files",
    "LoadedDocument": "document.reading",
    "document_from_okr_set": "document.writing",
    "dump_document": "document.files",
    "load_document": "document.files",
    "okr_set_from_document": "document.reading",
    "write_csv": "exporters.csv",
}

__all__ = [
    "DOCUMENT_RULES",
    "DocumentFormat",
    "LoadedDocument",
    "document_from_okr_set",
    "dump_document",
    "load_document",
    "okr_set_from_document",
    "write_csv",
]

# Documents are read through pandas, which a list of the rules can do without.
__getattr__ = lazily(__name__, _HOMES)
