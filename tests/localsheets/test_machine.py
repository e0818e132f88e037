"""Random edits through the API against a simple model of a grid: no difference may show."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from okrsdk.localsheets import LocalSheets
from okrsdk.localsheets.grid.a1 import cell_name
from tests.localsheets.api import Api, area, lines

VALUES = st.sampled_from([1, 2.5, -3, "a", "b", "", True, "x y"])
SIDE = st.integers(0, 7)
MAX_SIDE = 14


class Model:
    """A grid as a list of lists; rows and columns bear labels so that what hangs on them can be looked up."""

    def __init__(self, rows: int, columns: int) -> None:
        self.cells: list[list[Any]] = [[""] * columns for _ in range(rows)]
        self.notes: list[list[str]] = [[""] * columns for _ in range(rows)]
        self.row_marks: list[set[str]] = [set() for _ in range(rows)]
        self.column_marks: list[set[str]] = [set() for _ in range(columns)]

    @property
    def height(self) -> int:
        return len(self.cells)

    @property
    def width(self) -> int:
        return len(self.column_marks)

    def transpose(self) -> None:
        self.cells = [list(row) for row in zip(*self.cells, strict=True)]
        self.notes = [list(row) for row in zip(*self.notes, strict=True)]
        self.row_marks, self.column_marks = self.column_marks, self.row_marks

    def insert_rows(self, at: int, count: int) -> None:
        for _ in range(count):
            self.cells.insert(at, [""] * self.width)
            self.notes.insert(at, [""] * self.width)
            self.row_marks.insert(at, set())

    def delete_rows(self, start: int, end: int) -> None:
        for rows in (self.cells, self.notes, self.row_marks):
            del rows[start:end]

    def move_rows(self, start: int, end: int, to: int) -> None:
        kept: tuple[list[Any], ...] = (self.cells, self.notes, self.row_marks)
        for rows in kept:
            block = rows[start:end]
            del rows[start:end]
            at = to if to <= start else to - (end - start)
            rows[at:at] = block


def sort_key(value: Any) -> tuple[int, Any]:
    if value == "":
        return 9, 0
    if isinstance(value, bool):
        return 2, value
    return (0, value) if isinstance(value, (int, float)) else (1, value)


class GridMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.server = LocalSheets()
        self.api = Api(self.server)
        size = {"rowCount": 5, "columnCount": 4}
        watching = {"properties": {"sheetId": 1, "title": "W"}}
        self.book = self.api.create({"properties": {"sheetId": 0, "title": "S", "gridProperties": size}}, watching)
        self.watched: list[str] = []
        self.model = Model(5, 4)
        self.marks = 0

    def teardown(self) -> None:
        self.server.close()

    def along(self, dimension: str) -> int:
        return self.model.height if dimension == "ROWS" else self.model.width

    def turned(self, dimension: str, change: Any) -> None:
        """Applies a change of rows to the model's rows or, turned over, to its columns."""
        if dimension == "COLUMNS":
            self.model.transpose()
        change(self.model)
        if dimension == "COLUMNS":
            self.model.transpose()

    @rule(row=SIDE, column=SIDE, block=st.lists(st.lists(VALUES, min_size=1, max_size=3), min_size=1, max_size=3))
    def write(self, row: int, column: int, block: list[list[Any]]) -> None:
        fits = row + len(block) <= self.model.height and column + max(map(len, block)) <= self.model.width
        where = f"S!R{row + 1}C{column + 1}"
        path = f"/v4/spreadsheets/{self.book}/values/{where}"
        response = self.api.http.put(path, params={"valueInputOption": "RAW"}, json={"values": block})
        assert response.is_success == fits, response.text
        if fits:
            before = [list(line) for line in self.model.cells]
            for down, values in enumerate(block):
                self.model.cells[row + down][column : column + len(values)] = values
            for merged, left, right in self.merged_columns().values():
                self.model.cells[merged][left + 1 : right + 1] = before[merged][left + 1 : right + 1]

    @rule(row=SIDE, column=SIDE, text=st.sampled_from(["n1", "n2", ""]))
    def annotate(self, row: int, column: int, text: str) -> None:
        row, column = row % self.model.height, column % self.model.width
        start = {"sheetId": 0, "rowIndex": row, "columnIndex": column}
        cell = {"updateCells": {"start": start, "rows": [{"values": [{"note": text}]}], "fields": "note"}}
        self.api.batch(self.book, cell)
        self.model.notes[row][column] = text

    @rule(dimension=st.sampled_from(["ROWS", "COLUMNS"]), at=SIDE)
    def mark(self, dimension: str, at: int) -> None:
        at %= self.along(dimension)
        self.marks += 1
        key = f"m{self.marks}"
        location = {"dimensionRange": lines(dimension, at, at + 1)}
        item = {"metadataKey": key, "visibility": "DOCUMENT", "location": location}
        self.api.batch(self.book, {"createDeveloperMetadata": {"developerMetadata": item}})
        (self.model.row_marks if dimension == "ROWS" else self.model.column_marks)[at].add(key)

    @rule(dimension=st.sampled_from(["ROWS", "COLUMNS"]), at=SIDE, count=st.integers(1, 2))
    def insert(self, dimension: str, at: int, count: int) -> None:
        at %= self.along(dimension) + 1
        if self.along(dimension) + count > MAX_SIDE:
            return
        at_end = at == self.along(dimension)
        request = {"range": lines(dimension, at, at + count), "inheritFromBefore": at_end}
        self.api.batch(self.book, {"insertDimension": request})
        self.turned(dimension, lambda model: model.insert_rows(at, count))

    @rule(dimension=st.sampled_from(["ROWS", "COLUMNS"]), start=SIDE, count=st.integers(1, 3))
    def delete(self, dimension: str, start: int, count: int) -> None:
        start %= self.along(dimension)
        end = min(start + count, self.along(dimension))
        if end - start >= self.along(dimension):
            return
        if dimension == "COLUMNS":
            self.shrink_merges(start, end)
        self.api.batch(self.book, {"deleteDimension": {"range": lines(dimension, start, end)}})
        self.turned(dimension, lambda model: model.delete_rows(start, end))

    @rule(dimension=st.sampled_from(["ROWS", "COLUMNS"]), start=SIDE, count=st.integers(1, 2), to=SIDE)
    def move(self, dimension: str, start: int, count: int, to: int) -> None:
        start %= self.along(dimension)
        end, to = min(start + count, self.along(dimension)), to % (self.along(dimension) + 1)
        request = {"moveDimension": {"source": lines(dimension, start, end), "destinationIndex": to}}
        split = any(
            (start <= left < end) != (start <= right < end) for _, left, right in self.merged_columns().values()
        )
        if dimension == "COLUMNS" and split:
            return
        if start < to < end:
            assert "must not be inside" in self.api.batch_error(self.book, request)
            return
        self.api.batch(self.book, request)
        self.turned(dimension, lambda model: model.move_rows(start, end, to))

    @rule(column=SIDE, descending=st.booleans())
    def sort(self, column: int, descending: bool) -> None:  # noqa: FBT001 - hypothesis passes by name
        column %= self.model.width
        spec = {"dimensionIndex": column, "sortOrder": "DESCENDING" if descending else "ASCENDING"}
        whole = area(0, self.model.height, 0, self.model.width)
        self.api.batch(self.book, {"sortRange": {"range": whole, "sortSpecs": [spec]}})
        rows = list(zip(self.model.cells, self.model.notes, strict=True))
        filled = [row for row in rows if row[0][column] != ""]
        filled.sort(key=lambda row: sort_key(row[0][column]), reverse=descending)
        if descending:  # equal rows keep their order in either direction
            filled = _stable_descending([row for row in rows if row[0][column] != ""], column)
        rows = filled + [row for row in rows if row[0][column] == ""]
        self.model.cells, self.model.notes = [row[0] for row in rows], [row[1] for row in rows]

    @rule(top=SIDE, left=SIDE, height=st.integers(1, 3), width=st.integers(1, 3))
    def clear(self, top: int, left: int, height: int, width: int) -> None:
        top, left = top % self.model.height, left % self.model.width
        where = f"S!R{top + 1}C{left + 1}:R{top + height}C{left + width}"
        self.api.call("POST", f"/v4/spreadsheets/{self.book}/values/{where}:clear")
        for row in self.model.cells[top : top + height]:
            row[left : left + width] = [""] * len(row[left : left + width])

    @rule(row=SIDE, column=SIDE)
    def name(self, row: int, column: int) -> None:
        """A named cell: in the model a mark on its row and one on its column."""
        row, column = row % self.model.height, column % self.model.width
        self.marks += 1
        key = f"name_{self.marks}x"
        named = {"name": key, "range": area(row, row + 1, column, column + 1)}
        self.api.batch(self.book, {"addNamedRange": {"namedRange": named}})
        self.model.row_marks[row].add(key)
        self.model.column_marks[column].add(key)

    @rule(row=SIDE, column=SIDE)
    def refer(self, row: int, column: int) -> None:
        """A formula elsewhere that refers to a cell: like a name, a mark on its row and one on its column."""
        row, column = row % self.model.height, column % self.model.width
        self.marks += 1
        key = f"ref_{self.marks}x"
        self.api.write(self.book, f"W!A{len(self.watched) + 1}", [[f"=S!{cell_name(row, column)}"]])
        self.watched.append(key)
        self.model.row_marks[row].add(key)
        self.model.column_marks[column].add(key)

    @precondition(lambda self: self.model.width > 1)
    @rule(row=SIDE, column=SIDE)
    def merge(self, row: int, column: int) -> None:
        """Two cells side by side: a mark on the row and on both columns. The second cell's value goes."""
        row, column = row % self.model.height, column % (self.model.width - 1)
        taken = any(self.spots("merge_", row, at) for at in range(self.model.width))
        if taken:
            return
        self.api.batch(self.book, {"mergeCells": {"range": area(row, row + 1, column, column + 2)}})
        self.marks += 1
        key = f"merge_{self.marks}x"
        self.model.row_marks[row].add(key)
        self.model.column_marks[column].add(key + "l")
        self.model.column_marks[column + 1].add(key + "r")
        self.model.cells[row][column + 1] = ""

    def shrink_merges(self, start: int, end: int) -> None:
        """A merge that has lost a border column, and still has two others, ends at the next of them."""
        for key, (_, left, right) in self.merged_columns().items():
            kept = [at for at in range(left, right + 1) if not start <= at < end]
            if len(kept) > 1:
                for suffix, old, new in (("l", left, kept[0]), ("r", right, kept[-1])):
                    self.model.column_marks[old].discard(key + suffix)
                    self.model.column_marks[new].add(key + suffix)

    def spots(self, prefix: str, row: int, column: int) -> set[str]:
        """What of this prefix lies on the row; the column is for the reader."""
        del column
        return {key for key in self.model.row_marks[row] if key.startswith(prefix)}

    def merged_columns(self) -> dict[str, tuple[int, int, int]]:
        """(row, first column, last column) of every merge that still has its row and both columns."""
        rows = {key: at for at, keys in enumerate(self.model.row_marks) for key in keys if key.startswith("merge_")}
        columns = {key: at for at, keys in enumerate(self.model.column_marks) for key in keys}
        return {
            key: (row, columns[key + "l"], columns[key + "r"])
            for key, row in rows.items()
            if key + "l" in columns and key + "r" in columns
        }

    @precondition(lambda self: self.model.height < MAX_SIDE)
    @rule()
    def append(self) -> None:
        self.api.batch(self.book, {"appendDimension": {"sheetId": 0, "dimension": "ROWS", "length": 1}})
        self.model.insert_rows(self.model.height, 1)

    @rule()
    def fail_halfway(self) -> None:
        change = {"insertDimension": {"range": lines("ROWS", 0, 1)}}
        message = self.api.batch_error(self.book, change, {"deleteSheet": {"sheetId": 77}})
        assert message == "Invalid requests[1].deleteSheet: No sheet with id: 77"

    @rule()
    def reload(self) -> None:
        """Another process on the same folder sees the same."""
        with LocalSheets(self.server.path) as other:
            assert Api(other).raw(self.book, "S") == self.api.raw(self.book, "S")

    @invariant()
    def nothing_differs(self) -> None:
        grid = self.api.spreadsheet(
            self.book,
            fields="sheets(properties.gridProperties,data(rowData.values(note,effectiveValue),rowMetadata.developerMetadata,columnMetadata.developerMetadata))",
        )
        sheet = grid["sheets"][0]
        size = sheet["properties"]["gridProperties"]
        assert (size["rowCount"], size["columnCount"]) == (self.model.height, self.model.width)
        data = sheet["data"][0]
        rows = [row.get("values", []) for row in data.get("rowData", [])]
        for index in range(self.model.height):
            row = rows[index] if index < len(rows) else []
            cells = row + [{}] * (self.model.width - len(row))
            assert [next(iter(cell.get("effectiveValue", {"": ""}).values())) for cell in cells] == self.model.cells[
                index
            ]
            assert [cell.get("note", "") for cell in cells] == self.model.notes[index]
        for key, marks in (("rowMetadata", self.model.row_marks), ("columnMetadata", self.model.column_marks)):
            found = [{item["metadataKey"] for item in line.get("developerMetadata", [])} for line in data[key]]
            assert found == [{mark for mark in line if mark.startswith("m") and "_" not in mark} for line in marks]

    @invariant()
    def references_follow(self) -> None:
        """Each formula means the cell it was written for, and shows its value; a deleted cell leaves an error."""
        if not self.watched:
            return
        rows = {key: at for at, keys in enumerate(self.model.row_marks) for key in keys}
        columns = {key: at for at, keys in enumerate(self.model.column_marks) for key in keys}
        expected, shown = [], []
        for key in self.watched:
            lives = key in rows and key in columns
            expected.append("=S!" + cell_name(rows[key], columns[key]) if lives else "=#REF!")
            shown.append(self.model.cells[rows[key]][columns[key]] if lives else "#REF!")
        found = self.api.formulas(self.book, f"W!A1:A{len(expected)}")
        assert [row[0] for row in found] == expected
        values = self.api.cells(self.book, f"W!A1:A{len(expected)}", ".effectiveValue")
        flat = [row["values"][0].get("effectiveValue", {"": ""}) if row else {"": ""} for row in values]
        given = [next(iter(value.values())) for value in flat] + [""] * (len(shown) - len(flat))
        assert ["#REF!" if isinstance(one, dict) else one for one in given] == shown

    @invariant()
    def names_and_merges_follow(self) -> None:
        whole = self.api.spreadsheet(self.book, fields="namedRanges,sheets.merges")
        rows = {key: at for at, keys in enumerate(self.model.row_marks) for key in keys if key.startswith("name_")}
        columns = {
            key: at for at, keys in enumerate(self.model.column_marks) for key in keys if key.startswith("name_")
        }
        names = {item["name"]: item["range"] for item in whole.get("namedRanges", [])}
        assert names == {key: _printed(rows[key], columns[key], columns[key]) for key in rows.keys() & columns.keys()}
        merges = [_printed(*spot) for spot in self.merged_columns().values()]
        assert sorted(map(str, whole["sheets"][0].get("merges", []))) == sorted(map(str, merges))


def _printed(row: int, first: int, last: int) -> dict[str, int]:
    cell = area(row, row + 1, first, last + 1)
    return {key: value for key, value in cell.items() if key != "sheetId"}


def _stable_descending(rows: list[Any], column: int) -> list[Any]:
    keys = sorted({sort_key(row[0][column]) for row in rows}, reverse=True)
    return [row for key in keys for row in rows if sort_key(row[0][column]) == key]


TestGrid = GridMachine.TestCase
TestGrid.settings = settings(max_examples=10, stateful_step_count=20)
