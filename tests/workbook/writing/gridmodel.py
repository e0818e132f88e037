"""A small model of a workbook that people and okrsdk edit by turns: rows and columns stay who they are when moved.

It answers as `okrsdk.sheets.spreadsheet.Spreadsheet` does, so that the very code that writes to Sheets writes to it.
"""

import re
from itertools import count

from okrsdk.errors import StaleWorkbookError
from okrsdk.workbook import read_workbook
from okrsdk.workbook.addresses import column_letters
from okrsdk.workbook.overview import (
    ATTENTION_HEADERS,
    ATTENTION_ROW,
    BLOCK_ROWS,
    FIELDS,
    HEADER_ROW,
    HEADERS,
    OVERALL_LABEL,
)

_NUMBERS = count(1)
OBJECTIVES = {"id": "ID", "text": "Objective", "score": "Score", "band": "Band", "note": "Our notes"}
KEY_RESULTS = {
    "id": "ID",
    "objective_id": "Objective",
    "text": "Key result",
    "baseline": "Baseline",
    "target": "Target",
    "current": "Current",
    "note": "Our notes",
    "progress": "Progress",
    "score": "Score",
    "band": "Band",
    "graded_at": "Graded at",
}
OWNED = ("progress", "score", "band", "graded_at")


class Formula(float):
    """What a formula that people wrote gives; the API sends the formula beside it."""


class Tab:
    """A tab: `rows` are dicts by column name, each with its own `uid`; `order` is the order of the columns."""

    def __init__(self, sheet_id, title, table, headers, *, metadata=None):
        self.sheet_id, self.title, self.table = sheet_id, title, table
        self.order = list(headers)
        self.headers = dict(headers)
        self.metadata = {name: (metadata or {}).get(name, name) for name in headers}
        self.marks: dict[str, int | None] = {name: next(_NUMBERS) for name in headers}
        self.rows = [{"uid": "header", **headers}]
        self.blank_rows = 12

    @property
    def grid_rows(self):
        return len(self.rows) + self.blank_rows

    @property
    def header_row(self):
        return next(number for number, row in enumerate(self.rows) if row["uid"] == "header")

    def add(self, **cells):
        self.rows.append({"uid": next(_NUMBERS), **cells})

    def insert(self, number, **cells):
        self.rows.insert(number, {"uid": f"new {next(_NUMBERS)}", **cells})

    def delete(self, number):
        del self.rows[number]

    def sheet(self):
        return {
            "properties": {
                "sheetId": self.sheet_id,
                "title": self.title,
                "gridProperties": {"rowCount": self.grid_rows, "columnCount": 26},
            },
            "data": [
                {
                    "rowData": [{"values": [_cell(row.get(name)) for name in self.order]} for row in self.rows],
                    "columnMetadata": [{"developerMetadata": self._marks(name)} for name in self.order],
                }
            ],
            "developerMetadata": [{"metadataId": 1000, "metadataKey": "okrsdk.table", "metadataValue": self.table}],
        }

    def _marks(self, name):
        number = self.marks[name]
        if number is None:
            return []
        return [{"metadataId": number, "metadataKey": "okrsdk.column", "metadataValue": self.metadata[name]}]

    def column(self, name):
        values = [row.get(name, "") for row in self.rows]
        while values and values[-1] == "":
            values.pop()
        return values

    def write(self, name, values):
        if len(values) > self.grid_rows:
            raise StaleWorkbookError("rows were deleted")
        for row, value in enumerate(values):
            if value is not None:
                while len(self.rows) <= row:
                    self.add()
                    self.blank_rows -= 1
                self.rows[row][name] = value

    def replace(self, request):
        if "range" not in request:
            for row in self.rows:
                row |= {name: request["replacement"] for name in self.order if row.get(name) == request["find"]}
            return
        area = request["range"]
        number, column = area["startRowIndex"], area["startColumnIndex"]
        assert (area["endRowIndex"], area["endColumnIndex"]) == (number + 1, column + 1)
        while len(self.rows) <= number:
            self.add()
            self.blank_rows -= 1
        name = self.order[column]
        if re.fullmatch(request["find"], str(self.rows[number].get(name, ""))):
            self.rows[number][name] = request["replacement"]


