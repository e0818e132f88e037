"""What a file holds: nothing, what it was filled with, or what people wrote in it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.provision.filling import CELL_FIELDS, FILLED_ID, cells_digest, written_cells
from okrsdk.provision.own_cells import cells_of_people
from okrsdk.sheets.transport.http_client import SPREADSHEETS_URL
from okrsdk.workbook.sheets_types import json_objects

if TYPE_CHECKING:
    from okrsdk.provision.filling import Cells
    from okrsdk.sheets.transport.http_client import HttpClient, Params


def filled_digest(spreadsheet_id: str, http: HttpClient) -> str | None:
    """What the mark of a workbook that is whole says of its cells, in one read; None of a file that was never filled.

    Raises:
        SheetsError: the spreadsheet cannot be read.
    """
    url = f"{SPREADSHEETS_URL}/{spreadsheet_id}/developerMetadata:search"
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataId": FILLED_ID}}]}
    found = http.request("post", url, json=lookup).json().get("matchedDeveloperMetadata", [])
    return str(found[0]["developerMetadata"].get("metadataValue", "")) if found else None


def held_cells(spreadsheet_id: str, http: HttpClient) -> Cells:
    """What is written in the cells of a file now, in one read.

    Raises:
        SheetsError: it cannot be read.
    """
    params: Params = {"includeGridData": True, "fields": CELL_FIELDS, "prettyPrint": False}
    return written_cells(json_objects(http.get_spreadsheet(spreadsheet_id, params).get("sheets", [])))


def is_edited(spreadsheet_id: str, digest: str | None, http: HttpClient) -> bool:
    """Whether people may have written in a file since it was filled, or made, in one read; a grade is no edit.

    Args:
        spreadsheet_id: the file.
        digest: what its mark says; None where it was never filled.
        http: sends the request.

    Raises:
        SheetsError: it cannot be read.
    """
    cells = held_cells(spreadsheet_id, http)
    if digest is None:
        return bool(cells)
    whole, _, of_people = digest.partition(" ")  # a copy has the first alone: its columns may stand anywhere
    return cells_digest(cells) != whole and (not of_people or cells_digest(cells_of_people(cells)) != of_people)
