"""An Excel workbook of tidy tables as a source like any other: what okrsdk exported is read back whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.source_reading import RecordPlace, SourceReading
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.interchange.tidy.files import tables_in
from okrsdk.interchange.tidy.reading import workbooks_in
from okrsdk.interchange.tidy.table_definitions import tidy_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from okrsdk.interchange.importers.source_table import SourceTable
    from okrsdk.interchange.tidy.files import Rows
    from okrsdk.interchange.tidy.table_definitions import TableDefinition

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
    workbook = own[0]
    known = [(table, table.source, tables.get(table.name, [])) for table in tidy_tables() if table.source is not None]
    return SourceReading(
        name=name,
        layout=_LAYOUT,
        okr_set=workbook.okr_set,
        findings=workbook.findings,
        carried={
            source: _carried(workbook.rows[source], table, rows) for table, source, rows in known if table.name in _TABS
        },
        places={source: _places(workbook.rows[source], table.name, rows) for table, source, rows in known},
    )


def _carried(numbers: Sequence[int], table: TableDefinition, rows: Rows) -> tuple[Mapping[str, str], ...]:
    """What columns that people added say of each record."""
    added = [name for name in (rows[0] if rows else ()) if name not in table.names]
    return tuple({name: text for name in added if (text := text_of(rows[number][name]))} for number in numbers)


def _places(numbers: Sequence[int], tab: str, rows: Rows) -> tuple[RecordPlace, ...]:
    columns = {name: index for index, name in enumerate(rows[0] if rows else ())}
    return tuple(RecordPlace(line=number + 2, tab=tab, columns=columns) for number in numbers)
