"""OKRs as documents and files: JSON and YAML both ways, CSV out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.document.document_rules import DOCUMENT_RULES
from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.interchange.document.files import dump_document, load_document, load_okr_set, write_document
    from okrsdk.interchange.document.reading import LoadedDocument, okr_set_from_document
    from okrsdk.interchange.document.writing import document_from_okr_set
    from okrsdk.interchange.exporters.csv import write_csv
    from okrsdk.interchange.file_formats import (
        DocumentFormat,
        FileKind,
        file_kind,
        format_to_write,
        has_known_ending,
    )

_HOMES = {
    "DocumentFormat": "file_formats",
    "FileKind": "file_formats",
    "LoadedDocument": "document.reading",
    "document_from_okr_set": "document.writing",
    "dump_document": "document.files",
    "file_kind": "file_formats",
    "format_to_write": "file_formats",
    "has_known_ending": "file_formats",
    "load_document": "document.files",
    "load_okr_set": "document.files",
    "okr_set_from_document": "document.reading",
    "write_csv": "exporters.csv",
    "write_document": "document.files",
}

__all__ = [
    "DOCUMENT_RULES",
    "DocumentFormat",
    "FileKind",
    "LoadedDocument",
    "document_from_okr_set",
    "dump_document",
    "file_kind",
    "format_to_write",
    "has_known_ending",
    "load_document",
    "load_okr_set",
    "okr_set_from_document",
    "write_csv",
    "write_document",
]

# Documents are read through pandas, which a list of the rules can do without.
__getattr__ = lazily(__name__, _HOMES)
