"""What a file holds: nothing, what it was filled with, or what people wrote in it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.provision.filling import CELL_FIELDS, FILLED_ID, cells_digest
from okrsdk.sheets.transport.http_client import SPREADSHEETS_URL
from okrsdk.workbook.sheets_types import json_objects

if TYPE_CHECKING:
    from okrsdk.sheets.transport.http_client import HttpClient, Params

NOTHING = cells_digest([])
"""The digest of a file that holds nothing."""


def filled_digest(spreadsheet_id: str, http: HttpClient) -> str | None:
    """The digest in the mark of a workbook that is whole, in one read; None of a file that was never filled.

    Raises:
        SheetsError: the spreadsheet cannot be read.
    """
    url = f"{SPREADSHEETS_URL}/{spreadsheet_id}/developerMetadata:search"
    lookup = {"dataFilters": [{"developerMetadataLookup": {"metadataId": FILLED_ID}}]}
    found = http.request("post", url, json=lookup).json().get("matchedDeveloperMetadata", [])
    return str(found[0]["developerMetadata"].get("metadataValue", "")) if found else None


def held_digest(spreadsheet_id: str, http: HttpClient) -> str:
    """The digest of the cells of a file as they are now, in one read.

    Raises:
        SheetsError: it cannot be read.
    """
    params: Params = {"includeGridData": True, "fields": CELL_FIELDS, "prettyPrint": False}
    return cells_digest(json_objects(http.get_spreadsheet(spreadsheet_id, params).get("sheets", [])))


def is_edited(spreadsheet_id: str, digest: str | None, http: HttpClient) -> bool:
    """Whether people may have written in a file since it was filled, or made, in one read.

    Args:
        spreadsheet_id: the file.
        digest: that of its mark; None where it was never filled.
        http: sends the request.

    Raises:
        SheetsError: it cannot be read.
    """
    return held_digest(spreadsheet_id, http) != (NOTHING if digest is None else digest)
