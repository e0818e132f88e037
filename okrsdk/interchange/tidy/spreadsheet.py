"""An Excel workbook of tidy tables as a source like any other: what okrsdk exported is read back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.source_reading import RecordPlace, SourceReading
from okrsdk.interchange.tidy.files import tables_in
from okrsdk.interchange.tidy.reading import workbooks_in
from okrsdk.interchange.tidy.table_definitions import tidy_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsdk.findings import Table
    from okrsdk.interchange.importers.source_table import SourceTable
    from okrsdk.interchange.tidy.reading import ReadWorkbook

_LAYOUT = "tidy tables of okrsdk"
_TABS = ("objectives", "key_results")
_KEY = ("workbook", "position")


def is_tidy(tables: Iterable[SourceTable]) -> bool:
    """Whether the tabs of a spreadsheet are tidy tables of okrsdk, as their names and keys say."""
    headers = {table.tab: table.rows[0].cells for table in tables if table.rows}
    return all(tab in headers and all(key in headers[tab] for key in _KEY) for tab in _TABS)


def read_tidy_spreadsheet(data: bytes, *, name: str, cycle: str = "") -> SourceReading:
    """The OKRs of the workbook whose rows the tabs hold, each finding with its cell.

    Args:
        data: the file.
        name: what it is called in messages.
        cycle: the cycle that is meant, where there are several workbooks.

    Raises:
        ConfigError: the tabs hold several workbooks, and the cycle does not tell which is meant.
    """
    tables = tables_in({name: data})
    found = workbooks_in(tables)
    own = [one for one in found if not cycle or (one.okr_set.cycle is not None and one.okr_set.cycle.name == cycle)]
    if len(own) != 1:
        raise ConfigError(
            f"{name} holds {', '.join(one.name for one in found) or 'no workbook'}. Read one of them in Python: "
            "okrsdk.from_tables(path, workbook=NAME); or export it to a file of its own."
        )
    headers = {table: tuple(rows[0]) for table, rows in tables.items() if rows}
    return SourceReading(
        name=name,
        layout=_LAYOUT,
        okr_set=own[0].okr_set,
        findings=own[0].findings,
        places={
            table.source: _places(own[0], table.source, table.name, headers.get(table.name, ()))
            for table in tidy_tables()
            if table.source is not None
        },
    )


def _places(workbook: ReadWorkbook, table: Table, tab: str, header: Sequence[str]) -> tuple[RecordPlace, ...]:
    columns = {name: index for index, name in enumerate(header)}
    return tuple(RecordPlace(line=row + 2, tab=tab, columns=columns) for row in workbook.rows[table])
