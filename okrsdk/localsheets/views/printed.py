"""Stored API objects as the API prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json

PLACE_KEYS = {"sheetId", "rowIndex", "columnIndex"}
RANGE_KEYS = {"sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}


def printed(value: Json) -> Json:
    """The value with what the API leaves out left out: a range's sheetId 0, a cell place's zeros."""
    if isinstance(value, list):
        return [printed(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("sheetId") == 0 and (value.keys() <= RANGE_KEYS or "dimension" in value):
        return {key: item for key, item in value.items() if key != "sheetId"}
    if value.keys() <= PLACE_KEYS:
        return {key: item for key, item in value.items() if item}
    return {key: item if isinstance(item, (str, int, float)) else printed(item) for key, item in value.items()}
