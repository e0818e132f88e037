"""The types of what `okrsdk.workbook` makes for the Sheets API, as far as a script is told of it."""

from __future__ import annotations

from typing import Required, TypeAlias, TypedDict

Written: TypeAlias = str | float | bool


class ColorStyle(TypedDict):
    """A colour, as shares of 1; what is left out is 0."""

    rgbColor: dict[str, float]


class NumberFormat(TypedDict):
    """A number format."""

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


class Condition(TypedDict, total=False):
    """A condition on a cell."""

    type: Required[str]
    values: list[dict[str, str]]


class Validation(TypedDict, total=False):
    """What a cell may hold."""

    condition: Condition


class MadeCell(TypedDict, total=False):
    """A cell."""

    userEnteredValue: dict[str, Written]
    userEnteredFormat: CellFormat
    dataValidation: Validation
    note: str


class Row(TypedDict):
    """A row."""

    values: list[MadeCell]


class Mark(TypedDict):
    """Developer metadata."""

    metadataKey: str
    metadataValue: str


class Column(TypedDict, total=False):
    """A column."""

    pixelSize: Required[int]
    developerMetadata: list[Mark]


class Data(TypedDict):
    """The cells of a tab."""

    rowData: list[Row]
    columnMetadata: list[Column]


class GridProperties(TypedDict, total=False):
    """The size of a tab."""

    rowCount: Required[int]
    columnCount: Required[int]
    frozenRowCount: int
    frozenColumnCount: int
    hideGridlines: bool


class Properties(TypedDict):
    """What a tab is called, and its size."""

    title: str
    gridProperties: GridProperties


class Span(TypedDict, total=False):
    """A block of cells; without rows it is whole columns."""

    startRowIndex: int
    endRowIndex: int
    startColumnIndex: Required[int]
    endColumnIndex: Required[int]


class BandColours(TypedDict):
    """The colours of rows in turn."""

    headerColorStyle: ColorStyle
    firstBandColorStyle: ColorStyle
    secondBandColorStyle: ColorStyle


class Banding(TypedDict):
    """Rows coloured in turn."""

    range: Span
    rowProperties: BandColours


class BooleanRule(TypedDict):
    """A look under a condition."""

    condition: Condition
    format: CellFormat


class ColourRule(TypedDict):
    """Cells that look otherwise under a condition."""

    ranges: list[Span]
    booleanRule: BooleanRule


class Protection(TypedDict):
    """Cells that people are warned of."""

    range: Span
    description: str


class SourceRange(TypedDict):
    """Cells that a chart draws."""

    sources: list[Span]


class ChartData(TypedDict):
    """Where a chart's numbers or names are."""

    sourceRange: SourceRange


class Series(TypedDict):
    """What is drawn of a column of numbers."""

    series: ChartData
    type: str
    colorStyle: ColorStyle


class ViewWindow(TypedDict):
    """From where to where an axis goes."""

    viewWindowMin: float
    viewWindowMax: float


class Axis(TypedDict, total=False):
    """An axis."""

    position: Required[str]
    title: Required[str]
    viewWindowOptions: ViewWindow


class BasicChart(TypedDict):
    """Columns and lines over names."""

    headerCount: int
    axis: list[Axis]
    domains: list[dict[str, ChartData]]
    series: list[Series]


class ChartSpec(TypedDict):
    """What a chart shows."""

    title: str
    basicChart: BasicChart


class Anchor(TypedDict):
    """The cell at whose corner a chart begins."""

    rowIndex: int
    columnIndex: int


class Overlay(TypedDict):
    """Where a chart lies over the cells, in pixels."""

    anchorCell: Anchor
    widthPixels: int
    heightPixels: int


class Chart(TypedDict):
    """A chart."""

    spec: ChartSpec
    position: dict[str, Overlay]


class MadeSheet(TypedDict, total=False):
    """A tab."""

    properties: Required[Properties]
    data: Required[list[Data]]
    developerMetadata: Required[list[Mark]]
    bandedRanges: list[Banding]
    conditionalFormats: list[ColourRule]
    protectedRanges: list[Protection]
    charts: list[Chart]


class ColumnSpan(TypedDict):
    """A column of a tab."""

    sheetId: int
    startIndex: int


class MarkLocation(TypedDict, total=False):
    """What a mark is on."""

    spreadsheet: bool
    sheetId: int
    dimensionRange: ColumnSpan


class NewMark(Mark):
    """Developer metadata to be left."""

    location: MarkLocation


class Appending(TypedDict):
    """A row to be appended."""

    sheetId: int
    rows: list[Row]
