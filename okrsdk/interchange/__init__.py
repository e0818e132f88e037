"""OKRs as documents and files: JSON and YAML both ways, CSV out."""

from okrsdk.interchange.csv_text import write_csv
from okrsdk.interchange.document import DocumentReading, okr_set_from_document
from okrsdk.interchange.document_rules import DOCUMENT_RULES
from okrsdk.interchange.document_writing import document_from_okr_set
from okrsdk.interchange.files import DocumentFormat, dump_document, load_document

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
