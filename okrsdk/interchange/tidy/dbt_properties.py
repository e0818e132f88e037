"""`schema.yml`: the CSVs of the tidy tables as seeds of dbt, with a description and tests for each column.

Properties of seeds are those of https://docs.getdbt.com/reference/seed-properties, tests those of dbt 1.10. dbt guesses
the types of a seed's columns from its cells, where a text such as 7 and a column without any become numbers; so texts
and days have their type said. Numbers are left to it, since what databases call numeric may cut decimals off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from okrsdk.interchange.tidy.table_definitions import is_never_blank
from okrsdk.schema.column import ColumnType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.interchange.tidy.table_definitions import TableDefinition
    from okrsdk.schema.column import Column

_WIDTH = 120
_TEXT = "{{ 'string' if target.type in ['bigquery', 'databricks', 'spark'] else 'text' }}"


def dbt_properties(tables: Sequence[TableDefinition]) -> str:
    """The text of the `schema.yml` of a folder of seeds, one CSV per table."""
    properties = {"version": 2, "seeds": [_seed(table) for table in tables]}
    return yaml.safe_dump(properties, sort_keys=False, allow_unicode=True, width=_WIDTH)


def _seed(table: TableDefinition) -> dict[str, object]:
    types = {
        column.name: "date" if column.type is ColumnType.DAY else _TEXT
        for column in table.columns
        if column.type is not ColumnType.NUMBER
    }
    return {
        "name": table.name,
        "description": table.description,
        "config": {"quote_columns": True, "column_types": types},
        "columns": [_column(table, column) for column in table.columns],
    }


def _column(table: TableDefinition, column: Column) -> dict[str, object]:
    tests: list[object] = ["not_null"] if is_never_blank(column) else []
    if table.key == (column.name,):
        tests.append("unique")
    elif column.name == "workbook":
        tests.append({"relationships": {"arguments": {"to": "ref('clients')", "field": "workbook"}}})
    if column.choices:
        tests.append({"accepted_values": {"arguments": {"values": [str(choice) for choice in column.choices]}}})
    own: dict[str, object] = {"name": column.name, "description": column.description, "quote": True}
    return {**own, "data_tests": tests} if tests else own
