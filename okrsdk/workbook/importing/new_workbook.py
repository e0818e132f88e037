"""What an import into a workbook that is still to be made puts there: all that the source says, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.workbook.importing.import_plan import ImportPlan, NewColumn, NewRecord
from okrsdk.workbook.importing.memory import header_key
from okrsdk.workbook.importing.sides import further_name
from okrsdk.workbook.importing.source import IMPORTED_TABLES, said_of
from okrsdk.workbook.overview import workbook_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.findings import Table
    from okrsdk.workbook.importing.source import ImportSource

_NAMES = ("id", "external_id")


def plan_of_new_workbook(source: ImportSource) -> ImportPlan:
    """What a new workbook of the source holds, as the plan of its import; every record of it is new.

    Args:
        source: what is to be imported; its client and its cycle make the title.
    """
    new = {table: _records(source, table) for table in IMPORTED_TABLES}
    return ImportPlan(
        spreadsheet_id="",
        title=workbook_title(source.okr_set),
        new=tuple(own for records in new.values() for own in records),
        check_ins=source.okr_set.check_ins,
        columns={table: _columns(records) for table, records in new.items()},
    )


def _records(source: ImportSource, table: Table) -> tuple[NewRecord, ...]:
    return tuple(_record(source, table, at) for at in range(len(source.records(table))))


def _columns(records: Iterable[NewRecord]) -> tuple[NewColumn, ...]:
    titles = {key: title for own in records for key, title in own.titles.items()}
    return tuple(NewColumn(key=key, header=title) for key, title in titles.items())


def _record(source: ImportSource, table: Table, at: int) -> NewRecord:
    record = source.records(table)[at]
    further = source.further(table, at)
    titles = {header: further_name(table, header) for header in further}
    return NewRecord(
        table=table,
        id=record.id,
        text=record.text,
        values={name: own for name in _NAMES if (own := getattr(record, name))} | dict(said_of(table, record)),
        further={header_key(titles[header]): value for header, value in further.items()},
        titles={header_key(title): title for title in titles.values()},
    )
