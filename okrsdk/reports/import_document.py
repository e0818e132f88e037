"""The plan of an import as values that `json.dumps` takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.reports.json_values import json_value
from okrsdk.workbook.cell_data import sheet_value
from okrsdk.workbook.developer_metadata import MEMORY_MARK

if TYPE_CHECKING:
    from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, NewRecord


def import_document(plan: ImportPlan) -> dict[str, object]:
    """What is new, changed, kept, unchanged, gone and not imported, with check-ins and new columns.

    Numbers are JSON numbers, days ISO 8601; what is blank is null. A kept cell says why: `both changed`,
    `typed since the last import` or `holds a formula`. A new record has its fields by name, and under `further` what it
    says in columns that okrsdk does not know, by header.
    """
    return {
        "title": plan.title,
        "new": [_new(own) for own in plan.new],
        "changed": [_cell(own) for own in plan.changes],
        "kept": [{**_cell(own), "reason": str(own.kept)} for own in plan.kept],
        "unchanged": list(plan.unchanged),
        "gone": list(plan.gone),
        "not_imported": [{"table": str(own.table), "name": own.name, "reason": own.reason} for own in plan.left_out],
        "check_ins": [
            {"date": json_value(own.day), "key_result": own.key_result_id, "value": json_value(own.value)}
            for own in plan.check_ins
        ],
        "columns": {
            str(table): [own.header for own in added if own.key != MEMORY_MARK] for table, added in plan.columns.items()
        },
    }


def _new(own: NewRecord) -> dict[str, object]:
    values = {name: _value(value) for name, value in own.values.items() if name != "id"}
    further = {own.titles.get(key, key): _value(value) for key, value in own.further.items()}
    return {"table": str(own.table), "id": own.id, **values, **({"further": further} if further else {})}


def _cell(own: ImportedCell) -> dict[str, object]:
    place = {"table": str(own.table), "record": own.record, "column": own.title}
    return {**place, "from": _value(own.before), "to": _value(own.after)}


def _value(value: object) -> object:
    if isinstance(value, tuple):
        return sheet_value(value)
    plain = json_value(value)
    return plain if plain is None or isinstance(plain, str | int | float | bool) else str(plain)
