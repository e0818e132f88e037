"""xlsx files, written and read by IronCalc.

They carry values, formulas, number formats, bold and italic, colours, widths, merges, frozen rows and columns.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import ironcalc

from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.book.defaults import COLUMN_PIXELS
from okrsdk.localsheets.engine import model_of
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import Cell, Formula, number
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.wire.colors import eight_bit
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.views.computed import Computed

GENERAL = "general"
HEX_LENGTH = 7
ALIGNMENTS = {"LEFT": "left", "CENTER": "center", "RIGHT": "right"}


def to_xlsx(computed: Computed) -> bytes:
    """The spreadsheet as an xlsx file."""
    book = computed.book
    model = model_of(book)
    for index, sheet in enumerate(book.sheets):
        _write_styles(model, index, sheet)
        size = sheet.properties.get("gridProperties", {})
        model.set_frozen_rows_count(index, size.get("frozenRowCount", 0))
        model.set_frozen_columns_count(index, size.get("frozenColumnCount", 0))
        for column, meta in sheet.columns.items():
            if "pixelSize" in meta:
                model.set_column_width(index, column + 1, float(meta["pixelSize"]))
        for item in sheet.part("merges"):
            model.merge_cells(
                index,
                item["startRowIndex"] + 1,
                item["startColumnIndex"] + 1,
                item["endRowIndex"],
                item["endColumnIndex"],
            )
    return model.to_xlsx()


def _write_styles(model: ironcalc.Model, index: int, sheet: Sheet) -> None:
    for row, column, cell in sheet.grid.cells_in(0, sheet.grid.used_rows()):
        if not cell.format:
            continue
        style: Json = model.get_cell_style(index, row + 1, column + 1)
        text = cell.format.get("textFormat", {})
        style["font"] |= {"b": bool(text.get("bold")), "i": bool(text.get("italic"))}
        if "foregroundColor" in text:
            style["font"]["color"] = _hex(text["foregroundColor"])
        if "backgroundColor" in cell.format:
            style["fill"] = {"color": _hex(cell.format["backgroundColor"])}
        if pattern := cell.format.get("numberFormat", {}).get("pattern"):
            style["num_fmt"] = pattern
        if alignment := ALIGNMENTS.get(cell.format.get("horizontalAlignment", "")):
            style["alignment"] = {"horizontal": alignment, "vertical": "bottom", "wrap_text": False}
        model.set_cell_style(index, row + 1, column + 1, style)


def _hex(color: JsonObject) -> str:
    return "#" + "".join(f"{round(255 * color.get(name, 0)):02X}" for name in ("red", "green", "blue"))


def from_xlsx(data: bytes, title: str, book_id: str | None = None) -> Book:
    """A spreadsheet from an xlsx file.

    Raises:
        ApiError: 400 when the data is not an xlsx file.
    """
    with tempfile.TemporaryDirectory(prefix="localsheets-") as folder:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(data)
        try:
            model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            raise bad_request(f"The file is not an xlsx file that can be read: {error}") from error
    sheets = []
    for index, known in enumerate(model.get_worksheets_properties()):
        _, _, rows, columns = model.get_sheet_dimensions(index)
        size = {"rowCount": max(rows, 1000), "columnCount": max(columns, 26)}
        frozen = {
            "frozenRowCount": model.get_frozen_rows_count(index),
            "frozenColumnCount": model.get_frozen_columns_count(index),
        }
        properties: JsonObject = {
            "title": known["name"],
            "gridProperties": size | {key: n for key, n in frozen.items() if n},
        }
        if known.get("state", "visible") != "visible":
            properties["hidden"] = True
        sheets.append({"properties": properties})
    book = build_book({"properties": {"title": title}, "sheets": sheets}, book_id)
    for index, sheet in enumerate(book.sheets):
        _read_sheet(model, index, sheet)
    for sheet_index, row, column in model.get_all_cells():
        cell = _read_cell(model, sheet_index, row, column)
        book.sheets[sheet_index].grid.put(row - 1, column - 1, cell)
    return book


def _read_sheet(model: ironcalc.Model, index: int, sheet: Sheet) -> None:
    merges = [
        Rect(
            sheet.id,
            item["row"] - 1,
            item["row"] - 1 + item["height"],
            item["column"] - 1,
            item["column"] - 1 + item["width"],
        )
        for item in model.get_merged_cells(index)
    ]
    sheet.set_part("merges", [merge.json() for merge in merges])
    standard = ironcalc.create("standard", "en", "UTC", "en").get_column_width(0, 1)
    for column in range(min(sheet.grid.column_count, 200)):
        width = model.get_column_width(index, column + 1)
        if width != standard and round(width) != COLUMN_PIXELS:
            sheet.columns[column] = {"pixelSize": round(width)}


def _read_cell(model: ironcalc.Model, index: int, row: int, column: int) -> Cell:
    formula = model.get_cell_formula(index, row, column)
    value = model.get_cell_value(index, row, column)
    cell_format = _read_format(model.get_cell_style(index, row, column))
    if formula:
        return Cell(Formula(formula), cell_format)
    if isinstance(value, float):
        return Cell(number(value), cell_format)
    return Cell(value if value != "" else None, cell_format)


def _read_format(style: Json) -> JsonObject | None:
    found: JsonObject = {}
    pattern = style.get("num_fmt", GENERAL)
    if pattern.lower() != GENERAL:
        found["numberFormat"] = {"type": _kind(pattern), "pattern": pattern}
    font = style.get("font") or {}
    text = {
        name: True
        for name, key in (("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "strike"))
        if font.get(key)
    }
    if text:
        found["textFormat"] = text
    fill = (style.get("fill") or {}).get("color")
    if isinstance(fill, str) and len(fill) == HEX_LENGTH:
        color = eight_bit(*(int(fill[at : at + 2], 16) for at in (1, 3, 5)))
        found |= {"backgroundColor": color, "backgroundColorStyle": {"rgbColor": color}}
    return arrange(found, "CellFormat") or None


def _kind(pattern: str) -> str:
    plain = pattern.lower()
    if "%" in plain:
        return "PERCENT"
    if "y" in plain or "d" in plain:
        return "DATE_TIME" if "h" in plain else "DATE"
    if "h" in plain:
        return "TIME"
    if "e+" in plain:
        return "SCIENTIFIC"
    return "CURRENCY" if "$" in plain or "€" in plain else "NUMBER"
