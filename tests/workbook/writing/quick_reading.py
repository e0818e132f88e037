"""A reading of the model's workbook without pandas and pandera, where a million steps are to be taken.

Tabs, columns, rows and cells are found by the very code that reads a workbook. Left out is what takes nine tenths of
its time and finds nothing here: the checks of each cell against its column. A test holds both readings to be the same.
"""

from decimal import Decimal

from okrsdk.findings import Table
from okrsdk.model import KeyResult, Objective, OkrSet
from okrsdk.workbook.layout.grid import grid_of
from okrsdk.workbook.layout.locate import find_columns, find_tabs, header_row
from okrsdk.workbook.layout.overview_block import find_overview
from okrsdk.workbook.layout.positions import Layout, TableLayout
from okrsdk.workbook.layout.reading import WorkbookReading
from okrsdk.workbook.layout.records import read_records
from okrsdk.workbook.tabs import Tab
from tests.present import present

_FIELDS = {
    Table.OBJECTIVES: (Objective, ("id", "text")),
    Table.KEY_RESULTS: (KeyResult, ("id", "objective_id", "text", "baseline", "target", "current")),
}


def quick_reading(spreadsheet):
    """What `read_workbook` gives for the model's workbooks, but for their findings."""
    tabs = find_tabs(spreadsheet["sheets"])
    read = {table: _table(table, tabs[Tab(table)]) for table in _FIELDS}
    return WorkbookReading(
        spreadsheet_id="",
        title=spreadsheet["properties"]["title"],
        okr_set=OkrSet(objectives=read[Table.OBJECTIVES][1], key_results=read[Table.KEY_RESULTS][1]),
        findings=(),
        layout=Layout(
            tables={table: layout for table, (layout, _) in read.items()},
            profile=None,
            overview=find_overview(tabs[Tab.OVERVIEW]) if Tab.OVERVIEW in tabs else None,
            has_schema_mark=True,
        ),
    )


def _table(table, sheet):
    grid = grid_of(sheet)
    header = present(header_row(grid, table))
    places = find_columns(grid, table, header).places
    records = read_records(grid, table, places, first_row=header + 1)
    filled = (number for number, values in enumerate(grid.values) if any(value is not None for value in values))
    layout = TableLayout(
        table=table,
        sheet_id=sheet["properties"]["sheetId"],
        title=sheet["properties"]["title"],
        header_row=header,
        columns=places,
        rows=records.rows,
        has_mark=True,
        height=1 + max(filled, default=header),
        grid_rows=sheet["properties"]["gridProperties"]["rowCount"],
    )
    kind, fields = _FIELDS[table]
    return layout, tuple(kind(**_values(own, fields)) for own in records.values)


def _values(record, fields):
    held = {name: record[name] for name in fields if record.get(name) not in (None, "")}
    return {name: Decimal(str(value)) if isinstance(value, int | float) else value for name, value in held.items()}
