"""`datapackage.json`: what the tables and columns of an export are, as a Data Package with Table Schemas.

The keys are those of version 2 of the standard (datapackage.org); readers of version 1 understand them too. Numbers and
days of CSV are in its default formats.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from okrsdk.interchange.tidy.table_definitions import is_never_blank, is_whole
from okrsdk.schema.column import ColumnType

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from okrsdk.interchange.tidy.table_definitions import TableDefinition
    from okrsdk.schema.column import Column

_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
_TYPES = {ColumnType.NUMBER: "number", ColumnType.DAY: "date"}


def package_description(
    tables: Sequence[TableDefinition], place: Callable[[TableDefinition], Mapping[str, object]]
) -> str:
    """The text of a `datapackage.json`.

    Args:
        tables: the tables of the package.
        place: where a table is, under the keys of a resource: `path`, `format` and what else tells its place.
    """
    package = {
        "$schema": _PACKAGE,
        "name": "okrs",
        "title": "Objectives and key results with their scores",
        "resources": [_resource(table, place(table), {known.name for known in tables}) for table in tables],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _resource(table: TableDefinition, place: Mapping[str, object], known: set[str]) -> dict[str, object]:
    resource = {"name": table.name, "type": "table", "description": table.description, **place}
    return {**resource, "schema": table_schema(table, known)}


def table_schema(table: TableDefinition, known: set[str]) -> dict[str, object]:
    """The Table Schema of a table.

    Args:
        table: the table.
        known: the names of the tables beside it, which keys may lead to.
    """
    schema: dict[str, object] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if "clients" in known - {table.name}:
        to_client = {"resource": "clients", "fields": ["workbook"]}
        schema["foreignKeys"] = [{"fields": ["workbook"], "reference": to_client}]
    return schema


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name,
        "type": "integer" if is_whole(column) else _TYPES.get(column.type, "string"),
        "title": column.title,
        "description": column.description,
    }
    constraints = _constraints(column)
    return {**field, "constraints": constraints} if constraints else field


def _constraints(column: Column) -> dict[str, object]:
    # What people leave blank or write out of range is exported too, so only what okrsdk fills itself is required.
    constraints: dict[str, object] = {"required": True} if is_never_blank(column) else {}
    if column.choices:
        constraints["enum"] = [str(choice) for choice in column.choices]
    for name, limit in (("minimum", column.minimum), ("maximum", column.maximum)):
        if limit is not None:
            constraints[name] = int(limit) if limit == limit.to_integral_value() else float(limit)
    return constraints
