"""The facts: a table that grows, one row per key result and day that it was graded, as CSV or Parquet.

Each row has its client, cycle, objective, key result and scores, so that a report needs no other table. Appending a day
that the table already holds of a workbook replaces it, so a job that runs twice doubles nothing.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from okrsdk.errors import ConfigError
from okrsdk.extras import Extra, needing
from okrsdk.interchange.csv_cells import csv_cell
from okrsdk.interchange.exporters.csv_tables import csv_text
from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.parquet_tables import arrow_table, parquet_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment

_KEY = ("workbook", "graded_at")


def facts_csv_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """The facts of one day as CSV.

    Raises:
        ConfigError: two workbooks are of one client and cycle.
    """
    from okrsdk.interchange.tidy.rows import facts_rows
    from okrsdk.interchange.tidy.table_definitions import facts_table

    return text_file("facts.csv", csv_text(facts_table().names, facts_rows(assessments)))


def append_to_facts_csv(assessments: Sequence[Assessment], existing: bytes) -> tuple[ExportedFile, ...]:
    """The same behind the rows of a CSV that there is, whose cells stay as they are; its further columns stay too.

    Raises:
        ConfigError: `existing` is no CSV of facts, or two workbooks are of one client and cycle.
    """
    from okrsdk.interchange.tidy.rows import facts_rows
    from okrsdk.interchange.tidy.table_definitions import facts_table

    names, kept = _csv_rows(existing)
    new = [{name: csv_cell(value) for name, value in row.items()} for row in facts_rows(assessments)]
    renewed = {_key(row) for row in new}
    text = io.StringIO()
    writer = csv.DictWriter(text, [*names, *(name for name in facts_table().names if name not in names)], restval="")
    writer.writeheader()
    writer.writerows([*(row for row in kept if _key(row) not in renewed), *new])
    return text_file("facts.csv", text.getvalue())


def facts_parquet_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """The facts of one day as a Parquet file.

    Raises:
        ConfigError: two workbooks are of one client and cycle, or pyarrow is not installed.
    """
    return (ExportedFile(name="facts.parquet", content=parquet_bytes(_facts(assessments))),)


def append_to_facts_parquet(assessments: Sequence[Assessment], existing: bytes) -> tuple[ExportedFile, ...]:
    """The same behind the rows of a Parquet file that there is; its further columns stay.

    Raises:
        ConfigError: `existing` is no Parquet file of facts, two workbooks are of one client and cycle, or there is no
            pyarrow.
    """
    with needing(Extra.PARQUET):
        import pyarrow as pa
        import pyarrow.parquet
    new = _facts(assessments)
    try:
        there = pyarrow.parquet.read_table(io.BytesIO(existing))
        renewed = set(zip(*(new.column(name).to_pylist() for name in _KEY), strict=True))
        keys = zip(*(there.column(name).to_pylist() for name in _KEY), strict=True)
        kept = there.filter(pa.array([key not in renewed for key in keys], pa.bool_()))
        table = pa.concat_tables([kept, new], promote_options="default")
    except (pa.ArrowException, KeyError) as error:
        raise ConfigError(f"The file is no Parquet file of facts ({error}). Name another one.") from error
    return (ExportedFile(name="facts.parquet", content=parquet_bytes(table)),)


def _facts(assessments: Sequence[Assessment]) -> Any:  # noqa: ANN401 - pyarrow has no types
    from okrsdk.interchange.tidy.rows import facts_rows
    from okrsdk.interchange.tidy.table_definitions import facts_table

    return arrow_table(facts_table(), facts_rows(assessments))


def _csv_rows(existing: bytes) -> tuple[list[str], list[dict[str, str]]]:
    try:
        reader = csv.DictReader(io.StringIO(existing.decode("utf-8-sig"), newline=""), strict=True)
        names, rows = list(reader.fieldnames or ()), list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"The file is no CSV of facts ({error}). Name another one.") from error
    missing = [name for name in _KEY if name not in names]
    if missing:
        raise ConfigError(f"The file is no CSV of facts: it has no column {missing[0]}. Name another one.")
    for line, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ConfigError(f"Row {line} of the file has more or fewer cells than its header. Correct it first.")
    return names, rows


def _key(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in _KEY)
