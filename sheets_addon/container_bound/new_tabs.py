"""The tabs of a new workbook as plain data, for a script that has no request to make them all in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.workbook import workbook_template
from okrsdk.workbook.developer_metadata import SCHEMA_KEY, SCHEMA_VERSION
from okrsdk.workbook.overview import BLOCK_ROWS, FIELDS, LINES
from okrsdk.workbook.tabs import Tab
from okrsdk.workbook.template.overview_lines import FIRST_ROW, new_check_ins
from okrsdk.workbook.template.requests import free_title
from sheets_addon.container_bound.script_terms import Area, area_of, areas, colour_of, look_of, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from okrsdk.model import OkrSet
    from okrsdk.workbook.sheets_types import (
        BandedRange,
        CellData,
        ConditionalFormatRule,
        DimensionProperties,
        EmbeddedChart,
        GridRange,
        JsonObject,
        ProtectedRange,
        Sheet,
    )
    from okrsdk.workbook.template.table_sheet import TabTemplate

    Rows = Sequence[Sequence[CellData]]

_AXES = ("BOTTOM_AXIS", "LEFT_AXIS")
_SERIES_TYPES = {"COLUMN": "bars", "LINE": "line"}
_SCHEMA = {"key": SCHEMA_KEY, "value": str(SCHEMA_VERSION), "column": None}


def new_tabs(okr_set: OkrSet, taken: Collection[str]) -> JsonObject:
    """The tabs with all that they hold, and the mark of the spreadsheet as a whole.

    Rows and columns count from 1. A tab whose title is taken gets ` (OKR)` behind it.

    Args:
        okr_set: the OKRs to begin with; a client and a cycle will do.
        taken: titles that are taken, in lower case.
    """
    return {"tabs": [described_tab(tab, taken) for tab in workbook_template(okr_set).tabs], "marks": [_SCHEMA]}


def described_tab(tab: TabTemplate, taken: Collection[str]) -> JsonObject:
    """A tab with all that it holds.

    Args:
        tab: the tab.
        taken: titles that are taken, in lower case.
    """
    sheet, every = cast("Sheet", tab.sheet), cast("Sequence[CellData]", tab.columns)
    properties, data = sheet["properties"], sheet["data"][0]
    grid = properties["gridProperties"]
    rows = [row["values"] for row in data["rowData"]]
    return {
        "title": free_title(properties["title"], taken),
        "rows": grid["rowCount"],
        "columns": grid["columnCount"],
        "frozenRows": grid.get("frozenRowCount", 0),
        "frozenColumns": grid.get("frozenColumnCount", 0),
        "hasGridlines": not grid.get("hideGridlines", False),
        "widths": [column["pixelSize"] for column in data["columnMetadata"]],
        "values": _values(rows),
        "formulas": _formulas(taken) if properties["title"] == Tab.OVERVIEW else [],
        "notes": list(_notes(rows)),
        "looks": [*_below_header(every, grid["rowCount"], _looks), *_looks(rows)],
        "rules": [*_below_header(every, grid["rowCount"], _rules), *_rules(rows)],
        "bands": [_band(band) for band in sheet.get("bandedRanges", [])],
        "shades": [_shade(rule) for rule in sheet.get("conditionalFormats", [])],
        "protections": [_protection(one, grid["columnCount"]) for one in sheet.get("protectedRanges", [])],
        "charts": [_chart(chart) for chart in sheet.get("charts", [])],
        "marks": list(_marks(sheet, data["columnMetadata"])),
    }


def _values(rows: Rows) -> list[list[str | float | bool]]:
    """A block of what the cells hold, as far down and to the right as any of them holds something."""
    typed_rows = [[_typed(cell) for cell in row] for row in rows]
    filled = [number for number, row in enumerate(typed_rows, 1) if any(value != "" for value in row)]
    kept = typed_rows[: max(filled, default=0)]
    width = max(map(len, kept), default=0)
    return [row + [""] * (width - len(row)) for row in kept]


def _formulas(taken: Collection[str]) -> list[JsonObject]:
    """The lines beside the key results of the Overview."""
    check_ins, key_result = new_check_ins(free_title(Tab.CHECK_INS, taken)), FIELDS.index("key_result")
    rows = [[check_ins.formula(line, key_result, row) for line in LINES] for row in range(FIRST_ROW, BLOCK_ROWS)]
    return [{**Area(FIRST_ROW, len(FIELDS), len(rows), len(LINES)).document, "values": rows}]


def _typed(cell: CellData) -> str | float | bool:
    """What is typed into a cell, whose format is set before: one for text takes it as it is."""
    held = next(iter(cell.get("userEnteredValue", {}).values()), None)
    is_text = cell.get("userEnteredFormat", {}).get("numberFormat", {}).get("type") == "TEXT"
    return held if is_text and isinstance(held, str) else typed(held)


def _notes(rows: Rows) -> Iterator[JsonObject]:
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell.get("note"):
                yield {"row": number, "column": column, "note": cell["note"]}


def _below_header(
    every: Sequence[CellData], grid_rows: int, parts: Callable[[Rows], Iterator[JsonObject]]
) -> Iterator[JsonObject]:
    """The looks or rules of whole columns, from below the header to the end of the sheet."""
    for part in parts([every]):
        yield {**part, "row": 2, "rows": grid_rows - 1}


def _looks(rows: Rows) -> Iterator[JsonObject]:
    looks = {
        (number, column): look
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if (look := tuple(look_of(cell.get("userEnteredFormat", {})).items()))
    }
    for area, look in areas(looks):
        yield {**area.document, "look": dict(look)}


def _rules(rows: Rows) -> Iterator[JsonObject]:
    rules = {
        (number, column): (condition["type"], *(value["userEnteredValue"] for value in condition.get("values", [])))
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
        if (condition := cell.get("dataValidation", {}).get("condition"))
    }
    for area, (kind, *values) in areas(rules):
        yield {**area.document, "kind": kind, "values": values}


def _band(band: BandedRange) -> JsonObject:
    colours = band["rowProperties"]
    return {
        **area_of(band["range"]).document,
        "header": colour_of(colours["headerColorStyle"]),
        "first": colour_of(colours["firstBandColorStyle"]),
        "second": colour_of(colours["secondBandColorStyle"]),
    }


def _shade(rule: ConditionalFormatRule) -> JsonObject:
    condition, look = rule["booleanRule"]["condition"], look_of(rule["booleanRule"]["format"])
    (area,) = rule["ranges"]
    value = condition["values"][0]["userEnteredValue"]
    return {**area_of(area).document, "kind": condition["type"], "value": value, **look}


def _protection(protection: ProtectedRange, columns: int) -> JsonObject:
    """What is protected, of so many columns; `rows` is None where it is whole columns, also those of rows to come."""
    every: GridRange = {"startRowIndex": 0, "endRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": columns}
    area = area_of({**every, **protection["range"]}).document
    return {**area, "rows": area["rows"] or None, "description": protection["description"]}


def _chart(chart: EmbeddedChart) -> JsonObject:
    """A chart as a script builds it: the columns it draws, its place and size, and the options of the builder."""
    spec, place = chart["spec"], chart["position"]["overlayPosition"]
    basic, anchor = spec["basicChart"], place["anchorCell"]
    drawn = [basic["domains"][0]["domain"], *(series["series"] for series in basic["series"])]
    bottom, left = (next(axis for axis in basic["axis"] if axis["position"] == name) for name in _AXES)
    window = left["viewWindowOptions"]
    return {
        "ranges": [area_of(source["sourceRange"]["sources"][0]).document for source in drawn],
        "headers": basic["headerCount"],
        "row": anchor["rowIndex"] + 1,
        "column": anchor["columnIndex"] + 1,
        "options": {
            "title": spec["title"],
            "width": place["widthPixels"],
            "height": place["heightPixels"],
            "legend": {"position": "bottom"},
            "hAxis": {"title": bottom["title"]},
            "vAxis": {
                "title": left["title"],
                "viewWindow": {"min": window["viewWindowMin"], "max": window["viewWindowMax"]},
            },
            "series": {
                str(number): {"type": _SERIES_TYPES[series["type"]], "color": colour_of(series["colorStyle"])}
                for number, series in enumerate(basic["series"])
            },
        },
    }


def _marks(sheet: Sheet, columns: Sequence[DimensionProperties]) -> Iterator[JsonObject]:
    of_tab = [(None, mark) for mark in sheet["developerMetadata"]]
    of_columns = [(number, mark) for number, own in enumerate(columns, 1) for mark in own.get("developerMetadata", [])]
    for column, mark in [*of_tab, *of_columns]:
        yield {"key": mark["metadataKey"], "value": mark["metadataValue"], "column": column}
