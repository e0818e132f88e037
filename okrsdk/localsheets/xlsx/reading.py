"""A spreadsheet from an xlsx file."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import ironcalc

from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.book.defaults import COLUMN_PIXELS
from okrsdk.localsheets.book.ranges import add_named_range, resolve
from okrsdk.localsheets.errors import ApiError, bad_request
from okrsdk.localsheets.grid.cells import Cell, Formula, number
from okrsdk.localsheets.grid.rectangle import Rect
from okrsdk.localsheets.wire.colors import eight_bit
from okrsdk.localsheets.xlsx.styles import column_pixels, look_of, row_pixels

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import Json, JsonObject

LEAST_ROWS, LEAST_COLUMNS = 1000, 26
LOOKED_AT = 200  # columns; beyond them widths are the usual ones


def from_xlsx(data: bytes, title: str, book_id: str | None = None) -> Book:
    """A spreadsheet from an xlsx file.

    Raises:
        ApiError: 400 when the data is not an xlsx file.
    """
    model = _model(data)
    sheets: list[JsonObject] = [
        {"properties": _properties(model, index, known)}
        for index, known in enumerate(model.get_worksheets_properties())
    ]
    book = build_book({"properties": {"title": title}, "sheets": sheets}, book_id)
    usual = ironcalc.create("usual", "en", "UTC", "en")
    for index, sheet in enumerate(book.sheets):
        _read_sheet(model, index, sheet, usual)
    _read_cells(model, book)
    for name in model.get_defined_name_list():
        _read_name(book, name)
    return book


def _model(data: bytes) -> ironcalc.Model:
    with tempfile.TemporaryDirectory(prefix="localsheets-") as folder:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(data)
        try:
            return ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            raise bad_request(f"The file is not an xlsx file that can be read: {error}") from error


def _properties(model: ironcalc.Model, index: int, known: Json) -> JsonObject:
    _, rows, _, columns = model.get_sheet_dimensions(index)
    size: JsonObject = {"rowCount": max(rows, LEAST_ROWS), "columnCount": max(columns, LEAST_COLUMNS)}
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
    if isinstance(color := known.get("color"), str):
        tab = eight_bit(*(int(color[at : at + 2], 16) for at in (1, 3, 5)))
        properties |= {"tabColor": tab, "tabColorStyle": {"rgbColor": tab}}
    return properties


def _read_sheet(model: ironcalc.Model, index: int, sheet: Sheet, usual: ironcalc.Model) -> None:
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
    standard = usual.get_column_width(0, 1)
    for column in range(min(sheet.grid.column_count, LOOKED_AT)):
        meta: JsonObject = {}
        if model.is_column_hidden(index, column + 1):
            meta["hiddenByUser"] = True
        width = model.get_column_width(index, column + 1)
        if width not in (standard, 0) and column_pixels(width) != COLUMN_PIXELS:
            meta["pixelSize"] = column_pixels(width)
        if meta:
            sheet.columns[column] = meta
    _read_rows(model, index, sheet, usual.get_row_height(0, 1))


def _read_rows(model: ironcalc.Model, index: int, sheet: Sheet, standard: float) -> None:
    _, last, _, _ = model.get_sheet_dimensions(index)
    for row in range(last):
        meta: JsonObject = {}
        if model.is_row_hidden(index, row + 1):
            meta["hiddenByUser"] = True
        height = model.get_row_height(index, row + 1)
        if height not in (standard, 0):
            meta["pixelSize"] = row_pixels(height)
        if meta:
            sheet.grid.set_meta(row, meta)


def _read_cells(model: ironcalc.Model, book: Book) -> None:
    links = {
        (index, link["row"], link["column"]): str(link["target"])
        for index in range(len(book.sheets))
        for link in model.get_links(index)
        if link.get("type") == "External"
    }
    usual = [_usual_style(model, index) for index in range(len(book.sheets))]
    for index, row, column in model.get_all_cells():
        look = look_of(model.get_cell_style(index, row, column), usual[index])
        if uri := links.get((index, row, column)):
            look = look or {}
            look = {**look, "textFormat": {**look.get("textFormat", {}), "link": {"uri": uri}}}
        book.sheets[index].grid.put(row - 1, column - 1, Cell(_value(model, index, row, column), look))


def _usual_style(model: ironcalc.Model, index: int) -> Json:
    """The style of a cell beyond all that the sheet holds."""
    _, rows, _, columns = model.get_sheet_dimensions(index)
    return model.get_cell_style(index, rows + 1, columns + 1)


def _value(model: ironcalc.Model, index: int, row: int, column: int) -> Formula | float | int | str | bool | None:
    formula = model.get_cell_formula(index, row, column)
    if formula:
        return Formula(formula)
    value: Json = model.get_cell_value(index, row, column)
    if isinstance(value, float):
        return number(value)
    return value if value != "" else None


def _read_name(book: Book, name: Json) -> None:
    if name.get("scope") is not None:
        return
    try:
        rect = resolve(book, str(name["formula"]).replace("$", ""))
        add_named_range(book, {"name": str(name["name"]), "range": rect.json()})
    except ApiError:
        return  # a formula, a constant, or a name that Google does not allow
