"""The parts of the Sheets API's JSON that are read here, by their names in the API."""

from __future__ import annotations

from typing import TypeAlias, TypedDict

JsonObject: TypeAlias = dict[str, object]


class DimensionRange(TypedDict, total=False):
    """Rows or columns of a sheet, end excluded."""

    startIndex: int


class MetadataLocation(TypedDict, total=False):
    """What a piece of developer metadata is fixed to."""

    dimensionRange: DimensionRange


class DeveloperMetadata(TypedDict, total=False):
    """A hidden mark on a spreadsheet, a sheet or a column; it moves with what it marks."""

    metadataId: int
    metadataKey: str
    metadataValue: str
    location: MetadataLocation


class ErrorValue(TypedDict, total=False):
    """Why a formula failed."""

    type: str


class ExtendedValue(TypedDict, total=False):
    """What a cell holds; one of these."""

    numberValue: float
    stringValue: str
    boolValue: bool
    formulaValue: str
    errorValue: ErrorValue


class NumberFormat(TypedDict, total=False):
    """How a number is shown."""

    type: str


class CellFormat(TypedDict, total=False):
    """How a cell looks."""

    numberFormat: NumberFormat


class CellData(TypedDict, total=False):
    """A cell."""

    effectiveValue: ExtendedValue
    userEnteredValue: ExtendedValue
    effectiveFormat: CellFormat


class RowData(TypedDict, total=False):
    """A row; cells at its end may be left out."""

    values: list[CellData]


class DimensionProperties(TypedDict, total=False):
    """A column."""

    developerMetadata: list[DeveloperMetadata]


class GridData(TypedDict, total=False):
    """A block of cells."""

    startRow: int
    startColumn: int
    rowData: list[RowData]
    columnMetadata: list[DimensionProperties]


class GridRange(TypedDict, total=False):
    """A block of a sheet, ends excluded; a side that is left out is open, and a start of 0 may be left out."""

    startRowIndex: int
    endRowIndex: int
    startColumnIndex: int
    endColumnIndex: int


class GridProperties(TypedDict, total=False):
    """The size of a sheet."""

    rowCount: int
    columnCount: int


class SheetProperties(TypedDict, total=False):
    """What a sheet is called and how it is known."""

    sheetId: int
    title: str
    gridProperties: GridProperties


class Sheet(TypedDict, total=False):
    """A tab."""

    properties: SheetProperties
    merges: list[GridRange]
    developerMetadata: list[DeveloperMetadata]
    data: list[GridData]


class SpreadsheetProperties(TypedDict, total=False):
    """What a spreadsheet is called."""

    title: str


class Spreadsheet(TypedDict, total=False):
    """A spreadsheet as `spreadsheets.get` answers under `READ_FIELDS`."""

    spreadsheetId: str
    properties: SpreadsheetProperties
    developerMetadata: list[DeveloperMetadata]
    sheets: list[Sheet]


class ValueRange(TypedDict, total=False):
    """The values of a range, by rows or by columns."""

    range: str
    majorDimension: str
    values: list[list[object]]


class MatchedUpdate(TypedDict, total=False):
    """The answer to one range of a write."""

    updatedRange: str
    updatedData: ValueRange


class UpdateByDataFilterResponse(TypedDict, total=False):
    """The answer to `values:batchUpdateByDataFilter`."""

    responses: list[MatchedUpdate]


_MARK = "developerMetadata(metadataId,metadataKey,metadataValue,location(dimensionRange(startIndex)))"
_CELL = "values(effectiveValue,userEnteredValue(formulaValue),effectiveFormat(numberFormat(type)))"
READ_FIELDS = (
    f"spreadsheetId,properties(title),{_MARK},"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),merges,"
    f"{_MARK},data(startRow,startColumn,rowData({_CELL}),columnMetadata({_MARK})))"
)
"""The `fields` mask of the one read: a `spreadsheets.get` with `includeGridData`."""
