"""The parts of the Sheets API's JSON that are read and made here, by their names in the API.

One class for each object of the API, whether it is read, sent or both, so none of its keys must be there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

JsonObject: TypeAlias = dict[str, object]


def json_objects(value: object) -> list[JsonObject]:
    """The objects in a JSON list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


class DimensionRange(TypedDict, total=False):
    """Rows or columns of a sheet, end excluded."""

    sheetId: int
    dimension: str
    startIndex: int
    endIndex: int


class GridRange(TypedDict, total=False):
    """A block of a sheet, ends excluded; a side that is left out is open, and a start of 0 may be left out."""

    sheetId: int
    startRowIndex: int
    endRowIndex: int
    startColumnIndex: int
    endColumnIndex: int


class GridCoordinate(TypedDict, total=False):
    """A cell."""

    sheetId: int
    rowIndex: int
    columnIndex: int


class MetadataLocation(TypedDict, total=False):
    """What a piece of developer metadata is fixed to; one of these."""

    spreadsheet: bool
    sheetId: int
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


class ColorStyle(TypedDict, total=False):
    """A colour, as shares of 1 by `red`, `green` and `blue`; what is left out is 0."""

    rgbColor: dict[str, float]


class NumberFormat(TypedDict, total=False):
    """How a number is shown."""

    type: str
    pattern: str


class TextFormat(TypedDict, total=False):
    """How a text looks."""

    foregroundColorStyle: ColorStyle
    bold: bool
    fontSize: int


class CellFormat(TypedDict, total=False):
    """How a cell looks."""

    numberFormat: NumberFormat
    backgroundColorStyle: ColorStyle
    textFormat: TextFormat
    wrapStrategy: str
    verticalAlignment: str
    horizontalAlignment: str


class ConditionValue(TypedDict, total=False):
    """What a condition compares with."""

    userEnteredValue: str


class BooleanCondition(TypedDict, total=False):
    """A condition on a cell."""

    type: str
    values: list[ConditionValue]


class DataValidationRule(TypedDict, total=False):
    """What a cell may hold."""

    condition: BooleanCondition


class CellData(TypedDict, total=False):
    """A cell."""

    formattedValue: str
    effectiveValue: ExtendedValue
    userEnteredValue: ExtendedValue
    effectiveFormat: CellFormat
    userEnteredFormat: CellFormat
    dataValidation: DataValidationRule
    note: str


class RowData(TypedDict, total=False):
    """A row; cells at its end may be left out."""

    values: list[CellData]


class DimensionProperties(TypedDict, total=False):
    """A column."""

    pixelSize: int
    developerMetadata: list[DeveloperMetadata]


class GridData(TypedDict, total=False):
    """A block of cells."""

    startRow: int
    startColumn: int
    rowData: list[RowData]
    columnMetadata: list[DimensionProperties]


class GridProperties(TypedDict, total=False):
    """The size of a sheet, and what of it stays in sight."""

    rowCount: int
    columnCount: int
    frozenRowCount: int
    frozenColumnCount: int
    hideGridlines: bool


class SheetProperties(TypedDict, total=False):
    """What a sheet is called and how it is known."""

    sheetId: int
    title: str
    gridProperties: GridProperties


class BandingProperties(TypedDict, total=False):
    """The colours of rows in turn."""

    headerColorStyle: ColorStyle
    firstBandColorStyle: ColorStyle
    secondBandColorStyle: ColorStyle


class BandedRange(TypedDict, total=False):
    """Rows coloured in turn."""

    range: GridRange
    rowProperties: BandingProperties


class BooleanRule(TypedDict, total=False):
    """A look under a condition."""

    condition: BooleanCondition
    format: CellFormat


class ConditionalFormatRule(TypedDict, total=False):
    """Cells that look otherwise under a condition."""

    ranges: list[GridRange]
    booleanRule: BooleanRule


class ProtectedRange(TypedDict, total=False):
    """Cells that people are warned of."""

    range: GridRange
    description: str


class ChartSourceRange(TypedDict, total=False):
    """Cells that a chart draws."""

    sources: list[GridRange]


class ChartData(TypedDict, total=False):
    """Where a chart's numbers or names are."""

    sourceRange: ChartSourceRange


