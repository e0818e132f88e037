"""OKRs in files: documents in JSON and YAML both ways, drafts and pages in, the formats of other programs out."""

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
    from okrsdk.interchange.exporters.catalogue import EXPORT_FORMATS, export_format_named, export_format_of
    from okrsdk.interchange.exporters.export_format import ExportedFile, ExportFormat

_HOMES = {
    "DocumentFormat": "document.formats",
    "EXPORT_FORMATS": "exporters.catalogue",
    "ExportFormat": "exporters.export_format",
    "ExportedFile": "exporters.export_format",
    "LoadedDocument": "document.reading",
    "document_from_okr_set": "document.writing",
    "dump_document": "document.formats",
    "export_format_named": "exporters.catalogue",
    "export_format_of": "exporters.catalogue",
    "format_of": "document.formats",
    "okr_set_from_document": "document.reading",
    "read_document": "document.formats",
    "read_okr_set": "document.formats",
}

__all__ = [
    "DOCUMENT_RULES",
    "EXPORT_FORMATS",
    "DocumentFormat",
    "ExportFormat",
    "ExportedFile",
    "LoadedDocument",
    "document_from_okr_set",
    "dump_document",
    "export_format_named",
    "export_format_of",
    "format_of",
    "okr_set_from_document",
    "read_document",
    "read_okr_set",
]

# Documents are read through pandas, which a list of the rules can do without.
if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
