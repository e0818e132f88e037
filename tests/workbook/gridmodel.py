"""A small model of a workbook that people and okrsdk edit by turns: rows and columns stay who they are when moved."""

from copy import deepcopy
from itertools import count

from okrsdk.workbook.overview import HEADER_ROW, HEADERS, OVERALL_LABEL

_NUMBERS = count(1)
OVERVIEW_ID = 9


class Tab:
    """A tab: `rows` are dicts by column name, each with its own `uid`; `order` is the order of the columns."""

    def __init__(self, sheet_id, title, table, headers):
        self.sheet_id, self.title, self.table = sheet_id, title, table
        self.order = list(headers)
        self.headers = dict(headers)
        self.marks = {name: next(_NUMBERS) for name in headers}
        self.rows = [{"uid": "header", **headers}]

    def add(self, **cells):
        self.rows.append({"uid": next(_NUMBERS), **cells})

    def sheet(self):
        return {
            "properties": {
                "sheetId": self.sheet_id,
                "title": self.title,
                "gridProperties": {"rowCount": 1000, "columnCount": 26},
            },
            "data": [
                {
                    "rowData": [{"values": [_cell(row.get(name)) for name in self.order]} for row in self.rows],
                    "columnMetadata": [{"developerMetadata": [self._mark(name)]} for name in self.order],
                }
            ],
            "developerMetadata": [{"metadataId": 1000, "metadataKey": "okrsdk.table", "metadataValue": self.table}],
        }

    def _mark(self, name):
        return {"metadataId": self.marks[name], "metadataKey": "okrsdk.column", "metadataValue": name}

    def column(self, name):
        values = [row.get(name, "") for row in self.rows]
        while values and values[-1] == "":
            values.pop()
        return values


class Book:
    """A workbook of tabs, with what the API would answer."""

    def __init__(self, *tabs, sends_whole_columns=True):
        self.tabs = tabs
        self.sends_whole_columns = sends_whole_columns

    def get(self):
        overview = [[OVERALL_LABEL] if row == HEADER_ROW - 1 else [] for row in range(HEADER_ROW)] + [list(HEADERS)]
        sheets = [tab.sheet() for tab in self.tabs]
        sheets.append(
            {
                "properties": {"sheetId": OVERVIEW_ID, "title": "Overview"},
                "data": [{"rowData": [{"values": [_cell(value) for value in row]} for row in overview]}],
                "developerMetadata": [{"metadataId": 2000, "metadataKey": "okrsdk.table", "metadataValue": "Overview"}],
            }
        )
        return deepcopy({"properties": {"title": "Model"}, "sheets": sheets})

    def write(self, request):
        """`values:batchUpdateByDataFilter`, with null leaving a cell alone and the empty text clearing it."""
        assert request["valueInputOption"] == "RAW"
        return {"responses": [{"updatedData": self._write(entry)} for entry in request["data"]]}

    def _write(self, entry):
        if "gridRange" in entry["dataFilter"]:
            assert entry["dataFilter"]["gridRange"]["sheetId"] == OVERVIEW_ID
            return {"majorDimension": "ROWS", "values": entry["values"]}
        number = entry["dataFilter"]["developerMetadataLookup"]["metadataId"]
        tab, name = next((tab, name) for tab in self.tabs for name, own in tab.marks.items() if own == number)
        for row, value in enumerate(entry["values"][0]):
            if value is not None:
                while len(tab.rows) <= row:
                    tab.add()
                tab.rows[row][name] = value
        held = tab.column(name)
        if not self.sends_whole_columns:
            span = len(entry["values"][0])
            return {
                "range": f"{tab.title}!A1:A{span}",
                "majorDimension": "ROWS",
                "values": [[own] for own in held[:span]],
            }
        return {"range": f"{tab.title}!A1:A1000", "majorDimension": "COLUMNS", "values": [held]}


class Formula(float):
    """What a formula that people wrote gives; the API sends the formula beside it."""


def _cell(value):
    if value in (None, ""):
        return {}
    if isinstance(value, Formula):
        return {"effectiveValue": {"numberValue": value}, "userEnteredValue": {"formulaValue": "=AVERAGE(H2:H3)"}}
    return {"effectiveValue": {"stringValue" if isinstance(value, str) else "numberValue": value}}
