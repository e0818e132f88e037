"""xlsx files: what goes out comes in again."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.localsheets.api import Api, area, lines

SHEET = "application/vnd.google-apps.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RED = {"red": 1}


def exported(api: Api, book: str) -> bytes:
    return api.http.get(f"/drive/v3/files/{book}/export", params={"mimeType": XLSX}).content


def back(api: Api, book: str) -> str:
    """The spreadsheet as it comes in again."""
    metadata = json.dumps({"name": "Back", "mimeType": SHEET})
    parts = ("application/json", metadata), (XLSX, "")
    head = "\r\n".join(f"--edge\r\nContent-Type: {kind}\r\n\r\n{text}" for kind, text in parts)
    body = head.encode() + exported(api, book) + b"\r\n--edge--"
    headers = {"Content-Type": "multipart/related; boundary=edge"}
    found: str = api.call("POST", "/upload/drive/v3/files?uploadType=multipart", content=body, headers=headers)["id"]
    return found


def test_values_formulas_and_their_formats_come_back(api: Api) -> None:
    book = api.filled([["a", "45%"], ["2020-01-01", "=B1*2"], ["TRUE", "'=x"]])
    again = back(api, book)
    assert api.formulas(again, "Sheet1") == [["a", 0.45], [43831, "=B1*2"], [True, "=x"]]
    assert api.read(again, "Sheet1") == [["a", "45%"], ["2020-01-01", "0.9"], ["TRUE", "=x"]]


def test_a_sheet_is_as_large_as_what_the_file_holds(api: Api) -> None:
    book = api.create({"properties": {"title": "S", "gridProperties": {"rowCount": 1500, "columnCount": 40}}})
    api.write(book, "S!AN1500", [["last"]], "RAW")
    again = back(api, book)
    assert api.read(again, "S!AN1500") == [["last"]]
    size = api.spreadsheet(again)["sheets"][0]["properties"]["gridProperties"]
    assert (size["rowCount"], size["columnCount"]) == (1500, 40)


@pytest.mark.parametrize(
    "look",
    [
        {"textFormat": {"bold": True, "italic": True, "underline": True, "strikethrough": True}},
        {"textFormat": {"foregroundColor": RED, "fontFamily": "Georgia", "fontSize": 18}},
        {"backgroundColor": {"red": 1, "green": 1}},
        {"horizontalAlignment": "CENTER", "verticalAlignment": "MIDDLE", "wrapStrategy": "WRAP"},
        {
            "borders": {
                "top": {"style": "SOLID", "width": 1, "color": RED},
                "left": {"style": "DOUBLE", "width": 3, "color": RED},
            }
        },
        {"numberFormat": {"type": "CURRENCY", "pattern": "$#,##0.00"}},
        {"textFormat": {"link": {"uri": "https://example.com/"}}},
    ],
)
def test_looks_come_back(api: Api, look: Any) -> None:
    book = api.filled([["x", "plain"]], "RAW")
    cell = {"userEnteredFormat": look}
    api.batch(book, {"repeatCell": {"range": area(0, 1, 0, 1), "cell": cell, "fields": "userEnteredFormat"}})
    given = api.cells(book, "A1:B1", ".userEnteredFormat")
    assert api.cells(back(api, book), "A1:B1", ".userEnteredFormat") == given


def test_sheets_rows_and_columns_come_back(api: Api) -> None:
    tab = {"title": "One", "sheetId": 0, "gridProperties": {"frozenRowCount": 1, "rowCount": 1000}}
    book = api.create({"properties": tab}, {"properties": {"title": "Hidden", "hidden": True}})
    api.write(book, "One!A1", [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]])
    api.batch(
        book,
        {"mergeCells": {"range": area(4, 5, 0, 2)}},
        {"addNamedRange": {"namedRange": {"name": "leads", "range": area(0, 2, 1, 3)}}},
        *(
            {"updateDimensionProperties": {"range": lines(*place), "properties": {key: value}, "fields": key}}
            for place, key, value in (
                (("ROWS", 1, 2), "pixelSize", 60),
                (("ROWS", 2, 3), "hiddenByUser", True),
                (("COLUMNS", 0, 1), "pixelSize", 250),
                (("COLUMNS", 1, 2), "hiddenByUser", True),
            )
        ),
    )
    again = api.spreadsheet(back(api, book), includeGridData="true", ranges="One!A1:C5")
    first = again["sheets"][0]
    assert first["properties"]["gridProperties"]["frozenRowCount"] == 1
    (merge,) = first["merges"]
    assert (merge["startRowIndex"], merge["endRowIndex"], merge["endColumnIndex"]) == (4, 5, 2)
    assert [meta.get("hiddenByUser", meta["pixelSize"]) for meta in first["data"][0]["rowMetadata"][:3]] == [
        21,
        60,
        True,
    ]
    columns = first["data"][0]["columnMetadata"]
    assert [meta.get("hiddenByUser", meta["pixelSize"]) for meta in columns] == [250, True, 100]
    (name,) = again["namedRanges"]
    assert (name["name"], name["range"]["startColumnIndex"], name["range"]["endRowIndex"]) == ("leads", 1, 2)
    hidden = api.spreadsheet(back(api, book), fields="sheets.properties(title,hidden)")["sheets"][1]
    assert hidden == {"properties": {"title": "Hidden", "hidden": True}}


def test_alternating_colours_go_out_as_fills(api: Api) -> None:
    book = api.filled([["a"], ["b"]])
    colors = {"firstBandColor": {"green": 1}, "secondBandColor": RED}
    api.batch(book, {"addBanding": {"bandedRange": {"range": area(0, 2, 0, 1), "rowProperties": colors}}})
    fills = [
        row["values"][0]["userEnteredFormat"]["backgroundColor"]
        for row in api.cells(back(api, book), "A1:A2", ".userEnteredFormat")
    ]
    assert fills == [{"green": 1}, RED]


def test_other_programs_find_the_borders_they_know(api: Api) -> None:
    """Excel mends, and complains of, a file whose borders have names of their own."""
    book = api.filled([["x"]])
    styles = ("DOTTED", "DASHED", "SOLID_MEDIUM", "SOLID_THICK")
    sides = dict(zip(("top", "bottom", "left", "right"), ({"style": style} for style in styles), strict=True))
    api.batch(book, {"updateBorders": {"range": area(0, 1, 0, 1), **sides}})
    names = zipfile.ZipFile(io.BytesIO(exported(api, book)))
    tree = ElementTree.fromstring(names.read("xl/styles.xml"))  # noqa: S314 - our own file
    found = {node.get("style") for node in tree.findall("{*}borders/{*}border/*")} - {None}
    assert found == {"dotted", "medium", "thick"}
