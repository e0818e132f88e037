"""OKRs in files: documents in JSON and YAML both ways, tables and drafts in, the formats of other programs out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.document.document_rules import DOCUMENT_RULES
from okrsdk.interchange.importers.import_rules import IMPORT_RULES
from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.interchange.document.formats import DocumentFormat, dump_document, format_of, read_document
    from okrsdk.interchange.document.reading import LoadedDocument, okr_set_from_document
    from okrsdk.interchange.document.writing import document_from_okr_set
    from okrsdk.interchange.exporters.catalogue import EXPORT_FORMATS, export_format_named, export_format_of
    from okrsdk.interchange.exporters.document import to_dict
    from okrsdk.interchange.exporters.export_format import ExportedFile, ExportFormat
    from okrsdk.interchange.importers.reading_options import ReadingOptions
    from okrsdk.interchange.importers.source_reading import SourceReading
    from okrsdk.interchange.importers.table_reading import read_table, read_tables
    from okrsdk.interchange.reading import okr_set_of, okr_set_of_records, read_okr_set, read_okrs
    from okrsdk.interchange.tidy.frames import from_frames, to_frames, to_records

_HOMES = {
    "DocumentFormat": "document.formats",
    "EXPORT_FORMATS": "exporters.catalogue",
    "ExportFormat": "exporters.export_format",
    "ExportedFile": "exporters.export_format",
    "LoadedDocument": "document.reading",
    "ReadingOptions": "importers.reading_options",
    "SourceReading": "importers.source_reading",
    "document_from_okr_set": "document.writing",
    "dump_document": "document.formats",
    "export_format_named": "exporters.catalogue",
    "export_format_of": "exporters.catalogue",
    "format_of": "document.formats",
    "from_frames": "tidy.frames",
    "okr_set_from_document": "document.reading",
    "okr_set_of": "reading",
    "okr_set_of_records": "reading",
    "read_document": "document.formats",
    "read_okr_set": "reading",
    "read_okrs": "reading",
    "read_table": "importers.table_reading",
    "read_tables": "importers.table_reading",
    "to_dict": "exporters.document",
    "to_frames": "tidy.frames",
    "to_records": "tidy.frames",
}

__all__ = [
    "DOCUMENT_RULES",
    "EXPORT_FORMATS",
    "IMPORT_RULES",
    "DocumentFormat",
    "ExportFormat",
    "ExportedFile",
    "LoadedDocument",
    "ReadingOptions",
    "SourceReading",
    "document_from_okr_set",
    "dump_document",
    "export_format_named",
    "export_format_of",
    "format_of",
    "from_frames",
    "okr_set_from_document",
    "okr_set_of",
    "okr_set_of_records",
    "read_document",
    "read_okr_set",
    "read_okrs",
    "read_table",
    "read_tables",
    "to_dict",
    "to_frames",
    "to_records",
]

# Documents are read through pandas, which a list of the rules can do without.
if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