class BasicChartDomain(TypedDict, total=False):
    """What a chart's numbers are of."""

    domain: ChartData


class BasicChartSeries(TypedDict, total=False):
    """What is drawn of a column of numbers."""

    series: ChartData
    type: str
    colorStyle: ColorStyle


class ChartAxisViewWindowOptions(TypedDict, total=False):
    """From where to where an axis goes."""

    viewWindowMin: float
    viewWindowMax: float


class BasicChartAxis(TypedDict, total=False):
    """An axis."""

    position: str
    title: str
    viewWindowOptions: ChartAxisViewWindowOptions


class BasicChartSpec(TypedDict, total=False):
    """Columns and lines over names."""

    headerCount: int
    axis: list[BasicChartAxis]
    domains: list[BasicChartDomain]
    series: list[BasicChartSeries]


class ChartSpec(TypedDict, total=False):
    """What a chart shows."""

    title: str
    basicChart: BasicChartSpec


class OverlayPosition(TypedDict, total=False):
    """Where a chart is over the cells, in pixels."""

    anchorCell: GridCoordinate
    widthPixels: int
    heightPixels: int


class EmbeddedObjectPosition(TypedDict, total=False):
    """Where a chart is."""

    overlayPosition: OverlayPosition


class EmbeddedChart(TypedDict, total=False):
    """A chart."""

    spec: ChartSpec
    position: EmbeddedObjectPosition


class Sheet(TypedDict, total=False):
    """A tab."""

    properties: SheetProperties
    data: list[GridData]
    merges: list[GridRange]
    developerMetadata: list[DeveloperMetadata]
    bandedRanges: list[BandedRange]
    conditionalFormats: list[ConditionalFormatRule]
    protectedRanges: list[ProtectedRange]
    charts: list[EmbeddedChart]


class SpreadsheetProperties(TypedDict, total=False):
    """What a spreadsheet is called, and how it writes numbers and days."""

    title: str
    locale: str


class NamedRange(TypedDict, total=False):
    """A range that has a name."""

    name: str
    range: GridRange


class Spreadsheet(TypedDict, total=False):
    """A spreadsheet as `spreadsheets.get` answers under `READ_FIELDS`, and as `spreadsheets.create` takes it."""

    spreadsheetId: str
    properties: SpreadsheetProperties
    developerMetadata: list[DeveloperMetadata]
    namedRanges: list[NamedRange]
    sheets: list[Sheet]


class AppendCellsRequest(TypedDict, total=False):
    """Rows to be appended to a sheet."""

    sheetId: int
    rows: list[RowData]
    fields: str


class ValueRange(TypedDict, total=False):
    """The values of a range, by rows or by columns."""

    range: str
    majorDimension: str
    values: list[list[object]]


class MatchedUpdate(TypedDict, total=False):
    """The answer to one range of a write."""

    dataFilter: JsonObject
    updatedRange: str
    updatedData: ValueRange


class UpdateByDataFilterResponse(TypedDict, total=False):
    """The answer to `values:batchUpdateByDataFilter`."""

    responses: list[MatchedUpdate]


_MARK = "developerMetadata(metadataId,metadataKey,metadataValue,location(dimensionRange(startIndex)))"
_CELL = "values(effectiveValue,userEnteredValue(formulaValue),effectiveFormat(numberFormat(type,pattern)))"
READ_FIELDS = (
    f"spreadsheetId,properties(title,locale),{_MARK},"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),merges,"
    f"{_MARK},data(startRow,startColumn,rowData({_CELL}),columnMetadata({_MARK})))"
)
"""The `fields` mask of the one read: a `spreadsheets.get` with `includeGridData`."""
CHANGED_FIELDS = f"updatedSpreadsheet({READ_FIELDS})"
"""The same of a `batchUpdate` that shows the workbook in its answer."""


def showing_changes(requests: Sequence[JsonObject]) -> JsonObject:
    """The body of a `batchUpdate` that shows the workbook in its answer; send it with the fields `CHANGED_FIELDS`."""
    return {"requests": list(requests), "includeSpreadsheetInResponse": True, "responseIncludeGridData": True}
