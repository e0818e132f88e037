"""GridData answers: cells with values, formats and everything else, and the properties of rows and columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.celldata import EXTRAS, extended
from okrsdk.localsheets.book.defaults import COLUMN_PIXELS, DEFAULT_FORMAT, ROW_PIXELS
from okrsdk.localsheets.grid.cells import BLANK, Cell, Formula
from okrsdk.localsheets.views.computed import number_format, shown
from okrsdk.localsheets.views.filtered import hidden_rows
from okrsdk.localsheets.views.looks import Looks, overlaid
from okrsdk.localsheets.views.printed import printed
from okrsdk.localsheets.wire.masks import Mask, has_path, pick
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.rect import Rect
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.views.computed import Computed

HYPERLINK = re.compile(r'=\s*HYPERLINK\s*\(\s*"([^"]*)"', re.IGNORECASE)


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
    printer = CellPrinter(computed, sheet, mask.get("values", {}))
    results = computed.results(sheet) if printer.needs_value else {}
    last = max(sheet.grid.used_rows(), computed.last_row(sheet) if results else 0)
    rows: list[JsonObject] = []
    for index in range(rect.top, min(rect.bottom, last)):
        cells = sheet.grid.row(index).cells
        values = []
        for column in range(rect.left, rect.right):
            result = results.get((index, column)) if results else None
            values.append(printer.print((index, column), cells.get(column, BLANK), result))
        while values and not values[-1]:
            values.pop()
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


class CellPrinter:
    """Prints cells as CellData, only the fields that the mask asks for."""

    def __init__(self, computed: Computed, sheet: Sheet, mask: Mask) -> None:
        self.mask = mask
        self.needs_value = any(has_path(mask, name) for name in ("effectiveValue", "formattedValue", "effectiveFormat"))
        looks = Looks(computed, sheet, computed.today) if has_path(mask, "effectiveFormat") else None
        self._looks = looks if looks and looks.any() else None
        self._formats: dict[int, tuple[JsonObject, JsonObject]] = {}

    def print(self, place: tuple[int, int], cell: Cell, result: Value) -> JsonObject:
        """The CellData of one cell; ``result`` is its computed value where a formula fills it."""
        value = result if result is not None else cell.value
        if cell is BLANK and value is None and self._looks is None:
            return {}
        data: JsonObject = {}
        if cell.value is not None:
            data["userEnteredValue"] = extended(cell.value)
        if value is not None and self.needs_value:
            data["effectiveValue"] = extended(value)
            data["formattedValue"] = shown(value, cell)
        if cell.format:
            data["userEnteredFormat"] = cell.format
        effective = self._effective_format(place, cell, value) if self.needs_value else None
        if effective:
            data["effectiveFormat"] = effective
        if link := _hyperlink(cell):
            data["hyperlink"] = link
        if cell.extra:
            data |= {name: printed(cell.extra[name]) for name in EXTRAS if name in cell.extra}
        reduced: JsonObject = pick(data, self.mask)
        return reduced

    def _effective_format(self, place: tuple[int, int], cell: Cell, value: Value) -> JsonObject | None:
        """Default, alternating colours, own format, conditional formats over each other; None for an empty cell."""
        beneath = self._looks.beneath(*place) if self._looks else {}
        on_top = self._looks.on_top(place, cell, value) if self._looks else {}
        if value is None and not cell.format and not beneath and not on_top:
            return None
        if beneath or on_top:
            whole = overlaid(overlaid(overlaid(DEFAULT_FORMAT, beneath), self._own_format(cell)), on_top)
            arranged: JsonObject = arrange(whole, "CellFormat")
            return arranged
        if cell.format is None and number_format(cell) is None:
            return DEFAULT_FORMAT
        key = id(cell.format)
        if cell.format is None or "numberFormat" not in cell.format:
            return dict(arrange(overlaid(DEFAULT_FORMAT, self._own_format(cell)), "CellFormat"))
        if key not in self._formats:
            # The source is kept so that its id stays taken.
            self._formats[key] = (cell.format, arrange(overlaid(DEFAULT_FORMAT, cell.format), "CellFormat"))
        return self._formats[key][1]

    def _own_format(self, cell: Cell) -> JsonObject:
        brought = number_format(cell)
        return (cell.format or {}) | ({"numberFormat": brought} if brought else {})


def _hyperlink(cell: Cell) -> str | None:
    """The address that the whole cell leads to."""
    if isinstance(cell.value, Formula):
        found = HYPERLINK.match(cell.value)
        return found[1] if found else None
    link = (cell.format or {}).get("textFormat", {}).get("link", {})
    uri: str | None = link.get("uri")
    return uri


def _row_metadata(computed: Computed, sheet: Sheet, rect: Rect) -> list[JsonObject]:
    notes = _metadata_by_index(computed, sheet, "ROW")
    filtered = hidden_rows(computed, sheet)
    plain: JsonObject = {"pixelSize": ROW_PIXELS}
    answer = []
    for index in range(rect.top, rect.bottom):
        meta = sheet.grid.row(index).meta
        if index in filtered:
            meta = {**(meta or {}), "hiddenByFilter": True}
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