class Book:
    """A workbook of tabs, with what the API would answer."""

    spreadsheet_id = "model"

    def __init__(self, *tabs, sends_whole_columns=True):
        self.tabs = tabs
        self.reader = read_workbook
        self.sends_whole_columns = sends_whole_columns

    def get(self):
        mark = {"metadataId": 999, "metadataKey": "okrsdk.schema", "metadataValue": "1"}
        found = {"properties": {"title": "Model"}, "developerMetadata": [mark]}
        return {**found, "sheets": [tab.sheet() for tab in self.tabs]}

    def read(self):
        return self.reader(self.get())

    def write_values(self, request):
        """`values:batchUpdateByDataFilter`, with null leaving a cell alone and the empty text clearing it."""
        assert request["valueInputOption"] == "RAW"
        found = [(entry, *self._column(entry["dataFilter"])) for entry in request["data"]]
        matched = [(entry, tab, name) for entry, tab, name in found if tab is not None]
        if any(len(entry["values"][0]) > tab.grid_rows for entry, tab, _ in matched):
            raise StaleWorkbookError("rows were deleted")
        for entry, tab, name in matched:
            tab.write(name, entry["values"][0])
        return {"responses": [self._answer(*one) for one in matched]}

    def changed(self, request):
        """A `batchUpdate` of `findReplace`, all or nothing: into a cell that is blank, or off every cell of a sheet."""
        found = [one["findReplace"] for one in request["requests"]]
        assert all(one["matchEntireCell"] and not one["includeFormulas"] for one in found)
        if any(one["range"]["startRowIndex"] >= self._tab(one).grid_rows for one in found if "range" in one):
            raise StaleWorkbookError("rows were deleted")
        for one in found:
            self._tab(one).replace(one)
        return self.read()

    def _tab(self, request):
        own = request.get("range", request)["sheetId"]
        return next(tab for tab in self.tabs if tab.sheet_id == own)

    def _column(self, data_filter):
        number = data_filter["developerMetadataLookup"]["metadataId"]
        columns = ((tab, name) for tab in self.tabs for name, own in tab.marks.items() if own == number)
        return next(columns, (None, None))

    def _answer(self, entry, tab, name):
        held, letter = tab.column(name), column_letters(tab.order.index(name))
        end = tab.grid_rows if self.sends_whole_columns else len(entry["values"][0])
        area = f"{tab.title}!{letter}1:{letter}{end}"
        shown = {"majorDimension": "COLUMNS", "range": area, "values": [held]}
        if not self.sends_whole_columns:
            shown = {"majorDimension": "ROWS", "range": area, "values": [[own] for own in held[:end]]}
        return {"dataFilter": entry["dataFilter"], "updatedData": shown}


def book(*key_results, objectives=("O1", "O2"), overview=True, sends_whole_columns=True):
    """Key results as (ID, text, current): from 0 to 100, so that the score is the hundredth of the current value."""
    goals = Tab(1, "Objectives", "Objectives", OBJECTIVES)
    for own in objectives:
        goals.add(id=own, text=f"Goal {own}")
    results = Tab(2, "Key Results", "Key Results", KEY_RESULTS)
    for own, text, current in key_results:
        objective = own.split("-")[0] if own else "O1"
        results.add(id=own, objective_id=objective, text=text, baseline=0, target=100, current=current, note=text * 2)
    tabs = [goals, results, *([overview_tab()] if overview else [])]
    return Book(*tabs, sends_whole_columns=sends_whole_columns)


def overview_tab():
    """The Overview: okrsdk's block, a column of people's notes beside it, and notes below it."""
    metadata = {field: f"overview.{field}" for field in FIELDS}
    tab = Tab(9, "Overview", "Overview", dict(zip(FIELDS, HEADERS, strict=True)) | {"note": ""}, metadata=metadata)
    tab.rows = [{"uid": f"block {number}"} for number in range(BLOCK_ROWS)]
    tab.rows[HEADER_ROW - 1] |= {"id": OVERALL_LABEL}
    tab.rows[HEADER_ROW] = {"uid": "header", **dict(zip(FIELDS, HEADERS, strict=True))}
    tab.rows[ATTENTION_ROW] |= dict(zip(FIELDS, ATTENTION_HEADERS, strict=False))
    for number, row in enumerate(tab.rows):
        row["note"] = f"beside {number}"
    for number in range(3):
        tab.rows.append({"uid": f"below {number}", "id": f"below {number}", "text": f"mine {number}"})
    return tab


def _cell(value):
    if value in (None, ""):
        return {}
    if isinstance(value, Formula):
        return {"effectiveValue": {"numberValue": value}, "userEnteredValue": {"formulaValue": "=AVERAGE(H2:H3)"}}
    return {"effectiveValue": {"stringValue" if isinstance(value, str) else "numberValue": value}}
