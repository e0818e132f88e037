"""OKRs in files: documents in JSON and YAML both ways, drafts and pages in, CSV out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.document.document_rules import DOCUMENT_RULES
from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.interchange.document.formats import (
        DocumentFormat,
        dump_document,
        format_of,
        read_document,
        read_okr_set,
    )
    from okrsdk.interchange.document.reading import LoadedDocument, okr_set_from_document
    from okrsdk.interchange.document.writing import document_from_okr_set
    from okrsdk.interchange.exporters.csv import write_csv

_HOMES = {
    "DocumentFormat": "document.formats",
    "LoadedDocument": "document.reading",
    "document_from_okr_set": "document.writing",
    "dump_document": "document.formats",
    "format_of": "document.formats",
    "okr_set_from_document": "document.reading",
    "read_document": "document.formats",
    "read_okr_set": "document.formats",
    "write_csv": "exporters.csv",
}

__all__ = [
    "DOCUMENT_RULES",
    "DocumentFormat",
    "LoadedDocument",
    "document_from_okr_set",
    "dump_document",
    "format_of",
    "okr_set_from_document",
    "read_document",
    "read_okr_set",
    "write_csv",
]

# Documents are read through pandas, which a list of the rules can do without.
if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
