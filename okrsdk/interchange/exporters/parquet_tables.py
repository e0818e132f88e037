"""The tidy tables as a folder of Parquet files, for pandas, DuckDB, Spark, BigQuery and their kin. Needs pyarrow.

Numbers are `double`: a cell of a spreadsheet holds no more, so up to 15 digits each is the number it was, and every
program calculates with it. A `decimal128` has one number of decimals for the whole column, which baselines of dollars
and of shares do not have in common. Whole numbers are `int32`, days `date32`, all else is `string`. Each field of the
file's schema has its column's description.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from okrsdk.extras import Extra, needing
from okrsdk.interchange.exporters.export_format import ExportedFile
from okrsdk.schema.column import Column, ColumnType
from okrsdk.workbook.cell_data import sheet_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.interchange.tidy.table_definitions import TableDefinition


def parquet_table_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """A Parquet file per tidy table, with the file that describes them.

    Raises:
        ConfigError: two workbooks are of one client and cycle, or pyarrow is not installed.
    """
    from okrsdk.interchange.tidy.package_description import package_description
    from okrsdk.interchange.tidy.rows import tidy_rows
    from okrsdk.interchange.tidy.table_definitions import tidy_tables

    rows, tables = tidy_rows(assessments), tidy_tables()
    description = package_description(tables, lambda table: {"path": f"{table.name}.parquet", "format": "parquet"})
    return (
        *(
            ExportedFile(name=f"{table.name}.parquet", content=parquet_bytes(arrow_table(table, rows[table.name])))
            for table in tables
        ),
        ExportedFile(name="datapackage.json", content=description.encode(), is_companion=True),
    )


def arrow_table(table: TableDefinition, rows: Sequence[Mapping[str, object]]) -> Any:  # noqa: ANN401 - untyped pyarrow
    """The rows of a table as a table of pyarrow.

    Raises:
        ConfigError: pyarrow is not installed.
    """
    with needing(Extra.PARQUET):
        import pyarrow as pa
    fields = [
        pa.field(column.name, _type(column), metadata={"description": column.description}) for column in table.columns
    ]
    values = {column.name: [_plain(column, row[column.name]) for row in rows] for column in table.columns}
    return pa.table(values, schema=pa.schema(fields))


def parquet_bytes(table: Any) -> bytes:  # noqa: ANN401 - pyarrow has no types
    """A table of pyarrow as a Parquet file."""
    import pyarrow.parquet

    file = io.BytesIO()
    pyarrow.parquet.write_table(table, file)
    return file.getvalue()


def _type(column: Column) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    from okrsdk.interchange.tidy.table_definitions import is_whole

    if is_whole(column):
        return pa.int32()
    return {ColumnType.NUMBER: pa.float64(), ColumnType.DAY: pa.date32()}.get(column.type, pa.string())


def _plain(column: Column, value: object) -> object:
    return value if column.type is ColumnType.DAY else sheet_value(value)
