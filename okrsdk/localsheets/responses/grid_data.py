"""GridData answers: cells with values, formats and everything else, and the properties of rows and columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.cell_data import EXTRAS, extended
from okrsdk.localsheets.book.defaults import COLUMN_PIXELS, ROW_PIXELS
from okrsdk.localsheets.grid.cells import BLANK, Cell, Formula
from okrsdk.localsheets.responses.api_objects import printed
from okrsdk.localsheets.responses.computed import shown
from okrsdk.localsheets.responses.effective_formats import EffectiveFormats
from okrsdk.localsheets.responses.hidden_rows import hidden_rows
from okrsdk.localsheets.wire.json_text import Common
from okrsdk.localsheets.wire.masks import Mask, has_path, pick
from okrsdk.localsheets.wire.schema import messages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.responses.computed import Computed

FIELDS = tuple(messages()["CellData"])
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
    last_results = _last_columns(results)
    rows: list[JsonObject] = []
    for index in range(rect.top, min(rect.bottom, last)):
        cells = sheet.grid.row(index).cells
        end = rect.right if printer.reaches_blanks else 1 + max(last_results.get(index, -1), max(cells, default=-1))
        values = []
        for column in range(rect.left, min(end, rect.right)):
            result = results.get((index, column)) if results else None
            values.append(printer.print((index, column), cells.get(column, BLANK), result))
        while values and not values[-1]:
            values.pop()
        rows.append({"values": values} if values else {})
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _last_columns(results: Mapping[tuple[int, int], Value]) -> dict[int, int]:
    """The last column with a result, by row."""
    last: dict[int, int] = {}
    for row, column in results:
        last[row] = max(column, last.get(row, column))
    return last


class CellPrinter:
    """Prints cells as CellData, only the fields that the mask asks for."""

    def __init__(self, computed: Computed, sheet: Sheet, mask: Mask) -> None:
        self._computed = computed
        self._sheet = sheet
        self._mask = mask
        self._wanted = frozenset(name for name in FIELDS if has_path(mask, name))
        self._extras = tuple(name for name in EXTRAS if name in self._wanted)
        self.needs_value = bool(self._wanted & {"effectiveValue", "formattedValue", "effectiveFormat"})
        self._formats = (
            EffectiveFormats(computed, sheet, mask.get("effectiveFormat", {}))
            if "effectiveFormat" in self._wanted
            else None
        )
        self.reaches_blanks = bool(self._formats and self._formats.reach_blanks)
        self._own: dict[int, Common] = {}

    def print(self, place: tuple[int, int], cell: Cell, result: Value) -> JsonObject:
        """The CellData of one cell; ``result`` is its computed value where a formula fills it."""
        # A formula without a result gives a picture.
        entered = None if isinstance(cell.value, Formula) else cell.value
        value = result if result is not None else entered
        formats = self._formats
        if cell is BLANK and value is None and not self.reaches_blanks:
            return {}
        look = self._computed.with_result_format(self._sheet, place, cell) if self.needs_value else cell
        data = self._values(look, value)
        if cell.format and "userEnteredFormat" in self._wanted:
            data["userEnteredFormat"] = self._entered_format(cell.format)
        effective = formats.of(place, look, value) if formats else None
        if effective is not None:
            data["effectiveFormat"] = effective
        if "hyperlink" in self._wanted and (link := _hyperlink(cell)):
            data["hyperlink"] = link
        if cell.extra:
            data |= {name: self._picked(name, printed(cell.extra[name])) for name in self._extras if name in cell.extra}
        return data

    def _values(self, cell: Cell, value: Value) -> JsonObject:
        wanted, data = self._wanted, {}
        if cell.value is not None and "userEnteredValue" in wanted:
            data["userEnteredValue"] = self._picked("userEnteredValue", extended(cell.value))
        if value is not None and "effectiveValue" in wanted:
            data["effectiveValue"] = self._picked("effectiveValue", extended(value))
        if value is not None and "formattedValue" in wanted:
            data["formattedValue"] = shown(value, cell, self._computed.book.locale)
        return data

    def _picked(self, name: str, value: Json) -> Json:
        branch = self._mask.get(name)
        return pick(value, branch) if branch else value

    def _entered_format(self, cell_format: JsonObject) -> JsonObject:
        """Published formats never change and stay alive with their book: they are known by identity."""
        known = self._own.get(id(cell_format))
        if known is None:
            known = self._own[id(cell_format)] = Common(self._picked("userEnteredFormat", cell_format))
        return known


def _hyperlink(cell: Cell) -> str | None:
    """The address that the whole cell leads to."""
    if isinstance(cell.value, Formula):
        found = HYPERLINK.match(cell.value)
        return found[1] if found else None
    runs = (cell.extra or {}).get("textFormatRuns", [])
    spans_all = len(runs) == 1 and not runs[0].get("startIndex")
    own = (cell.format or {}).get("textFormat", {}).get("link", {})
    link = runs[0].get("format", {}).get("link", own) if spans_all else own
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
