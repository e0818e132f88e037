"""The formats that OKRs are written in: all there are, in the order in which lists show them.

Each is made by a module of this package, which imports pandas, pandera and what comes with an extra only inside its
functions, so that the names of the formats cost nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.exporters.csv import csv_files
from okrsdk.interchange.exporters.csv_tables import csv_table_files
from okrsdk.interchange.exporters.document import json_files, yaml_files
from okrsdk.interchange.exporters.export_format import ExportFormat
from okrsdk.interchange.exporters.facts import (
    append_to_facts_csv,
    append_to_facts_parquet,
    facts_csv_files,
    facts_parquet_files,
)
from okrsdk.interchange.exporters.html import html_files
from okrsdk.interchange.exporters.lost_digits import lost_digits
from okrsdk.interchange.exporters.markdown import markdown_files
from okrsdk.interchange.exporters.parquet_tables import parquet_table_files
from okrsdk.interchange.exporters.sqlite_tables import append_to_sqlite, sqlite_files
from okrsdk.interchange.exporters.tools import TOOL_FORMATS
from okrsdk.interchange.exporters.xlsx_tables import xlsx_files

if TYPE_CHECKING:
    from pathlib import PurePath

EXPORT_FORMATS = (
    ExportFormat(
        name="yaml",
        title="OKR document to edit and read back, with the scores",
        write=yaml_files,
        suffix=".yaml",
        other_suffixes=(".yml",),
    ),
    ExportFormat(name="json", title="the same for programs", write=json_files, suffix=".json"),
    ExportFormat(name="csv", title="one row per key result, with its scores", write=csv_files, suffix=".csv"),
    ExportFormat(
        name="xlsx",
        title="tidy tables as tabs of an Excel workbook",
        write=xlsx_files,
        suffix=".xlsx",
        without_place=lost_digits,
    ),
    ExportFormat(name="csv-tables", title="tidy tables as a folder of CSVs, also for dbt", write=csv_table_files),
    ExportFormat(
        name="parquet",
        title="tidy tables as a folder of Parquet files",
        write=parquet_table_files,
        without_place=lost_digits,
    ),
    ExportFormat(
        name="sqlite",
        title="tidy tables and facts as a database that can grow",
        write=sqlite_files,
        append=append_to_sqlite,
        suffix=".sqlite",
        other_suffixes=(".sqlite3", ".db"),
        without_place=lost_digits,
    ),
    ExportFormat(
        name="facts",
        title="a row per key result and day, as a CSV that can grow",
        write=facts_csv_files,
        append=append_to_facts_csv,
        suffix=".csv",
    ),
    ExportFormat(
        name="facts-parquet",
        title="the same as a Parquet file",
        write=facts_parquet_files,
        append=append_to_facts_parquet,
        suffix=".parquet",
        without_place=lost_digits,
    ),
    ExportFormat(name="markdown", title="a page for a wiki", write=markdown_files, suffix=".md"),
    ExportFormat(
        name="html",
        title="a page for Google Docs, Word or mail",
        write=html_files,
        suffix=".html",
        other_suffixes=(".htm",),
    ),
    *TOOL_FORMATS,
)


def export_format_named(name: str) -> ExportFormat:
    """The format of a name.

    Raises:
        ConfigError: there is none.
    """
    for known in EXPORT_FORMATS:
        if known.name == name:
            return known
    names = ", ".join(known.name for known in EXPORT_FORMATS)
    raise ConfigError(f"There is no format {name!r}. The formats are {names}.")


def export_format_of(path: PurePath) -> ExportFormat:
    """The format to write a file in, by the ending of its name: the first of that ending.

    Raises:
        ConfigError: there is none.
    """
    suffix = path.suffix.lower()
    for known in EXPORT_FORMATS:
        if suffix and suffix in (known.suffix, *known.other_suffixes):
            return known
    endings = dict.fromkeys(known.suffix for known in EXPORT_FORMATS if known.suffix)
    raise ConfigError(f"{path} does not say its format by its ending: {', '.join(endings)}.")
