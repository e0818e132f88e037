"""From the raw values of records to canonical ones. There is no sheet with a locale: only what is sure is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.interchange.document.records import Record, written_columns
from okrsdk.workbook.layout.cell_values import CONTEXT_FIELDS, NO_CONTEXT, CellContext, context_of, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def read_values(rows: Mapping[Table, Sequence[Record]]) -> dict[Table, list[Record]]:
    """The same records with the canonical value of every cell; what is not understood for sure is left as it is.

    Args:
        rows: per table its records, each with raw values under its fields' names.
    """
    key_results = [_read_key_result(record) for record in rows[Table.KEY_RESULTS]]
    contexts = {record.get("id"): context_of(record) for record in key_results}
    check_ins = [
        _read_record(Table.CHECK_INS, record, contexts.get(record.get("key_result_id"), NO_CONTEXT))
        for record in rows[Table.CHECK_INS]
    ]
    plain = {
        table: [_read_record(table, record) for record in rows[table]]
        for table in (Table.CLIENT, Table.FUNNEL, Table.OBJECTIVES, Table.DECISIONS, Table.FINAL_SCORES, Table.STRATEGY)
    }
    return {**plain, Table.KEY_RESULTS: key_results, Table.CHECK_INS: check_ins}


def _read_key_result(record: Record) -> Record:
    known = {name: record[name] for name in CONTEXT_FIELDS if name in record}
    return _read_record(Table.KEY_RESULTS, record, context_of(_read_record(Table.KEY_RESULTS, known)))


def _read_record(table: Table, record: Record, context: CellContext = NO_CONTEXT) -> Record:
    return {
        column.name: read_value(column, record[column.name], context=context)
        for column in written_columns(table)
        if column.name in record
    }
