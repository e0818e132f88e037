"""GridData answers: cells with values, formats and everything else, and the properties of rows and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.celldata import EXTRAS, extended
from okrsdk.localsheets.book.defaults import COLUMN_PIXELS, DEFAULT_FORMAT, ROW_PIXELS
from okrsdk.localsheets.grid.cells import BLANK, Cell
from okrsdk.localsheets.views.computed import number_format, shown
from okrsdk.localsheets.views.printed import printed
from okrsdk.localsheets.wire.masks import Mask, has_path, pick

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.rect import Rect
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.views.computed import Computed


def grid_data(computed: Computed, rect: Rect, mask: Mask) -> JsonObject:
    """The GridData of the rectangle, reduced to the mask (a mask of ``GridData``)."""
    sheet = computed.book.existing(rect.sheet_id)
    answer: JsonObject = {}
    if rect.top and has_path(mask, "startRow"):
        answer["startRow"] = rect.top
    if rect.left and has_path(mask, "startColumn"):
        answer["startColumn"] = rect.left
    if has_path(mask, "rowData"):
        rows = _row_data(computed, sheet, rect, mask.get("rowData", {}))
        if rows:
            answer["rowData"] = rows
    if has_path(mask, "rowMetadata"):
        answer["rowMetadata"] = pick(_row_metadata(computed, sheet, rect), mask.get("rowMetadata", {}))
    if has_path(mask, "columnMetadata"):
        answer["columnMetadata"] = pick(_column_metadata(computed, sheet, rect), mask.get("columnMetadata", {}))
    return answer


def _row_data(computed: Computed, sheet: Sheet, rect: Rect, mask: Mask) -> list[JsonObject]:
    if not has_path(mask, "values"):
        return []
    cell_mask = mask.get("values", {})
    printer = CellPrinter(cell_mask)
    results = computed.results(sheet) if printer.needs_value else {}
    rows: list[JsonObject] = []
    for index in range(
        rect.top, min(rect.bottom, max(sheet.grid.used_rows(), computed.last_row(sheet) if results else 0))
    ):
        cells = sheet.grid.row(index).cells
        values = []
        for column in range(rect.left, rect.right):
            cell = cells.get(column, BLANK)
            values.append(printer.print(cell, results.get((index, column)) if results else None))
        while values and not values[-1]:
            values.pop()
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


class CellPrinter:
    """Prints cells as CellData, only the fields that the mask asks for."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        self.needs_value = any(has_path(mask, name) for name in ("effectiveValue", "formattedValue", "effectiveFormat"))
        self._formats: dict[int, tuple[JsonObject, JsonObject]] = {}

    def print(self, cell: Cell, result: Value) -> JsonObject:
        """The CellData of one cell; ``result`` is its computed value where a formula fills it."""
        value = result if result is not None else cell.value
        if cell is BLANK and value is None:
            return {}
        data: JsonObject = {}
        if cell.value is not None:
            data["userEnteredValue"] = extended(cell.value)
        if value is not None and self.needs_value:
            data["effectiveValue"] = extended(value)
            data["formattedValue"] = shown(value, cell)
        if cell.format:
            data["userEnteredFormat"] = cell.format
        if (value is not None or cell.format) and self.needs_value:
            data["effectiveFormat"] = self._effective_format(cell)
        if cell.extra:
            data |= {name: printed(cell.extra[name]) for name in EXTRAS if name in cell.extra}
        reduced: JsonObject = pick(data, self.mask)
        return reduced

    def _effective_format(self, cell: Cell) -> JsonObject:
        own = cell.format
        brought = number_format(cell) if not own or "numberFormat" not in own else None
        if own is None and brought is None:
            return DEFAULT_FORMAT
        key = id(own)
        if brought is None and key in self._formats:
            return self._formats[key][1]
        result = _overlaid(DEFAULT_FORMAT, own or {})
        if brought:
            return {"numberFormat": brought, **result}
        self._formats[key] = (own or {}, result)  # the source is kept so that its id stays taken
        return result


def _overlaid(base: JsonObject, over: JsonObject) -> JsonObject:
    """The base format with everything the cell's own format sets; colours are replaced whole."""
    result = {name: over[name] for name in ("numberFormat",) if name in over} | base
    for name, value in over.items():
        if name in ("textFormat", "padding"):
            result[name] = base[name] | value
        else:
            result[name] = value
    return result


def _row_metadata(computed: Computed, sheet: Sheet, rect: Rect) -> list[JsonObject]:
    notes = _metadata_by_index(computed, sheet, "ROW")
    plain: JsonObject = {"pixelSize": ROW_PIXELS}
    answer = []
    for index in range(rect.top, rect.bottom):
        meta = sheet.grid.row(index).meta
        answer.append(_dimension(meta, plain, notes.get(index)) if meta or index in notes else plain)
    return answer


def _column_metadata(computed: Computed, sheet: Sheet, rect: Rect) -> list[JsonObject]:
    notes = _metadata_by_index(computed, sheet, "COLUMN")
    plain: JsonObject = {"pixelSize": COLUMN_PIXELS}
    return [_dimension(sheet.columns.get(index), plain, notes.get(index)) for index in range(rect.left, rect.right)]


def _dimension(meta: JsonObject | None, plain: JsonObject, notes: list[JsonObject] | None) -> JsonObject:
    whole = plain | (meta or {})
    answer: JsonObject = {
        name: whole[name] for name in ("hiddenByFilter", "hiddenByUser", "pixelSize") if name in whole
    }
    if notes:
        answer["developerMetadata"] = notes
    return answer


def _metadata_by_index(computed: Computed, sheet: Sheet, kind: str) -> dict[int, list[JsonObject]]:
    found: dict[int, list[JsonObject]] = {}
    for item in computed.book.metadata:
        location = item["location"]
        if location["locationType"] == kind and location["dimensionRange"]["sheetId"] == sheet.id:
            found.setdefault(location["dimensionRange"]["startIndex"], []).append(printed(item))
    return found
