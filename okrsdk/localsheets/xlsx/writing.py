"""The xlsx file of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.defaults import COLUMN_PIXELS, ROW_PIXELS
from okrsdk.localsheets.formulas.engine import model_of
from okrsdk.localsheets.jsontypes import JsonObject
from okrsdk.localsheets.responses.effective_formats import FormatLayers
from okrsdk.localsheets.responses.hidden_rows import hidden_rows
from okrsdk.localsheets.xlsx.styles import column_units, row_units, style_of

if TYPE_CHECKING:
    import ironcalc

    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.jsontypes import Json
    from okrsdk.localsheets.responses.computed import Computed

MAX_COLUMNS = 16_384
PLAIN: JsonObject = {}


def to_xlsx(computed: Computed) -> bytes:
    """The spreadsheet as an xlsx file."""
    model = model_of(computed.book)
    for index, sheet in enumerate(computed.book.sheets):
        _write_looks(model, index, computed, sheet)
        _write_sheet(model, index, sheet)
        _write_lines(model, index, computed, sheet)
    return bytes(model.to_xlsx())


def _write_looks(model: ironcalc.Model, index: int, computed: Computed, sheet: Sheet) -> None:
    layers = FormatLayers(computed, sheet)
    known: dict[tuple[int, ...], Json] = {}
    for row, column, cell in sheet.grid.cells_in(0, sheet.grid.used_rows()):
        look = cell.format or PLAIN
        stack = [*layers.beneath(row, column), look]
        key = tuple(map(id, stack))
        if key not in known:
            known[key] = style_of({name: value for layer in stack for name, value in layer.items()})
        model.set_cell_style(index, row + 1, column + 1, known[key])
        if uri := look.get("textFormat", {}).get("link", {}).get("uri"):
            model.set_cell_link(index, row + 1, column + 1, {"type": "External", "target": uri, "tooltip": None})


def _write_sheet(model: ironcalc.Model, index: int, sheet: Sheet) -> None:
    size = sheet.properties.get("gridProperties", {})
    model.set_frozen_rows_count(index, size.get("frozenRowCount", 0))
    model.set_frozen_columns_count(index, size.get("frozenColumnCount", 0))
    model.set_show_grid_lines(index, not size.get("hideGridlines"))
    if sheet.properties.get("hidden"):
        model.set_sheet_state(index, "hidden")
    for item in sheet.part("merges"):
        model.merge_cells(
            index,
            item["startRowIndex"] + 1,
            item["startColumnIndex"] + 1,
            item["endRowIndex"],
            item["endColumnIndex"],
        )


def _write_lines(model: ironcalc.Model, index: int, computed: Computed, sheet: Sheet) -> None:
    for column in range(min(sheet.grid.column_count, MAX_COLUMNS)):
        meta = sheet.columns.get(column, {})
        model.set_column_width(index, column + 1, column_units(meta.get("pixelSize", COLUMN_PIXELS)))
        if meta.get("hiddenByUser"):
            model.set_column_hidden(index, column + 1, True)  # noqa: FBT003 - the engine's own signature
    filtered = hidden_rows(computed, sheet)
    for row in range(sheet.grid.used_rows()):
        meta = sheet.grid.row(row).meta or {}
        if "pixelSize" in meta and meta["pixelSize"] != ROW_PIXELS:
            model.set_row_height(index, row + 1, row_units(meta["pixelSize"]))
        if meta.get("hiddenByUser") or row in filtered:
            model.set_row_hidden(index, row + 1, True)  # noqa: FBT003 - as above
