"""What the grid's menus do to a tab, as requests of the API's `batchUpdate`: rows, columns, order, filter, formats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel, StrictBool, StrictInt, StrictStr

from okrsdk.texts import plural, text

if TYPE_CHECKING:
    from sheets_addon.workbench.local_workbooks import Json

_MOST_LINES = 1_000
_Row = Annotated[StrictInt, Field(ge=0, le=1_000_000)]
_Column = Annotated[StrictInt, Field(ge=0, le=20_000)]
_Text = Annotated[StrictStr, Field(max_length=50_000)]
_ROW_ENDS = ("startRowIndex", "endRowIndex")
_COLUMN_ENDS = ("startColumnIndex", "endColumnIndex")
_FORMATS: dict[str, Json | None] = {
    "automatic": None,
    "number": {"type": "NUMBER", "pattern": "#,##0.00"},
    "whole": {"type": "NUMBER", "pattern": "#,##0"},
    "percent": {"type": "PERCENT", "pattern": "0.0%"},
    "currency": {"type": "CURRENCY"},
    "date": {"type": "DATE"},
    "text": {"type": "TEXT"},
}


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Block(_Message):
    """A block of cells; rows and columns count from 0."""

    row: _Row
    column: _Column
    rows: Annotated[StrictInt, Field(ge=1, le=1_000_000)]
    columns: Annotated[StrictInt, Field(ge=1, le=20_000)]

    def range(self, sheet_id: int) -> Json:
        """The block as the API's GridRange."""
        rows = {"startRowIndex": self.row, "endRowIndex": self.row + self.rows}
        columns = {"startColumnIndex": self.column, "endColumnIndex": self.column + self.columns}
        return {"sheetId": sheet_id, **rows, **columns}


class _Lines(_Message):
    dimension: Literal["ROWS", "COLUMNS"]
    start: _Row
    count: Annotated[StrictInt, Field(ge=1, le=_MOST_LINES)]

    def _range(self, sheet_id: int, start: int) -> Json:
        return {"sheetId": sheet_id, "dimension": self.dimension, "startIndex": start, "endIndex": start + self.count}


class _Insert(_Lines):
    """So many rows or columns as are selected, before or after them, with their format and drop-downs."""

    kind: Literal["insert"]
    side: Literal["before", "after"]

    @property
    def name(self) -> str:
        if self.dimension == "ROWS":
            return plural("Insert {n} row", "Insert {n} rows", n=self.count)
        return plural("Insert {n} column", "Insert {n} columns", n=self.count)

    def requests(self, sheet_id: int) -> list[Json]:
        after = self.side == "after"
        at = self.start + self.count if after else self.start
        insert = {"range": self._range(sheet_id, at), "inheritFromBefore": after}
        return [{"insertDimension": insert}, {"copyPaste": self._choices(sheet_id, at)}]

    def _choices(self, sheet_id: int, at: int) -> Json:
        """Drop-downs and ticks, which the API's own inheriting leaves out."""
        start, end = _ROW_ENDS if self.dimension == "ROWS" else _COLUMN_ENDS
        source = at - 1 if self.side == "after" else at + self.count
        return {
            "source": {"sheetId": sheet_id, start: source, end: source + 1},
            "destination": {"sheetId": sheet_id, start: at, end: at + self.count},
            "pasteType": "PASTE_DATA_VALIDATION",
        }


class _Delete(_Lines):
    kind: Literal["delete"]

    @property
    def name(self) -> str:
        if self.dimension == "ROWS":
            return plural("Delete {n} row", "Delete {n} rows", n=self.count)
        return plural("Delete {n} column", "Delete {n} columns", n=self.count)

    def requests(self, sheet_id: int) -> list[Json]:
        return [{"deleteDimension": {"range": self._range(sheet_id, self.start)}}]


class _Sort(_Message):
    kind: Literal["sort"]
    block: Block
    by: _Column
    descending: StrictBool = False
    name: ClassVar[str] = text("Sort")

    def requests(self, sheet_id: int) -> list[Json]:
        order = {"dimensionIndex": self.by, "sortOrder": "DESCENDING" if self.descending else "ASCENDING"}
        return [{"sortRange": {"range": self.block.range(sheet_id), "sortSpecs": [order]}}]


class _Hidden(_Message):
    column: _Column
    values: list[_Text] = Field(min_length=1, max_length=50_000)


class _Filter(_Message):
    """The tab's filter: its range, whose first row is the header, and what each column leaves out."""

    kind: Literal["filter"]
    block: Block
    hidden: list[_Hidden] = Field(default=[], max_length=1_000)
    name: ClassVar[str] = text("Filter")

    def requests(self, sheet_id: int) -> list[Json]:
        specs = [{"columnIndex": one.column, "filterCriteria": {"hiddenValues": one.values}} for one in self.hidden]
        return [{"setBasicFilter": {"filter": {"range": self.block.range(sheet_id), "filterSpecs": specs}}}]


class _NoFilter(_Message):
    kind: Literal["no_filter"]
    name: ClassVar[str] = text("Remove filter")

    def requests(self, sheet_id: int) -> list[Json]:
        return [{"clearBasicFilter": {"sheetId": sheet_id}}]


class _Format(_Message):
    kind: Literal["format"]
    block: Block
    format: Literal["automatic", "number", "whole", "percent", "currency", "date", "text"]
    name: ClassVar[str] = text("Number format")

    def requests(self, sheet_id: int) -> list[Json]:
        found = _FORMATS[self.format]
        cell = {} if found is None else {"userEnteredFormat": {"numberFormat": found}}
        repeat = {"range": self.block.range(sheet_id), "cell": cell, "fields": "userEnteredFormat.numberFormat"}
        return [{"repeatCell": repeat}]


class _AddTab(_Message):
    """A blank tab behind the others, with a title that Local Sheets chooses."""

    kind: Literal["add_tab"]
    name: ClassVar[str] = text("Add tab")

    def requests(self, sheet_id: int) -> list[Json]:
        del sheet_id
        return [{"addSheet": {"properties": {}}}]


class Change(RootModel[_Insert | _Delete | _Sort | _Filter | _NoFilter | _Format | _AddTab]):
    """One thing that a menu does, told by its `kind`."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    root: _Insert | _Delete | _Sort | _Filter | _NoFilter | _Format | _AddTab = Field(discriminator="kind")

    @property
    def name(self) -> str:
        """What it is called, for the menu that undoes it."""
        return self.root.name

    def requests(self, sheet_id: int) -> list[Json]:
        """The requests of a `batchUpdate` that do it to a tab."""
        return self.root.requests(sheet_id)
