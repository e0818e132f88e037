"""The tidy tables as a folder of CSVs, with `datapackage.json`, and `schema.yml`, which makes them seeds of dbt.

Numbers are exact decimals, days ISO 8601; people and stages are written as in a workbook. A text that a spreadsheet
would take for a formula gets an apostrophe in front, as in every CSV of okrsdk.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from okrsdk.interchange.csv_cells import csv_cell
from okrsdk.interchange.exporters.export_format import ExportedFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.tidy.table_definitions import TableDefinition


def csv_table_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """A CSV per tidy table, with the two files that describe them.

    Raises:
        ConfigError: two workbooks are of one client and cycle.
    """
    from okrsdk.interchange.tidy.dbt_properties import dbt_properties
    from okrsdk.interchange.tidy.package_description import package_description
    from okrsdk.interchange.tidy.rows import tidy_rows
    from okrsdk.interchange.tidy.table_definitions import tidy_tables

    rows, tables = tidy_rows(assessments), tidy_tables()
    texts = [(f"{table.name}.csv", csv_text(table.names, rows[table.name])) for table in tables]
    described = [("datapackage.json", package_description(tables, _place)), ("schema.yml", dbt_properties(tables))]
    return (
        *(ExportedFile(name=name, content=text.encode()) for name, text in texts),
        *(ExportedFile(name=name, content=text.encode(), is_companion=True) for name, text in described),
    )


def csv_text(names: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV: a header of the columns' names, lines ended by CR LF as RFC 4180 says."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows([csv_cell(row[name]) for name in names] for row in rows)
    return text.getvalue()


def _place(table: TableDefinition) -> dict[str, object]:
    return {"path": f"{table.name}.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
