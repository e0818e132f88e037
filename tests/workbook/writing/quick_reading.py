"""A reading of the model's workbook without pandas and pandera, where a million steps are to be taken.

Tabs, columns, rows and cells are found by the very code that reads a workbook. Left out is what takes nine tenths of
its time and finds nothing here: the checks of each cell against its column. A test holds both readings to be the same.
"""

from decimal import Decimal

from okrsdk.findings import Table
from okrsdk.model import KeyResult, Objective, OkrSet
from okrsdk.workbook.layout.locate import find_tabs
from okrsdk.workbook.layout.overview_block import find_overview
from okrsdk.workbook.layout.positions import Layout
from okrsdk.workbook.layout.reading import WorkbookReading, _tables
from okrsdk.workbook.tabs import Tab

_OBJECTIVE = ("id", "text")
_KEY_RESULT = ("id", "objective_id", "text", "baseline", "target", "current")


def quick_reading(spreadsheet):
    """What `read_workbook` gives for the model's workbooks, but for their findings."""
    tabs = find_tabs(spreadsheet["sheets"])
    read = _tables(tabs, "", ())
    objectives = (Objective(**_values(own, _OBJECTIVE)) for own in read[Table.OBJECTIVES].records.values)
    key_results = (KeyResult(**_values(own, _KEY_RESULT)) for own in read[Table.KEY_RESULTS].records.values)
    return WorkbookReading(
        spreadsheet_id="",
        title=spreadsheet["properties"]["title"],
        okr_set=OkrSet(objectives=tuple(objectives), key_results=tuple(key_results)),
        findings=(),
        layout=Layout(
            tables={table: own.layout for table, own in read.items()},
            profile=None,
            overview=find_overview(tabs[Tab.OVERVIEW]) if Tab.OVERVIEW in tabs else None,
            has_schema_mark=True,
            titles=frozenset(own["properties"]["title"].casefold() for own in spreadsheet["sheets"]),
        ),
    )


def _values(record, fields):
    held = {name: record[name] for name in fields if record.get(name) not in (None, "")}
    return {name: Decimal(str(value)) if isinstance(value, int | float) else value for name, value in held.items()}
