"""Reading whatever a source holds: the one entrance of the command line and the SDK.

A document of ours is read as one; everything else becomes a `SourceReading`: tables in text and spreadsheets, drafts,
and the JSON and YAML of other tools.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.importers.delimited_text import read_delimited
from okrsdk.interchange.importers.reading_options import FOUND_OUT, ReadingOptions
from okrsdk.interchange.importers.table_reading import read_tables
from okrsdk.interchange.importers.text_encoding import decoded

if TYPE_CHECKING:
    from okrsdk.interchange.importers.source_reading import SourceReading


def read_okrs(name: str, data: bytes, options: ReadingOptions = FOUND_OUT) -> SourceReading:
    """The OKRs of a file."""
    text, encoding = decoded(data, name=name, told=options.encoding)
    del encoding
    table = read_delimited(text, name=name, delimiter=options.delimiter, decimal=options.decimal)
    return read_tables([table], options)
